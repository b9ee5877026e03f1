package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// fill gives c its attributes and makes its parties those whom the story is about.
func (d *Document) fill(c *Candidate, b *binding, k int) {
	d.attributes(c, b, k)
	if b.set.Len() >= 2 && !d.passes(c, b) && !d.looksBack(c) {
		d.speakOf(b.set, d.index)
		d.event, d.lastEvent = b.set, d.index
		if b.left == 1 && b.n > 1 && d.actors[b.actors[0]].set.Len() >= 2 {
			pair := d.actors[b.actors[0]].set // "A and B met C": the story is about those two
			d.speakOf(pair, d.index)
			d.event = pair
		}
		d.turnTo(c, b, k)
	}
}

// attributes gives c what every event has: people, level, date, place and evidence.
func (d *Document) attributes(c *Candidate, b *binding, k int) {
	c.Roles = slices.Grow(c.Roles, b.set.Len())
	for i := int8(0); i < b.n; i++ {
		a := &d.actors[b.actors[i]]
		for p := int8(0); p < a.persons; p++ {
			c.People = append(c.People, a.people[p])
		}
		c.Level = max(c.Level, a.rank)
		if isPeople(a) {
			d.acted[a.rank].Join(&a.set)
		}
		cue := d.bytes(a.first, a.end)
		for id := range a.set.All() {
			cue.Party = id
			c.Roles = append(c.Roles, cue)
		}
	}
	if c.Guessed = b.weak; b.weak {
		c.Confidence -= 0.15
	}
	if d.span.First < d.headline || d.index <= 3 {
		c.Confidence += 0.1
	}
	c.Trigger = d.bytes(d.nodes[k].first, d.nodes[k].end)
	c.Evidence = append(c.Evidence, d.bytes(d.span.First, d.span.End))
	c.Headline = d.span.First < d.headline
	c.Early = d.span.First >= d.headline && d.bodySentence < leadSentences
	d.tellEarlier(c, k)
	d.date(c, k)
	d.settle(c, k)
	if b.weak && !c.Dated && d.history == d.index-1 && !d.opensParagraph() && c.Status != events.MeetingPlanned && c.Status != events.RailwayConstruction {
		d.recallWith(c) // "They met in Cairo": still of what the sentence before recalled
	}
	d.where(c, k)
}

// recallWith makes c history of the date that was told last.
func (d *Document) recallWith(c *Candidate) {
	c.Date, c.Dated, c.Background = d.past, d.past.Year != 0, true
}

// passes tells whether railway c is told on the way, with a builder or lender of its
// own: the story stays one of those who met or agreed a moment ago.
func (d *Document) passes(c *Candidate, b *binding) bool {
	return c.Type == events.TypeRailwayProject && d.index-d.lastEvent <= sequel && d.lastEvent >= 0 && !b.set.Within(&d.event) && b.set.Meets(&d.event)
}

// looksBack tells whether c is history of others than those of whom the news is: "he had last
// visited Oman in 2019" says nothing of whom "the two sides" are.
func (d *Document) looksBack(c *Candidate) bool {
	return c.Background && !d.event.Empty() && c.Parties != d.event
}

// where finds the place told in the trigger's clause: a city behind "in".
func (d *Document) where(c *Candidate, k int) {
	lo, hi := d.clause(k)
	for i := lo; i < hi; i++ {
		a := d.actorAt(i)
		if a == nil {
			continue
		}
		if a.kind == byPlace && a.members == 1 && (a.preps.Has(lang.In) || (a.preps.Has(lang.To) || a.preps == (lang.Set{})) && c.Frame == "visit") {
			c.Place = Place{d.bytes(a.first, a.end), a.set.Minus(d.dict.Parties.Bodies)}
			if s := d.dict.Sense(d.text, &d.tags[d.nodes[i].tag], lang.Capital); s != nil { // also where it stands for a body
				c.Place.Country = *s.Set
			}
			return
		}
	}
}

// LevelOf gives the level of c: that of the highest rank that is told.
func (c *Candidate) LevelOf() events.Level {
	switch c.Level {
	case leader:
		return events.Leaders
	case minister:
		return events.Ministers
	}
	return events.Officials
}
