package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// agreements finds the agreements of the sentence, at most one a clause.
func (d *Document) agreements() {
	found := len(d.found)
	d.agreementsByClause()
	if !slices.ContainsFunc(d.found[found:], isNews) {
		d.jointPledge()
	}
}

func isNews(c Candidate) bool { return !c.Background }

func (d *Document) agreementsByClause() {
	if !d.told.Any(stepWords) && d.lastAgreement() < 0 {
		return
	}
	for lo := 0; lo < len(d.nodes); {
		if d.nodes[lo].any(breaks) {
			lo++
			continue
		}
		_, hi := d.clause(lo)
		for first := lo; first < hi; {
			end := d.mainClause(first, hi)
			found := len(d.found)
			if d.agreementOf(first, end); len(d.found) == found {
				d.echo(first, end)
			}
			first = end
		}
		lo = hi
	}
}

// agreementOf finds the agreement that nodes [lo, hi) tell of, if any.
func (d *Document) agreementOf(lo, hi int) {
	if d.withdrawal(lo, hi) {
		return
	}
	if main := d.mainPart(lo, hi); main == lo || !d.stepOf(main, lo, hi) {
		d.stepOf(lo, lo, hi)
	}
}

// stepOf finds the agreement that nodes [lo, hi) tell of by a word from node from on.
func (d *Document) stepOf(from, lo, hi int) bool {
	for i := range steps {
		s := &steps[i]
		at := d.trigger(s.trigger, from, hi)
		if at < 0 || d.tellsOther(s, at, lo, hi) {
			continue
		}
		if d.agreement(s, d.decided(s, at, hi), lo, hi) {
			return true
		}
	}
	return false
}

// decided gives the trigger of step s that somebody decides to do by the one at node k, which may itself end a deal:
// the "menarik diri" of "memutuskan untuk menarik diri"; else k.
func (d *Document) decided(s *step, k, hi int) int {
	if !d.nodes[k].is(lang.AgreeVerb) || s.trigger == lang.AgreeVerb {
		return k
	}
	if deed := d.trigger(s.trigger, k+1, hi); deed >= 0 && d.promise(deed, k) == k {
		return deed
	}
	return k
}

// trigger gives the first node of class c in [lo, hi) outside quotations, or -1.
func (d *Document) trigger(c lang.Class, lo, hi int) int {
	if !d.told.Has(c) {
		return -1
	}
	for i := lo; i < hi; i++ {
		if d.nodes[i].is(c) && (!d.quoted(d.nodes[i].first) || ofBoth.Has(c) && d.speaksForBoth(i) || ofOne.Has(c) && d.speaksOfDeal(i)) {
			return i
		}
	}
	return -1
}

// hasBefore tells whether a word of class c stands in the clause of node k before it: the "will" of "will be
// built".
func (d *Document) hasBefore(c lang.Class, k int) bool {
	lo, _ := d.clause(k)
	return d.trigger(c, lo, k) >= 0
}

// ofBoth are the triggers of what an official can tell of both sides.
var ofBoth = lang.SetOf(lang.AgreeVerb, lang.NegotiateVerb, lang.NegotiateNoun, lang.ReachVerb, lang.SignVerb)

// agreement tries a step on the trigger at node k of the clause [lo, hi).
func (d *Document) agreement(s *step, k, lo, hi int) bool {
	deal := d.dealOf(s, k, lo, hi)
	if !d.isStep(s, k, lo, hi, deal) {
		return false
	}
	b, ok := d.bindAll(k, lo, hi, deal)
	if !ok {
		return false
	}
	j := d.judge(k)
	if talks := d.talksToJoin(s, k); talks >= 0 {
		s, j = &joinTalks, d.judge(talks)
	}
	if verb := d.putForward(k); verb >= 0 && s.broken {
		j.modality = hypothetical
	} else if verb >= 0 {
		s, j, k = &putForward, d.judge(verb), verb
	}
	if s.trigger == lang.ReachVerb && d.changes(k) && !d.changesAtOnce(&j, k, lo) {
		return false
	}
	d.judgeStep(&j, s, k, lo, deal)
	wish := j.modality == hypothetical && (d.jointWish(k, lo, &b) || d.hastened(k))
	if wish {
		j.modality = planned
	}
	c := Candidate{Type: events.TypeAgreement, Frame: s.name, Parties: b.set, Sentence: d.index, Confidence: 0.75, StatusCue: j.cue}
	c.Status = d.stepStatus(s, j.modality)
	switch {
	case c.Status == "":
		return j.modality == negated || j.modality == refused // else another word of the clause may tell more
	case s.trigger == lang.ReachVerb && c.Status == events.AgreementNegotiating && (d.byParliament(k) || d.toParliament(k)):
		return true // what parliaments are to approve is no longer negotiated
	case s.trigger == lang.ReachVerb && deal < 0 && j.modality == planned && d.hasAgreed(b.set):
		return true // "are to formalise it"
	case s.trigger == lang.EndVerb && j.modality == planned && d.isWord(d.nodes[k].first, expiries):
		return true // "will expire in June": nobody ends it
	case s.trigger == lang.EndVerb && d.value(k, lang.EndVerb) == "house" && d.byParliament(k) && !d.ownHouse(k, b.set):
		return true // "Kyiv's parliament denounced the treaty between X and Y"
	case s.trigger == lang.SignVerb && c.Status == events.AgreementRejected && b.weak && d.hasTold(events.AgreementSigned, b.set):
		return true // "The president said he would not sign it", which his minister did
	case s.trigger == lang.RejectVerb && (b.set.Len() != 2 || d.othersReject(&b, k)):
		return true // others than the parties may reject it too
	case c.Status == events.AgreementRejected && ((s.trigger == lang.AgreeVerb || s.trigger == lang.ReachVerb) && deal < 0 || d.missesDeal(k, deal)):
		return true // "failed to agree on the price", "failed to reach a deal", "an understanding": nothing named was refused
	}
	d.refine(&c, s, k, lo, hi, deal, j.modality)
	agreedOn := d.cueIs(j.cue, lang.AgreeVerb) || d.nodes[k].is(lang.Will)                                                         // "agreed on Monday to negotiate"
	reaches := s.trigger == lang.ReachVerb && d.cueIs(j.cue, lang.Will)                                                            // "will conclude a deal on Sunday"
	c.Plan = j.modality == planned && (reaches || s.trigger == lang.NegotiateVerb || s.trigger == lang.NegotiateNoun && !agreedOn) // "will negotiate from October"
	d.fill(&c, &b, k)
	c.Plan = j.modality == planned || s.trigger == lang.ForceVerb && c.Ahead || c.Status == events.AgreementNegotiating && (s.trigger == lang.AgreeVerb || d.launched(k, lo, hi))
	c.Open = c.Status == events.AgreementNegotiating && (j.modality == ongoing || s.trigger == lang.NegotiateVerb && (d.nodes[k].forms == lang.Present || d.nodes[k].forms&(lang.Base|lang.Passive) == d.nodes[k].forms && d.nodes[k].end-d.nodes[k].first > 1))
	if c.Open && d.onDayOfNext(&c, k) {
		c.forgetDate()
		d.onScene(&c)
	}
	if c.Open && !c.Dated {
		d.asSaid(&c)
	}
	c.Initialled = s.trigger == lang.ReachVerb && d.value(k, lang.ReachVerb) == "initial"
	if d.dateStep(&c, s, k, j.modality, wish); c.Status == "" {
		return true // "joins the body on 1 June": a plan that tells nothing yet
	}
	d.ofYear(&c, k, deal)
	d.onlyLike(&c, k, deal)
	if d.joinsLast(&c, k, deal) {
		return true
	}
	if !c.Background {
		d.agreed, d.lastAgreed = b.set, d.index
	}
	d.signer, d.lastSigner = d.firstParty(&b), d.index
	c.Same = deal >= 0 && (deal < k || c.Status == events.AgreementNegotiating) && d.pointsBack(deal) || d.value(k, lang.NegotiateVerb) == "done" // "has yet to be signed"
	c.Instrument = d.instrument(deal)
	c.Sectors = d.sectors(lo, hi)
	d.emitEach(c, &b, k, s.trigger == lang.NegotiateNoun || s.trigger == lang.NegotiateVerb && d.withStates(&b, k), deal)
	return true
}

// judgeStep mends the judgement on step s at node k: what is agreed on or sped up is still to come, and what
// somebody will not do he refuses.
func (d *Document) judgeStep(j *judgement, s *step, k, lo, deal int) {
	if j.modality == asserted && d.promised(k, lo) && (s.trigger == lang.SignVerb || s.trigger == lang.ReachVerb && !d.changes(k) && deal > k && d.objectOf(k, deal)) {
		j.modality = planned // "sepakat menandatangani", "bersetuju memuktamadkan perjanjian"
	}
	if s.trigger == lang.ReachVerb && j.modality == asserted && d.nodes[k].forms == lang.Gerund && d.hasWord(d.nodes[k].first-hasteReach, d.nodes[k].first, hastening) {
		j.modality = planned // "speed up the completion of the accord"
	}
	if j.modality == negated && d.declines(s, k, j.cue) {
		j.modality = refused
	}
}

// reachesSum tells whether the verb at node k tells what a figure has come to, and no deal: "trade
// reached $130 billion under the agreement", but "reached 12 agreements".
func (d *Document) reachesSum(k, deal int) bool {
	t := d.nodes[k].end
	return t < d.span.End && d.text.Tokens[t].Has(scan.Number) && !(deal > k && d.near(k, deal, sumReach))
}

// sumReach is how many words may stand between the verb and the deals that are counted.
const sumReach = 2

// dealOf gives the instrument of which the trigger at node k of the clause [lo, hi) tells
// step s, or -1.
func (d *Document) dealOf(s *step, k, lo, hi int) int {
	deal := d.dealNear(k, lo, hi)
	ended := s.trigger == lang.NegotiateVerb && lo > 0 && d.isWord(d.nodes[lo-1].end-1, afters) // "failed to reach a deal after negotiating in Rome"
	if deal < 0 && !ended && (s.trigger == lang.SignVerb || s.trigger == lang.ForceVerb || s.trigger == lang.NegotiateVerb || s.trigger == lang.ExtendVerb) {
		deal = d.dealNear(k, 0, lo) // "the deal had no force, a day after it was signed"
	}
	if deal < 0 && (s.trigger == lang.ReachVerb && (k == lo || d.isWord(d.nodes[k].first-1, copulasPast)) || oneSided.Has(s.trigger) && d.isPassive(&d.nodes[k])) {
		return d.dealBeforeThat(lo)
	}
	return deal
}

// dealBeforeThat gives the deal right before the "that" of the clause that begins at node lo, "a deal that was sealed",
// "The deal that X offered was turned down"; -1 where none is, or something else is said to be about it.
func (d *Document) dealBeforeThat(lo int) int {
	deal := lo - 2
	if deal < 0 || !that.has(d.text.Tokens[d.nodes[lo-1].first].Hash) || !d.nodes[deal].is(lang.DealNoun) || !d.near(deal, lo-1, 1) {
		return -1
	}
	if deal > 0 && d.nodes[deal-1].any(prepositions) && d.near(deal-1, deal, 1) {
		return -1
	}
	return deal
}

// isStep tells whether the trigger at node k of the clause [lo, hi) says of an agreement,
// whose instrument is at node deal or -1, what step s is.
func (d *Document) isStep(s *step, k, lo, hi, deal int) bool {
	switch {
	case s.instrument && deal < 0 && !d.concludes(s, k, lo, hi) && !d.aboutPlace(s, k, hi):
		return false
	case !d.tellsStep(s, k, hi, deal), deal >= 0 && (d.isPrivate(deal) || d.isCelebrated(deal)), d.noneOf(k, deal), d.swaps(k), d.stepOfTalks(s, k, deal):
		return false
	case s.broken && d.isBuilders(deal):
		return false // "tore up the contract for the railway"
	case s.trigger == lang.EndVerb && d.value(k, lang.EndVerb) == "fund":
		return false // "no longer relies on Chinese loans"
	case (s.trigger == lang.SuspendVerb || s.trigger == lang.EndVerb) && d.value(k, s.trigger) == "line":
		return false // "closed a deal"
	case s.trigger == lang.ProposeVerb:
		return !d.ofOthersWar(k, deal)
	case s.trigger == lang.AgreeVerb:
		return d.commits(k, hi, deal) && !d.byOne(k, lo)
	case s.trigger == lang.ReachVerb:
		return d.reachesDeal(k, lo, hi, deal)
	}
	return true
}

// aboutPlace tells whether the verb at node k says of somebody's place in a body, which is no
// instrument, what step s is.
func (d *Document) aboutPlace(s *step, k, hi int) bool {
	switch s.trigger {
	case lang.EndVerb, lang.SuspendVerb:
		return d.ofBody(k, hi) || !party.Nobody(d.suspendedMember(k))
	case lang.RejectVerb:
		return d.declinesPlace(k, hi)
	}
	return false
}

// othersReject tells whether who rejects something by the active verb at node k is none of
// b, whose deal it is, nor a parliament of theirs: "Trade unions rejected the agreement between X and Y".
func (d *Document) othersReject(b *binding, k int) bool {
	return b.n > 0 && !d.isPassive(&d.nodes[k]) && d.nodes[k].first >= d.headline && d.actors[b.actors[0]].first > d.nodes[k].first && !(d.byParliament(k) && d.ownHouse(k, b.set))
}

// reachesDeal tells whether what the verb at node k reaches, concludes or changes is something
// that states agree on: "reached 50 percent" is not.
func (d *Document) reachesDeal(k, lo, hi, deal int) bool {
	if d.reachesSum(k, deal) {
		return false
	}
	if d.onlyToMeet(max(k, deal)+1, hi) {
		return false // "an agreement was reached to hold the next round in Rome"
	}
	if d.value(k, lang.ReachVerb) == "text" && d.isTopicOf(k, deal) {
		return false // "issued a statement on its treaty with X"
	}
	if d.value(k, lang.ReachVerb) == "lend" && d.instrument(deal) != events.Loan {
		return false // "granted it a licence"
	}
	if deal > k && d.changes(k) && d.restsOn(deal) {
		return false // "a commission set up under the declaration"
	}
	if d.value(k, lang.ReachVerb) == "house" && !d.byParliament(k) || d.wishes(k, deal) || d.changes(k) && d.talksBefore(k, deal) {
		return false
	}
	if d.nodes[k].forms == lang.Gerund && !(deal > k && d.objectOf(k, deal)) {
		return false // "at the conclusion of their visit"
	}
	if deal >= 0 && d.talksBefore(k, deal) && d.hasWord(max(d.span.First, d.nodes[deal].first-reach), d.nodes[deal].first, roundWords) {
		return false // "concluded the fifth round of negotiations on a treaty"
	}
	return d.byItsParties(k, lo, hi, deal)
}

// isTopicOf tells whether the deal behind the verb at node k is only what something else is about, which is its object:
// "issued a statement on its treaty", but not "issued on Monday a statement".
func (d *Document) isTopicOf(k, deal int) bool {
	if deal < k {
		return false
	}
	first := d.nodes[deal].first
	for t := first - 1; t > d.nodes[k].end && t >= first-aboutReach; t-- {
		if d.isWord(t, topicLeads) {
			return !d.dated(t + 1)
		}
	}
	return false
}

// aboutReach is how many words a deal and the word before it that tells what something is about are apart.
const aboutReach = 3

// onlyToMeet tells whether what is agreed, told from node i on, is to hold talks that are no
// negotiations on a text.
func (d *Document) onlyToMeet(i, hi int) bool {
	carried := false
	for ; i < hi && d.near(i-1, i, 2) && !d.nodes[i].any(occasionNouns) && (d.nodes[i].any(carrying) || d.nodes[i].any(prepositions)); i++ {
		carried = carried || d.nodes[i].is(lang.Light)
	}
	return carried && i < hi && d.near(i-1, i, 3) && d.nodes[i].any(occasionNouns) && !d.nodes[i].is(lang.NegotiateNoun) && !d.isText(i)
}

// starts tells whether the verb at node k tells that the deal before it has begun: a ceasefire, which is kept and
// not applied, or what one does to apply another, "Implementation of the treaty began".
func (d *Document) starts(k, deal int) bool {
	if deal < 0 || deal > k {
		return false
	}
	first := d.nodes[deal].first
	if applied := d.hasWord(first-applyReach, first, implementing) && !d.talksBefore(k, deal); !applied && d.instrument(deal) != events.Ceasefire {
		return false
	}
	for i := deal + 1; i < k; i++ {
		if n := &d.nodes[i]; n.any(dealVerbs) || n.is(lang.TalksNoun) || n.is(lang.And) && d.actorAt(i+1) == nil {
			return false
		}
	}
	return d.near(deal, k, reach)
}

// implementing are the nouns for what is done to apply a deal, and applyReach how many words before that they stand
// at most.
var implementing = words("implementing")

const applyReach = 3

// jointWish tells whether all parties b wish together for what the verb at node k
// says: for them it is on its way.
func (d *Document) jointWish(k, lo int, b *binding) bool {
	if i := d.wisher(lo); i >= 0 && d.actorAt(i).set.Len() >= 2 {
		return true
	}
	if b.n != 1 {
		return false
	}
	first := &d.actors[b.actors[0]]
	for i := lo; i < k; i++ {
		if d.isWish(&d.nodes[i]) && first.end <= d.nodes[i].first && first.set.Len() >= 2 && !first.preps.Any(prepositions) {
			return true
		}
	}
	return false
}

// changes tells whether the verb at node k changes relations at once, "upgraded",
// "restored", and does not conclude a text.
func (d *Document) changes(k int) bool {
	return d.value(k, lang.ReachVerb) == "change"
}

// changesAtOnce judges the change at node k as done where it is agreed on, "agreed to restore diplomatic
// relations". It tells whether that, or the change itself, is told of: what one vows or plans is none.
func (d *Document) changesAtOnce(j *judgement, k, lo int) bool {
	promise := d.promise(k, lo)
	if promise < 0 {
		return j.modality != planned
	}
	if j.modality == planned {
		j.modality = asserted
	}
	return !d.byOne(promise, lo)
}

// binds tells whether the verb at node k makes the deal binding, "concluded a treaty", "sealed a memorandum"
// but not "sealed a deal", and does not only end the talks on it.
func (d *Document) binds(k, deal int) bool {
	if deal < 0 || d.talksBefore(min(k, deal)-2, max(k, deal)) || d.ofTalksOn(k, deal) {
		return false
	}
	value := d.value(k, lang.ReachVerb)
	return value == "bind" || value == "seal" && slices.Contains(written, d.form(deal))
}

// written are the instruments that there are on paper only.
var written = []events.Instrument{events.Treaty, events.MoU, events.Protocol}

// unsigned tells whether the trigger at node k stands in the headline of a story that has
// told of an agreement of the parties s that is not signed: headlines seal pacts early.
func (d *Document) unsigned(k int, s party.Set) bool {
	return d.nodes[k].first < d.headline && d.hasAgreed(s)
}

// hasAgreed tells whether the story has told of an agreement of the parties s, not signed.
func (d *Document) hasAgreed(s party.Set) bool { return d.hasTold(events.AgreementAgreed, s) }

// hasTold tells whether the text has told of an agreement of s as news, with that status.
func (d *Document) hasTold(status events.Status, s party.Set) bool {
	return slices.ContainsFunc(d.found, func(c Candidate) bool {
		return c.Status == status && c.Parties == s && !c.Background
	})
}

// talksBefore tells whether what the verb at node k changes are the talks on the deal,
// "resumed negotiations on a treaty", "talks on a treaty resumed".
func (d *Document) talksBefore(k, deal int) bool {
	first := max(0, k+1)
	if deal < k {
		first, _ = d.clause(k)
	}
	for i := first; i < deal; i++ {
		if d.nodes[i].any(bargaining) {
			return true
		}
	}
	return false
}
