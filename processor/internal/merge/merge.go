// Package merge makes the events of a document from the candidates of its
// sentences: one event, however often the article mentions it.
package merge

import (
	"slices"
	"time"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/detect"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
)

// Candidates joins the mentions of one event and gives undated news its date:
// the day of the story's first dated news, else the day that its first sentences
// tell (lead), else that on which it was written. Who is told to take part in a body's
// gathering becomes a party beside it. It works in place.
func Candidates(cs []detect.Candidate, lead dates.Date, written time.Time) []detect.Candidate {
	out := cs[:0]
	dateUndated(cs, lead, written)
	for _, c := range cs {
		// Candidates of one trigger share their lists.
		c.People, c.Sectors, c.Evidence, c.Roles = slices.Clip(c.People), slices.Clip(c.Sectors), slices.Clip(c.Evidence), slices.Clip(c.Roles)
		joined := false
		for i := range out {
			if same(&out[i], &c) {
				join(&out[i], &c)
				joined = true
				break
			}
		}
		if !joined && c.Headline {
			joined = tellInShort(out, &c)
		}
		if !joined {
			out = append(out, c)
		}
	}
	out = subsume(out)
	for i := range out {
		out[i].Parties.Join(&out[i].Seats)
	}
	return out
}

// same tells whether b is another mention of a.
func same(a, b *detect.Candidate) bool {
	if a.Type != b.Type || !sameParties(a, b) || a.Background != b.Background || a.Line != b.Line {
		return false
	}
	if a.Status == events.AgreementRatified && b.Status == events.AgreementProposed && b.Sentence-a.Sentence <= fresh && b.Sentence >= a.Sentence {
		return true // what parliament has approved, the president is still to sign
	}
	if recalls(a, b) && b.Status == events.AgreementProposed && group(a.Status) == 0 {
		return true // "put their names to the terms. The accord will be signed at a later date"
	}
	if onItsWay(a.Status) && onItsWay(b.Status) && !apartInMatter(a, b) {
		return true // "agreed …; it will be signed in December": one text
	}
	if a.Status == events.AgreementTerminated && b.Status == events.AgreementSuspended && near(a, b) && !apartInMatter(a, b) {
		return true // "memutuskan mengakhiri perjanjian. Perjanjian itu dihentikan karena …"
	}
	if a.Type == events.TypeMeeting && (calledOff(a, b) || isVague(a, b) || isVague(b, a) || b.Headline && !b.Dated && inTitle(a, b)) {
		return true
	}
	return phase(a.Status, b.Status) && near(a, b) && !apartInMatter(a, b) && !callApart(a, b) || oneVisit(a, b)
}

// sameParties tells whether a and b have the same parties, those aside who only came to
// the talks of the others.
func sameParties(a, b *detect.Candidate) bool {
	return a.Parties == b.Parties || recalls(a, b) && b.Parties.Within(&a.Parties) || a.Guests == b.Parties && b.Parties.Within(&a.Parties) || b.Guests == a.Parties && a.Parties.Within(&b.Parties)
}

// recalls tells whether b, an agreement told right behind a, is told by a word that points at it: "A, B and
// C signed a pact. The document was signed by the ministers of A and B".
func recalls(a, b *detect.Candidate) bool {
	return b.Same && b.Sentence > a.Sentence && b.Sentence-a.Sentence <= fresh
}

// tellInShort joins the headline's meeting c to the one of the story's first sentences of which it
// names only some, "X hosts talks between Y and Z", or guesses one; false where there is none.
func tellInShort(out []detect.Candidate, c *detect.Candidate) bool {
	if c.Type != events.TypeMeeting || c.Body || c.Background || c.Channel == events.Call {
		return false
	}
	for i := range out {
		a := &out[i]
		if a.Type != events.TypeMeeting || !a.Early || a.Body || a.Background || a.Channel == events.Call || a.Parties.Len() < 2 || !phase(a.Status, c.Status) {
			continue
		}
		if c.Parties.Within(&a.Parties) || c.Guessed && c.Parties.Meets(&a.Parties) {
			join(a, c)
			return true
		}
	}
	return false
}

// inTitle tells whether the headline's b, which has no date of its own, is the a of the
// story: "leaves for Y", where it is told that he will, or "after years of talks", where
// it is told that they were broken off.
func inTitle(a, b *detect.Candidate) bool {
	return b.Journey() && (a.Journey() || a.Status == events.MeetingPlanned) || a.Status == events.MeetingCancelled
}

// apartInMatter tells whether two agreements of different statuses are about
// different matters: a trade deal that was concluded and a defence pact that was
// signed are two. Headlines seal what the text tells to be signed.
func apartInMatter(a, b *detect.Candidate) bool {
	switch {
	case a.Type != events.TypeAgreement:
		return false
	case willHold(a) != willHold(b) && !b.Same && apartInForm(a, b):
		return true // "signed a memorandum … Their trade agreement takes effect in July"
	case a.Status == b.Status:
		return false
	case furtherOn(a, b) && (begins(a) || begins(b) || (a.Initialled || b.Initialled) && apartInForm(a, b)):
		return true
	}
	if len(a.Sectors) == 0 || len(b.Sectors) == 0 || recalls(a, b) || b.Headline && strength[a.Status] > strength[b.Status] {
		return false
	}
	for _, s := range a.Sectors {
		if slices.Contains(b.Sectors, s) {
			return false
		}
	}
	return true
}

// callApart tells whether one of two meetings is a call, and the other none of the same day: a visit
// of last week, say.
func callApart(a, b *detect.Candidate) bool {
	if (a.Channel == events.Call) == (b.Channel == events.Call) || !a.Dated || !b.Dated || a.Date == b.Date {
		return false
	}
	return a.Date.Day > 0 && b.Date.Day > 0 || a.Journey() != b.Journey()
}

// begins tells whether c are negotiations on a text that are to come, or still go on:
// those on what has been concluded are over.
func begins(c *detect.Candidate) bool {
	return c.Status == events.AgreementNegotiating && (c.Plan || c.Open) && c.Frame != "reach" && c.Instrument != events.InstrumentOther && c.Instrument != events.JointStatement
}

// furtherOn tells whether one of a and b is further on its way than a text that is negotiated: no longer on
// it, or agreed on elsewhere than in a headline, which says so of talks as well.
func furtherOn(a, b *detect.Candidate) bool {
	agreed := (a.Status == events.AgreementAgreed) != (b.Status == events.AgreementAgreed)
	return onItsWay(a.Status) != onItsWay(b.Status) || agreed && !a.Headline && !b.Headline && !b.Same
}

// willHold tells whether c is a text that is to enter into force.
func willHold(c *detect.Candidate) bool {
	return c.Frame == "force" && c.Plan && c.Instrument != events.JointStatement
}

// apartInForm tells whether a and b are texts of two legal forms.
func apartInForm(a, b *detect.Candidate) bool {
	return a.Instrument != b.Instrument && a.Instrument != events.InstrumentOther && b.Instrument != events.InstrumentOther
}

// isVague tells whether the meeting b is planned for no day and as no other occasion, and a was held:
// such words mostly tell of that one, or of a wish, where no verb says who will meet.
func isVague(a, b *detect.Candidate) bool {
	return a.Status == events.MeetingHeld && b.Status == events.MeetingPlanned && b.Date == (dates.Date{}) && !b.Again && b.Frame != "meet" && b.Frame != "delegates"
}

// calledOff tells whether one of a and b is the plan that the other says was given up.
func calledOff(a, b *detect.Candidate) bool {
	if b.Status == events.MeetingCancelled {
		a, b = b, a
	}
	return a.Status == events.MeetingCancelled && b.Status == events.MeetingPlanned && (near(a, b) || a.Journey() && b.Journey())
}

// oneVisit tells whether a meeting that was held and one that is planned are of one
// visit: "arrived on Monday; he will meet the president on Wednesday".
func oneVisit(a, b *detect.Candidate) bool {
	if a.Type != events.TypeMeeting || a.Status == events.MeetingCancelled || b.Status == events.MeetingCancelled {
		return false
	}
	if a.Status == events.MeetingPlanned {
		a, b = b, a // the one that was held first
	}
	if b.Status == events.MeetingPlanned && a.Date.Day > 0 && a.Date == b.Date && a.Parties.Len() == 2 && b.Sentence-a.Sentence <= fresh && !b.Again && (a.Channel == events.Call) == (b.Channel == events.Call) {
		return true // "welcomed him on Monday ahead of their talks", which were held that day
	}
	if a.Sentence == b.Sentence {
		return (a.Journey() || b.Journey()) && !callsAbout(a, b) && !farAhead(a, b)
	}
	if !a.Journey() || b.Journey() {
		return false
	}
	if b.Date == (dates.Date{}) {
		return !a.Talked && !b.Again && b.Sentence > a.Sentence && b.Sentence-a.Sentence <= fresh // "arrived on Monday. He will meet the president"
	}
	return a.Date.Day > 0 && b.Date.Day > 0 && near(a, b)
}

// callsAbout tells whether a is a call at which the journey b to come was told of: "telephoned him, and the two
// agreed that he should come in autumn".
func callsAbout(a, b *detect.Candidate) bool {
	return a.Channel == events.Call && a.Status == events.MeetingHeld && b.Journey() && b.Status == events.MeetingPlanned && b.Dated
}

// farAhead tells whether the plan b is for a time too long after a for one visit: "met her and
// accepted an invitation to Kingston for June".
func farAhead(a, b *detect.Candidate) bool {
	return (a.Dated || !a.Journey()) && b.Dated && b.Ahead && a.Date.Day > 0 && b.Date.Time().Sub(a.Date.Time()) > apart*24*time.Hour
}

// onItsWay tells whether an agreement of this status is not signed yet.
func onItsWay(s events.Status) bool {
	return s == events.AgreementProposed || s == events.AgreementNegotiating || s == events.AgreementAgreed
}

// phase tells whether two statuses can be of one event in one article.
func phase(a, b events.Status) bool { return group(a) == group(b) }

// group numbers statuses that one event passes through within one story.
func group(s events.Status) int {
	switch s {
	case events.MeetingPlanned, events.AgreementProposed:
		return 1
	case events.MeetingCancelled, events.AgreementSuspended:
		return 2
	case events.AgreementTerminated, events.AgreementRejected:
		return 3
	}
	return 0
}

// strength orders the statuses of one story: the strongest wins.
var strength = map[events.Status]int{
	events.AgreementNegotiating: 1, events.AgreementAgreed: 2, events.AgreementSigned: 3, events.AgreementRatified: 4,
	events.AgreementInForce: 5, events.AgreementExtended: 6,
	events.AgreementRejected: 1, events.AgreementTerminated: 2,
	events.MeetingOngoing: 1, events.MeetingHeld: 2, events.MeetingCancelled: 3,
}

// join adds the mention b to a.
func join(a, b *detect.Candidate) {
	takeDate(a, b)
	a.Talked = a.Talked || a.Journey() && b.Status == events.MeetingHeld && !b.Journey()
	if a.Guests.Empty() && b.Guests == a.Parties {
		a.Parties, a.Guests = b.Parties, b.Guests
	}
	if tellsBetter(a, b) {
		if a.Dated && !b.Dated && isLater(b, a) {
			a.TakeDate(b) // what takes effect was signed before
		}
		if a.Status == events.AgreementAgreed && b.Status == events.AgreementSigned && b.Dated && b.Date.Day > 0 && !b.Ahead {
			a.TakeDate(b) // what was agreed on Monday was signed on Tuesday
		}
		a.Status, a.StatusCue, a.Frame, a.Trigger = b.Status, b.StatusCue, b.Frame, b.Trigger
	}
	for _, p := range b.People {
		a.People = appendNew(a.People, p)
	}
	for _, s := range b.Sectors {
		a.Sectors = detect.AddSector(a.Sectors, s)
	}
	a.Level = max(a.Level, b.Level)
	a.Seats.Join(&b.Seats)
	a.Joint = a.Joint || b.Joint
	if b.Channel != events.ChannelUnknown && (a.Channel == events.InPerson || a.Channel == events.ChannelUnknown) {
		a.Channel = b.Channel // "met" is said of calls too
	}
	if a.SidelineOf.Empty() {
		a.SidelineOf = b.SidelineOf
	}
	if a.Instrument == events.InstrumentOther {
		a.Instrument = b.Instrument
	}
	if a.Place.Empty() {
		a.Place = b.Place
	}
	if a.Length == 0 {
		a.Length = b.Length
	}
	if a.Cost.Empty() {
		a.Cost = b.Cost
	}
	a.Evidence = append(a.Evidence, b.Evidence...)
	a.Roles = append(a.Roles, b.Roles...)
	a.Confidence = max(a.Confidence, b.Confidence) + 0.02
}

// tellsBetter tells whether the status of the mention b holds for the event, and not
// that of a.
func tellsBetter(a, b *detect.Candidate) bool {
	switch {
	case a.Type == events.TypeRailwayProject:
		return false // one news a project
	case underWay(a, b):
		return a.Journey() && !a.Talked
	case a.Type == events.TypeMeeting && b.Headline:
		return b.Status == events.MeetingCancelled
	case arrived(a, b):
		return a.Journey()
	case a.Status == events.AgreementSigned && b.Status == events.AgreementExtended:
		return false // "signed five memorandums; one of them renews …"
	case a.Type == events.TypeAgreement && a.Plan != b.Plan:
		return a.Plan // what was reached tells more than what is to follow
	}
	return strength[b.Status] > strength[a.Status]
}

// arrived tells whether one of a and b is a journey that was made, and the other talks that it was made for and
// that go on: "arrived in Cairo; he was still in talks".
func arrived(a, b *detect.Candidate) bool {
	trip, talks := tripAndTalks(a, b)
	return trip != nil && !trip.Talked && trip.Status == events.MeetingHeld && talks.Status == events.MeetingOngoing
}

// underWay tells whether one of a and b is a journey that was begun, and the other the
// meeting that it is made for and that is still to come: "flew to Hanoi, where he
// will meet".
func underWay(a, b *detect.Candidate) bool {
	trip, talks := tripAndTalks(a, b)
	return trip != nil && trip.Status == events.MeetingHeld && talks.Status == events.MeetingPlanned
}

// tripAndTalks gives the one of a and b that is a journey, and the other, a meeting that is none; nil where
// they are not so.
func tripAndTalks(a, b *detect.Candidate) (trip, talks *detect.Candidate) {
	switch {
	case a.Type != events.TypeMeeting || a.Journey() == b.Journey():
		return nil, nil
	case b.Journey():
		return b, a
	}
	return a, b
}

func appendNew(list []int32, p int32) []int32 {
	if slices.Contains(list, p) {
		return list
	}
	return append(list, p)
}

// subsume drops what another event tells already: one whose parties are part of
// another's of the same trigger, and one of several parties whose meetings two by
// two the text has told.
func subsume(cs []detect.Candidate) []detect.Candidate {
	var out []detect.Candidate
	for i := range cs {
		if !partOf(&cs[i], cs) && !toldByPairs(&cs[i], cs) {
			out = append(out, cs[i])
		}
	}
	return out
}

func partOf(a *detect.Candidate, cs []detect.Candidate) bool {
	for i := range cs {
		b := &cs[i]
		if !alike(a, b) || a.Sentence != b.Sentence || a.Parties == b.Parties || !a.Parties.Within(&b.Parties) {
			continue
		}
		if a.Trigger == b.Trigger || a.Type == events.TypeMeeting && a.Journey() && !b.Journey() {
			return true // "will travel to Seoul for a summit with Y and Z"
		}
	}
	return false
}

func toldByPairs(a *detect.Candidate, cs []detect.Candidate) bool {
	if a.Type != events.TypeMeeting || a.Joint || a.Parties.Len() < 3 {
		return false
	}
	var told, common party.Set
	for i := range cs {
		b := &cs[i]
		if !alike(a, b) || b.Parties.Len() != 2 || !b.Parties.Within(&a.Parties) || b.Sentence >= a.Sentence && !a.Headline && (!a.Journey() || a.Talked) || group(a.Status) != group(b.Status) {
			continue
		}
		if told.Empty() {
			common = b.Parties
		}
		told, common = told.Union(b.Parties), common.Intersect(b.Parties)
	}
	return told == a.Parties && common.Len() == 1
}

func alike(a, b *detect.Candidate) bool { return a.Type == b.Type && a.Background == b.Background }
