package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// session finds the gathering at node k of a body that is named elsewhere: "At the
// opening of their 47th summit", "KTT itu sendiri berakhir dengan deklarasi".
func (d *Document) session(k int) {
	if !d.nodes[k].is(lang.Gathering) || !d.isSession(k) || d.beside(k) {
		return
	}
	b := binding{set: d.assembly(k), weak: true}
	if b.set.Empty() {
		return
	}
	c, ok := d.newMeeting("gathering", 0.65, &b, k)
	if !ok {
		return
	}
	c.Channel = events.InPerson
	d.emit(c)
}

// aroundGathering is how many words before or behind a gathering tell that it is one of
// a series, or how it went.
const aroundGathering = 3

// isSession tells whether the gathering at node k is told as one of a body's sessions:
// it has a number or its kind, or it begins or ends.
func (d *Document) isSession(k int) bool {
	n := &d.nodes[k]
	first, end := max(n.first-aroundGathering, d.span.First), min(n.end+aroundGathering, d.span.End)
	for i := range d.tags {
		if t := &d.tags[i]; t.First >= first && t.End <= end && t.Is(lang.Session) {
			return true
		}
	}
	for i := first; i < end; i++ {
		if w := d.dateNumber(i); w.Kind == dates.Number && w.Value < 100 && d.isOrdinal(i) {
			return true
		}
	}
	return false
}

// isOrdinal tells whether the number at token i is one: "47th", "ke-47".
func (d *Document) isOrdinal(i int32) bool {
	if last := d.word(i); last[len(last)-1] > '9' {
		return true
	}
	return d.isWord(i-1, counting)
}

// counting make an ordinal of the number behind them.
var counting = words("counting")

// assembly gives the body of which the sentence speaks, where its members meet by node k,
// or else the one of which the text speaks, unless the story is about others.
func (d *Document) assembly(k int) party.Set {
	summit := d.value(k, lang.Gathering) == "summit"
	var here party.Set
	if d.unionAt == d.index {
		here = d.union.Intersect(d.dict.Parties.Collective)
	}
	for i := range d.actors {
		a := &d.actors[i]
		summit = summit || a.plural || a.kind == byPair && a.possessive // "leaders closed their annual meeting"
		here = here.Union(a.set.Intersect(d.dict.Parties.Collective))
	}
	if here.Empty() {
		here = d.mentioned.Intersect(d.dict.Parties.Collective)
		summit = summit && d.speaksOf(here) && (d.story.Empty() || here.Within(&d.story))
	}
	if here.Len() != 1 || !summit {
		return party.Set{}
	}
	return here
}
