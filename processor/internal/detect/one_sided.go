package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// alone are the steps that each party takes for itself.
var alone = lang.SetOf(lang.RatifyVerb, lang.EndVerb, lang.LeaveVerb, lang.SuspendVerb)

// bindOther takes for the other side, where one alone acts, the only other state that
// the sentence names: "the Greek parliament ratified an accord that lets its neighbour
// call itself North Macedonia".
func (d *Document) bindOther(b *binding) bool {
	if b.n > 1 || party.Count(d.named()) != 2 {
		return false
	}
	set := b.set
	for i := range d.actors {
		if a := &d.actors[i]; a.set.Len() == 1 && (b.n == 0 || a.kind != byPlace) {
			set.Join(&a.set)
		}
	}
	if set.Len() != 2 || set.Meets(&d.dict.Parties.Bodies) {
		return false
	}
	b.set = set
	return true
}

// oneSided are the steps that a party can take without the other.
var oneSided = lang.SetOf(lang.EndVerb, lang.SuspendVerb, lang.RejectVerb)

// onlyPair gives the two parties that all the news so far is about, if it is about
// two only.
func (d *Document) onlyPair() party.Set {
	var pair party.Set
	for i := range d.found {
		c := &d.found[i]
		switch {
		case c.Background || c.Parties.Within(&pair):
		case pair.Empty() && c.Parties.Len() == 2:
			pair = c.Parties
		default:
			return party.Set{}
		}
	}
	return pair
}
