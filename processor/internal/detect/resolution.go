package detect

import (
	"bytes"

	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// contentReach is how many words, of a day, may stand between "agreed" and its "that".
const contentReach = 3

// contentOf gives the first node of the clause that tells what is agreed on at node k, where
// the clause of that ends at node hi; -1 where there is none.
func (d *Document) contentOf(k, hi int) int {
	if hi+1 >= len(d.nodes) || !d.nodes[hi].is(lang.Clause) {
		return -1
	}
	end := d.nodes[k].end
	for i := k + 1; i < hi; i++ {
		if a := d.actorAt(i); a != nil && a.kind == byPlace && a.preps.Has(lang.In) {
			end = d.nodes[i].end // "agreed in Doha that"
		} else if !d.nodes[i].is(lang.In) {
			return -1
		}
	}
	if d.nodes[hi].first-end > contentReach {
		return -1
	}
	return hi + 1
}

// resolves tells whether the clause that begins at node first, behind a "that", says what
// the parties will do: "agreed that they would reopen the border", "sepakat bahwa
// perbatasan akan dibuka kembali". That others will do something, or should, is a view.
func (d *Document) resolves(first int) bool {
	_, end := d.clause(first)
	will := first
	for will < end && !d.willDo(will) {
		if d.nodes[will].any(verbs) || d.isEncounter(will) {
			return false
		}
		will++
	}
	if will >= end || !d.isDone(will) && !d.theyDo(will, first) {
		return false
	}
	for j := will + 1; j < end; j++ {
		if n := &d.nodes[j]; n.is(lang.Vain) || n.is(lang.Not) || d.isEncounter(j) {
			return false
		}
	}
	return true
}

// isEncounter tells whether node i tells of a meeting, and not of negotiations or of a body
// that is set up.
func (d *Document) isEncounter(i int) bool {
	return d.nodes[i].any(encounters) && !d.nodes[i].is(lang.NegotiateNoun) && !d.setUp(i)
}

// allowing are the words for what one lets another do: "agreed that Serbia may store gas".
var allowing = words("allowing")

// willDo tells whether node i is a "will", the "would" that retells it, or such a word.
func (d *Document) willDo(i int) bool {
	n := &d.nodes[i]
	return n.is(lang.Will) && d.value(i, lang.Will) == "" || n.is(lang.Maybe) && d.value(i, lang.Maybe) == "reported" || allowing.has(d.text.Tokens[n.first].Hash)
}

// theyDo tells whether the subject of the "will" at node i is who agrees before node first,
// and does something: "the two countries would exchange", and not "would benefit".
func (d *Document) theyDo(i, first int) bool {
	a, verb := d.actorAt(i-1), d.nodes[i].end
	if a == nil || !d.near(i-1, i, 1) || a.preps.Any(prepositions) || verb >= d.span.End || suffering.has(d.text.Tokens[verb].Hash) {
		return false
	}
	var before party.Set
	for j := max(0, first-tellReach); j < first; j++ {
		if b := d.actorAt(j); b != nil && b.kind == byPair && b.set.Empty() {
			before = before.Union(d.pairTold(b))
		} else if b != nil {
			before.Join(&b.set)
		}
	}
	return a.set.Len() != 1 || a.set.Within(&before)
}

// suffering are the verbs by which nobody does anything.
var suffering = words("suffering")

// isDone tells whether the "will" at node i, which has no doer, is said of what somebody
// does, or what begins: "would be reopened", "akan dibuka", "will resume".
func (d *Document) isDone(i int) bool {
	first, next := d.nodes[i].end, i+1
	if a := d.actorAt(i - 1); first >= d.span.End || a != nil && !a.preps.Any(prepositions) {
		return false
	}
	if d.profile().AdjectiveLast {
		if word := d.word(first); len(word) > 5 && bytes.HasPrefix(word, []byte("di")) {
			return true
		}
	} else if toBe.has(d.text.Tokens[first].Hash) && first+1 < d.span.End {
		return bytes.HasSuffix(d.word(first+1), []byte("ed")) || next < len(d.nodes) && d.nodes[next].first == first+1 && d.nodes[next].forms&lang.Done != 0
	}
	return next < len(d.nodes) && d.nodes[next].first == first && (d.nodes[next].is(lang.BeginVerb) || d.nodes[next].is(lang.OpenVerb))
}

var toBe = words("toBe")

// endWithDeals makes those verbs tell of what was reached by which talks are told to end on a day with a deal:
// "ended on Tuesday with an agreement on gas".
func (d *Document) endWithDeals() {
	if !d.told.Has(lang.EndVerb) || !d.told.Has(lang.DealNoun) || !d.told.Any(bargaining) {
		return
	}
	for k := range d.nodes {
		if n := &d.nodes[k]; n.is(lang.EndVerb) && k+2 < len(d.nodes) && d.nodes[k+1].is(lang.With) && d.dated(n.end) && d.nodes[k+2].is(lang.DealNoun) && d.near(k+1, k+2, 1) {
			n.classes.Remove(lang.EndVerb)
			n.classes.Add(lang.ReachVerb)
			d.told.Add(lang.ReachVerb)
		}
	}
}
