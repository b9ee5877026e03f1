package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/lang"
)

// outcomes are the verbs by which talks leave those who held them, and gatherers those by which
// they bring them together.
var (
	outcomes  = words("outcomes")
	gatherers = words("gatherers")
)

// bindOutcome takes those of whom the talks at node k, the subject of their clause, are
// told to have left them somewhere, "Three days of talks ended with X and Y far apart", or to have
// brought them together, "Perundingan itu mempertemukan X dengan Y".
func (d *Document) bindOutcome(b *binding, k int) {
	lo, hi := d.clause(k)
	if b.n > 0 || slices.ContainsFunc(d.nodes[lo:k], func(n node) bool { return n.actor >= 0 }) {
		return
	}
	for i := k + 1; i < hi && d.nodes[i].first-d.nodes[k].end <= reach && !d.separated(i-1, i); i++ {
		a := d.actorAt(i)
		if a == nil || a.kind == byPlace {
			continue
		}
		unites := d.hasWord(d.nodes[k].end, a.first, gatherers)
		if !unites && !d.hasWord(d.nodes[k].end, a.first, outcomes) || a.kind == adjunct || a.preps.Any(prepositions) && !a.preps.Has(lang.With) {
			break
		}
		if b.add(d, d.nodes[i].actor); b.set.Len() >= 2 || !unites {
			break
		}
	}
	if b.set.Len() < 2 {
		*b = binding{}
	}
}
