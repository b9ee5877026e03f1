package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// papers are the legal forms that states give what they sign.
var papers = map[events.Instrument]bool{events.Treaty: true, events.InstrumentAgreement: true, events.MoU: true, events.Protocol: true, events.Loan: true}

// paper finds the agreement by which states sign for a railway, where the sentence names
// nobody else, and the railway, one of the candidates from first on, has its parties: "an
// intergovernmental agreement on the Kashgar-Andijan railway was signed in Beijing".
func (d *Document) paper(first int) {
	signed := -1
	for i := first; i < len(d.found); i++ {
		switch c := &d.found[i]; {
		case c.Type == events.TypeAgreement:
			return
		case (c.Frame == "rail-sign" && c.Status == events.RailwayAgreed || c.Frame == "rail-finance" && c.Status == events.RailwayFinanced) && c.Parties.Len() >= 2:
			signed = i
		}
	}
	k := d.trigger(lang.SignVerb, 0, len(d.nodes))
	if signed < 0 || k < 0 {
		return
	}
	lo, hi := d.clause(k)
	deal := d.dealNear(k, lo, hi)
	if deal < 0 {
		return
	}
	ofStates := papers[d.form(deal)] && !d.byFirm(k) && !d.byUnknown(k, lo, hi)
	if d.signsLoan(k) {
		ofStates = d.lendsTo(lo, hi)
	}
	if !ofStates {
		return
	}
	b := binding{set: d.found[signed].Parties, weak: true}
	c := Candidate{
		Type: events.TypeAgreement, Frame: "paper", Parties: b.set, Status: events.AgreementSigned,
		Sentence: d.index, Confidence: 0.7, Instrument: d.form(deal), Sectors: d.sectors(lo, hi),
	}
	d.fill(&c, &b, k)
	d.emit(c)
}

// lendsTo tells whether the clause [lo, hi), which tells of a loan, names both who lends and who borrows, neither
// of them a company: a bank may stand for its state.
func (d *Document) lendsTo(lo, hi int) bool {
	sides := 0
	for i := lo; i < hi; i++ {
		n := &d.nodes[i]
		if n.is(lang.Private) {
			return false
		}
		if a := d.actorAt(i); a != nil && a.kind > byPlace && !a.preps.Has(lang.In) || a == nil && n.is(lang.Firm) && !n.is(lang.DealNoun) {
			sides++
			if a != nil && d.holds(a, lang.And) {
				sides++ // "the ministry and the Export-Import Bank of China"
			}
		}
	}
	return sides >= 2
}

// holds tells whether a word of class c stands within actor a.
func (d *Document) holds(a *actor, c lang.Class) bool {
	for i := tagFrom(d.tags, a.first); i < len(d.tags) && d.tags[i].First < a.end; i++ {
		if d.tags[i].Is(c) {
			return true
		}
	}
	return false
}
