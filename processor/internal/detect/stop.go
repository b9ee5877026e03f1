package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// A tour is told stop by stop: one sentence tells who travels, and those that follow tell
// where he came next and who received him there, "In Apia a day later the prime minister
// signed an accord with him".

// tour is the journey of an official through several states.
type tour struct {
	who  referent  // who travels; nobody where the text tells of no tour
	stop party.Set // the state to which he came last
	at   int32     // the sentence that told it
}

// stayReach is how many sentences behind the one that names a stop can tell of it.
const stayReach = 2

// atStop tells whether the sentence tells of the last stop of the tour.
func (d *Document) atStop() bool {
	return !d.tour.who.set.Empty() && !d.tour.stop.Empty() && d.index-d.tour.at <= stayReach
}

// follow takes whom the sentence tells to be on a tour for who travels: the last
// official before the word, or else the one of whom the text speaks.
func (d *Document) follow() {
	if !d.told.Has(lang.Tour) || d.span.First < d.headline {
		return
	}
	word := d.span.First
	for i := range d.tags {
		if d.tags[i].Is(lang.Tour) && !d.quoted(d.tags[i].First) {
			word = d.tags[i].First
		}
	}
	if word == d.span.First {
		return
	}
	who := d.he
	if d.index-d.he.sentence > travelReach {
		who = referent{}
	}
	for i := range d.actors {
		a := &d.actors[i]
		if isPeople(a) && a.rank >= minister && a.set.Len() == 1 && !a.set.Meets(&d.tour.stop) && (a.first < word || who.set.Empty()) {
			who = referent{set: a.set, rank: a.rank, person: -1, sentence: d.index}
			if a.persons > 0 {
				who.person = a.people[0]
			}
		}
	}
	if !who.set.Empty() && who.set != d.tour.who.set {
		d.tour = tour{who: who}
	}
}

// arrive finds the stop where the sentence sets what it tells. There, whoever received
// the traveller at the stop before is no longer meant by "he".
func (d *Document) arrive() {
	if d.tour.who.set.Empty() {
		return
	}
	stop := d.stopTold()
	if stop.Empty() {
		return
	}
	d.tour.stop, d.tour.at = stop, d.index
	if d.he.set != d.tour.who.set && !d.he.set.Meets(&stop) {
		d.him, d.he = d.he, d.tour.who
		d.he.sentence = d.index
	}
}

// stopTold gives the state in which the sentence begins what it tells, "In Apia", or whose
// name stands beside a word of the tour, "Perhentian terakhir, Namibia"; nobody where that
// is the traveller's own.
func (d *Document) stopTold() party.Set {
	for i := 1; i < len(d.tags); i++ {
		t := &d.tags[i]
		if !t.Classes.Any(stations) || d.quoted(t.First) {
			continue
		}
		if before := &d.tags[i-1]; before.Classes.Any(placing) && d.follows(i) || before.Is(lang.Tour) && d.besideTour(before, t) {
			if s := d.setOf(t).Minus(d.dict.Parties.Bodies); s.Len() == 1 && s != d.tour.who.set {
				return s
			}
			return party.Set{}
		}
	}
	return party.Set{}
}

// besideTour tells whether the place at tag t is told as what the word of the tour before it
// means: "the last stop, Namibia".
func (d *Document) besideTour(word, t *tag.Tag) bool {
	return t.First == word.End && d.text.Tokens[t.First].After(scan.Comma)
}

// stations are the classes of what a stop is named by.
var stations = lang.SetOf(lang.State, lang.Capital, lang.City)
