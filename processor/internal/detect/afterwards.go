package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// afterwards finds the meeting at node k of a body's ministers or leaders of whom the sentence tells what they
// did after it: "G7 foreign ministers condemned X after meeting in Berlin", "Selepas bersidang di Berlin, menteri
// luar G7 mengecam X".
func (d *Document) afterwards(k int) {
	n := &d.nodes[k]
	if !n.any(sittings) || d.afterAt(k) < 0 || d.isToldBefore(k) || d.ofSomeoneElse(k) {
		return
	}
	i := d.leadSubject(k)
	a := d.actorAt(i)
	if a == nil || a.preps.Any(prepositions) || !d.isMinisters(a) {
		return
	}
	var b binding
	b.add(d, d.nodes[i].actor)
	b.left = 1
	c, ok := d.newMeeting("afterwards", 0.65, &b, k)
	if !ok {
		return
	}
	c.Channel = d.channel(lang.TalksNoun, k)
	d.emit(c)
	d.assemble()
}

// isMinisters tells whether a are several in office in the members of one body: "G7 ministers". Where a plural has no
// ending, they are those of whom nobody is named.
func (d *Document) isMinisters(a *actor) bool {
	if a.kind != byOffice || a.organ || a.set.Len() != 1 || !a.set.Within(&d.dict.Parties.Bodies) {
		return false
	}
	return a.plural || d.profile().AdjectiveLast && a.rank >= minister && a.persons == 0
}

// sittings are the words for a meeting that the members of a body can hold among themselves.
var sittings = lang.SetOf(lang.MeetVerb, lang.TalksNoun, lang.Gathering)

// afterReach is how many words may stand between an "after" and the meeting behind it.
const afterReach = 5

// afterAt gives the "after" that tells that something was done after the meeting at node k, "after holding an
// emergency summit"; -1 where there is none.
func (d *Document) afterAt(k int) int32 {
	first := d.nodes[k].first
	for w := first - 1; w >= d.span.First && first-w <= afterReach; w-- {
		switch i := d.nodeFrom(w); {
		case d.isWord(w, afters):
			return w
		case i < k && d.nodes[i].actor >= 0 && d.actorAt(i).kind != byPair, d.text.Tokens[w+1].Gap&^scan.Inside != 0:
			return -1
		}
	}
	return -1
}

// ofSomeoneElse tells whether what stands behind the meeting at node k says whose it is: "after a meeting of the
// council", "after meeting X".
func (d *Document) ofSomeoneElse(k int) bool {
	for i := k + 1; i < len(d.nodes) && d.near(i-1, i, 2) && !d.separated(i-1, i); i++ {
		if a := d.actorAt(i); a != nil && a.kind != byPlace && !a.preps.Has(lang.In) && !(a.kind == byPair && d.nodes[k].any(occasionNouns)) || d.nodes[i].is(lang.Of) || d.nodes[i].is(lang.With) || d.nodes[i].is(lang.Between) {
			return true
		}
	}
	return false
}

// leadSubject gives the node of whoever the sentence tells to do something after the meeting at node k: the first
// one that it names, or, where it opens with the meeting, the one behind its comma; -1 where there is none.
func (d *Document) leadSubject(k int) int {
	for _, i := range d.actorNodes {
		if i > k && !d.separated(i-1, i) {
			continue
		}
		if i < k || d.isWord(d.span.First, afters) {
			return i
		}
	}
	return -1
}
