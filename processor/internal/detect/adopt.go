package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// mostNames bounds the words of a name that no dictionary has.
const mostNames = 4

// adopt gives a name that nobody knows its state, behind another office-holder, or where
// several stand in a list: in "ministers X of Ghana and Y of Togo", Y acts for Togo.
func (d *Document) adopt() {
	if !d.told.Has(lang.Of) || !d.told.Any(unknownNames) {
		return
	}
	for i := 1; i < len(d.nodes); i++ {
		a, of := d.actorAt(i), i-1
		if a == nil || a.kind != byName || !a.preps.Has(lang.Of) || !d.nodes[of].is(lang.Of) || a.set.Len() != 1 {
			continue
		}
		name := of
		for name > 0 && d.nodes[name-1].any(unknownNames) && d.nodes[name-1].end == d.nodes[name].first && of-name < mostNames {
			name--
		}
		n := &d.nodes[name]
		if name == of || !d.followsPerson(d.nodes[:name], n.first) && !d.headsList(i) {
			continue
		}
		n.end, n.actor, n.classes = a.end, d.nodes[i].actor, lang.Set{}
		a.first, a.kind, a.preps = n.first, byPerson, lang.Set{}
		d.nodes = slices.Delete(d.nodes, name+1, i+1)
		i = name
	}
}

// followsPerson tells whether the last of nodes are a person of whom a state is known and
// an "and", or a comma, before token first.
func (d *Document) followsPerson(nodes []node, first int32) bool {
	n := len(nodes)
	and := n > 0 && nodes[n-1].is(lang.And)
	if and {
		n--
	}
	if n == 0 || nodes[n-1].actor < 0 || !and && (nodes[n-1].end != first || !d.text.Tokens[first].After(scan.Comma)) {
		return false
	}
	a := &d.actors[nodes[n-1].actor]
	return a.kind == byPerson && !a.set.Empty()
}

// headsList tells whether the name of which the state at node i is told stands before
// another one told so, or known: "X of Ghana, Y of Togo and Z of Benin".
func (d *Document) headsList(i int) bool {
	j := i + 1
	if j >= len(d.nodes) || d.nodes[j].first != d.nodes[i].end || !d.text.Tokens[d.nodes[j].first].After(scan.Comma) {
		return false
	}
	if next := d.actorAt(j); next != nil {
		return next.kind == byPerson && !next.set.Empty() && !next.set.Meets(&d.actorAt(i).set)
	}
	for j < len(d.nodes) && d.nodes[j].any(unknownNames) && j-i <= mostNames {
		j++
	}
	if j == i+1 || j+1 >= len(d.nodes) || !d.nodes[j].is(lang.Of) {
		return false
	}
	a := d.actorAt(j + 1)
	return a != nil && a.kind == byName && a.set.Len() == 1 && a.preps.Has(lang.Of)
}

var unknownNames = lang.SetOf(lang.Name, lang.Person, lang.Particle)

// adoptLeaders gives those who lead the delegation of a state, and are told without one,
// that state: "a Chinese delegation led by Deputy Minister Li Wei", "delegasi Brussels
// yang diketuai Ketua Pengarah Florika Fink-Hooijer".
func (d *Document) adoptLeaders() {
	if !d.told.Has(lang.Light) {
		return // a word of chairing is one
	}
	for i := range d.nodes {
		a := d.actorAt(i)
		if a == nil || !a.organ || a.weak || a.set.Len() != 1 {
			continue
		}
		k := i + 1
		if k < len(d.nodes) && d.nodes[k].is(lang.Relative) {
			k++
		}
		if k >= len(d.nodes) || !d.chairs(k) || d.nodes[k].forms&(lang.Passive|lang.Done) == 0 || !d.near(i, k, 3) {
			continue
		}
		if k++; k < len(d.nodes) && d.nodes[k].is(lang.By) {
			k++
		}
		b := d.actorAt(k)
		if b == nil || b.kind < byOffice || b.kind == byPair || b.organ || !b.weak && !b.set.Empty() || !d.near(k-1, k, 1) {
			continue
		}
		b.set, b.weak = a.set, false
		for _, p := range b.people[:b.persons] {
			d.people[p].set = a.set
		}
	}
}
