package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// addEnds adds the states that the way w of the railway at node k joins, unless
// one of them, or two by whom the line is known, act in the clause themselves:
// "Hungary borrowed for its section of the Budapest-Belgrade railway". Whom "both
// governments" mean the way may tell better than the discourse.
func (d *Document) addEnds(b *binding, w *course, k int, helpers party.Set) {
	var acting, both party.Set
	ends, joins := d.joinedBy(d.nodes[k].end, d.span.End)
	for i := int8(0); i < b.n; i++ {
		switch a := &d.actors[b.actors[i]]; {
		case joins && a.first >= ends: // "that will link Zambia with Tanzania"
		case a.kind == byPair:
			both.Join(&a.set)
		case a.kind != byPlace && !a.set.Within(&helpers):
			acting.Join(&a.set)
		}
	}
	if w.ground.Len() >= 2 && !w.ground.Meets(&acting) {
		b.set.Join(&w.ground)
	}
	if acting.Len() < 2 && both.Len() < 2 {
		b.set = b.set.Union(d.statesOfLine(k))
	}
}

// addGround adds the states on whose soil the railway at node k lies, where its
// clause names only who builds it or pays: those of its way w, of the place beside
// it, or the one with which the sentence begins, "In Angola, Portuguese firms …". For
// a firm's work it is also the only one of the sentence before, "Kuwait is slower. A
// Turkish firm …", or the one that the article is about.
func (d *Document) addGround(b *binding, w *course, s *stage, k int) {
	before := b.set
	if soil := d.soil(); !soil.Empty() {
		b.set.Join(&soil)
		return
	}
	if b.set.Join(&w.ground); b.set == before {
		d.bindCourse(b, k)
	}
	if b.set != before || !s.by || !d.firmIn(d.clause(k)) {
		return
	}
	if told := d.justTold(); told.Len() == 1 {
		b.set, b.weak = b.set.Union(told), true
	}
	if b.set == before {
		d.bindHero(b)
	}
	if b.set == before && !d.away && d.dateline.Len() == 1 {
		b.set, b.weak = b.set.Union(d.dateline), true
	}
}

// helped tells whether the clause [lo, hi) describes a line by who builds it or pays,
// "which is financed by Chinese loans".
func (d *Document) helped(lo, hi int) bool {
	return d.trigger(lang.FinanceVerb, lo, hi) >= 0 || d.trigger(lang.BuildVerb, lo, hi) >= 0
}

// keepSection leaves, of the states in which the line of m lies, only the one whose
// section the clause [lo, hi) tells of, where somebody else builds it or pays: "China
// finances the Hungarian section of the Budapest-Belgrade railway".
func (d *Document) keepSection(m *mention, lo, hi int) {
	if m.helpers.Within(&m.way.ground) {
		return
	}
	for i := lo; i < hi; i++ {
		a := d.actorAt(i)
		if a == nil || a.kind != adjunct && a.kind != byName || a.preps != (lang.Set{}) || a.set.Len() != 1 || !a.set.Within(&m.way.ground) {
			continue
		}
		for _, j := range [...]int{i - 1, i + 1} {
			if j >= lo && j < hi && d.nodes[j].is(lang.RailAgain) && d.near(i, j, 0) {
				m.binding.set = m.binding.set.Minus(m.way.ground.Minus(a.set))
				return
			}
		}
	}
}

// soil gives the state with which the sentence begins: "In Angola, Portuguese firms …",
// "On the Hungarian side, work goes on".
func (d *Document) soil() party.Set {
	a := d.actorAt(1)
	if a == nil || !a.preps.Has(lang.In) || a.kind > byOffice || a.set.Len() != 1 || d.nodes[0].first != d.span.First {
		return party.Set{}
	}
	return a.set.Minus(d.dict.Parties.Bodies)
}

// addBuilders takes those who build or pay in a relative clause behind the
// railway at node k: "a line that was built by Chinese firms".
func (d *Document) addBuilders(b *binding, k int) {
	_, hi := d.clause(k)
	for i := hi; i < len(d.nodes) && !d.nodes[i].is(lang.SayVerb); i++ {
		if a, of := d.actorAt(i), d.stateOfFirm(i); a == nil || !of.Empty() {
			b.set.Join(&of)
		} else if !a.speaks && (a.preps.Has(lang.By) || a.kind == adjunct && d.qualifies(i)) {
			b.add(d, d.nodes[i].actor)
		}
	}
}

// completeCourse adds to b the states on the way of the project p, told of at
// node k: those of its name and of the places beside it, until there are two.
func (d *Document) completeCourse(b *binding, p *project, k int) {
	if b.set.Len() >= 2 || !b.set.Empty() && b.set.Within(&d.dict.Parties.Bodies) {
		return
	}
	b.set.Join(&p.course)
	if b.set.Len() < 2 {
		b.set.Join(&p.way.ground)
	}
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

// onCourse tells whether the place at node i lies on the line at node k:
// "Addis Ababa-Djibouti railway", "railway from Kashgar to Andijan", "metro in Abidjan".
func (d *Document) onCourse(i, k int) bool {
	a := d.actorAt(i)
	if a.kind != byPlace && !(a.kind == byName && a.preps.Has(lang.To)) || a.set.Len() > int(a.members) || d.borders(i) {
		return false
	}
	if a.preps == (lang.Set{}) {
		return d.near(i, k, 4) && !d.separated(i, k)
	}
	if i < k || d.nodes[i].first-d.nodes[k].end > 10 {
		return false
	}
	for j := k + 1; j < i; j++ {
		if d.nodes[j].any(triggers) && !d.nodes[j].is(lang.VisitVerb) && !d.nodes[j].is(lang.RailNoun) { // a train arrives too, and is for a line
			return false
		}
	}
	return a.preps.Any(courses)
}

var courses = lang.SetOf(lang.In, lang.From, lang.To, lang.Between, lang.With)
