package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// fill gives c what every event has: people, level, date, place and evidence.
func (d *Document) fill(c *Candidate, b *binding, k int) {
	for i := int8(0); i < b.n; i++ {
		a := &d.actors[b.actors[i]]
		for p := int8(0); p < a.persons; p++ {
			c.People = append(c.People, a.people[p])
		}
		c.Level = max(c.Level, a.rank)
		cue := d.bytes(a.first, a.end)
		for id := range a.set.All() {
			cue.Party = id
			c.Roles = append(c.Roles, cue)
		}
	}
	if b.weak {
		c.Confidence -= 0.15
	}
	if d.span.First < d.headline || d.index <= 3 {
		c.Confidence += 0.1
	}
	c.Trigger = d.bytes(d.nodes[k].first, d.nodes[k].end)
	c.Evidence = append(c.Evidence, d.bytes(d.span.First, d.span.End))
	c.Early = d.span.First >= d.headline && d.bodySentence < leadSentences
	d.date(c, k)
	d.settle(c, k)
	d.where(c, k)
	if b.set.Len() >= 2 {
		d.salient, d.lastPair = b.set, d.index
		d.event, d.lastEvent = b.set, d.index
	}
}

// where finds the place told in the trigger's clause: a city behind "in".
func (d *Document) where(c *Candidate, k int) {
	lo, hi := d.clause(k)
	for i := lo; i < hi; i++ {
		if d.nodes[i].actor < 0 {
			continue
		}
		a := &d.actors[d.nodes[i].actor]
		if a.kind == byPlace && a.members == 1 && (a.preps.Has(lang.In) || a.preps.Has(lang.To) && c.Frame == "visit") {
			c.Place = Place{d.bytes(a.first, a.end), a.set.Minus(d.dict.Parties.Bodies)}
			return
		}
	}
}

// remember keeps what the next sentence may refer to.
func (d *Document) remember() {
	if d.span.First >= d.headline {
		d.bodySentence++
	}
	for i := range d.tags {
		if d.tags[i].Is(lang.HeOrShe) && !d.he.set.Empty() {
			d.he.sentence = d.index
			return // whom a sentence calls "he" stays the one it is about
		}
	}
	for i := range d.nodes {
		if d.nodes[i].actor < 0 {
			continue
		}
		a := &d.actors[d.nodes[i].actor]
		if a.set.Len() == 1 && !a.organ && a.preps == (lang.Set{}) && (a.kind == byPerson || a.kind == byOffice) {
			d.he = referent{set: a.set, rank: a.rank, person: -1, sentence: d.index}
			if a.persons > 0 {
				d.he.person = a.people[0]
			}
			return
		}
	}
}

// recentSentences is how far back "the three" reaches.
const recentSentences = 3

// recall notes who acts in the sentence, for the pronouns of the next ones.
func (d *Document) recall() {
	copy(d.recent[:], d.recent[1:])
	var s party.Set
	for i := range d.nodes {
		if d.nodes[i].actor < 0 {
			continue
		}
		if a := &d.actors[d.nodes[i].actor]; a.kind == byPerson || a.kind == byOffice && !a.organ {
			s = s.Union(a.set)
		}
	}
	d.recent[recentSentences-1] = s
	// "Thailand and Cambodia …": whom the next sentence calls "the two countries".
	for i := range d.nodes {
		if d.nodes[i].actor < 0 {
			continue
		}
		if a := &d.actors[d.nodes[i].actor]; a.set.Len() >= 2 && a.kind != adjunct && a.kind != byPair && !a.preps.Any(prepositions) && !a.speaks {
			d.salient, d.lastPair = a.set, d.index
		}
		return
	}
}

// mostOffTopic is how many words of sport and the like silence an article.
const mostOffTopic = 4

// offTopic tells whether the article is about something in which states meet,
// agree and sign without diplomacy: sport, show business.
func (d *Document) offTopic() bool {
	n := 0
	for i := range d.text.Tags {
		if d.text.Tags[i].Is(lang.Topic) {
			if n++; n >= mostOffTopic {
				return true
			}
		}
	}
	return false
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
