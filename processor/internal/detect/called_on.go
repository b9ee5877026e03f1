package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// dropNaming drops every "called" that is no call.
func (d *Document) dropNaming() {
	if !d.told.Has(lang.CallVerb) {
		return
	}
	for k := len(d.nodes) - 1; k >= 0; k-- {
		if d.value(k, lang.CallVerb) == "name" && !d.rings(k) {
			d.nodes = slices.Delete(d.nodes, k, k+1)
		}
	}
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
		if host := d.actorAt(i + 1); host != nil && inOffice(host) && d.isWord(n.first-1, afters) && !d.asks(i+2) {
			n.classes, n.forms = lang.SetOf(lang.MeetVerb), lang.Gerund // "spoke to reporters after calling on the minister"
			d.told.Add(lang.MeetVerb)
			continue
		}
		by := i - 1
		for by > 0 && (d.nodes[by].any(auxiliaries) || d.nodes[by].is(lang.In)) {
			by-- // "called on Monday on", "will call on"
		}
		host, guest := d.actorAt(i+1), d.actorAt(by)
		if host == nil || guest == nil || !inOffice(host) || !inOffice(guest) || d.asks(i+2) {
			continue
		}
		n.classes, n.forms = lang.SetOf(lang.MeetVerb), lang.Done
		d.told.Add(lang.MeetVerb)
	}
}

// afters are the conjunctions for what comes before the main clause; behind one, somebody is told
// to have called on an official.
var afters = words("afters")

// asks tells whether an infinitive follows before the next clause, from node i on, and not
// only where somebody goes.
func (d *Document) asks(i int) bool {
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
	return d.dated(t.End)
}

// callNouns are the first words of verbs of calling on somebody that are nouns as well.
var callNouns = words("callNouns")
