package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// mostProjects bounds the railways that an article tells apart.
const mostProjects = 6

// project is a railway that the article has spoken of.
type project struct {
	parties    party.Set
	course     party.Set // the states that its name tells
	first, end int32     // tokens of its name; none when first == end
	sentence   int32     // of its last mention
	event      int32     // index of the candidate that is its news, or -1
	other      int8      // number among the lines that share a story and its parties; 0: the first
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
