package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// bindSpeaker takes who tells by the verb at node k of an agreement "with X", or of his
// place in a body, and names nobody else: it is his own.
func (d *Document) bindSpeaker(b *binding, k int) bool {
	if b.n != 1 || !d.actors[b.actors[0]].preps.Has(lang.With) && !d.ofBody(k, len(d.nodes)) {
		return false
	}
	n := &d.nodes[k]
	happens := d.isPassive(n) || n.is(lang.NegotiateNoun) || n.is(lang.ForceVerb) // and nobody is told to do it: "X said a treaty with Y was signed"
	for i := range d.actors {
		a := &d.actors[i]
		if a.set.Empty() || a.set.Len() > 1 && !(a.speaks && a.organ) || a.set.Within(&b.set) {
			continue
		}
		governs := isPeople(a) && (a.rank >= minister || happens && d.hasWord(a.first, a.end, spokesmen))
		if a.speaks && (governs || a.organ || a.kind == byName && happens && !a.preps.Any(prepositions)) || d.saysIt(a) || governs && d.tellsThat(a) {
			b.add(d, int32(i))
			return true
		}
	}
	return false
}

// spokesmen are the words for those who speak for a government.
var spokesmen = words("spokesmen")

// bindItself takes the state that tells of itself what it does by the verb at node k: "Hanoi said it would
// hold talks with X", "Hanoi mengatakan telah berunding dengan X".
func (d *Document) bindItself(b *binding, k int) bool {
	for i := range k {
		if a := d.actorAt(i); a != nil && (a.kind <= byPlace || a.organ) && a.set.Len() == 1 && d.saysIt(a) {
			b.add(d, d.nodes[i].actor)
			return true
		}
	}
	return false
}

// bindGovernment takes the article's own state for what its government or one of its ministries,
// told without a state, is told at node k to do with the partner in b: "The government is
// negotiating a trade agreement with X", "Kementerian Perdagangan meneken kontrak dengan X", "The treaty with X
// was rejected by the cabinet".
func (d *Document) bindGovernment(b *binding, k int) bool {
	if b.n != 2 || b.set.Len() != 1 {
		return false
	}
	first, second := &d.actors[b.actors[0]], &d.actors[b.actors[1]]
	return second.preps.Has(lang.With) && d.bindOwnOrgan(b, first, k) || (first.preps.Has(lang.With) || second.preps.Has(lang.By)) && d.bindOwnOrgan(b, second, k)
}

// bindOwnOrgan gives the organ a of b, told without a state, of which the verb at node k tells, the article's own
// one: "Kementerian Pertanian menerima delegasi X".
func (d *Document) bindOwnOrgan(b *binding, a *actor, k int) bool {
	own := d.ownState()
	if own.Empty() {
		own = d.ofCentre()
	}
	if own.Empty() || own.Meets(&b.set) || !a.organ && !(a.plural && d.byParliament(k)) || a.bound || !a.set.Empty() || a.kind != byOffice || a.possessive || !d.doesStep(a, k) || a.end != d.nodes[k].first && d.namedBehind(a.end) {
		return false
	}
	b.set, b.weak = b.set.Union(own), true
	return true
}

// doesStep tells whether actor a can be who does what the verb at node k tells: he stands before it, or right
// behind it as its agent, "diteken kementerian", "was signed by the ministry".
func (d *Document) doesStep(a *actor, k int) bool {
	n := &d.nodes[k]
	if a.first > n.first {
		return d.isPassive(n) && d.isAgent(a) && a.first-n.end <= agentReach
	}
	return !a.preps.Any(prepositions)
}

// namedBehind tells whether a name right behind token i says whose the organ before it is, where names
// stand last: "Pemerintah Kota Bandung", "kerajaan negeri Pulau Pinang".
func (d *Document) namedBehind(i int32) bool {
	if t := d.tagAt(i); t != nil && t.Classes.Any(prepositions) {
		return false // "diteken kementerian dengan Bank Dunia"
	}
	return d.profile().AdjectiveLast && i+1 < d.span.End && (d.text.Tokens[i].Has(scan.Capital) || d.text.Tokens[i+1].Has(scan.Capital))
}

// saysIt tells whether a state says something of itself: "Seoul said on Monday that it
// had signed", "Seoul mengatakan pihaknya telah meneken", "mengatakan telah meneken", or makes
// it known, "Seoul announced that it had left".
func (d *Document) saysIt(a *actor) bool {
	if a.preps.Any(prepositions) || a.possessive {
		return false
	}
	for i := d.nodeFrom(a.end); i < len(d.nodes) && d.nodes[i].first-a.end <= 2; i++ {
		n := &d.nodes[i]
		first := d.behindThat(n.end)
		if n.is(lang.SayVerb) || n.is(lang.ReachVerb) && (first > n.end || d.isWord(first, itself) || d.isWord(first, already)) {
			return d.hasWord(first, first+itselfReach, itself) || d.hasWord(n.end, n.end+itselfReach, itself) || d.isWord(n.end, already) || d.saysToDo(i)
		}
	}
	return false
}

// saysToDo tells whether what somebody does himself stands right behind the verb of saying at node i, in a language
// that needs no pronoun for that: "Rusia menyatakan membatalkan perjanjian".
func (d *Document) saysToDo(i int) bool {
	if i+1 >= len(d.nodes) || !d.profile().AdjectiveLast {
		return false
	}
	n := &d.nodes[i+1]
	return n.forms == lang.Base && n.any(dealVerbs) && d.near(i, i+1, 0) && !d.separated(i, i+1)
}

// behindThat gives the token behind the "that" by which the verb that ends before token i tells
// something, or else i: "said in a statement on Monday that".
func (d *Document) behindThat(i int32) int32 {
	for t := i; t < min(i+thatReach, d.span.End); t++ {
		if that.has(d.text.Tokens[t].Hash) {
			return t + 1
		}
	}
	return i
}

// itself are the words by which a state speaks of itself, and already those that follow a
// verb of saying where nobody else does what is said.
var (
	itself  = words("itself")
	already = words("already")
)

// How many words, of a day and where it was said, may stand before the "that", and from there on
// up to the "it" or "the country".
const (
	thatReach   = 8
	itselfReach = 3
)

// tellsThat tells whether a tells somebody what a clause behind says: "Sogavare told his
// parliament that the text was ready".
func (d *Document) tellsThat(a *actor) bool {
	i := d.nodeFrom(a.first)
	if i+1 >= len(d.nodes) || d.actorAt(i) != a || !d.nodes[i+1].is(lang.TellVerb) || !d.near(i, i+1, 1) {
		return false
	}
	for j := i + 2; j < len(d.nodes) && d.near(i+1, j, governed); j++ {
		if d.nodes[j].is(lang.Clause) {
			return true
		}
	}
	return false
}

// bindInformer takes for what a clause behind a "that" tells of one who leaves a deal, the
// two before it: "Panama told Beijing that it was withdrawing from the initiative".
func (d *Document) bindInformer(b *binding, k, lo int) bool {
	if b.set.Len() > 1 || lo < 2 || !d.nodes[k].any(alone) || !that.has(d.text.Tokens[d.nodes[lo-1].first].Hash) {
		return false
	}
	first, _ := d.clause(lo - 2)
	if first >= 2 && d.nodes[first-1].is(lang.SayVerb) { // "memaklumkan Beijing bahawa"
		first, _ = d.clause(first - 2)
	}
	for i := max(first, lo-reach); i < lo-1; i++ {
		if a := d.actorAt(i); a != nil && a.kind != adjunct && a.kind != byPair && !a.preps.Any(prepositions) && a.set.Len() == 1 {
			b.add(d, d.nodes[i].actor)
		}
	}
	return b.set.Len() == 2
}

// bindTellers takes several who tell together of a text that the clause behind the verb
// of saying at node lo-1 names, and nobody else: "India and the EU declared the
// negotiations on a treaty closed".
func (d *Document) bindTellers(b *binding, k, lo int) bool {
	if b.n > 0 || lo < 2 || !d.nodes[lo-1].is(lang.SayVerb) || !d.nodes[k].any(documented) {
		return false
	}
	for i := lo - 2; i >= 0 && d.near(i, lo-1, 3); i-- {
		if a := d.actorAt(i); a != nil {
			if a.set.Len() < 2 || a.preps.Any(prepositions) {
				return false
			}
			b.add(d, d.nodes[i].actor)
			return true
		}
	}
	return false
}

// bindSigner takes for what is agreed on with the parties of b, and nobody tells by
// whom, the one who agreed on something with others a moment ago: "X signed a treaty
// with Y. A similar one was signed with Z".
func (d *Document) bindSigner(b *binding, k int) bool {
	if d.signer.Empty() || d.index-d.lastSigner > 2 || d.signer.Meets(&b.set) || b.set.Len() > 1 && !d.nodes[k].is(lang.NegotiateVerb) && !(d.nodes[k].any(bargaining) && d.withStates(b, k)) {
		return false
	}
	for i := range d.nodes {
		if a := d.actorAt(i); a != nil && !a.preps.Any(prepositions) && !a.set.Within(&d.signer) {
			return false // somebody else acts in the sentence
		}
	}
	b.set, b.weak = b.set.Union(d.signer), true
	return true
}

// pair completes b, of the trigger at node k, by the pair that the discourse is about, if
// b names nobody outside it and the pair was named a moment ago.
func (d *Document) pair(b *binding, k int) bool {
	set := d.event
	switch {
	case d.nodes[k].is(lang.SignNoun) && d.agreed.Len() > 2 && d.salient.Within(&d.agreed) && d.index-d.lastAgreed <= textReach:
		set = d.agreed // "The three signed a treaty. X and Y spoke as well. The signing"
	case d.salient.Len() == 2 && d.index-d.lastPair <= textReach && !d.onlyNamed() && d.suitsPair(k):
		set = d.salient // "X and Y have updated their treaty. The protocol was signed"
	case d.agreed.Len() >= 2 && d.index-d.lastAgreed <= textReach && (d.lastAgreed >= d.lastEvent || d.agreed.Within(&d.event)):
		set = d.agreed // who agreed on one text sign the next
	case set.Len() < 2 || d.lastEvent < 0 || d.index-d.lastEvent > textReach:
		set = d.onlyPair()
	}
	if b.n == 1 && d.actors[b.actors[0]].chosen {
		set = set.Minus(d.unchosen) // "talks with X and Y. With the latter it signed a treaty"
	}
	if set.Len() < 2 || !b.set.Within(&set) || set == b.set {
		return false // or they would be with each other: "talks with X and Y"
	}
	b.set = set
	b.weak = true
	return true
}

// suitsPair tells whether those whom the sentences were about can have done what the
// verb at node k tells: its clause names nobody whom no dictionary has, and what ended is
// not told before them, "After the old pact lapsed, X and Y signed a new one".
func (d *Document) suitsPair(k int) bool {
	lo, hi := d.clause(k)
	return !d.byUnknown(k, lo, hi) && (d.lastPair < d.index || !d.nodes[k].any(oneSided))
}

// bindAssembly takes the body whose members have just met for those whose text a clause [lo, hi)
// tells of their meeting: "The meeting adopted a declaration".
func (d *Document) bindAssembly(b *binding, k, lo, hi int) bool {
	if b.n > 0 || !b.set.Empty() || !d.nodes[k].any(collective) || !d.assemblyActs(k, lo) || d.byUnknown(k, lo, hi) {
		return false
	}
	b.set, b.weak = d.met, true
	return true
}

// assemblyActs tells whether the members of a body have just met, and what the verb at node k of the
// clause from lo on says is done by their meeting.
func (d *Document) assemblyActs(k, lo int) bool {
	if !d.bodyMet() || d.lastMet < d.lastPair || d.told.Has(lang.Side) || !d.agreed.Empty() && d.agreed != d.met && d.index-d.lastAgreed <= textReach {
		return false
	}
	subject := k - 1
	for subject >= lo && d.nodes[subject].any(auxiliaries) {
		subject--
	}
	return subject >= lo && d.nodes[subject].any(rounds) && d.near(subject, k, 2) && (d.definite(subject) || d.profile().AdjectiveLast)
}

// toldBelow completes b in a headline by the parties of the agreement that its
// trigger at node k is about: the body's first of that step.
func (d *Document) toldBelow(b *binding, k int) bool {
	if d.span.First >= d.headline {
		return false
	}
	for i := range d.found {
		c := &d.found[i]
		if c.Type != events.TypeAgreement || c.Background || !b.set.Within(&c.Parties) {
			continue
		}
		for j := range steps {
			if steps[j].name == c.Frame && d.nodes[k].is(steps[j].trigger) {
				b.set, b.weak = c.Parties, true
				return true
			}
		}
	}
	return false
}
