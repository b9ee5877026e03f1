package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// Whoever a story is about is called by what else he is or was: "the Green politician then met X",
// "mantan pemimpin buruh itu berbicara dengan X".

// epithetWords is how many words such a phrase has at most, and epithetReach how many sentences may
// stand between it and whom it means.
const (
	epithetWords = 6
	epithetReach = 2
)

// bindEpithet adds to the partners in b whom a phrase before the verb at node k calls by an epithet.
func (d *Document) bindEpithet(b *binding, k int) {
	he := &d.he
	if b.left > 1 || b.left == 1 && !d.actors[b.actors[0]].set.Empty() || b.n == b.left || he.person < 0 || he.rank < minister || d.index-he.sentence > epithetReach || he.set.Meets(&b.set) {
		return
	}
	verb := k
	for verb > 0 && (d.nodes[verb-1].any(auxiliaries) || d.nodes[verb-1].is(lang.Light) || d.nodes[verb-1].is(lang.Then)) && d.near(verb-1, verb, 1) {
		verb--
	}
	if d.callsByEpithet(d.nodes[verb].first) && !d.namesStranger() {
		b.set, b.meant, b.weak = b.set.Union(he.set), he.set, true
	}
}

// callsByEpithet tells whether a phrase that ends before token end calls somebody by an epithet, and
// names nobody.
func (d *Document) callsByEpithet(end int32) bool {
	last := d.profile().AdjectiveLast
	for d.isWord(end-1, also) {
		end--
	}
	noun, mark := epithets, defining // "the Green politician"
	if last {
		noun, mark = pointing, epithets // "politikus Partai Hijau itu"
	}
	if !d.isWord(end-1, noun) {
		return false
	}
	for i := end - 2; i >= d.span.First && end-i <= epithetWords && d.gaps(i, end-1)&^(scan.Inside|scan.Hyphen) == 0; i-- {
		if d.isWord(i, mark) {
			return d.unnamed(d.nodeFrom(i), d.nodeFrom(end))
		}
	}
	return false
}

// unnamed tells whether no actor that can act is among nodes [lo, hi).
func (d *Document) unnamed(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if a := d.actorAt(i); a != nil && !a.set.Within(&d.dict.Parties.Bodies) {
			return false
		}
	}
	return true
}

// namesStranger tells whether the sentence before, or this one, names somebody whose state nobody knows:
// the epithet may be his.
func (d *Document) namesStranger() bool {
	first := d.span.First
	if d.index > 0 {
		first = d.text.Sentences[d.index-1].First
	}
	from := d.text.Tokens[first].Start
	for i := range d.people {
		if p := &d.people[i]; p.set.Empty() && p.start >= from {
			return true
		}
	}
	return false
}

var (
	epithets = words("epithets")
	also     = words("also")
)
