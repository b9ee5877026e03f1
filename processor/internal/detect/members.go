package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/lang"
)

// standForGroups lets several states act for the group that is told by its members: "the troika of
// X, Y and Z met", "komite yang beranggotakan X, Y, dan Z bersidang".
func (d *Document) standForGroups() {
	for i := 0; i < len(d.nodes); i++ {
		a := d.actorAt(i)
		if a == nil || a.kind > adjunct || a.set.Len() < 2 || a.possessive {
			continue
		}
		phrase := d.nodes[i].first - 1
		if i > 0 && d.nodes[i-1].any(prepositions) && d.nodes[i-1].end == d.nodes[i].first {
			phrase = d.nodes[i-1].first - 1
		}
		if !d.hasWord(phrase-1, phrase+1, composed) || a.preps.Has(lang.With) || a.preps.Has(lang.Between) {
			continue
		}
		a.preps, a.kind = lang.Set{}, byName
		first := i
		for first > 0 && phrase-d.nodes[first-1].first <= composedReach && d.nodes[first-1].any(ofGroup) {
			first--
		}
		d.nodes = slices.Delete(d.nodes, first, i)
		i = first
	}
}

// composed are the words that stand between a group and its members, or are the group: "made up
// of", "comprising", "the troika of".
var composed = words("composed")

// composedReach is how many words before such a word its relative clause begins at most: "which is
// made up of".
const composedReach = 3

// ofGroup are the links between a group and its members.
var ofGroup = prepositions.Union(lang.SetOf(lang.Relative))
