package detect

import "github.com/dragoman-wire/dragoman/processor/lang"

// inAside tells whether the actor at node i stands in a relative clause that only tells
// more of somebody, before the verb at node k: "Seoul, which hosts APEC, signed". What
// tells more of a deal may name its parties.
func (d *Document) inAside(i, k int) bool {
	r := i - 1
	for r > 0 && !d.nodes[r].is(lang.Relative) && !d.nodes[r].any(dealVerbs) {
		r--
	}
	if r < 1 || !d.nodes[r].is(lang.Relative) || d.actorAt(r-1) == nil || !d.separated(r-1, r) {
		return false
	}
	for ; i < k; i++ {
		if d.separated(i, i+1) {
			return true
		}
	}
	return false
}
