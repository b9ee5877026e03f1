package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// nowSentences is for how long a story stays at a day that it has told.
const nowSentences = 2

// storyDay gives the day that the story is at when a sentence begins: the one told
// last, that of its news, or that of publication.
func (d *Document) storyDay() dates.Date {
	switch {
	case d.now.Year != 0 && d.index-d.nowAt <= nowSentences:
		return d.now
	case d.Lead.Day != 0:
		return d.Lead
	}
	return dates.On(d.today)
}

// anchorDay gives the day from which "a day later" counts in the sentence: where that is
// to come, the one of the plan that was told last.
func (d *Document) anchorDay(future bool) dates.Date {
	if future && d.plan.Year != 0 && d.planAt < d.index && d.index-d.planAt <= nowSentences {
		return d.plan
	}
	return d.anchor
}

// isHeading tells whether the sentence is only a day of the week, "MONDAY.", over what a
// digest tells of it, and keeps that day.
func (d *Document) isHeading() bool {
	for i := d.span.First; i < d.span.End; i++ {
		if !d.dated(i) {
			return false
		}
	}
	d.findDates()
	if len(d.dates) != 1 || !d.dates[0].Daily() {
		return false
	}
	d.heading = d.dates[0]
	return true
}

// leadSentences are those in which a story tells what it is about.
const leadSentences = 3

// dayTold is in how many sentences a story tells when it happened.
const dayTold = 5

// leadDays bounds how old the day of a news story can be.
const leadDays = 10

// lead keeps the day that the first sentences tell: that of all news which has
// no date of its own. A day on which somebody only said something may be that
// of the news, or the one after it.
func (d *Document) lead() {
	if d.leadTold || d.pub.IsZero() || d.span.First < d.headline || d.bodySentence >= dayTold {
		return
	}
	for i := range d.dates {
		m := &d.dates[i]
		date, ok := d.resolveDate(m, d.foretold(m))
		if !ok || m.Anchored() || d.quoted(m.First) || d.ownsOther(m) || date.Day == 0 || date.Time().After(d.day()) || !date.Time().After(d.day().AddDate(0, 0, -leadDays)) {
			continue
		}
		d.leadTold = !d.saidOn(m)
		if d.Lead.Day == 0 || d.leadTold && !date.Time().Before(d.Lead.Time().AddDate(0, 0, -1)) {
			d.Lead = date
		}
		if d.leadTold {
			return
		}
	}
}

// saidOn tells whether m is the day of a verb of saying: "he said on Tuesday".
func (d *Document) saidOn(m *dates.Mention) bool {
	for i := range d.nodes {
		if n := &d.nodes[i]; n.is(lang.SayVerb) && m.First-n.end >= 0 && m.First-n.end <= 1 {
			return true
		}
	}
	return false
}

// foretold tells whether the words nearest to m in its clause tell of what is to come:
// "will meet X on Thursday", "on Thursday he will meet X".
func (d *Document) foretold(m *dates.Mention) bool {
	k, _ := slices.BinarySearchFunc(d.nodes, m.First, func(n node, first int32) int { return int(n.first - first) })
	for i := k - 1; i >= 0 && m.First-d.nodes[i].end <= statusReach && !d.nodes[i].any(breaks); i-- {
		if will, told := d.tense(i); told {
			return will
		}
	}
	for i := k; i < len(d.nodes) && d.nodes[i].first-m.End <= statusReach && !d.nodes[i].any(breaks); i++ {
		if will, told := d.tense(i); told {
			return will
		}
	}
	return false
}

// tense tells whether the word at node i tells the time of its clause, and whether that
// is the future.
func (d *Document) tense(i int) (will, told bool) {
	n := &d.nodes[i]
	will = n.is(lang.Will) && d.value(i, lang.Will) == ""
	return will, will || n.forms == lang.Done
}

// nearDays is how many days ahead a plan may lie to be of the same journey or season as
// the next one.
const nearDays = 100

// lookAhead keeps the last near date at which the sentence tells something to come.
func (d *Document) lookAhead() {
	for i := range d.dates {
		m := &d.dates[i]
		if d.quoted(m.First) {
			continue
		}
		future := d.foretold(m) || m.Soon(d.pub)
		date, ok := m.Resolve(d.pub, future)
		if !ok || date.Time().After(d.day().AddDate(0, 0, nearDays)) {
			continue
		}
		if date.Time().After(d.day()) || (future || m.Forward()) && !date.Last().Before(d.day()) {
			d.coming, d.comingAt = date, d.index
		}
	}
}

// monthBefore gives the month of what was told to come right before c, a plan without a
// date: "Tomorrow he leaves for Vilnius. There he will meet X".
func (d *Document) monthBefore(c *Candidate) dates.Date {
	if c.Status != events.MeetingPlanned || d.coming.Year == 0 || d.comingAt != d.index-1 {
		return dates.Date{}
	}
	return dates.Date{Year: d.coming.Year, Month: d.coming.Month}
}
