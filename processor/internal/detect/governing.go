package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

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
	n, verb := &d.nodes[i], i
	if n.is(lang.EndVerb) && d.value(i, lang.EndVerb) != "" || !n.is(lang.EndVerb) && (!n.is(lang.SuspendVerb) || d.value(i, lang.SuspendVerb) != "") {
		return false
	}
	for k > i+1 && d.nodes[i+1].any(specifying) {
		i++ // "suspended trade deal negotiations", "pulled out of Sunday's talks"
	}
	return k == i+1 && d.nodes[k].any(occasionNouns) && d.near(verb, k, breakUpReach) && !d.separated(verb, k)
}

// specifying are the words between such a verb and the meeting that tell of what or of when that is.
var specifying = lang.SetOf(lang.DealNoun, lang.Sector, lang.Possessive)

// beings stand before a verb whose subject suffers what it tells.
var beings = words("beings")

// proposeReach is how many words may stand between a verb of proposing and what is proposed.
const proposeReach = 4

// proposes tells whether the verb at node i has the occasion at node k for its object, which is then
// only somebody's wish: "floated a new round of talks", "mengusulkan dialog rutin". What is proposed at
// talks is something else.
func (d *Document) proposes(i, k int) bool {
	n := &d.nodes[i]
	if !d.isProposing(i) || !d.nodes[k].any(occasionNouns) || !d.near(i, k, proposeReach) || d.separated(i, k) || d.hasWord(n.end, d.nodes[k].first, occasionLeads) {
		return false
	}
	for x := i + 1; x < k; x++ {
		if d.nodes[x].actor < 0 && !d.nodes[x].any(described) {
			return false
		}
	}
	return true
}

// isMooted tells whether the verb at node i says of its subject that somebody proposes it: "a summit was
// mooted", "dialog itu diusulkan oleh Irak". What was "proposed by X" may have been held.
func (d *Document) isMooted(i int) bool {
	n := &d.nodes[i]
	return d.isProposing(i) && d.isPassive(n) && !d.nodes[i-1].is(lang.Relative)
}

// isProposing tells whether the verb at node i proposes something, "suggested", and does not only give a text to
// somebody, "handed".
func (d *Document) isProposing(i int) bool {
	return d.nodes[i].is(lang.ProposeVerb) && d.value(i, lang.ProposeVerb) != "draft"
}

// wished are the verbs of who wanted something of others.
var wished = words("wished")

// wishedAt tells whether the occasion at node k is where the verb at node i tells that something was
// wanted, and not what was: "demanded an apology in a meeting with X", "asked for aid during talks", "called
// for calm after meeting in X".
func (d *Document) wishedAt(i, k int) bool {
	if !d.isWord(d.nodes[i].first, wished) {
		return false
	}
	if d.afterAt(k) >= d.nodes[i].end {
		return true
	}
	if !d.nodes[k].any(occasionNouns) {
		return false
	}
	for w := d.nodes[k].first - 1; w > d.nodes[i].end && w > d.nodes[k].first-occasionReach; w-- {
		if infinitive.has(d.text.Tokens[w].Hash) {
			return false // "asked X to sign at a meeting"
		}
		if d.isWord(w, occasionLeads) {
			return d.isWord(w, amidst) || d.isWord(w+1, determiners)
		}
	}
	return false
}

// described are the words that may stand between a verb and its object, and belong to that.
var described = qualities.Union(lang.SetOf(lang.Of, lang.TalksNoun, lang.Scheme))

// isSuspended tells whether the verb at node i says of its subject that it does not go
// on: "talks between X and Y have been suspended", "perundingan digantung".
func (d *Document) isSuspended(i int) bool {
	n := &d.nodes[i]
	if !n.is(lang.SuspendVerb) || d.value(i, lang.SuspendVerb) == "line" || i > 0 && d.nodes[i-1].is(lang.Relative) {
		return false // "revived the talks that were suspended"
	}
	return d.isPassive(n) || d.value(i, lang.SuspendVerb) == "rest" // "put talks on hold"
}

// isPassive tells whether the verb of node n is said of who suffers it.
func (d *Document) isPassive(n *node) bool {
	return n.forms == lang.Passive || n.forms == lang.Done && d.isWord(n.first-1, beings)
}

// How many words before its verb or noun a word stands at most that governs it, and
// behind a noun its verb, and, where long names come between, the one by which it was
// called off.
const (
	governReach  = 20
	statusReach  = 14
	callOffReach = 24
)

// fruitReach is how many words may stand between "failed to" and what talks failed to bring.
const fruitReach = 3

// fruitless tells whether the negation that j is judged by, beside the talks at node k, is
// of what they were to bring, and not of themselves: "talks failed to produce a deal", "no
// deal was reached at the talks".
func (d *Document) fruitless(k int, j judgement) bool {
	if j.modality != negated && j.modality != refused || !d.nodes[k].any(fruitful) {
		return false
	}
	i, n := d.cueNode(j.cue), &d.nodes[k]
	if i < 0 || d.nodes[i].first < n.first-callOffReach || d.nodes[i].first-n.end > callOffReach {
		return false
	}
	return d.barren(i) || d.disagreed(i, k) || i > k && (d.isWord(d.nodes[i].first-1, bearing) || n.is(lang.NegotiateNoun) && d.failed(i))
}

// failed tells whether the word at node i, which also refuses, only says of its subject that it failed, as what
// it failed to do does not follow: "perundingan gagal pada Senin".
func (d *Document) failed(i int) bool {
	n := &d.nodes[i]
	if !n.is(lang.RejectVerb) || !n.is(lang.Refuse) {
		return false
	}
	t := d.tagAt(n.end)
	return n.end >= d.span.End || d.text.Tokens[n.end].Gap&^scan.Inside != 0 || t != nil && t.Classes.Any(placing) || d.mayBeDate(n.end)
}

// bearing are the verbs by which talks bring something: "brought no result".
var bearing = words("bearing")

// disagreed tells whether the negation at node i is of an agreement that the talks at node k
// were held for: "failed to agree on a text during talks", but not "to agree to talks".
func (d *Document) disagreed(i, k int) bool {
	return i+1 < k && d.nodes[i+1].is(lang.AgreeVerb) && d.near(i, i+1, 0) && d.hasWord(d.nodes[k].first-occasionReach, d.nodes[k].first, occasionLeads)
}

// occasionLeads are the words by which talks are where something happens: "at", "during".
var occasionLeads = words("occasionLeads")

// occasionReach is how many words back from the talks such a word stands: "in two days of talks".
const occasionReach = 5

// barren tells whether the negation at node i is of what talks bring: "no agreement".
func (d *Document) barren(i int) bool {
	return i+1 < len(d.nodes) && d.near(i, i+1, fruitReach) && d.nodes[i+1].any(fruits)
}

// noneOf tells whether the deal at node deal, behind the trigger at node k, is told not to be:
// "talks yielded no agreement".
func (d *Document) noneOf(k, deal int) bool {
	return deal > k+1 && d.nodes[deal-1].is(lang.Not) && d.near(deal-1, deal, 1)
}

// fruitful are those that are held to bring something, and fruits the words for that:
// "without a deal", "tanpa terobosan".
var (
	fruitful = lang.SetOf(lang.TalksNoun, lang.NegotiateNoun, lang.Gathering)
	fruits   = lang.SetOf(lang.ReachVerb, lang.DealNoun, lang.Scheme)
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

// planBefore gives the node of the "will" before the verb at node k, or -1: "will next sit", "are
// expected to sign".
func (d *Document) planBefore(k int) int {
	will := k - 1
	for will > 0 && (d.nodes[will].is(lang.To) || d.nodes[will].is(lang.Next)) && !d.nodes[will].is(lang.Will) {
		will--
	}
	if will < 0 || !d.nodes[will].is(lang.Will) || !d.near(will, k, 3) {
		return -1
	}
	return will
}
