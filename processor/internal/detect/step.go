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
	{lang.BeginVerb, "begin", true, events.AgreementInForce, "", "", "", true},
	{lang.RatifyVerb, "ratify", true, events.AgreementRatified, events.AgreementSigned, events.AgreementRejected, "", true},
	{lang.EndVerb, "end", true, events.AgreementTerminated, events.AgreementTerminated, "", "", true},
	{lang.LeaveVerb, "leave", false, events.AgreementTerminated, events.AgreementTerminated, "", "", true},
	{lang.JoinVerb, "join", false, events.AgreementInForce, "", events.AgreementRejected, "", true},
	{lang.SuspendVerb, "suspend", true, events.AgreementSuspended, events.AgreementSuspended, "", "", true},
	{lang.Cancel, "put-off", true, events.AgreementNegotiating, "", "", "", true},
	{lang.RejectVerb, "reject", true, events.AgreementRejected, "", "", "", true},
	{lang.ExtendVerb, "extend", true, events.AgreementExtended, events.AgreementNegotiating, "", "", false},
	{lang.SignVerb, "sign", true, events.AgreementSigned, events.AgreementProposed, events.AgreementRejected, events.AgreementNegotiating, false},
	{lang.SignNoun, "signing", true, events.AgreementSigned, events.AgreementProposed, events.AgreementRejected, events.AgreementNegotiating, false},
	{lang.ReachVerb, "reach", true, events.AgreementAgreed, events.AgreementNegotiating, events.AgreementRejected, events.AgreementNegotiating, false},
	{lang.AgreeVerb, "agree", false, events.AgreementAgreed, events.AgreementNegotiating, events.AgreementRejected, events.AgreementNegotiating, false},
	{lang.NegotiateVerb, "negotiate", true, events.AgreementNegotiating, events.AgreementNegotiating, "", "", false},
	{lang.NegotiateNoun, "negotiations", true, events.AgreementNegotiating, events.AgreementNegotiating, "", "", false},
	{lang.TalksNoun, "talks", true, events.AgreementNegotiating, events.AgreementNegotiating, "", "", false},
	{lang.ProposeVerb, "propose", true, events.AgreementProposed, events.AgreementProposed, events.AgreementRejected, "", false},
}

// stepWords are the triggers of all steps.
var stepWords = func() (all lang.Set) {
	for i := range steps {
		all.Add(steps[i].trigger)
	}
	return all
}()

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

// tellsOther tells whether the word at node k of the clause [lo, hi) tells step s of
// something else than the clause is about.
func (d *Document) tellsOther(s *step, k, lo, hi int) bool {
	switch {
	case s.broken && d.promised(k, lo):
		return s.trigger != lang.LeaveVerb && !(oneSided.Has(s.trigger) && (d.endsItsObject(k, hi) || d.ofBody(k, hi))) // "decided to leave the body", "to end the treaty"
	case s.trigger == lang.ExtendVerb && (d.isNegotiated(k, hi) || d.isRenewed(k)):
		return true
	case s.trigger == lang.ExtendVerb, s.trigger == lang.ReachVerb:
		return d.sought(k)
	case s.trigger == lang.ForceVerb, s.trigger == lang.BeginVerb, s.trigger == lang.JoinVerb, s.trigger == lang.RatifyVerb && d.value(k, lang.RatifyVerb) == "accede":
		return d.remarks(k) // also "signed the treaty by which X accedes to the body"
	case s.trigger == lang.SignVerb:
		return d.toBeSigned(k, lo) || d.onlyDescribes(k)
	case s.trigger == lang.NegotiateVerb:
		return d.wasNegotiated(k)
	}
	return oneSided.Has(s.trigger) && (d.recalled(k, lo) || s.trigger == lang.EndVerb && d.renewedNext(k, lo, hi))
}

// renewedNext tells whether the end at node k is only told in a relative clause of a deal that the clause [lo, hi)
// tells to be extended: "The pact, which was about to lapse, has been extended".
func (d *Document) renewedNext(k, lo, hi int) bool {
	if !d.told.Has(lang.ExtendVerb) {
		return false
	}
	r := k
	for r > lo && !d.nodes[r].is(lang.Relative) && !d.nodes[r].is(lang.ExtendVerb) {
		r--
	}
	i := k + 1
	for i < hi && !d.nodes[i].is(lang.ExtendVerb) {
		i++
	}
	return d.nodes[r].is(lang.Relative) && i < hi && d.pauseBetween(k, i)
}

// onlyDescribes tells whether the participle at node k only says which deal it is that an earlier verb
// does something with: "extended until 2029 a treaty signed in 2019".
func (d *Document) onlyDescribes(k int) bool {
	if k < 2 || d.nodes[k].forms != lang.Done || !d.nodes[k-1].is(lang.DealNoun) || d.nodes[k-1].end != d.nodes[k].first {
		return false
	}
	for i := k - 2; i >= 0 && d.near(i, k, governReach) && !d.nodes[i].is(lang.Relative) && !d.nodes[i].is(lang.SayVerb); i-- {
		if d.nodes[i].any(dealtWith) || d.value(i, lang.ReachVerb) == "text" { // "approved"
			return true
		}
	}
	return false
}

// wasNegotiated tells whether the verb at node k only says in a relative clause how the deal came about that an
// earlier verb does something with: "rejected a treaty that the government had negotiated with X".
func (d *Document) wasNegotiated(k int) bool {
	if d.nodes[k].forms&(lang.Done|lang.Passive) == 0 {
		return false
	}
	r := k - 1
	for r > 0 && !d.beginsRelative(r) && (d.nodes[r].actor >= 0 || d.isWord(d.nodes[r].first, anterior)) {
		r--
	}
	if r < 1 || !d.beginsRelative(r) || !d.endsDeal(r) {
		return false
	}
	for i := r - 1; i >= 0 && d.near(i, r, reach/2) && !d.nodes[i].any(breaks); i-- {
		if n := &d.nodes[i]; n.any(dealtWith) && !n.is(lang.AgreeVerb) {
			return n.forms != lang.Gerund // "the renewal of a pact that is being negotiated"
		}
	}
	return false
}

// isRenewed tells whether the passive at node k only says so which deal it is that an earlier verb does
// something with: "memeterai perjanjian yang diperbaharui".
func (d *Document) isRenewed(k int) bool {
	if k < 3 || !d.isPassive(&d.nodes[k]) || !d.nodes[k-1].is(lang.Relative) || !d.nodes[k-2].is(lang.DealNoun) && !d.nodes[k-2].is(lang.Sector) {
		return false
	}
	for i := k - 3; i >= 0 && d.near(i, k, reach) && !d.nodes[i].any(breaks); i-- {
		if d.nodes[i].any(concluded) {
			return true
		}
	}
	return false
}

// concluded are the verbs of what is done with a deal that is made anew.
var concluded = lang.SetOf(lang.SignVerb, lang.ReachVerb, lang.RatifyVerb, lang.RejectVerb)

// dealtWith are the verbs of what is done with a deal that there is already.
var dealtWith = lang.SetOf(lang.ExtendVerb, lang.SuspendVerb, lang.EndVerb, lang.RatifyVerb, lang.RejectVerb, lang.AgreeVerb)

// endsItsObject tells whether a deal is the object of the verb at node k; who agrees to
// stop the shooting agrees on a ceasefire.
func (d *Document) endsItsObject(k, hi int) bool {
	for i := k + 1; i < hi && d.near(k, i, objectOfReach); i++ {
		if d.nodes[i].is(lang.DealNoun) {
			return d.form(i) != events.Ceasefire && d.objectOf(k, i)
		}
	}
	return false
}

// remarks tells whether the entry into force at node k is only told, in a relative clause,
// of a deal that the parties do something with, "agreed to extend the truce that took
// effect in May", or says from when what they do holds: "menggantung perjanjian itu
// berkuat kuasa semalam", "perjanjian itu ditamatkan berkuat kuasa semalam".
func (d *Document) remarks(k int) bool {
	if k > 0 && d.nodes[k-1].is(lang.And) && d.near(k-1, k, 1) {
		return false
	}
	deal, apart := false, false
	for i := k - 1; i >= 0 && d.nodes[k].first-d.nodes[i].end <= governReach; i-- {
		n := &d.nodes[i]
		switch {
		case n.forms == lang.Passive && n.any(dealVerbs) && d.near(i, k, fromWhenReach) && d.profile().AdjectiveLast:
			return i > 0 && !d.nodes[i-1].is(lang.Relative)
		case n.is(lang.DealNoun):
			deal = true
		case n.is(lang.Relative), n.is(lang.Clause) && that.has(d.text.Tokens[n.first].Hash) && i > 0 && d.nodes[i-1].is(lang.DealNoun):
			apart = true
		case n.any(breaks):
			return false
		case n.is(lang.AgreeVerb), n.any(dealVerbs) && (apart || d.profile().AdjectiveLast):
			return deal && (i == 0 || !d.nodes[i-1].is(lang.DealNoun) && !d.nodes[i-1].is(lang.Relative))
		}
	}
	return false
}

// fromWhenReach is how many words may stand between a verb and those that say from when it holds.
const fromWhenReach = 2

// toBeSigned tells whether the signature at node k is only what is to follow on the text
// that the parties have agreed on: "agreed on the text of a treaty, which will be signed in
// autumn", "initialled a treaty, which their leaders are expected to sign", "and will sign it in May".
func (d *Document) toBeSigned(k, lo int) bool {
	will := d.planBefore(k)
	if will < lo {
		return false
	}
	told, deal := d.nodes[k].forms&(lang.Done|lang.Passive) != 0, false
	for i := will - 1; i >= lo && d.nodes[k].first-d.nodes[i].end <= reach; i-- {
		switch n := &d.nodes[i]; {
		case n.is(lang.Relative):
			told = true
		case n.is(lang.DealNoun):
			deal = told
		case d.afterArticle(i): // "an upgraded treaty"
		case n.is(lang.And):
			if told = d.takesIt(k) || d.hasWord(n.end, d.nodes[will].first, it); !told {
				return d.settledBefore(i, k, lo)
			}
		case n.any(bargaining) && d.areOver(i, overReach):
			return deal
		case n.is(lang.AgreeVerb), n.is(lang.ReachVerb) && n.forms&lang.Gerund == 0 && (deal || !d.isPassive(n)):
			m := d.judge(i).modality
			return deal && (m == asserted || m == ongoing) // "are finalising an accord that is to be signed in May"
		}
	}
	return false
}

// settledBefore tells whether the deal that is to be signed at node k is the subject of what was done before the "and"
// at node i as well, by which it is settled: "The treaty was agreed on Monday and will be signed in May".
func (d *Document) settledBefore(i, k, lo int) bool {
	if !d.isPassive(&d.nodes[k]) {
		return false
	}
	v := i - 1
	for v > lo && !d.nodes[v].any(dealVerbs) {
		v--
	}
	if v <= lo || !d.isPassive(&d.nodes[v]) || !d.nodes[v].is(lang.AgreeVerb) && !d.nodes[v].is(lang.ReachVerb) {
		return false
	}
	deal := d.trigger(lang.DealNoun, lo, v)
	return deal >= 0 && d.subjectOf(v, deal) && d.trigger(lang.DealNoun, v, k) < 0
}

// promised tells whether the verb at node k is what the parties agreed to do:
// "agreed on Friday to suspend the tariffs", "sepakat mempercepat penyelesaian perjanjian".
func (d *Document) promised(k, lo int) bool { return d.promise(k, lo) >= 0 }

// promise gives the verb of agreeing whose object the one at node k is, the "agreed" of "agreed to suspend"; -1
// where there is none.
func (d *Document) promise(k, lo int) int {
	for i := k - 1; i >= lo && d.near(i, i+1, 3); i-- {
		if d.nodes[i].is(lang.AgreeVerb) {
			return i
		}
		if n := &d.nodes[i]; !n.is(lang.To) && !n.is(lang.In) && !n.is(lang.BeginVerb) {
			return -1
		}
	}
	return -1
}

// sought tells whether the verb at node k is what others negotiate, propose or think right:
// as a noun, somebody to whom aside, "merundingkan perpanjangan perjanjian", "proposed to Kyiv
// extending the deal", "the need for the conclusion of a deal", or as the end of talks,
// "negotiations to upgrade the deal".
func (d *Document) sought(k int) bool {
	if k > 1 && d.nodes[k-1].is(lang.To) && d.near(k-1, k, 1) && d.nodes[k-2].is(lang.NegotiateNoun) && d.near(k-2, k-1, 0) {
		return true
	}
	if d.nodes[k].forms != lang.Gerund {
		return false
	}
	for i := k - 1; i >= 0 && d.near(i, i+1, 3); i-- {
		n := &d.nodes[i]
		if n.is(lang.NegotiateVerb) || d.isProposing(i) || d.value(i, lang.Vain) == "view" {
			return true
		}
		if n.actor < 0 && !n.is(lang.To) {
			return false
		}
	}
	return false
}

// isNegotiated tells whether the extension at node k is only what is negotiated: "perpanjangan
// perjanjian sedang dibahas", "perjanjian itu masih dibahas untuk diperpanjang".
func (d *Document) isNegotiated(k, hi int) bool {
	if d.nodes[k].forms == lang.Passive {
		i := k - 1
		for i > 0 && d.nodes[i].is(lang.To) {
			i--
		}
		return i >= 0 && d.nodes[i].is(lang.NegotiateVerb) && d.near(i, k, 2)
	}
	for i := k + 1; i < hi && d.nodes[k].forms == lang.Gerund && d.near(k, i, reach/2); i++ {
		if n := &d.nodes[i]; n.any(dealVerbs) || n.is(lang.NegotiateVerb) {
			return n.is(lang.NegotiateVerb) && n.forms == lang.Passive
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

// concluding are the triggers that tell of an end, of a text or of the talks on it.
var concluding = lang.SetOf(lang.EndVerb, lang.SuspendVerb, lang.ReachVerb)

// tellsStep tells whether the trigger at node k says of an agreement what step s is:
// many words that end something end other things as well.
func (d *Document) tellsStep(s *step, k, hi, deal int) bool {
	if concluding.Has(s.trigger) && k+1 < hi && d.isRound(k+1) && d.near(k, k+1, 2) {
		return false // only that: "wrapped up the first round of talks on a treaty"
	}
	if d.isMedium(s, k, deal) && !d.ofBody(k, hi) || d.discussed(k) {
		return false
	}
	switch s.trigger {
	case lang.TalksNoun:
		return d.onDeal(k, deal) || d.advanced(k)
	case lang.NegotiateVerb: // "perjanjian itu belum rampung", and not the work that it is about
		return d.value(k, lang.NegotiateVerb) != "done" || deal >= 0 && deal < k && d.near(deal, k, doneReach) && d.subjectOf(k, deal) && !(deal > 0 && d.nodes[deal-1].any(prepositions) && d.near(deal-1, deal, 1))
	case lang.ForceVerb:
		switch d.value(k, lang.ForceVerb) {
		case "deed":
			if first := d.nodes[k].first; deal <= k || !d.objectOf(k, deal) || d.hasWord(first-awaitReach, first, awaiting) {
				return false // "carried out a raid", "pending the entry into force"
			}
		case "split":
			if !d.broughtInto(k, deal) {
				return false
			}
		}
		return !d.forTerm(k) && (deal < 0 || !d.talksBefore(k, deal)) // "revived talks on a treaty"
	case lang.JoinVerb:
		if a := d.actorAt(k + 1); a != nil && isPeople(a) && d.nodes[k].is(lang.ReceiveVerb) {
			return d.joins(k, hi) // "menerima timpalannya untuk merundingkan perjanjian": a guest
		}
		return !party.Nobody(d.owner(deal)) || d.joins(k, hi)
	case lang.LeaveVerb: // a house, unless a body or a treaty is told
		return d.leaves(k, hi, deal)
	case lang.BeginVerb:
		return d.starts(k, deal)
	case lang.ExtendVerb:
		return d.renews(k, deal)
	case lang.ProposeVerb:
		return d.isProposing(k) || d.givesDraft(k, deal)
	case lang.RejectVerb: // "refused a treaty", and not "refused entry under a treaty"
		value := d.value(k, lang.RejectVerb)
		return value == "" || deal > k && d.objectOf(k, deal) && (value != "house" || d.byParliament(k))
	case lang.Cancel: // "the delay is laid down in a document", "a framework that suspends the controls", "were to have shared the cost"
		if deal > k && d.form(deal) == events.Loan {
			return false // "a deal to reschedule loans"
		}
		return !d.isPastPlan(k) && !d.nodes[k].is(lang.RejectVerb) && (deal < 0 || deal > k && d.objectOf(k, deal) || deal < k && d.subjectOf(k, deal) && !d.nodes[k-1].is(lang.Relative))
	case lang.EndVerb, lang.SuspendVerb:
		switch d.value(k, lang.EndVerb) {
		case "noun":
			return false // "the withdrawal agreement"
		case "house":
			if !d.byParliament(k) && !d.foundsBody(deal, hi) {
				return false // whoever else "denounced the accord" found fault with it
			}
		}
		if s.trigger == lang.SuspendVerb && d.talksCalledOff(k, hi) {
			return false
		}
		return d.ofBody(k, hi) || !party.Nobody(d.suspendedMember(k)) || d.breaksDeal(k, deal) || s.trigger == lang.EndVerb && d.breaksOff(k, deal)
	}
	return true
}

// broughtInto tells whether the words "into force" at node k go with a verb before the deal: "put the treaty into
// force", but not "to put the treaty into force".
func (d *Document) broughtInto(k, deal int) bool {
	for t := d.nodes[k].first - bringReach; deal >= 0 && deal < k && t < d.nodes[deal].first; t++ {
		if t > d.span.First && d.isWord(t, brought) {
			return !infinitive.has(d.text.Tokens[t-1].Hash)
		}
	}
	return false
}

// brought are the verbs that somebody does with a text who brings it into force, and bringReach is how many words
// before that they stand.
var brought = words("brought")

const bringReach = 12

// awaiting are the words of who waits for something, or works for it, and awaitReach is how many words before
// what he waits for they stand: "preparing for the entry into force".
var awaiting = words("awaiting")

const awaitReach = 2

// doneReach is how many words may stand between a text and the verb that tells how far it is:
// "perjanjian kedua negara belum rampung".
const doneReach = 4

// forTerm tells whether the verb at node k says for how long a deal holds: "berlaku selama 10 tahun".
func (d *Document) forTerm(k int) bool {
	i := d.nodes[k].end
	if d.isWord(i, during) {
		i++
	}
	if i+1 >= d.span.End || d.gaps(i-1, i)&scan.Comma != 0 {
		return false // "took effect, ten years after it was signed"
	}
	number := d.text.Tokens[i].Has(scan.Number)
	if t := d.tagAt(i); t != nil && t.Is(lang.Date) {
		number = d.isNumeral(t)
	}
	t := d.tagAt(i + 1)
	if !number || t == nil || !t.Is(lang.Date) {
		return false
	}
	unit := d.dict.Date(d.text, t)
	return unit.Kind == dates.Unit && unit.Value == dates.Years
}

// isMedium tells whether the deal is only the statement in which step s, of something else,
// is told at node k: "in a joint statement they rejected", "diumumkan melalui pernyataan
// bersama".
func (d *Document) isMedium(s *step, k, deal int) bool {
	if deal >= 0 && deal == k-1 && d.nodes[k].forms == lang.Gerund && oneSided.Has(s.trigger) && d.near(deal, k, 0) && d.form(deal) == events.JointStatement {
		return true // "a joint declaration rejecting violence"
	}
	if deal < 1 || d.form(deal) != events.JointStatement || !d.nodes[deal-1].is(lang.In) || !d.near(deal-1, deal, 2) {
		return false
	}
	if s.trigger == lang.ReachVerb {
		return d.nodes[k].forms == lang.Passive && deal > k
	}
	return oneSided.Has(s.trigger) || s.trigger == lang.Cancel
}

// discussed tells whether the step at node k is only what somebody talks about: "membahas
// ratifikasi perjanjian", "discussed in Lima the signing of a treaty", "talked about the
// conclusion of a treaty".
func (d *Document) discussed(k int) bool {
	n := &d.nodes[k]
	if !n.is(lang.RatifyVerb) && !n.is(lang.SignNoun) && (n.forms != lang.Gerund || !n.any(dealVerbs)) {
		return false
	}
	if n.forms == lang.Gerund && d.text.Tokens[n.first].After(scan.Comma) {
		return false // "met on Monday, agreeing to"
	}
	about := d.hasWord(n.first-2, n.first, topicLeads)
	for i := k - 1; i >= 0 && d.near(i, i+1, 2); i-- {
		m, a := &d.nodes[i], d.actorAt(i)
		switch {
		case m.is(lang.DiscussVerb):
			return true
		case m.is(lang.MeetVerb), m.is(lang.TalksNoun):
			return about
		case !m.any(prepositions) && (a == nil || !a.preps.Any(prepositions)):
			return false
		}
	}
	return false
}

// topicLeads are the words before what somebody talks about.
var topicLeads = words("topicLeads")
