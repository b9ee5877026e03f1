package detect

import (
	"time"

	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// nowSentences is for how long a story stays at a day that it has told.
const nowSentences = 3

// freshDays is for how many days the day that a story has told last is that of an "in the
// evening" behind it.
const freshDays = 2

// newsDay gives the day of the story's news, else that of publication.
func (d *Document) newsDay() time.Time {
	if d.Lead.Day != 0 {
		return d.Lead.Time()
	}
	return d.today
}

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
// to come, the one of the plan that was told last, or of what is to come without them.
func (d *Document) anchorDay(future bool) dates.Date {
	switch {
	case future && d.plan.Year != 0 && d.planAt < d.index && d.index-d.planAt <= nowSentences:
		return d.plan
	case future && d.coming.Day != 0 && d.comingAt == d.index-1:
		return d.coming
	}
	return d.anchor
}

// readHeading keeps the day over what a digest tells of it, and tells whether the sentence
// is only that: "MONDAY."
func (d *Document) readHeading() bool {
	for i := d.span.First; i < d.span.End; i++ {
		if !d.dated(i) {
			return false
		}
	}
	d.findDates()
	if len(d.dates) != 1 || !d.dates[0].Daily() || d.dates[0].Relative() {
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
		if !ok || m.Anchored() || d.quoted(m.First) || d.ownsOther(m) || d.ofInsertion(m) || d.isEnd(m) >= 0 || date.Day == 0 || date.Time().After(d.day()) || !date.Time().After(d.dayOff(-leadDays)) {
			continue
		}
		if date == dates.On(d.today) && d.isDeadline(m) {
			continue // "until today"
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
	return d.profile().AdjectiveLast && d.saidBy(m)
}

// asSaid gives c, told without a date, the day on which somebody said so: what goes on did so then, and what was
// told of in May, which is over for long, had happened.
func (d *Document) asSaid(c *Candidate) {
	for i := range d.dates {
		m := &d.dates[i]
		if m.Daily() && !m.Anchored() && !d.quoted(m.First) && d.saidOn(m) && (c.Open || d.longOver(m)) {
			d.setDate(c, m, false)
			return
		}
	}
}

// saidReach is how many words may stand between a verb of saying and the day, where the
// speaker stands between them.
const saidReach = 10

// saidBy tells whether only the speaker and his place stand between a verb of saying and m:
// "kata Menteri Luar Negeri Retno Marsudi di Jakarta, Selasa".
func (d *Document) saidBy(m *dates.Mention) bool {
	for i := d.nodeFrom(m.First) - 1; i >= 0 && m.First-d.nodes[i].end <= saidReach; i-- {
		switch n := &d.nodes[i]; {
		case n.is(lang.SayVerb):
			return true
		case n.actor < 0 && !n.is(lang.In) && !n.is(lang.Name):
			return false
		}
	}
	return false
}
