package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// Some plans are no events, as they are for no day: that of which the text says only that nobody
// knows when, or what is to be done before, and what is done again and again.

// How many words the question has that ends where a clause begins, "when or where", and how many
// may stand between what denies an answer and that question.
const (
	askingWords = 3
	answerReach = 8
)

// isUnset tells whether c, the meeting at node k, is such a plan.
func (d *Document) isUnset(c *Candidate, k int) bool {
	return c.Status == events.MeetingPlanned && (d.asksWhen(k) || (d.recurs(k) || d.wantsDay(k) || d.waits(k)) && !c.Dated && !d.setsDay())
}

// waits tells whether of the talks at node k only that is told what is to be done before they begin: "will study the
// offer before negotiations on a concession begin".
func (d *Document) waits(k int) bool {
	lo, hi := d.clause(k)
	return lo > 0 && k == lo && d.nodes[k].any(occasionNouns) && d.value(lo-1, lang.Clause) == "earlier" && slices.ContainsFunc(d.nodes[k+1:hi], func(n node) bool { return n.any(beginning) })
}

// wantsDay tells whether only the day of the meeting at node k is spoken of: "a date for the second
// round is still to be fixed", "tarikh mesyuarat seterusnya akan ditetapkan".
func (d *Document) wantsDay(k int) bool {
	lo, _ := d.clauseSpan(k)
	first := d.nodes[k].first
	return d.hasWord(max(lo, first-dayReach), first, daySet)
}

// dayReach is how many words may stand between the word for a day that is to be set and the meeting.
const dayReach = 4

// asksWhen tells whether the clause of node k only asks when they meet, and what stands before says
// that there is no answer: "did not say when they would meet again", "belum jelas kapan keduanya
// akan bertemu".
func (d *Document) asksWhen(k int) bool {
	first, _ := d.clauseSpan(k)
	for i := d.nodes[k].first - 1; i >= max(d.span.First, first-askingWords); i-- {
		if !d.isWord(i, askingWhen) {
			continue
		}
		if d.gaps(i, d.nodes[k].first)&scan.Comma != 0 {
			return false // "X, who did not say when he would go, will meet Y"
		}
		if d.hasWord(i-answerReach, i, unanswered) {
			return true
		}
		for n := range d.nodes[:k] {
			if d.nodes[n].any(denying) && d.nodes[n].first < i && i-d.nodes[n].end <= answerReach {
				return true
			}
		}
		return false
	}
	return false
}

// setsDay tells whether the sentence has a day to come: "every four months, the first time in October".
func (d *Document) setsDay() bool {
	for i := range d.dates {
		if date, ok := d.dates[i].Resolve(d.pub, true); ok && date.Last().After(d.day()) {
			return true
		}
	}
	return false
}

// recurs tells whether what stands behind node k tells how often they meet: "will sit twice a year",
// "akan bertemu setiap tiga bulan", "dua kali setahun".
func (d *Document) recurs(k int) bool {
	_, end := d.clauseSpan(k)
	for i := d.nodes[k].end; i < end; i++ {
		switch {
		case d.text.Tokens[i].After(scan.Comma), d.isRelative(i):
			return false // "the summit, which is held every year"
		case d.isWord(i, regularly):
			return true
		case d.isWord(i, eachWords) && d.hasWord(i+1, min(i+3, end), timeUnits):
			return true
		case d.isWord(i, timesWords) && (d.isWord(i+1, inOne) || d.isWord(i+1, perWords) && d.isWord(i+2, timeUnits)):
			return true
		}
	}
	return false
}

// isRelative tells whether a relative pronoun begins at token i.
func (d *Document) isRelative(i int32) bool {
	t := d.tagAt(i)
	return t != nil && t.First == i && t.Is(lang.Relative)
}

var (
	askingWhen = words("askingWhen") // "when" as a question
	daySet     = words("daySet")     // what is set when somebody says when they meet
	unanswered = words("unanswered") // the adjectives of such a question without an answer
	regularly  = words("regularly")
	eachWords  = words("eachWords")  // before a unit of time: "every six months"
	timesWords = words("timesWords") // how often, before what "a year" is: "twice a year"
	perWords   = words("perWords")
	inOne      = words("inOne") // "setahun"
	timeUnits  = words("timeUnits")
)
