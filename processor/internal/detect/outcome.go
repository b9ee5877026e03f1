package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/lang"
)

// outcomes are the verbs by which talks leave those who held them.
var outcomes = words("outcomes")

// bindOutcome takes those of whom the talks at node k, the subject of their clause, are
// told to have left them somewhere: "Three days of talks ended with X and Y far apart".
func (d *Document) bindOutcome(b *binding, k int) {
	lo, hi := d.clause(k)
	if b.n > 0 || slices.ContainsFunc(d.nodes[lo:k], func(n node) bool { return n.actor >= 0 }) {
		return
	}
	told := d.nodes[k].end
	for i := k + 1; i < hi && d.nodes[i].first-d.nodes[k].end <= reach && !d.separated(i-1, i); i++ {
		a := d.actorAt(i)
		if a == nil || a.kind == byPlace {
			continue
		}
		for ; told < a.first && !outcomes.has(d.text.Tokens[told].Hash); told++ {
		}
		if told < a.first && a.set.Len() >= 2 && a.kind != adjunct && (!a.preps.Any(prepositions) || a.preps.Has(lang.With)) {
			b.add(d, d.nodes[i].actor)
		}
		return
	}
}
