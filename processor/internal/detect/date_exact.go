package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
)

// exactReach is how many words may stand between a week or a month and the day of it that is meant.
const exactReach = 2

// exactly gives the day or the month that is told right behind the week, month or year of date i and lies in it,
// "next week, on June 26", "bulan depan, iaitu pada 9 Julai", or else date i itself.
func (d *Document) exactly(i int, ahead bool) *dates.Mention {
	m := &d.dates[i]
	if m.Daily() || i+1 == len(d.dates) {
		return m
	}
	next := &d.dates[i+1]
	if next.First-m.End > exactReach || !d.onlyLeads(m.End, next.First) {
		return m
	}
	date, told := d.resolveDate(next, ahead)
	span, ok := d.resolveDate(m, ahead)
	first, last := span.Time(), span.Last()
	if m.Weekly() {
		first = m.Monday(d.day())
		last = first.AddDate(0, 0, 6)
	}
	if !told || !ok || date.Time().Before(first) || date.Last().After(last) {
		return m
	}
	return next
}

// onlyLeads tells whether the tokens [first, end) only lead from a date to the next one: "on", "namely on".
func (d *Document) onlyLeads(first, end int32) bool {
	for t := first; t < end; t++ {
		if n := d.nodeFrom(t); n < len(d.nodes) && d.nodes[n].first == t && !d.nodes[n].any(prepositions) && !d.isWord(t, froms) {
			return false
		}
	}
	return true
}
