package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// alone are the steps that each party takes for itself.
var alone = lang.SetOf(lang.RatifyVerb, lang.EndVerb, lang.LeaveVerb, lang.SuspendVerb)

// bindOther takes for the other side, where one alone acts, the only other state that
// the sentence names: "the Greek parliament ratified an accord that lets its neighbour
// call itself North Macedonia".
func (d *Document) bindOther(b *binding) bool {
	if b.n > 1 || party.Count(d.named()) != 2 {
		return false
	}
	set := b.set
	for i := range d.actors {
		if a := &d.actors[i]; a.set.Len() == 1 && (b.n == 0 || a.kind != byPlace) {
			set.Join(&a.set)
		}
	}
	if set.Len() != 2 || set.Meets(&d.dict.Parties.Bodies) {
		return false
	}
	b.set = set
	return true
}

// bindTwo takes the only two states that the sentence names in any way for "the two countries": "Libya
// buys Tunisian power: the agreement between the two states was extended".
func (d *Document) bindTwo(b *binding) bool {
	two := d.statesIn(d.tags)
	if two.Len() != 2 || !b.set.Within(&two) || !slices.ContainsFunc(d.actors, func(a actor) bool { return a.kind == byPair && a.want == 2 && d.ofStates(&a) }) {
		return false
	}
	b.set, b.weak = two, true
	return true
}

// oneSided are the steps that a party can take without the other.
var oneSided = lang.SetOf(lang.EndVerb, lang.SuspendVerb, lang.RejectVerb)

// ofOthersWar tells whether the truce at node deal, which somebody proposes by the verb at node k, may be one of others, as
// it is only told with whom he spoke then: "In a call with X, Y proposed a ceasefire".
func (d *Document) ofOthersWar(k, deal int) bool {
	if deal < 0 || d.form(deal) != events.Ceasefire {
		return false
	}
	spoke := false
	for _, i := range d.actorNodes {
		a := d.actorAt(i)
		if i > k && (a.preps.Any(partaking) || a.preps.Has(lang.To)) {
			return false
		}
		spoke = spoke || i < k && a.preps.Has(lang.With)
	}
	return spoke
}

// bindProposer adds to the only one in b, who turns something down by the verb at node k, the one whose
// proposal the deal is: "rejected a German proposal for a treaty", "refused a treaty that Namibia had
// proposed", or with whom it was negotiated.
func (d *Document) bindProposer(b *binding, k, deal int) bool {
	if b.set.Len() != 1 || deal < 0 || !d.nodes[k].is(lang.RejectVerb) && d.judge(k).modality != refused {
		return false
	}
	for i := range d.nodes {
		a := d.actorAt(i)
		if a == nil || a.set.Len() != 1 || a.set.Within(&b.set) || !d.near(i, deal, reach/2) {
			continue
		}
		if d.ofProposal(a) || i > deal && d.proposedBy(i) || d.ofDealBefore(a, i, k, deal) || i > deal && (!a.preps.Any(prepositions) && d.proposesNext(i) || d.isPartnerInTalks(i, deal)) {
			b.add(d, d.nodes[i].actor)
			return true
		}
	}
	return false
}

// ofDealBefore tells whether the nationality at node i, behind the verb at node k, is that of the deal, and
// that no loan: "rejected an Ethiopian port deal".
func (d *Document) ofDealBefore(a *actor, i, k, deal int) bool {
	if d.form(deal) == events.Loan {
		return false
	}
	if d.profile().AdjectiveLast {
		return a.kind == adjunct && i == deal+1 && d.near(deal, i, 1)
	}
	return a.kind == adjunct && k < i && i < deal && d.near(i, deal, 2)
}

// putForward is the step of those who propose what others are to sign or conclude.
var putForward = step{trigger: lang.ProposeVerb, name: "put-forward", asserted: events.AgreementProposed, planned: events.AgreementProposed, refused: events.AgreementRejected}

// putForward gives the verb by which somebody proposes what the one at node k tells, "proposed that X and Y sign a
// treaty", "mengusulkan agar X dan Y meneken"; -1 where nobody does, or that is told as done.
func (d *Document) putForward(k int) int {
	if n := &d.nodes[k]; n.forms == lang.Done && !d.isPassive(n) {
		return -1
	}
	lo, _ := d.clause(k)
	return d.proposal(lo)
}

// bindPutForward adds to the one at most in b, of whom the clause of node k tells, who proposes it and to whom: "Egypt
// proposed that Serbia sign a treaty", "Egypt proposed to Serbia that they sign one".
func (d *Document) bindPutForward(b *binding, k int) bool {
	verb := d.putForward(k)
	if verb < 0 || b.set.Len() > 1 {
		return false
	}
	all := *b
	for i := verb - 1; i >= 0 && d.near(i, verb, reach); i-- {
		if a := d.actorAt(i); a != nil && !a.preps.Any(prepositions) {
			d.resolve(a)
			all.add(d, d.nodes[i].actor)
			break
		}
	}
	if a := d.actorAt(verb + 2); a != nil && d.nodes[verb+1].is(lang.To) && d.near(verb, verb+2, 2) {
		all.add(d, d.nodes[verb+2].actor)
	}
	if all.set.Len() < 2 {
		return false
	}
	*b = all
	return true
}

// ofProposal tells whether the nationality a is that of a proposal: "a German proposal", "usulan Jerman".
func (d *Document) ofProposal(a *actor) bool {
	if a.kind != adjunct && !a.possessive && !d.profile().AdjectiveLast {
		return false
	}
	if d.profile().AdjectiveLast {
		return d.hasWord(a.first-1, a.first, drafts)
	}
	return d.hasWord(a.end, a.end+1, drafts)
}

// givesDraft tells whether the deal is a draft that the verb at node k tells to be given to another state,
// and not to a parliament: "handed Finland a draft treaty".
func (d *Document) givesDraft(k, deal int) bool {
	if deal < k || !d.near(k, deal, givenReach) || d.restsOn(deal) {
		return false
	}
	if slices.ContainsFunc(d.tags[d.nodes[k].tag:d.nodes[deal].tag], func(t tag.Tag) bool { return t.Is(lang.Parliament) }) {
		return false
	}
	return d.hasWord(d.nodes[k].end, d.nodes[deal].end+1, drafts)
}

// givenReach is how many words may stand between a verb of giving and the draft.
const givenReach = 8

// drafts are the words for what one side puts before the other.
var drafts = words("drafts")

// proposesNext tells whether whoever stands at node i proposed what the clause before him is about:
// "that Namibia had proposed".
func (d *Document) proposesNext(i int) bool {
	if i == 0 || !d.beginsRelative(i-1) || !d.near(i-1, i, 1) {
		return false
	}
	verb := i + 1
	for verb < len(d.nodes) && (d.nodes[verb].any(auxiliaries) || d.nodes[verb].is(lang.Light)) {
		verb++ // "had"
	}
	return verb < len(d.nodes) && d.nodes[verb].is(lang.ProposeVerb) && d.near(i, verb, 2)
}

// proposedBy tells whether the agent at node i is told to have proposed what stands before: "put forward by Oman".
func (d *Document) proposedBy(i int) bool {
	return d.actorAt(i).preps.Has(lang.By) && i > 1 && d.nodes[i-2].is(lang.ProposeVerb) && d.near(i-2, i, 1)
}

// isPartnerInTalks tells whether whoever stands at node i, behind the deal, is the one with whom it is told to have
// been negotiated: "which the government had negotiated with Chad".
func (d *Document) isPartnerInTalks(i, deal int) bool {
	return d.actorAt(i).preps.Has(lang.With) && d.trigger(lang.NegotiateVerb, deal, i) >= 0
}

// onlyPair gives the two parties that all the news so far is about, if it is about
// two only.
func (d *Document) onlyPair() party.Set {
	var pair party.Set
	for i := range d.found {
		c := &d.found[i]
		switch {
		case c.Background || c.Parties.Within(&pair):
		case pair.Empty() && c.Parties.Len() == 2:
			pair = c.Parties
		default:
			return party.Set{}
		}
	}
	return pair
}
