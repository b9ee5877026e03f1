package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// signing is an old one of which a sentence tells besides.
type signing struct {
	on         dates.Date
	verb, date Cue
}

// noteSigning keeps when the text was signed, if the sentence says so and that is long ago: "ratified the treaty,
// which the two governments signed in October 2023", "Signed in 2019, the treaty took effect".
func (d *Document) noteSigning() {
	d.signing = signing{}
	if len(d.dates) == 0 || !d.told.Has(lang.SignVerb) {
		return
	}
	for k := range d.nodes {
		if !d.nodes[k].is(lang.SignVerb) || !d.tellsWhich(k) || d.judge(k).modality != asserted {
			continue
		}
		if m := d.dayBehind(k); m != nil {
			if on, ok := d.resolveDate(m, false); ok && on.Last().Before(d.dayOff(-newsDays)) {
				d.signing = signing{on, d.bytes(d.nodes[k].first, d.nodes[k].end), d.bytes(m.First, m.End)}
				return
			}
		}
	}
}

// tellsWhich tells whether the signature at node k only says which text is meant: in a relative clause of that,
// "which both signed", as a participle, "signed by both", or of a text told before, "It was signed".
func (d *Document) tellsWhich(k int) bool {
	if k > 0 && d.describesBefore(k) || d.nodes[k].first == d.span.First {
		return d.nodes[k].forms&(lang.Done|lang.Passive) != 0
	}
	direct := true
	for i := k - 1; i >= 0 && d.near(i, k, reach); i-- {
		switch n := &d.nodes[i]; {
		case d.beginsRelative(i):
			return direct && d.endsDeal(i)
		case n.is(lang.DealNoun):
			return n.end == d.nodes[k].first && d.nodes[k].forms == lang.Done || d.ofMakers(i, k) || d.saysWhich(i, k) || d.hadBeen(k)
		case n.any(ofParties):
			direct = false // "which is modelled on one signed"
		case n.actor < 0 && !n.any(auxiliaries) && !d.isWord(n.first, anterior):
			return false
		}
	}
	return d.isWord(d.span.First, it) && d.isPassive(&d.nodes[k])
}

// dayBehind gives the date that is told with the verb at node k behind it, "signed by both presidents on 13 March";
// nil where there is none.
func (d *Document) dayBehind(k int) *dates.Mention {
	end := d.nodes[k].end
	i := slices.IndexFunc(d.dates, func(m dates.Mention) bool { return m.First >= end })
	if i < 0 || d.dates[i].First-end > reach || d.gaps(end-1, d.dates[i].First)&^scan.Inside != 0 {
		return nil
	}
	for j := k + 1; j < len(d.nodes) && d.nodes[j].first < d.dates[i].First; j++ {
		if n := &d.nodes[j]; n.any(dealVerbs) || n.any(verbs) {
			return nil
		}
	}
	return &d.dates[i]
}

// signedBefore tells of the signature that was noted where the sentence, or the one before an "it", tells what
// became of one text.
func (d *Document) signedBefore() {
	if d.signing.on.Year == 0 || len(d.found) >= mostCandidates {
		return
	}
	at, from := -1, d.index
	if d.isWord(d.span.First, it) {
		from--
	}
	for i := len(d.found) - 1; i >= 0 && d.found[i].Sentence >= from; i-- {
		if isAged(&d.found[i]) {
			if at >= 0 {
				return // of which one is not told
			}
			at = i
		}
	}
	if at < 0 {
		return
	}
	c := d.found[at]
	c.Status, c.Frame, c.Background, c.Plan, c.Open, c.Same = events.AgreementSigned, "sign", true, false, false, true
	c.Date, c.Dated, c.Ahead, c.DateCue, c.Trigger, c.StatusCue = d.signing.on, true, false, d.signing.date, d.signing.verb, Cue{}
	d.found = append(d.found, c)
}

// isAged tells whether c is news of what became of a text long after it was signed.
func isAged(c *Candidate) bool {
	return c.Type == events.TypeAgreement && !c.Background && slices.Contains(aged, c.Status)
}

// aged are the statuses of such texts.
var aged = []events.Status{events.AgreementRatified, events.AgreementInForce, events.AgreementExtended, events.AgreementSuspended, events.AgreementTerminated}
