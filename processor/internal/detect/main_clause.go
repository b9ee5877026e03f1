package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// mainClause gives the end of the main clause that begins at node lo: the next
// begins with an "and", a doer and a verb of his own, before node hi. Behind what
// opens the sentence a comma does: "After the old pact lapsed, X and Y signed".
func (d *Document) mainClause(lo, hi int) int {
	told, opening := false, d.comesFirst(lo)
	for i := lo; i < hi; i++ {
		n := &d.nodes[i]
		switch {
		case opening && i > lo && d.separated(i-1, i) && d.acts(i, hi):
			return i
		case told && n.is(lang.And) && (d.acts(i+1, hi) || d.fares(i+1, hi) || d.echoes(i+1, hi) || d.dealsWith(i+1, hi) || d.opensTalks(i+1, hi)) && d.near(i, i+1, 1):
			return i + 1
		case n.is(lang.And) && d.text.Tokens[n.first].After(scan.Comma) && d.acts(i+1, hi) && d.comesNext(i) && (told || d.doesElse(lo, i)):
			return i + 1
		}
		told = told || n.any(dealVerbs)
	}
	return hi
}

// comesNext tells whether the actor behind the "and" at node i stands right there, or behind a date: "and
// in August Somalia signed".
func (d *Document) comesNext(i int) bool {
	return d.near(i, i+1, 1) || d.near(i, i+1, datedReach) && (d.startsDate(d.nodes[i].end) || d.startsDate(d.nodes[i].end+1))
}

// datedReach is how many words a date before a doer has at most.
const datedReach = 4

// doesElse tells whether somebody in [lo, and) is followed by a verb that no lexicon has, and so does what
// has no part in what comes behind that "and": "The envoy of Ethiopia was expelled, and Somalia signed".
func (d *Document) doesElse(lo, and int) bool {
	for j := lo; j < and; j++ {
		a := d.actorAt(j)
		if a == nil || a.preps != (lang.Set{}) || a.kind == adjunct || a.end+1 >= d.nodes[and].first || d.gaps(a.end-1, d.nodes[and].first-1)&^scan.Inside != 0 {
			continue
		}
		if t := d.tagAt(a.end); t == nil || !t.Classes.Any(prepositions) && !t.Is(lang.And) && !t.Is(lang.Relative) && !t.Is(lang.Date) {
			return true
		}
	}
	return false
}

// echoes tells whether a party begins a clause at node i that leaves out its verb: "and
// Montenegro one with Turkey".
func (d *Document) echoes(i, hi int) bool {
	a := d.actorAt(i)
	return a != nil && !a.preps.Any(prepositions) && d.partnerFrom(i, hi) > i && !d.tellsElse(i, hi)
}

// dealsWith tells whether a verb at node i begins what the same doer does with a partner
// of its own: "signed a treaty with X and is negotiating one with Y", "and is in talks with Y on one".
func (d *Document) dealsWith(i, hi int) bool {
	verb := i
	for verb < hi && d.nodes[verb].any(auxiliaries) {
		verb++
	}
	for verb < hi && d.nodes[verb].any(intoTalks) && d.near(i-1, verb, 4) {
		verb++
	}
	if verb >= hi || !d.near(i-1, verb, 4) || !d.nodes[verb].any(dealVerbs) && !d.nodes[verb].is(lang.NegotiateVerb) && !(verb > i && d.nodes[verb].any(bargaining)) {
		return false
	}
	for j := verb + 1; j < hi && d.near(verb, j, reach); j++ {
		if a := d.actorAt(j); a != nil {
			return a.preps.Has(lang.With) && a.kind != byPair
		}
	}
	return false
}

// opensTalks tells whether a verb at node i begins what the same doers negotiate beside that which they have
// concluded: "signed a pact and agreed to negotiate a treaty", "and launched talks on a loan".
func (d *Document) opensTalks(i, hi int) bool {
	talks := i
	for talks < hi && !d.nodes[talks].any(negotiations) && (d.nodes[talks].any(auxiliaries) || d.nodes[talks].any(intoTalks) || d.nodes[talks].is(lang.AgreeVerb)) {
		talks++
	}
	if talks >= hi || !d.near(i-1, talks, opensReach) || !d.nodes[talks].any(negotiations) {
		return false
	}
	for deal := talks + 1; deal < hi && d.near(talks, deal, topicReach); deal++ {
		if d.nodes[deal].is(lang.DealNoun) {
			return !d.pointsBack(deal) && (d.near(talks, deal, 0) || d.onDeal(talks, deal) || d.nodes[talks].is(lang.NegotiateVerb) && d.objectOf(talks, deal))
		}
	}
	return false
}

// opensReach is how many words may stand before talks that are opened.
const opensReach = 5

// intoTalks are the words between a doer and the talks that he is in, opens or holds.
var intoTalks = lang.SetOf(lang.In, lang.Light, lang.OpenVerb, lang.BeginVerb, lang.To)

// fares tells whether a deal at node i has a passive verb of its own, "a treaty was signed and the
// protocol was extended", or a signing one of what is to come, "and a signing is planned".
func (d *Document) fares(i, hi int) bool {
	if i < hi && d.nodes[i].is(lang.SignNoun) && d.near(i-1, i, 2) {
		return d.plansNext(i)
	}
	if i >= hi || !d.nodes[i].is(lang.DealNoun) || !d.near(i-1, i, 2) {
		return false
	}
	for verb := i + 1; verb < hi && d.near(i, verb, reach/2) && !d.separated(verb-1, verb); verb++ {
		switch n := &d.nodes[verb]; {
		case n.any(dealVerbs):
			return d.isPassive(n)
		case n.is(lang.And), n.any(verbs):
			return false
		}
	}
	return false
}

// comesFirst tells whether the clause that begins at node lo opens the sentence, so that
// the main clause is still to come.
func (d *Document) comesFirst(lo int) bool {
	if lo == 0 || !d.nodes[lo-1].is(lang.Clause) {
		return false
	}
	for i := range lo {
		if d.nodes[i].any(verbs) {
			return false
		}
	}
	return true
}

// acts tells whether a doer stands at node i, and right behind him a verb by which
// agreements are told.
func (d *Document) acts(i, hi int) bool {
	if a := d.actorAt(i); a == nil || a.preps != (lang.Set{}) {
		return false
	}
	verb := i + 1
	for verb < hi && (d.nodes[verb].any(auxiliaries) || d.nodes[verb].is(lang.In)) {
		verb++ // "on Monday"
	}
	return verb < hi && d.nodes[verb].any(dealVerbs) && d.near(i, verb, 3)
}

// ofAntecedent gives the node of the one whom the relative clause of the verb at node k is about, if it
// stands in one: what the main clause told before him, from node lo on, has no part in what he does,
// "X is at odds with Y, who signed a treaty with Z". It gives lo where there is none.
func (d *Document) ofAntecedent(k, lo int) int {
	if d.nodes[k].forms&(lang.Done|lang.Present|lang.Base) == 0 || d.isPassive(&d.nodes[k]) {
		return lo
	}
	verb := k
	for verb > lo && (d.nodes[verb-1].any(auxiliaries) || d.nodes[verb-1].is(lang.To)) {
		verb--
	}
	r := verb - 1
	for r > lo && !d.nodes[r].is(lang.Relative) {
		if n := &d.nodes[r]; n.any(verbs) || n.any(dealVerbs) || n.actor >= 0 && !d.actors[n.actor].preps.Any(prepositions) {
			return lo
		}
		r--
	}
	a := d.actorAt(r - 1)
	if r <= lo || a == nil || a.set.Empty() || !d.near(r-1, r, 0) || d.text.Tokens[d.nodes[verb].first].After(scan.Comma) {
		return lo
	}
	if isPeople(a) || a.kind == byName && (a.preps.Has(lang.By) || !a.preps.Any(prepositions)) {
		return r - 1
	}
	return lo
}

var dealVerbs = lang.SetOf(lang.SignVerb, lang.AgreeVerb, lang.ReachVerb, lang.RatifyVerb, lang.ExtendVerb, lang.SuspendVerb, lang.EndVerb)
