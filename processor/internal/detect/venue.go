package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// Who is told to have come to a city, and of nobody there who received him, may only have met others
// in it: "X landed in Cairo on Monday. After three hours of talks he and Y of the IAEA signed". Of its
// government nothing was told then.

// venueReach is how many sentences may stand between who came somewhere and whom else he met there.
const venueReach = 2

// cameTo gives the state of the one place to which those of b came by frame f, where the sentence tells of no
// talks and no visit; nobody for other meetings.
func (d *Document) cameTo(f *frame, b *binding) party.Set {
	if f.trigger != lang.VisitVerb || b.left == 0 || b.n != b.left+1 || d.told.Any(occasionNouns) {
		return party.Set{}
	}
	if a := &d.actors[b.actors[b.left]]; a.kind == byPlace {
		return a.set
	}
	return party.Set{}
}

// dropVenues takes out the journeys to where the traveller is told, right after, to have met others only.
func (d *Document) dropVenues() {
	for i := range d.found { // all are looked at before one is taken out
		if c := &d.found[i]; !c.Venue.Empty() && !d.onlyVenue(c) {
			c.Venue = party.Set{}
		}
	}
	d.found = slices.DeleteFunc(d.found, func(c Candidate) bool { return !c.Venue.Empty() })
}

// onlyVenue tells whether the text tells of the place to which journey c led only that others met there.
func (d *Document) onlyVenue(c *Candidate) bool {
	if !hasBegun(c) || d.hasOfficial(c.Venue) {
		return false
	}
	met := false
	for i := range d.found {
		f := &d.found[i]
		if f.Sentence != c.Sentence && f.Parties.Meets(&c.Venue) {
			return false
		}
		met = met || d.metOthers(c, f)
	}
	return met
}

// metOthers tells whether meeting f is one that the travellers of journey c had, right after, with others than those
// to whom the place belongs.
func (d *Document) metOthers(c, f *Candidate) bool {
	since, guests := f.Sentence-c.Sentence, c.Parties.Minus(c.Venue)
	there := f.Place.Country.Empty() || f.Place.Country.Meets(&c.Venue)
	return isMeeting(*f) && hasBegun(f) && there && since > 0 && since <= venueReach && guests.Within(&f.Parties) && !f.Parties.Meets(&c.Venue) && f.Channel == events.InPerson && !f.Journey()
}

// hasOfficial tells whether the text names somebody who acts for those of s.
func (d *Document) hasOfficial(s party.Set) bool {
	return slices.ContainsFunc(d.people, func(p person) bool { return p.set.Meets(&s) })
}

// hasBegun tells whether c is news of what is held, or goes on.
func hasBegun(c *Candidate) bool {
	return !c.Background && (c.Status == events.MeetingHeld || c.Status == events.MeetingOngoing)
}
