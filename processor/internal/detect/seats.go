package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// A gathering is its body's, and that of the states that the text names as taking part: it
// often does so in sentences of their own, "X opened the summit", "Eight leaders attended,
// among them Y of Z".

// seatReach is how many sentences behind the gathering, or behind the last one that told of
// somebody who took part, another can be told.
const seatReach = 3

// assemble keeps the gathering that was found last as the one in which others take part. The
// next one, told on the way, is not the one that goes on.
func (d *Document) assemble() {
	c := &d.found[len(d.found)-1]
	switch {
	case c.Background || c.Status == events.MeetingCancelled:
	case c.Status == events.MeetingPlanned && d.sitting() && d.found[d.assembled-1].Status != events.MeetingPlanned:
	default:
		d.assembled, d.seatedAt = len(d.found), d.index
	}
}

// sitting tells whether the text has told of a gathering a moment ago.
func (d *Document) sitting() bool {
	return d.assembled > 0 && d.index >= d.seatedAt && d.index-d.seatedAt <= seatReach
}

// takeSeats adds to the last gathering of a body those of whom the sentence tells that they
// take part in it.
func (d *Document) takeSeats() {
	if !d.sitting() {
		return
	}
	c := &d.found[d.assembled-1]
	for k := range d.nodes {
		if d.quoted(d.nodes[k].first) {
			continue
		}
		switch a := d.actorAt(k); {
		case a == nil && d.assembles(k):
			for _, i := range d.actorNodes {
				d.seat(c, d.actorAt(i))
			}
		case a == nil:
			d.seat(c, d.actorAt(d.sitter(c, k)))
			d.seat(c, d.actorAt(d.speakerAt(k)))
		case d.isRepresented(a):
			d.giveSeat(c, a, a.set.Intersect(d.seatsOf(c.Parties)))
		case d.presides(a) || d.isPresent(a) || d.told.Has(lang.AttendVerb) && d.isExample(a):
			d.seat(c, a)
		}
	}
}

// seat makes those of actor a who belong to the body of gathering c take part in it.
func (d *Document) seat(c *Candidate, a *actor) {
	if a != nil && isPeople(a) && !d.attends(a) {
		d.giveSeat(c, a, a.set.Intersect(d.seatsOf(c.Parties)))
	}
}

// giveSeat makes who, whom the text names by actor a, take part in gathering c.
func (d *Document) giveSeat(c *Candidate, a *actor, who party.Set) {
	if who.Empty() || who.Within(&c.Seats) {
		return
	}
	c.Seats.Join(&who)
	c.People = append(c.People, a.people[:a.persons]...)
	if c.Sentence != d.index && d.seatedAt != d.index {
		c.Evidence = append(c.Evidence, d.bytes(d.span.First, d.span.End))
	}
	d.seatedAt = d.index
}

// chairTakesSeat makes meeting c of a body and of the member who is told as its host, "EAC
// leaders met, hosted by Kenya's president", a gathering in which he takes part.
func (d *Document) chairTakesSeat(c *Candidate) {
	if host := c.Parties.Minus(c.Guests); c.Guests.Within(&d.dict.Parties.Collective) && party.Inside(host, d.seatsOf(c.Guests)) {
		c.Parties, c.Seats, c.Guests, c.Body = c.Guests, host, party.Set{}, true
	}
}

// seatsOf gives the states that can take part in the gatherings of body as its members.
func (d *Document) seatsOf(body party.Set) party.Set {
	id, ok := body.Only()
	if !ok {
		return party.Set{}
	}
	return d.dict.Parties.Members(id)
}

// comeToSit tells whether the several who by binding b have made the journey of node k came for the gathering
// of a body of theirs, of which the text has just told: "The presidents of X, Y and Z came to Dushanbe".
func (d *Document) comeToSit(b *binding, k int) bool {
	who := d.visitor(b)
	return who.Len() > 1 && d.judge(k).modality == asserted && !d.gathered.Empty() && d.index-d.lastMet <= sequel && party.Inside(who, d.seatsOf(d.gathered))
}

// sitThere tells whether s, by what node k tells, are some of those who take part in the
// gathering, and hold no talks of their own: "the meeting was attended by X and Y", "hosted by X", "brought
// together X and Y".
func (d *Document) sitThere(s party.Set, k int) bool {
	if d.leadThere(s) {
		return true
	}
	if !d.sitting() || !d.isAssembly(k) && !(d.nodes[k].is(lang.ReceiveVerb) && d.assemblyBefore(k)) && !d.assembles(k) {
		return false
	}
	body := d.found[d.assembled-1].Parties
	return party.Inside(s, d.seatsOf(body).Union(body))
}

// assembles tells whether the verb at node k says whom an occasion brings together, and not somebody:
// "the summit brought together X and Y".
func (d *Document) assembles(k int) bool {
	if d.value(k, lang.Company) != "office" || d.nodes[k].forms&lang.Passive != 0 || d.told.Has(lang.Side) {
		return false
	}
	doer, guest := d.actorAt(k-1), d.actorAt(k+1)
	if guest == nil || !isPeople(guest) || !d.near(k, k+1, 3) {
		return false // "where leaders gather on Friday"
	}
	return doer == nil || !isPeople(doer) || !d.near(k-1, k, 3) || d.separated(k-1, k)
}

// tellsOfLeading tells whether the sentence has a verb of leading what others do.
func (d *Document) tellsOfLeading() bool {
	for k := range d.nodes {
		if d.value(k, lang.Light) == chairing {
			return true
		}
	}
	return false
}

// coChaired tells whether the sentence says that several lead an occasion of which was told before.
func (d *Document) coChaired() bool {
	for k := range d.nodes {
		if n := &d.nodes[k]; n.is(lang.MeetVerb) && d.hasWord(n.first, n.end, chairedWords) && d.leadsThat(k) {
			return true
		}
	}
	return false
}

// leadsThat tells whether the occasion that is led by the verb at node k is one told of before: "co-chaired the
// meeting", "the summit was co-chaired".
func (d *Document) leadsThat(k int) bool {
	for _, i := range [...]int{k - 1, k + 1} {
		if i >= 0 && i < len(d.nodes) && d.nodes[i].any(occasionNouns) && d.near(i, k, 1) {
			partner := i > k && i+1 < len(d.nodes) && d.nodes[i+1].is(lang.With) && definiteArticle.has(d.text.Tokens[d.nodes[i].first-1].Hash)
			return partner || d.pointsBack(i)
		}
	}
	return false
}

// leadThere tells whether the sentence tells of leading, and s are some of those of bodies that met with
// others a moment ago: "ASEAN and China met. The meeting was co-chaired by China and the Philippines".
func (d *Document) leadThere(s party.Set) bool {
	reach := int32(thirdReach)
	if d.coChaired() {
		reach = d.index
	} else if !d.tellsOfLeading() {
		return false
	}
	for i := len(d.found) - 1; i >= 0 && d.index-d.found[i].Sentence <= reach; i-- {
		c := &d.found[i]
		if c.Type != events.TypeMeeting || c.Sentence == d.index || !c.Parties.Meets(&d.dict.Parties.Collective) {
			continue
		}
		seats := c.Parties
		for id := range c.Parties.All() {
			seats = seats.Union(d.seatsOf(party.Of(id)))
		}
		return s.Within(&seats)
	}
	return false
}

// sitter gives the node of who takes part in the gathering by what node k tells, or -1.
func (d *Document) sitter(c *Candidate, k int) int {
	n := &d.nodes[k]
	switch {
	case !n.any(seating) && !d.chairs(k) && d.value(k, lang.Light) != "host", !d.happens(c, k):
		return -1
	case n.is(lang.TellVerb):
		if d.isAssembly(k+1) && d.near(k, k+1, 2) {
			return d.goer(k) // "told the summit"
		}
		return -1
	case d.agent(k) >= 0:
		if d.assemblyBefore(k) || n.is(lang.AttendVerb) && d.goer(k) >= 0 {
			return d.agent(k) // "a meeting chaired by X", "X was joined by Y"
		}
		return -1
	case (n.is(lang.AttendVerb) || d.chairs(k)) && d.wholeVerb(k) || d.value(k, lang.AttendVerb) == "part" || d.isAssembly(k+1) && d.near(k, k+1, 4),
		n.is(lang.OpenVerb) && d.isAssembly(k+2) && d.hostBody(k+2) == k+1: // "opened the ASEAN summit"
		return d.goer(k)
	}
	return -1
}

// seating are the verbs of those who open a gathering, come to it, or speak to it.
var seating = lang.SetOf(lang.AttendVerb, lang.OpenVerb, lang.TellVerb)

// isAssembly tells whether node i is the gathering, and not one of some other body.
func (d *Document) isAssembly(i int) bool {
	if i >= len(d.nodes) || !d.nodes[i].is(lang.Gathering) {
		return false
	}
	host := d.hostBody(i)
	return host < 0 || d.actorAt(host).set == d.found[d.assembled-1].Parties
}

// assemblyBefore tells whether the passive verb at node k is said of the gathering.
func (d *Document) assemblyBefore(k int) bool {
	for i := k - 1; i >= 0 && d.near(i, k, reach) && !d.nodes[i].any(verbs); i-- {
		if d.isAssembly(i) {
			return !d.beside(i) // "on the sidelines of the summit X received Y"
		}
	}
	return false
}

// examples are the last words of those that name some of many.
var examples = words("examples")

// isExample tells whether actor a is named as one of many: "among them X".
func (d *Document) isExample(a *actor) bool {
	return d.isWord(a.first-1, examples)
}

// speakerAt gives the node of who does something at the gathering of node k, or says
// something to it, or -1: "X said at the summit", "in a speech to the summit, X urged".
func (d *Document) speakerAt(k int) int {
	if k == 0 || !d.isAssembly(k) || !d.nodes[k-1].is(lang.In) && !d.nodes[k-1].is(lang.To) || !d.near(k-1, k, 3) || d.beside(k) {
		return -1
	}
	lo, hi := d.clause(k)
	if lo > 1 && d.nodes[lo-1].is(lang.SayVerb) {
		lo -= 2 // "X said at the summit"
	}
	who := -1
	for i := max(lo, k-reach); i < min(hi, k+reach); i++ {
		switch {
		case d.nodes[i].any(denying):
			return -1 // "X will not speak at the summit"
		case who < 0 && d.doesThere(i):
			who = i
		}
	}
	return who
}

// doesThere tells whether node i is of people who do what their clause tells.
func (d *Document) doesThere(i int) bool {
	a := d.actorAt(i)
	return a != nil && isPeople(a) && !a.preps.Any(prepositions) && !a.possessive
}

// presidency are the words for whoever leads a gathering.
var presidency = words("presidency")

// presidesReach is how many words may stand between a name and that word.
const presidesReach = 3

// presides tells whether actor a is told, behind a comma, as who leads the gathering:
// "X, in the chair, said", "X, the host".
func (d *Document) presides(a *actor) bool {
	if a.end >= d.span.End || d.text.Tokens[a.end].Gap&scan.Comma == 0 {
		return false
	}
	for i := a.end; i < d.span.End && i-a.end < presidesReach; i++ {
		if i > a.end && d.text.Tokens[i].Gap&^scan.Inside != 0 {
			return false
		}
		if presidency.has(d.text.Tokens[i].Hash) {
			return true
		}
	}
	return false
}

// isPresent tells whether those of actor a are told to be there while something is done: "with the leaders of X and
// Y in attendance".
func (d *Document) isPresent(a *actor) bool {
	return a.preps.Has(lang.With) && d.hasWord(a.end, a.end+2, presence) && d.gaps(a.end-1, a.end)&scan.Comma == 0
}

// presence are the words for being there.
var presence = words("presence")

// representing are the words for who sits somewhere for a state, told around it.
var representing = words("representing")

// isRepresented tells whether somebody is told to sit for the state a: "Brazil was
// represented by X", "X stood in for Nigeria".
func (d *Document) isRepresented(a *actor) bool {
	if d.hasWord(a.first-1, a.end+2, representing) {
		return true
	}
	i := a.first - 2
	return i > d.span.First && d.text.Tokens[i].Hash == standIn[0] && d.text.Tokens[i+1].Hash == standIn[1]
}

// standIn are the last words of "stood in for".
var standIn = [...]uint64{scan.Hash("in"), scan.Hash("for")}
