package detect

import (
	"github.com/dragoman-wire/dragoman/events"
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
		relative = d.nodes[i].any(breaks) && i > 0 && d.nodes[i-1].is(lang.VisitNoun) && d.near(i-1, i, 0)
		if d.nodes[i].any(limits) && !relative {
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
// stop of several: "will hold talks in Riga before going to Vilnius and Sofia".
func (d *Document) talksAtStop(k int) {
	place := d.actorAt(k + 2)
	if !d.nodes[k].any(holdingTalks) || place == nil || place.kind > byPlace || place.city || !place.preps.Has(lang.In) || !d.near(k, k+2, 1) || !d.travelsOn(k+2) {
		return
	}
	var b binding
	d.bindSubject(&b, &frame{subject: true, personsLeft: true, place: true}, k)
	if b.n != 1 || b.set.Len() != 1 || b.set.Meets(&place.set) {
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
