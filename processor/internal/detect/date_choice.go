package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// What speaks against a date, in words of distance.
const (
	before   = 10  // it stands before a plan: "leaves tonight for talks on Thursday"
	behind   = 50  // it is of the verb before an "and"
	offside  = 100 // it stands in another clause
	excluded = 200 // it is none of the event's
)

// date finds the date told for the trigger at node k: the nearest in its
// clause, else in its sentence.
func (d *Document) date(c *Candidate, k int) {
	if len(d.dates) == 0 || d.pub.IsZero() {
		return
	}
	ahead := c.Status == events.MeetingPlanned || c.Status == events.AgreementProposed && !d.nodes[k].is(lang.ProposeVerb)
	best, score := d.choose(k, ahead)
	if score >= excluded {
		return
	}
	m := &d.dates[best]
	lo, _ := d.clause(k)
	future := ahead || c.Plan && score < offside || c.Status == events.MeetingCancelled && !d.cancelledOn(m) || d.present(lo, k) || !d.past(k) && !d.isStart(m) && m.Soon(d.pub)
	date, ok := d.resolveDate(m, future)
	if !ok {
		return
	}
	c.Date, c.Dated, c.DateCue = date, true, d.bytes(m.First, m.End)
	c.Ahead = m.Forward() || future && m.Current() || date.Time().After(d.day())
	c.Month = date.Day == 0 && !m.Weekly()
}

// choose gives the date that is most likely that of the trigger at node k, and what
// speaks against it. ahead tells that the trigger tells of what is to come.
func (d *Document) choose(k int, ahead bool) (best int, bestScore int32) {
	best, bestScore = -1, excluded
	first, end := d.clauseSpan(k)
	for i := range d.dates {
		m := &d.dates[i]
		score := d.apartBy(m, k)
		if ahead && m.End <= d.nodes[k].first {
			score += before
		}
		if d.parted(m, k) {
			score += behind
		}
		if m.First < first || m.End > end {
			score += offside
		}
		if d.quoted(m.First) && !d.quoted(d.nodes[k].first) || d.aside(m, k) || !ahead && (d.isDeadline(m) || m.ToCome() || m.Around(d.pub)) || d.elsewhere(m, k) || d.sinceThen(m, k) {
			score += excluded
		}
		if score < bestScore {
			best, bestScore = i, score
		}
	}
	return best, bestScore
}

// clauseSpan gives the tokens [first, end) of the clause of node k, with the dates
// that stand at its edges.
func (d *Document) clauseSpan(k int) (first, end int32) {
	lo, hi := d.clause(k)
	first, end = d.span.First, d.span.End
	if lo > 0 {
		first = d.nodes[lo-1].end
	}
	if hi < len(d.nodes) {
		end = d.nodes[hi].first
	}
	for i := first + 1; i < end; i++ { // a semicolon stands before a date that begins the next clause
		switch {
		case d.text.Tokens[i].Gap&scan.Semicolon == 0:
		case i <= d.nodes[k].first:
			first = i
		default:
			return first, i
		}
	}
	return first, end
}

// apartBy gives the number of words between m and node k.
func (d *Document) apartBy(m *dates.Mention, k int) int32 {
	return max(m.First-d.nodes[k].end, d.nodes[k].first-m.End, 0)
}

// parted tells whether "and" stands between m and the verb of the trigger at node k
// behind it: "left last night and will meet Xi today".
func (d *Document) parted(m *dates.Mention, k int) bool {
	for i := k; i > 0 && d.nodes[i-1].first >= m.End; i-- {
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

// sinceThen tells whether the date is only what the event at node k is counted from:
// that of a clause behind "since", "her first trip since she took office on 19 March",
// or a month or year behind an encounter, "their first meeting since the summit of May".
func (d *Document) sinceThen(m *dates.Mention, k int) bool {
	_, hi := d.clause(k)
	if hi >= len(d.nodes) || !d.nodes[hi].is(lang.Clause) || d.nodes[hi].is(lang.Relative) || m.First < d.nodes[hi].end {
		return false
	}
	if d.value(hi, lang.Clause) == "since" && m.First-d.nodes[hi].end >= sinceWords {
		return !d.broken(hi+1, m.First)
	}
	noun := hi - 1
	if a := d.actorAt(noun); a != nil && a.kind == byPair {
		noun-- // "their", in languages that put the owner last
	}
	return !m.Daily() && !m.Weekly() && noun >= k && d.nodes[noun].any(encounters) && d.nodes[noun].forms == 0 && d.near(noun, hi, 3)
}

// broken tells whether another clause begins from node i on, before the token end.
func (d *Document) broken(i int, end int32) bool {
	for ; i < len(d.nodes) && d.nodes[i].first < end; i++ {
		if d.nodes[i].any(breaks) || d.nodes[i].is(lang.Relative) {
			return true
		}
	}
	return false
}

// sinceWords is how many words make a clause between "since" and a date.
const sinceWords = 3

// cancelledOn tells whether m is the day on which somebody gave a meeting up, and not
// that for which it was planned: "on Tuesday called off a visit".
func (d *Document) cancelledOn(m *dates.Mention) bool {
	for i := range d.nodes {
		if n := &d.nodes[i]; n.is(lang.Cancel) && n.first >= m.End && n.first-m.End <= 1 {
			return true
		}
	}
	return false
}

// isDeadline tells whether the date is an end: "until March", "by March".
func (d *Document) isDeadline(m *dates.Mention) bool {
	return d.introduced(m, func(t *tag.Tag) bool { return t.Is(lang.By) || d.dict.Value(d.text, t, lang.Clause) == "until" })
}

// isStart tells whether the date is a beginning: "since Thursday".
func (d *Document) isStart(m *dates.Mention) bool {
	return d.introduced(m, func(t *tag.Tag) bool { return d.dict.Value(d.text, t, lang.Clause) == "since" })
}

// introduced tells whether such a word stands right before m.
func (d *Document) introduced(m *dates.Mention, is func(*tag.Tag) bool) bool {
	for i := range d.tags {
		if t := &d.tags[i]; m.First-t.End >= 0 && m.First-t.End <= 2 && is(t) {
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

// past tells whether the trigger at node k is a verb in the past tense.
func (d *Document) past(k int) bool { return d.nodes[k].forms == lang.Done }
