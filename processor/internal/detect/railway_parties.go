package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// bindRailway takes the parties that the clause [lo, hi) names for the railway
// at node k: the states that act, those on whose soil the line is, and those of
// its builders and lenders, which are the helpers.
func (d *Document) bindRailway(k, lo, hi int) (b binding, helpers party.Set) {
	for i := lo; i < hi; i++ {
		a := d.actorAt(i)
		if a == nil {
			helpers = helpers.Union(d.stateOfFirm(i))
			continue
		}
		if !d.joinsRailway(a, i, k) {
			continue
		}
		if a.kind == byPair && a.want > 0 {
			if named := d.namedBefore(i, int(a.want)); !named.Empty() {
				a.set = named
			}
		}
		d.resolve(a)
		b.add(d, d.nodes[i].actor)
		if a.kind == adjunct || a.preps.Has(lang.By) || a.preps.Has(lang.From) || d.isFirm(i) {
			helpers = helpers.Union(a.set)
		}
	}
	b.set = b.set.Union(helpers)
	d.addEnds(&b, k, helpers)
	if d.partnersOnly(&b) {
		d.addTeller(&b)
	}
	bodies := b.set.Intersect(d.dict.Parties.Bodies)
	switch states := b.set.Minus(bodies); {
	case d.besideRailway(k, bodies):
		b.set = bodies
	case states.Len() == 1 && bodies.Len() == 1 && d.trigger(lang.FinanceVerb, lo, hi) >= 0: // the bank lends to the state
	default:
		b.set = states
	}
	return b, helpers
}

// addEnds adds the states that the name of the railway at node k joins, unless
// one of them, or two by whom the line is known, act in the clause themselves:
// "Hungary borrowed for its section of the Budapest-Belgrade railway".
func (d *Document) addEnds(b *binding, k int, helpers party.Set) {
	first, end := d.railwayName(k)
	var ends, acting party.Set
	for i := range d.nodes {
		if a := d.actorAt(i); a != nil && a.kind == byPlace && a.first >= first && a.end <= end {
			ends = ends.Union(a.set)
		}
	}
	for i := int8(0); i < b.n; i++ {
		if a := &d.actors[b.actors[i]]; a.kind != byPlace && !a.set.Within(helpers) {
			acting = acting.Union(a.set)
		}
	}
	if ends.Len() >= 2 && ends.Intersect(acting).Empty() {
		b.set = b.set.Union(ends)
	}
	if acting.Len() < 2 {
		b.set = b.set.Union(d.statesOfLine(k))
	}
}

// namedBefore gives the parties that the sentence names before node k, if they are n.
func (d *Document) namedBefore(k, n int) party.Set {
	var s party.Set
	for i := range d.nodes[:k] {
		if a := d.actorAt(i); a != nil && !a.weak && !a.city {
			s = s.Union(a.set)
		}
	}
	if s.Len() != n {
		return party.Set{}
	}
	return s
}

// isFirm tells whether the state's name at node i is part of a firm's: "China
// Railway Group", "Chinese contractors".
func (d *Document) isFirm(i int) bool {
	if d.actorAt(i).kind != byName {
		return false
	}
	if i > 0 && d.nodes[i-1].is(lang.Firm) && d.near(i-1, i, 1) {
		return true
	}
	return i+1 < len(d.nodes) && (d.nodes[i+1].is(lang.Name) || d.nodes[i+1].is(lang.Firm)) && d.near(i, i+1, 0) && !d.separated(i, i+1)
}

// addBuilders takes those who build or pay in a relative clause behind the
// railway at node k: "a line that was built by Chinese firms".
func (d *Document) addBuilders(b *binding, k int) {
	_, hi := d.clause(k)
	for i := hi; i < len(d.nodes) && !d.nodes[i].is(lang.SayVerb); i++ {
		if a := d.actorAt(i); a == nil {
			b.set = b.set.Union(d.stateOfFirm(i))
		} else if !a.speaks && (a.preps.Has(lang.By) || a.kind == adjunct && d.qualifies(i)) {
			b.add(d, d.nodes[i].actor)
		}
	}
}

// completeCourse adds to b the states on the way of the project p, told of at
// node k: those of its name and of the places beside it, until there are two.
func (d *Document) completeCourse(b *binding, p *project, k int) {
	if b.set.Len() >= 2 || !b.set.Empty() && b.set.Within(d.dict.Parties.Bodies) {
		return
	}
	b.set = b.set.Union(p.course)
	if b.set.Len() < 2 {
		d.bindCourse(b, k)
	}
}

// bindCourse takes the places in the name and course of the railway at node k.
func (d *Document) bindCourse(b *binding, k int) {
	lo, hi := d.clause(k)
	for i := lo; i < hi; i++ {
		if d.actorAt(i) != nil && d.onCourse(i, k) {
			b.add(d, d.nodes[i].actor)
		}
	}
}

// besideRailway tells whether the one body of the clause stands by the railway: "the GCC railway".
func (d *Document) besideRailway(k int, bodies party.Set) bool {
	if bodies.Len() != 1 {
		return false
	}
	for _, i := range [...]int{k - 1, k + 1} {
		if a := d.actorAt(i); a != nil && d.near(min(i, k), max(i, k), 1) && !d.separated(min(i, k), max(i, k)) && a.set == bodies {
			return true
		}
	}
	return false
}

// stateOfFirm gives the state for which the firm at node i stands.
func (d *Document) stateOfFirm(i int) party.Set {
	return d.standsFor(i, lang.Firm)
}

// statesOfLine gives the states that the railway at node i joins by its very name: "Rail Baltica".
func (d *Document) statesOfLine(i int) party.Set {
	return d.standsFor(i, lang.RailNoun)
}

// standsFor gives whom the gazetteer's name of class c at node i stands for.
func (d *Document) standsFor(i int, c lang.Class) (s party.Set) {
	if !d.nodes[i].is(c) {
		return s
	}
	for sense := range d.dict.Senses(d.text, &d.tags[d.nodes[i].tag], c) {
		s = s.Union(sense.Set)
	}
	return s
}

// railWords are those beside which an adjective of nationality tells a party:
// "Chinese contractors", "a Japanese loan", "the Turkish railways".
var railWords = lang.SetOf(lang.RailNoun, lang.RailAgain, lang.Stock, lang.Firm, lang.BuildVerb, lang.FinanceVerb, lang.SupplyVerb)

// joinsRailway tells whether the actor a at node i takes part in the railway at node k.
func (d *Document) joinsRailway(a *actor, i, k int) bool {
	if a.speaks || a.weak && (a.organ || a.kind == byOffice && a.set != d.home) || a.city || d.borders(i) {
		return false
	}
	switch a.kind {
	case adjunct:
		return d.qualifies(i)
	case byPlace:
		if a.preps == (lang.Set{}) {
			return !d.dotted(i)
		}
		return false
	case byName:
		if a.preps.Has(lang.To) && i > k && d.near(k, i, 1) {
			return false // "a railway to Kenya"
		}
		if a.preps.Has(lang.In) {
			return i > k && d.near(k, i, 6) || i > 0 && d.nodes[i-1].any(railWords)
		}
	}
	return true
}

// dotted tells whether the place at node i is only where the story was written.
func (d *Document) dotted(i int) bool {
	return i == 0 && d.nodes[i].first == d.span.First && d.separated(0, min(1, len(d.nodes)-1))
}

// qualifies tells whether a word of railways stands right beside the actor at node i.
func (d *Document) qualifies(i int) bool {
	for _, j := range [...]int{i - 1, i + 1} {
		if j >= 0 && j < len(d.nodes) && d.nodes[j].any(railWords) && d.near(min(i, j), max(i, j), 2) && !d.separated(min(i, j), max(i, j)) {
			return true
		}
	}
	return false
}

// borders tells whether the actor at node i only names a border.
func (d *Document) borders(i int) bool {
	for _, j := range [...]int{i - 1, i + 1} {
		if j < 0 || j >= len(d.nodes) || !d.nodes[j].is(lang.Sector) || !d.near(min(i, j), max(i, j), 1) {
			continue
		}
		if d.dict.Value(d.text, &d.tags[d.nodes[j].tag], lang.Sector) == "border" {
			return true
		}
	}
	return false
}

// onCourse tells whether the place at node i lies on the line at node k:
// "Addis Ababa-Djibouti railway", "railway from Kashgar to Andijan", "metro in Abidjan".
func (d *Document) onCourse(i, k int) bool {
	a := d.actorAt(i)
	if a.kind != byPlace && !(a.kind == byName && a.preps.Has(lang.To)) || a.set.Len() > int(a.members) || d.borders(i) {
		return false
	}
	if a.preps == (lang.Set{}) {
		return d.near(min(i, k), max(i, k), 4) && !d.separated(min(i, k), max(i, k))
	}
	if i < k || d.nodes[i].first-d.nodes[k].end > 10 {
		return false
	}
	for j := k + 1; j < i; j++ {
		if d.nodes[j].any(triggers) && !d.nodes[j].is(lang.VisitVerb) { // a train arrives too
			return false
		}
	}
	return a.preps.Any(courses)
}

var courses = lang.SetOf(lang.In, lang.From, lang.To, lang.Between, lang.With)

// completeRailway finds who else takes part where the clause names one party: the
// official who tells of it, the article's own government, the pair that the story is about.
func (d *Document) completeRailway(b *binding) {
	if b.set.Len() < 2 {
		d.addTeller(b)
	}
	if b.set.Len() < 2 {
		d.pair(b)
	}
}

// addTeller adds the official who says what somebody else does with his state,
// the article's own government, or the states that tell of it together.
func (d *Document) addTeller(b *binding) {
	for i := range d.nodes {
		a := d.actorAt(i)
		if a == nil {
			continue
		}
		together := a.speaks && a.set.Len() >= 2 && b.set.Within(a.set)
		speaker := a.speaks && !a.weak && (a.kind == byOffice || a.kind == byPerson)
		own := a.weak && a.organ && a.set == d.home
		if (together || (speaker || own) && a.set.Len() == 1 && !b.set.Empty()) && !a.set.Within(b.set) && !a.set.Within(d.dict.Parties.Bodies) {
			b.add(d, d.nodes[i].actor)
			return
		}
	}
}

// partnersOnly tells whether b has only those with whom somebody does it.
func (d *Document) partnersOnly(b *binding) bool {
	for i := int8(0); i < b.n; i++ {
		if !d.actors[b.actors[i]].preps.Has(lang.With) {
			return false
		}
	}
	return b.n > 0
}

// indefinite tells whether node k introduces a railway as new: "a railway".
func (d *Document) indefinite(k int) bool {
	return d.dict.Value(d.text, &d.tags[d.nodes[k].tag], lang.RailNoun) == "new"
}

// extends tells whether node k speaks of a line's extension, which is a project of its own.
func (d *Document) extends(k int) bool {
	return d.dict.Value(d.text, &d.tags[d.nodes[k].tag], lang.RailAgain) == "new"
}
