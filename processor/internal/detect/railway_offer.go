package detect

import (
	"slices"

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
		if owner.Empty() || d.quoted(d.nodes[n].first) || d.offersElse(n) {
			continue
		}
		lo, hi := d.clause(n)
		line := d.trigger(lang.RailNoun, lo, hi)
		if line < 0 && !found && !d.rails.live(d.index) {
			continue
		}
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

// offersElse tells whether it is talks or a deal that is offered, of what the verb at node n says.
func (d *Document) offersElse(n int) bool {
	_, hi := d.clause(n)
	return slices.ContainsFunc(d.nodes[n+1:hi], func(v node) bool { return v.is(lang.DealNoun) || v.any(bargaining) })
}

// whoAnswers gives the state that says yes or no to the offer of owner by the verb at node n: its doer, who is
// that of the answer before where he is not told anew, else the one that completes a railway.
func (d *Document) whoAnswers(n int, before *binding, owner party.Set) (b binding) {
	verb := n - 1
	for verb >= 0 && d.nodes[verb].any(auxiliaries) {
		verb--
	}
	switch i := d.agent(n); {
	case !before.set.Empty() && d.actorAt(verb) == nil:
		b.set = before.set
	case d.isPassive(&d.nodes[n]) && i >= 0:
		b.add(d, d.nodes[i].actor)
	case !d.isPassive(&d.nodes[n]):
		d.bindSubject(&b, &frame{subject: true}, n)
	}
	if b.set = b.set.Minus(owner); b.set.Empty() {
		b.set = owner
		d.completeRailway(&b, n)
		b.set = b.set.Minus(owner)
	}
	return b
}

// tellOffer makes news of the mention m, at node k, of a line that somebody offers: of the one told of before
// where that can be, else of another.
func (d *Document) tellOffer(k int, m *mention) {
	p := d.rails.refer(d, k, m)
	if set := &m.binding.set; p == nil || !set.Within(&p.parties) && !p.parties.Within(set) {
		q := project{way: m.way, sentence: d.index, event: -1, strayed: -1, helpers: m.helpers}
		if d.rails.n > 0 {
			d.rails.others++
			q.other = d.rails.others
		}
		p = d.rails.add(q)
	}
	p.sentence = d.index
	d.tellRailway(p, k, m)
}

// How many words may stand between a verb and the offer that is its object, and between that and whose it is.
const (
	offerReach   = 5
	offererReach = 2
	linkedReach  = 3 // "an offer by the South Korean government"
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
	} else if a := d.actorAt(n + 1); a != nil && a.kind == byName && a.preps == (lang.Set{}) && !a.possessive && d.value(n, lang.AwardVerb) == "pick" && (d.trigger(lang.BuildVerb, n+2, hi) >= 0 || d.trigger(lang.RejectVerb, lo, n) >= 0) {
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
		if a == nil || a.speaks || a.set.Len() != 1 {
			continue
		}
		owns := (a.kind == adjunct || a.possessive) && a.end <= t && t-a.end < offererReach
		if d.profile().AdjectiveLast {
			owns = a.preps == (lang.Set{}) && a.first > t && (a.first-t <= offererReach || i > 0 && d.nodes[i-1].is(lang.RailNoun) && d.nodes[i-1].first-t <= offererReach && d.near(i-1, i, 0))
		}
		if owns || a.first > t && a.first-t <= linkedReach && a.preps.Any(offering) {
			return a.set
		}
	}
	return party.Set{}
}

// offering are the links before whose offer it is.
var offering = lang.SetOf(lang.By, lang.From)
