package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// band is several people of one state, "the secretaries of state and defence of the United
// States", and the sentence that told of them.
type band struct {
	set      party.Set
	sentence int32
}

// seeBand notes who acts first in the sentence, where these are several of one state.
func (d *Document) seeBand() {
	for _, i := range d.actorNodes {
		if a := d.actorAt(i); isPeople(a) && !a.preps.Any(prepositions) {
			if a.set.Len() == 1 && (a.plural || a.members > 1) {
				d.band = band{a.set, d.index}
			}
			return
		}
	}
}

// resolveBand gives "they" the state of the band that the sentence before told of.
func (d *Document) resolveBand(a *actor) {
	if a.kind == byPair && a.want == 0 && a.set.Empty() && !a.plural && d.band.sentence == d.index-1 && !d.band.set.Empty() {
		a.kind, a.set = byOffice, d.band.set
	}
}

// resolveTeam gives "them", whom those of s meet, the state of the several of whom the clause before
// told: "The Americans were in Suva, where the prime minister received them".
func (d *Document) resolveTeam(a *actor, s party.Set) bool {
	k := d.nodeFrom(a.first)
	if a.want != 0 || a.plural || a.possessive || k == 0 || !d.nodes[k-1].any(addressing) || !d.near(k-1, k, 0) {
		return false
	}
	clause := false
	for k--; k >= 0; k-- {
		clause = clause || d.nodes[k].any(breaks) || d.nodes[k].is(lang.Relative)
		if o := d.actorAt(k); clause && o != nil && (o.plural || o.organ && !o.bound) && !o.preps.Any(prepositions) && o.set.Len() == 1 && !o.set.Meets(&s) {
			a.kind, a.set, a.rank = byOffice, o.set, o.rank
			return true
		}
	}
	return false
}
