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
		case c.Frame == "rail-sign" && c.Status == events.RailwayAgreed && c.Parties.Len() >= 2:
			signed = i
		}
	}
	k := d.trigger(lang.SignVerb, 0, len(d.nodes))
	if signed < 0 || k < 0 || d.byFirm(k) {
		return
	}
	lo, hi := d.clause(k)
	deal := d.dealNear(k, lo, hi)
	if deal < 0 || !papers[d.form(deal)] || d.byUnknown(k, lo, hi) {
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
