package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// The stops of a journey are told of the journey as well as of whoever makes it: "X's tour
// will include stops in Y and Z", "the itinerary of X includes Y", "a trip that covers Y".

// bindItinerary takes whose journey it is to which the clause tells the stops at node k to
// belong, or who makes the journey that the relative clause of node k is about: "X begins a
// tour that takes him to Y".
func (d *Document) bindItinerary(b *binding, f *frame, k int) {
	i, relative := k-1, false
	for ; i >= 0 && d.near(i, k, reach) && !d.nodes[i].is(lang.VisitNoun); i-- {
		if tour := d.journeyBefore(i); tour >= 0 {
			i, relative = tour, true
			break
		}
		if d.nodes[i].any(limits) {
			return
		}
	}
	if i < 0 || !d.nodes[i].is(lang.VisitNoun) {
		return
	}
	if d.bindVisitor(b, i); b.n > 0 {
		return
	}
	if a := d.actorAt(i - 1); a != nil && a.possessive && isPeople(a) && d.near(i-1, i, 3) {
		d.resolve(a)
		b.add(d, d.nodes[i-1].actor)
	} else if relative {
		d.bindSubject(b, f, i)
	}
}

// journeyBefore gives the journey that the clause which begins at node i is about, with nothing but its day and
// where it begins between them, "a tour on Monday in X that takes him to Y"; -1 where it is about something else.
func (d *Document) journeyBefore(i int) int {
	if !d.nodes[i].any(breaks) || i == 0 || d.separated(i-1, i) {
		return -1
	}
	j := i - 1
	for j > 0 && (d.nodes[j].any(besideJourney) || d.actorAt(j) != nil && d.actorAt(j).kind <= byPlace) {
		j--
	}
	if !d.nodes[j].is(lang.VisitNoun) || !d.near(j, i, journeyReach) {
		return -1
	}
	return j
}

// setOutOn tells whether m is the day on which the journey began whose stops the relative clause with the verb at node k
// tells: "began a tour on Monday that will take him to Y".
func (d *Document) setOutOn(m *dates.Mention, k int) bool {
	lo, _ := d.clause(k)
	if lo == 0 || m.End > d.nodes[lo-1].first {
		return false
	}
	j := d.journeyBefore(lo - 1)
	return j >= 0 && d.judge(j).modality != planned
}

// besideJourney are the words by which is told when and where a journey is made.
var besideJourney = lang.SetOf(lang.In, lang.Next, lang.Past)

// linkStop takes the place a of node j, behind an "of", for where the tour at node k leads: "a tour of X, Y and Z",
// but not "of X's factories".
func (d *Document) linkStop(a *actor, j, k int) {
	if a.kind <= byPlace && !a.possessive && a.preps.Has(lang.Of) && d.value(k, lang.VisitNoun) == "tour" && d.near(k, j, reach/2) {
		a.preps = lang.SetOf(lang.To)
	}
}

// limits are the words beyond which nothing is told of a noun: neither whose it is nor what becomes of it.
var limits = breaks.Union(verbs)

// tellsStops tells whether the relative clause that begins at node i tells only which stops the
// journey before it has: "a trip that includes Y", "lawatan yang membawanya ke Y".
func (d *Document) tellsStops(i int) bool {
	if !d.nodes[i].is(lang.Relative) && !d.nodes[i].is(lang.Clause) {
		return false
	}
	next := i + 1
	for next < len(d.nodes) && (d.nodes[next].is(lang.Will) || d.nodes[next].is(lang.To)) {
		next++
	}
	a := d.actorAt(next)
	return a != nil && a.kind <= byPlace && d.near(i, next, 4) && d.hasWord(d.nodes[i].end, a.first, including)
}

// including are the verbs by which a journey has stops.
var including = words("including")

// talksAtStop finds the talks at node k of which only the place is told, and that they are one
// stop of several, "will hold talks in Riga before going to Vilnius and Sofia", or that a body's mission came there
// for them: "an IMF mission began talks in Cairo".
func (d *Document) talksAtStop(k int) {
	place := d.actorAt(k + 2)
	if !d.nodes[k].any(holdingTalks) || place == nil || place.kind > byPlace || place.city || !place.preps.Has(lang.In) || !d.near(k, k+2, 1) {
		return
	}
	var b binding
	d.bindSubject(&b, &frame{subject: true, personsLeft: true, place: true}, k)
	if b.n != 1 || b.set.Len() != 1 || b.set.Meets(&place.set) {
		return
	}
	if a := &d.actors[b.actors[0]]; !d.travelsOn(k+2) && !(a.organ && d.isSent(a) && b.set.Within(&d.dict.Parties.Bodies)) {
		return
	}
	b.left = 1
	b.add(d, d.nodes[k+2].actor)
	if c, ok := d.newMeeting("stop", 0.6, &b, k); ok {
		c.Channel = events.InPerson
		d.emit(c)
	}
}

// holdingTalks are the words for talks, and the verbs that mean to hold them.
var holdingTalks = lang.SetOf(lang.TalksNoun, lang.MeetVerb)

// travelsOn tells whether a journey to several other states is told behind node i.
func (d *Document) travelsOn(i int) bool {
	for i++; i < len(d.nodes); i++ {
		if d.nodes[i].is(lang.VisitVerb) {
			stops := d.destination(i)
			return stops.Len() > 1 || stops.Len() == 1 && d.told.Has(lang.Tour)
		}
	}
	return false
}
