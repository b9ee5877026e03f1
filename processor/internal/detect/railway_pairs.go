package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// How many words may stand between the number of several lines and the first that is named, between
// one and the next, and between the two ends of one: "from Kokrajhar in Assam to Gelephu".
const (
	pairReach    = 6
	betweenPairs = 3
	betweenEnds  = 5
)

// mostPairs is how many lines are told by their number at most.
const mostPairs = 5

// line is one of several, named by the places that it joins.
type line struct {
	ends []string
	way  course
}

// namePairs makes of the news of several lines, told at node k by their number, one of each of them, if
// the sentence names as many right behind by the places that they join: "surveyed two lines, Dong Dang –
// Hanoi and Mong Cai – Haiphong", "dua jalur, yaitu Kokrajhar-Gelephu dan Banarhat-Samtse".
func (d *Document) namePairs(k int) {
	if d.rails.n == 0 {
		return
	}
	all := &d.rails.projects[0]
	if all.unnamed < 2 || all.named || all.event < 0 && all.news == nil || all.sentence != d.index || d.counted(k) != all.unnamed {
		return
	}
	lines := d.linesBehind(d.nodes[k].end)
	if len(lines) != int(all.unnamed) {
		return
	}
	all.unnamed, all.named, all.lines = 0, true, lines
	if all.event >= 0 {
		d.spread(all)
	}
}

// spread parts the news of all into one of each of its lines.
func (d *Document) spread(all *project) {
	lines, first := all.lines, *all
	first.lines = nil
	told := d.found[first.event]
	told.Name, told.Length, told.Cost = Cue{}, 0, Cue{}
	for i, l := range lines {
		p, c := first, told
		p.way, c.Endpoints = l.way, l.ends
		if i == 0 {
			*all, d.found[p.event] = p, c
			continue
		}
		if len(d.found) == mostCandidates {
			return
		}
		d.rails.others++
		c.Line, p.other = d.rails.others, d.rails.others
		p.event = int32(len(d.found))
		c.Evidence = slices.Clone(c.Evidence)
		d.found = append(d.found, c)
		d.rails.add(p)
	}
}

// linesBehind gives the lines that stand in a list behind token first, each by its ends.
func (d *Document) linesBehind(first int32) (lines []line) {
	last := first + pairReach
	for i := first; i < d.span.End && i <= last && len(lines) <= mostPairs; i++ {
		if d.text.Tokens[i].Gap&(scan.Semicolon|scan.Stop) != 0 {
			break
		}
		l, end := d.lineAt(i)
		if len(l.ends) >= 2 {
			lines = append(lines, l)
			last = end + betweenPairs
		}
		i = max(i, end-1)
	}
	return lines
}

// lineAt reads the line that is named from token i on, "Mong Cai – Haiphong" or "from Mong Cai to
// Haiphong", and gives the token behind it; i where there is none.
func (d *Document) lineAt(i int32) (l line, end int32) {
	if t := d.tagAt(i); t != nil && t.Is(lang.From) {
		a := d.place(i+1, d.span.End)
		for to := a; a > i+1 && to < min(a+betweenEnds, d.span.End); to++ {
			if t := d.tagAt(to); t != nil && t.Is(lang.To) {
				b := d.place(to+1, d.span.End)
				l.add(d, i+1, a)
				l.add(d, to+1, b)
				return l, b
			}
		}
		return line{}, i
	}
	for end = i; end < d.span.End; {
		next := d.place(end, d.span.End)
		if next == end {
			break
		}
		l.add(d, end, next)
		if end = next; end < d.span.End && d.text.Tokens[end].Gap&(scan.Hyphen|scan.Dash) == 0 {
			break
		}
	}
	return l, end
}

// add puts the place named by tokens [first, end), if there is one, on the line.
func (l *line) add(d *Document, first, end int32) {
	if first < end {
		l.ends = append(l.ends, d.textOf(first, end))
		l.way.stop(d, first, end)
	}
}
