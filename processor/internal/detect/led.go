package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// led finds the talks at node k of which only somebody is told who leads or mediates them,
// where the text has just told of two others, or the headline: "The truce came out of talks
// mediated by X".
// Many things are chaired; of those who have just agreed on something, it was their talks.
func (d *Document) led(k int) {
	if d.lastTalks() != nil || !d.nodes[k].is(lang.TalksNoun) || d.value(k, lang.Gathering) == "summit" {
		return
	}
	j, mediates := d.leaderOf(k)
	if j < 0 {
		return
	}
	a, pair := d.actorAt(j), d.salient
	if pair.Len() != 2 || d.index-d.lastPair > thirdReach {
		pair = d.titled.Minus(a.set)
	}
	if pair.Len() != 2 || !mediates && (d.agreed != pair || d.index-d.lastAgreed > thirdReach) || d.othersThan(j, k, pair) {
		return
	}
	if a.set.Empty() || a.set.Meets(&pair) || d.attends(a) {
		return
	}
	b := binding{set: pair.Union(a.set), guests: pair, weak: true}
	c, ok := d.newMeeting("led", 0.6, &b, k)
	if !ok {
		return
	}
	c.Channel = d.channel(lang.TalksNoun, k)
	c.People = append(c.People, a.people[:a.persons]...)
	d.emit(c)
}

// leaderOf gives the node of who is told to lead the talks at node k, or -1, and whether
// he is told to have brought together those who hold them.
func (d *Document) leaderOf(k int) (who int, mediates bool) {
	if j, verb := d.chairOf(k); j >= 0 {
		return j, d.value(verb, lang.Light) == mediating
	}
	_, hi := d.clause(k)
	for i := k + 1; i < hi; i++ {
		if a := d.actorAt(i); a != nil && a.mediates {
			return i, true
		}
		if a := d.actorAt(i + 1); d.brokers(i) && a != nil && a.preps.Any(placing) {
			return i + 1, true
		}
	}
	return -1, false
}

// othersThan tells whether the clause of node k tells of somebody else than the actor at
// node j and those of pair: then the talks are with him.
func (d *Document) othersThan(j, k int, pair party.Set) bool {
	lo, hi := d.clause(k)
	for i := lo; i < hi; i++ {
		if a := d.actorAt(i); a != nil && i != j && a.kind != byPlace && a.kind != byPair && !a.speaks && !a.set.Within(&pair) && a.set != d.actorAt(j).set {
			return true
		}
	}
	return false
}
