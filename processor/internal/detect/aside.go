package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// inAside tells whether the actor at node i stands in a relative clause that only tells
// more of somebody, before the verb at node k: "Seoul, which hosts APEC, signed". What
// tells more of a deal may name its parties.
func (d *Document) inAside(i, k int) bool {
	if d.suffersFrom(i, k) {
		return true
	}
	r := i - 1
	for r > 0 && !d.nodes[r].is(lang.Relative) && !d.nodes[r].any(dealVerbs) {
		r--
	}
	if r < 1 || !d.nodes[r].is(lang.Relative) || d.actorAt(r-1) == nil || !d.separated(r-1, r) {
		return false
	}
	return d.pauseBetween(i, k)
}

// suffersFrom tells whether the actor at node i is only by whom commas tell that somebody is
// treated who does what the active verb at node k says: "Chad, accused by Sudan of lying,
// signed". Who joins him signs as well.
func (d *Document) suffersFrom(i, k int) bool {
	if !d.actorAt(i).preps.Has(lang.By) || d.nodes[k].forms&lang.Passive != 0 || !d.pauseBetween(i, k) {
		return false
	}
	for j := i - 1; j >= 0 && d.nodes[i].first-d.nodes[j].end <= aside; j-- {
		switch {
		case d.actorAt(j) != nil:
			return d.actorAt(j).preps == (lang.Set{}) && d.text.Tokens[d.nodes[j].end].After(scan.Comma)
		case d.nodes[j].any(asideEnds):
			return false
		}
	}
	return false
}

// aside is how many words may stand between who is treated so and by whom.
const aside = 6

// asideEnds are the words before which no participle begins that tells of a doer only.
var asideEnds = lang.SetOf(lang.JoinVerb, lang.DealNoun, lang.Relative, lang.Clause)

// pauseBetween tells whether a comma or bracket stands between nodes i and k.
func (d *Document) pauseBetween(i, k int) bool {
	for ; i < k; i++ {
		if d.separated(i, i+1) {
			return true
		}
	}
	return false
}
