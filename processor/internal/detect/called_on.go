package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// dropNaming drops every "called" that is no call, and takes one for something for the wish that it is.
func (d *Document) dropNaming() {
	if !d.told.Has(lang.CallVerb) {
		return
	}
	for k := len(d.nodes) - 1; k >= 0; k-- {
		switch {
		case !d.nodes[k].is(lang.CallVerb) || d.value(k, lang.CallVerb) != "name" || d.rings(k):
		case d.callsFor(k):
			d.nodes[k].classes = lang.SetOf(lang.Maybe)
		default:
			d.nodes = slices.Delete(d.nodes, k, k+1)
		}
	}
}

// callsForReach is how many words may tell when somebody called for something.
const callsForReach = 5

// callsFor tells whether only when it was stands between the "called" at node k and what it was for: "called
// late on Monday for talks with X".
func (d *Document) callsFor(k int) bool {
	end := d.nodes[k].end
	for i := end; i < min(end+callsForReach, d.span.End); i++ {
		switch {
		case d.isWord(i, purposes):
			return i > end
		case !d.dated(i) && !d.isWord(i, calling):
			return false
		}
	}
	return false
}

// findCalls finds the "called on" by which somebody went to see an official, and asked
// for nothing: "The ambassador called on the minister on Friday", "will call on the king".
func (d *Document) findCalls() {
	if !d.told.Has(lang.Clause) {
		return
	}
	for i := 1; i+1 < len(d.nodes); i++ {
		n := &d.nodes[i]
		if !n.is(lang.Clause) || d.value(i, lang.Clause) != "call" {
			continue
		}
		if host := d.actorAt(i + 1); host != nil && inOffice(host) && d.isWord(n.first-1, afters) && d.near(i, i+1, 1) && !d.asks(i+2) {
			n.classes, n.forms = lang.SetOf(lang.MeetVerb), lang.Gerund // "spoke to reporters after calling on the minister"
			d.told.Add(lang.MeetVerb)
			continue
		}
		by, will := i-1, false
		for by > 0 && d.isBetween(by) {
			will = will || d.nodes[by].is(lang.Will)
			by--
		}
		host, guest := d.actorAt(i+1), d.actorAt(by)
		if host == nil || guest == nil || !d.near(i, i+1, 1) || !inOffice(host) || !inOffice(guest) || d.asks(i+2) {
			continue
		}
		n.classes = lang.SetOf(lang.MeetVerb)
		if n.forms = lang.Done; will {
			n.forms = lang.Base
		}
		d.told.Add(lang.MeetVerb)
	}
}

// afters are the conjunctions for what comes before the main clause; behind one, somebody is told
// to have called on an official.
var afters = words("afters")

// isBetween tells whether node i may stand between the guest and the "called on": "Ambassador to
// Pakistan Jiang Zaidong on Monday will", "Minister X, who had".
func (d *Document) isBetween(i int) bool {
	if a := d.actorAt(i); a != nil {
		return a.kind <= byPlace && (a.preps.Has(lang.To) || a.preps.Has(lang.In))
	}
	n := &d.nodes[i]
	return n.any(auxiliaries) || n.is(lang.In) || n.is(lang.To) || n.is(lang.Name) || n.is(lang.Relative) || n.classes == lang.SetOf(lang.Light) && n.end-n.first == 1
}

// asks tells whether an infinitive follows before the next clause, from node i on, and not
// only where somebody goes; or, right behind whom node i follows, what he is called on for, "for restraint".
func (d *Document) asks(i int) bool {
	if end := d.nodes[i-1].end; d.isWord(end, purposes) && !d.isArticle(end+1) && !(i < len(d.nodes) && d.nodes[i].first <= end+2 && d.nodes[i].any(occasionNouns)) {
		return true
	}
	for ; i < len(d.nodes) && !d.nodes[i].any(breaks); i++ {
		if a := d.actorAt(i + 1); d.nodes[i].is(lang.To) && (a == nil || !a.preps.Has(lang.To)) {
			return true
		}
	}
	return false
}

// isCallOnDay tells whether the "call on" of t is a call and what begins its day: "in a call on Monday",
// "their call on 20 May", but not "call on 20 states".
func (d *Document) isCallOnDay(t *tag.Tag) bool {
	if d.dict.Value(d.text, t, lang.Clause) != "call" || !d.isWord(t.First, callNouns) {
		return false
	}
	day := t.End
	if day < d.span.End && d.text.Tokens[day].Has(scan.Number) {
		day++
	}
	return d.dated(day) && d.text.Tokens[day].Has(scan.Capital)
}

// callNouns are the first words of verbs of calling on somebody that are nouns as well.
var callNouns = words("callNouns")
