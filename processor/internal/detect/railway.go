package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// railways finds the railway projects of the sentence, at most one a clause.
func (d *Document) railways() {
	if d.trigger(lang.Mishap, 0, len(d.nodes)) >= 0 || d.rails.silent {
		return // an accident, a strike, an attack
	}
	done := 0
	for k := range d.nodes {
		if k < done || !d.mentionsRailway(k) || d.quoted(d.nodes[k].first) {
			continue
		}
		lo, hi := d.clause(k)
		if d.railway(k, lo, hi) {
			done = hi
		}
	}
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

// railway reads what the clause [lo, hi) tells of the railway at node k.
func (d *Document) railway(k, lo, hi int) bool {
	if d.span.First < d.headline && d.rails.told() {
		return true // the body has told it better
	}
	b := d.bindRailway(k, lo, hi)
	s, at := d.stageOf(k, lo, hi)
	p := d.rails.refer(d, k)
	if p == nil {
		return d.newRailway(s, &b, k, at)
	}
	p.sentence = d.index
	switch {
	case b.set.Within(p.parties):
		b.weak = b.weak || b.set != p.parties
		b.set = p.parties
	case b.set.Len() == 1 && (p.parties.Len() == 1 || s != nil && s.by):
		p.parties = p.parties.Union(b.set)
		b.set = p.parties
		if p.event >= 0 { // another party of what is already told
			d.found[p.event].Parties = p.parties
			return true
		}
	case b.set.Len() == 1:
		return true // some other state that has to do with it
	}
	if s == nil || b.set.Len() < 2 {
		return false
	}
	return d.tellRailway(p, s, &b, k, at)
}

// newRailway reads the first mention of a railway.
func (d *Document) newRailway(s *stage, b *binding, k, at int) bool {
	if !d.nodes[k].is(lang.RailNoun) && !d.nodes[k].is(lang.Stock) {
		return false
	}
	if b.set.Len() < 2 && s != nil {
		d.completeRailway(b)
	}
	if b.set.Empty() {
		return false
	}
	first, end := d.railwayName(k)
	p := d.rails.add(project{parties: b.set, first: first, end: end, sentence: d.index, event: -1})
	if s == nil || b.set.Len() < 2 && !b.set.Within(d.dict.Parties.Bodies) {
		return false
	}
	return d.tellRailway(p, s, b, k, at)
}

// tellRailway makes a candidate of stage s, told at node at, of the project p.
func (d *Document) tellRailway(p *project, s *stage, b *binding, k, at int) bool {
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
	d.describeRailway(&c, k)
	if c.Name.Empty() && p.end > p.first {
		c.Name = d.bytes(p.first, p.end)
	}
	told := len(d.found)
	d.emit(c)
	if p.event < 0 && !c.Background && len(d.found) > told {
		p.event = int32(told)
	}
	return true
}

// mostProjects bounds the railways that an article tells apart.
const mostProjects = 6

// project is a railway that the article has spoken of.
type project struct {
	parties    party.Set
	first, end int32 // tokens of its name; none when first == end
	sentence   int32 // of its last mention
	event      int32 // index of the candidate that is its news, or -1
}

// railStory is the railways of an article, the last one mentioned first.
type railStory struct {
	projects [mostProjects]project
	n        int
	silent   bool // the story is about an accident, a strike, an attack
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
		if r.live(d.index) && !d.indefinite(k) {
			return &r.projects[0]
		}
		return nil
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

// sharesName tells whether two names have a capitalised word in common.
func (d *Document) sharesName(first, end, first2, end2 int32) bool {
	for i := first; i < end; i++ {
		if !d.text.Tokens[i].Has(scan.Capital) {
			continue
		}
		for j := first2; j < end2; j++ {
			if d.text.Tokens[i].Hash == d.text.Tokens[j].Hash {
				return true
			}
		}
	}
	return false
}
