package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
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
	if d.span.First < d.headline && d.rails.told() {
		d.entitle() // the body has told the rest better
		return
	}
	done, tried, last := 0, 0, -1
	for k := range d.nodes {
		if !d.mentionsRailway(k) || d.quoted(d.nodes[k].first) {
			continue
		}
		if listed := last >= 0 && d.listed(last, k); k < done && !listed {
			continue
		}
		if tried++; tried > mostMentions {
			return
		}
		lo, hi := d.railwayClause(k)
		if d.railway(k, lo, hi, k < done) {
			done, last = d.relativeEnd(k, hi), k
		}
	}
}

// listed tells whether the railways at nodes i and k stand in one list, each with its name.
func (d *Document) listed(i, k int) bool {
	and := false
	for j := i + 1; j < k; j++ {
		if d.nodes[j].any(breaks) || d.nodes[j].any(triggers) {
			return false
		}
		and = and || d.nodes[j].is(lang.And)
	}
	first, end := d.railwayName(i)
	first2, end2 := d.railwayName(k)
	comma := d.gaps(d.nodes[i].end-1, d.nodes[k].first)&scan.Comma != 0
	return (and || comma) && first < end && first2 < end2 && !d.sharesName(first, end, first2, end2)
}

// mishap tells whether the headline is about an accident, a strike or an attack.
func (d *Document) mishap() bool {
	for i := range d.text.Tags {
		if t := &d.text.Tags[i]; t.First >= d.headline {
			break
		} else if t.Is(lang.Mishap) {
			return true
		}
	}
	return false
}

// mentionsRailway tells whether node k speaks of a railway: by its name, or, in a
// story about one, by "the line", the work on it, or its builder.
func (d *Document) mentionsRailway(k int) bool {
	n := &d.nodes[k]
	if n.is(lang.RailNoun) || n.is(lang.Stock) {
		return d.value(k, lang.RailNoun) != "none" // a railway station, railway workers
	}
	if !d.rails.live(d.index) || n.first < d.headline {
		return false
	}
	return n.is(lang.RailAgain) || n.is(lang.BuildVerb) && n.forms == lang.Gerund || n.is(lang.Firm) && !d.stateOfFirm(k).Empty()
}

// railway reads what the clause [lo, hi) tells of the railway at node k, which
// may be another one in a list.
func (d *Document) railway(k, lo, hi int, listed bool) bool {
	wide := d.relativeEnd(k, hi)
	b, helpers := d.bindRailway(k, lo, wide)
	s, at := d.stageOf(k, d.mainPart(lo, hi), hi)
	if s == nil {
		s, at = d.stageOf(k, lo, wide)
	}
	p := d.rails.refer(d, k)
	if p == nil {
		return d.newRailway(s, &b, k, at, listed)
	}
	p.sentence = d.index
	p.course = p.course.Union(d.statesOfLine(k))
	if p.event >= 0 {
		var told Candidate
		d.describeRailway(&told, k)
		d.found[p.event].hear(&told)
	}
	switch own := b.set.Minus(helpers); {
	case d.nodes[k].is(lang.Stock) && b.set.Len() == 1 && !b.set.Within(p.parties):
		return true // another buyer
	case b.set.Within(p.parties):
		b.weak = b.weak || b.set != p.parties
		b.set = p.parties
	case s != nil && !b.set.Empty() && (s.by && own.Within(p.parties) || s.class == lang.FinanceVerb && b.set.Len() == 1) || s != nil && b.set.Len() == 1 && p.parties.Len() == 1:
		return d.joinProject(p, s, &b, k, at)
	case b.set.Len() == 1:
		return true // some other state that has to do with it
	case !d.nodes[k].is(lang.RailNoun) && b.set.Intersect(p.parties).Empty():
		return true // some other line
	}
	if s == nil {
		return false
	}
	return d.tellRailway(p, s, &b, k, at)
}

// joinProject adds the builders and lenders of b to the parties of p, unless
// they had to do with it long ago.
func (d *Document) joinProject(p *project, s *stage, b *binding, k, at int) bool {
	if d.recalls() {
		return true
	}
	d.keepNear(b, at)
	p.parties = p.parties.Union(b.set)
	b.set = p.parties
	if p.event >= 0 { // they take part in what is told already
		d.found[p.event].Parties = p.parties
		return true
	}
	return s != nil && d.tellRailway(p, s, b, k, at)
}

// helperReach bounds, in words, how far a builder stands from the word that tells what he does.
const helperReach = 10

// keepNear takes out of b those who stand too far behind node at, or behind a
// comma: "financed by a bank, beating rivals from China".
func (d *Document) keepNear(b *binding, at int) {
	var near, far party.Set
	end := d.nodes[at].end
	for i := int8(0); i < b.n; i++ {
		a := &d.actors[b.actors[i]]
		if a.first >= end && (a.first-end > helperReach || d.gaps(end-1, a.first)&scan.Comma != 0) {
			far = far.Union(a.set)
		} else {
			near = near.Union(a.set)
		}
	}
	b.set = b.set.Minus(far.Minus(near))
}

// recalls tells whether the sentence has a date that is no news.
func (d *Document) recalls() bool {
	for i := range d.dates {
		if date, ok := d.resolveDate(&d.dates[i], false); ok && date.Last().Before(d.day().AddDate(0, 0, -newsDays)) {
			return true
		}
	}
	return false
}

// newRailway reads the first mention of a railway.
func (d *Document) newRailway(s *stage, b *binding, k, at int, listed bool) bool {
	first, end := d.railwayName(k)
	if n := &d.nodes[k]; !n.is(lang.RailNoun) && !n.is(lang.Stock) && first == end && !d.extends(k) {
		return false
	}
	p := project{first: first, end: end, course: d.statesOfLine(k), sentence: d.index, event: -1}
	if extends := d.extends(k); extends || listed {
		d.rails.others++
		p.other = d.rails.others
		if extends && b.set.Len() < 2 && d.rails.n > 0 {
			b.set, b.weak = b.set.Union(d.rails.projects[0].parties), true // those of the line that it extends
		}
	}
	p.parties = b.set
	if s != nil {
		if b.set.Union(p.course).Len() < 2 {
			d.addBuilders(b, k)
		}
		if b.set.Union(p.course).Len() < 2 {
			d.completeRailway(b)
		}
		d.completeCourse(b, &p, k)
		p.parties = b.set
	}
	if b.set.Empty() && p.course.Empty() {
		return false
	}
	q := d.rails.add(p)
	return s != nil && d.tellRailway(q, s, b, k, at)
}

// railwayStatus gives the status of a project of which the word at node at tells stage s
// in this way; empty when it tells nothing.
func (d *Document) railwayStatus(s *stage, at int, j judgement) events.Status {
	switch j.modality {
	case hypothetical:
		if d.wished(j.cue) {
			return events.RailwayProposed
		}
		return ""
	case negated, refused:
		return ""
	case planned:
		return d.plannedStage(s, at)
	case cancelled:
		return events.RailwaySuspended
	}
	return s.status
}

// describing are the frames by which a text may only describe a railway: who built it,
// who paid for it, what was said of it.
var describing = map[string]bool{"rail-build": true, "rail-finance": true, "rail-talks": true, "rail-discuss": true, "rail-negotiate": true, "rail-plan": true}

// deciding are the stages of which a headline tells as news.
var deciding = lang.SetOf(lang.OpenVerb, lang.SignVerb, lang.SignNoun, lang.ReachVerb, lang.AgreeVerb, lang.StudyWord)

// entitle gives the first railway of the story the stage that the headline tells, where
// the text has only described it.
func (d *Document) entitle() {
	i := slices.IndexFunc(d.found, func(c Candidate) bool { return c.Type == events.TypeRailwayProject && !c.Background })
	if i < 0 || !describing[d.found[i].Frame] {
		return
	}
	for k := range d.nodes {
		if !d.mentionsRailway(k) {
			continue
		}
		lo, hi := d.railwayClause(k)
		s, at := d.stageOf(k, d.mainPart(lo, hi), hi)
		if s == nil || !deciding.Has(s.class) && s != &begun {
			continue
		}
		j := d.judge(at)
		if status := d.railwayStatus(s, at, j); status != "" {
			c := &d.found[i]
			c.Status, c.StatusCue, c.Frame = status, j.cue, "rail-"+s.name
		}
		return
	}
}

// tellRailway makes a candidate of stage s, told at node at, of the project p.
func (d *Document) tellRailway(p *project, s *stage, b *binding, k, at int) bool {
	d.completeCourse(b, p, k)
	if b.set.Len() < 2 && (b.set.Empty() || !b.set.Within(d.dict.Parties.Bodies)) {
		return false
	}
	p.parties = b.set
	j := d.judge(at)
	c := Candidate{Type: events.TypeRailwayProject, Frame: "rail-" + s.name, Parties: b.set, Status: d.railwayStatus(s, at, j), Plan: j.modality == planned, Sentence: d.index, Confidence: 0.7, StatusCue: j.cue}
	if c.Status == "" {
		return true
	}
	d.fill(&c, b, at)
	if c.Ahead { // a project's date is that of its news, not of its plans
		c.Date, c.Dated, c.DateCue = dates.Date{}, false, Cue{}
		if c.Status == events.RailwayOperational {
			c.Status = events.RailwayConstruction
		}
	}
	if c.Dated && c.Date.Month == 0 && c.Date.Year < d.pub.Year() {
		c.Background = true // "last year"
	}
	c.Line = p.other
	d.describeRailway(&c, k)
	if c.Name.Empty() && p.end > p.first {
		c.Name = d.bytes(p.first, p.end)
	}
	if p.event >= 0 && !c.Background { // told already: one news a project
		d.found[p.event].Evidence = append(d.found[p.event].Evidence, c.Evidence...)
		return true
	}
	told := len(d.found)
	d.emit(c)
	if p.event < 0 && !c.Background && len(d.found) > told {
		p.event = int32(told)
	}
	return true
}
