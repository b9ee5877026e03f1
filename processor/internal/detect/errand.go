package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// bound tells whether a journey at node k is made for a gathering: its host is
// not the traveller's partner, but where he is to be visited as well.
func (d *Document) bound(k int) bool {
	if d.alsoVisits(k) {
		return false
	}
	for i, end := k+1, d.legEnd(k); i < end; i++ {
		n := &d.nodes[i]
		if n.is(lang.AttendVerb) || (n.is(lang.Gathering) || n.is(lang.TalksNoun)) && d.hostBody(i) >= 0 {
			return true
		}
		if (n.is(lang.MeetVerb) || n.is(lang.Company)) && d.gathers(i) {
			return true
		}
		if n.any(breaks) && !n.is(lang.Relative) {
			return false
		}
	}
	return false
}

// visitReach is how many words may stand between the verb of a visit, which may be a mere "make", and the visit.
const visitReach = 3

// alsoVisits tells whether the sentence joins to what the journey at node k is made for a visit to the same place,
// "flies to Jakarta to attend the summit and pay a state visit".
func (d *Document) alsoVisits(k int) bool {
	for i, end := k+2, d.legEnd(k); i < end; i++ {
		verb := i
		if d.nodes[i-1].is(lang.Light) {
			verb--
		}
		if d.nodes[i].is(lang.VisitNoun) && d.near(i-1, i, visitReach) && d.andBefore(verb) {
			return party.Nobody(d.destination(i))
		}
	}
	return false
}

// errandReach is how many words behind a journey may stand what it is made for.
const errandReach = 16

// legEnd gives the node behind the journey at node k up to which may stand what that is made for, or with which the
// sentence goes on to the next place, "flies to X on Monday and will go on to Y to attend": that is no errand of this one.
func (d *Document) legEnd(k int) int {
	i := k + 1
	for ; i < len(d.nodes) && d.nodes[i].first-d.nodes[k].end <= errandReach; i++ {
		if n := &d.nodes[i]; i > k+1 && (n.is(lang.VisitVerb) || n.is(lang.Journey)) && n.forms&(lang.Base|lang.Present|lang.Done) != 0 && d.andBefore(i) {
			break
		}
	}
	return i
}

// andBefore tells whether no more than auxiliaries stand between node i and an "and" or a "then".
func (d *Document) andBefore(i int) bool {
	for i--; i > 0 && (d.nodes[i].any(auxiliaries) || d.nodes[i].is(lang.To)); i-- {
	}
	return i > 0 && (d.nodes[i].is(lang.And) || d.nodes[i].is(lang.Then))
}

// destination gives the state of the place right behind the journey at node k, which
// that may name by a city alone: "will travel to Evian, France, for the G7 summit".
func (d *Document) destination(k int) party.Set {
	for i := k + 1; i < len(d.nodes) && d.near(k, i, 4) && !d.nodes[i].any(breaks); i++ {
		if a := d.actorAt(i); a != nil && (a.kind == byPlace || a.kind == byName && a.preps.Has(lang.To)) {
			return a.set
		}
	}
	return party.Set{}
}

// gathers tells whether the subject of the verb at node i are a body's members: "Lima,
// where leaders of APEC economies gather".
func (d *Document) gathers(i int) bool {
	for j := i - 1; j >= 0 && d.near(j, i, 8) && !d.nodes[j].any(breaks); j-- {
		if a := d.actorAt(j); a != nil && a.kind != byPlace && a.set.Len() == 1 && a.set.Within(&d.dict.Parties.Bodies) {
			return true
		}
	}
	return false
}

// comesFor tells whether a journey at node k is made for a body's gathering that no word
// names, "is in Brussels on Monday for NATO", and takes that as an event.
func (d *Document) comesFor(k int) bool {
	for i, end := k+1, d.legEnd(k); i < end && d.near(k, i, errandReach) && !d.nodes[i].any(breaks); i++ {
		if !d.isPurpose(i) {
			continue
		}
		var b binding
		b.add(d, d.nodes[i].actor)
		if c, ok := d.newMeeting("gathering", 0.6, &b, k); ok {
			c.Channel = events.InPerson
			d.emit(c)
		}
		return true
	}
	return false
}

// isPurpose tells whether node i is a body for which somebody does what is told.
func (d *Document) isPurpose(i int) bool {
	a := d.actorAt(i)
	if a == nil || a.kind != byName || a.set.Len() != 1 || !a.set.Within(&d.dict.Parties.Bodies) || !d.endsPhrase(i) {
		return false
	}
	return d.isWord(d.beforeArticle(a.first), purposes)
}

// purposes are the words before what a journey or a stay is made for.
var purposes = words("purposes")

// seesOthers tells whether a journey at node k is made to meet somebody of a third state or of a
// body, "arrived in Geneva for talks with X", or is told with such a meeting, "flew to Paris and met X".
// Where they meet is no party then.
func (d *Document) seesOthers(b *binding, k int) bool {
	_, hi := d.clause(k)
	hi = min(hi, d.legEnd(k))
	for i := k + 1; i+1 < hi; i++ {
		n := &d.nodes[i]
		meets := n.is(lang.MeetVerb) && (n.forms&lang.Base != 0 && d.nodes[i-1].is(lang.To) || d.nodes[i-1].is(lang.And) && d.near(i-1, i, 0) && !d.told.Has(lang.Phone))
		if !meets && !n.is(lang.TalksNoun) && !n.is(lang.Gathering) {
			continue
		}
		j := i + 1
		if d.nodes[j].is(lang.With) {
			j++
		}
		a := d.actorAt(j)
		return a != nil && (meets || a.preps.Has(lang.With)) && (a.kind >= byOffice || n.is(lang.Gathering) || a.set.Within(&d.dict.Parties.Bodies)) && !a.weak && d.near(i, j, 4) && !a.set.Empty() && !a.set.Meets(&b.set)
	}
	return false
}

// pastimes are the words for what somebody goes abroad for without talking to anybody: a match, a
// treatment, a burial.
var pastimes = words("pastimes")

// pastimeReach is how many words may stand between a journey and what it is made for.
const pastimeReach = 14

// forPastime tells whether a journey at node k is made for something of that kind, and for no
// talks: "flew to Doha to watch the final".
func (d *Document) forPastime(k int) bool {
	_, end := d.clauseSpan(k)
	if !d.hasWord(d.nodes[k].end, min(end, d.nodes[k].end+pastimeReach), pastimes) {
		return false
	}
	_, hi := d.clause(k)
	return !slices.ContainsFunc(d.nodes[k+1:hi], func(n node) bool { return n.any(meetingWords) })
}

// forums are the words for gatherings to which people of many states come.
var forums = words("forums")

// forumReach is how many words may say what such a gathering is about: "a high-level climate conference".
const forumReach = 4

// forForum tells whether a journey at node k is made for one of those, and for no talks: "was in Doha on Monday for a
// climate conference". Nothing is told of the host then, but where his country is told to have been visited.
func (d *Document) forForum(k int) bool {
	if n, place := &d.nodes[k], d.actorAt(k+1); n.end-n.first == 1 && place != nil && d.near(k, k+1, 0) && !place.preps.Any(prepositions) {
		return false
	}
	_, end := d.clauseSpan(k)
	for w := d.nodes[k].end; w < min(end, d.nodes[k].end+pastimeReach); w++ {
		if !d.isWord(w, purposes) {
			continue
		}
		if d.isWord(w+1, oneOf) && d.hasWord(w+2, min(end, w+2+forumReach), forums) || d.profile().AdjectiveLast && d.isWord(w+1, forums) {
			_, hi := d.clause(k)
			return !slices.ContainsFunc(d.nodes[k+1:hi], func(n node) bool { return n.any(stayed) })
		}
	}
	return false
}
