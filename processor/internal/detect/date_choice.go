package detect

import (
	"time"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// What speaks against a date, in words of distance.
const (
	before   = 10  // it stands before a plan: "leaves tonight for talks on Thursday"
	rough    = 20  // it is no more than the year or month of publication
	behind   = 50  // it is of the verb before an "and", or of one of saying: "said on Tuesday he met X on Sunday"
	offside  = 100 // it stands in another clause
	excluded = 200 // it is none of the event's
)

// date finds the date told for the trigger at node k: the nearest in its
// clause, else in its sentence, else the day over it.
func (d *Document) date(c *Candidate, k int) {
	if d.pub.IsZero() {
		return
	}
	ahead := c.Status == events.MeetingPlanned || c.Status == events.AgreementProposed && !d.nodes[k].is(lang.ProposeVerb)
	m, score := &d.heading, int32(0)
	best, s := d.choose(k, ahead, d.isKept(c))
	if s >= excluded && c.Status == events.MeetingCancelled {
		best, s = d.choose(k, true, false) // "a visit planned for this week has been put off"
	}
	if c.Earlier && s >= offside && (s >= excluded || !d.longOver(&d.dates[best])) {
		return // the day of the journey
	}
	if lo, _ := d.clause(k); s >= excluded && c.Status == events.MeetingHeld && d.present(lo, k) {
		best, s = d.choose(k, true, true) // "comes to Athens in the autumn"
		ahead = s < excluded
	}
	if s < excluded {
		m, score = d.exactly(best, ahead), s
	} else if m.End == 0 || d.span.First < d.headline {
		if c.Date = d.monthBefore(c); !d.besideConvention(c) && !d.onScene(c) {
			d.asSaid(c)
		}
		return
	}
	building := d.nodes[k].is(lang.BuildVerb) && d.nodes[k].forms == lang.Gerund && d.progressive(k)
	if (c.Status == events.AgreementNegotiating || c.Type == events.TypeRailwayProject && (c.Status == events.RailwaySuspended || building)) && d.isStart(m) {
		return // since when they negotiate or build, or nothing moves
	}
	if m.SameDay() && !ahead && d.afterHistory() {
		if d.hasWord(m.First, m.End, sameDays) {
			d.recallWith(c) // "They met in 1998. On the same day they signed", but not "In the evening"
		}
		return
	}
	if ahead && d.wasPlanned(c.StatusCue) && !d.isNearerAhead(m) {
		d.setDate(c, m, false)
		return
	}
	future := ahead || c.Plan && score < offside && !d.saidOn(m) || c.Status == events.MeetingCancelled && d.calledOffAhead(c, m) || d.toldAhead(m, k)
	d.setDate(c, m, future)
}

// sameDays are the words by which a day is the one told before.
var sameDays = words("sameDays")

// afterHistory tells whether the sentence before told of the past, and of no day of the news.
func (d *Document) afterHistory() bool {
	return d.history == d.index-1 && !d.opensParagraph() && (d.now.Year == 0 || d.nowAt != d.history)
}

// setDate makes m the date of c, if it can be resolved.
func (d *Document) setDate(c *Candidate, m *dates.Mention, future bool) {
	date, ok := d.resolveDate(m, future && !d.isStart(m))
	if !ok || !future && date.Month == 0 && date.Year > d.pub.Year() && !m.Forward() {
		return // a year to come, which no clause plans, is that of something else: "to be supplied by 2030"
	}
	c.Date, c.Dated, c.DateCue = date, true, d.bytes(m.First, m.End)
	c.Ahead = m.Forward() || future && (m.Current() || d.isTonight(m)) || date.Time().After(d.day())
	c.Month = date.Day == 0 && !m.Weekly()
}

// toldAhead tells whether the trigger at node k and its date m tell by themselves of
// what is to come: "on Wednesday they fly to Honiara"; in a story of
// Tuesday also "the talks on Wednesday".
func (d *Document) toldAhead(m *dates.Mention, k int) bool {
	lo, _ := d.clause(k)
	past := d.nodes[k].forms == lang.Done || d.carriedOver(lo, k)
	if d.saidOn(m) {
		return false // "said on Monday they would leave the treaty"
	}
	if v := d.opensOn(m, k); v >= 0 && d.nodes[v].inPresent() && !d.profile().AdjectiveLast {
		return true
	}
	return d.present(lo, k) || d.goesOnPlan(m, lo, k) || !past && !d.isStart(m) && m.Soon(d.pub)
}

// carriedOver tells whether a verb in the past carries the noun at node k of the clause that begins at node lo: "ended
// its visit on Friday".
func (d *Document) carriedOver(lo, k int) bool {
	v := d.carrier(lo, k)
	return v >= 0 && v < k && d.nodes[k].any(occasionNouns) && d.nodes[v].any(opening) && d.nodes[v].forms == lang.Done
}

// isTonight tells whether m is the evening of the day of publication, which is still to come where no
// tense tells that it is over: "dines with X tonight".
func (d *Document) isTonight(m *dates.Mention) bool {
	return m.Relative() && d.hasWord(m.First, m.End, tonights) && !d.isOver(m)
}

// tonights are the words for that.
var tonights = words("tonights")

// legDays is how many days lie between two stops of a journey at most.
const legDays = 2

// goesOnPlan tells whether the clause of node k, which begins at node lo, goes on with the
// plan of the sentence before, in a language whose verbs have no tense: "Kemudian beliau ke
// Tashkent", "Selasa, rombongan berpindah ke Dar es Salaam".
func (d *Document) goesOnPlan(m *dates.Mention, lo, k int) bool {
	if d.plan.Year == 0 || d.planAt != d.index-1 || !d.profile().AdjectiveLast {
		return false
	}
	if d.trigger(lang.Then, lo, k) >= 0 {
		return true
	}
	date, ok := d.resolveDate(m, true)
	after := date.Time().Sub(d.plan.Time())
	return ok && date.Day > 0 && after > 0 && after <= legDays*24*time.Hour
}

// present tells whether the trigger at node k, or the verb before it in its
// clause, which begins at node lo, is in the present tense. In the body of a story
// that tells of what is to come: "on Wednesday they fly to Honiara", "he has talks
// with X on Friday".
func (d *Document) present(lo, k int) bool {
	if d.nodes[k].first < d.headline || d.profile().AdjectiveLast || k > lo && d.watcherAt(lo, k) {
		return false // "watched them sign" is of the past
	}
	if v := d.carrier(lo, k); v >= 0 {
		n := &d.nodes[v]
		if d.hasWord(d.nodes[lo].first, n.first, didWords) {
			return false // "Not until Monday did they meet"
		}
		if n.any(movements) && n.forms == lang.Gerund && d.progressive(v) {
			return true // "is leaving on Sunday", "is leading a delegation to Rome"
		}
		return n.inPresent() && d.value(v, lang.Light) != "end" && d.value(v, lang.VisitVerb) != "end" // "ends a visit today"
	}
	return d.nodes[k].any(occasionNouns) && d.opensAhead(k)
}

// didWords put a verb in its base form into the past.
var didWords = words("didWords")

// carrier gives the verb by which the clause that begins at node lo tells the trigger at
// node k: itself, or the one before it; -1 where there is none.
func (d *Document) carrier(lo, k int) int {
	for i := k; i >= lo; i-- {
		if i > lo && d.near(i-1, i, 0) && (d.nodes[i-1].any(infinitives) || d.nodes[i].forms == lang.Base && d.isWord(d.nodes[i-1].end-1, infinitiveMarks)) {
			continue // an infinitive is in the tense of what governs it: "flew to Asmara to meet X", "went to see X", "failed to sign"
		}
		if n := &d.nodes[i]; n.forms != 0 && !n.is(lang.VisitNoun) && (n.any(verbs) || n.is(lang.Company) || n.any(opening) && d.nodes[k].any(occasionNouns) && d.near(i, k, carryReach) && !d.hasWord(n.end, d.nodes[k].first, occasionLeads)) {
			return i
		}
	}
	return -1
}

// infinitives are the words before a verb without a tense of its own.
var infinitives = lang.SetOf(lang.To, lang.Refuse, lang.Cancel)

// opensAhead tells whether the verb of the noun at node k is behind it and in the present
// tense, or has no tense: "talks between X and Y open on Thursday", "perundingan dimulai pada Juni".
func (d *Document) opensAhead(k int) bool {
	for i := k + 1; i < len(d.nodes) && d.near(k, i, reach/2) && !d.nodes[i].any(breaks) && !d.separated(i-1, i); i++ {
		if n := &d.nodes[i]; n.any(opening) || n.any(verbs) {
			return n.any(opening) && (n.inPresent() || d.profile().AdjectiveLast && n.forms == lang.Passive && d.onlyLevel(d.nodes[k].end, n.first))
		}
	}
	return false
}

// levels are the words for those who hold talks: "pembicaraan tingkat teknis".
var levels = words("levels")

// onlyLevel tells whether the tokens [first, end) say no more of talks than who holds them, and nothing
// of their matter, "perundingan upah", or of others, "dialog nasional".
func (d *Document) onlyLevel(first, end int32) bool {
	for i := first; i < end; i++ {
		if t := d.tagAt(i); !d.isWord(i, levels) && (t == nil || !t.Is(lang.Pair) && !t.Is(lang.Will)) {
			return false
		}
	}
	return true
}

// carryReach is how many words may stand between a verb and the noun that it carries.
const carryReach = 5

// opening are the verbs by which an encounter takes place or begins.
var opening = lang.SetOf(lang.Light, lang.BeginVerb, lang.OpenVerb, lang.MeetVerb)

// inPresent tells whether a verb stands in the present tense, and can stand in no other.
func (n *node) inPresent() bool {
	return n.forms&(lang.Present|lang.Base) != 0 && n.forms&lang.Done == 0
}

// occasionNouns are the nouns that a verb can bear: "has talks".
var occasionNouns = lang.SetOf(lang.TalksNoun, lang.Gathering, lang.VisitNoun, lang.CallNoun, lang.NegotiateNoun)

// choose gives the date that is most likely that of the trigger at node k, and what
// speaks against it. ahead tells that the trigger tells of a plan, toCome that it is still one.
func (d *Document) choose(k int, ahead, toCome bool) (best int, bestScore int32) {
	best, bestScore = -1, excluded
	first, end := d.clauseSpan(k)
	aside := d.asideEnd(k)
	lo, _ := d.clause(k)
	carrier := d.carrier(lo, k)
	past := carrier >= 0 && d.nodes[carrier].forms == lang.Done
	for i := range d.dates {
		m := &d.dates[i]
		score := d.apartBy(m, k)
		if ahead && m.End <= d.nodes[k].first {
			score += before
		}
		if d.parted(m, k) || d.nodes[k].forms == lang.Done && m.End <= d.nodes[k].first && d.saidOn(m) {
			score += behind
		}
		if ahead && m.Current() {
			score += rough // "this year's summit is to be held in July"
		}
		if d.opensOn(m, k) >= 0 {
			score = 0
		} else if m.First < first || m.End > end {
			score += offside
		}
		if d.openingAfter(m, k) {
			score += behind
		}
		if d.beyondSemicolon(m, k) {
			score += behind
			if !ahead && !m.Daily() && m.First >= d.nodes[k].end {
				score += excluded // the month or the year of what is told there
			}
		}
		switch {
		case d.ofAnother(m, k), d.opensNext(m, k), m.First >= aside, toCome && d.isOver(m), ahead && d.agreedOn(m),
			!ahead && (d.isDeadline(m) && !d.opensWhen(m, k) || m.ToCome() || m.Around(d.pub) && !(past && m.Weekly()) || d.plannedBefore(m, k) || d.plannedNext(m, k) || past && d.isToCome(m)):
			score += excluded
		}
		if score < bestScore {
			best, bestScore = i, score
		}
	}
	return best, bestScore
}

// opensOn gives the node of the verb in a relative clause right behind the gathering at node k that
// tells that it opens or is held on m, "the summit, which opens in Accra on Friday", "persidangan
// yang bermula esok"; -1 where there is none.
func (d *Document) opensOn(m *dates.Mention, k int) int {
	if !d.nodes[k].is(lang.Gathering) || m.First < d.nodes[k].end {
		return -1
	}
	r := k + 1
	for r < len(d.nodes) && d.nodes[r].end <= m.First && !d.isRelativeSubject(r) && (d.nodes[r].actor >= 0 || d.nodes[r].is(lang.Name) || d.nodes[r].any(prepositions)) && d.near(k, r, openReach) {
		r++
	}
	if r >= len(d.nodes) || !d.isRelativeSubject(r) || !d.near(r-1, r, openReach) {
		return -1
	}
	verb := -1
	for r++; r < len(d.nodes) && d.nodes[r].first < m.First; r++ {
		switch n := &d.nodes[r]; {
		case n.any(opening):
			verb = r
		case n.actor < 0 && !n.any(prepositions) && !n.any(auxiliaries):
			return -1
		}
	}
	return verb
}

// isRelativeSubject tells whether the word at node i begins a relative clause whose subject it is itself.
func (d *Document) isRelativeSubject(i int) bool {
	return d.nodes[i].is(lang.Relative) || d.beginsRelative(i) && d.actorAt(i+1) == nil && d.near(i, min(i+1, len(d.nodes)-1), 0)
}

// openReach is how many words may stand between a gathering and what tells more of it.
const openReach = 6

// agreedOn tells whether m is the day on which parties agreed to do something: "agreed on Monday to
// meet".
func (d *Document) agreedOn(m *dates.Mention) bool {
	i := d.nodeFrom(m.End)
	if i >= len(d.nodes) || !d.nodes[i].is(lang.To) || d.nodes[i].first != m.End {
		return false
	}
	for i--; i >= 0 && d.nodes[i].is(lang.In); i-- {
	}
	return i >= 0 && d.nodes[i].is(lang.AgreeVerb) && m.First-d.nodes[i].end <= 1
}

// isOver tells whether m is a date before that of publication, as something to come is not.
func (d *Document) isOver(m *dates.Mention) bool {
	date, ok := d.resolveDate(m, true)
	return ok && date.Last().Before(d.day())
}

// isToCome tells whether m is a date behind that of publication: "next week".
func (d *Document) isToCome(m *dates.Mention) bool {
	date, ok := d.resolveDate(m, false)
	return m.Forward() || ok && date.Time().After(d.day())
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

// parted tells whether "then", or an "and", stands between m and the verb of the trigger at node k behind
// it: "left last night and will meet Xi today", "meets Xi on Friday and then flies to Hanoi".
func (d *Document) parted(m *dates.Mention, k int) bool {
	for i := k; i > 0 && d.nodes[i-1].first >= m.End; i-- {
		if n := &d.nodes[i-1]; n.is(lang.Then) || n.is(lang.And) && (i == k || d.nodes[i].any(verbs) || d.nodes[i].any(auxiliaries)) {
			return true
		}
	}
	return false
}

// opensNext tells whether m stands right behind an "and" and before another verb than the one of
// the trigger at node k before it: "held talks with X and today meets Y". Who goes somewhere may
// be met there then.
func (d *Document) opensNext(m *dates.Mention, k int) bool {
	return m.First >= d.nodes[k].end && !d.nodes[k].any(comingThere) && d.leadsVerb(m)
}

// plannedNext tells whether m is the day of a plan with which the clause of node k goes on: "arrived in X and
// will meet Y on Thursday".
func (d *Document) plannedNext(m *dates.Mention, k int) bool {
	for i := k + 1; i+1 < len(d.nodes) && d.nodes[i+1].end <= m.First; i++ {
		if d.nodes[i].is(lang.And) && d.nodes[i+1].is(lang.Will) && d.near(i, i+1, 1) {
			return true
		}
	}
	return false
}

// leadsVerb tells whether m stands right between an "and" and a verb: "and on Friday met".
func (d *Document) leadsVerb(m *dates.Mention) bool {
	next := d.nodeFrom(m.First)
	and := next - 1
	for and > 0 && d.nodes[and].is(lang.In) {
		and--
	}
	for next < len(d.nodes) && d.nodes[next].first < m.End {
		next++
	}
	return and > 0 && d.nodes[and].is(lang.And) && m.First-d.nodes[and].end <= 1 &&
		next < len(d.nodes) && d.nodes[next].first-m.End <= 1 && (d.nodes[next].any(verbs) || d.nodes[next].any(auxiliaries))
}

// openingAfter tells whether the sentence opens with what m was the day of, and goes on behind a comma
// with what the trigger at node k tells: "After talks on Sunday, X and Y signed".
func (d *Document) openingAfter(m *dates.Mention, k int) bool {
	first := d.nodes[k].first
	return m.End <= first && d.isWord(d.span.First, afters) && d.gaps(d.span.First, m.First)&scan.Comma == 0 && d.gaps(m.End-1, first)&scan.Comma != 0
}

// beyondSemicolon tells whether a semicolon parts m from node k: it is of another sentence.
func (d *Document) beyondSemicolon(m *dates.Mention, k int) bool {
	if d.span.Gaps&scan.Semicolon == 0 {
		return false
	}
	last, next := m.End-1, d.nodes[k].first
	if next <= last {
		last, next = d.nodes[k].end-1, m.First
	}
	return d.gaps(last, next)&scan.Semicolon != 0
}
