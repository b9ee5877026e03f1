package detect

import (
	"slices"
	"time"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// findDates reads the dates of the sentence.
func (d *Document) findDates() {
	d.dates = d.dates[:0]
	if d.told.Has(lang.Date) || d.span.Flags&scan.Number != 0 {
		d.readDates()
	}
}

// readDates reads the dates of the tokens d.span. Few words are of any date, so that
// most are passed over by their class or by their first letter.
func (d *Document) readDates() {
	d.words, d.dates = d.words[:0], d.dates[:0]
	tags, apart := d.tags, false // apart: another word stands behind the last one
	for i := d.span.First; i < d.span.End; {
		var w dates.Word
		switch {
		case len(tags) > 0 && tags[0].First == i:
			t := &tags[0]
			tags, i = tags[1:], t.End
			if !t.Classes.Any(dateWords) {
				if apart = true; !d.isWord(i-1, dateLeads) {
					continue
				}
				w = dates.Word{Kind: dates.Cue, First: i - 1, End: i} // "berlaku sejak 2004"
				break
			}
			w = d.dateWord(t)
		case d.text.Tokens[i].Has(scan.Number):
			w = d.dateNumber(i)
			i++
		default:
			apart = true
			i++
			continue
		}
		if w.Kind == dates.Plain {
			apart = true
			continue
		}
		// One word that is of no date keeps two dates apart as well as many.
		if apart && len(d.words) > 0 {
			d.words = append(d.words, dates.Word{})
		}
		d.words, apart = append(d.words, w), false
	}
	d.dates = dates.Find(d.dates, d.words)
}

// dropDated takes out the prepositions that only lead to a date, so that a verb keeps its object: "broke
// off on Monday the talks".
func (d *Document) dropDated() {
	if len(d.dates) == 0 {
		return
	}
	all := len(d.nodes)
	d.nodes = slices.DeleteFunc(d.nodes, func(n node) bool {
		return n.actor < 0 && n.classes == lang.SetOf(lang.In) &&
			slices.ContainsFunc(d.dates, func(m dates.Mention) bool { return m.First == n.first || m.First == n.end })
	})
	if len(d.nodes) < all {
		d.indexNodes()
	}
}

// dateLeads are the words before a date that another phrase may end with.
var dateLeads = words("dateLeads")

// dateWords are the classes of words that do something in a date.
var dateWords = lang.SetOf(lang.Date, lang.In, lang.Of, lang.To, lang.And, lang.Clause)

// dateWord tells what a tag of dateWords does in a date.
func (d *Document) dateWord(t *tag.Tag) dates.Word {
	w := dates.Word{}
	switch {
	case t.Is(lang.Date):
		w = d.dict.Date(d.text, t)
		if w.Kind == dates.Ago && d.text.Tokens[t.First].After(scan.Comma) || w.Kind == dates.MonthOf && d.isGivenName(t) {
			return dates.Word{} // "bertemu X pada Jumat, lalu pulang": then, and no Friday that is past
		}
	case t.Is(lang.In) && d.isWord(t.First, during):
		w.Kind = dates.Filler // "pakta selama lima tahun": for, and not in five years
	case t.Is(lang.In):
		w.Kind = dates.Cue
	case t.Is(lang.Of):
		w.Kind = dates.Filler
	case t.Is(lang.To), t.Is(lang.And), d.dict.Value(d.text, t, lang.Clause) == "until":
		w.Kind, w.Value = dates.Filler, dates.Range
	}
	w.First, w.End = t.First, t.End
	return w
}

// isGivenName tells whether the month at t begins the name of somebody, which no word that leads to a date stands
// before: "his Czech counterpart, Jan Marian".
func (d *Document) isGivenName(t *tag.Tag) bool {
	if t.End >= d.span.End || !d.text.Tokens[t.End].Has(scan.Capital) || d.text.Tokens[t.End].Gap != scan.Space {
		return false
	}
	if next := d.tagAt(t.End); next != nil && !next.Is(lang.Name) {
		return false
	}
	before := d.tagAt(t.First - 1)
	return t.First > d.span.First && !d.text.Tokens[t.First-1].Has(scan.Number) && (before == nil || !before.Classes.Any(dateWords))
}

// dateNumber reads a number that no dictionary has.
func (d *Document) dateNumber(i int32) dates.Word {
	t := &d.text.Tokens[i]
	w := dates.Digits(d.text.Bytes[t.Start:t.End])
	w.First, w.End = i, i+1
	w.Bare = w.Kind == dates.Number && d.isBareDay(i)
	return w
}

// isBareDay tells whether the number at token i is a day of the month by the words beside
// it, "on the 23rd", "tanggal 23", "23 hb", and does not count what stands behind it: "on the
// 23rd floor".
func (d *Document) isBareDay(i int32) bool {
	if d.isWord(i-1, dayMarks) || d.isWord(i+1, dayMarks) {
		return true
	}
	t := &d.text.Tokens[i]
	if t.End-t.Start <= ordinalEnding || !d.isWord(i-2, dayLeads) || !d.isArticle(i-1) || !isOrdinal(d.text.Bytes[t.Start:t.End]) {
		return false
	}
	if i+1 == d.span.End || d.text.Tokens[i+1].Gap&^scan.Space != 0 {
		return true
	}
	next := d.tagAt(i + 1)
	return next != nil && next.Classes.Any(dateWords.Union(prepositions))
}

// dayMarks stand beside a day of the month, in front of it or behind.
var dayMarks = words("dayMarks")

// dayLeads stand before "the" and such a day.
var dayLeads = words("dayLeads")

// ordinalEnding is how many letters an ordinal has behind its digits.
const ordinalEnding = 2

// isOrdinal tells whether token is a number with such an ending: "23rd".
func isOrdinal(token []byte) bool {
	last := token[len(token)-1]
	return last == 'd' || last == 't' || last == 'h'
}

// days before publication after which a story tells history (codebook, section 4).
const newsDays = 30

// resolveDate gives the calendar date of m. "A day earlier" counts from the day
// that the sentence names, else from the one that the story is at.
func (d *Document) resolveDate(m *dates.Mention, future bool) (dates.Date, bool) {
	if !m.Anchored() {
		if future && m.OnWeekday() {
			return m.Resolve(d.weekTold(m), future)
		}
		return m.Resolve(d.pub, future)
	}
	if d.span.First < d.headline {
		return dates.Date{}, false // "…; blasts heard hours later": than what?
	}
	from := d.anchorDay(future).Time()
	if m.SameDay() && !d.hasWord(m.First, m.End, sameDays) && d.newsDay().Sub(from) > freshDays*24*time.Hour {
		from = d.newsDay() // "In the evening", behind what was told of last week
	}
	for i := range d.dates {
		o := &d.dates[i]
		if o.Anchored() || !o.Daily() {
			continue
		}
		ahead := future && !d.toldOver(o) || d.foretold(o) // "is due on Thursday, a day after hosting X"
		if date, ok := o.Resolve(d.pub, ahead); ok && (ahead || !date.Time().After(d.day())) {
			from, future = date.Time(), future || ahead
			break
		}
	}
	date, ok := m.Resolve(from, future)
	return date, ok && (future || !date.Time().After(d.day())) // "the next day" of an unknown one
}

// settle decides from date and words whether c is history.
func (d *Document) settle(c *Candidate, k int) {
	if c.Dated && (c.Date.Last().Before(d.dayOff(-newsDays)) || d.monthAgo(c) || d.earlyInYear(c)) {
		c.Background = true
		return
	}
	lo, hi := d.clause(k)
	if !c.Dated && d.countedFrom(lo, k) {
		c.Background = true
		return
	}
	for i := lo; i < hi; i++ {
		if n := &d.nodes[i]; n.is(lang.Past) && !c.Dated && !d.remarked(i, k) {
			c.Background = true
			c.DateCue = d.bytes(n.first, n.end)
		}
	}
}

// countedFrom tells whether what the trigger at node k tells, in the clause that begins at node lo, is
// only what something is counted from, "has been waiting since the NATO summit", "since the two signed
// it", or when somebody left a body: "lapsed when Britain left the EU".
func (d *Document) countedFrom(lo, k int) bool {
	if lo == 0 || !d.near(lo-1, k, reach/2) {
		return false
	}
	n := &d.nodes[k]
	switch d.value(lo-1, lang.Clause) {
	case "since":
		if !n.any(occasionNouns) {
			return d.actorAt(lo) != nil && d.near(lo-1, lo, 1) && !d.startsDate(d.nodes[lo-1].end) && !d.separated(lo, k)
		}
		return !slices.ContainsFunc(d.nodes[lo:k], func(n node) bool { return n.any(verbs) || n.any(auxiliaries) || n.is(lang.Light) })
	case "when":
		return n.is(lang.LeaveVerb) || n.is(lang.EndVerb)
	}
	return false
}

// remarked tells whether the word at node i stands in a relative clause that is over
// before the trigger at node k: "the line, which China once studied, is being built".
func (d *Document) remarked(i, k int) bool {
	return i < k && d.trigger(lang.Relative, 0, i) >= 0 && d.gaps(d.nodes[i].end-1, d.nodes[k].first)&scan.Comma != 0
}

// monthAgo tells whether c is told by a month that is over and no day: "in
// August", in a story of September, is a reminder.
func (d *Document) monthAgo(c *Candidate) bool {
	return c.Month && c.Date.Month != 0 && c.Date.Last().Before(d.day())
}

// earlyInYear tells whether c is told by the beginning of a year of which that is over: "early this year", in a
// story of May, is a reminder.
func (d *Document) earlyInYear(c *Candidate) bool {
	switch c.Status {
	case events.MeetingHeld, events.AgreementSigned, events.AgreementAgreed:
	default:
		return false // what was begun then still goes on
	}
	if c.Date.Month != 0 || c.Date.Year != d.pub.Year() || c.Ahead || d.pub.Month() <= earlyMonths {
		return false
	}
	for i := d.span.First; i < d.span.End; i++ {
		if t := &d.text.Tokens[i]; t.Start >= c.DateCue.Start && t.End <= c.DateCue.End && early.has(t.Hash) {
			return true
		}
	}
	return false
}

// early are the words for the beginning of a time, and earlyMonths how long that of a year lasts.
var early = words("early")

const earlyMonths = 4

// day is the day of publication at midnight, in UTC terms.
func (d *Document) day() time.Time { return d.today }

// dayOff gives the day that lies n days behind it.
func (d *Document) dayOff(n int) time.Time { return d.today.Add(time.Duration(n) * 24 * time.Hour) }
