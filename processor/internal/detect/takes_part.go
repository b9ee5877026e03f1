package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// takesPart tells whether actor a at node i can be a party of the trigger at k. A
// loan comes from its lender.
func (d *Document) takesPart(a *actor, i, k int, loan bool) bool {
	if a.speaks && !(a.set.Len() >= 2 && d.speakJointly()) || a.city || a.here || a.preps.Has(lang.In) && !d.isVoted(a, i, k) || d.isAudience(a, i) || d.looksOn(a, i) || d.broughtBy(i) {
		return false
	}
	if a.preps.Has(lang.From) && d.isFrom(i) && (loan || i > k && d.lentFrom(i)) {
		return a.kind != adjunct
	}
	if a.preps.Has(lang.From) { // "withdrew from ECOWAS", not "guests from Japan"
		leaves := i > k && (d.nodes[k].is(lang.EndVerb) && d.near(k, i, 3) || d.nodes[k].is(lang.LeaveVerb) && d.near(k, i, leaveReach+1))
		offered := i > k && d.nodes[k].is(lang.RejectVerb) && d.near(k, i, 5) && d.isFrom(i) // "rejected a truce offer from X"
		return leaves && a.set.Within(&d.dict.Parties.Bodies) || offered && a.kind != adjunct
	}
	switch {
	case d.venue(i, k), d.ruledOut(i), d.onlyObject(a, i), d.aimedAt(a, i, k), d.actedOn(a, i, k):
		return false
	case a.preps.Has(lang.By) && i == 1 && d.nodes[0].first == d.span.First && d.value(0, lang.By) != "proxy":
		return false // "At the request of X, Y and Z agreed"
	case a.weak && (a.organ || a.kind == byOffice):
		return d.signsAtHome(a, i, k) || d.isOwnGovernment(a, k)
	case a.preps.Has(lang.Of) && i > k && d.value(i-1, lang.Of) == "partner" && d.near(k, i, 8):
		return d.nodes[k].is(lang.ReachVerb) || d.nodes[k].is(lang.AgreeVerb) // "restored relations with X"
	case a.preps.Has(lang.Of):
		return i >= 2 && !d.foundedBy(a, i-2, k) && (d.nodes[i-2].any(ofAgreement) && d.near(i-2, i-1, 1) || i >= 3 && d.nodes[i-2].is(lang.And) && d.actorAt(i-3) != nil) // "ministers of X and of Y"
	case d.namesLine(a, i), d.placedOn(a, i, k):
		return false
	case loan && !d.nodes[k].any(oneSided) && d.lends(a, i):
		return true
	case d.ofLaymen(a):
		return false
	case a.kind == adjunct:
		return a.set.Len() >= 2 && d.near(i, k, 8) && !(i > k && d.nodes[i-1].any(matters) && d.near(i-1, i, 3))
	case d.namesDeal(a, i), d.founded(a, i, k):
		return false
	case a.kind == byPlace && i > k && d.closesPlace(i):
		return false
	case a.kind == byPlace:
		return a.preps == (lang.Set{}) || a.preps.Any(partaking) || a.preps.Has(lang.To) && d.nodes[k].is(lang.ProposeVerb)
	}
	return true
}

// actedOn tells whether who stands at node i is only whom the doer has done something else to before the verb at node k:
// "Mali expelled UN officials and signed a treaty with X".
func (d *Document) actedOn(a *actor, i, k int) bool {
	joined := k > 0 && d.nodes[k-1].is(lang.And) && i < k-1 && d.near(k-1, k, 1) || i == k-1 && d.nodes[k].first < d.headline && d.text.Tokens[d.nodes[k].first].After(scan.Comma)
	if i == 0 || !joined || a.preps.Any(prepositions) || a.possessive || d.separated(i-1, i) {
		return false
	}
	verb := i - 1
	if verb > 0 && d.nodes[verb].is(lang.Pair) {
		verb--
	}
	if d.nodes[verb].any(dealVerbs) {
		return d.near(verb, i, 2) // "ended two EU missions"
	}
	doer, unknown := d.actorAt(i-1), d.nodes[i-1].end
	return doer != nil && !doer.preps.Any(prepositions) && !doer.possessive && unknown < a.first && d.near(i-1, i, 2) && d.tagAt(unknown) == nil && !d.isArticle(unknown)
}

// lentFrom tells whether the loan right before the link of node i, for which something is signed, comes from there:
// "signed an agreement for a $1 billion loan from Y", but not "to build it with a loan from Y".
func (d *Document) lentFrom(i int) bool {
	if i < 2 || !d.nodes[i-2].is(lang.DealNoun) || d.form(i-2) != events.Loan || !d.near(i-2, i-1, 0) {
		return false
	}
	first := d.nodes[i-2].first
	return d.hasWord(first-loanReach, first, purposes)
}

// loanReach is how many words may stand between a "for" and the loan: how big it is.
const loanReach = 5

// isVoted tells whether the parliament a at node i is where the passive verb at node k tells a vote on a text: "was
// ratified in the Kenyan senate", but not "was signed in the Kenyan senate".
func (d *Document) isVoted(a *actor, i, k int) bool {
	n := &d.nodes[k]
	return i > k && d.near(k, i, agentReach) && d.isPassive(n) && (n.is(lang.RatifyVerb) || n.is(lang.RejectVerb)) && d.toldWithin(k, a.first, a.end, lang.SetOf(lang.Parliament))
}

// ofAgreement are the words whose "of X" is a party: "deposited its ratification of the WTO agreement".
var ofAgreement = lang.SetOf(lang.DealNoun, lang.SignNoun, lang.TalksNoun, lang.NegotiateNoun, lang.RatifyVerb)

// joined tells whether an "and" that goes on with something else than a name stands
// between nodes i and k: a partner before it is that of another verb.
func (d *Document) joined(i, k int) bool {
	for j := i + 1; j < k; j++ {
		if d.nodes[j].is(lang.And) && d.actorAt(j+1) == nil && !d.nodes[j+1].is(lang.Name) {
			return true
		}
	}
	return false
}

// onlyObject tells whether the pronoun of node i is one for those to whom something is done, without a
// link by which they take part: "agreed on a pass for them", but "signed with them".
func (d *Document) onlyObject(a *actor, i int) bool {
	return a.kind == byPair && !a.preps.Any(partaking) && d.dict.Value(d.text, &d.tags[d.nodes[i].tag], lang.They) == "object"
}

// partaking are the links of those with whom others act.
var partaking = lang.SetOf(lang.With, lang.Between, lang.By)

// aimedAt tells whether the body at node i, behind the trigger at node k, is only where somebody's way leads:
// "a treaty meant to ease its way into NATO", "perjanjian yang membuka jalan ke Uni Eropa".
func (d *Document) aimedAt(a *actor, i, k int) bool {
	if i <= k || !a.set.Within(&d.dict.Parties.Bodies) || a.set.Empty() {
		return false
	}
	before := d.beforeArticle(a.first)
	return d.isWord(before, intos) || a.preps.Has(lang.To) && d.hasWord(before+1-pathReach, before+1, paths)
}

// paths are the words for the way that somebody takes to a body.
var paths = words("paths")

// pathReach is how many words before the body such a word may stand.
const pathReach = 3

// signsAtHome tells whether the minister at node i, whom the text names without his state, is
// the press's own and signs at node k: "Menteri Pertahanan memeterai perjanjian dengan Jepun".
func (d *Document) signsAtHome(a *actor, i, k int) bool {
	return !d.press.Empty() && a.set == d.press && a.rank == minister && i < k && d.nodes[k].is(lang.SignVerb) && d.nodes[k].forms&lang.Passive == 0 && d.near(i, k, 8) && a.preps == (lang.Set{})
}

// isOwnGovernment tells whether the organ a, told with its owner, does what the verb at node k says: "his
// government turned down", "was turned down by his government".
func (d *Document) isOwnGovernment(a *actor, k int) bool {
	return a.organ && d.doesStep(a, k) && d.hasOwner(tagFrom(d.tags, a.first))
}

// ruledOut tells whether who stands at node i is named as the one who has nothing to do
// with it: "with China and not with Japan".
func (d *Document) ruledOut(i int) bool {
	j := i - 1
	if j > 0 && d.nodes[j].any(prepositions) {
		j--
	}
	return j >= 0 && d.nodes[j].is(lang.Not) && d.near(j, i, 2) && !d.separated(j, i)
}

// isFrom tells whether the link before node i says whence something comes; other
// words of its class tell what something is about.
func (d *Document) isFrom(i int) bool {
	return i > 0 && d.dict.Value(d.text, &d.tags[d.nodes[i-1].tag], lang.From) == "source"
}

// matters are the links before what something is about: "on Russian and Ukrainian tourists".
var matters = lang.SetOf(lang.In, lang.From)
