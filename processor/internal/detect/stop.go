package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

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
	if !d.told.Any(stations) {
		return named
	}
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
		named.Join(&s)
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
	if since := d.index - d.tour.at; who.Empty() || since < 0 || since > 1 || b.set.Len() > 1 {
		return false
	}
	first, end := d.clauseSpan(k)
	stop := d.stopIn(first, end)
	if stop.Empty() {
		stop = d.tour.stop
	}
	both := stop.Union(who)
	if stop.Empty() || !b.set.Within(&stop) || b.set.Empty() && d.tour.at < d.index || !d.namedWithin(first, end, both) {
		return false
	}
	b.set, b.weak = both, true
	return true
}

// namedWithin tells whether tokens [first, end) name no parties but those of s.
func (d *Document) namedWithin(first, end int32, s party.Set) bool {
	for i := tagFrom(d.tags, first); i < len(d.tags) && d.tags[i].First < end; i++ {
		if t := &d.tags[i]; t.Classes.Any(countries) && !party.Inside(d.setOf(t), s) {
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
