package detect

import (
	"time"

	"github.com/dragoman-wire/dragoman/events"
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

// date finds the date told for the trigger at node k: the nearest in its
// clause, else in its sentence.
func (d *Document) date(c *Candidate, k int) {
	if len(d.dates) == 0 || d.pub.IsZero() {
		return
	}
	ahead := c.Status == events.MeetingPlanned || c.Status == events.AgreementProposed && !d.nodes[k].is(lang.ProposeVerb)
	lo, hi := d.clause(k)
	first, end := d.nodes[lo].first, d.span.End
	if lo == 0 {
		first = d.span.First
	}
	if hi < len(d.nodes) {
		end = d.nodes[hi].first
	}
	best, bestScore := -1, int32(1<<30)
	for i := range d.dates {
		m := &d.dates[i]
		score := max(m.First-d.nodes[k].end, d.nodes[k].first-m.End, 0)
		if m.First < first || m.End > end {
			score += 100
		}
		if d.parted(m, k) {
			score += 50
		}
		if d.aside(m, k) || !ahead && d.isDeadline(m) || d.elsewhere(m, k) || d.sinceThen(m, k) {
			score += 200
		}
		if score < bestScore {
			best, bestScore = i, score
		}
	}
	if bestScore >= 200 {
		return
	}
	m := &d.dates[best]
	if !ahead && (m.Year() == d.pub.Year() || m.Current()) {
		return // "this year": less than the story itself tells
	}
	future := ahead || c.Plan && bestScore < 100 || c.Status == events.MeetingCancelled || d.present(lo, k)
	date, ok := d.resolveDate(m, future)
	if !ok {
		return
	}
	c.Date, c.Dated, c.DateCue = date, true, d.bytes(m.First, m.End)
	c.Ahead = m.Forward() || date.Time().After(d.day())
	c.Month = date.Day == 0 && !m.Weekly()
}

// parted tells whether "and" and another verb stand between m and the trigger at
// node k behind it: "left last night and will meet Xi today".
func (d *Document) parted(m *dates.Mention, k int) bool {
	for i := k - 1; i > 0 && d.nodes[i-1].first >= m.End; i-- {
		if d.nodes[i-1].is(lang.And) && (d.nodes[i].any(verbs) || d.nodes[i].any(auxiliaries)) {
			return true
		}
	}
	return false
}

// aside tells whether the date stands in a relative clause that is not the
// trigger's: "the line, which was reopened in 2019, is shut".
func (d *Document) aside(m *dates.Mention, k int) bool {
	n := &d.nodes[k]
	for i := range d.nodes {
		r := &d.nodes[i]
		if !r.is(lang.Relative) {
			continue
		}
		carried := k > 0 && d.nodes[k-1].is(lang.Light) && d.near(k-1, k, 0)
		if n.end <= r.first && r.first < m.First && (n.any(verbs) || carried) && !n.is(lang.VisitNoun) {
			return true // a verb's time stands beside it; a noun's may be told by "that was to begin on …"
		}
		if r.first < m.First && m.End <= n.first && d.gaps(m.End-1, n.first)&scan.Comma != 0 {
			return true
		}
	}
	return false
}

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

// nowSentences is for how long a story stays at a day that it has told.
const nowSentences = 2

// storyDay gives the day that the story is at when a sentence begins: the one told
// last, that of its news, or that of publication.
func (d *Document) storyDay() time.Time {
	switch {
	case !d.now.IsZero() && d.index-d.nowAt <= nowSentences:
		return d.now
	case d.Lead.Day != 0:
		return d.Lead.Time()
	}
	return d.day()
}

// elsewhere tells whether m, "a day after" or "a day before", dates another clause
// than that of the trigger at node k: the one that it begins, or the one that it
// stands beside.
func (d *Document) elsewhere(m *dates.Mention, k int) bool {
	for i := range d.nodes {
		c := &d.nodes[i]
		if c.first != m.First || !c.is(lang.Clause) {
			continue
		}
		begins := k > i && d.gaps(m.End-1, d.nodes[k].first)&scan.Comma == 0
		switch d.value(i, lang.Clause) {
		case "after":
			return !begins
		case "before":
			return begins
		}
	}
	return false
}

// sinceThen tells whether the date, a month or year, is only what an encounter is
// counted from: "spoke, their first meeting since the summit of May 2023".
func (d *Document) sinceThen(m *dates.Mention, k int) bool {
	_, hi := d.clause(k)
	if m.Daily() || m.Weekly() || hi >= len(d.nodes) || !d.nodes[hi].is(lang.Clause) || d.nodes[hi].is(lang.Relative) || m.First < d.nodes[hi].end {
		return false
	}
	noun := hi - 1
	if a := d.actorAt(noun); a != nil && a.kind == byPair {
		noun-- // "their", in languages that put the owner last
	}
	return noun >= k && d.nodes[noun].any(encounters) && d.nodes[noun].forms == 0 && d.near(noun, hi, 3)
}

// isDeadline tells whether the date is an end: "until March", "by March".
func (d *Document) isDeadline(m *dates.Mention) bool {
	for i := range d.tags {
		if t := &d.tags[i]; t.Is(lang.By) && m.First-t.End >= 0 && m.First-t.End <= 2 {
			return true
		}
		if t := &d.tags[i]; t.Is(lang.Clause) && m.First-t.End >= 0 && m.First-t.End <= 2 && d.dict.Value(d.text, t, lang.Clause) == "until" {
			return true
		}
	}
	return false
}

// present tells whether the trigger at node k, or the verb before it in its
// clause, which begins at node lo, is in the present tense. In the body of a story
// that tells of what is to come: "on Wednesday they fly to Honiara".
func (d *Document) present(lo, k int) bool {
	if d.nodes[k].first < d.headline || d.profile().AdjectiveLast {
		return false
	}
	for i := k; i >= lo; i-- {
		if n := &d.nodes[i]; n.forms != 0 && !n.is(lang.VisitNoun) && n.any(verbs) {
			return n.forms&(lang.Present|lang.Base) != 0 && n.forms&lang.Done == 0
		}
	}
	return false
}

// leadSentences are those in which a story tells when it happened.
const leadSentences = 3

// leadDays bounds how old the day of a news story can be.
const leadDays = 10

// lead keeps the day that the first sentences tell: that of all news which has
// no date of its own.
func (d *Document) lead() {
	if d.Lead.Day != 0 || d.pub.IsZero() || d.span.First < d.headline || d.bodySentence >= leadSentences {
		return
	}
	for i := range d.dates {
		date, ok := d.resolveDate(&d.dates[i], false)
		if ok && date.Day != 0 && !date.Time().After(d.day()) && date.Time().After(d.day().AddDate(0, 0, -leadDays)) {
			d.Lead = date
			return
		}
	}
}

// settle decides from date and words whether c is history.
func (d *Document) settle(c *Candidate, k int) {
	if c.Dated && (c.Date.Last().Before(d.day().AddDate(0, 0, -newsDays)) || d.monthAgo(c)) {
		c.Background = true
		return
	}
	lo, hi := d.clause(k)
	for i := lo; i < hi; i++ {
		if n := &d.nodes[i]; n.is(lang.Past) && !c.Dated && !d.remarked(i, k) {
			c.Background = true
			c.DateCue = d.bytes(n.first, n.end)
		}
	}
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

// day is the day of publication at midnight, in UTC terms.
func (d *Document) day() time.Time {
	return time.Date(d.pub.Year(), d.pub.Month(), d.pub.Day(), 0, 0, 0, 0, time.UTC)
}
