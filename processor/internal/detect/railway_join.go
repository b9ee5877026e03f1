package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// lately is how many sentences after news of a railway the text still says who opened it
// and where it runs.
const lately = 2

// laid tells whether c is of a line that is built, or runs: whoever builds or pays such a
// line takes part in it, in whatever words that is told.
func (c *Candidate) laid() bool {
	return c.Status == events.RailwayOperational || c.Status == events.RailwayConstruction
}

// laidLately gives the news of p, where that is the last news of a line that is built, or
// runs; else nil.
func (d *Document) laidLately(p *project) *Candidate {
	c := p.news
	if p.event >= 0 {
		c = &d.found[p.event]
	}
	if c == nil || !c.laid() || d.index-c.Sentence > lately {
		return nil
	}
	return c
}

// joinsStates adds to the parties of the line p those of s, which have to do with it as one
// of them has, and publishes its news where that has waited for a second one.
func (d *Document) joinsStates(p *project, s party.Set) {
	c := d.laidLately(p)
	if c == nil || s.Within(&c.Parties) || !s.Meets(&p.parties) || d.recalls() {
		return
	}
	p.parties.Join(&s)
	c.Parties = p.parties
	if p.event < 0 {
		d.publish(p, c)
	}
}

// opensAlong tells whether several states on the way of a line, and nobody else, open it: then
// the others on it do too, "The presidents of Azerbaijan and Turkey opened the line from Baku
// through Tbilisi to Kars".
func (m *mention) opensAlong() bool {
	return m.stage != nil && m.stage.class == lang.OpenVerb && m.helpers.Empty() && m.binding.set.Len() >= 2 && m.binding.set.Within(&m.way.ground)
}

// runsThrough adds to p, of whose states only one besides those of its builders is known,
// those on the way that m tells: "The line links Addis Ababa with the port of Djibouti".
func (d *Document) runsThrough(p *project, k int, m *mention) {
	lo, hi := d.clause(k)
	if m.way.ground.Len() < 2 || m.goesOn.verb > 0 || party.Count(p.parties.Minus(p.helpers)) > 1 || d.trigger(lang.Will, lo, hi) >= 0 || d.trigger(lang.Maybe, lo, hi) >= 0 {
		return
	}
	d.joinsStates(p, m.way.ground)
}

// rites are the classes of what is done at a line's opening, or at its first stone.
var rites = lang.SetOf(lang.OpenVerb, lang.BuildVerb)

// openers adds to the line of which the sentence before has told those who open it or lay
// its first stone together: "The presidents of Ethiopia and Djibouti cut the ribbon".
func (d *Document) openers() {
	if d.rails.n == 0 || !d.told.Any(rites) {
		return
	}
	p := &d.rails.projects[0]
	for k := range d.nodes {
		if d.value(k, lang.OpenVerb) != "rite" && d.value(k, lang.BuildVerb) != "rite" || d.quoted(d.nodes[k].first) {
			continue
		}
		lo, hi := d.clause(k)
		b, _ := d.bindRailway(&course{}, k, lo, hi)
		d.joinsStates(p, b.set)
		d.tellRite(p, k, &b)
		return
	}
}

// tellRite makes news of the rite at node k, in which those of b take part, where no news of the line p was told that the
// sentence before describes: "The line will be 300 km long. The ministers laid the foundation stone on Monday."
func (d *Document) tellRite(p *project, k int, b *binding) {
	known := p.parties.Union(p.way.ground)
	if p.event >= 0 || !d.endsOrDated(d.nodes[k].end) || d.index-p.sentence > 1 || known.Len() < 2 || !b.set.Meets(&known) {
		return
	}
	m := mention{stage: &begun, at: k, binding: *b}
	if d.nodes[k].is(lang.OpenVerb) {
		m.stage = &opened
	}
	m.binding.set.Join(&known)
	p.sentence = d.index
	d.tellRailway(p, k, &m)
}

// endsOrDated tells whether nothing, or only a day, stands from token i on: no "of a mosque".
func (d *Document) endsOrDated(i int32) bool {
	if i >= d.span.End || d.text.Tokens[i].Gap&^scan.Space != 0 {
		return true
	}
	for ; i < d.span.End; i++ {
		if t := d.tagAt(i); t != nil && t.Is(lang.Date) {
			return true
		} else if t == nil || !t.Is(lang.In) {
			return false
		}
	}
	return false
}
