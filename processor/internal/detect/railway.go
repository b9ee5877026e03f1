package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// mostMentions bounds the mentions that are tried in a sentence: no real one has more.
const mostMentions = 12

// railways finds the railway projects of the sentence: one a clause, unless it
// lists several by their names.
func (d *Document) railways() {
	if d.rails.silent || d.trigger(lang.Mishap, 0, len(d.nodes)) >= 0 {
		return // an accident, a strike, an attack
	}
	if d.span.First < d.headline && d.rails.toldOfAny(d, d.named()) {
		d.entitle() // the body has told the rest better
		return
	}
	if d.offers() {
		return
	}
	if !d.told.Any(railTriggers) && !d.told.Has(lang.RailAgain) && !(d.rails.live(d.index) && d.told.Any(ofLine)) && !d.goesOnWithLine() {
		d.openers()
		return
	}
	done, tried, last := 0, 0, -1
	for k := range d.nodes {
		if !d.mentionsRailway(k) || d.quoted(d.nodes[k].first) {
			continue
		}
		items := last >= 0 && d.itemises(last, k)
		if listed := last >= 0 && d.listed(last, k); k < done && !listed && !items {
			d.countAside(k)
			continue
		}
		if tried++; tried > mostMentions {
			return
		}
		lo, hi := d.railwayClause(k)
		m := d.readMention(k, lo, hi)
		m.listed = k < done
		if items {
			m.stage = nil // it is told of all of them
		}
		m.part = m.way.n >= 2 && d.value(k, lang.RailAgain) == "part"
		if d.railway(k, &m) {
			done, last = d.relativeEnd(k, hi), k
		}
		d.namePairs(k)
	}
	if tried == 0 {
		d.openers()
	}
}

// readTitle reads of the headline whether it is about an accident, a strike or an
// attack, and whether the headline, or a firm that the text names, is of a railway.
func (r *railStory) readTitle(d *Document) {
	for i := range d.text.Tags {
		t := &d.text.Tags[i]
		if t.First < d.headline {
			r.silent = r.silent || t.Is(lang.Mishap)
			r.titled = r.titled || t.Is(lang.RailNoun)
		} else if r.titled || !d.text.Told.Has(lang.Firm) {
			return
		}
		r.titled = r.titled || t.Is(lang.Firm) && slices.ContainsFunc(d.text.Tokens[t.First:t.End], func(w scan.Token) bool { return railwayWords.has(w.Hash) })
	}
}

// mention is what a clause tells of a railway.
type mention struct {
	stage   *stage // nil when none is told
	at      int    // the node that tells it
	way     course
	binding binding   // the parties
	helpers party.Set // of these, the states of builders and lenders
	listed  bool      // it is another one in a list
	goesOn  extension // where the line is to go on to
	part    bool      // only a section is meant, told by the places between which it lies
}

// readMention reads what the clause [lo, hi) tells of the railway at node k. What a
// relative clause in it describes is left out, where the main clause tells a stage.
func (d *Document) readMention(k, lo, hi int) mention {
	m := mention{goesOn: d.extension(k)}
	switch {
	case m.goesOn.verb > 0:
		m.way = d.way(d.nodes[max(m.goesOn.verb, k)].end, d.span.End)
	case !d.nodes[k].is(lang.Stock) || d.nodes[k].is(lang.RailNoun) || d.runs(k): // trains run in many places
		m.way = d.courseOf(k)
	}
	if aside, main, end := d.insertion(k); aside > 0 {
		if m.stage, m.at = d.stageOf(k, main, end); m.stage != nil {
			rest, builders := d.bindRailway(&m.way, k, main, end)
			m.binding, m.helpers = d.bindRailway(&m.way, k, lo, aside)
			m.binding.take(d, &rest)
			if m.helpers.Join(&builders); m.helpers.Empty() && d.helped(aside, main) {
				rest, m.helpers = d.bindRailway(&m.way, k, aside, main)
				m.binding.take(d, &rest)
			}
			d.keepSection(&m, lo, hi)
			return m
		}
	}
	wide := d.relativeEnd(k, hi)
	m.binding, m.helpers = d.bindRailway(&m.way, k, lo, wide)
	d.keepSection(&m, lo, wide)
	if m.stage, m.at = d.stageOf(k, d.mainPart(lo, hi), hi); m.stage == nil {
		m.stage, m.at = d.stageOf(k, lo, wide)
	}
	if m.stage == nil {
		d.ownStage(&m, k, wide)
	}
	if m.stage == nil {
		d.topicStage(&m, k, lo)
	}
	if m.goesOn.verb > 0 && m.at == m.goesOn.verb {
		m.stage = &extended
	}
	if m.opensAlong() {
		m.binding.set = m.way.ground
	}
	return m
}

// railway makes news of the mention m of a railway at node k, and tells whether the
// clause has no more to say.
func (d *Document) railway(k int, m *mention) bool {
	p := d.rails.refer(d, k, m)
	if p == nil {
		return d.newRailway(k, m)
	}
	if p.strayed == d.index && m.binding.set.Empty() && !d.nodes[k].is(lang.RailNoun) {
		return true // it goes on about that other state: "Thailand wants to extend its line, but the work is late"
	}
	p.sentence = d.index
	p.count(d, k)
	if p.way.n == 0 {
		p.way = m.way
	}
	p.course = p.course.Union(d.statesOfLine(k))
	if p.event >= 0 {
		var told Candidate
		d.describeRailway(&told, k)
		d.found[p.event].hear(&told)
	}
	d.runsThrough(p, k, m)
	b := &m.binding
	switch {
	case d.nodes[k].is(lang.Stock) && b.set.Len() == 1 && !b.set.Within(&p.parties) && (p.event >= 0 || !party.Inside(b.set, d.makers(k))):
		return true // another buyer
	case b.set.Within(&p.parties):
		b.weak = b.weak || b.set != p.parties
		b.set = p.parties
	case d.leftBy(p, m):
		return true // what those build elsewhere
	case m.joins(p):
		return d.joinProject(p, k, m)
	case b.set.Len() == 1:
		p.strayed = d.index
		return true // some other state that has to do with it
	case !d.nodes[k].is(lang.RailNoun) && !b.set.Meets(&p.parties):
		return true // some other line
	}
	if m.stage == nil {
		return false
	}
	return d.tellRailway(p, k, m)
}

// newRailway reads the first mention m of a railway, at node k.
func (d *Document) newRailway(k int, m *mention) bool {
	if d.nameCounted(k, m) {
		return false // others may follow in the list
	}
	first, end := d.railwayName(k)
	if n := &d.nodes[k]; !n.is(lang.RailNoun) && !n.is(lang.Stock) && (first == end || n.is(lang.Scheme)) && !d.extends(k) && m.goesOn.verb == 0 && m.way.n < 2 && !d.countsMore(k) && !(d.rails.n > 0 && d.leftBy(&d.rails.projects[0], m)) {
		return false
	}
	p := project{first: first, end: end, course: d.statesOfLine(k), way: m.way, sentence: d.index, event: -1, strayed: -1, unnamed: d.counted(k)}
	d.tellApart(&p, k, m)
	b := &m.binding
	if m.stage != nil {
		if party.Count(b.set.Union(p.course)) < 2 {
			d.addBuilders(b, k)
		}
		if told := d.justTold(); told.Len() == 2 && b.set.Len() < 2 && party.Inside(b.set.Union(p.course), told) && party.Inside(d.statesIn(d.tags), told) {
			b.set, b.weak = told, true // "X gets the right to develop it with Y. A railway will be laid"
		} else if m.way.n < 2 && b.set.Len() < 2 && d.rails.n == 0 {
			if all := b.set.Union(d.alongCorridor()); all.Len() >= 2 && all.Len() <= mostAlong {
				b.set, b.weak = all, true
			}
		}
		if b.set.Within(&m.helpers) {
			d.addGround(b, &m.way, m.stage, k)
		}
		if party.Count(b.set.Union(p.course)) < 2 {
			d.completeRailway(b, k)
		}
		d.completeCourse(b, &p, k)
	}
	if m.stage == nil && d.runs(k) {
		return false // trains that run are no project by themselves
	}
	p.parties, p.helpers = b.set, m.helpers.Minus(m.way.ground)
	if d.nodes[k].is(lang.Stock) {
		p.maker = d.makers(k).Intersect(b.set)
	}
	if b.set.Empty() && p.course.Empty() && (p.way.n < 2 || p.way.ground.Empty()) {
		if d.rails.live(d.index) {
			d.rails.projects[0].sentence = d.index // it goes on about railways
		}
		return false
	}
	q := d.rails.add(p)
	return m.stage != nil && d.tellRailway(q, k, m)
}

// tellApart gives p, told of by m at node k, a number of its own, where the line of
// before goes on in it, or one of a list; those of that line take part in it too.
func (d *Document) tellApart(p *project, k int, m *mention) {
	main := &d.rails.projects[0]
	extends, section := d.extends(k) || m.goesOn.verb > 0, d.rails.n > 0 && (m.way.beyond(&main.way) || m.way.apart(&main.way) || d.parts(main, m))
	p.another = d.rails.toldOfAny(d, party.Set{}) && d.another(k)
	if !extends && !section && !m.listed && !p.another {
		return
	}
	d.rails.others++
	p.other = d.rails.others
	if d.rails.n > 0 && d.leftBy(main, m) {
		m.binding.set = m.binding.set.Union(main.parties.Minus(main.helpers))
	}
	if to := m.goesOn.to; !to.Empty() {
		m.binding.set = m.binding.set.Union(to).Union(main.parties.Minus(main.helpers))
	}
	if b := &m.binding; d.rails.n > 0 && b.set.Len() < 2 && (extends || section && m.helpers.Empty() && m.way.ground.Within(&main.parties)) {
		b.set, b.weak = b.set.Union(main.parties), true
	}
}
