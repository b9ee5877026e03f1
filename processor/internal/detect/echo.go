package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// echo finds of whom the last agreement is told once more, in a clause [lo, hi) without
// a verb of its own: "Serbia signed a treaty with China, and Montenegro one with Turkey",
// "With Aliyev there was one on a charter".
func (d *Document) echo(lo, hi int) {
	last := d.lastAgreement()
	if last < 0 {
		return
	}
	one, partner := d.signer, d.partnerFrom(lo, hi)
	if partner < 0 || d.tellsElse(lo, hi) {
		return
	}
	here := d.found[last].Sentence == d.index
	switch a := d.actorAt(lo); {
	case a != nil && lo < partner:
		if !here || a.preps.Any(prepositions) || a.set.Len() != 1 || a.kind == byPair || a.kind == adjunct {
			return
		}
		one = a.set
	case !here && d.dealNear(partner, lo, hi) < 0:
		return
	}
	with := d.actorAt(partner)
	if one.Empty() || one.Meets(&with.set) || d.isWord(with.end, beings) {
		return // "one with Turkey is being drafted"
	}
	c := d.found[last]
	c.Parties, c.Sentence = one.Union(with.set), d.index
	c.Roles, c.People = nil, nil
	c.Evidence = []Cue{d.bytes(d.span.First, d.span.End)}
	if m := d.ownDate(with.end, d.span.End); m != nil {
		c.forgetDate()
		d.setDate(&c, m, false) // "and one with Turkey in 2019"
		d.settle(&c, partner)
	}
	d.emit(c)
}

// lastAgreement gives the agreement of the sentence, or of the one before, that was
// found last, as its index; -1 where there is none.
func (d *Document) lastAgreement() int {
	i := len(d.found) - 1
	for i >= 0 && d.found[i].Type != events.TypeAgreement {
		i--
	}
	if i < 0 || d.found[i].Background || d.index-d.found[i].Sentence > 1 || d.found[i].Sentence != d.lastAgreed {
		return -1
	}
	return i
}

// echoReach is how many words may stand between a party and its partner, or before him.
const echoReach = 4

// partnerFrom gives the node of the one partner, "with Turkey", with whom the clause
// [lo, hi) begins, behind its deal or a party of it at most; -1 where there is none.
func (d *Document) partnerFrom(lo, hi int) int {
	for i := lo; i < hi && d.nodes[i].first-d.nodes[lo].end <= echoReach; i++ {
		a := d.actorAt(i)
		switch {
		case a != nil && a.preps.Has(lang.With):
			if a.set.Len() != 1 || a.kind == byPair || i > lo && d.separated(lo, i) {
				return -1
			}
			return i
		case a != nil && i > lo, a == nil && !d.nodes[i].any(leading):
			return -1
		}
	}
	return -1
}

// leading are what may stand before such a partner: "one with".
var leading = lang.SetOf(lang.With, lang.DealNoun, lang.And)

// tellsElse tells whether the clause [lo, hi) has a verb of its own, or denies something.
func (d *Document) tellsElse(lo, hi int) bool {
	for i := lo; i < hi && d.nodes[i].first-d.nodes[lo].end <= reach; i++ {
		if d.nodes[i].any(otherwise) {
			return true
		}
	}
	return false
}

// otherwise are the words of a clause that tells something else.
var otherwise = verbs.Union(unsure).Union(lang.SetOf(lang.TalksNoun, lang.VisitNoun, lang.NegotiateVerb, lang.NegotiateNoun, lang.ReachVerb, lang.Will, lang.Cancel))

// joinsLast adds c, told by the verb at node k, to the deal of a moment ago that it points at. It tells whether there is
// one: where others sign it as well, they become parties, "Norway and Chile also signed the accord"; where it is signed
// by members of a body that is a party, and the other parties at most, it is the same, "Singapore and Mercosur signed a
// treaty. It was signed by the ministers of Singapore, Brazil and Argentina".
func (d *Document) joinsLast(c *Candidate, k, deal int) bool {
	last := d.lastAgreement()
	if last < 0 || deal < 0 || d.found[last].Status != c.Status || !d.pointsBack(deal) {
		return false
	}
	f := &d.found[last]
	all := d.withMembers(f.Parties)
	switch {
	case c.Status == events.AgreementSigned && d.isWord(d.nodes[k].first-1, more) && !f.Parties.Meets(&c.Parties):
		f.Parties.Join(&c.Parties)
	case c.Parties.Within(&f.Parties) || !c.Parties.Within(&all):
		return false
	}
	f.Evidence = append(f.Evidence, d.bytes(d.span.First, d.span.End))
	return true
}
