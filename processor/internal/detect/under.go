package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// under are the words by which a text is named as the ground of what the main clause
// tells: "under a treaty", "lewat perjanjian".
var under = words("under")

// underReach is how many words may stand between that word and the text.
const underReach = 5

// bindUnder takes for what is said of a text that the main clause rests on, "Australia
// will pay Nauru under a treaty signed on Monday", the two parties whom the sentence
// names as acting.
func (d *Document) bindUnder(b *binding, k, deal int) bool {
	if deal < 0 || deal > k || b.n > 1 || d.instrument(deal) == events.JointStatement || !d.restsOn(deal) {
		return false
	}
	set := b.set
	var where, things party.Set // where they sign or act, and whose are the things or people that it is about
	for i := range d.actors {
		switch a := &d.actors[i]; {
		case a.kind == adjunct:
			things.Join(&a.set)
		case a.kind == byPair || a.speaks || a.city || d.isRailway(a) || d.ownsFirm(a):
		case !a.preps.Has(lang.In):
			set.Join(&a.set)
		case a.kind <= byPlace:
			where.Join(&a.set)
		}
	}
	if set.Len() < 2 && things.Len() == 1 { // "Chile will train Ghanaian engineers"
		set.Join(&things)
	}
	if set.Len() == 1 && b.n == 0 {
		set.Join(&where)
	}
	if set.Len() != 2 {
		return false
	}
	b.set, b.weak = set, true
	return true
}

// restsOn tells whether the deal at node i stands behind such a word.
func (d *Document) restsOn(i int) bool {
	first := d.nodes[i].first
	return d.hasWord(first-underReach, first, under)
}
