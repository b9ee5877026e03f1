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
}

// steps are tried in this order: the strongest word of a clause decides.
var steps = [...]step{
	{lang.ForceVerb, "force", true, events.AgreementInForce, events.AgreementSigned, "", ""},
	{lang.RatifyVerb, "ratify", true, events.AgreementRatified, events.AgreementSigned, events.AgreementRejected, ""},
	{lang.EndVerb, "end", true, events.AgreementTerminated, "", "", ""},
	{lang.SuspendVerb, "suspend", true, events.AgreementSuspended, "", "", ""},
	{lang.Cancel, "put-off", true, events.AgreementNegotiating, "", "", ""},
	{lang.RejectVerb, "reject", true, events.AgreementRejected, "", "", ""},
	{lang.ExtendVerb, "extend", true, events.AgreementExtended, events.AgreementNegotiating, "", ""},
	{lang.SignVerb, "sign", true, events.AgreementSigned, events.AgreementProposed, events.AgreementRejected, events.AgreementNegotiating},
	{lang.SignNoun, "signing", true, events.AgreementSigned, events.AgreementProposed, events.AgreementRejected, events.AgreementNegotiating},
	{lang.ReachVerb, "reach", true, events.AgreementAgreed, events.AgreementNegotiating, events.AgreementRejected, events.AgreementNegotiating},
	{lang.AgreeVerb, "agree", false, events.AgreementAgreed, events.AgreementNegotiating, events.AgreementRejected, events.AgreementNegotiating},
	{lang.NegotiateVerb, "negotiate", true, events.AgreementNegotiating, events.AgreementNegotiating, "", events.AgreementNegotiating},
	{lang.NegotiateNoun, "negotiations", true, events.AgreementNegotiating, events.AgreementNegotiating, "", events.AgreementNegotiating},
	{lang.ProposeVerb, "propose", true, events.AgreementProposed, events.AgreementProposed, events.AgreementRejected, ""},
}

// agreements finds the agreements of the sentence, at most one a clause.
func (d *Document) agreements() {
	done := -1 // nodes up to here belong to a clause that has its agreement
	for k := range d.nodes {
		if k < done || d.nodes[k].actor >= 0 || d.nodes[k].any(breaks) {
			continue
		}
		lo, hi := d.clause(k)
		if hi <= done {
			continue
		}
		for i := range steps {
			if at := d.trigger(steps[i].trigger, lo, hi); at >= 0 && d.agreement(&steps[i], at, lo, hi) {
				break
			}
		}
		done = hi
	}
}

// trigger gives the first node of class c in [lo, hi) outside quotations, or -1.
func (d *Document) trigger(c lang.Class, lo, hi int) int {
	for i := lo; i < hi; i++ {
		if d.nodes[i].is(c) && (!d.quoted(d.nodes[i].first) || c == lang.AgreeVerb && d.speaksForBoth()) {
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
	if deal < 0 && (s.trigger == lang.SignVerb || s.trigger == lang.ForceVerb) {
		deal = d.dealNear(k, 0, lo) // "the deal had no force, a day after it was signed"
	}
	if s.instrument && deal < 0 && !(s.trigger == lang.EndVerb && d.leavesBody(k, hi)) {
		return false
	}
	if s.trigger == lang.AgreeVerb && !d.commits(k, hi, deal) {
		return false
	}
	if s.trigger == lang.ReachVerb && d.wishes(k, deal) {
		return false
	}
	b, ok := d.bindAll(k, lo, hi)
	if !ok {
		return false
	}
	j := d.judge(k)
	c := Candidate{Type: events.TypeAgreement, Frame: s.name, Parties: b.set, Sentence: d.index, Confidence: 0.75, StatusCue: j.cue}
	switch j.modality {
	case asserted, ongoing:
		c.Status = s.asserted
	case planned:
		c.Status = s.planned
	case refused:
		c.Status = s.refused
	case cancelled:
		c.Status = s.cancelled
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
	d.fill(&c, &b, k)
	if c.Status == events.AgreementSigned && c.Ahead {
		c.Status, c.StatusCue = events.AgreementProposed, c.DateCue
	}
	if c.Ahead && j.modality == asserted && c.Status != events.AgreementProposed {
		c.Date, c.Dated, c.Ahead, c.DateCue = dates.Date{}, false, false, Cue{} // until when they agreed
	}
	c.Instrument = d.instrument(deal)
	c.Sectors = d.sectors(lo, hi)
	partners := d.partners(&b)
	if partners.Empty() || !d.apart(k) {
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

// partners gives the list behind "with", if there is one and somebody else has them as partners.
func (d *Document) partners(b *binding) party.Set {
	for i := int8(0); i < b.n; i++ {
		if a := &d.actors[b.actors[i]]; a.preps.Has(lang.With) && a.set.Len() >= 2 && !b.set.Minus(a.set).Empty() {
			return a.set
		}
	}
	return party.Set{}
}

// leavesBody tells whether the trigger at node k is about membership: "withdrew
// from ECOWAS".
func (d *Document) leavesBody(k, hi int) bool {
	body := k + 1
	if body < hi && d.nodes[body].is(lang.From) {
		body++
	}
	a := d.actorAt(body)
	if body >= hi || a == nil || !d.near(k, body, 3) {
		return false
	}
	return a.kind == byName && !a.set.Empty() && a.set.Within(d.dict.Parties.Bodies)
}

// dealNear gives the instrument nearest to node k in its clause, or -1.
func (d *Document) dealNear(k, lo, hi int) int {
	best, dist := -1, int32(20)
	for i := lo; i < hi; i++ {
		if !d.nodes[i].is(lang.DealNoun) || i == k {
			continue
		}
		if x := max(d.nodes[i].first-d.nodes[k].end, d.nodes[k].first-d.nodes[i].end); x < dist {
			best, dist = i, x
		}
	}
	return best
}

// commits tells whether an "agreed" binds the parties to something: not to an
// opinion ("agreed that"), not only to meet, and not only to be better friends.
func (d *Document) commits(k, hi, deal int) bool {
	if hi < len(d.nodes) && d.nodes[hi].is(lang.Clause) && d.near(k, hi, 2) && hi == k+1 {
		return false
	}
	if deal >= 0 {
		return true
	}
	for i := k + 1; i < hi; i++ {
		n := &d.nodes[i]
		if n.is(lang.Sector) || n.is(lang.RailNoun) || n.is(lang.NegotiateNoun) || n.is(lang.NegotiateVerb) {
			return true
		}
		if n.any(encounters) {
			return false
		}
	}
	return false
}

// encounters are the words of what is no commitment by itself: "agreed to meet".
var encounters = lang.SetOf(lang.MeetVerb, lang.TalksNoun, lang.VisitNoun, lang.VisitVerb, lang.CallNoun)

// wishes tells whether what is announced at node k only may come, in a clause
// without a conjunction: "announced it would oppose the loans".
func (d *Document) wishes(k, deal int) bool {
	for i := k + 1; i < deal; i++ {
		if d.nodes[i].is(lang.Maybe) {
			return true
		}
	}
	return false
}

// negotiates tells whether what is agreed is to negotiate.
func (d *Document) negotiates(k, hi int) bool {
	for i := k + 1; i < hi && d.nodes[i].first-d.nodes[k].end < 8; i++ {
		if d.nodes[i].is(lang.NegotiateNoun) || d.nodes[i].is(lang.NegotiateVerb) {
			return true
		}
	}
	return false
}

// bindAll takes every actor of the clause [lo, hi) that can take part: an
// agreement has no doer and no object, so that order and voice do not matter.
func (d *Document) bindAll(k, lo, hi int) (binding, bool) {
	var b binding
	near := hi // the actors behind another event's trigger are rather its own
	for i := k + 1; i < hi; i++ {
		if d.nodes[i].any(meetingTriggers) && !d.nodes[i].is(lang.NegotiateNoun) {
			near = i
			break
		}
	}
	for i := lo; i < hi; i++ {
		if i == near && b.set.Len() >= 2 {
			break
		}
		a := d.actorAt(i)
		if a == nil {
			continue
		}
		if i > k && b.set.Len() >= 2 && d.gaps(max(d.actors[b.actors[b.n-1]].end, d.nodes[k].end)-1, d.nodes[i].first)&scan.Comma != 0 {
			break // what follows the comma is another matter
		}
		if !d.takesPart(a, i, k) || i < k && a.preps.Has(lang.With) && d.nodes[k].forms != 0 && d.joined(i, k) {
			continue
		}
		d.resolve(a)
		if b.n == 1 && a.preps.Has(lang.With) && d.actors[b.actors[0]].preps.Has(lang.With) {
			break // "a deal with X, and one with Y": both of them with somebody else
		}
		b.add(d, d.nodes[i].actor)
	}
	if b.set.Len() >= 2 {
		return b, true
	}
	if d.nodes[k].is(lang.AgreeVerb) && b.n > 0 {
		return b, false // "X promised Y": one side alone
	}
	return b, d.bindSpeaker(&b) || d.pair(&b)
}

// bindSpeaker takes who tells of an agreement "with X" that names nobody else: it
// is his own.
func (d *Document) bindSpeaker(b *binding) bool {
	if b.n != 1 || !d.actors[b.actors[0]].preps.Has(lang.With) {
		return false
	}
	for i := range d.actors {
		if a := &d.actors[i]; a.speaks && a.set.Len() == 1 && !a.set.Within(b.set) && (a.kind == byPerson && a.rank >= minister || a.organ) {
			b.add(d, int32(i))
			return true
		}
	}
	return false
}

var meetingTriggers = lang.SetOf(lang.MeetVerb, lang.ReceiveVerb, lang.VisitVerb, lang.VisitNoun, lang.TalksNoun, lang.CallVerb, lang.CallNoun, lang.AttendVerb)

// ofAgreement are the nouns whose "of X" is a party.
var ofAgreement = lang.SetOf(lang.DealNoun, lang.SignNoun, lang.TalksNoun, lang.NegotiateNoun)

// joined tells whether an "and" stands between nodes i and k: a partner before it
// is that of another verb.
func (d *Document) joined(i, k int) bool {
	for j := i + 1; j < k; j++ {
		if d.nodes[j].is(lang.And) {
			return true
		}
	}
	return false
}

// takesPart tells whether actor a at node i can be a party of the trigger at k.
func (d *Document) takesPart(a *actor, i, k int) bool {
	if a.speaks && !(a.set.Len() >= 2 && d.speakJointly()) || a.city || a.preps.Has(lang.In) {
		return false
	}
	if a.preps.Has(lang.From) { // "withdrew from ECOWAS", not "guests from Japan"
		return d.nodes[k].is(lang.EndVerb) && i > k && d.near(k, i, 3) && a.set.Within(d.dict.Parties.Bodies)
	}
	switch {
	case a.weak && (a.organ || a.kind == byOffice):
		return false
	case a.preps.Has(lang.Of):
		return i >= 2 && d.nodes[i-2].any(ofAgreement)
	case a.kind == adjunct:
		return a.set.Len() >= 2 && d.near(min(i, k), max(i, k), 8)
	case a.kind == byPlace:
		return a.preps == (lang.Set{}) || a.preps.Has(lang.With) || a.preps.Has(lang.Between)
	}
	return true
}

// pair completes b by the pair that the discourse is about, if b names nobody
// outside it and the pair was named a moment ago.
func (d *Document) pair(b *binding) bool {
	if d.event.Len() < 2 || d.lastEvent < 0 || d.index-d.lastEvent > 2 || !b.set.Within(d.event) {
		return false
	}
	b.set = d.event
	b.weak = true
	return true
}

// instrument tells the legal form of the deal at node i.
func (d *Document) instrument(i int) events.Instrument {
	if i < 0 {
		return events.InstrumentOther
	}
	if v := d.dict.Value(d.text, &d.tags[d.nodes[i].tag], lang.DealNoun); v != "" {
		return events.Instrument(v)
	}
	return events.InstrumentOther
}

// sectors gives what nodes [lo, hi) are about, sorted.
func (d *Document) sectors(lo, hi int) []events.Sector {
	var out []events.Sector
	for i := lo; i < hi; i++ {
		if !d.nodes[i].is(lang.Sector) {
			continue
		}
		out = AddSector(out, events.Sector(d.dict.Value(d.text, &d.tags[d.nodes[i].tag], lang.Sector)))
	}
	return out
}

// AddSector puts s in its place in the sorted list, once.
func AddSector(list []events.Sector, s events.Sector) []events.Sector {
	i, found := slices.BinarySearch(list, s)
	if found {
		return list
	}
	return slices.Insert(list, i, s)
}
