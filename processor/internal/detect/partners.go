package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// partners gives the list behind "with", if there is one and somebody else has them as partners.
func (d *Document) partners(b *binding) party.Set {
	for i := int8(0); i < b.n; i++ {
		if a := &d.actors[b.actors[i]]; a.preps.Has(lang.With) && a.set.Len() >= 2 && !b.set.Minus(a.set).Empty() {
			return a.set
		}
	}
	return party.Set{}
}

// eachOf tells whether the partners are told as "with each of them".
func (d *Document) eachOf(b *binding) bool {
	for i := int8(0); i < b.n; i++ {
		if t := d.tagAt(d.actors[b.actors[i]].first); t != nil && t.Is(lang.Apart) {
			return true
		}
	}
	return false
}

// several tells whether the English deal at node i is a plural: who signs
// agreements with two partners signs one with each.
func (d *Document) several(i int) bool {
	if i < 0 || d.profile().AdjectiveLast {
		return false
	}
	for i+1 < len(d.nodes) && d.nodes[i+1].is(lang.DealNoun) && d.near(i, i+1, 0) {
		i++ // "Partnership Agreements"
	}
	w := d.text.Tokens[d.nodes[i].end-1]
	return d.text.Bytes[w.End-1]|0x20 == 's'
}
