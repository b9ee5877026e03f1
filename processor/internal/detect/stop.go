package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
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
			s = s.Union(a.set)
		}
	}
	return s
}

// arrive finds the stop where the sentence sets what it tells. There, whoever received
// the traveller at the stop before is no longer meant by "he".
func (d *Document) arrive() {
	if d.tour.who.set.Empty() {
		return
	}
	stop := d.stopIn(d.span.First, d.span.End)
	if stop.Empty() {
		return
	}
	if d.he.set.Meets(&d.tour.stops) && !d.he.set.Meets(&stop) {
		d.him, d.he = d.he, d.tour.who
		d.he.sentence = d.index
	}
	d.tour.stop, d.tour.at, d.tour.stops = stop, d.index, d.tour.stops.Union(stop)
}

// stopIn gives the state in which tokens [first, end) begin what they tell, "In Apia", or whose
// name stands beside a word of the tour, "Perhentian terakhir, Namibia", or is the only one
// with a word of a stop, "Kiribati signed it during a brief stop"; nobody where that is
// the traveller's own.
func (d *Document) stopIn(first, end int32) party.Set {
	var named party.Set
	stops := false
	for i := tagFrom(d.tags, first); i < len(d.tags) && d.tags[i].First < end; i++ {
		t := &d.tags[i]
		stops = stops || d.dict.Value(d.text, t, lang.Tour) == "stop"
		if !t.Classes.Any(stations) || d.quoted(t.First) {
			continue
		}
		s := d.setOf(t).Minus(d.dict.Parties.Bodies)
		if i > 0 && d.isStop(i) {
			return d.abroad(s)
		}
		named = named.Union(s)
	}
	if stops {
		return d.abroad(named)
	}
	return party.Set{}
}

// abroad gives s, if it is one state and not the traveller's own; else nobody.
func (d *Document) abroad(s party.Set) party.Set {
	if s.Len() != 1 || s == d.tour.who.set {
		return party.Set{}
	}
	return s
}

// isStop tells whether the place at tag i is told as a stop: "in Apia", "went on to Apia", "the
// last stop, Namibia", "the last stop was Namibia".
func (d *Document) isStop(i int) bool {
	before, first := &d.tags[i-1], d.tags[i].First
	switch {
	case before.Is(lang.Tour):
		return first-before.End <= besideTour && d.gaps(before.End-1, first)&^(scan.Inside|scan.Comma) == 0
	case before.Is(lang.To):
		return d.follows(i) && d.told.Any(journeying)
	}
	return before.Classes.Any(placing) && d.follows(i)
}

// besideTour is how many words may stand between a word of a tour and the stop that it means:
// "perhentian terakhir ialah".
const besideTour = 2

// journeying are the words of a sentence whose "to" leads to a stop.
var journeying = visits.Union(lang.SetOf(lang.Tour))

// stations are the classes of what a stop is named by.
var stations = lang.SetOf(lang.State, lang.Capital, lang.City)

// withTraveller completes b, which has only who receives the traveller at the stop where the
// clause of node k is set, by him: "In Apia, talks with the prime minister turned to
// fisheries". It is false where the clause names others beside the two.
func (d *Document) withTraveller(b *binding, k int) bool {
	who := d.tour.who.set
	if who.Empty() || d.index-d.tour.at > 1 || b.set.Len() > 1 {
		return false
	}
	first, end := d.clauseSpan(k)
	stop := d.stopIn(first, end)
	if stop.Empty() {
		stop = d.tour.stop
	}
	both := stop.Union(who)
	if !b.set.Within(stop) || b.set.Empty() && d.tour.at < d.index || !d.namedWithin(first, end, both) {
		return false
	}
	b.set, b.weak = both, true
	return true
}

// namedWithin tells whether tokens [first, end) name no parties but those of s.
func (d *Document) namedWithin(first, end int32, s party.Set) bool {
	for i := tagFrom(d.tags, first); i < len(d.tags) && d.tags[i].First < end; i++ {
		if t := &d.tags[i]; t.Classes.Any(countries) && !d.setOf(t).Within(s) {
			return false
		}
	}
	return true
}

// callAt takes the traveller and the host whose agreement is signed at a stop for having met,
// where nothing else tells so. found is how many candidates there were before the sentence.
func (d *Document) callAt(found int) {
	if d.tour.who.set.Empty() || d.tour.at != d.index {
		return
	}
	both := d.tour.who.set.Union(d.tour.stop)
	ofBoth := func(t events.Type) func(Candidate) bool {
		return func(c Candidate) bool { return c.Type == t && c.Parties == both && !c.Background }
	}
	at := slices.IndexFunc(d.found[found:], ofBoth(events.TypeAgreement))
	if at < 0 || slices.ContainsFunc(d.found, ofBoth(events.TypeMeeting)) {
		return
	}
	a := &d.found[found+at]
	if a.Status != events.AgreementSigned && a.Status != events.AgreementAgreed || a.Plan {
		return
	}
	d.emit(Candidate{
		Type: events.TypeMeeting, Frame: "stop", Parties: both, Status: events.MeetingHeld, Channel: events.InPerson, Confidence: 0.5,
		Sentence: d.index, People: a.People, Level: a.Level, Place: a.Place, Evidence: a.Evidence, Trigger: a.Trigger, Roles: a.Roles,
		Date: a.Date, Dated: a.Dated, DateCue: a.DateCue, Headline: a.Headline, Early: a.Early,
	})
}
