package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// withdrawal finds states that leave a body, told by a noun: "The withdrawal of Mali
// and Niger from ECOWAS took effect", or a treaty, "the withdrawal of Mali from the agreement with
// France was announced"; the body may only be the one that says so.
func (d *Document) withdrawal(lo, hi int) bool {
	if !d.told.Has(lang.EndVerb) {
		return false
	}
	for k := lo; k < hi; k++ {
		if !d.nodes[k].is(lang.EndVerb) || d.value(k, lang.EndVerb) != "noun" || d.quoted(d.nodes[k].first) {
			continue
		}
		b, ok := d.leavers(k, hi)
		if !ok {
			return false
		}
		if d.trigger(lang.ForceVerb, k, hi) < 0 && d.trigger(lang.ReachVerb, lo, hi) < 0 {
			return false // only talked about
		}
		j := d.judge(k)
		if j.modality == hypothetical || j.modality == negated || j.modality == refused {
			return false
		}
		c := Candidate{Type: events.TypeAgreement, Frame: "withdrawal", Parties: b.set, Status: events.AgreementTerminated, Sentence: d.index, Confidence: 0.7, StatusCue: j.cue, Instrument: events.InstrumentOther}
		d.fill(&c, &b, k)
		d.emit(c)
		return true
	}
	return false
}

// leavers gives who withdraws by the noun at node k, and from which body.
func (d *Document) leavers(k, hi int) (b binding, ok bool) {
	who := k - 1
	if a := d.actorAt(who); a == nil || !a.possessive || !d.near(who, k, 2) {
		if who = k + 1; who < hi && d.nodes[who].any(visitorLinks) {
			who++
		}
		if a := d.actorAt(who); a == nil || !d.near(k, who, 3) {
			return b, false
		}
	}
	a := d.actorAt(who)
	if a.kind != byName || a.set.Empty() || a.set.Meets(&d.dict.Parties.Bodies) {
		return b, false
	}
	b.add(d, d.nodes[who].actor)
	var body party.Set
	for i := k + 1; i < len(d.nodes) && d.nodes[i].first-d.nodes[k].end <= reach; i++ {
		x := d.actorAt(i)
		if body.Empty() && d.leftDeal(i, &b.set) {
			body = x.set
		}
		if x == nil || x.set.Len() != 1 || !x.set.Within(&d.dict.Parties.Bodies) {
			continue
		}
		if x.preps.Has(lang.From) || body.Empty() && !x.preps.Any(prepositions) {
			body = x.set
		}
	}
	b.set.Join(&body)
	return b, !body.Empty()
}

// leftDeal tells whether the actor at node i is the partner, "with France", of a treaty that those of one
// withdraw from.
func (d *Document) leftDeal(i int, one *party.Set) bool {
	a := d.actorAt(i)
	if a == nil || !a.preps.Has(lang.With) || a.set.Empty() || a.set.Meets(one) {
		return false
	}
	deal := i - 1
	for deal > 0 && d.nodes[deal].is(lang.With) {
		deal--
	}
	if deal < 0 || !d.nodes[deal].is(lang.DealNoun) {
		return false
	}
	from := deal - 1
	for from > 0 && !d.nodes[from].is(lang.From) {
		from--
	}
	return from >= 0 && d.nodes[from].is(lang.From) && d.near(from, deal, dealReach)
}
