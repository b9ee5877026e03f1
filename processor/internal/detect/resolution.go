package detect

import (
	"bytes"

	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// contentOf gives the first node of the clause that tells what is agreed on at node k, where
// the clause of that ends at node hi; -1 where there is none.
func (d *Document) contentOf(k, hi int) int {
	if hi+1 < len(d.nodes) && hi == k+1 && d.nodes[hi].is(lang.Clause) {
		return hi + 1
	}
	return -1
}

// resolves tells whether the clause that begins at node first, behind a "that", says what
// the parties will do: "agreed that they would reopen the border", "sepakat bahwa
// perbatasan akan dibuka kembali". That others will do something, or should, is a view.
func (d *Document) resolves(first int) bool {
	_, end := d.clause(first)
	will := first
	for will < end && !d.willDo(will) {
		if d.isEncounter(will) {
			return false
		}
		will++
	}
	if will >= end || !d.isDone(will) && !d.theyDo(will, first) {
		return false
	}
	for j := will + 1; j < end; j++ {
		if n := &d.nodes[j]; n.is(lang.Vain) || d.isEncounter(j) {
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
	return n.is(lang.Will) || n.is(lang.Maybe) && d.value(i, lang.Maybe) == "reported" || allowing.has(d.text.Tokens[n.first].Hash)
}

// theyDo tells whether the subject of the "will" at node i is who agrees before node first: "the two
// countries would exchange".
func (d *Document) theyDo(i, first int) bool {
	a := d.actorAt(i - 1)
	if a == nil {
		return false
	}
	var before party.Set
	for j := max(0, first-tellReach); j < first; j++ {
		if b := d.actorAt(j); b != nil {
			before.Join(&b.set)
		}
	}
	return a.set.Len() != 1 || a.set.Within(&before)
}

// isDone tells whether the "will" at node i is said of what somebody
// does, or what begins: "would be reopened", "akan dibuka", "will resume".
func (d *Document) isDone(i int) bool {
	first, next := d.nodes[i].end, i+1
	if first+1 >= d.span.End {
		return false
	}
	if toBe.has(d.text.Tokens[first].Hash) {
		return bytes.HasSuffix(d.word(first+1), []byte("ed")) || next < len(d.nodes) && d.nodes[next].forms&lang.Done != 0
	}
	return next < len(d.nodes) && (d.nodes[next].is(lang.BeginVerb) || d.nodes[next].is(lang.OpenVerb))
}

var toBe = words("toBe")
