package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// bargained are the sectors on which states negotiate in order to conclude a text:
// talks on others may be no more than talks.
var bargained = map[string]bool{"trade": true, "investment": true, "border": true, "migration": true, "agriculture": true, "labour": true}

// bargains tells whether the negotiations of node k are on a matter of that kind:
// "tariff negotiations", "rundingan sempadan maritim".
func (d *Document) bargains(k int) bool {
	if bargained[d.value(k, lang.NegotiateNoun)] {
		return true
	}
	if d.nodes[k].is(lang.TalksNoun) && !d.nodes[k].is(lang.NegotiateNoun) {
		return false
	}
	last := k + 1
	if last < len(d.nodes) && d.nodes[last].is(lang.In) {
		last++ // "negotiations on free trade"
	}
	first, apart := max(0, k-1), int32(1)
	if a := d.actorAt(k - 1); a != nil && a.kind == byPair && k > 1 {
		first, apart = k-2, 1+a.end-a.first // "batas landas kontinen kedua negara masih dirundingkan"
	}
	for i := first; i <= last && i < len(d.nodes); i++ {
		if i != k && d.nodes[i].is(lang.Sector) && bargained[d.value(i, lang.Sector)] && d.near(i, k, apart) && !d.separated(i, k) {
			return true
		}
	}
	return false
}

// endsBargain tells whether the verb at node k concludes negotiations of that kind:
// "wrapped up trade talks".
func (d *Document) endsBargain(k, hi int) bool {
	for i := k + 1; i < hi && d.near(k, i, objectReach); i++ {
		if d.nodes[i].is(lang.NegotiateNoun) {
			return d.bargains(i)
		}
	}
	return false
}

// topicReach is how many words may stand between talks and the deal that they are on.
const topicReach = 12

// onDeal tells whether the talks of node k are on the deal behind them: "talks between
// X and Y on a treaty".
func (d *Document) onDeal(k, deal int) bool {
	if deal <= k || !d.near(k, deal, topicReach) {
		return false
	}
	linked := d.isWord(d.nodes[deal].first-1, topicLeads) || d.isArticle(d.nodes[deal].first-1) && d.isWord(d.nodes[deal].first-2, topicLeads)
	for i := k + 1; i < deal; i++ {
		n := &d.nodes[i]
		if n.any(dealVerbs) || n.is(lang.And) || n.is(lang.Clause) {
			return false
		}
		if n.is(lang.Of) && d.isWord(n.first-1, reworkings) {
			continue // "talks on an upgrade of their trade agreement"
		}
		if n.any(prepositions) {
			linked = n.is(lang.In) || n.is(lang.To) || n.is(lang.From)
		} else if n.actor >= 0 {
			linked = false
		}
	}
	return linked
}

// reworkings are the nouns of what is done with a text that there is.
var reworkings = words("reworkings")

// bargaining are the nouns of what goes before a deal: negotiations on it, or talks.
var bargaining = lang.SetOf(lang.NegotiateNoun, lang.TalksNoun)

// isOfTalks tells whether the deal at node i only says which talks are meant that stand right behind it:
// "water treaty talks".
func (d *Document) isOfTalks(i int) bool {
	for i+1 < len(d.nodes) && d.nodes[i+1].is(lang.DealNoun) && d.near(i, i+1, 0) {
		i++
	}
	return !d.profile().AdjectiveLast && i+1 < len(d.nodes) && d.nodes[i+1].any(bargaining) && d.near(i, i+1, 0) && !d.separated(i, i+1)
}

// stepOfTalks tells whether step s, told at node k, is one of the talks on the deal behind it, and not of that:
// "suspended trade deal negotiations", "agreed to launch trade deal negotiations".
func (d *Document) stepOfTalks(s *step, k, deal int) bool {
	begins := s.trigger == lang.ReachVerb && d.nodes[k].any(beginning)
	return deal > k && (begins || dealtWith.Has(s.trigger) || s.trigger == lang.Cancel) && d.isOfTalks(deal)
}

// ofTalksOn tells whether the verb at node k is said of the talks on the deal before it:
// "negotiations between X and Y on a treaty were concluded".
func (d *Document) ofTalksOn(k, deal int) bool {
	if deal > k {
		return false
	}
	lo, _ := d.clause(k)
	for i := lo; i < deal; i++ {
		if n := &d.nodes[i]; n.any(bargaining) && d.onDeal(i, deal) {
			return true
		}
	}
	return false
}

// stalled tells whether the talks at node k are only told not to move: "talks between X and Y
// have stalled". In "talks ended in deadlock" another verb tells of them, and "talks that had
// stalled resumed" are described so.
func (d *Document) stalled(k int) bool {
	if !d.nodes[k].any(fruitful) {
		return false
	}
	next := k + 1
	for i := d.nodes[k].end; i < min(d.span.End, d.nodes[k].end+statusReach); i++ {
		if d.text.Tokens[i].Gap&(scan.Comma|scan.Semicolon) != 0 || d.isWord(i, outcomes) {
			return false
		}
		if d.isWord(i, stalling) {
			return true
		}
		if t := d.tagAt(i); t != nil && t.Is(lang.Relative) {
			return false
		}
		if next < len(d.nodes) && d.nodes[next].first == i {
			n := &d.nodes[next]
			if n.any(breaks) || n.any(verbs) && !n.is(lang.SuspendVerb) || n.is(lang.Light) && !d.isWord(i, having) || n.is(lang.BeginVerb) {
				return false
			}
		}
		for next < len(d.nodes) && d.nodes[next].first <= i {
			next++
		}
	}
	return false
}

// stalling are the words for talks that do not move, and having the auxiliaries before them.
var (
	stalling = words("stalling")
	having   = words("having")
)

// closed tells whether the negotiations at node k, on a text, are only told to have been
// concluded: "negotiations between X and Y on a treaty were concluded".
func (d *Document) closed(k int) bool {
	if !d.nodes[k].is(lang.NegotiateNoun) {
		return false
	}
	for i := k + 1; i < len(d.nodes) && d.near(k, i, reach); i++ {
		if n := &d.nodes[i]; n.is(lang.DealNoun) {
			return d.onDeal(k, i) && i+1 < len(d.nodes) && d.nodes[i+1].is(lang.ReachVerb)
		} else if n.any(dealVerbs) || n.any(breaks) {
			return false
		}
	}
	return false
}

// over are the words for negotiations that have led to a text.
var over = words("over")

// overReach is how many words may stand between such a word and the negotiations.
const overReach = 12

// areOver tells whether the negotiations of node k are told to have ended: "declared the
// negotiations for a free trade agreement closed", "mengumumkan selesainya perundingan".
// The word stands right before them, or at most so many words behind.
func (d *Document) areOver(k int, behind int32) bool {
	n := &d.nodes[k]
	if !n.any(negotiations) || d.isRound(k) {
		return false // "concluded a round of negotiations"
	}
	leads := d.isWord(n.end, topicLeads) && d.isArticle(n.end+1)                            // "talks over a treaty"
	return d.hasWord(n.first-2, n.first, over) || !leads && d.saysOver(n.end, n.end+behind) // not that of "haggling over"
}

// saysOver tells whether one of tokens [first, end) tells that something has ended, and not nearly: "hampir selesai".
func (d *Document) saysOver(first, end int32) bool {
	for i := first; i < min(end, d.span.End); i++ {
		if !d.isWord(i, over) {
			continue
		}
		t, before := d.tagAt(i), d.tagAt(i-1)
		return (t == nil || d.dict.Value(d.text, t, lang.NegotiateVerb) != "done") && (before == nil || d.dict.Value(d.text, before, lang.Will) != "nearly")
	}
	return false
}

// hastening are the words for what is done to negotiations that are on.
var hastening = words("hastening")

// hasteReach is how many words may stand between such a word and the negotiations.
const hasteReach = 4

// hastened tells whether the trigger at node k tells that negotiations are to be sped up or
// finished: whoever wishes that, they are on.
func (d *Document) hastened(k int) bool {
	for i := k; i <= k+1 && i < len(d.nodes); i++ {
		if n := &d.nodes[i]; n.any(bargaining) {
			return d.hasWord(n.first-hasteReach, n.first, hastening)
		}
	}
	return false
}

// launched tells whether the negotiations at node k of the clause [lo, hi) only begin:
// "talks on a treaty were launched".
func (d *Document) launched(k, lo, hi int) bool {
	if !d.nodes[k].is(lang.NegotiateNoun) && !d.nodes[k].is(lang.TalksNoun) {
		return false
	}
	for i := lo; i < hi; i++ {
		if n := &d.nodes[i]; i != k && n.forms&lang.Gerund == 0 && (n.is(lang.BeginVerb) || n.is(lang.OpenVerb)) && d.near(i, k, topicReach) {
			return true
		}
	}
	return false
}

// starts are the nouns and verbs for the beginning of something.
var starts = words("starts")

// startReach is how many words may stand between a verb and the negotiations whose start it tells.
const startReach = 10

// tellsStart tells whether what the verb at node k makes known is only that negotiations begin:
// "announced on Friday the start of negotiations on an accord".
func (d *Document) tellsStart(k, hi int) bool {
	for i := k + 1; i < hi && d.near(k, i, startReach); i++ {
		if n := &d.nodes[i]; n.any(bargaining) {
			return d.hasWord(d.nodes[k].end, n.end, starts)
		}
	}
	return false
}

// partnerReach is how many words may stand between negotiations and the one with whom they
// are held: "perundingan serupa dengan Uni Eropa".
const partnerReach = 3

// ofText tells whether the negotiations of node k, with a state, are of the kind that
// the text has just told of: "a pact with Japan …; negotiations with Canada will open".
func (d *Document) ofText(k int) bool {
	if d.index-d.lastDeal > 1 && !d.told.Has(lang.DealNoun) {
		return false
	}
	for i := k + 1; i < len(d.nodes) && d.near(k, i, partnerReach); i++ {
		if a := d.actorAt(i); a != nil {
			return a.kind <= byPlace && a.preps.Has(lang.With)
		}
	}
	return false
}

// phases are the words for how far talks have come, and phaseReach how many words, at most, the talks
// stand before them.
var phases = words("phases")

const phaseReach = 8

// advanced tells whether the talks at node k, on a text, are told to be like those on another, or as far as only
// such talks come: "similar talks with Japan", "talks with Japan have entered the final phase".
func (d *Document) advanced(k int) bool {
	n := &d.nodes[k]
	beside := n.first - 1
	if d.profile().AdjectiveLast {
		beside = n.end
	}
	return (d.hasWord(beside, beside+1, alike) || d.hasWord(n.end, n.end+phaseReach, phases)) && d.ofText(k)
}

// beingReach is how many words may stand between a verb of being and what is in progress, that one counted.
const beingReach = 3

// inProgress tells whether the verb at node k tells of what somebody does at present: "is negotiating",
// "tengah berunding".
func (d *Document) inProgress(k int) bool {
	n := &d.nodes[k]
	if d.profile().AdjectiveLast {
		return d.nowBefore(k)
	}
	return n.forms&lang.Gerund != 0 && d.hasWord(n.first-beingReach, n.first, beings)
}
