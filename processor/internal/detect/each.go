package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// oneByOne tells whether the party on the left met the others each alone: they
// were called, told one after the other or beside a gathering, or the clause says so.
func (d *Document) oneByOne(c *Candidate, b *binding, k int) bool {
	if d.visitor(b).Len() != 1 {
		return false
	}
	lo, hi := d.clause(k)
	if joint := d.trigger(lang.Joint, lo, hi); joint >= 0 {
		return joint < k && d.apart(k) // "before the trilateral, X received each of them"
	}
	if d.value(k, lang.ReceiveVerb) == "singly" {
		return true // "is to see Modi, Erdogan and Aliyev"
	}
	return d.apart(k) || c.Channel == events.Call || b.serial || !c.SidelineOf.Empty()
}

// apart tells whether the clause says that each partner is one for himself.
func (d *Document) apart(k int) bool {
	lo, hi := d.clause(k)
	return d.trigger(lang.Apart, lo, hi) >= 0
}

// visitor gives the parties on the left of a binding, else those of the main
// clause, whom no "with" governs.
func (d *Document) visitor(b *binding) (s party.Set) {
	for i := int8(0); i < b.left; i++ {
		s = s.Union(d.actors[b.actors[i]].set)
	}
	if b.left > 0 || !b.with {
		return s
	}
	for i := int8(0); i < b.n; i++ {
		if a := &d.actors[b.actors[i]]; a.preps.Has(lang.With) {
			s = s.Union(a.set)
		}
	}
	return b.set.Minus(s)
}

// each makes one meeting with every partner: the states that a visitor goes to,
// those who were called, those who were met separately.
func (d *Document) each(c Candidate, b *binding) {
	visitor := d.visitor(b)
	if visitor.Empty() {
		return // "they", of whom nothing is known
	}
	told := visitor
	for i := b.left; i < b.n; i++ {
		stop := c
		if a := &d.actors[b.actors[i]]; a.kind == byPair {
			stop.Guests = a.set // no sentence names one of them alone
		}
		d.dateStop(&stop, b, i)
		for id := range d.actors[b.actors[i]].set.Minus(told).All() {
			stop.Parties = visitor.Union(party.Of(id))
			d.emit(stop)
		}
		told = told.Union(d.actors[b.actors[i]].set)
	}
	for id := range b.set.Minus(told).All() {
		c.Parties = visitor.Union(party.Of(id))
		d.emit(c)
	}
}
