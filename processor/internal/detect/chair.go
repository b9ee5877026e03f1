package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// bindChair adds who leads the talks of others at node k: "X, who chaired the talks
// between Y and Z", "talks between Y and Z, mediated by X", "the talks were announced
// by X after he had hosted them".
func (d *Document) bindChair(b *binding, k int) {
	if j, _ := d.chairOf(k); j >= 0 {
		b.addHost(d, d.nodes[j].actor)
	}
}

// chairOf gives the node of who is told to lead the talks at node k, or -1, and that of the
// verb that tells it.
func (d *Document) chairOf(k int) (who, verb int) {
	lo, hi := d.clause(k)
	if hi+1 < len(d.nodes) && d.nodes[hi].is(lang.Relative) && d.near(hi-1, hi, 2) {
		_, hi = d.clause(hi + 1) // "talks which X hosted"
	}
	if a := d.actorAt(k - 2); a != nil && d.bringsTogether(a) {
		return k - 2, k - 1 // "EU-mediated talks"
	}
	for i := lo; i < hi; i++ {
		if !d.chairs(i) && !d.hosts(i, k) {
			continue
		}
		if i > k { // the chair is told behind the verb
			return d.agent(i), i
		}
		return d.leader(i, k), i
	}
	return -1, -1
}

// chairReach is how many words may stand between a verb of leading and the talks that are led.
const chairReach = 8

// leader gives the node of the doer of the verb of leading at node chair, before the talks at
// node k, or -1: "X led the talks", "X in Doha led", "X said it after leading".
func (d *Document) leader(chair, k int) int {
	if !d.near(chair, k, chairReach) {
		return -1
	}
	i := chair - 1
	for i >= 0 && (d.nodes[i].any(auxiliaries) || d.nodes[i].is(lang.Light) || d.nodes[i].is(lang.Relative) || d.isSetting(i)) {
		i--
	}
	if i >= 0 && d.nodes[i].is(lang.Clause) {
		return d.mainDoer(i)
	}
	if a := d.actorAt(i); a != nil && a.kind != byPlace && a.kind != adjunct && !a.preps.Any(prepositions) {
		return i
	}
	return -1
}

// isSetting tells whether node i is where something happens, or the preposition before that.
func (d *Document) isSetting(i int) bool {
	a := d.actorAt(i)
	return d.nodes[i].is(lang.In) || a != nil && a.kind == byPlace && a.preps.Has(lang.In)
}

// bindTeller adds to the two who held the talks at node k the minister or leader of a third party
// who tells of them in his own city: "A and B agreed on a truce after talks in Z, said X of Z". He
// has brought them together.
func (d *Document) bindTeller(b *binding, k int) {
	if b.set.Len() != 2 || !b.guests.Empty() || !d.isAfterwards(k) || d.judge(k).modality != asserted {
		return
	}
	here := d.scenery()
	for i := range d.nodes {
		a := d.actorAt(i)
		if a == nil || !a.speaks || !inOffice(a) || a.rank < minister || a.set.Len() != 1 || a.set.Meets(&b.set) {
			continue
		}
		if a.set.Within(&here) {
			b.addHost(d, d.nodes[i].actor)
		}
		return
	}
}

// bindToldAfter adds the two who have come to terms to the minister or leader who says so behind talks
// of which only he is told, as he held them with them: "A and B agreed on a truce, said X after talks".
func (d *Document) bindToldAfter(b *binding, k int) {
	if b.n != 1 || b.left != 1 || b.set.Len() != 1 || !d.isAfterwards(k) {
		return
	}
	teller := &d.actors[b.actors[0]]
	if !teller.speaks || !inOffice(teller) || teller.rank < minister {
		return
	}
	var pair binding
	if d.bindMainPair(&pair, k); pair.set.Len() != 2 {
		return
	}
	pair.addHost(d, b.actors[0])
	pair.left, *b = pair.n, pair
}

// scenery gives whose the place is where the sentence sets what it tells, or else the story is written.
func (d *Document) scenery() party.Set {
	if here := d.placeNamed(); !here.Empty() {
		return here
	}
	return d.dateline
}

// hosts tells whether the verb at node i tells of one person who receives those who hold
// the talks at node k, or of the state that does so behind them: "talks hosted by Wang Yi", "Wang Yi hosted talks
// between", "talks hosted by Oman". A summit's host is only that.
func (d *Document) hosts(i, k int) bool {
	if d.value(i, lang.Light) != "host" {
		return false
	}
	for j := k; j <= max(i, k); j++ {
		if d.value(j, lang.Gathering) == "summit" {
			return false
		}
	}
	j := d.agent(i)
	if i < k {
		j = i - 1
	}
	a := d.actorAt(j)
	return a != nil && (inOffice(a) || i > k && d.nodes[k].is(lang.TalksNoun) && a.kind == byName && !a.possessive)
}

// agent gives the node of the doer behind the passive verb at node i, or -1: "hosted
// by X", "dihoskan X".
func (d *Document) agent(i int) int {
	if a := d.actorAt(i + 2); a != nil && a.preps.Has(lang.By) {
		return i + 2
	}
	if a := d.actorAt(i + 1); a != nil && d.nodes[i].forms&lang.Passive != 0 && d.near(i, i+1, 1) && a.preps == (lang.Set{}) && !d.separated(i, i+1) {
		return i + 1
	}
	return -1
}

// suffered tells whether the verb at node k is said of a matter that somebody deals with, and on a day where
// only its auxiliary tells so: "will be discussed by X and Y on Friday", but not "is being discussed".
func (d *Document) suffered(k int) bool {
	if d.nodes[k].forms == lang.Passive {
		return true
	}
	first, end := d.clauseSpan(k)
	return d.isPassive(&d.nodes[k]) && d.hasDate(first, end)
}

// bindAgent takes those by whom the matter before the passive verb at node k is discussed:
// "isu itu dibahas X dan Y".
func (d *Document) bindAgent(b *binding, k int) {
	j := d.agent(k)
	if a := d.actorAt(j); a != nil && d.suits(a, a.set.Len() < 2) { // "dibahas Washington dan Yerevan"
		d.resolve(a)
		b.add(d, d.nodes[j].actor)
	}
}
