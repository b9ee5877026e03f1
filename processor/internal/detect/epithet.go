package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// Whoever a story is about is called by what else he is or was: "the Green politician then met X",
// "mantan pemimpin buruh itu berbicara dengan X".

// epithetWords is how many words such a phrase has at most.
const epithetWords = 6

// bindEpithet adds to the partners in b whom a phrase before the verb at node k calls by an epithet.
func (d *Document) bindEpithet(b *binding, k int) {
	he := &d.he
	if b.left == 1 && !d.actors[b.actors[0]].set.Empty() || b.n == b.left || he.rank < minister || he.set.Meets(&b.set) {
		return
	}
	verb := k
	for verb > 0 && (d.nodes[verb-1].any(auxiliaries) || d.nodes[verb-1].is(lang.Light) || d.nodes[verb-1].is(lang.Then)) && d.near(verb-1, verb, 1) {
		verb--
	}
	if d.callsByEpithet(d.nodes[verb].first) {
		b.set, b.meant, b.weak = b.set.Union(he.set), he.set, true
	}
}

// callsByEpithet tells whether a phrase that ends before token end calls somebody by an epithet.
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
	for i := end - 2; i >= d.span.First && end-i <= epithetWords && d.gaps(i, end-1)&^scan.Inside == 0; i-- {
		if d.isWord(i, mark) {
			return true
		}
	}
	return false
}

var (
	epithets = words("epithets")
	also     = words("also")
)
