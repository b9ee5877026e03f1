package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// numbers are the words by which a text speaks of several railways at once.
var numbers = map[uint64]int8{
	scan.Hash("two"): 2, scan.Hash("three"): 3, scan.Hash("four"): 4, scan.Hash("five"): 5,
	scan.Hash("dua"): 2, scan.Hash("tiga"): 3, scan.Hash("empat"): 4, scan.Hash("lima"): 5,
}

// numberReach is how many words may stand between a number and the noun: "three
// Chinese-financed freight railways".
const numberReach = 3

// counted gives of how many railways node k speaks by their number; 0 where it tells none.
func (d *Document) counted(k int) int8 {
	n := &d.nodes[k]
	for i := n.first; i > d.span.First && n.first-i <= numberReach && d.text.Tokens[i].Gap&^nameGaps == 0; i-- {
		if lines := numbers[d.text.Tokens[i-1].Hash]; lines > 0 && !d.isWord(i, countedElse) {
			return lines
		}
	}
	return 0
}

// countedElse are the words that are no lines where they are counted: "the two countries' railways",
// "perjanjian dua hala projek MRT".
var countedElse = words("countedElse")

// countsMore tells whether node k counts lines beside those told of before: "two further lines", "dua
// jalur lain".
func (d *Document) countsMore(k int) bool {
	n := &d.nodes[k]
	return !n.is(lang.Stock) && d.counted(k) > 0 && d.hasWord(n.first-numberReach, n.end+1, furthers)
}

// furthers are the words that count more of what was told of before.
var furthers = words("furthers")

// count lets p, which has no name and no way yet, be several lines, if node k speaks of it by their number.
func (p *project) count(d *Document, k int) {
	if p.first == p.end && p.way.n == 0 && !p.named && p.unnamed == 0 {
		p.unnamed = d.counted(k)
	}
}

// countAside does so for what a clause, whose line has been told of, adds at node k: "unveiled rail links
// with Bhutan, two lines of 89 km".
func (d *Document) countAside(k int) {
	if p := &d.rails.projects[0]; d.rails.n > 0 && p.sentence == d.index {
		p.count(d, k)
	}
}

// itemReach bounds, in words, how far behind their number the lines of a list stand.
const itemReach = 60

// itemises tells whether the line at node k is one of those that the sentence has told of at
// node i by their number: "loans for three railways: the Mindanao line, the Bicol line and …".
func (d *Document) itemises(i, k int) bool {
	return d.nodes[k].first-d.nodes[i].end <= itemReach && d.counted(i) > 0 && d.gaps(d.nodes[i].end-1, d.nodes[k].first)&(scan.Colon|scan.Bracket|scan.Dash) != 0
}

// counting gives the lines that sentence i may still name of those of which the article
// has told news by their number; nil when there are none.
func (r *railStory) counting(i int32) *project {
	for j := range r.projects[:r.n] {
		if p := &r.projects[j]; p.unnamed > 0 && p.event >= 0 && i-p.sentence <= memory {
			return p
		}
	}
	return nil
}

// goesOn tells whether m goes on in sentence i with the next of several lines, p being
// one: it lies elsewhere, as far as is told.
func (r *railStory) goesOn(i int32, p *project, m *mention) bool {
	return m.way.n > 0 && p.way.n > 0 && m.way.shared(&p.way) == 0 && r.counting(i) != nil
}

// nameCounted tells of the line at node k, of which m tells no stage that is reached or planned, what was
// told of several by their number: "China will not finance three railways. They are the
// Mindanao railway, the Subic-Clark line and …". It tells whether the line is one of these.
func (d *Document) nameCounted(k int, m *mention) bool {
	all := d.rails.counting(d.index)
	first, end := d.railwayName(k)
	if all == nil || m.stage != nil && d.railwayStatus(m.stage, m.at, d.judge(m.at)) != "" || first == end && m.way.n == 0 || !m.binding.set.Within(&all.parties) || len(d.found) >= mostCandidates {
		return false
	}
	all.unnamed--
	all.sentence = d.index
	p := project{parties: all.parties, way: m.way, first: first, end: end, sentence: d.index, event: all.event, strayed: -1}
	var told Candidate
	d.describeRailway(&told, k)
	if all.named {
		c := d.found[all.event]
		c.Name, c.Endpoints, c.Length, c.Cost = told.Name, told.Endpoints, told.Length, told.Cost
		c.Evidence = append(slices.Clip(c.Evidence), d.bytes(d.span.First, d.span.End))
		d.rails.others++
		c.Line, p.other = d.rails.others, d.rails.others
		p.event = int32(len(d.found))
		d.found = append(d.found, c)
	} else {
		all.named = true
		d.found[all.event].hear(&told)
	}
	d.rails.add(p)
	return true
}
