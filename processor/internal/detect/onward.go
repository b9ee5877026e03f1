package detect

import (
	"slices"
	"strings"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// travelReach is how many sentences behind somebody's visit its next stop can be told
// without him.
const travelReach = 2

// onward finds the next stop of somebody of whose visit the text has just told, by the
// journey at node k, which has none of its own: "The delegation will fly on to Kigali",
// "A visit to Kigali that was planned for Friday has been put off".
func (d *Document) onward(k int) {
	n := &d.nodes[k]
	if !(n.is(lang.VisitVerb) && d.envoysBefore(k) || n.is(lang.VisitNoun) && d.opens(k)) || d.bound(k) {
		return
	}
	b := binding{set: d.traveller(), weak: true}
	place := d.destination(k)
	if b.set.Len() != 1 || place.Len() != 1 || b.set.Meets(&place) || !party.Inside(d.named(), b.set.Union(place)) {
		return
	}
	b.set.Join(&place)
	c, ok := d.newMeeting("onward", 0.6, &b, k)
	if !ok || c.Background || c.Status != events.MeetingPlanned && c.Status != events.MeetingCancelled {
		return
	}
	c.Channel = events.InPerson
	d.dateAtGoal(&c, k)
	d.emit(c)
}

// returnVisit finds the visit at node k by which one of those who met last is to repay the other's,
// "will pay a return visit in August", or for which no place is told, so that it is the other to whom
// he comes: "The visit of President X, planned for July, was put off", "PM X akan berkunjung pada Juli".
func (d *Document) returnVisit(k int) {
	if d.value(k, lang.VisitNoun) != "return" && !d.comesToOther(k) {
		return
	}
	b := binding{set: d.lastPairOf(d.acting()), weak: true}
	if b.set.Empty() || !party.Inside(d.named(), b.set) {
		return
	}
	c, ok := d.newMeeting("onward", 0.6, &b, k)
	if !ok || c.Background || c.Status != events.MeetingPlanned && c.Status != events.MeetingCancelled {
		return
	}
	c.Channel, c.Again = events.InPerson, true
	d.emit(c)
}

// comesToOther tells whether a head or minister of one state is told to pay the visit at node k, and
// nobody says to whom, in a text that tells of those whom his people met, and of him elsewhere.
func (d *Document) comesToOther(k int) bool {
	n := &d.nodes[k]
	verb := n.is(lang.VisitVerb) && n.forms&(lang.Passive|lang.Gerund) == 0 && d.value(k, lang.VisitVerb) == "" && d.hasDate(n.end, n.end+comingReach)
	if !verb && !n.is(lang.VisitNoun) {
		return false
	}
	lo, hi := d.clause(k)
	if k+1 < hi && d.near(k, k+1, 3) && d.nodes[k+1].is(lang.To) {
		return false // "a visit to the region"
	}
	var visitor *actor
	for i := lo; i < hi; i++ {
		a := d.actorAt(i)
		switch {
		case a == nil:
		case a.kind <= byPlace || a.kind == byPair || a.set.Len() != 1:
			return false
		case isPeople(a) && a.rank >= minister && !a.speaks && (i < k && verb || i > k && !verb || a.possessive):
			visitor = a
		}
	}
	return visitor != nil && visitor.set != d.home && !d.hasCome(visitor)
}

// comingReach is how many words behind the verb of a visit its day ends at most.
const comingReach = 3

// hasCome tells whether the text has told a meeting of the person of a already, or a visit by those
// of his state.
func (d *Document) hasCome(a *actor) bool {
	return slices.ContainsFunc(d.found, func(c Candidate) bool {
		return isMeeting(c) && !c.Background && a.set.Within(&c.Parties) && c.Status != events.MeetingPlanned &&
			(strings.HasPrefix(c.Frame, "visit") || a.persons > 0 && slices.Contains(c.People, a.people[0]))
	})
}

// acting gives the parties of the people whom the sentence tells.
func (d *Document) acting() (s party.Set) {
	for i := range d.actors {
		if a := &d.actors[i]; isPeople(a) && !a.speaks {
			s.Join(&a.set)
		}
	}
	return s
}

// lastPairOf gives the two of whom one, or both, are s, and who met; where s is nobody, in the
// last sentences.
func (d *Document) lastPairOf(s party.Set) party.Set {
	for i := len(d.found) - 1; i >= 0 && (!s.Empty() || d.index-d.found[i].Sentence <= sequel); i-- {
		if c := &d.found[i]; isMeeting(*c) && !c.Background && c.Parties.Len() == 2 && s.Within(&c.Parties) {
			return c.Parties
		}
	}
	return party.Set{}
}

// dateAtGoal makes the date of c, a journey told at node k, that of the meeting to which the
// sentence goes on: "is to stop over in Budapest, where it will hold talks on April 19".
func (d *Document) dateAtGoal(c *Candidate, k int) {
	for i := k + 1; i < len(d.nodes) && d.near(k, i, reach); i++ {
		if !d.nodes[i].any(meetingWords) || d.nodes[i].is(lang.VisitVerb) {
			continue
		}
		goal := *c
		goal.forgetDate()
		if d.date(&goal, i); goal.Dated && goal.Date.Day > 0 {
			*c = goal
		}
		return
	}
}

// envoysBefore tells whether those who travel by the verb at node k are told as what is
// there to be sent, and not whose: "the delegation", "rombongan itu".
func (d *Document) envoysBefore(k int) bool {
	i := k - 1
	for i >= 0 && (d.nodes[i].any(auxiliaries) || d.nodes[i].is(lang.Then)) {
		i--
	}
	return i >= 0 && d.value(i, lang.Org) == envoyed && d.near(i, k, reach/2)
}

// traveller gives the party that is away: who is told to travel, or else of the last meeting the
// one in whose state it was not.
func (d *Document) traveller() party.Set {
	if !d.tour.who.set.Empty() {
		return d.tour.who.set
	}
	for i := len(d.found) - 1; i >= 0 && d.index-d.found[i].Sentence <= travelReach; i-- {
		c := &d.found[i]
		if isMeeting(*c) && !c.Background && c.Parties.Len() == 2 && c.Place.Country.Len() == 1 && c.Place.Country.Within(&c.Parties) {
			return c.Parties.Minus(c.Place.Country)
		}
	}
	return party.Set{}
}
