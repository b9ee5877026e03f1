package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// stepStatus gives the status of an agreement of which step s is told in this way; empty
// when it tells nothing.
func (d *Document) stepStatus(s *step, m modality) events.Status {
	if s.trigger == lang.ExtendVerb && (m == negated || m == refused) {
		return events.AgreementTerminated
	}
	return s.status(m)
}

// refine changes the status that step s gave c by what else is told with the trigger at
// node k of the clause [lo, hi).
func (d *Document) refine(c *Candidate, s *step, k, lo, hi, deal int, m modality) {
	if s.trigger == lang.AgreeVerb && d.negotiates(k, hi) {
		c.Status = events.AgreementNegotiating
	}
	if (s.trigger == lang.ReachVerb || s.trigger == lang.AgreeVerb && (deal > k || d.nodes[k].forms == lang.Passive)) && c.Status == events.AgreementAgreed && d.byParliament(k) {
		c.Status = events.AgreementRatified
	}
	if s.trigger == lang.ReachVerb && c.Status == events.AgreementAgreed && d.binds(k, deal) && !d.unsigned(k, c.Parties) {
		c.Status = events.AgreementSigned
	}
	if s.trigger == lang.ReachVerb && c.Status == events.AgreementAgreed && k > lo && d.nodes[k-1].is(lang.Now) && d.near(k-1, k, 0) && !d.separated(k-1, k) {
		c.Status = events.AgreementNegotiating // "are finalising the text"
	}
	if s.trigger == lang.ReachVerb && c.Status == events.AgreementAgreed && d.tellsStart(k, hi) {
		c.Status = events.AgreementNegotiating
	}
	if s.trigger == lang.RatifyVerb && d.value(k, lang.RatifyVerb) == "adopt" && c.Status == events.AgreementRatified && !d.byParliament(k) && !d.byLeader(k, deal) {
		c.Status = events.AgreementAgreed
	}
	if s.trigger == lang.EndVerb && d.breaksOff(k, deal) {
		c.Status = events.AgreementRejected
	}
	if s.trigger == lang.ReachVerb && m == planned && d.value(k, lang.ReachVerb) == "lend" && d.promised(k, lo) {
		c.Status = events.AgreementAgreed // "agreed to grant a loan"
	}
	if s.trigger == lang.ExtendVerb && m == planned && d.promised(k, lo) {
		c.Status = events.AgreementExtended
	}
	if s.trigger == lang.ExtendVerb && c.Status == events.AgreementExtended && d.grantsLoan(k, deal) {
		c.Status = events.AgreementAgreed
	}
	if c.Status == events.AgreementNegotiating && deal >= 0 && (m == asserted && d.areOver(k, overReach) || m == planned && d.areOver(k, 0)) {
		c.Status = events.AgreementAgreed
	}
}

// dateStep takes from c a date that is not the one of step s, told by the trigger at node
// k: that of a wish, of a signature to come, until when something is agreed on or from
// when it holds.
func (d *Document) dateStep(c *Candidate, s *step, k int, m modality, wish bool) {
	if c.Status == events.AgreementSigned && c.Ahead && s.trigger != lang.ForceVerb && s.trigger != lang.RatifyVerb && d.nodes[k].forms != lang.Done {
		c.Status, c.StatusCue = events.AgreementProposed, c.DateCue
	}
	if c.Status == events.AgreementInForce && c.Ahead {
		c.Status, c.StatusCue = s.planned, c.DateCue // "takes effect on 1 June"
	}
	if c.Plan && c.Background && d.willFollow(k, c.DateCue) {
		c.Background = false
		c.forgetDate()
	}
	if d.isPermitted(k) {
		c.forgetDate() // the day on which it was allowed
	}
	if wish {
		c.Date, c.Dated, c.Background, c.DateCue = dates.Date{}, false, false, Cue{}
	}
	if c.Ahead && (m == asserted || m == ongoing || s.trigger == lang.ForceVerb || s.trigger == lang.RatifyVerb) && c.Status != events.AgreementProposed {
		c.forgetDate()
	}
}

// willFollow tells whether the verb at node k tells by a "will" what is to happen, and the date that was
// taken for its own stands before that, with something else: "A memorandum initialled in May will be signed".
func (d *Document) willFollow(k int, date Cue) bool {
	will := d.planBefore(k)
	return will >= 0 && d.value(will, lang.Will) == "" && !date.Empty() && date.End <= d.text.Tokens[d.nodes[will].first].Start
}

// declines tells whether the negation of the cue says of the verb at node k, which takes step s, what somebody
// will not do, and not only what he did not: "will not sign the treaty", "decided not to ratify it". Who names
// a condition may still do it.
func (d *Document) declines(s *step, k int, cue Cue) bool {
	not := d.cueNode(cue)
	if !personal.Has(s.trigger) || not < 1 || not >= k || d.isPassive(&d.nodes[k]) {
		return false
	}
	before, next := &d.nodes[not-1], &d.nodes[not+1] // the verb itself at the latest
	toCome := before.is(lang.Will) || next.is(lang.Will) || d.value(not-1, lang.Maybe) == "reported" || d.value(not-1, lang.Light) == "decide" || before.is(lang.AgreeVerb)
	if d.value(not, lang.Not) != "will" && !(toCome && d.near(not-1, not, 1)) {
		return false
	}
	for i := k + 1; i < len(d.nodes); i++ {
		if n := &d.nodes[i]; n.is(lang.Maybe) && n.is(lang.Clause) || d.value(i, lang.Clause) == "until" || d.value(i, lang.Clause) == "before" {
			return false
		}
	}
	return true
}

// personal are the steps that somebody takes, or not, by himself.
var personal = lang.SetOf(lang.SignVerb, lang.RatifyVerb, lang.JoinVerb)
