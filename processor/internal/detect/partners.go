package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// emitEach emits the agreement c of binding b, told at node k: one of all, or where
// the clause parts them, one with each partner, "a treaty each with X and Y", or one of
// each with the partners that they share, "X and Y each signed a treaty with Z".
// Negotiations with several are held with each.
func (d *Document) emitEach(c Candidate, b *binding, k int, negotiations bool, deal int) {
	if d.emitRespective(c, b) {
		return
	}
	if deal < 0 && d.nodes[k].is(lang.SignVerb) {
		_, hi := d.clause(k)
		deal = d.trigger(lang.Scheme, k, hi) // "signed partnerships with X and Y"
	}
	partners := d.partners(b)
	if all, apart := d.ownDeals(b, k); apart {
		partners, negotiations = all, true
	}
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

// withStates tells whether the partners of b in what the verb at node k negotiates are told as states, and
// not as people who sat down together: "is negotiating visiting forces agreements with X, Y and Z".
func (d *Document) withStates(b *binding, k int) bool {
	if b.n == 0 {
		return false
	}
	a := &d.actors[b.actors[b.n-1]]
	lo, hi := d.clause(k)
	return a.preps.Has(lang.With) && a.kind <= byPlace && d.trigger(lang.Joint, lo, hi) < 0
}

// ownDeals gives the partners in b that stand behind the trigger at node k, and tells
// whether each of several has a deal of his own: "a treaty with X and one with Y".
func (d *Document) ownDeals(b *binding, k int) (partners party.Set, apart bool) {
	n := 0
	for i := k + 1; i < len(d.nodes); i++ {
		a := d.actorAt(i)
		if a == nil || !a.preps.Has(lang.With) || !b.has(d.nodes[i].actor) {
			continue
		}
		if !d.hasOwnDeal(i) {
			return party.Set{}, false
		}
		partners.Join(&a.set)
		n++
	}
	return partners, n >= 2 && !b.set.Within(&partners)
}

// hasOwnDeal tells whether a partner stands at node i, and a deal right before him, or a word for one of
// several: "a treaty with X", "one on gas with Y", "the second with Z".
func (d *Document) hasOwnDeal(i int) bool {
	if a := d.actorAt(i); a == nil || !a.preps.Has(lang.With) {
		return false
	}
	if i > 0 && d.nodes[i-1].is(lang.With) && (d.isOneOfSeveral(d.nodes[i-1].first) || d.isFurtherPartner(i-1)) {
		return true
	}
	j := i - 1
	for j > 0 && d.near(j, i, dealReach) && !d.nodes[j].is(lang.DealNoun) && (d.nodes[j].any(leading) || d.nodes[j].is(lang.In) || d.nodes[j].is(lang.Sector)) {
		j--
	}
	return j >= 0 && d.nodes[j].is(lang.DealNoun) && d.near(j, i, dealReach)
}

// isOneOfSeveral tells whether a word for one of several deals stands before the "with" at token first, or what that
// one is about between them.
func (d *Document) isOneOfSeveral(first int32) bool {
	for t := first - 1; t >= max(first-dealReach, d.span.First) && d.text.Tokens[t+1].Gap&^scan.Inside == 0; t-- {
		if d.isWord(t, oneOfSeveral) {
			return true
		}
	}
	return false
}

// isFurtherPartner tells whether the "with" at node i leads to one more partner, behind another of whose deal it was told what
// it is on: "treaties with X on gas, with Y on visas and with Z on rail".
func (d *Document) isFurtherPartner(i int) bool {
	if i < 2 || !d.nodes[i-1].is(lang.And) && !d.text.Tokens[d.nodes[i].first].After(scan.Comma) {
		return false
	}
	j, about := i-1, false
	for j > 0 && d.nodes[j].actor < 0 && (d.nodes[j].is(lang.In) || d.nodes[j].is(lang.And) || d.nodes[j].any(qualities)) {
		about = about || d.nodes[j].is(lang.In)
		j--
	}
	return about && d.hasOwnDeal(j)
}

// oneOfSeveral are the words for one of several deals, or talks.
var oneOfSeveral = words("oneOfSeveral")

// dealReach is how many words may stand between a deal and the partner.
const dealReach = 4

// partners gives those behind "with", if somebody else has them as partners.
func (d *Document) partners(b *binding) party.Set {
	for i := int8(0); i < b.n; i++ {
		if a := &d.actors[b.actors[i]]; a.preps.Has(lang.With) && !b.set.Within(&a.set) {
			return a.set
		}
	}
	return party.Set{}
}

// firstParty gives the one of b who has the others as partners, or else who is named
// first: whose agreements are told on.
func (d *Document) firstParty(b *binding) party.Set {
	if one := b.set.Minus(d.partners(b)); one.Len() == 1 {
		return one
	}
	if b.n == 0 {
		return party.Set{}
	}
	a := &d.actors[b.actors[0]]
	if a.persons > 0 {
		return d.people[a.people[0]].set
	}
	if t := d.tagAt(a.first); t != nil && t.Classes.Any(countries) && party.Count(d.setOf(t)) == 1 {
		return d.setOf(t)
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

// several tells whether the deal at node i is a plural, in English by its form, else by
// what is counted: who signs agreements with two partners signs one with each.
func (d *Document) several(i int) bool {
	if i < 0 {
		return false
	}
	if d.profile().AdjectiveLast {
		return d.isCounted(d.nodes[i].first)
	}
	for i+1 < len(d.nodes) && d.nodes[i+1].is(lang.DealNoun) && d.near(i, i+1, 0) {
		i++ // "Partnership Agreements"
	}
	noun := d.nodes[i].end - 1
	for j := noun - 1; j >= d.nodes[i].first; j-- {
		if d.isWord(j+1, ofs) {
			noun = j // "memorandums of understanding"
		}
	}
	return d.text.Bytes[d.text.Tokens[noun].End-1]|0x20 == 's'
}

// counts are the words before what is told in the plural: "lima RUU pengesahan perjanjian".
var counts = words("counts")

// countReach is how many words may stand between such a word and the noun.
const countReach = 5

// isCounted tells whether such a word stands before the noun at the token first, and no
// other noun of a deal or name is counted by it.
func (d *Document) isCounted(first int32) bool {
	for t := first - 1; t >= d.span.First && first-t <= countReach; t-- {
		if w := &d.text.Tokens[t+1]; w.Gap&^scan.Inside != 0 {
			return false
		}
		if counts.has(d.text.Tokens[t].Hash) || d.text.Tokens[t].Has(scan.Number) {
			return true
		}
	}
	return false
}
