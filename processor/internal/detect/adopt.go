package detect

import "github.com/dragoman-wire/dragoman/processor/lang"

// mostNames bounds the words of a name that no dictionary has.
const mostNames = 4

// adopt gives a name that nobody knows its state, behind another office-holder: in
// "ministers X of Ghana and Y of Togo", Y acts for Togo.
func (d *Document) adopt() {
	out := d.nodes[:0]
	for i := range d.nodes {
		out = append(out, d.nodes[i])
		a := d.actorAt(i)
		if a == nil || a.kind != byName || a.set.Len() != 1 || !a.preps.Has(lang.Of) {
			continue
		}
		of := len(out) - 2
		if of < 0 || !out[of].is(lang.Of) {
			continue
		}
		name := of
		for name > 0 && out[name-1].any(unknownNames) && out[name-1].end == out[name].first && of-name < mostNames {
			name--
		}
		if name == of || name < 2 || !out[name-1].is(lang.And) || out[name-2].actor < 0 {
			continue
		}
		if first := &d.actors[out[name-2].actor]; first.kind != byPerson || first.set.Empty() {
			continue
		}
		n := out[name]
		n.end, n.actor = a.end, d.nodes[i].actor
		a.first, a.kind, a.preps = n.first, byPerson, lang.Set{}
		out = append(out[:name], n)
	}
	d.nodes = out
}

var unknownNames = lang.SetOf(lang.Name, lang.Person, lang.Particle)

// adoptLeaders gives those who lead the delegation of a state, and are told without one,
// that state: "a Chinese delegation led by Deputy Minister Li Wei", "delegasi Brussels
// yang diketuai Ketua Pengarah Florika Fink-Hooijer".
func (d *Document) adoptLeaders() {
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
