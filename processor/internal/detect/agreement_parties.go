package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// bindAll takes every actor of the clause [lo, hi) that can take part: an
// agreement has no doer and no object, so that order and voice do not matter.
// The owner of the initiative that it is about is one of them; a name that tells all
// parties, "IA-CEPA", leaves nobody to be looked for.
func (d *Document) bindAll(k, lo, hi, deal int) (binding, bool) {
	b := binding{set: d.suspendedMember(k)}
	if !b.set.Empty() || d.bindOwners(&b, k, lo, hi, deal) {
		return b, true
	}
	for _, i := range [...]int{d.namedIn(deal), d.betweenWhom(deal)} {
		if i >= 0 {
			b.add(d, d.nodes[i].actor)
			return b, true
		}
	}
	if d.byPrivate(k, lo) {
		return b, false
	}
	if d.beginsTitle(k, lo) || d.pairActs(k, lo) {
		lo = k - 1
	}
	lo = d.ofAntecedent(k, lo)
	near := d.nextMeeting(k, hi)
	if near < hi && d.watchedByOne(lo, k, near) {
		return b, false
	}
	t := d.bindTold(&b, k, lo, hi, deal, near)
	if n := &d.nodes[k]; n.is(lang.SignVerb) || n.is(lang.SignNoun) {
		b.set = d.signers(&b, k)
	}
	if b.set.Len() == 1 && b.set.Within(&d.dict.Parties.Collective) {
		b.set = b.set.Union(d.admittedBy(deal))
	}
	if d.nodes[k].any(oneSided) && d.inRelative(deal, k) {
		return b, false // "the deal, which his predecessor abandoned"
	}
	if i := d.wisher(lo); i >= 0 && (b.n == 0 && d.actorAt(i).set.Len() >= 2 || d.hastened(k)) {
		b.add(d, d.nodes[i].actor)
	}
	return b, d.bindUntold(&b, t, k, lo, hi, deal)
}

// bindOwners takes the owners of the deal's name for its parties, if they are all of them; one
// alone is one of the parties.
func (d *Document) bindOwners(b *binding, k, lo, hi, deal int) bool {
	owners := d.owner(deal)
	if owners.Len() < 2 {
		b.set = owners
		return false
	}
	if d.othersSign(owners, k, lo, hi) {
		return false
	}
	b.set = owners
	for i := lo; i < hi; i++ {
		if a := d.actorAt(i); a != nil && !a.set.Empty() && a.set.Within(&owners) {
			b.add(d, d.nodes[i].actor) // for who takes part
		}
	}
	return true
}

// nextMeeting gives the node behind node k, before node hi, that tells of a meeting, or else hi:
// the actors behind that are rather its own.
func (d *Document) nextMeeting(k, hi int) int {
	for i := k + 1; i < hi; i++ {
		if d.nodes[i].any(meetingTriggers) && !d.nodes[i].is(lang.NegotiateNoun) {
			return i
		}
	}
	return hi
}

// isTheatre tells whether the state of node i is only where a body, which alone agreed on it by the
// verb at node k, has its soldiers or sends them.
func (d *Document) isTheatre(b *binding, i, k int) bool {
	a := d.actorAt(i)
	if b.set.Len() != 1 || !b.set.Within(&d.dict.Parties.Collective) || a.kind > byPlace {
		return false
	}
	if link := &d.nodes[i-1]; !a.preps.Any(placing) && !a.preps.Has(lang.To) && !(link.is(lang.In) && d.near(i-1, i, 2)) { // "in eastern Congo"
		return false
	}
	return d.hasWord(d.nodes[k].end, a.first, soldiery)
}

// soldiery are the words for those whom a body sends to keep the peace.
var soldiery = words("soldiery")

// doers are those whom a clause tells to take part: the node of the one who was taken last, or
// -1, and whether there are firms, or several of whom nothing is known.
type doers struct {
	last           int
	firms, unknown bool
}

// bindTold takes the actors of the clause [lo, hi) that can take part in what the trigger at node k
// tells of the deal, if there is one; those from node near on only where there is nobody else.
func (d *Document) bindTold(b *binding, k, lo, hi, deal, near int) doers {
	t := doers{last: -1}
	loan := d.instrument(deal) == events.Loan
	if main := d.mainPart(lo, hi); main <= k && d.nodes[k].any(alone) {
		lo = main // "Hours after X closed its border, Y has terminated a treaty with Z"
	}
	for i := lo; i < hi; i++ {
		if i == near && b.n > 0 && b.set.Len() >= 2 {
			break
		}
		a := d.actorAt(i)
		if a == nil {
			b.set = b.set.Union(d.lenderAt(i, loan))
			continue
		}
		if i > k && b.n > 0 && b.set.Len() >= 2 && d.gaps(max(d.actors[b.actors[b.n-1]].end, d.nodes[k].end)-1, d.nodes[i].first)&scan.Comma != 0 {
			if !d.hasOwnDeal(i) || !d.hasOwnDeal(t.last) {
				break // what follows the comma is another matter
			}
		}
		if i < k && a.first >= d.headline && d.gaps(a.end-1, d.nodes[k].first)&scan.Colon != 0 && d.actorAt(k-1) == nil {
			continue // "Brazil and Peru are in favour: their neighbour has signed"
		}
		if d.ofFirm(a, i) || d.runBetween(i, k) {
			t.firms = true
			continue
		}
		if d.choosesAmong(a, lo, hi) || d.atBorder(a) {
			continue
		}
		if !d.takesPart(a, i, k, loan) && !(b.set.Len() == 1 && d.buysFrom(a, i, k, deal)) || i < k && d.inAside(i, k) || i < k && a.preps.Has(lang.With) && d.nodes[k].forms != 0 && d.joined(i, k) {
			continue
		}
		if i < k && d.isMetBefore(i) && d.hasPartner(max(k, deal)) {
			continue // "met X to prepare a treaty with Y"
		}
		if a.kind == byPair && a.preps.Has(lang.With) && b.set.Len() == 1 {
			d.partnersOf(a, b.set)
		}
		if d.resolve(a); a.set.Empty() && a.kind == byPair {
			t.unknown = true // "both sides": of whom nothing is known
			continue
		}
		if i > k && a.set.Empty() && !d.isAgent(a) {
			continue // "on the training of officials"
		}
		if i > k && deal < 0 && b.set.Len() >= 2 && d.nodes[k].is(lang.AgreeVerb) && !a.preps.Has(lang.With) && !a.preps.Has(lang.Of) {
			continue // "X and Y agreed to build a road to Z"
		}
		if i > k && b.set.Len() >= 2 && b.set.Within(&a.set) && d.tags[d.nodes[i].tag].Is(lang.Group) {
			continue // "X and Y signed a treaty to end the conflict between the Baltic states"
		}
		if i > k && b.set.Len() >= 2 && d.isWord(d.beforeArticle(a.first), reproving) {
			continue // "X and Y signed a treaty and thanked Z"
		}
		if i > k && deal < 0 && d.isTheatre(b, i, k) {
			continue // "the leaders of the bloc agreed to keep its force in X"
		}
		if b.n == 1 && a.preps.Has(lang.With) && d.actors[b.actors[0]].preps.Has(lang.With) && !(t.last == lo && d.nodes[lo+1].is(lang.Relative)) {
			break // "a deal with X, and one with Y": both of them with somebody else
		}
		b.add(d, d.nodes[i].actor)
		t.last = i
	}
	return t
}

// isMetBefore tells whether the actor at node i is whom a verb right before him tells to be met.
func (d *Document) isMetBefore(i int) bool {
	k := i - 1
	if k > 0 && d.nodes[k].is(lang.With) && d.near(k, i, 1) {
		k--
	}
	return k >= 0 && d.nodes[k].any(greeting) && d.near(k, i, 2) && !d.separated(k, i)
}

// bindUntold finds whoever is missing in b, of whom the clause [lo, hi) told what t says; false if
// there are no parties that could agree.
func (d *Document) bindUntold(b *binding, t doers, k, lo, hi, deal int) bool {
	loan := d.instrument(deal) == events.Loan
	if d.bindGovernment(b, k) || d.bindPutForward(b, k) || d.bindProposer(b, k, deal) || d.bindVoters(b, k, deal) {
		return true
	}
	if b.n == 1 && d.actors[b.actors[0]].preps.Has(lang.With) && party.Nobody(d.owner(deal)) {
		return d.bindSpeaker(b, k) || d.pair(b, k) || d.bindSigner(b, k) || d.bindGathered(b) || d.bindHero(b) // "similar accords with X and Y are in force": somebody's
	}
	if b.n > 1 && b.set.Len() == 1 && deal >= 0 && d.actors[b.actors[0]].preps.Has(lang.With) && d.isAgent(&d.actors[b.actors[b.n-1]]) && d.bindSigner(b, k) {
		return true // "one with X was signed by its minister"
	}
	if b.set.Len() >= 2 {
		if party.Nobody(d.owner(deal)) {
			d.bindSpeaker(b, k) // "negotiations with X and Y are under way, Z said"
		}
		return true
	}
	if t.firms || d.nodes[k].is(lang.AgreeVerb) && d.domestic(k) {
		return false
	}
	if b.n > 0 && d.nodes[k].is(lang.ForceVerb) && deal >= 0 && !loan && d.ofMembers(b.set) {
		return true // a convention of its members
	}
	if b.n > 0 && d.nodes[k].any(collective) && b.set.Within(&d.dict.Parties.Collective) && !d.actors[b.actors[0]].preps.Has(lang.With) {
		return true // its members agree with each other
	}
	if d.bindAssembly(b, k, lo, hi) {
		return true
	}
	if t.unknown {
		return d.bindSpeaker(b, k) || d.bindUnder(b, k, deal) || d.bindTwo(b)
	}
	if deal >= 0 && d.byParliament(k) && d.bindOther(b) {
		return true
	}
	if d.nodes[k].is(lang.AgreeVerb) && b.n > 0 {
		return d.bindFavoured(b, k) || t.last == k-1 && d.near(t.last, k, 3) && d.withTraveller(b, k) // "X promised Y": one side alone
	}
	if d.bindInformer(b, k, lo) {
		return true
	}
	if b.n == 0 && deal >= 0 && !loan && d.nodes[k].any(alone) && d.bindItself(b, k) {
		return d.bindOther(b) // "Niger said it had ended the pact that allows US troops in"
	}
	if b.n == 0 && d.nodes[k].any(oneSided) && d.nodes[k].forms&(lang.Passive|lang.Gerund) == 0 && !d.isSubject(lo, k) {
		return false // "abandoned by his predecessor": one whom nobody knows
	}
	return d.bindSpeaker(b, k) || d.bindTellers(b, k, lo) || d.bindUnder(b, k, deal) || d.toldBelow(b, k) || d.pair(b, k) || d.ofStory(b, k, lo, hi) ||
		b.n == 1 && deal >= 0 && !loan && d.nodes[k].any(alone) && d.bindOther(b) || b.n <= 1 && d.withTraveller(b, k)
}

// beginsTitle tells whether a headline tells by the verb at node k, and the several who
// stand right before it, of something else than before the comma: "Modi in Moscow, Japan
// and the Philippines sign a pact".
func (d *Document) beginsTitle(k, lo int) bool {
	a := d.actorAt(k - 1)
	if a == nil || k-2 < lo || d.nodes[k].first >= d.headline || a.set.Len() < 2 || a.preps.Any(prepositions) || !d.separated(k-2, k-1) {
		return false
	}
	before := d.actorAt(k - 2)
	return before == nil || before.preps.Any(prepositions) // "X, five leaders sign": the comma is an "and"
}

// pairActs tells whether a pair right before the verb at node k does what it says, and somebody
// else something else before an "and" or a comma: "X offered help, and the two sides signed".
func (d *Document) pairActs(k, lo int) bool {
	a := d.actorAt(k - 1)
	if a == nil || k-2 < lo || a.kind != byPair || a.want == 0 || a.preps.Any(prepositions) || a.possessive || !d.near(k-1, k, 0) {
		return false
	}
	if !d.nodes[k-2].is(lang.And) && !d.separated(k-2, k-1) {
		return false
	}
	who := *a
	d.resolve(&who)
	for i := max(lo, k-reach); i < k-1; i++ {
		if b := d.actorAt(i); b != nil && !b.set.Within(&who.set) {
			return true
		}
	}
	return false // they are the pair
}

// isAgent tells whether actor a, behind a verb, can be who does it: "signed by officials",
// "diteken pejabat".
func (d *Document) isAgent(a *actor) bool {
	return a.preps.Has(lang.By) || d.profile().AdjectiveLast && !a.preps.Any(prepositions)
}

// isSubject tells whether a deal, or negotiations on one, are what the verb at node k is
// said of, and not the object of a relative clause.
func (d *Document) isSubject(lo, k int) bool {
	for i := k - 1; i >= lo; i-- {
		if n := &d.nodes[i]; n.is(lang.DealNoun) || n.is(lang.NegotiateNoun) {
			return true
		} else if n.is(lang.Relative) {
			return false
		}
	}
	return false
}

// inRelative tells whether the verb at node k is that of a relative clause about the
// deal, of which no doer is known.
func (d *Document) inRelative(deal, k int) bool {
	relative := false
	for i := deal + 1; i < k && deal >= 0; i++ {
		if d.nodes[i].actor >= 0 {
			return false
		}
		relative = relative || d.nodes[i].is(lang.Relative)
	}
	return relative && d.nodes[k].forms&(lang.Passive|lang.Gerund) == 0
}

// wisher gives the node of who hopes for what the clause that begins at node lo tells,
// "Britain and India hope to conclude", or -1.
func (d *Document) wisher(lo int) int {
	if lo == 0 || !d.isWish(&d.nodes[lo-1]) {
		return -1
	}
	i := lo - 2
	for i >= 0 && d.nodes[i].any(auxiliaries) {
		i--
	}
	if a := d.actorAt(i); a != nil && d.near(i, lo-1, 3) && !a.preps.Any(prepositions) {
		d.resolve(a)
		return i
	}
	return -1
}

// isWish tells whether node n is a verb of wishing.
func (d *Document) isWish(n *node) bool {
	return n.is(lang.Maybe) && d.dict.Value(d.text, &d.tags[n.tag], lang.Maybe) == "wish"
}

// collective are the triggers by which the members of a body agree with each other.
var collective = lang.SetOf(lang.SignVerb, lang.ReachVerb, lang.AgreeVerb, lang.ExtendVerb)

// ofMembers tells whether s is a body whose agreements are those of its members: "the WTO
// agreement on fisheries subsidies". The European Union has its own.
func (d *Document) ofMembers(s party.Set) bool {
	p := d.dict.Parties
	return s.Within(&p.Bodies) && (s.Within(&p.Collective) || !s.Meets(&p.Unions))
}

// partnersOf gives "with both", said of one party, the two others that the
// discourse is about.
func (d *Document) partnersOf(a *actor, one party.Set) {
	if s := d.salient.Minus(one); s.Len() == int(a.want) {
		a.set = s
		return
	}
	var s party.Set
	for i := recentSentences - 1; i >= 0; i-- {
		s = s.Union(d.recent[i].Minus(one))
		if s.Len() == int(a.want) {
			a.set = s
			return
		}
	}
}

// namedIn gives the actor whose several states are part of the deal's name, "the
// ASEAN-Canada free trade agreement", "Perjanjian Malaysia-Turkiye": they are its
// parties, whoever else the clause names. It gives -1 where there is none.
func (d *Document) namedIn(deal int) int {
	if deal < 0 {
		return -1
	}
	i := deal - 1
	if d.profile().AdjectiveLast {
		i = deal + 1
	}
	a := d.actorAt(i)
	if a == nil || a.set.Len() < 2 || a.preps != (lang.Set{}) || a.kind > adjunct || !d.near(i, deal, 1) || d.separated(i, deal) {
		return -1
	}
	if d.gaps(a.first, a.end-1)&scan.Hyphen == 0 {
		return -1
	}
	return i
}

// betweenWhom gives the actor of several parties between whom the deal is, "a ceasefire
// between X and Y": whoever else the clause names has brokered it, announces or hosts it.
// It gives -1 where there is none.
func (d *Document) betweenWhom(deal int) int {
	if deal < 0 {
		return -1
	}
	for i := deal + 1; i < len(d.nodes) && d.near(deal, i, betweenReach) && !d.nodes[i].any(dealVerbs); i++ {
		if a := d.actorAt(i); a != nil {
			if a.preps.Has(lang.Between) && a.set.Len() >= 2 && a.kind != byPair && !d.firstOfKind(deal, a) {
				return i
			}
			return -1
		}
	}
	return -1
}

// firstOfKind tells whether the deal is only said to be the first of its kind between those of a, who are more
// than its parties: "CEPA yang pertama seumpamanya antara Malaysia dengan negara Teluk".
func (d *Document) firstOfKind(deal int, a *actor) bool {
	return d.hasWord(d.nodes[deal].end, a.first, firsts) && d.hasWord(d.nodes[deal].end, a.first, ofKind)
}

// ofKind are the words for what is like others.
var ofKind = words("ofKind")

// betweenReach is how many words may stand between a deal and those between whom it is.
const betweenReach = 8

// meetingTriggers are the words of meetings that take the actors behind them for their own.
var meetingTriggers = lang.SetOf(lang.MeetVerb, lang.ReceiveVerb, lang.VisitVerb, lang.VisitNoun, lang.TalksNoun, lang.CallVerb, lang.CallNoun, lang.AttendVerb)

// othersSign tells whether two others than the owners of a name sign at node k what is called so as
// well: "the CETA signed by India and Britain".
func (d *Document) othersSign(owners party.Set, k, lo, hi int) bool {
	if owners.Len() > 2 || !d.nodes[k].is(lang.SignVerb) {
		return false
	}
	for i := lo; i < hi; i++ {
		a := d.actorAt(i)
		if a == nil || !d.near(i, k, signReach) {
			continue
		}
		if d.resolve(a); a.set.Len() == 2 && !a.set.Meets(&owners) {
			return true
		}
	}
	return false
}

// signReach is how many words may stand between two who sign and the verb.
const signReach = 3

// reproving are the verbs by which somebody is only thanked, blamed or called on.
var reproving = words("reproving")
