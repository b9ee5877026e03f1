package detect

import (
	"time"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// foretold tells whether the words nearest to m in its clause tell of what is to come:
// "will meet X on Thursday", "on Thursday he will meet X".
func (d *Document) foretold(m *dates.Mention) bool {
	will, told := d.tenseOf(m)
	return told && will && !d.cameToNothing(m)
}

// cameToNothing tells whether the words right behind m tell that what was planned for it did not
// take place: "dijadualkan pada Selasa tidak berlangsung".
func (d *Document) cameToNothing(m *dates.Mention) bool {
	k := d.nodeFrom(m.End)
	return k < len(d.nodes) && d.nodes[k].first-m.End <= 1 && d.value(k, lang.Cancel) == "past"
}

// toldOver tells whether they tell of what is over: "held talks on Monday".
func (d *Document) toldOver(m *dates.Mention) bool {
	will, told := d.tenseOf(m)
	return told && !will
}

// tenseOf tells whether a word near m in its clause tells the time of that, and whether it is the
// future.
func (d *Document) tenseOf(m *dates.Mention) (will, told bool) {
	k := d.nodeFrom(m.First)
	for i := k - 1; i >= 0 && !d.leadsVerb(m) && m.First-d.nodes[i].end <= statusReach && !d.nodes[i].any(breaks); i-- {
		if will, told := d.tense(i); told {
			return will, told
		}
	}
	for i := k; i < len(d.nodes) && d.nodes[i].first-m.End <= statusReach && !d.nodes[i].any(breaks); i++ {
		if will, told := d.tense(i); told {
			return will, told
		}
	}
	return false, false
}

// tense tells whether the word at node i tells the time of its clause, and whether that
// is the future.
func (d *Document) tense(i int) (will, told bool) {
	n := &d.nodes[i]
	will = n.is(lang.Will) && (d.value(i, lang.Will) == "" || d.value(i, lang.Will) == "then")
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
		if m.NextWeek() {
			d.week, d.weekAt = m.Monday(d.pub), d.index
		}
		future := d.foretold(m) || m.Soon(d.pub)
		date, ok := m.Resolve(d.pub, future)
		if !ok || date.Time().After(d.dayOff(nearDays)) {
			continue
		}
		if date.Time().After(d.day()) || (future || m.Forward()) && !date.Last().Before(d.day()) {
			d.coming, d.comingAt = date, d.index
		}
	}
}

// weekTold gives the day from which the weekday m of a plan counts: the first one of a week that
// the sentence told before it, or the one before that, "will be in Rome next week. On Wednesday he
// will meet", else that of publication.
func (d *Document) weekTold(m *dates.Mention) time.Time {
	for i := range d.dates {
		if o := &d.dates[i]; o.NextWeek() && o.End <= m.First {
			return o.Monday(d.pub)
		}
	}
	if d.week.IsZero() || d.weekAt != d.index-1 {
		return d.pub
	}
	return d.week
}

// monthBefore gives the month of what was told to come right before c, a plan without a
// date: "Tomorrow he leaves for Vilnius. There he will meet X".
func (d *Document) monthBefore(c *Candidate) dates.Date {
	if c.Status != events.MeetingPlanned || d.coming.Year == 0 || d.comingAt != d.index-1 {
		return dates.Date{}
	}
	return dates.Date{Year: d.coming.Year, Month: d.coming.Month}
}
