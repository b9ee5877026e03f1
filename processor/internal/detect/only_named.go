package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// A clause about a deal also names parties that only say which deal it is, where it was made, or what it
// founds.

// closesPlace tells whether commas set off the capital at node i, which so only says where
// something is: "di Sekretariat ASEAN, Jakarta, Sabtu".
func (d *Document) closesPlace(i int) bool {
	end := d.nodes[i].end
	return d.separated(i-1, i) && (end >= d.span.End || d.text.Tokens[end].After(scan.Comma))
}

// leaving are the words by which a party leaves a body, or the text on which that rests.
var leaving = lang.SetOf(lang.EndVerb, lang.LeaveVerb)

// founded tells whether the body at node i only comes to be by the deal of which the trigger at node k tells, and
// is not left by it: "a treaty setting up the Alliance of Sahel States".
func (d *Document) founded(a *actor, i, k int) bool {
	return !d.nodes[k].any(leaving) && i > 0 && d.nodes[i-1].is(lang.Light) && d.value(i-1, lang.Light) == "found" && d.near(i-1, i, 1) && a.set.Within(&d.dict.Parties.Bodies)
}

// foundedBy is the like for a body of whom the deal at node i is told to be: "the founding treaty of the
// Eurasian Economic Union".
func (d *Document) foundedBy(a *actor, i, k int) bool {
	n := &d.nodes[i]
	return !d.nodes[k].any(leaving) && a.set.Within(&d.dict.Parties.Bodies) && n.is(lang.DealNoun) && d.hasWord(n.first-2, n.end, founding)
}

// founding are the words of the texts by which bodies are founded.
var founding = words("founding")

// namesLine tells whether the places at node i only name a railway: "a loan for the
// Budapest-Belgrade line".
func (d *Document) namesLine(a *actor, i int) bool {
	if a.kind <= byPlace && a.preps.Has(lang.To) && i > 1 && d.nodes[i-2].is(lang.RailNoun) && d.near(i-2, i, 1) {
		return true // "a loan for the railway to Kenya"
	}
	if a.kind != byPlace {
		return false
	}
	for _, j := range [...]int{i - 1, i + 1} {
		if j >= 0 && j < len(d.nodes) && (d.nodes[j].is(lang.RailNoun) || d.nodes[j].is(lang.RailAgain)) && d.near(i, j, 0) {
			return true
		}
	}
	return false
}

// linkReach is how many words stand at most between a verb of joining and the first place that it joins: "linking the
// port of Mombasa with Kampala".
const linkReach = 4

// placedOn tells whether the place at node i, behind the trigger at node k, is only one that a line or road is to join:
// "agreed to build a road linking Nairobi with Kampala".
func (d *Document) placedOn(a *actor, i, k int) bool {
	if i < k || a.kind != byPlace {
		return false
	}
	for i > k+2 && d.nodes[i-1].any(linking) && d.near(i-2, i, 2) && d.actorAt(i-2) != nil {
		i -= 2
	}
	first := d.nodes[i].first
	return !d.nodes[i-1].any(linking) && d.hasWord(max(first-linkReach, d.nodes[k].end), first, joiners)
}

// linking are the words between the places that such a verb joins.
var linking = lang.SetOf(lang.And, lang.With, lang.To)

// lends tells whether the nationality at node i is that of a loan: "a Chinese loan",
// "pinjaman Jepang".
func (d *Document) lends(a *actor, i int) bool {
	if a.kind != adjunct || a.set.Len() != 1 {
		return false
	}
	j := i + 1
	if d.profile().AdjectiveLast {
		j = i - 1
	}
	return j >= 0 && j < len(d.nodes) && d.nodes[j].is(lang.DealNoun) && d.form(j) == events.Loan && d.near(i, j, 1)
}

// namesDeal tells whether the capital at node i only names a document: "the Vientiane
// declaration", "Deklarasi Beijing".
func (d *Document) namesDeal(a *actor, i int) bool {
	if a.members != 1 || a.preps != (lang.Set{}) || !d.tags[d.nodes[i].tag].Is(lang.Capital) {
		return false
	}
	if d.profile().AdjectiveLast {
		return i > 0 && d.nodes[i-1].is(lang.DealNoun) && d.near(i-1, i, 0)
	}
	return i+1 < len(d.nodes) && d.nodes[i+1].is(lang.DealNoun) && d.near(i, i+1, 0)
}
