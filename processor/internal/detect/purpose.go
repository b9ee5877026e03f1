package detect

import "github.com/dragoman-wire/dragoman/processor/lang"

// purpose judges an infinitive whose "to" is node k: planned in a headline
// ("Xi to meet Putin") and behind a verb of going, agreeing, deciding or ordering, else a
// mere idea.
func (d *Document) purpose(k, lo int) modality {
	if k > 0 && d.nodes[k].first < d.headline && d.nodes[k-1].actor >= 0 && d.near(k-1, k, 0) {
		return planned
	}
	if d.nodes[k+1].any(fulfilled) && d.isFirst(d.nodes[k].first) {
		return asserted
	}
	if d.nodes[k+1].any(ballotVerbs) && d.hasWord(max(d.span.First, d.nodes[k].first-voteReach), d.nodes[k].first, voting) {
		return asserted
	}
	besides := false
	for i := k - 1; i >= lo; i-- {
		if n := &d.nodes[i]; n.is(lang.Maybe) {
			return hypothetical // "went to Asmara in an attempt to persuade X to meet Y"
		} else if d.value(i, lang.VisitVerb) == "leave" {
			return planned // "left for Asmara to meet X"
		} else if (n.any(comings) || d.value(i, lang.Light) == "use" || n.is(lang.MeetVerb) && !besides && d.nodes[k+1].any(atTable) && !d.nodes[k+1].is(lang.StudyWord)) && (n.forms == lang.Done || d.arrived(i, lo)) {
			return asserted // "flew to Asmara to meet X", "used the ceremony to meet X", "met X to sign a treaty", "to negotiate one"
		} else if d.value(i, lang.Light) == "decide" || n.any(goings) && !(i > lo && n.is(lang.VisitNoun) && d.value(i-1, lang.Light) == "use") {
			return planned
		}
		besides = besides || d.nodes[i].is(lang.And) // "met X and begged him to sign"
	}
	if d.nodes[k+1].any(mandated) && d.hasWord(max(d.span.First, d.nodes[k].first-mandateReach), d.nodes[k].first, permitting) {
		return planned // "authorised the minister to negotiate with X"
	}
	if first := d.nodes[k].first; d.nodes[k+1].any(halting) && (d.isWord(first-1, decisions) && !d.hasWord(first-undoneReach, first, undoing) || d.hasWord(max(d.span.First, first-mandateReach), first, ordering)) {
		return asserted // "ordered the contractor to suspend the work", "notified X of its decision to terminate the treaty"
	}
	return hypothetical
}

// mandated are the verbs of what a government lets a minister do, ordering the words by which it has something
// stopped, and mandateReach is how many words may stand between: who that is.
var (
	mandated = lang.SetOf(lang.NegotiateVerb, lang.SignVerb)
	ordering = words("ordering")
)

const mandateReach = 12

// decisions are the nouns for what somebody has decided, undoing the verbs by which he decides otherwise, and
// undoneReach is how many words before what was decided these stand: "reversed its decision to".
var (
	decisions = words("decisions")
	undoing   = words("undoing")
)

const undoneReach = 4

// voting are the words for how a parliament does something: "mengundi pada Isnin untuk meratifikasi".
var voting = words("voting")

// ballotVerbs are the verbs of what it does so.
var ballotVerbs = votes.Union(lang.SetOf(lang.EndVerb, lang.SuspendVerb))

// achieverReach is how many words may stand between "the first" and who that is.
const achieverReach = 3

// isFirst tells whether the infinitive whose "to" is token i is what somebody did first, or last, or at all:
// "was the first country to sign", "managed to sign".
func (d *Document) isFirst(i int32) bool {
	return d.isWord(i-1, achievers) || d.isWord(i-1, signatories) && d.hasWord(i-achieverReach, i-1, achievers)
}

// The words for who is the first to do something, or does it in the end, and those for who signs treaties.
var (
	achievers   = words("achievers")
	signatories = words("signatories")
)

// atTable are the verbs of what is done as soon as those who met for it sit together.
var atTable = lang.SetOf(lang.SignVerb, lang.NegotiateVerb)

// comings are the verbs of being where others are.
var comings = lang.SetOf(lang.VisitVerb, lang.AttendVerb)

// arrived tells whether the verb at node i tells of what was done, in a language whose
// verbs have no tense.
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
