package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// turn finds the meetings that follow one told a moment ago, of which only the partner
// is told: "Erdogan received X. In the afternoon it was the turn of Y", "giliran Y".
func (d *Document) turn() {
	if !d.told.Has(lang.Then) {
		return
	}
	for k := range d.nodes {
		if !d.nodes[k].is(lang.Then) || d.value(k, lang.Then) != "turn" || d.quoted(d.nodes[k].first) || d.isDetermined(d.nodes[k].first) {
			continue // "waits her turn"
		}
		last, j := d.lastTalks(), d.whoseTurn(k)
		if last == nil || j < 0 || last.Parties.Len() != 2 {
			continue
		}
		b := binding{left: 1, weak: true}
		b.add(d, d.nodes[j].actor)
		if b.set = b.set.Union(d.hostOf(last)); b.set.Len() != 2 {
			continue
		}
		channel := last.Channel
		if c, ok := d.newMeeting("turn", 0.65, &b, k); ok {
			c.Channel = channel
			d.emit(c)
		}
	}
}

// whoseTurn gives the node of the one whose turn the word at node k tells, or -1: behind
// it, "the turn of X", "next came X", or before it, "X's turn", "X came next".
func (d *Document) whoseTurn(k int) int {
	before := k - 1
	for before > 0 && d.nodes[before].any(auxiliaries) {
		before-- // "X will have his turn"
	}
	for _, j := range [...]int{k + 1, before} {
		a := d.actorAt(j)
		if a != nil && isPeople(a) && !a.plural && a.set.Len() == 1 && d.near(j, k, 2) && !d.separated(j, k) && (j > k || !a.preps.Any(prepositions)) {
			return j
		}
	}
	return -1
}

// hostOf gives the one of meeting c to whom others come: the one of the meeting before as
// well, or the one whom the article is about, else who was told first.
func (d *Document) hostOf(c *Candidate) party.Set {
	for i := len(d.found) - 1; i >= 0 && d.index-d.found[i].Sentence <= thirdReach; i-- {
		o := &d.found[i]
		if both := o.Parties.Intersect(c.Parties); isMeeting(*o) && o.Parties.Len() == 2 && both.Len() == 1 {
			return both
		}
	}
	switch {
	case !d.hero.Empty() && d.hero.Within(&c.Parties):
		return d.hero
	case len(c.Roles) > 0:
		return party.Of(c.Roles[0].Party)
	}
	return party.Set{}
}
