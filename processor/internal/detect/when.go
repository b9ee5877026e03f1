package detect

import (
	"time"

	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// findDates reads the dates of the sentence.
func (d *Document) findDates() {
	d.words, d.dates = d.words[:0], d.dates[:0]
	t := 0
	for i := d.span.First; i < d.span.End; {
		for t < len(d.tags) && d.tags[t].End <= i {
			t++
		}
		var w dates.Word
		if t < len(d.tags) && d.tags[t].First == i {
			w = d.dateWord(&d.tags[t])
		} else {
			w = d.dateNumber(i)
		}
		i = w.End
		// One word that is of no date keeps two dates apart as well as many.
		if n := len(d.words); w.Kind != dates.Plain || n > 0 && d.words[n-1].Kind != dates.Plain {
			d.words = append(d.words, w)
		}
	}
	d.dates = dates.Find(d.dates, d.words)
}

// dateWord tells what a tag does in a date.
func (d *Document) dateWord(t *tag.Tag) dates.Word {
	w := dates.Word{}
	switch {
	case t.Is(lang.Date):
		w = d.dict.Date(d.text, t)
	case t.Is(lang.In):
		w.Kind = dates.Cue
	case t.Is(lang.Of), t.Is(lang.To), t.Is(lang.And), d.dict.Value(d.text, t, lang.Clause) == "until":
		w.Kind = dates.Filler
	}
	w.First, w.End = t.First, t.End
	return w
}

// dateNumber reads a token that no dictionary has.
func (d *Document) dateNumber(i int32) dates.Word {
	var w dates.Word
	if t := &d.text.Tokens[i]; t.Has(scan.Number) {
		w = dates.Digits(d.text.Bytes[t.Start:t.End])
	}
	w.First, w.End = i, i+1
	return w
}

// days before publication after which a story tells history (codebook, section 4).
const newsDays = 30

// resolveDate gives the calendar date of m. "A day earlier" counts from the day
// that the sentence names, else from the one that the story is at.
func (d *Document) resolveDate(m *dates.Mention, future bool) (dates.Date, bool) {
	if !m.Anchored() {
		return m.Resolve(d.pub, future)
	}
	from := d.anchor
	for i := range d.dates {
		if o := &d.dates[i]; !o.Anchored() && o.Daily() {
			if date, ok := o.Resolve(d.pub, false); ok {
				from = date.Time()
				break
			}
		}
	}
	date, ok := m.Resolve(from, future)
	return date, ok && (future || !date.Time().After(d.day())) // "the next day" of an unknown one
}

// settle decides from date and words whether c is history.
func (d *Document) settle(c *Candidate, k int) {
	if c.Dated && (c.Date.Last().Before(d.day().AddDate(0, 0, -newsDays)) || d.monthAgo(c)) {
		c.Background = true
		return
	}
	lo, hi := d.clause(k)
	for i := lo; i < hi; i++ {
		if n := &d.nodes[i]; n.is(lang.Past) && !c.Dated {
			c.Background = true
			c.DateCue = d.bytes(n.first, n.end)
		}
	}
}

// monthAgo tells whether c is told by a month that is over and no day: "in
// August", in a story of September, is a reminder.
func (d *Document) monthAgo(c *Candidate) bool {
	return c.Month && c.Date.Month != 0 && c.Date.Last().Before(d.day())
}

// day is the day of publication at midnight, in UTC terms.
func (d *Document) day() time.Time {
	return time.Date(d.pub.Year(), d.pub.Month(), d.pub.Day(), 0, 0, 0, 0, time.UTC)
}
