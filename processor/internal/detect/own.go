package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// selves are the words by which a speaker means himself.
var selves = words("selves")

// ownWords finds a meeting that one of the two tells in his own words: "I have
// just met the Japanese minister," Y said, or "I will see him on Thursday".
func (d *Document) ownWords(k int) {
	q := d.quoteOf(d.nodes[k].first)
	if q == nil || len(d.nodes) > longestQuote || !d.nodes[k].any(ownEncounters) && !d.speaksByPhone(k) || !d.saysI(q, k) {
		return
	}
	var b binding
	for i := range d.nodes {
		a := d.actorAt(i)
		if a == nil || a.organ || a.kind != byPerson && a.kind != byOffice && !d.visitsPlace(k, i) {
			continue
		}
		if inside := a.first >= q.first && a.first < q.end; inside == a.speaks {
			continue // somebody else beside the quotation
		}
		if !a.speaks && !d.isEncountered(a, k) {
			continue
		}
		b.add(d, d.nodes[i].actor)
	}
	if b.n == 1 && d.heSays(q) && !d.he.set.Meets(&b.set) {
		b.set, b.weak = b.set.Union(d.he.set), true
	}
	if b.set.Len() != 2 {
		return
	}
	c, ok := d.newMeeting("own-words", 0.6, &b, k)
	if !ok || c.Status != events.MeetingHeld && !(c.Status == events.MeetingPlanned && c.Dated && !c.DateCue.Empty()) {
		return // and whom he "will meet" some day is no plan
	}
	c.Channel = d.channel(lang.MeetVerb, k)
	d.emit(c)
}

// visitsPlace tells whether the state or capital at node i is where the journey of the verb at node k leads: "I will
// visit Serbia next month".
func (d *Document) visitsPlace(k, i int) bool {
	a := d.actorAt(i)
	return d.nodes[k].is(lang.VisitVerb) && i > k && i <= k+2 && a.kind <= byPlace && !a.city && !a.preps.Has(lang.From) && !d.separated(k, i)
}

// isEncountered tells whether a is whom the speaker has to do with by the word at node k: not "I
// received help from X", nor "discussed X's idea with my staff".
func (d *Document) isEncountered(a *actor, k int) bool {
	switch n := &d.nodes[k]; {
	case a.possessive:
		return false
	case n.is(lang.DiscussVerb):
		return a.preps.Has(lang.With)
	}
	return !a.preps.Has(lang.From)
}

// ownEncounters are the words of what a speaker has had with somebody, or is to have.
var ownEncounters = encounters.Union(lang.SetOf(lang.ReceiveVerb, lang.DiscussVerb))

// heSays tells whether q is told to be said by nobody but him of whom the text has just told, by a
// pronoun that is written to the verb: "katanya".
func (d *Document) heSays(q *quote) bool {
	says := false
	for i := range d.nodes {
		n := &d.nodes[i]
		if n.first >= q.first && n.first < q.end {
			continue
		}
		if n.is(lang.Name) || n.actor >= 0 && d.actors[n.actor].kind > byPlace {
			return false
		}
		says = says || n.is(lang.SayVerb)
	}
	return says && d.he.set.Len() == 1 && d.index-d.he.sentence <= 2
}

// speaksByPhone tells whether the verb at node k tells of a call, and not of who was called: "I spoke by
// phone with X", but not "we were called by reporters".
func (d *Document) speaksByPhone(k int) bool {
	return d.nodes[k].is(lang.CallVerb) && d.nodes[k].forms&lang.Passive == 0
}

// quoteOf gives the quoted sentence that holds token i, or nil.
func (d *Document) quoteOf(i int32) *quote {
	for j := range d.quotes {
		if q := &d.quotes[j]; q.whole && i >= q.first && i < q.end {
			return q
		}
	}
	return nil
}

// saysI tells whether the speaker names himself in q a few words before node k, or need not, as he writes in short.
func (d *Document) saysI(q *quote, k int) bool {
	const reach = 6
	return d.hasWord(max(q.first, d.nodes[k].first-reach), d.nodes[k].first, selves) || d.writesInShort(q, k) || d.isMine(q, k)
}

// isMine tells whether the occasion at node k of q is the speaker's own, or one on which he did something: "my meeting
// with X", "pertemuan saya dengan X", "In talks with X I raised".
func (d *Document) isMine(q *quote, k int) bool {
	n := &d.nodes[k]
	if !n.any(occasionNouns) {
		return false
	}
	return d.isWord(n.first-1, mine) || d.isWord(n.end, mine) || d.hasWord(n.first-2, n.first, occasionLeads) && d.hasWord(n.end, q.end, selves)
}

// mine are the words for what is the speaker's.
var mine = words("mine")

// writesInShort tells whether q begins with the word at node k and was posted: "'Met X,' Y wrote", "'Good meeting with X.'"
func (d *Document) writesInShort(q *quote, k int) bool {
	n := &d.nodes[k]
	return n.first-q.first <= 1 && (n.forms == lang.Done || n.any(occasionNouns)) && d.hasWord(q.end, d.span.End, posting)
}

// posting are the verbs of who writes to the public.
var posting = words("posting")
