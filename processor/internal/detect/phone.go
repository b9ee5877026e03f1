package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// byPhone finds a call of which only the means is told: "X informed Y of the
// decision by telephone".
func (d *Document) byPhone(k int) {
	if !d.nodes[k].is(lang.Phone) {
		return
	}
	if n := len(d.found); n > 0 && d.found[n-1].Sentence == d.index && d.found[n-1].Type == events.TypeMeeting {
		return
	}
	partner := d.onPhone(k, k, lang.SetOf(lang.To, lang.With))
	caller := d.onPhone(max(partner, 0), k, lang.Set{})
	if a := d.actorAt(k + 2); a != nil && isPeople(a) && d.nodes[k+1].is(lang.With) && d.near(k, k+2, 2) && caller < 0 {
		partner, caller = k+2, d.onPhone(k, k, lang.Set{}) // "X, on the phone with Y, urged restraint"
	}
	if partner < 0 || caller < 0 || slices.ContainsFunc(d.nodes[caller:partner], func(n node) bool { return n.any(denying) }) {
		return // "has not been able to reach Y by phone"
	}
	var b binding
	b.add(d, d.nodes[caller].actor)
	b.left = 1
	b.add(d, d.nodes[partner].actor)
	if b.set.Len() != 2 {
		return
	}
	if c, ok := d.newMeeting("phone", 0.65, &b, k); ok {
		c.Channel = events.Call
		d.emit(c)
	}
}

// rings tells whether the "called" at node k is a call, and does not say what somebody is
// called: who is stands right behind it, and only when or what for follows. "Called Putin on
// Monday to discuss it", and not "called Putin a liar".
func (d *Document) rings(k int) bool {
	a := d.actorAt(k + 1)
	if a == nil || !inOffice(a) || a.possessive || a.set.Len() != 1 || !d.near(k, k+1, 1) {
		return false
	}
	return a.end >= d.span.End || d.dated(a.end) || d.isWord(a.end, calling)
}

// calling are the words behind those who were called on the phone.
var calling = words("calling")

// onPhone gives the node of the last person before node end, near node k, whom no
// preposition but the given ones governs; -1 for none.
func (d *Document) onPhone(end, k int, preps lang.Set) int {
	for j := end - 1; j >= 0 && d.nodes[k].first-d.nodes[j].end <= reach/2; j-- {
		if n := &d.nodes[j]; n.is(lang.Clause) && !n.is(lang.SayVerb) {
			return -1 // "while Y joined by phone"
		}
		a := d.actorAt(j)
		if a == nil || a.kind != byPerson && a.kind != byOffice || a.organ || a.set.Len() != 1 {
			continue
		}
		if a.preps.Any(prepositions) && !a.preps.Any(preps) {
			return -1
		}
		return j
	}
	return -1
}
