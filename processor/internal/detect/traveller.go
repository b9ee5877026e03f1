package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// A tour is told stop by stop: one sentence tells who travels, and those that follow tell
// where he came next and who received him there, "In Apia a day later the prime minister
// signed an accord with him".

// tour is the journey of an official through several states.
type tour struct {
	who   referent  // who travels; nobody where the text tells of no journey
	told  bool      // the text calls his journey a tour
	stop  party.Set // the state to which he came last
	at    int32     // the sentence that told it
	stops party.Set // all states to which he came
}

// follow takes whom the sentence tells to be on a tour, or where none is told on a visit, for
// who travels: the last official before the word who is no host, or else the one of whom the
// text speaks.
func (d *Document) follow() {
	word, told := d.tourWord(lang.SetOf(lang.Tour)), true
	if word < 0 && !d.tour.told {
		word, told = d.tourWord(visits), false
	}
	if word < 0 || d.span.First < d.headline {
		return
	}
	who, hosts := referent{}, d.visited()
	if d.index-d.he.sentence <= travelReach && !d.he.set.Meets(&hosts) && (d.told.Has(lang.HeOrShe) || !d.told.Any(named)) {
		who = d.he // "the first leg of his tour", and not "Charles's first trip"
	}
	for i := range d.actors {
		if a := &d.actors[i]; travels(a) && !a.set.Meets(&hosts) && (a.first < word || who.set.Empty()) {
			who = d.refer(a)
		}
	}
	if who.set.Empty() && told {
		who = d.otherThan(hosts)
	}
	switch {
	case who.set.Empty():
	case who.set == d.tour.who.set:
		d.tour.told = d.tour.told || told
	default:
		d.tour = tour{who: who, told: told, stops: hosts}
	}
}

// otherThan gives the last official of the other one of the two whom the text names most often,
// where one of them is among the hosts of a tour: "Australia was the third stop".
func (d *Document) otherThan(hosts party.Set) referent {
	guest := d.principal.Minus(hosts)
	if guest.Len() != 1 || guest == d.principal {
		return referent{}
	}
	for i := len(d.people) - 1; i >= 0; i-- {
		if p := &d.people[i]; p.set == guest && p.rank >= minister {
			return referent{set: guest, rank: p.rank, person: int32(i), sentence: d.index}
		}
	}
	return referent{}
}

// travels tells whether a is an official who can be on a tour.
func travels(a *actor) bool { return isPeople(a) && a.rank >= minister && a.set.Len() == 1 }

// tourWord gives the token of the first word of cs that the sentence has outside quotations,
// or -1.
func (d *Document) tourWord(cs lang.Set) int32 {
	if !d.told.Any(cs) {
		return -1
	}
	for i := range d.tags {
		if t := &d.tags[i]; t.Classes.Any(cs) && !d.quoted(t.First) {
			return t.First
		}
	}
	return -1
}

// visits are the words of a journey, which may be one stop of a tour.
var visits = lang.SetOf(lang.VisitVerb, lang.VisitNoun)

// visited gives the states to which or in which the sentence tells somebody to go.
func (d *Document) visited() (s party.Set) {
	for i := range d.nodes {
		a := d.actorAt(i)
		if a == nil || a.kind > byPlace {
			continue
		}
		bare := a.kind == byName && !a.preps.Any(prepositions) && !a.possessive && !a.speaks
		if a.preps.Has(lang.In) || a.preps.Has(lang.To) || i > 0 && d.nodes[i-1].any(visits) || bare && d.told.Has(lang.Tour) {
			s.Join(&a.set)
		}
	}
	return s
}
