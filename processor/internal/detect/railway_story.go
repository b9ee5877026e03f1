package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// mostProjects bounds the railways that an article tells apart.
const mostProjects = 6

// project is a railway that the article has spoken of.
type project struct {
	parties    party.Set
	helpers    party.Set  // of these, the states of its builders and lenders
	maker      party.Set  // the state of whoever makes its trains
	course     party.Set  // the states that its name tells
	way        course     // the places on it that have been named
	first, end int32      // tokens of its name; none when first == end
	sentence   int32      // of its last mention
	event      int32      // index of the candidate that is its news, or -1
	strayed    int32      // the last sentence that told of another state's line, or -1
	news       *Candidate // what was told of it while only one party was known
	other      int8       // number among the lines that share a story and its parties; 0: the first
	unnamed    int8       // of several lines told of by their number, how many have not been named yet
	named      bool       // one of these has been
	lines      []line     // these, where their news waits for a second party
	another    bool       // it was counted behind others: "a second rail bridge"
}

// waits tells whether news of p lacks a second party.
func (p *project) waits() bool { return p.news != nil && p.parties.Len() == 1 }

// railStory is the railways of an article, the last one mentioned first.
type railStory struct {
	projects [mostProjects]project
	n        int
	silent   bool // the story is about an accident, a strike, an attack
	titled   bool // the headline speaks of a railway, or the text of a firm that runs one
	others   int8 // how many further lines it told of, with the same parties perhaps
}

// memory is how many sentences after its last mention "the line" still means a railway.
const memory = 4

// live tells whether a story about a railway is being told at sentence i.
func (r *railStory) live(i int32) bool { return r.n > 0 && i-r.projects[0].sentence <= memory }

// toldOfAny tells whether news of a railway of one of s has been found; of any, where s
// is empty.
func (r *railStory) toldOfAny(d *Document, s party.Set) bool {
	for i := range r.projects[:r.n] {
		if e := r.projects[i].event; e >= 0 && (s.Empty() || d.found[e].Parties.Meets(&s)) {
			return true
		}
	}
	return false
}

// toldOf gives the parties of the railway of which the sentence before sentence i told.
func (r *railStory) toldOf(i int32) party.Set {
	if r.n == 0 || i-r.projects[0].sentence != 1 {
		return party.Set{}
	}
	return r.projects[0].parties
}

// add puts p in front, at the cost of the one that was mentioned longest ago.
func (r *railStory) add(p project) *project {
	r.n = min(r.n+1, mostProjects)
	copy(r.projects[1:r.n], r.projects[:])
	r.projects[0] = p
	return &r.projects[0]
}

// front puts project i in front of the others.
func (r *railStory) front(i int) *project {
	p := r.projects[i]
	copy(r.projects[1:i+1], r.projects[:i])
	r.projects[0] = p
	return &r.projects[0]
}

// refer gives the project that node k means, of which m is told, or nil when it is
// a new one.
func (r *railStory) refer(d *Document, k int, m *mention) *project {
	first, end := d.railwayName(k)
	if d.another(k) {
		if i := slices.IndexFunc(r.projects[:r.n], func(p project) bool { return p.another }); i >= 0 {
			return r.front(i)
		}
	}
	if p := &r.projects[0]; r.n > 0 && p.sentence == d.index && d.repeatsLine(k) {
		if p.first == p.end {
			p.first, p.end = first, end
		}
		return p
	}
	if p := &r.projects[0]; first == end || d.extends(k) || m.goesOn.verb > 0 {
		if r.live(d.index) && !d.indefinite(k) && !d.adds(p, k, m) && !d.buysToo(p, k, m) && (d.opensService(p, k, m) || !d.parts(p, m)) && !d.rails.goesOn(d.index, p, m) {
			return p
		}
		return nil
	}
	if p := &r.projects[0]; r.live(d.index) && p.first == p.end && !d.nodes[k].is(lang.RailNoun) && !d.parts(p, m) {
		p.first, p.end = first, end // it gets its name only now
		p.named, p.unnamed = true, p.unnamed-1
		return p
	}
	for i := range r.projects[:r.n] {
		if p := &r.projects[i]; d.sharesName(first, end, p.first, p.end) && !d.parts(p, m) {
			return r.front(i)
		}
	}
	return nil
}

// opensService tells whether the train at node k is the one that p, a service told before it in the sentence, begins
// with, wherever it runs: "The service opened when the first train from X pulled into Y".
func (d *Document) opensService(p *project, k int, m *mention) bool {
	return p.sentence == d.index && m.stage != nil && m.at == k && d.nodes[k].is(lang.OpenVerb)
}

// repeatsLine tells whether node k calls the line right before it again, in brackets: "the standard gauge railway (SGR)".
func (d *Document) repeatsLine(k int) bool {
	const mark, words = scan.Bracket | scan.Other, 5 // "jalur kereta ukuran standar (standard gauge railway/SGR)"
	return k > 0 && d.nodes[k-1].any(lines) && d.near(k-1, k, words) && d.text.Tokens[d.nodes[k].first].Gap&mark != 0
}

// adds tells whether node k speaks of an extension of p, which is a project of its own.
// So is what a line that is told of already is to go on to, "the line will be extended
// to Kigali". "That extension" is p itself, unless others do something about it.
func (d *Document) adds(p *project, k int, m *mention) bool {
	if m.goesOn.verb > 0 {
		return m.way.n == 0 || m.way.shared(&p.way) < m.way.n
	}
	if !d.extends(k) {
		return false
	}
	n, set := &d.nodes[k], m.binding.set
	told := d.isWord(n.first-1, those) || d.isWord(n.end, those)
	return !told || !set.Empty() && !set.Meets(&p.parties)
}

// parts tells whether the line of m is another one than p. It lies elsewhere. Or it
// leaves the way of p, and lies in a state that has nothing to do with p, has a
// builder of its own, or is not yet where p is.
func (d *Document) parts(p *project, m *mention) bool {
	known := p.parties.Union(p.way.ground)
	if d.leftBy(p, m) && m.stage.status == events.RailwayConsulting {
		return true
	}
	if m.stage != nil && p.parties.Len() >= 2 && (m.part && !m.helpers.Within(&p.parties) || !party.Inside(d.soil(), p.parties)) {
		return true
	}
	if m.way.elsewhere(&p.way) || m.way.n >= 2 && !m.way.ground.Empty() && !m.way.ground.Meets(&known) {
		return true
	}
	if m.stage != nil && m.stage.status == events.RailwayConsulting && m.way.n >= 2 && p.event >= 0 && d.found[p.event].Status == events.RailwayOperational {
		return true // what runs needs no study
	}
	if !m.way.beyond(&p.way) {
		return false
	}
	if !m.way.ground.Within(&known) {
		return true
	}
	if m.stage == nil || p.event < 0 {
		return false
	}
	return !m.helpers.Within(&p.parties) || d.found[p.event].Status == events.RailwayOperational && m.stage.status != events.RailwayOperational
}

// leftBy tells whether p was given up with its builders or lenders, and m is of others: "scrapped a contract with a
// Chinese firm for the line. It is in talks with a Turkish one".
func (d *Document) leftBy(p *project, m *mention) bool {
	if p.event < 0 || p.helpers.Empty() || m.stage == nil || m.binding.set.Meets(&p.helpers) || m.binding.set.Within(&p.parties) {
		return false
	}
	status := d.found[p.event].Status
	return status == events.RailwayCancelled || status == events.RailwaySuspended
}

// sharesName tells whether two names have most of their capitalised words in common. A noun
// that begins the first one is not counted: "Kereta Api Bicol", "Kereta Api Mindanao".
func (d *Document) sharesName(first, end, first2, end2 int32) bool {
	for i := first; i < end; i++ {
		if t := d.tagAt(i); !railwayWords.has(d.text.Tokens[i].Hash) && (!d.railWord(i) || !party.Nobody(d.standsBy(t, lang.RailNoun))) {
			first = i
			break
		}
	}
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

// hear adds what b, told later of the same project, describes.
func (c *Candidate) hear(b *Candidate) {
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
