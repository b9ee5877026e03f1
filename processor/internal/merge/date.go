package merge

import (
	"time"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/detect"
)

// apart is how many days two mentions of one visit may lie apart.
const apart = 3

// near tells whether the dates of a and b can be of one occasion.
func near(a, b *detect.Candidate) bool {
	if a.Dated != b.Dated {
		return !vaguelyPast(a) && !vaguelyPast(b) && !longBefore(a, b) && !longBefore(b, a)
	}
	if !a.Dated {
		return true
	}
	if a.Date.Day > 0 && b.Date.Day > 0 {
		diff := a.Date.Time().Sub(b.Date.Time())
		return diff.Abs() <= apart*24*time.Hour
	}
	return !a.Date.Time().After(b.Date.Last()) && !b.Date.Time().After(a.Date.Last())
}

// vaguelyPast tells whether c is told as of a week or month that is over: what is
// told without a date, as the story's own news, is none of that.
func vaguelyPast(c *detect.Candidate) bool {
	return c.Dated && c.Date.Day == 0 && !c.Background && !c.Ahead && happened(c.Status)
}

// oldNews is how many days before a story's own day news lies that is not its own.
const oldNews = 5

// longBefore tells whether a was told to have been long before the day of b, news
// that is told without one, and is no step that led to it.
func longBefore(a, b *detect.Candidate) bool {
	return !isLater(b, a) && a.Dated && !a.Background && a.Date.Day > 0 && b.Date.Day > 0 && b.Date.Time().Sub(a.Date.Time()) > oldNews*24*time.Hour
}

// takeDate gives a the date of b, where that is the better one.
func takeDate(a, b *detect.Candidate) {
	if better(a, b) {
		a.TakeDate(b)
		a.Sat = !b.Journey()
	}
}

// better tells whether b dates the event rather than a does.
func better(a, b *detect.Candidate) bool {
	switch {
	case a.Dated && b.Dated && a.DateCue == b.DateCue && !a.DateCue.Empty():
		return false
	case a.Journey() != b.Journey() && a.Date.Day > 0 && b.Dated && b.Date.Day > 0:
		return a.Journey() && !a.Sat && !a.Talked // "leaves tonight for talks on Thursday": the talks are the meeting
	case !a.Dated && isLater(a, b):
		return false // what was ratified today was signed before
	case a.Ahead && isNews(b):
		return true
	case b.Ahead && isNews(a):
		return false // what has happened is not dated by what it leads to: "agreed …; to be signed next year"
	}
	return b.Dated && (!a.Dated || a.Date.Day == 0 && b.Date.Day > 0)
}

// isLater tells whether a is what becomes of an agreement once it is signed, and b another
// step of it.
func isLater(a, b *detect.Candidate) bool {
	return a.Type == events.TypeAgreement && a.Status != b.Status && strength[a.Status] > strength[events.AgreementSigned]
}

// isNews tells whether c has happened, so that its day is not to come. What was called off is
// known by the day for which it was planned.
func isNews(c *detect.Candidate) bool {
	return !c.Ahead && !c.Journey() && !isPlan(c) && c.Status != events.MeetingCancelled
}
