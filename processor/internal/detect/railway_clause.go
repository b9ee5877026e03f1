package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// railwayClause gives the nodes [lo, hi) of the clause that tells of the railway
// at node k. A relative clause ends where the main clause goes on, "China, which
// rebuilt the line, has lent …"; who wishes something belongs to what he wishes.
func (d *Document) railwayClause(k int) (lo, hi int) {
	lo, hi = d.clause(k)
	if lo == 0 || !d.nodes[lo-1].is(lang.Clause) {
		return lo, hi
	}
	c := &d.nodes[lo-1]
	switch {
	case c.is(lang.Relative):
		for i := k + 1; i < hi; i++ {
			if d.nodes[i].any(finite) && d.gaps(d.nodes[i-1].end-1, d.nodes[i].first)&scan.Comma != 0 {
				return lo, i
			}
		}
	case c.is(lang.Maybe) && d.value(lo-1, lang.Maybe) == "wish":
		lo, _ = d.clause(lo - 1)
	}
	return lo, hi
}

// finite are words with which a main clause goes on behind a relative one.
var finite = lang.SetOf(lang.Will, lang.Not, lang.Light, lang.FinanceVerb, lang.OpenVerb, lang.BuildVerb, lang.SignVerb, lang.AgreeVerb, lang.SuspendVerb, lang.EndVerb)

// wished tells whether the cue of a hypothesis is somebody's wish or request:
// "asked Japan to resume the line" proposes it.
func (d *Document) wished(cue Cue) bool {
	for i := range d.tags {
		if t := &d.tags[i]; d.text.Tokens[t.First].Start == cue.Start {
			return d.dict.Value(d.text, t, lang.Maybe) == "wish"
		}
	}
	return false
}

// relativeEnd gives the end of "that China will build" right behind the railway
// at node k, whose clause ends at node hi; else hi.
func (d *Document) relativeEnd(k, hi int) int {
	if hi != k+1 || hi+1 >= len(d.nodes) || !d.nodes[hi].is(lang.Clause) || !d.near(k, hi, 0) || d.separated(k, hi) {
		return hi
	}
	_, end := d.clause(hi + 1)
	return end
}
