package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// railwayClause gives the nodes [lo, hi) of the clause that tells of the railway
// at node k. A relative clause ends where the main clause goes on, "China, which
// rebuilt the line, has lent …"; who wishes or proposes something belongs
// to what he wishes.
func (d *Document) railwayClause(k int) (lo, hi int) {
	lo, hi = d.clause(k)
	if lo == 0 || !d.nodes[lo-1].is(lang.Clause) {
		return lo, hi
	}
	c := &d.nodes[lo-1]
	switch {
	case d.contains(lo - 1):
		lo, _ = d.clause(lo - 2)
	case c.is(lang.Relative):
		for i := k + 1; i < hi; i++ {
			if d.nodes[i].any(finite) && d.gaps(d.nodes[i-1].end-1, d.nodes[i].first)&scan.Comma != 0 {
				return lo, i
			}
		}
	case lo > 1 && d.nodes[lo-2].is(lang.Firm) && d.near(lo-2, lo-1, 0): // "set up a consortium that will build the line"
		lo, _ = d.clause(lo - 2)
	case lo > 2 && d.value(lo-3, lang.EndVerb) == "fund" && d.actorAt(lo-2) != nil && d.near(lo-3, lo-1, 3): // "dropped China as a source of funds"
		lo, _ = d.clause(lo - 2)
	case c.is(lang.Maybe) && d.value(lo-1, lang.Maybe) == "wish", c.is(lang.StudyWord): // "mempertimbangkan pinjaman"
		lo, _ = d.clause(lo - 1)
	case d.proposal(lo) >= 0:
		lo, _ = d.clause(lo - 1)
	}
	return lo, hi
}

// contains tells whether the clause of the relative pronoun at node c says what is in the deal before it: "signed an
// agreement on transport that includes a railway".
func (d *Document) contains(c int) bool {
	if !d.isWord(d.nodes[c].end, containing) {
		return false
	}
	i := c - 1
	for i >= 0 && d.near(i, c, dealReach) && !d.nodes[i].is(lang.DealNoun) && d.nodes[i].actor < 0 && !d.nodes[i].any(verbs) {
		i--
	}
	return i >= 0 && d.nodes[i].is(lang.DealNoun) && d.near(i, c, dealReach)
}

// containing are the verbs that say what is in a text.
var containing = words("containing")

// proposal gives the node of the verb by which somebody proposes what the clause that begins at node lo
// tells: "proposed to Paraguay that the two build a line", "mengusulkan agar Irak membiayai jalur itu"; -1
// where nobody does.
func (d *Document) proposal(lo int) int {
	if lo == 0 || !d.isWord(d.nodes[lo-1].first, proposedThat) {
		return -1
	}
	for i := lo - 2; i >= 0 && !d.nodes[i].any(breaks); i-- {
		if d.isProposing(i) {
			return i
		} else if d.nodes[i].any(verbs) {
			break
		}
	}
	return -1
}

// proposedThat are the conjunctions behind such a verb.
var proposedThat = words("proposedThat")

// finite are words with which a main clause goes on behind a relative one.
var finite = lang.SetOf(lang.Will, lang.Not, lang.Light, lang.FinanceVerb, lang.OpenVerb, lang.BuildVerb, lang.SignVerb, lang.AgreeVerb, lang.SuspendVerb, lang.EndVerb)

// wished tells whether the cue of a hypothesis is somebody's wish or request:
// "asked Japan to resume the line" proposes it.
func (d *Document) wished(cue Cue) bool { return d.hypothesis(cue) == "wish" }

// relativeEnd gives the end of "that China will build" right behind the railway
// at node k, or where that is, and whose clause ends at node hi; else hi.
func (d *Document) relativeEnd(k, hi int) int {
	last := k
	for last+1 < hi && (d.nodes[last+1].is(lang.In) || d.actorAt(last+1) != nil && d.actorAt(last+1).preps.Has(lang.In)) {
		last++
	}
	if last+1 != hi || hi+1 >= len(d.nodes) || !d.nodes[hi].is(lang.Clause) || !d.near(last, hi, 0) || d.separated(k, hi) {
		return hi
	}
	_, end := d.clause(hi + 1)
	return end
}

// insertionReach is how many words behind the railway such a clause begins at most.
const insertionReach = 16

// insertion finds a relative clause behind the railway at node k that only describes it:
// "The line, which China studied, is being designed by a Spanish firm", "For the line
// that China studied once, Panama has hired a Spanish firm". It begins at node aside,
// and the main clause goes on at nodes [main, end). It gives aside 0 where there is none.
func (d *Document) insertion(k int) (aside, main, end int) {
	for i := k + 1; i < len(d.nodes) && d.nodes[i].first-d.nodes[k].end <= insertionReach; i++ {
		if n := &d.nodes[i]; n.is(lang.Relative) {
			aside = i
			break
		} else if n.any(finite) || n.is(lang.SayVerb) {
			return 0, 0, 0
		}
	}
	if aside == 0 {
		return 0, 0, 0
	}
	framed := d.gaps(d.nodes[aside-1].end-1, d.nodes[aside].first)&scan.Comma != 0
	topic := k > 0 && d.nodes[0].any(prepositions) && d.nodes[0].first == d.span.First
	if !framed && !topic {
		return 0, 0, 0
	}
	for main = aside + 1; main < len(d.nodes) && !d.nodes[main].is(lang.SayVerb); main++ {
		if d.gaps(d.nodes[main-1].end-1, d.nodes[main].first)&scan.Comma != 0 {
			if topic != (d.actorAt(main) != nil) {
				break
			}
			_, end = d.clause(main)
			return aside, main, end
		}
	}
	return 0, 0, 0
}
