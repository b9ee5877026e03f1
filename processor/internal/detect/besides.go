package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// besides finds the meetings with those whom a sentence tells of before its comma, as the doer
// of its main clause has met them as well as those to whom it goes on: "Besides President X, Y
// received Z", "Selain bertemu X, Y mengunjungi pabrik". found is how many candidates there
// were before the sentence.
func (d *Document) besides(found int) {
	if len(d.nodes) == 0 || !d.opensBesides() {
		return
	}
	k, also, i := -1, -1, 0 // by which verb, and who was met
	for ; i < len(d.nodes) && (i == 0 || !d.separated(i-1, i)); i++ {
		if a := d.actorAt(i); d.nodes[i].any(greeting) {
			k = i
		} else if a != nil && also < 0 && isPeople(a) && !a.possessive {
			also = i
		}
	}
	doer := i
	for doer < len(d.nodes) && (d.actorAt(doer) == nil || !isPeople(d.actorAt(doer)) || d.actorAt(doer).preps.Any(prepositions)) {
		doer++
	}
	if also < 0 || doer == len(d.nodes) {
		return
	}
	one, others := d.actorAt(doer).set, d.actorAt(also).set
	carried := k >= 0
	if !carried && slices.ContainsFunc(d.found[found:], func(c Candidate) bool { return isMeeting(c) && c.Parties.Meets(&one) }) {
		k = slices.IndexFunc(d.nodes[doer:], func(n node) bool { return n.any(meetingWords) }) + doer
	}
	if k < 0 || one.Len() != 1 || others.Empty() || others.Meets(&one) {
		return
	}
	b := binding{left: 1}
	b.add(d, d.nodes[doer].actor)
	b.add(d, d.nodes[also].actor)
	c, ok := d.newMeeting("besides", 0.6, &b, k)
	if !ok {
		return
	}
	if !carried {
		c.forgetDate() // that of the main clause
	}
	c.Channel = events.InPerson
	for id := range others.All() {
		c.Parties = one.Union(party.Of(id))
		d.emit(c)
	}
}

// greeting are the verbs by which somebody meets others.
var greeting = lang.SetOf(lang.MeetVerb, lang.ReceiveVerb)

// opensBesides tells whether the sentence opens with a word for "as well as".
func (d *Document) opensBesides() bool {
	first := d.span.First
	second, ok := besidesWords[d.text.Tokens[first].Hash]
	return ok && (second == 0 || first+1 < d.span.End && d.text.Tokens[first+1].Hash == second)
}

// besidesWords are those words: the first of each, and the one behind it, if there is one.
var besidesWords = map[uint64]uint64{
	scan.Hash("besides"): 0, scan.Hash("selain"): 0,
	scan.Hash("apart"): scan.Hash("from"), scan.Hash("aside"): scan.Hash("from"), scan.Hash("in"): scan.Hash("addition"),
	scan.Hash("as"): scan.Hash("well"), scan.Hash("di"): scan.Hash("samping"),
}
