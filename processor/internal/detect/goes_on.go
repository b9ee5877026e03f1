package detect

import (
	"time"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// longest is how many days a meeting takes at most.
const longest = 14

// goOn lets meeting c, which the trigger at node k tells and which has begun, go on where a day to come is
// told on which it ends: "opened on Monday and runs until Friday", "berlangsung pada 12-16 September"; or
// where it takes more days than have gone by.
func (d *Document) goOn(c *Candidate, k int) {
	if c.Status != events.MeetingHeld || !c.Dated || c.Date.Day == 0 || c.DateCue.Empty() || c.Date.Time().After(d.day()) {
		return
	}
	if cue := d.justOpened(c, k); !cue.Empty() {
		c.Status, c.StatusCue = events.MeetingOngoing, cue
		return
	}
	for i := range d.dates {
		m := &d.dates[i]
		begins := d.text.Tokens[m.First].Start == c.DateCue.Start
		if begins && d.isSoon(c.Date.Time().AddDate(0, 0, m.More())) || !begins && d.isEndOf(c, m, k) {
			c.Status, c.StatusCue = events.MeetingOngoing, d.bytes(m.First, m.End)
			return
		}
	}
}

// justOpened gives the verb by which talks c, of node k, are told to have opened on a day from which they last till
// after that of publication, "The three-day summit got under way on Monday"; empty where none does, or they have ended.
func (d *Document) justOpened(c *Candidate, k int) (opened Cue) {
	if !d.nodes[k].any(gatherings) || !d.isSoon(c.Date.Time().AddDate(0, 0, d.daysOf(k)-1)) {
		return Cue{}
	}
	lo, hi := d.clause(k)
	for i := lo; i < hi; i++ {
		if d.ends(i) {
			return Cue{}
		}
		if d.nodes[i].any(starting) && opened.Empty() {
			opened = d.bytes(d.nodes[i].first, d.nodes[i].end)
		}
	}
	return opened
}

// gatherings are the words for a meeting of many, which has an opening, and starting those by which it has it.
var (
	gatherings = lang.SetOf(lang.Gathering, lang.TalksNoun)
	starting   = lang.SetOf(lang.BeginVerb, lang.OpenVerb)
)

// daysOf gives how many days the meeting at node k is told to take, right before it, "a three-day summit", or, where
// adjectives follow, behind it, "sidang tiga hari"; 0 where nothing tells that.
func (d *Document) daysOf(k int) int {
	n := &d.nodes[k]
	for i := range d.words {
		unit := &d.words[i]
		if unit.Kind != dates.Unit || unit.Value != dates.Days {
			continue
		}
		before, behind := n.first-unit.End, unit.First-1-n.end
		if before >= 0 && before <= daysReach || d.profile().AdjectiveLast && behind >= 0 && behind <= daysReach {
			return d.numberAt(unit.First - 1)
		}
	}
	return 0
}

// numberAt gives the number at token i, which may also be one of parties, "the three-day summit"; 0 where none is.
func (d *Document) numberAt(i int32) int {
	for k := range d.words {
		if w := &d.words[k]; w.First == i && w.Kind == dates.Number {
			return w.Value
		}
	}
	if t := d.tagAt(i); t != nil && t.Is(lang.Pair) {
		return int(d.wanted(t))
	}
	return 0
}

// daysReach is how many words may stand between a meeting and how long it takes.
const daysReach = 3

// isSoon tells whether day is still to come, and soon.
func (d *Document) isSoon(day time.Time) bool {
	return day.After(d.day()) && !day.After(d.dayOff(longest))
}

// isEndOf tells whether m, behind the trigger at node k and its day, is one to come on which meeting c ends.
func (d *Document) isEndOf(c *Candidate, m *dates.Mention, k int) bool {
	if !m.Daily() || m.First < d.nodes[k].end || !d.onlyLasts(k, m) || !d.isDeadline(m) && d.endBefore(m) < 0 {
		return false
	}
	from := d.pub
	if m.OnWeekday() {
		from = c.Date.Time() // "from Monday to Wednesday"
	}
	date, ok := m.Resolve(from, true)
	return ok && !m.Anchored() && d.isSoon(date.Time())
}

// onlyLasts tells whether nothing else than where, by whom and how long the meeting at node k is held is
// told between that and m, which then is the day of its end and not that of an exhibition.
func (d *Document) onlyLasts(k int, m *dates.Mention) bool {
	for i := k + 1; i < len(d.nodes) && d.nodes[i].first < m.First; i++ {
		n := &d.nodes[i]
		if n.actor < 0 && !n.any(lasting) && !d.ends(i) && d.value(i, lang.Clause) != "until" && d.value(i, lang.Clause) != "since" {
			return false
		}
	}
	return true
}

// lasting are the words with which one tells how long a meeting is held.
var lasting = prepositions.Union(opening).Union(qualities).Union(lang.SetOf(lang.And, lang.Will, lang.Now, lang.Session, lang.NegotiateNoun, lang.DealNoun))

// endBefore gives the node of the verb of ending whose day m is; -1 where there is none.
func (d *Document) endBefore(m *dates.Mention) int {
	e := d.nodeFrom(m.First) - 1
	for e > 0 && d.nodes[e].is(lang.In) {
		e--
	}
	if e < 1 || m.First-d.nodes[e].end > endReach || !d.ends(e) {
		return -1
	}
	return e
}

// ends tells whether the words at node i are such a verb.
func (d *Document) ends(i int) bool {
	return d.nodes[i].is(lang.EndVerb) || d.value(i, lang.BeginVerb) == "end" || d.value(i, lang.Light) == "end" || d.isWord(d.nodes[i].end-1, over)
}

// endReach is how many words may stand between a verb of ending and its day.
const endReach = 2

// isEnd gives the node of the verb by which something is still to end on m, "talks that end
// on Friday", "akan berakhir pada Jumat"; -1 where there is none.
func (d *Document) isEnd(m *dates.Mention) int {
	e := d.endBefore(m)
	if e < 1 || !d.nodes[e].is(lang.EndVerb) && d.value(e, lang.BeginVerb) != "end" {
		return -1
	}
	if !d.nodes[e-1].is(lang.Will) && (d.profile().AdjectiveLast || d.nodes[e].forms&lang.Done != 0) {
		return -1 // "talks that ended on Friday"
	}
	return e
}

// isPlannedEnd tells whether the cue only says that the meeting at node k, which was begun before, is to end:
// "began yesterday and will end on Friday".
func (d *Document) isPlannedEnd(cue Cue, k int) bool {
	i := d.cueNode(cue)
	return i > k+1 && i+1 < len(d.nodes) && d.nodes[i].is(lang.Will) && d.nodes[i-1].is(lang.And) && d.ends(i+1) && d.near(i, i+1, 1)
}

// endsLater tells whether the sentence has no other day than the one to come on which the
// meeting at node k ends: "is in Rome for talks that end on Friday". It goes on until then.
func (d *Document) endsLater(k int) bool {
	if len(d.dates) != 1 || d.dates[0].First < d.nodes[k].end {
		return false
	}
	m := &d.dates[0]
	date, ok := m.Resolve(d.pub, true)
	if !ok || !date.Time().After(d.day()) {
		return false
	}
	if d.isDeadline(m) { // of a weekday nothing tells the week
		return m.Daily() && !date.Time().After(d.dayOff(soonDays)) && d.onlyLasts(k, m)
	}
	end := d.isEnd(m)
	return end > k && !d.endsAside(k, end)
}

// soonDays is how many days ahead a weekday lies that is no one of the week before.
const soonDays = 3

// endsAside tells whether the verb of ending at node end has a subject of its own in a relative
// clause behind node k: "received X, whose term ends in May".
func (d *Document) endsAside(k, end int) bool {
	for i := end - 1; i > k; i-- {
		if d.nodes[i].is(lang.Relative) {
			return d.isWord(d.nodes[i].first, its) || !d.near(i, i+1, 0)
		}
	}
	return false
}
