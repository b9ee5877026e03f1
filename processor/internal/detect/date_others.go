package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// ofAnother tells whether m dates something else than the trigger at node k: what
// somebody quoted says, an aside, another clause, or what the event is counted from.
func (d *Document) ofAnother(m *dates.Mention, k int) bool {
	n := &d.nodes[k]
	return d.quoted(m.First) && !d.quoted(n.first) || d.aside(m, k) || d.describes(m, k) || d.ofNoun(m, k) ||
		d.ofContrast(m, k) || d.startsMatter(m, k) || d.startsAgreed(m, k) || d.ofContent(m, k) ||
		m.End <= n.first && (d.ofInsertion(m) || d.setOutOn(m, k) || d.aheadOf(m, k) || d.leadsUp(m, k)) || n.any(later) && d.ofDeal(m, k) ||
		d.elsewhere(m, k) || d.sinceThen(m, k) || d.ownsOther(m) || d.ofPeriod(m, k) ||
		n.end <= m.First && (d.doneSince(m, k) || d.ofParticiple(m, k) || d.saidOn(m) || d.agreedFor(m, k) || d.agreedToDo(m, k) || d.ofNextClause(m, k))
}

// aheadOf tells whether m, before the trigger at node k, dates what is done ahead of it: "met on Monday ahead of
// the summit".
func (d *Document) aheadOf(m *dates.Mention, k int) bool {
	lo, _ := d.clause(k)
	return lo > 0 && d.nodes[k].any(occasionNouns) && d.value(lo-1, lang.Clause) == "ahead" && m.End <= d.nodes[lo-1].first
}

// leadsUp tells whether m is the day of what is only ahead, told in the phrase with which the sentence opens: "Menjelang
// KTT pekan depan, X bertemu Y pada Senin".
func (d *Document) leadsUp(m *dates.Mention, k int) bool {
	return d.nodes[0].first == d.span.First && d.value(0, lang.Clause) == "ahead" && d.gaps(m.End-1, d.nodes[k].first)&scan.Comma != 0
}

// doneSince tells whether the trigger at node k tells what is, and another verb between it and m what was
// done: "is in Tehran and chaired a panel on Tuesday".
func (d *Document) doneSince(m *dates.Mention, k int) bool {
	if !d.nodes[k].inPresent() || !d.nodes[k].any(verbs) || d.profile().AdjectiveLast {
		return false
	}
	for i := k + 1; i < len(d.nodes) && d.nodes[i].end <= m.First; i++ {
		if n := &d.nodes[i]; n.is(lang.Relative) {
			return false // "will sign the treaty, which was concluded in April, on Thursday"
		} else if (n.any(verbs) || n.is(lang.Light)) && n.forms == lang.Done {
			return true
		}
	}
	return false
}

// ofNextClause tells whether m stands behind the trigger at node k in a clause that an "and" begins,
// with a doer and a verb of its own behind a comma, "met X on Monday, and Y will come in June", or
// with what is planned, "agreed on a text and a signing is planned for June".
func (d *Document) ofNextClause(m *dates.Mention, k int) bool {
	for i := k + 1; i+1 < len(d.nodes) && d.nodes[i+1].end <= m.First; i++ {
		if !d.nodes[i].is(lang.And) {
			continue
		}
		doer := d.text.Tokens[d.nodes[i].first].After(scan.Comma) && d.near(i, i+1, 1) && d.actorAt(i+1) != nil
		if doer && d.doesNext(i+1) || d.nodes[i+1].any(plannable) && d.near(i, i+1, 2) && d.plansNext(i+1) {
			return true
		}
	}
	return false
}

// plannable are the nouns of what can be planned.
var plannable = occasionNouns.Union(lang.SetOf(lang.DealNoun, lang.SignNoun))

// plansNext tells whether a word for what is to come stands right behind the noun at node k, those between
// whom it is, and of what, aside: "a round of talks between the two sides will be held".
func (d *Document) plansNext(k int) bool {
	i := k + 1
	for i < len(d.nodes) && (d.actorAt(i) != nil || d.nodes[i].any(prepositions) || d.nodes[i].any(bargaining)) {
		i++
	}
	return i < len(d.nodes) && d.near(i-1, i, 1) && !d.separated(k, i) && d.nodes[i].any(auxiliaries)
}

// agreedFor tells whether m is the day of what the clause of node k says was agreed on:
// "held talks and agreed that flights will resume in June".
func (d *Document) agreedFor(m *dates.Mention, k int) bool {
	_, hi := d.clause(k)
	return d.nodes[hi-1].is(lang.AgreeVerb) && d.contentOf(hi-1, hi) > 0 && m.First >= d.nodes[hi].end
}

// agreedToDo tells whether m, a day or month without a year that is over for long, stands behind what
// the verb at node k says was agreed on to be done, and is the next of its name: "agreed to hold a drill
// in September", "signed an accord to open a consulate in September", in stories of May.
func (d *Document) agreedToDo(m *dates.Mention, k int) bool {
	n := &d.nodes[k]
	toDo := n.any(agreeing) && (d.hasInfinitive(n.end, m.First) || n.is(lang.AgreeVerb) && d.profile().AdjectiveLast)
	if m.First-n.end < 2 || d.dated(n.end) || !toDo && !d.discussedAhead(m, k) {
		return false
	}
	past, ok := m.Resolve(d.pub, false)
	coming, soon := m.Resolve(d.pub, true)
	return ok && soon && d.longOver(m) && past != coming && coming.Last().After(d.day())
}

// discussedAhead tells whether m stands behind an occasion that those who meet at node k only talk of
// or prepare: "met to prepare for the summit in September", "discussed his trip to X in September".
func (d *Document) discussedAhead(m *dates.Mention, k int) bool {
	n := &d.nodes[k]
	i := d.nodeFrom(m.First) - 1
	for i > k && (d.nodes[i].any(prepositions) || d.actorAt(i) != nil) {
		i--
	}
	if i <= k || !d.nodes[i].any(occasionNouns) || d.nodes[i-1].is(lang.In) && d.near(i-1, i, 2) || !n.any(meetingWords) {
		return false
	}
	return n.is(lang.DiscussVerb) || d.hasInfinitive(n.end, d.nodes[i].first) || d.trigger(lang.DiscussVerb, k+1, i) >= 0
}

// agreeing are the words by which parties come to terms.
var agreeing = lang.SetOf(lang.AgreeVerb, lang.SignVerb, lang.SignNoun, lang.ReachVerb)

// hasInfinitive tells whether a verb without a tense begins between the tokens first and end: "to open",
// "untuk membuka", and not "to the treaty".
func (d *Document) hasInfinitive(first, end int32) bool {
	for i := first; i+1 < end && i+1 < d.span.End; i++ {
		next := &d.text.Tokens[i+1]
		if d.isWord(i, infinitiveMarks) && !d.isArticle(i+1) && next.Flags&(scan.Capital|scan.Number) == 0 {
			t := d.tagAt(i + 1)
			return t == nil || !t.Classes.Any(countries)
		}
	}
	return false
}

// infinitiveMarks are the words before such a verb.
var infinitiveMarks = words("infinitiveMarks")

// plannedBefore tells whether m is the day of a plan that is told before the subordinate
// clause of node k: "will scrap the fees in July, they announced after talks".
func (d *Document) plannedBefore(m *dates.Mention, k int) bool {
	lo, _ := d.clause(k)
	if lo < 2 || !d.nodes[lo-1].is(lang.Clause) || d.nodes[lo-1].is(lang.Relative) || d.value(lo-1, lang.Clause) != "" || m.End > d.nodes[lo-1].first {
		return false
	}
	first, _ := d.clause(lo - 2)
	for i := first; i < lo-1 && d.nodes[i].end <= m.First; i++ {
		if d.nodes[i].is(lang.Will) {
			return true
		}
	}
	return false
}

// ownsReach is how many words may stand between a date and the noun that it owns.
const ownsReach = 4

// ownsOther tells whether m is the day of a noun that is no occasion of states: "Monday's
// parade", but not "Monday's plenary session".
func (d *Document) ownsOther(m *dates.Mention) bool {
	t := d.tagAt(m.End)
	if t == nil || !t.Is(lang.Possessive) {
		return false
	}
	for i := d.nodeFrom(t.End); i < len(d.nodes) && d.nodes[i].first-t.End <= ownsReach; i++ {
		if d.nodes[i].any(occasionNouns) || d.nodes[i].any(sessions) {
			return false
		}
	}
	return true
}

// sessions are the words for what states hold beside talks: "Monday's session".
var sessions = lang.SetOf(lang.Session, lang.SignNoun)

// aside tells whether the date stands in a relative clause that is not the
// trigger's: "the line, which was reopened in 2019, is shut".
func (d *Document) aside(m *dates.Mention, k int) bool {
	n := &d.nodes[k]
	start := d.told.Has(lang.Relative) && d.isStart(m)
	verb := d.verbBehind(k)
	for i := range d.nodes {
		r := &d.nodes[i]
		if !r.is(lang.Relative) {
			continue
		}
		if start && n.end <= r.first && r.first < m.First {
			return true // "revived talks that were stalled since 2009"
		}
		if i > 0 && d.separated(i-1, i) && d.closedBefore(m, r) {
			continue // "will sign the treaty, which was concluded in April, on Thursday"
		}
		carried := k > 0 && d.nodes[k-1].is(lang.Light) && d.near(k-1, k, 0)
		if n.end <= r.first && r.first < m.First && ((n.any(verbs) || n.any(dealVerbs) || carried) && !n.is(lang.VisitNoun) || verb < i) {
			return true // a verb's time stands beside it; a noun's may be told by "that was to begin on …"
		}
		if r.first < m.First && m.End <= n.first && d.gaps(m.End-1, n.first)&scan.Comma != 0 {
			return true
		}
	}
	return false
}

// verbBehind gives the first verb behind node k, whose object is what a relative clause behind it
// describes: "talks to end the ban that followed a killing in 2014"; the number of nodes if none is.
func (d *Document) verbBehind(k int) int {
	for k++; k < len(d.nodes) && !d.nodes[k].any(verbs) && !d.nodes[k].any(dealVerbs); k++ {
	}
	return k
}

// closedBefore tells whether a comma closes the relative clause of r before m, or before a
// preposition on the way to it: "whom he met in April, in Hanoi on Thursday".
func (d *Document) closedBefore(m *dates.Mention, r *node) bool {
	for t := m.First; t > r.end; t-- {
		if !d.text.Tokens[t].After(scan.Comma) {
			continue
		}
		if tag := d.tagAt(t); t >= m.First-1 || tag != nil && tag.Classes.Any(prepositions) {
			return true
		}
	}
	return false
}

// ofContent tells whether m stands behind the trigger at node k in what somebody says, thinks or
// wishes there: "told X that last year's poll went well", "signed the pact and hopes for a vote
// in March".
func (d *Document) ofContent(m *dates.Mention, k int) bool {
	described := d.nodes[k].any(occasionNouns) // "talks with X that ended on Friday"
	for i := k + 1; i < len(d.nodes) && d.nodes[i].end <= m.First; i++ {
		n := &d.nodes[i]
		if n.is(lang.Clause) && (n.is(lang.Maybe) && d.isWished(i) || that.has(d.text.Tokens[n.first].Hash) && !described) {
			return true
		}
		described = described && !n.any(saidThat)
	}
	return false
}

// isWished tells whether the verb of wishing at node i has a doer before it, or goes on with what he
// does.
func (d *Document) isWished(i int) bool {
	a := d.actorAt(i - 1)
	return d.nodes[i-1].is(lang.And) || a != nil && !a.preps.Any(prepositions)
}

// saidThat are the verbs that a "that" can follow.
var saidThat = verbs.Union(lang.SetOf(lang.SayVerb, lang.TellVerb))

// ofContrast tells whether m stands in a clause of contrast or cause, or of what others do later, and
// the trigger at node k in the main one: "signed the pact, although the talks of March had failed".
func (d *Document) ofContrast(m *dates.Mention, k int) bool {
	n := &d.nodes[k]
	for i := range d.nodes {
		c := &d.nodes[i]
		if c.end > m.First {
			break
		}
		if !c.is(lang.Clause) || !contrasts.has(d.text.Tokens[c.end-1].Hash) && !d.othersEarlier(i) {
			continue
		}
		opens := c.first == d.span.First && m.End <= n.first && d.gaps(m.End-1, n.first)&scan.Comma != 0
		if opens || n.end <= c.first {
			return true
		}
	}
	return false
}

// startsMatter tells whether m is the day from which something is to hold that the encounter at node k
// was about: "berbual mengenai pembukaan sempadan mulai 10 Ogos".
func (d *Document) startsMatter(m *dates.Mention, k int) bool {
	if m.First < d.nodes[k].end || !d.nodes[k].any(encounters) || !d.isWord(m.First-1, froms) {
		return false
	}
	if i := d.nodeFrom(m.First-1) - 1; i >= 0 && d.nodes[i].is(lang.Will) && d.nodes[i].end == m.First-1 {
		return false // "rundingan mengenai air akan bermula 10 Ogos"
	}
	return d.hasWord(d.nodes[k].end, m.First, topicLeads)
}

// startsAgreed tells whether m is the day from which something is to hold that the sentence tells to be
// agreed before it: "agreed to admit X from January 1, it was announced at the summit".
func (d *Document) startsAgreed(m *dates.Mention, k int) bool {
	if n := &d.nodes[k]; !d.isWord(m.First-1, froms) || !n.is(lang.AgreeVerb) && !n.is(lang.Gathering) && !n.any(encounters) {
		return false
	}
	for i := range d.nodes {
		if d.nodes[i].first >= m.First {
			break
		}
		if d.nodes[i].is(lang.AgreeVerb) && (i+1 == len(d.nodes) || !d.separated(i, i+1)) {
			return true
		}
	}
	return false
}

// froms are the words before the day from which something holds.
var froms = words("froms")

// othersEarlier tells whether node i is a "before" behind which somebody else does something: "talked
// for three days before their ministers arrived last night".
func (d *Document) othersEarlier(i int) bool {
	a := d.actorAt(i + 1)
	return d.value(i, lang.Clause) == "earlier" && a != nil && !a.preps.Any(prepositions) && d.near(i, i+1, 1)
}

// contrasts are the conjunctions of contrast and cause.
var contrasts = words("contrasts")

// elsewhere tells whether m, "a day after" or "a day before", dates another clause
// than that of the trigger at node k: the one that it begins, or the one that it
// stands beside.
func (d *Document) elsewhere(m *dates.Mention, k int) bool {
	for i := range d.nodes {
		c := &d.nodes[i]
		if c.first != m.First || !c.is(lang.Clause) {
			continue
		}
		begins := k > i && d.gaps(m.End-1, d.nodes[k].first)&(scan.Comma|scan.Colon) == 0
		switch d.value(i, lang.Clause) {
		case "after":
			return !begins
		case "before":
			return begins || k < i && d.countsTo(m)
		}
	}
	return false
}

// countsTo tells whether m, "three days before", counts to what is told behind it, of which no day
// is known: what came before it is of the story's day.
func (d *Document) countsTo(m *dates.Mention) bool {
	if m.End >= d.span.End || d.text.Tokens[m.End].Gap&^scan.Inside != 0 {
		return false // "received him on the day before"
	}
	for i := range d.dates {
		if o := &d.dates[i]; o.First >= m.End && o.Daily() {
			return false
		}
	}
	return true
}

// cancelledOn tells whether m is the day on which somebody gave a meeting up, and not
// that for which it was planned: "on Tuesday called off a visit".
func (d *Document) cancelledOn(m *dates.Mention) bool {
	for i := range d.nodes {
		if n := &d.nodes[i]; n.is(lang.Cancel) && n.first >= m.End && n.first-m.End <= 1 {
			return d.value(i, lang.Cancel) == "past" || !d.foretold(m) && !d.plannedOnce(m) // "talks set for Friday were called off"
		}
	}
	return false
}

// plannedOnce tells whether m is the day of a plan that was not kept: "was to have begun on
// Thursday".
func (d *Document) plannedOnce(m *dates.Mention) bool {
	for i := d.nodeFrom(m.First) - 1; i >= 0 && m.First-d.nodes[i].end <= statusReach && !d.nodes[i].any(breaks); i-- {
		if d.isPastPlan(i) {
			return true
		}
	}
	return false
}

// calledOffAhead tells whether m is the day to come for which the meeting c, which was called off,
// was planned. What was suspended had begun.
func (d *Document) calledOffAhead(c *Candidate, m *dates.Mention) bool {
	if i := d.cueNode(c.StatusCue); i >= 0 && d.isWord(d.nodes[i].first, modals) {
		return true // "will not host it in November"
	}
	return !d.cueIs(c.StatusCue, lang.SuspendVerb) && !d.cancelledOn(m) && d.isNearerAhead(m)
}

// wasPlanned tells whether the cue tells of a plan in the past, "was due to", or of what somebody
// went for, "left on Monday to meet X".
func (d *Document) wasPlanned(cue Cue) bool {
	i := d.cueNode(cue)
	return i >= 0 && (d.isWord(d.nodes[i].first, copulasPast) || d.nodes[i].is(lang.To) && !d.nodes[i].is(lang.Will) && d.nodes[i].first >= d.headline) // but "Xi to meet Putin"
}

// isKept tells whether c is planned by a word for what is still to come, and not by one of the past
// or by what somebody went for.
func (d *Document) isKept(c *Candidate) bool {
	return c.Status == events.MeetingPlanned && d.cueIs(c.StatusCue, lang.Will) && !d.wasPlanned(c.StatusCue)
}

// copulasPast are the auxiliaries of the past tense.
var copulasPast = words("copulasPast")

// isNearerAhead tells whether the day m is nearer as one to come than as one that is over: in a
// story of Tuesday "was to have met on Monday" is of the day before, "on Thursday" of the day
// after the next.
func (d *Document) isNearerAhead(m *dates.Mention) bool {
	past, told := m.Resolve(d.pub, false)
	coming, _ := m.Resolve(d.pub, true)
	return !told || coming.Time().Sub(d.day()) <= d.day().Sub(past.Time())
}

// isDeadline tells whether the date is an end: "until March", "by March".
func (d *Document) isDeadline(m *dates.Mention) bool {
	return d.isUntil(m) || d.introduced(m, func(t *tag.Tag) bool { return t.Is(lang.By) && !d.datedBy(m, t.End) })
}

// isUntil tells whether the date is one up to which something lasts: "until March".
func (d *Document) isUntil(m *dates.Mention) bool {
	return d.introduced(m, func(t *tag.Tag) bool { return d.dict.Value(d.text, t, lang.Clause) == "until" })
}

// opensWhen tells whether the clause of the trigger at node k only says what happened at the date before it: "until
// March 2022, when the service was suspended".
func (d *Document) opensWhen(m *dates.Mention, k int) bool {
	lo, _ := d.clause(k)
	return lo > 0 && d.nodes[lo-1].first == m.End && d.value(lo-1, lang.Clause) == "when"
}

// datedBy tells whether m has a preposition of its own behind token i, or those before it who do something then: "built by
// Chinese firms in 2011", "ratified by our parliament last Thursday" tell who did it and when.
func (d *Document) datedBy(m *dates.Mention, i int32) bool {
	for ; i <= m.First; i++ {
		if t := d.tagAt(i); t != nil && (t.Is(lang.In) || i < m.First && (t.Classes.Any(actorial) || t.Is(lang.Parliament))) {
			return true
		}
	}
	return false
}

// isStart tells whether the date is a beginning: "since Thursday".
func (d *Document) isStart(m *dates.Mention) bool {
	return d.introduced(m, func(t *tag.Tag) bool { return d.dict.Value(d.text, t, lang.Clause) == "since" })
}

// introduced tells whether such a word stands right before m, or begins it, "sejak 2009".
func (d *Document) introduced(m *dates.Mention, is func(*tag.Tag) bool) bool {
	for i := range d.tags {
		if t := &d.tags[i]; t.First <= m.First && m.First-t.End <= 2 && is(t) {
			return true
		}
	}
	return false
}
