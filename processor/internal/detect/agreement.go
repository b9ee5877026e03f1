package detect

import (
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
	for i := range steps {
		s := &steps[i]
		at := d.trigger(s.trigger, lo, hi)
		if at < 0 || s.broken && d.promised(at, lo) || oneSided.Has(s.trigger) && d.recalled(at, lo) {
			continue
		}
		if d.agreement(s, at, lo, hi) {
			return
		}
	}
}

// mainClause gives the end of the main clause that begins at node lo: the next
// begins with an "and", a doer and a verb of his own, before node hi.
func (d *Document) mainClause(lo, hi int) int {
	told := false
	for i := lo; i < hi; i++ {
		n := &d.nodes[i]
		if told && n.is(lang.And) && d.actorAt(i+1) != nil && d.actorAt(i+1).preps == (lang.Set{}) && d.near(i, i+1, 1) {
			verb := i + 2
			for verb < hi && d.nodes[verb].any(auxiliaries) {
				verb++
			}
			if verb < hi && d.nodes[verb].any(dealVerbs) && d.near(i+1, verb, 3) {
				return i + 1
			}
		}
		told = told || n.any(dealVerbs)
	}
	return hi
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
	if s.instrument && deal < 0 && !d.dealsWithTies(s, k, hi) && !((s.trigger == lang.EndVerb || s.trigger == lang.SuspendVerb) && d.ofBody(k, hi)) {
		return false
	}
	switch s.trigger {
	case lang.JoinVerb:
		if d.owner(deal).Empty() && !d.joins(k, hi) {
			return false
		}
	case lang.LeaveVerb: // a house, unless a body or a treaty is told
		if !d.ofBody(k, hi) && (deal < k || !d.near(k, deal, 3)) {
			return false
		}
	case lang.EndVerb, lang.SuspendVerb:
		if d.value(k, lang.EndVerb) == "noun" {
			return false // "the withdrawal agreement"
		}
		if !d.ofBody(k, hi) && !d.breaksDeal(k, deal) && !(s.trigger == lang.EndVerb && d.breaksOff(k, deal)) {
			return false
		}
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
	if s.trigger == lang.ReachVerb && (d.wishes(k, deal) || d.changes(k) && d.talksBefore(k, deal)) {
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
	if s.trigger == lang.ReachVerb && c.Status == events.AgreementAgreed && d.byParliament(k) {
		c.Status = events.AgreementRatified
	}
	if s.trigger == lang.EndVerb && d.breaksOff(k, deal) {
		c.Status = events.AgreementRejected
	}
	if s.trigger == lang.ExtendVerb && j.modality == planned && d.promised(k, lo) {
		c.Status = events.AgreementExtended
	}
	d.fill(&c, &b, k)
	if c.Status == events.AgreementSigned && c.Ahead {
		c.Status, c.StatusCue = events.AgreementProposed, c.DateCue
	}
	if wish { // the date told is that of the wish
		c.Date, c.Dated, c.Background, c.DateCue = dates.Date{}, false, false, Cue{}
	}
	if c.Ahead && (j.modality == asserted || j.modality == ongoing) && c.Status != events.AgreementProposed {
		c.Date, c.Dated, c.Ahead, c.DateCue = dates.Date{}, false, false, Cue{} // until when they agreed
	}
	if !c.Background {
		d.agreed, d.lastAgreed = b.set, d.index
	}
	c.Instrument = d.instrument(deal)
	c.Sectors = d.sectors(lo, hi)
	partners := d.partners(&b)
	if partners.Empty() || !d.apart(k) && !d.eachOf(&b) && !d.several(deal) && s.trigger != lang.NegotiateNoun {
		d.emit(c)
		return true
	}
	for id := range partners.All() { // "a treaty each with X and Y"
		one := c
		one.Parties = b.set.Minus(partners).Union(party.Of(id))
		d.emit(one)
	}
	return true
}

// byParliament tells whether a parliament stands before the verb at node k: what it
// approves it ratifies.
func (d *Document) byParliament(k int) bool {
	for i := d.nodes[k].tag - 1; i >= 0 && d.nodes[k].first-d.tags[i].End < governed; i-- {
		if d.tags[i].Is(lang.Parliament) {
			return true
		}
	}
	return false
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
	return d.dict.Value(d.text, &d.tags[d.nodes[k].tag], lang.ReachVerb) == "change"
}

// talksBefore tells whether the object of the verb at node k are talks on the deal.
func (d *Document) talksBefore(k, deal int) bool {
	for i := k + 1; i < deal; i++ {
		if d.nodes[i].is(lang.NegotiateNoun) || d.nodes[i].is(lang.TalksNoun) {
			return true
		}
	}
	return false
}
