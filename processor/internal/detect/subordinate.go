package detect

import (
	"slices"
	"time"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// reporting are the verbs before a "that" whose "would" is a plan.
var reporting = lang.SetOf(lang.SayVerb, lang.AgreeVerb, lang.ReachVerb)

// reported tells whether the cue is the "would" of reported speech, "said she would
// meet Xi", or the "should" of what was agreed, "agreed that he should come to Lima", in the
// clause that begins at node lo.
func (d *Document) reported(cue Cue, lo int) bool {
	say := lo - 1
	if say > 0 && !d.nodes[say].is(lang.SayVerb) {
		for say--; say > 0 && d.nodes[say].is(lang.In); say-- { // "said on Monday that"
		}
	}
	if (say < 0 || !d.nodes[say].any(reporting)) && !d.announced(cue) {
		return false
	}
	if say >= 0 {
		if first, _ := d.clause(say); d.hasWord(d.nodes[first].first, d.nodes[say].first, pundits) {
			return false // "analysts said it would pay for itself"
		}
	}
	return d.isReported(cue) || say >= 0 && d.nodes[say].is(lang.AgreeVerb) && d.hypothesis(cue) == "ought"
}

// attributed tells whether the cue is a "would" that governs the trigger at node k, and who says what
// it tells stands somewhere else in the sentence: "The next round would be held in May, the minister
// said". What "would help", or what analysts say, is no plan.
func (d *Document) attributed(cue Cue, k int) bool {
	i := d.cueNode(cue)
	if i < 0 || !d.isReported(cue) || d.isWord(d.nodes[i].end, having) { // "would have been signed"
		return false
	}
	if i > k && !(i+1 < len(d.nodes) && d.nodes[i+1].any(taking) && d.near(i, i+1, 1)) {
		return false
	}
	for j := range d.nodes {
		if d.nodes[j].is(lang.SayVerb) && (j < i || j > k) && d.saidHere(j) {
			return true
		}
	}
	return false
}

// saidHere tells whether the verb at node j is that of an official, of him or them, or of an office or
// the press, who says what the sentence tells.
func (d *Document) saidHere(j int) bool {
	if d.isWord(d.nodes[j].first-1, heralds) {
		return true
	}
	if t := d.tagAt(d.nodes[j].first - 1); t != nil && (t.Is(lang.HeOrShe) || t.Is(lang.They)) {
		return true
	}
	for _, i := range [...]int{j - 1, j + 1} {
		if a := d.actorAt(i); a != nil && a.speaks && !d.hasWord(a.first, a.end, pundits) {
			return true
		}
	}
	return false
}

// heralds are the ends of phrases for who makes plans known: "state media", "his office".
var heralds = words("heralds")

// pundits are those who say what they think, and plan nothing.
var pundits = words("pundits")

// announced tells whether the cue follows only its subject behind a verb of reporting
// that has no "that": "announced he would go".
func (d *Document) announced(cue Cue) bool {
	i := d.cueNode(cue)
	return i >= 2 && d.nodes[i-1].actor >= 0 && d.near(i-1, i, 0) && d.nodes[i-2].any(reporting) && d.near(i-2, i-1, 1)
}

// isReported tells whether the cue is a word, as "would", by which speech is retold.
func (d *Document) isReported(cue Cue) bool { return d.hypothesis(cue) == "reported" }

// hypothesis gives the kind of hypothesis that the word at the cue makes; empty for one
// of no kind.
func (d *Document) hypothesis(cue Cue) string {
	for i := range d.tags {
		if t := &d.tags[i]; d.text.Tokens[t.First].Start == cue.Start {
			return d.dict.Value(d.text, t, lang.Maybe)
		}
	}
	return ""
}

// retold tells whether the cue is a "would" in a sentence that only goes on with what
// somebody has said of what is to come: "Several agreements would be signed".
func (d *Document) retold(cue Cue, lo int) bool {
	if lo > 0 || len(d.found) == 0 || d.told.Has(lang.SayVerb) {
		return false
	}
	if last := &d.found[len(d.found)-1]; last.Status != events.MeetingPlanned && last.Status != events.AgreementProposed {
		return false
	}
	return d.isReported(cue)
}

// governed is how many words before a "that" can still govern what follows it.
const governed = 8

// subordinate lets what stands before the clause that begins at node lo change
// the judgement: "if they meet", "denied that they had met", "hopes that …".
func (d *Document) subordinate(j *judgement, lo, k int) {
	if lo == 0 && d.isWord(d.span.First, unreal) {
		*j = judgement{hypothetical, d.bytes(d.span.First, d.span.First+1)} // "Had X signed, …"
		return
	}
	if lo == 0 || !d.nodes[lo-1].is(lang.Clause) {
		return
	}
	first := d.firstThat(lo - 1)
	c := &d.nodes[first]
	switch {
	case lo > 1 && (d.nodes[0].is(lang.Clause) || d.nodes[lo-2].is(lang.Relative)) && d.resumes(lo, k), d.added(lo, k), d.insideAside(lo, k):
		return
	case c.is(lang.Maybe):
		*j = judgement{hypothetical, d.bytes(c.first, c.end)}
		return
	case c.is(lang.Refuse), c.is(lang.Not), d.isRumour(first):
		*j = judgement{negated, d.bytes(c.first, c.end)}
		return
	}
	if j.modality == asserted && (d.inTime(j, lo, k) || d.cameFirst(lo, k)) {
		return
	}
	for i := first - 1; i >= 0 && c.first-d.nodes[i].end <= governed; i-- {
		n := &d.nodes[i]
		switch {
		case n.is(lang.Refuse) && d.isWord(c.end-1, afters):
			return // "failed to settle the row after they had met"
		case n.is(lang.Maybe) && d.isWord(c.end-1, afters) && d.wishedAt(i, k) && !d.hasWord(n.end, c.first, infinitive):
			return // "called for calm after talks in X"
		case d.hasWord(n.end, c.first, remarking): // "said X would go, speaking after talks with Y"
			return
		case n.is(lang.Refuse):
			*j = judgement{negated, d.bytes(n.first, n.end)}
			return
		case n.is(lang.Maybe) && j.modality == asserted && d.ofPastDeal(lo, k):
			return
		case n.is(lang.Maybe), d.isProposing(i) && that.has(d.text.Tokens[c.first].Hash) && d.nodes[k].any(encounters) && d.nodes[k].forms != lang.Done: // "proposed that they hold talks"
			*j = judgement{hypothetical, d.bytes(n.first, n.end)}
			return
		case n.any(breaks), n.any(verbs):
			return
		}
	}
}

// firstThat gives the "that" which the one at node c only repeats behind an "and" or "or", "denied that it was ill, or
// that they had met"; c itself where that is none.
func (d *Document) firstThat(c int) int {
	for that.has(d.text.Tokens[d.nodes[c].first].Hash) && d.isWord(d.nodes[c].first-1, coordinators) {
		i := c - 1
		for i >= 0 && !that.has(d.text.Tokens[d.nodes[i].first].Hash) {
			i--
		}
		if i < 0 {
			break
		}
		c = i
	}
	return c
}

// coordinators are the words that join a clause to another of its kind.
var coordinators = words("coordinators")

// cameFirst tells whether the verb at node k tells in the past what led to the clause before, from node
// lo on, and so holds whatever that says: "Maids can stay, after X and Y extended their accord". What
// "could follow after parliament has ratified it" is still to come.
func (d *Document) cameFirst(lo, k int) bool {
	return d.nodes[k].forms == lang.Done && d.isWord(d.nodes[lo-1].first, grounding) && !d.isWord(d.nodes[k].first-1, having)
}

// ofPastDeal tells whether what the trigger at node k tells was done with the deal right before the clause that begins at
// node lo, which exists whatever is said of it: "advisers would come under a pact that the two had signed".
func (d *Document) ofPastDeal(lo, k int) bool {
	if lo < 2 || !d.nodes[lo-2].is(lang.DealNoun) || !d.near(lo-2, lo-1, 0) {
		return false
	}
	for k > lo && d.nodes[k].forms == 0 {
		k-- // "had signed at the end of their talks"
	}
	return d.nodes[k].forms == lang.Done
}

// grounding are the conjunctions behind which stands what something else rests on.
var grounding = words("grounding")

// isRumour tells whether the "that" at node c leads to what is only claimed, "claims that X met Y", or to
// what somebody denies behind it, "reports that X met Y were false".
func (d *Document) isRumour(c int) bool {
	switch before := d.nodes[c].first - 1; {
	case d.isWord(before, claims):
		return true
	case d.isWord(before, reports):
		return slices.ContainsFunc(d.nodes[c:], func(n node) bool { return n.is(lang.Refuse) })
	}
	return false
}

// claims are the nouns for what is told without being known, and reports those for what may be so.
var (
	claims  = words("claims")
	reports = words("reports")
)

// unreal are the verbs with which a sentence opens that tells what did not come true, and remarking those
// for words that were said on an occasion.
var (
	unreal    = words("unreal")
	remarking = words("remarking")
)

// resumes tells whether the main clause begins between nodes lo and k, with a doer behind a
// comma: what somebody wishes before it is told by the clause that opens the sentence,
// "Although Turkey wants a share, Egypt and Cyprus signed", or by an aside, "Apart from X,
// who wants aid, Xi met".
func (d *Document) resumes(lo, k int) bool {
	for i := k - 1; i >= lo && d.near(i, k, reach); i-- {
		if a := d.actorAt(i); a != nil && d.separated(i-1, i) && !a.preps.Any(prepositions) {
			return d.acts(i, k+1) || d.near(i, k, 1)
		}
	}
	return false
}

// insideAside tells whether the conjunction before node lo only belongs to an aside on the doer of what node k tells:
// "X, who wants the war to end, met Y".
func (d *Document) insideAside(lo, k int) bool {
	first, end := d.asideBefore(0, k)
	return first < lo && lo <= end && first < end
}

// added tells whether what the verb at node k tells is only added, between nodes lo and k,
// to what the clause wishes of somebody: "invited X, who will visit Y in May".
func (d *Document) added(lo, k int) bool {
	for i := k - 1; i > lo && d.near(i, k, addReach); i-- {
		switch n := &d.nodes[i]; {
		case n.is(lang.Relative):
			return d.nodes[i-1].actor >= 0 && (d.separated(i-1, i) || d.nodes[i+1].is(lang.Will))
		case n.any(verbs):
			return false
		}
	}
	return false
}

// addReach is how many words may stand between a "who" and its verb.
const addReach = 4

// aheadReach is how many words may stand between "ahead of" and what is ahead.
const aheadReach = 8

// inTime judges the trigger at node k by the conjunction of time before its clause,
// which begins at node lo; false when there is none.
func (d *Document) inTime(j *judgement, lo, k int) bool {
	c, t := &d.nodes[lo-1], &d.nodes[k]
	when := d.value(lo-1, lang.Clause)
	if d.leavesThen(lo-1, k) {
		*j = judgement{hypothetical, d.bytes(c.first, c.end)}
		return true
	}
	switch when {
	case "when", "earlier", "before", "once", "ahead", "until", "soon":
	default:
		return false
	}
	switch {
	case (when == "until" || when == "soon") && (t.forms == lang.Done || t.any(occasionNouns)):
		return false
	case when == "soon", when == "until" && (!d.profile().AdjectiveLast || d.mainClauseOf(lo-1).modality == planned), when == "once" && t.forms == lang.Done && d.isPerfect(k):
		*j = judgement{hypothetical, d.bytes(c.first, c.end)} // "will stay shut until they sign", "once they have signed"
	case when == "ahead":
		if t.any(occasionNouns) && d.near(lo-1, k, aheadReach) && !d.separated(lo-1, k) {
			*j = judgement{planned, d.bytes(c.first, c.end)} // "ahead of the summit"
		}
	case t.forms != lang.Done && when != "once":
		*j = d.mainClauseOf(lo - 1)
	case t.forms == lang.Done && (lo == k && when != "earlier" || d.isWord(t.first-1, copulas) && !d.isWord(t.first-2, having)):
		*j = judgement{hypothetical, d.bytes(c.first, c.end)} // "once ratified, the agreement will", "must be checked before it is signed"
	}
	return true
}

// leavesThen tells whether the clause of the conjunction at node c tells by the verb at node k only behind whose
// leaving a body something is to be: "will apply once Britain leaves the body", "akan berlaku setelah Inggris keluar dari".
func (d *Document) leavesThen(c, k int) bool {
	t := &d.nodes[k]
	if !t.any(leaving) || t.forms == lang.Done || !d.ofBody(k, len(d.nodes)) {
		return false
	}
	switch d.value(c, lang.Clause) {
	case "when", "once":
		return t.forms == lang.Present || d.mainClauseOf(c).modality == planned
	}
	return d.isWord(d.nodes[c].end-1, afters) && d.mainClauseOf(c).modality == planned
}

// isPerfect tells whether the verb at node k is told as done, and not as once done: "have signed".
func (d *Document) isPerfect(k int) bool {
	return k > 0 && d.isWord(d.nodes[k-1].first, perfects) && d.near(k-1, k, 1)
}

// perfects carry a verb of what has been done by now.
var perfects = words("perfects")

// mainClauseOf judges the clause before the conjunction of time at node c, for what
// follows is as certain as that: "he will raise the matter when he meets X", "the text
// must be checked before it is signed".
func (d *Document) mainClauseOf(c int) judgement {
	for i := c - 1; i >= 0; i-- {
		switch n := &d.nodes[i]; {
		case n.any(breaks) && !n.is(lang.Maybe):
			return judgement{}
		case i > 0 && d.nodes[i-1].is(lang.Relative): // "the line that will link": of its subject only
		case n.is(lang.Will) && d.value(i, lang.Will) == "":
			return judgement{planned, d.bytes(n.first, n.end)}
		case n.is(lang.Maybe):
			return judgement{hypothetical, d.bytes(n.first, n.end)}
		}
	}
	return judgement{}
}

// aroundPlan takes the meeting at node k for planned, where its clause tells after which meeting,
// or before which, the main clause plans something, and its day is still to come: "will fly to
// Paris after meeting X on Friday". What was on the day before is held.
func (d *Document) aroundPlan(j *judgement, k int) {
	lo, hi := d.clause(k)
	if lo == 0 || d.nodes[k].forms == lang.Done || !d.isWord(d.nodes[lo-1].first, afters) && d.value(lo-1, lang.Clause) != "earlier" {
		return
	}
	main := d.mainClauseOf(lo - 1)
	if lo == 1 {
		main = d.planIn(d.mainPart(lo, hi), hi)
	}
	if main.modality != planned {
		return
	}
	if best, score := d.choose(k, true, true); score < offside && d.toCome(&d.dates[best]) {
		*j = main
	}
}

// planIn judges the main clause [from, hi) by a word for what is to come.
func (d *Document) planIn(from, hi int) judgement {
	for i := from; i < hi; i++ {
		if n := &d.nodes[i]; n.is(lang.Will) && d.value(i, lang.Will) == "" {
			return judgement{planned, d.bytes(n.first, n.end)}
		}
	}
	return judgement{}
}

// toCome tells whether the day m is one to come, or as a weekday was not the day before.
func (d *Document) toCome(m *dates.Mention) bool {
	past, told := m.Resolve(d.pub, false)
	coming, ok := m.Resolve(d.pub, true)
	return ok && coming.Day > 0 && coming.Time().After(d.day()) && (!told || d.day().Sub(past.Time()) > 24*time.Hour)
}
