package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/dates"
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

// findClauses finds the clauses of the sentence. A point inside a sentence ends an
// abbreviation, and no clause.
func (d *Document) findClauses() {
	semicolons := d.span.Gaps&scan.Semicolon != 0 // few sentences have any
	lo, open := 0, 0                              // where the clause begins, and the nodes of which no end is known
	for k := range d.nodes {
		apart := semicolons && k > 0 && d.afterSemicolon(k)
		broken := d.nodes[k].any(breaks)
		if apart || broken {
			d.endClause(open, k)
			open = k
		}
		if apart {
			lo = k
		}
		d.nodes[k].lo = int32(lo)
		if broken {
			lo = k + 1
		}
	}
	d.endClause(open, len(d.nodes))
}

// endClause lets the clause of nodes [first, end) end there.
func (d *Document) endClause(first, end int) {
	for k := first; k < end; k++ {
		d.nodes[k].hi = int32(end)
	}
}

// afterSemicolon tells whether a semicolon stands between node k and the one before.
func (d *Document) afterSemicolon(k int) bool {
	return d.gaps(d.nodes[k-1].end-1, d.nodes[k].first)&scan.Semicolon != 0
}

// clause gives the nodes [lo, hi) of the clause of node k; none where there is no such node.
func (d *Document) clause(k int) (lo, hi int) {
	if k < 0 || k >= len(d.nodes) {
		return k, k
	}
	return int(d.nodes[k].lo), int(d.nodes[k].hi)
}

// cueNode gives the node that begins with the cue, or -1.
func (d *Document) cueNode(cue Cue) int {
	for i := range d.nodes {
		if d.text.Tokens[d.nodes[i].first].Start == cue.Start {
			return i
		}
	}
	return -1
}

// cueIs tells whether the cue is a word of class c; one without a word is none.
func (d *Document) cueIs(cue Cue, c lang.Class) bool {
	i := d.cueNode(cue)
	return i >= 0 && d.nodes[i].is(c)
}

// heldLater tells whether the clause, which ends before node hi, tells that the encounter at node k
// took place after all: node off only describes it, "the postponed meeting was held", "a visit,
// postponed twice, took place", "pertemuan yang dua kali ditunda akhirnya digelar".
func (d *Document) heldLater(k, hi, off int) bool {
	last := d.profile().AdjectiveLast
	aside := off > k && d.separated(off-1, off)
	relative := last && off > k && (d.nodes[off-1].is(lang.Relative) || off == k+1 && off+1 < hi && !d.nodes[off+1].is(lang.Light)) // but "kunjungan itu urung dilakukan"
	if off != k-1 && !aside && !relative || !d.nodes[k].any(occasionNouns) || !d.near(off, k, reach) {
		return false
	}
	for i := max(k, off) + 1; i < hi; i++ {
		if n := &d.nodes[i]; n.is(lang.Light) && (n.forms == lang.Done || last) {
			return !aside || d.gaps(d.nodes[off].end-1, n.first)&scan.Comma != 0
		} else if n.any(auxiliaries) || n.any(verbs) {
			return false
		}
	}
	return false
}

// isPastPlan tells whether the words at node i tell of a plan that was not kept: "was to have
// met", "sedianya bertemu".
func (d *Document) isPastPlan(i int) bool { return d.value(i, lang.Cancel) == "plan" }

// isPlanToHold tells whether the plan of which the words at node i tell, behind an encounter,
// was to hold it: "the talks were to have begun", "kunjungan itu semula dijadwalkan Selasa".
func (d *Document) isPlanToHold(i int) bool {
	end := d.nodes[i].end
	if end >= d.span.End || d.dated(end) {
		return true
	}
	next := i + 1
	return next < len(d.nodes) && d.nodes[next].first == end && (d.nodes[next].any(opening) || d.nodes[next].is(lang.BeginVerb) || d.nodes[next].any(prepositions))
}

// failsToCome tells whether the cue, before the encounter at node k, says what was to be, and the sentence
// goes on with how it was called off: "sepatutnya ke Hanoi esok, tetapi lawatan itu ditangguhkan".
func (d *Document) failsToCome(cue Cue, k int) bool {
	i := d.cueNode(cue)
	if i < 0 || !d.nodes[i].is(lang.Maybe) || !d.nodes[i].is(lang.Will) {
		return false
	}
	for off := k + 2; off < len(d.nodes); off++ {
		if d.nodes[off].is(lang.Cancel) && d.nodes[off-1].any(occasionNouns) && d.isToldBefore(off-1) {
			return true
		}
	}
	return false
}

// unkept tells whether j is by such words.
func (d *Document) unkept(j judgement) bool {
	i := d.cueNode(j.cue)
	return j.modality == cancelled && i >= 0 && d.isPastPlan(i)
}

// announcing are the verbs of who makes known what is to come.
var announcing = words("announcing")

// foreseeing are the verbs of those who speak of a visit which, where it is "a visit", is still to come.
var foreseeing = lang.SetOf(lang.DiscussVerb, lang.AgreeVerb)

// announceReach is how many words may stand between such a verb and what it announces.
const announceReach = 8

// announcedBy gives the verb in the clause from node lo on whose object is the occasion at node k,
// "announced on Monday a visit by X": that is still to come. It gives -1 where none is.
func (d *Document) announcedBy(lo, k int) int {
	if !d.nodes[k].any(occasionNouns) {
		return -1
	}
	for i := k - 1; i >= lo && d.near(i, k, announceReach); i-- {
		n, a := &d.nodes[i], d.actorAt(i)
		switch {
		case n.any(foreseeing) && d.nodes[k].is(lang.VisitNoun) && d.hasWord(n.end, d.nodes[k].first, indefinite):
			return i // "discussed a visit by X", "agreed on a trip"
		case d.isWord(n.end-1, announcing):
			if d.hasWord(n.end, d.nodes[k].first, ofs) || d.hasWord(n.end, d.nodes[k].first, amidst) || d.profile().AdjectiveLast && !d.near(i, k, 0) {
				return -1 // "announced the end of the talks", "was announced during X's visit", "mengumumkan hasil pertemuan"
			}
			return i
		case a != nil && (a.possessive || a.kind == adjunct), n.is(lang.In) && d.startsDate(n.end), n.any(qualities):
		default:
			return -1
		}
	}
	return -1
}

// startsDate tells whether a date begins at token i, or with the "on" before it.
func (d *Document) startsDate(i int32) bool {
	return slices.ContainsFunc(d.dates, func(m dates.Mention) bool { return m.First == i || m.First == i-1 })
}

// isTopic tells whether the occasion at node k is what those talk about who act by the verb at node i:
// "discussed the summit, which will be held in June".
func (d *Document) isTopic(i, k int) bool {
	return d.nodes[i].is(lang.DiscussVerb) && d.nodes[k].any(occasionNouns) && !d.hasWord(d.nodes[k].first-occasionReach, d.nodes[k].first, occasionLeads)
}

// nextVerb gives the first node behind node k, and before node hi, that is no actor and no word
// of place or company, where it stands near; 0 where there is none.
func (d *Document) nextVerb(k, hi int) int {
	for i := k + 1; i < hi && d.near(k, i, statusReach); i++ {
		if n := &d.nodes[i]; n.actor < 0 && !n.any(prepositions) {
			return i
		}
	}
	return 0
}

// deedVerbs are the verbs whose object a relative clause behind them describes.
var deedVerbs = lang.SetOf(lang.OpenVerb, lang.BuildVerb, lang.DiscussVerb)

// infinitive gives the node of the verb that "to" leads: the trigger at node k, or in a
// headline the one that carries it, "Putin, Xi to hold talks"; 0 where there is none.
func (d *Document) infinitive(k int) int {
	if a := d.actorAt(k - 1); a != nil && k > 2 && d.nodes[k-2].is(lang.Light) && d.namesObject(a, k-1, k) {
		k -= 2 // "Oman to host US-Iran talks"
	} else if k > 1 && d.nodes[k].any(occasionNouns) && d.nodes[k-1].is(lang.Light) && d.near(k-1, k, statusReach) {
		k--
	}
	if k > 0 && d.nodes[k].forms == lang.Base && d.nodes[k-1].is(lang.To) && d.near(k-1, k, 1) {
		return k
	}
	return 0
}

// ownsCalledOff tells whether actor a at node i is whose occasion, that of node k, is
// called off, and not who does that: "postponed their summit", "put off Ruto's visit".
func (d *Document) ownsCalledOff(a *actor, i, k int) bool {
	return a.possessive && i == k-1 && i > 0 && (d.nodes[i-1].is(lang.Cancel) || d.nodes[i-1].is(lang.Now)) && d.near(i-1, i, 1) && d.near(i, k, 2)
}

// asideEnd gives the token at which the main clause goes on behind the relative clause
// that holds node k between commas; the sentence's end where there is none.
func (d *Document) asideEnd(k int) int32 {
	r := k - 1
	for r > 0 && !d.nodes[r].is(lang.Relative) && d.nodes[k].first-d.nodes[r].end <= reach {
		r--
	}
	if r <= 0 || !d.nodes[r].is(lang.Relative) || d.nodes[r-1].actor < 0 || !d.separated(r-1, r) {
		return d.span.End
	}
	for i := k + 1; i < len(d.nodes) && d.nodes[i].first-d.nodes[k].end <= reach; i++ {
		n := &d.nodes[i]
		if d.text.Tokens[n.first].After(scan.Comma) && (n.any(verbs) || n.any(auxiliaries) || n.is(lang.SayVerb) || n.is(lang.Light)) {
			return n.first
		}
	}
	return d.span.End
}

// putOff finds the verb of a noun behind its relative clause: "talks that were due
// on Friday have been postponed", "talks that had been planned for Friday were called off".
func (d *Document) putOff(j *judgement, k, hi int) {
	if hi >= len(d.nodes) || !d.nodes[hi].is(lang.Clause) || !d.nodes[hi].is(lang.Relative) && !d.tellsPlanOf(hi) {
		return
	}
	for i := hi + 1; i < len(d.nodes) && d.nodes[i].first-d.nodes[k].end <= callOffReach; i++ {
		if n := &d.nodes[i]; n.is(lang.Cancel) && !d.isPastPlan(i) {
			*j = judgement{cancelled, d.bytes(n.first, n.end)}
			return
		}
	}
}

// tellsPlanOf tells whether the clause that the word at node i begins, which need be no relative
// pronoun, says right away what was planned: "that were due", "that had been planned".
func (d *Document) tellsPlanOf(i int) bool {
	v := i + 1
	for v < len(d.nodes) && d.nodes[v].is(lang.Light) && d.near(v-1, v, 1) {
		v++
	}
	return v < len(d.nodes) && d.near(v-1, v, 1) && (d.nodes[v].is(lang.Will) || d.nodes[v].is(lang.Maybe) || d.isPastPlan(v))
}

// weigh lets node n, which stands by the trigger, change the judgement. Nearer
// words come first; a negation or refusal turns what was planned.
func (d *Document) weigh(j *judgement, n *node) {
	m := asserted
	switch {
	case n.is(lang.Refuse) && d.dict.Value(d.text, &d.tags[n.tag], lang.Refuse) == "deny":
		m = negated
	case n.is(lang.Refuse):
		m = refused
	case n.is(lang.Cancel):
		m = cancelled
	case n.is(lang.Not):
		m = negated
	case n.is(lang.Maybe) && !d.hearsay(n):
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

// hearsay tells whether node n only says that others tell so, "has reportedly met",
// and the sentence has nobody who denies it.
func (d *Document) hearsay(n *node) bool {
	return !d.told.Has(lang.Refuse) && d.dict.Value(d.text, &d.tags[n.tag], lang.Maybe) == "hearsay"
}

// asPlanned tells whether the clause of node k says of what it denies that it had been planned: "will not travel
// to X on Thursday as planned".
func (d *Document) asPlanned(k int) bool {
	_, end := d.clauseSpan(k)
	for w := d.nodes[k].end; w+1 < end; w++ {
		if d.isWord(w, accordingly) && d.isWord(w+1, foreseen) {
			return true
		}
	}
	return false
}

// foreseen are the words behind "as" by which something had been planned.
var foreseen = words("foreseen")
