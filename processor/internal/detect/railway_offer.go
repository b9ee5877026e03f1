package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// turnedDown is the stage of a line that somebody offered to build and that nobody wants from him, and
// accepted that of one whose offer is accepted.
var (
	turnedDown = stage{lang.RejectVerb, "turn-down", events.RailwayCancelled, "", false}
	accepted   = stage{lang.AwardVerb, "take", events.RailwayAgreed, events.RailwayAgreed, false}
)

// offers finds the railways of which the sentence tells that a state takes or turns down what another one
// offers, "has turned down Japan's proposal for a railway and will accept a Chinese plan", and tells whether
// there are any: the rest of the sentence is then about these.
func (d *Document) offers() bool {
	if !d.told.Has(lang.RejectVerb) && !d.told.Has(lang.AwardVerb) || !d.told.Any(railTriggers) && !d.rails.live(d.index) {
		return false
	}
	found := false
	var b binding // who answered the offer before
	for n := range d.nodes {
		s, owner := d.answer(n)
		if owner.Empty() {
			continue
		}
		lo, hi := d.clause(n)
		line := d.trigger(lang.RailNoun, lo, hi)
		b = d.whoAnswers(n, &b, owner)
		m, k := mention{stage: s, at: n, binding: b, helpers: owner}, n
		m.binding.set.Join(&owner)
		if line >= 0 && !found {
			k, m.way = line, d.courseOf(line)
		}
		found = true
		d.tellOffer(k, &m)
	}
	return found
}

// whoAnswers gives the state that says yes or no to the offer of owner by the verb at node n: its doer, who is
// that of the answer before, else the one that completes a railway.
func (d *Document) whoAnswers(n int, before *binding, owner party.Set) (b binding) {
	switch i := d.agent(n); {
	case !before.set.Empty():
		b.set = before.set
	case i >= 0:
		b.add(d, d.nodes[i].actor)
	default:
		d.bindSubject(&b, &frame{subject: true}, n)
	}
	if b.set = b.set.Minus(owner); b.set.Empty() {
		b.set = owner
		d.completeRailway(&b, n)
		b.set = b.set.Minus(owner)
	}
	return b
}

// tellOffer makes news of the mention m, at node k, of a line that somebody offers.
func (d *Document) tellOffer(k int, m *mention) {
	p := d.rails.add(project{way: m.way, sentence: d.index, event: -1, strayed: -1, helpers: m.helpers})
	d.tellRailway(p, k, m)
}

// How many words may stand between a verb and the offer that is its object, and between that and whose it is.
const (
	offerReach   = 5
	offererReach = 2
)

// answer gives the stage that the word at node n tells of a line by what it says of another state's offer, and
// whose that is: "turned down Japan's proposal", "will accept a Chinese plan", "menolak tawaran Jepang", "picked
// China to build it". There is none where that is nobody's.
func (d *Document) answer(n int) (*stage, party.Set) {
	v, s := &d.nodes[n], &accepted
	first, end := v.first, v.end+offerReach
	switch value := d.value(n, lang.AwardVerb); {
	case v.is(lang.RejectVerb):
		s = &turnedDown
	case value != "pick" && value != "accept":
		return nil, party.Set{}
	}
	lo, hi := d.clause(n)
	if d.isPassive(v) {
		first, _ = d.clauseSpan(n)
		end = v.first
	} else if a := d.actorAt(n + 1); a != nil && a.kind == byName && d.value(n, lang.AwardVerb) == "pick" && (d.trigger(lang.BuildVerb, n+2, hi) >= 0 || d.trigger(lang.RejectVerb, lo, n) >= 0) {
		return s, a.set
	}
	for i := first; i < end; i++ {
		if d.isWord(i, drafts) {
			return s, d.offerer(i, n)
		}
	}
	return nil, party.Set{}
}

// offerer gives the state whose offer is told at token t, in the clause of node n: "Japan's revised proposal",
// "a bid by China", "tawaran Jepang".
func (d *Document) offerer(t int32, n int) party.Set {
	lo, hi := d.clause(n)
	for i := lo; i < hi; i++ {
		a := d.actorAt(i)
		if a == nil {
			continue
		}
		owns := a.end <= t && t-a.end < offererReach
		if d.profile().AdjectiveLast {
			owns = a.first > t
		}
		if owns || a.first-t <= offererReach && a.preps.Any(offering) {
			return a.set
		}
	}
	return party.Set{}
}

// offering are the links before whose offer it is.
var offering = lang.SetOf(lang.By, lang.From)
