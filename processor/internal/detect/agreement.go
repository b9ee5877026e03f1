package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// step is what a trigger says of an agreement, by how its clause speaks.
type step struct {
	trigger    lang.Class
	name       string
	instrument bool // an instrument must be named with it
	asserted   events.Status
	planned    events.Status // empty: nothing
	refused    events.Status
	cancelled  events.Status
	broken     bool // by itself it ends something: what is agreed on is another thing
}

// steps are tried in this order: the strongest word of a clause decides.
var steps = [...]step{
	{lang.ForceVerb, "force", true, events.AgreementInForce, events.AgreementSigned, "", "", true},
	{lang.BeginVerb, "begin", true, events.AgreementInForce, "", "", "", true},
	{lang.RatifyVerb, "ratify", true, events.AgreementRatified, events.AgreementSigned, events.AgreementRejected, "", true},
	{lang.EndVerb, "end", true, events.AgreementTerminated, events.AgreementTerminated, "", "", true},
	{lang.LeaveVerb, "leave", false, events.AgreementTerminated, events.AgreementTerminated, "", "", true},
	{lang.JoinVerb, "join", false, events.AgreementInForce, "", "", "", true},
	{lang.SuspendVerb, "suspend", true, events.AgreementSuspended, events.AgreementSuspended, "", "", true},
	{lang.Cancel, "put-off", true, events.AgreementNegotiating, "", "", "", true},
	{lang.RejectVerb, "reject", true, events.AgreementRejected, "", "", "", true},
	{lang.ExtendVerb, "extend", true, events.AgreementExtended, events.AgreementNegotiating, "", "", false},
	{lang.SignVerb, "sign", true, events.AgreementSigned, events.AgreementProposed, events.AgreementRejected, events.AgreementNegotiating, false},
	{lang.SignNoun, "signing", true, events.AgreementSigned, events.AgreementProposed, events.AgreementRejected, events.AgreementNegotiating, false},
	{lang.ReachVerb, "reach", true, events.AgreementAgreed, events.AgreementNegotiating, events.AgreementRejected, events.AgreementNegotiating, false},
	{lang.AgreeVerb, "agree", false, events.AgreementAgreed, events.AgreementNegotiating, events.AgreementRejected, events.AgreementNegotiating, false},
	{lang.NegotiateVerb, "negotiate", true, events.AgreementNegotiating, events.AgreementNegotiating, "", events.AgreementNegotiating, false},
	{lang.NegotiateNoun, "negotiations", true, events.AgreementNegotiating, events.AgreementNegotiating, "", events.AgreementNegotiating, false},
	{lang.TalksNoun, "talks", true, events.AgreementNegotiating, events.AgreementNegotiating, "", events.AgreementNegotiating, false},
	{lang.ProposeVerb, "propose", true, events.AgreementProposed, events.AgreementProposed, events.AgreementRejected, "", false},
}

// status gives the status of an agreement of which a text tells s in this way; empty
// when it tells nothing.
func (s *step) status(m modality) events.Status {
	switch m {
	case asserted, ongoing:
		return s.asserted
	case planned:
		return s.planned
	case refused:
		return s.refused
	case cancelled:
		return s.cancelled
	}
	return ""
}

// agreements finds the agreements of the sentence, at most one a clause.
func (d *Document) agreements() {
	found := len(d.found)
	d.agreementsByClause()
	if len(d.found) == found {
		d.jointPledge()
	}
}

func (d *Document) agreementsByClause() {
	for lo := 0; lo < len(d.nodes); {
		if d.nodes[lo].any(breaks) {
			lo++
			continue
		}
		_, hi := d.clause(lo)
		for first := lo; first < hi; {
			end := d.mainClause(first, hi)
			d.agreementOf(first, end)
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
		if at < 0 || s.broken && d.promised(at, lo) || s.trigger == lang.ExtendVerb && d.sought(at) || oneSided.Has(s.trigger) && d.recalled(at, lo) {
			continue
		}
		if d.agreement(s, at, lo, hi) {
			return true
		}
	}
	return false
}

// mainClause gives the end of the main clause that begins at node lo: the next
// begins with an "and", a doer and a verb of his own, before node hi. Behind what
// opens the sentence a comma does: "After the old pact lapsed, X and Y signed".
func (d *Document) mainClause(lo, hi int) int {
	told, opening := false, d.comesFirst(lo)
	for i := lo; i < hi; i++ {
		n := &d.nodes[i]
		switch {
		case !told:
		case n.is(lang.And) && d.acts(i+1, hi) && d.near(i, i+1, 1):
			return i + 1
		case opening && d.separated(i-1, i) && d.acts(i, hi):
			return i
		}
		told = told || n.any(dealVerbs)
	}
	return hi
}

// comesFirst tells whether the clause that begins at node lo opens the sentence, so that
// the main clause is still to come.
func (d *Document) comesFirst(lo int) bool {
	if lo == 0 || !d.nodes[lo-1].is(lang.Clause) {
		return false
	}
	for i := range lo {
		if d.nodes[i].any(verbs) {
			return false
		}
	}
	return true
}

// acts tells whether a doer stands at node i, and right behind him a verb by which
// agreements are told.
func (d *Document) acts(i, hi int) bool {
	if a := d.actorAt(i); a == nil || a.preps != (lang.Set{}) {
		return false
	}
	verb := i + 1
	for verb < hi && d.nodes[verb].any(auxiliaries) {
		verb++
	}
	return verb < hi && d.nodes[verb].any(dealVerbs) && d.near(i, verb, 3)
}

var dealVerbs = lang.SetOf(lang.SignVerb, lang.AgreeVerb, lang.ReachVerb, lang.RatifyVerb, lang.ExtendVerb, lang.SuspendVerb, lang.EndVerb)

// promised tells whether the verb at node k is what the parties agreed to do:
// "agreed on Friday to suspend the tariffs".
func (d *Document) promised(k, lo int) bool {
	for i := k - 1; i >= lo && d.near(i, i+1, 3); i-- {
		if d.nodes[i].is(lang.AgreeVerb) {
			return true
		}
		if !d.nodes[i].is(lang.To) && !d.nodes[i].is(lang.In) {
			return false
		}
	}
	return false
}

// sought tells whether the verb at node k, as a noun, is what others negotiate:
// "merundingkan perpanjangan perjanjian".
func (d *Document) sought(k int) bool {
	return k > 0 && d.nodes[k].forms == lang.Gerund && d.nodes[k-1].is(lang.NegotiateVerb) && d.near(k-1, k, 2)
}

// recalled tells whether the verb at node k only says in a relative clause what had
// become of that which the parties agreed on: "agreed to resume the talks that broke
// down in 2012".
func (d *Document) recalled(k, lo int) bool {
	relative := false
	for i := k - 1; i >= lo; i-- {
		if relative && d.nodes[i].is(lang.AgreeVerb) {
			return true
		}
		relative = relative || d.nodes[i].is(lang.Relative)
	}
	return false
}

// trigger gives the first node of class c in [lo, hi) outside quotations, or -1.
func (d *Document) trigger(c lang.Class, lo, hi int) int {
	if !d.told.Has(c) {
		return -1
	}
	for i := lo; i < hi; i++ {
		if d.nodes[i].is(c) && (!d.quoted(d.nodes[i].first) || (c == lang.AgreeVerb || c == lang.NegotiateNoun) && d.speaksForBoth()) {
			return i
		}
	}
	return -1
}

// agreement tries a step on the trigger at node k of the clause [lo, hi).
func (d *Document) agreement(s *step, k, lo, hi int) bool {
	if end := d.nodes[k].end; s.trigger == lang.ReachVerb && end < d.span.End && d.text.Tokens[end].Has(scan.Number) {
		return false // "reached 50 percent"
	}
	deal := d.dealNear(k, lo, hi)
	if deal < 0 && (s.trigger == lang.SignVerb || s.trigger == lang.ForceVerb || s.trigger == lang.NegotiateVerb) {
		deal = d.dealNear(k, 0, lo) // "the deal had no force, a day after it was signed"
	}
	if s.instrument && deal < 0 && !d.concludes(s, k, lo, hi) && !((s.trigger == lang.EndVerb || s.trigger == lang.SuspendVerb) && d.ofBody(k, hi)) {
		return false
	}
	if !d.tellsStep(s, k, hi, deal) {
		return false
	}
	if deal >= 0 && d.isPrivate(deal) {
		return false
	}
	if s.trigger == lang.SignNoun && d.dict.Value(d.text, &d.tags[d.nodes[k].tag], lang.SignNoun) == "exchange" && (deal < k || !d.near(k, deal, 4)) {
		return false // an exchange of something else
	}
	if s.trigger == lang.AgreeVerb && !d.commits(k, hi, deal) {
		return false
	}
	if s.trigger == lang.ReachVerb && (d.value(k, lang.ReachVerb) == "house" && !d.byParliament(k) || d.wishes(k, deal) || d.changes(k) && d.talksBefore(k, deal)) {
		return false
	}
	b, ok := d.bindAll(k, lo, hi, deal)
	if !ok {
		return false
	}
	j := d.judge(k)
	if s.trigger == lang.ReachVerb && d.changes(k) && j.modality == planned {
		if !d.promised(k, lo) {
			return false
		}
		j.modality = asserted // "agreed to restore diplomatic relations"
	}
	wish := j.modality == hypothetical && d.jointWish(k, lo, &b)
	if wish {
		j.modality = planned
	}
	c := Candidate{Type: events.TypeAgreement, Frame: s.name, Parties: b.set, Sentence: d.index, Confidence: 0.75, StatusCue: j.cue}
	c.Status = s.status(j.modality)
	if s.trigger == lang.ExtendVerb && (j.modality == negated || j.modality == refused) {
		c.Status = events.AgreementTerminated
	}
	if c.Status == "" {
		return j.modality == negated || j.modality == refused // else another word of the clause may tell more
	}
	if s.trigger == lang.RejectVerb && b.set.Len() != 2 {
		return true // others than the parties may reject it too
	}
	if s.trigger == lang.AgreeVerb && d.negotiates(k, hi) {
		c.Status = events.AgreementNegotiating
	}
	if (s.trigger == lang.ReachVerb || s.trigger == lang.AgreeVerb && deal > k) && c.Status == events.AgreementAgreed && d.byParliament(k) {
		c.Status = events.AgreementRatified
	}
	if s.trigger == lang.ReachVerb && c.Status == events.AgreementAgreed && d.binds(k, deal) && !d.unsigned(k, b.set) {
		c.Status = events.AgreementSigned
	}
	if s.trigger == lang.RatifyVerb && d.value(k, lang.RatifyVerb) == "adopt" && c.Status == events.AgreementRatified && !d.byParliament(k) {
		c.Status = events.AgreementAgreed
	}
	if s.trigger == lang.EndVerb && d.breaksOff(k, deal) {
		c.Status = events.AgreementRejected
	}
	if s.trigger == lang.ExtendVerb && j.modality == planned && d.promised(k, lo) {
		c.Status = events.AgreementExtended
	}
	d.fill(&c, &b, k)
	c.Plan = j.modality == planned || s.trigger == lang.ForceVerb && c.Ahead
	if c.Status == events.AgreementSigned && c.Ahead && s.trigger != lang.ForceVerb && d.nodes[k].forms != lang.Done {
		c.Status, c.StatusCue = events.AgreementProposed, c.DateCue
	}
	if wish { // the date told is that of the wish
		c.Date, c.Dated, c.Background, c.DateCue = dates.Date{}, false, false, Cue{}
	}
	if c.Ahead && (j.modality == asserted || j.modality == ongoing || s.trigger == lang.ForceVerb) && c.Status != events.AgreementProposed {
		c.Date, c.Dated, c.Ahead, c.DateCue = dates.Date{}, false, false, Cue{} // until when they agreed, or from when it holds
	}
	if !c.Background {
		d.agreed, d.lastAgreed = b.set, d.index
	}
	c.Instrument = d.instrument(deal)
	c.Sectors = d.sectors(lo, hi)
	d.emitEach(c, &b, k, s.trigger == lang.NegotiateNoun, deal)
	return true
}

// tellsStep tells whether the trigger at node k says of an agreement what step s is:
// many words that end something end other things as well.
func (d *Document) tellsStep(s *step, k, hi, deal int) bool {
	switch s.trigger {
	case lang.TalksNoun:
		return d.onDeal(k, deal)
	case lang.JoinVerb:
		return !d.owner(deal).Empty() || d.joins(k, hi)
	case lang.LeaveVerb: // a house, unless a body or a treaty is told
		return d.leaves(k, hi, deal)
	case lang.BeginVerb:
		return d.startsTruce(k, deal)
	case lang.EndVerb, lang.SuspendVerb:
		if d.value(k, lang.EndVerb) == "noun" {
			return false // "the withdrawal agreement"
		}
		return d.ofBody(k, hi) || d.breaksDeal(k, deal) || s.trigger == lang.EndVerb && d.breaksOff(k, deal)
	}
	return true
}

// voteReach is how many words may stand between a parliament, or those of its parties
// who vote, and the verb.
const voteReach = 14

// byParliament tells whether a parliament stands before the verb at node k: what it
// approves it ratifies.
func (d *Document) byParliament(k int) bool {
	for i := d.nodes[k].tag - 1; i >= 0 && d.nodes[k].first-d.tags[i].End < voteReach; i-- {
		if d.tags[i].Is(lang.Parliament) {
			return true
		}
	}
	return false
}

// startsTruce tells whether the verb at node k tells that the deal before it, a
// ceasefire, has begun: such a deal is kept and not applied.
func (d *Document) startsTruce(k, deal int) bool {
	if deal < 0 || deal > k || d.instrument(deal) != events.Ceasefire {
		return false
	}
	for i := deal + 1; i < k; i++ {
		if n := &d.nodes[i]; n.any(dealVerbs) || n.is(lang.TalksNoun) || n.is(lang.And) && d.actorAt(i+1) == nil {
			return false
		}
	}
	return d.near(deal, k, reach)
}

// jointWish tells whether all parties b wish together for what the verb at node k
// says: for them it is on its way.
func (d *Document) jointWish(k, lo int, b *binding) bool {
	if d.wishers(lo) >= 0 {
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

// binds tells whether the verb at node k makes the deal binding, "concluded a treaty",
// and does not only end the talks on it.
func (d *Document) binds(k, deal int) bool {
	return deal >= 0 && d.value(k, lang.ReachVerb) == "bind" && !d.talksBefore(min(k, deal)-2, max(k, deal))
}

// unsigned tells whether the trigger at node k stands in the headline of a story that has
// told of an agreement of the parties s that is not signed: headlines seal pacts early.
func (d *Document) unsigned(k int, s party.Set) bool {
	return d.nodes[k].first < d.headline && slices.ContainsFunc(d.found, func(c Candidate) bool {
		return c.Status == events.AgreementAgreed && c.Parties == s && !c.Background
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
		if d.nodes[i].is(lang.NegotiateNoun) || d.nodes[i].is(lang.TalksNoun) {
			return true
		}
	}
	return false
}
