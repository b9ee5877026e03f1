package detect

import "github.com/dragoman-wire/dragoman/processor/lang"

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
	for i := lo; i < hi; i++ {
		if !d.chairs(i) && !d.hosts(i, k) {
			continue
		}
		if i > k { // the chair is told behind the verb
			return d.agent(i), i
		}
		chair := i
		for i--; i >= 0 && (d.nodes[i].any(auxiliaries) || d.nodes[i].is(lang.Light) || d.nodes[i].is(lang.Relative) || d.nodes[i].is(lang.Clause)); i-- {
		}
		if a := d.actorAt(i); a != nil && a.kind != byPlace && a.kind != adjunct && !a.preps.Any(prepositions) && (d.near(i, k, 8) || d.near(i, chair, 2) && d.near(chair, k, 8)) {
			return i, chair
		}
		return -1, chair
	}
	return -1, -1
}

// hosts tells whether the verb at node i tells of one person who receives those who hold
// the talks at node k: "talks hosted by Wang Yi", "Wang Yi hosted talks between". A
// summit's host is only that.
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
	return a != nil && inOffice(a)
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

// bindAgent takes those by whom the matter before the passive verb at node k is discussed:
// "isu itu dibahas X dan Y".
func (d *Document) bindAgent(b *binding, k int) {
	j := d.agent(k)
	if a := d.actorAt(j); a != nil && d.suits(a, a.set.Len() < 2) { // "dibahas Washington dan Yerevan"
		d.resolve(a)
		b.add(d, d.nodes[j].actor)
	}
}
