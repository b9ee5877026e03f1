package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// emitEach emits the agreement c of binding b, told at node k: one of all, or where
// the clause parts them, one with each partner, "a treaty each with X and Y", or one of
// each with the partners that they share, "X and Y each signed a treaty with Z".
// Negotiations with several are held with each.
func (d *Document) emitEach(c Candidate, b *binding, k int, negotiations bool, deal int) {
	partners := d.partners(b)
	apart := !partners.Empty() && d.apart(k)
	one, split := b.set.Minus(partners), partners
	switch {
	case apart && one.Len() >= 2 && !d.eachOf(b):
		one, split = partners, one
	case partners.Len() < 2, !apart && !negotiations && !d.eachOf(b) && !d.several(deal):
		d.emit(c)
		return
	}
	for id := range split.All() {
		single := c
		single.Parties = one.Union(party.Of(id))
		d.emit(single)
	}
}

// partners gives those behind "with", if somebody else has them as partners.
func (d *Document) partners(b *binding) party.Set {
	for i := int8(0); i < b.n; i++ {
		if a := &d.actors[b.actors[i]]; a.preps.Has(lang.With) && !b.set.Minus(a.set).Empty() {
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
