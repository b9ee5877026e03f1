package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// lapse takes a sentence that has no word for an encounter as a meeting of two or three
// parties, if somebody of each does something together and it tells how long that took,
// or that they were among themselves: "X and Y agreed on its text after five hours at a
// checkpoint". found is how many candidates there were before the sentence.
func (d *Document) lapse(found int) {
	if !d.told.Has(lang.Span) || slices.ContainsFunc(d.found[found:], isMeeting) {
		return
	}
	t := d.spanTag()
	if t == nil || len(d.nodes) == 0 {
		return
	}
	b, where := d.doers(t.First)
	if n := b.set.Len(); n < 2 || n > mostTogether || b.weak || !party.Inside(d.named(), b.set.Union(where)) {
		return
	}
	k := d.nodeBefore(t.First)
	if lo, hi := d.clause(k); slices.ContainsFunc(d.nodes[lo:hi], func(n node) bool { return n.any(unsure) }) {
		return
	}
	c, ok := d.newMeeting("lapse", 0.5, &b, k)
	if !ok || c.Status == events.MeetingHeld && d.told.Has(lang.Will) {
		return
	}
	c.Channel = d.channel(lang.MeetVerb, k)
	d.emit(c)
}

// mostTogether is how many parties a sentence may name for all of them to be together.
const mostTogether = 3

// doers gives those who do something together by the time that is told at token at: "X
// and Y", "X with Y", "X had Y"; nobody where others act beside them. It gives the
// states in which they do so as well.
func (d *Document) doers(at int32) (b binding, where party.Set) {
	for i := range d.nodes {
		a := d.actorAt(i)
		if a == nil || a.possessive {
			continue
		}
		if a.kind == byPlace && a.preps.Has(lang.In) {
			where.Join(&a.set)
		}
		if !d.suits(a, true) || a.organ || a.set.Empty() && (a.kind != byPair || a.want == 0) {
			continue
		}
		d.resolve(a)
		switch doer := b.n == 0; {
		case a.set.Empty(), doer && (a.preps.Any(prepositions) || d.leftBehind(i, at)):
			return binding{}, where // "the three": who?
		case !doer && !a.preps.Has(lang.With) && !d.nodes[i-1].is(lang.Light):
			return binding{}, where
		}
		b.add(d, d.nodes[i].actor)
	}
	return b, where
}

// leftBehind tells whether the clause of the actor at node i ends before token at, but
// for the word that leads to the time told there: "X and Y left after a service that
// went on for hours".
func (d *Document) leftBehind(i int, at int32) bool {
	if d.nodes[i].end <= at && d.gaps(d.nodes[i].end-1, at)&scan.Semicolon != 0 {
		return true
	}
	for i++; i < len(d.nodes) && d.nodes[i].first < at-duringReach; i++ {
		if d.nodes[i].any(breaks) {
			return true
		}
	}
	return false
}

// spanTag gives the words that tell how long people were together, or nil.
func (d *Document) spanTag() *tag.Tag {
	for i := range d.tags {
		t := &d.tags[i]
		if t.Is(lang.Span) && !d.quoted(t.First) && (d.dict.Value(d.text, t, lang.Span) != "" || d.lasting(t)) {
			return t
		}
	}
	return nil
}

// nodeBefore gives the last node before token i, or the first one where it opens the sentence.
func (d *Document) nodeBefore(i int32) int {
	k := 0
	for k+1 < len(d.nodes) && d.nodes[k+1].end <= i {
		k++
	}
	return k
}

// during are the words before the time for which, or after which, something is done, and
// since those behind it that make it the time between two things.
var (
	during = words("during")
	since  = words("since")
)

// duringReach is how many words stand between those and the word of time: "after nearly
// four and a half hours".
const duringReach = 6

// lasting tells whether the word of time t is that of something which lasts: "after
// nearly five hours", and not "two hours after".
func (d *Document) lasting(t *tag.Tag) bool {
	if d.isWord(t.End, since) {
		return false
	}
	for i := t.First; i > d.span.First && t.First-i <= duringReach && d.text.Tokens[i].Gap&^scan.Inside == 0; i-- {
		if during.has(d.text.Tokens[i-1].Hash) {
			return true
		}
	}
	return false
}
