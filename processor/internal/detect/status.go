package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// modality is how a clause speaks of its event.
type modality uint8

const (
	asserted     modality = iota // it happened
	ongoing                      // it is going on
	planned                      // it is to happen
	cancelled                    // it was called off or put off
	hypothetical                 // it could happen; somebody wishes it
	negated                      // it did not happen
	refused                      // somebody would not have it
)

// mainPart gives the node in the clause [lo, hi) with which the main clause goes on
// behind a subordinate one that opens the sentence, "Nine months after work was
// suspended, …": what happened first is told there, and what is news here. It gives
// lo where there is none.
func (d *Document) mainPart(lo, hi int) int {
	if lo == 0 || !d.nodes[lo-1].is(lang.Clause) || d.nodes[lo-1].is(lang.SayVerb) {
		return lo
	}
	for i := range d.nodes[:lo-1] {
		if n := &d.nodes[i]; n.actor >= 0 || n.any(verbs) || n.any(breaks) {
			return lo
		}
	}
	for i := lo; i < hi; i++ {
		if d.gaps(d.nodes[i-1].end-1, d.nodes[i].first)&scan.Comma != 0 {
			return i
		}
	}
	return lo
}

// judgement is a modality and the words that told it.
type judgement struct {
	modality modality
	cue      Cue
}

// clause gives the nodes [lo, hi) of the clause of node k. A point inside a sentence
// ends an abbreviation, and no clause.
func (d *Document) clause(k int) (lo, hi int) {
	for lo = k; lo > 0; lo-- {
		if d.nodes[lo-1].any(breaks) || d.gaps(d.nodes[lo-1].end-1, d.nodes[lo].first)&scan.Semicolon != 0 {
			break
		}
	}
	for hi = k + 1; hi < len(d.nodes); hi++ {
		if d.nodes[hi].any(breaks) || d.gaps(d.nodes[hi-1].end-1, d.nodes[hi].first)&scan.Semicolon != 0 {
			break
		}
	}
	return lo, hi
}

// judge tells how the text speaks of the trigger at node k. The words before a
// trigger govern it up to its subject; the words behind it count where it is a
// noun that nothing before it governs.
func (d *Document) judge(k int) judgement {
	j := judgement{}
	if n := &d.nodes[k]; n.is(lang.Will) { // "is due in"
		j = judgement{planned, d.bytes(n.first, n.end)}
	} else if n.is(lang.Now) { // "is visiting"
		j = judgement{ongoing, d.bytes(n.first, n.end)}
	}
	lo, hi := d.clause(k)
	if k > lo && d.nodes[k].forms == lang.Done && d.nodes[k-1].is(lang.DealNoun) && d.near(k-1, k, 0) {
		d.subordinate(&j, lo, k)
		return j // "will get $1 billion under an agreement signed on Monday": what is before speaks of the rest
	}
	subject, verb, described := false, false, false
	for i := k - 1; i >= lo; i-- {
		n := &d.nodes[i]
		if n.actor >= 0 {
			if a := &d.actors[n.actor]; !a.preps.Any(prepositions) && !d.isObject(a, i) && !d.isGoal(i) {
				if d.ofAside(i, k, j.cue) {
					j = judgement{}
					continue
				}
				subject = true
			}
			continue
		}
		if subject {
			if n.is(lang.Maybe) && (n.is(lang.Clause) || d.near(i, i+1, 0)) { // "perhaps Xi met Putin"
				j = judgement{hypothetical, d.bytes(n.first, n.end)}
			} else if n.is(lang.Refuse) && d.near(i, i+1, 0) { // "denies Anwar met Netanyahu"
				j = judgement{negated, d.bytes(n.first, n.end)}
			}
			continue
		}
		if d.nodes[k].first-n.end > 20 {
			break
		}
		if d.nodes[k].forms == lang.Done && n.any(verbs) {
			break // a verb in the past stands for itself: what is before the other one speaks of that
		}
		verb = verb || n.is(lang.Light) || n.any(verbs)
		described = described || n.is(lang.Relative) && !d.nodes[k].any(carried)
		switch {
		case d.measures(i, k):
		case described && n.is(lang.Will): // "will revive the treaty that was signed": of the treaty only
		case d.breaksUp(i, k) && j.modality == asserted:
			j = judgement{cancelled, d.bytes(n.first, n.end)}
		default:
			d.weigh(&j, n)
		}
	}
	if j.modality == hypothetical && d.reported(j.cue, lo) {
		j.modality = planned
	}
	d.subordinate(&j, lo, k)
	if (j.modality == asserted || j.modality == planned) && !verb {
		carried := false // by its verb: what follows tells of something else
		for i := k + 1; i < hi && d.nodes[i].first-d.nodes[k].end <= callOffReach; i++ {
			if a := d.actorAt(i); a != nil && !a.preps.Any(prepositions) && d.separated(i-1, i) {
				break
			}
			n := &d.nodes[i]
			if n.is(lang.And) && i+1 < len(d.nodes) && (d.nodes[i+1].any(verbs) || d.nodes[i+1].is(lang.Light)) {
				break // what follows speaks of something else
			}
			carried = carried || n.is(lang.Light) && !d.near(k, i, 0)
			far := n.first-d.nodes[k].end > statusReach
			if (j.modality == planned || carried || far) && !n.is(lang.Cancel) {
				continue // "planned talks have been called off", "talks closed with a call for …"
			}
			if n.actor < 0 && d.value(i, lang.Will) != "nearly" && (d.nodes[k].forms&^lang.Gerund == 0 || d.nodes[k].is(lang.VisitNoun) || n.is(lang.Cancel)) {
				d.weigh(&j, n)
			}
		}
	}
	if j.modality == hypothetical && d.reported(j.cue, lo) { // also behind a noun: "agreed that the next session would be in Kampala"
		j.modality = planned
	}
	if j.modality == hypothetical && d.nodes[k].is(lang.SignVerb) && d.retold(j.cue, lo) {
		j.modality = planned
	}
	if j.modality == asserted && d.nodes[k].forms&^lang.Gerund == 0 {
		d.putOff(&j, k, hi)
	}
	if j.modality == planned && hi < len(d.nodes) && d.nodes[hi].is(lang.Maybe) && d.nodes[hi].is(lang.Clause) {
		j = judgement{hypothetical, d.bytes(d.nodes[hi].first, d.nodes[hi].end)} // "will be signed if …"
	}
	if t := &d.nodes[k]; j.modality == asserted && t.forms == lang.Base && k > 0 && d.nodes[k-1].is(lang.To) && d.near(k-1, k, 1) {
		j = judgement{d.purpose(k-1, lo), d.bytes(d.nodes[k-1].first, d.nodes[k-1].end)}
	}
	return j
}

// isGoal tells whether actor node i stands right behind words of what is to come, and
// so is no doer: "is expected in Tokyo for talks".
func (d *Document) isGoal(i int) bool {
	return i > 0 && d.nodes[i-1].is(lang.Will) && d.near(i-1, i, 1)
}

// breakUpReach is how many words may stand between a verb of leaving and the talks.
const breakUpReach = 5

// breaksUp tells whether the object of the verb at node i is the meeting at node k,
// which then does not go on: "pulled out of a long-arranged meeting". Who ends talks
// has held them.
func (d *Document) breaksUp(i, k int) bool {
	n := &d.nodes[i]
	if n.is(lang.EndVerb) && d.value(i, lang.EndVerb) != "" || !n.is(lang.EndVerb) && !n.is(lang.SuspendVerb) {
		return false
	}
	return d.nodes[k].any(carried) && d.near(i, k, breakUpReach) && !d.separated(i, k) && k == i+1
}

// How many words behind a noun its verb stands at most, and, where long names come
// between, the one by which it was called off.
const (
	statusReach  = 14
	callOffReach = 24
)

// measures tells whether the "nearly" at node i does not stand right before the verb
// at node k, and so only says how much: "talks of almost two hours".
func (d *Document) measures(i, k int) bool {
	return d.value(i, lang.Will) == "nearly" && (!d.near(i, k, 0) || d.nodes[k].forms == 0)
}

// asideReach is how far from its verb a word at most stands that governs it, where a
// relative clause comes between them.
const asideReach = 4

// ofAside tells whether the cue is of a relative clause whose subject is node i, and
// not of the verb at node k behind it: "a deal without which police could not be sent
// was signed".
func (d *Document) ofAside(i, k int, cue Cue) bool {
	return !cue.Empty() && i > 1 && d.nodes[i-1].is(lang.Relative) && d.nodes[i-2].is(lang.DealNoun) && d.nodes[k].forms == lang.Done &&
		d.text.Tokens[d.nodes[k].first-asideReach].Start >= cue.End
}

// putOff finds the verb of a noun behind its relative clause: "talks that were due
// on Friday have been postponed".
func (d *Document) putOff(j *judgement, k, hi int) {
	if hi >= len(d.nodes) || !d.nodes[hi].is(lang.Clause) || !d.nodes[hi].is(lang.Relative) {
		return
	}
	for i := hi + 1; i < len(d.nodes) && d.nodes[i].first-d.nodes[k].end <= callOffReach; i++ {
		if n := &d.nodes[i]; n.is(lang.Cancel) {
			*j = judgement{cancelled, d.bytes(n.first, n.end)}
			return
		}
	}
}

// reporting are the verbs before a "that" whose "would" is a plan.
var reporting = lang.SetOf(lang.SayVerb, lang.AgreeVerb)

// reported tells whether the cue is the "would" of reported speech, "said she would
// meet Xi", in the clause that begins at node lo.
func (d *Document) reported(cue Cue, lo int) bool {
	say := lo - 1
	if say > 0 && !d.nodes[say].is(lang.SayVerb) {
		for say--; say > 0 && d.nodes[say].is(lang.In); say-- { // "said on Monday that"
		}
	}
	if say < 0 || !d.nodes[say].any(reporting) {
		return false
	}
	return d.isReported(cue)
}

// isReported tells whether the cue is a word, as "would", by which speech is retold.
func (d *Document) isReported(cue Cue) bool {
	for i := range d.tags {
		t := &d.tags[i]
		if d.text.Tokens[t.First].Start == cue.Start {
			return d.dict.Value(d.text, t, lang.Maybe) == "reported"
		}
	}
	return false
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
	if lo == 0 || !d.nodes[lo-1].is(lang.Clause) {
		return
	}
	c := &d.nodes[lo-1]
	switch {
	case c.is(lang.Maybe):
		*j = judgement{hypothetical, d.bytes(c.first, c.end)}
		return
	case c.is(lang.Refuse), c.is(lang.Not):
		*j = judgement{negated, d.bytes(c.first, c.end)}
		return
	}
	if j.modality == asserted && d.inTime(j, lo, k) {
		return
	}
	for i := lo - 2; i >= 0 && c.first-d.nodes[i].end <= governed; i-- {
		n := &d.nodes[i]
		switch {
		case n.is(lang.Refuse):
			*j = judgement{negated, d.bytes(n.first, n.end)}
			return
		case n.is(lang.Maybe):
			*j = judgement{hypothetical, d.bytes(n.first, n.end)}
			return
		case n.any(breaks), n.any(verbs):
			return
		}
	}
}

// aheadReach is how many words may stand between "ahead of" and what is ahead.
const aheadReach = 8

// inTime judges the trigger at node k by the conjunction of time before its clause,
// which begins at node lo; false when there is none.
func (d *Document) inTime(j *judgement, lo, k int) bool {
	c, t := &d.nodes[lo-1], &d.nodes[k]
	when := d.value(lo-1, lang.Clause)
	switch when {
	case "when", "earlier", "once", "ahead":
	default:
		return false
	}
	switch {
	case when == "ahead":
		if t.any(carried) && d.near(lo-1, k, aheadReach) && !d.separated(lo-1, k) {
			*j = judgement{planned, d.bytes(c.first, c.end)} // "ahead of the summit"
		}
	case t.forms != lang.Done && when != "once":
		*j = d.mainClauseOf(lo - 1)
	case t.forms == lang.Done && when != "earlier" && lo == k:
		*j = judgement{hypothetical, d.bytes(c.first, c.end)} // "once ratified, the agreement will"
	}
	return true
}

// mainClauseOf judges the clause before the conjunction of time at node c, for what
// follows is as certain as that: "he will raise the matter when he meets X", "the text
// must be checked before it is signed".
func (d *Document) mainClauseOf(c int) judgement {
	for i := c - 1; i >= 0 && !d.nodes[i].any(breaks); i-- {
		switch n := &d.nodes[i]; {
		case i > 0 && d.nodes[i-1].is(lang.Relative): // "the line that will link": of its subject only
		case n.is(lang.Will) && d.value(i, lang.Will) == "":
			return judgement{planned, d.bytes(n.first, n.end)}
		case n.is(lang.Maybe):
			return judgement{hypothetical, d.bytes(n.first, n.end)}
		}
	}
	return judgement{}
}

// purpose judges an infinitive whose "to" is node k: planned in a headline
// ("Xi to meet Putin") and behind a verb of going or agreeing, else a mere idea.
func (d *Document) purpose(k, lo int) modality {
	if k > 0 && d.nodes[k].first < d.headline && d.nodes[k-1].actor >= 0 && d.near(k-1, k, 0) {
		return planned
	}
	for i := k - 1; i >= lo; i-- {
		if n := &d.nodes[i]; (n.any(comings) || d.value(i, lang.Light) == "use") && (n.forms == lang.Done || d.arrived(i, lo)) {
			return asserted // "flew to Asmara to meet X", "used the ceremony to meet X"
		} else if n.any(goings) {
			return planned
		}
	}
	return hypothetical
}

// comings are the verbs of being where others are.
var comings = lang.SetOf(lang.VisitVerb, lang.AttendVerb)

// arrived tells whether the verb at node i tells of what was done, in a language whose verbs have no tense.
func (d *Document) arrived(i, lo int) bool {
	if !d.profile().AdjectiveLast || d.nodes[i].first < d.headline {
		return false
	}
	for j := lo; j <= i; j++ {
		if n := &d.nodes[j]; n.is(lang.Will) || n.is(lang.Maybe) || n.is(lang.Not) {
			return false
		}
	}
	return true
}

var goings = lang.SetOf(lang.AgreeVerb, lang.VisitVerb, lang.AttendVerb, lang.Will, lang.ReachVerb, lang.VisitNoun)

// weigh lets node n, which stands by the trigger, change the judgement. Nearer
// words come first; a negation or refusal turns what was planned.
func (d *Document) weigh(j *judgement, n *node) {
	m := asserted
	switch {
	case n.is(lang.Refuse):
		m = refused
	case n.is(lang.Cancel):
		m = cancelled
	case n.is(lang.Not):
		m = negated
	case n.is(lang.Maybe):
		m = hypothetical
	case n.is(lang.Will):
		m = planned
	case n.is(lang.Now):
		m = ongoing
	}
	if m == asserted {
		return
	}
	switch {
	case j.modality == asserted, m > j.modality && m >= cancelled, j.modality == ongoing && m == planned:
		if j.modality == planned && m == hypothetical {
			return // "is expected to" after "could": a plan stays a plan
		}
		*j = judgement{m, d.bytes(n.first, n.end)}
	}
}
