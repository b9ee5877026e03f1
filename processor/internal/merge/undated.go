package merge

import (
	"time"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/detect"
)

// dateUndated gives the news among cs that is told without a date the one that what
// stands before it leaves it, or else the story's day.
func dateUndated(cs []detect.Candidate, lead dates.Date, written time.Time) {
	day := storyDay(cs, lead, written)
	for i := range cs {
		c := &cs[i]
		if c.Dated || c.Background {
			continue
		}
		if c.Earlier && happened(c.Status) {
			c.Date = monthOf(day.Time().AddDate(0, 0, -1)) // the last day on which it can have been
		} else if c.Open && day != dates.On(written) {
			c.Date = monthOf(written) // it went on before that day, and goes on behind it
		} else if happened(c.Status) {
			c.Date = day
			if b := toldBefore(cs[:i], c); b != nil {
				c.Date, c.Dated = b.Date, b.Date.Day == 0
			}
		} else if b := legBefore(cs[:i], c); b != nil {
			c.Date = dates.Date{Year: b.Date.Year, Month: b.Date.Month}
		} else if c.Journey() && !c.Headline && c.Status == events.MeetingPlanned && !written.IsZero() {
			c.Date = monthOf(written) // "is on his way to", "will fly to"
		}
		if b := plannedBefore(cs[:i], c); b != nil {
			c.Date = b.Date
		}
	}
}

// monthOf gives the month in which t lies.
func monthOf(t time.Time) dates.Date { return dates.Date{Year: t.Year(), Month: int(t.Month())} }

// recent is how many days old the news is by which a story is dated at most.
const recent = 3

// storyDay gives the last day of those of cs that the story's first sentences date, else
// the one that they tell (lead), else that on which it was written.
func storyDay(cs []detect.Candidate, lead dates.Date, written time.Time) dates.Date {
	var best dates.Date
	for i := range cs {
		if c := &cs[i]; c.Early && c.Dated && c.Date.Day > 0 && !c.Background && !c.Ahead && happened(c.Status) && written.Sub(c.Date.Time()) <= recent*24*time.Hour {
			if best.Day == 0 || c.Date.Time().After(best.Time()) {
				best = c.Date
			}
		}
	}
	if best.Day > 0 {
		return best
	}
	if today := dates.On(written); lead.Day == 0 && !written.IsZero() && today.Valid() {
		return today
	}
	return lead
}

// fresh is for how many sentences a day that was told stays that of what the same
// parties do.
const fresh = 2

// toldBefore gives the last news among cs that tells of the parties of c, if it
// stands right before c and has a day of its own; else nil.
func toldBefore(cs []detect.Candidate, c *detect.Candidate) *detect.Candidate {
	for i := len(cs) - 1; i >= 0 && c.Sentence-cs[i].Sentence <= fresh && cs[i].Sentence <= c.Sentence; i-- {
		b := &cs[i]
		if b.Background || b.Ahead || !happened(b.Status) || !b.Parties.Within(&c.Parties) && !c.Parties.Within(&b.Parties) {
			continue
		}
		goesOn := c.Sentence-b.Sentence == 1 && (b.Journey() || b.Type == events.TypeMeeting && b.Type == c.Type && b.Parties == c.Parties)
		if b.Dated && (b.Date.Day > 0 || goesOn && vaguelyPast(b)) {
			return b // "was in Tokyo last week. He met the premier", "met him last week. They discussed fish"
		}
	}
	return nil
}

// plannedBefore gives the last plan among cs for parties of c, itself a plan or told in
// a clause of one, if it stands right before c and has a date: "… will visit Baku next
// week. Several agreements would be signed."
func plannedBefore(cs []detect.Candidate, c *detect.Candidate) *detect.Candidate {
	for i := len(cs) - 1; (isPlan(c) || c.Plan) && i >= 0 && c.Sentence-cs[i].Sentence <= planReach(c) && cs[i].Sentence <= c.Sentence; i-- {
		if b := &cs[i]; isPlan(b) && b.Dated && !b.Background && (b.Parties.Within(&c.Parties) || c.Parties.Within(&b.Parties)) {
			return b
		}
	}
	return nil
}

// planReach is how many sentences before c a plan is told to which it belongs: what is to be
// signed, at the visit that the story is about.
func planReach(c *detect.Candidate) int32 {
	if c.Type == events.TypeAgreement {
		return tour
	}
	return fresh
}

// legBefore gives the last meeting among cs of a party that the journey c, not made
// yet, leads to the next one: the tour goes on in that month. It is nil where c is none.
func legBefore(cs []detect.Candidate, c *detect.Candidate) *detect.Candidate {
	for i := len(cs) - 1; c.Journey() && i >= 0 && c.Sentence-cs[i].Sentence <= tour && cs[i].Sentence <= c.Sentence; i-- {
		b := &cs[i]
		if b.Type == events.TypeMeeting && !b.Background && b.Date.Month > 0 && b.Parties != c.Parties && b.Parties.Meets(&c.Parties) {
			return b
		}
	}
	return nil
}

// tour is for how many sentences a journey goes on from the last meeting.
const tour = 10

// isPlan tells whether c is to come.
func isPlan(c *detect.Candidate) bool {
	return c.Status == events.MeetingPlanned || c.Status == events.AgreementProposed
}

// happened tells whether an event of this status is dated by the news itself
// when the text gives no date.
func happened(s events.Status) bool {
	return s != events.MeetingPlanned
}
