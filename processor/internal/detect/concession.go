package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
)

// How many words behind "agreed" its verb stands, and how many the one to whom something
// is conceded.
const (
	concedeReach = 9
	favourReach  = 24
)

// concessions are the verbs of what one state can only agree to for the sake of another,
// and favours the words for what that is.
var (
	concessions = words("concessions")
	favours     = words("favours")
)

// favoured gives the states that the clause names to which the one who agreed at node k
// may have conceded something; none where he has conceded nothing.
func (d *Document) favoured(k int) party.Set {
	concedes, favour := false, false
	first := d.nodes[k].end
	end := first
	for ; end < d.span.End && end-first < favourReach && d.text.Tokens[end].Gap&(scan.Semicolon|scan.Stop|scan.Comma) == 0; end++ {
		concedes = concedes || end-first < concedeReach && d.isWord(end, concessions)
		favour = favour || concedes && d.isWord(end, favours)
	}
	if !favour {
		return party.Set{}
	}
	return d.statesIn(d.tags[tagFrom(d.tags, first):tagFrom(d.tags, end)])
}

// bindFavoured adds to b, the one state that agreed at node k, the only other one to which
// it concedes something: "Rwanda agreed to take in migrants deported from the United
// States", "Pakistan setuju menghapus tarif bagi produk Indonesia".
func (d *Document) bindFavoured(b *binding, k int) bool {
	other := d.favoured(k).Minus(b.set)
	if b.set.Len() != 1 || other.Len() != 1 {
		return false
	}
	b.set.Join(&other)
	return true
}
