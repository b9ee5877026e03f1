package detect

import (
	"github.com/dragoman-wire/dragoman/events"
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
		return // the body has told it better
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
		lo, hi := d.clause(k)
		if d.railway(k, lo, hi, k < done) {
			done, last = hi, k
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
		return true
	}
	if !d.rails.live(d.index) {
		return false
	}
	return n.is(lang.RailAgain) || n.is(lang.BuildVerb) && n.forms == lang.Gerund || n.is(lang.Firm) && !d.stateOfFirm(k).Empty()
}

// railway reads what the clause [lo, hi) tells of the railway at node k, which
// may be another one in a list.
func (d *Document) railway(k, lo, hi int, listed bool) bool {
	b, helpers := d.bindRailway(k, lo, hi)
	s, at := d.stageOf(k, lo, hi)
	p := d.rails.refer(d, k)
	if p == nil {
		return d.newRailway(s, &b, k, at, listed)
	}
	p.sentence = d.index
	switch own := b.set.Minus(helpers); {
	case b.set.Within(p.parties):
		b.weak = b.weak || b.set != p.parties
		b.set = p.parties
	case s != nil && (s.by && own.Within(p.parties) || s.class == lang.FinanceVerb && b.set.Len() == 1) || b.set.Len() == 1 && p.parties.Len() == 1:
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
	p.parties = p.parties.Union(b.set)
	b.set = p.parties
	if p.event >= 0 { // they take part in what is told already
		d.found[p.event].Parties = p.parties
		return true
	}
	return s != nil && d.tellRailway(p, s, b, k, at)
}

// recalls tells whether the sentence has a date that is no news.
func (d *Document) recalls() bool {
	for i := range d.dates {
		if date, ok := d.dates[i].Resolve(d.pub, false); ok && date.Last().Before(d.day().AddDate(0, 0, -newsDays)) {
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
	p := project{first: first, end: end, sentence: d.index, event: -1}
	if extends := d.extends(k); extends || listed {
		d.rails.others++
		p.other = d.rails.others
		if extends && b.set.Len() < 2 && d.rails.n > 0 {
			b.set, b.weak = b.set.Union(d.rails.projects[0].parties), true // those of the line that it extends
		}
	}
	p.parties = b.set
	if s != nil {
		d.completeRailway(b)
		if b.set.Len() < 2 {
			d.bindCourse(b, k)
		}
		p.parties = b.set
	}
	if b.set.Empty() {
		return false
	}
	q := d.rails.add(p)
	return s != nil && d.tellRailway(q, s, b, k, at)
}

// tellRailway makes a candidate of stage s, told at node at, of the project p.
func (d *Document) tellRailway(p *project, s *stage, b *binding, k, at int) bool {
	if b.set.Len() < 2 && !b.set.Within(d.dict.Parties.Bodies) {
		d.bindCourse(b, k)
		if b.set.Len() < 2 {
			return false
		}
		p.parties = b.set
	}
	j := d.judge(at)
	c := Candidate{Type: events.TypeRailwayProject, Frame: "rail-" + s.name, Parties: b.set, Status: s.status, Sentence: d.index, Confidence: 0.7, StatusCue: j.cue}
	switch j.modality {
	case negated, refused, hypothetical:
		return true
	case planned:
		if c.Status = d.plannedStage(s, at); c.Status == "" {
			return true
		}
	case cancelled:
		c.Status = events.RailwaySuspended
	}
	d.fill(&c, b, at)
	if c.Status == events.RailwayOperational && c.Ahead {
		c.Status = events.RailwayConstruction
	}
	if c.Dated && c.Date.Month == 0 && c.Date.Year < d.pub.Year() {
		c.Background = true // "last year"
	}
	c.Line = p.other
	d.describeRailway(&c, k)
	if c.Name.Empty() && p.end > p.first {
		c.Name = d.bytes(p.first, p.end)
	}
	if p.event >= 0 && !c.Background {
		d.found[p.event].hear(&c)
		return true
	}
	told := len(d.found)
	d.emit(c)
	if p.event < 0 && !c.Background && len(d.found) > told {
		p.event = int32(told)
	}
	return true
}

// hear adds what b, told later of the same news, tells of it.
func (c *Candidate) hear(b *Candidate) {
	c.Evidence = append(c.Evidence, b.Evidence...)
	if c.Name.Empty() {
		c.Name = b.Name
	}
	if len(c.Endpoints) == 0 {
		c.Endpoints = b.Endpoints
	}
	if c.Length == 0 {
		c.Length = b.Length
	}
	if c.Cost.Empty() {
		c.Cost = b.Cost
	}
}

// mostProjects bounds the railways that an article tells apart.
const mostProjects = 6

// project is a railway that the article has spoken of.
type project struct {
	parties    party.Set
	first, end int32 // tokens of its name; none when first == end
	sentence   int32 // of its last mention
	event      int32 // index of the candidate that is its news, or -1
	other      int8  // number among the lines that share a story and its parties; 0: the first
}

// railStory is the railways of an article, the last one mentioned first.
type railStory struct {
	projects [mostProjects]project
	n        int
	silent   bool // the story is about an accident, a strike, an attack
	others   int8 // how many further lines it told of, with the same parties perhaps
}

// memory is how many sentences after its last mention "the line" still means a railway.
const memory = 4

// live tells whether a story about a railway is being told at sentence i.
func (r *railStory) live(i int32) bool { return r.n > 0 && i-r.projects[0].sentence <= memory }

// told tells whether news of a railway has been found.
func (r *railStory) told() bool {
	for i := range r.projects[:r.n] {
		if r.projects[i].event >= 0 {
			return true
		}
	}
	return false
}

// add puts p in front, at the cost of the one that was mentioned longest ago.
func (r *railStory) add(p project) *project {
	r.n = min(r.n+1, mostProjects)
	copy(r.projects[1:r.n], r.projects[:])
	r.projects[0] = p
	return &r.projects[0]
}

// refer gives the project that node k means, or nil when it is a new one.
func (r *railStory) refer(d *Document, k int) *project {
	first, end := d.railwayName(k)
	if first == end {
		if r.live(d.index) && !d.indefinite(k) && !d.extends(k) {
			return &r.projects[0]
		}
		return nil
	}
	if p := &r.projects[0]; r.live(d.index) && p.first == p.end && !d.nodes[k].is(lang.RailNoun) {
		p.first, p.end = first, end // it gets its name only now
		return p
	}
	for i := range r.projects[:r.n] {
		if p := &r.projects[i]; d.sharesName(first, end, p.first, p.end) {
			moved := *p
			copy(r.projects[1:i+1], r.projects[:i])
			r.projects[0] = moved
			return &r.projects[0]
		}
	}
	return nil
}

// sharesName tells whether two names have most of their capitalised words in common.
func (d *Document) sharesName(first, end, first2, end2 int32) bool {
	n, shared := 0, 0
	for i := first; i < end; i++ {
		if !d.text.Tokens[i].Has(scan.Capital) {
			continue
		}
		n++
		for j := first2; j < end2; j++ {
			if d.text.Tokens[i].Hash == d.text.Tokens[j].Hash {
				shared++
				break
			}
		}
	}
	return shared > 0 && (2*shared > n || shared == int(end2-first2))
}
