package detect

import (
	"slices"
	"strings"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// breaksDeal tells whether what is ended or suspended at node k is the deal, which
// stands right behind it or is the subject before it.
func (d *Document) breaksDeal(k, deal int) bool {
	switch {
	case deal < 0, d.isSigning(deal):
		return false
	case deal < k:
		for i := k - 1; i >= 0 && i > deal-4; i-- {
			if i < deal && d.nodes[i].any(dealVerbs) {
				return false // another verb's object: "signed a treaty, ending the dispute"
			}
		}
		return d.nodes[k].first-d.nodes[deal].end < 12
	}
	for i := k + 1; i < deal; i++ {
		if d.nodes[i].is(lang.Relative) {
			return false // "lifted the injunction that barred him from signing a treaty"
		}
	}
	return d.near(k, deal, 7) && !d.separated(k, deal)
}

// isSigning tells whether the deal at node k is only whose signing is told: "menangguhkan
// majlis menandatangani perjanjian itu", "suspended the signing of the treaty".
func (d *Document) isSigning(k int) bool {
	for k--; k > 0 && d.nodes[k].is(lang.Of); k-- {
	}
	return k >= 0 && d.nodes[k].is(lang.SignNoun)
}

// breaksOff tells whether what is ended at node k are the negotiations on the deal.
func (d *Document) breaksOff(k, deal int) bool {
	return deal > k+1 && (d.nodes[k+1].is(lang.NegotiateNoun) || d.nodes[k+1].is(lang.TalksNoun)) && d.near(k, k+1, 2)
}

// dealNear gives the instrument nearest to node k in its clause, or -1.
func (d *Document) dealNear(k, lo, hi int) int {
	if d.nodes[k].is(lang.DealNoun) && (d.nodes[k].is(lang.SignVerb) || d.nodes[k].is(lang.SignNoun)) {
		return k // "meneken kerja sama": signed, and so more than working together
	}
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

// isAgain tells whether tag i is a word for a deal that was told of: "a similar one".
func (d *Document) isAgain(i int) bool {
	return d.dict.Value(d.text, &d.tags[i], lang.DealNoun) == "again"
}

// dealTold tells whether a deal was told of before tag i, or a moment ago.
func (d *Document) dealTold(i int) bool {
	if d.index-d.lastDeal <= textReach {
		return true
	}
	for j := i - 1; j >= 0 && d.tags[i].First-d.tags[j].End <= reach; j-- {
		if d.tags[j].Is(lang.DealNoun) && !d.isAgain(j) {
			return true
		}
	}
	return false
}

// instrument tells the legal form of the deal at node i: of a text, that of the deal
// that it is of, "the text of a treaty".
func (d *Document) instrument(i int) events.Instrument {
	if i < 0 {
		return events.InstrumentOther
	}
	form := d.form(i)
	for j := i + 1; form == events.InstrumentOther && j < len(d.nodes) && d.near(i, j, textOfReach) && (d.nodes[j].is(lang.Of) || d.nodes[j].is(lang.DealNoun)); j++ {
		if d.nodes[j].is(lang.DealNoun) {
			form = d.form(j)
		}
	}
	return form
}

// textOfReach is how many words may stand between a text and the deal that it is of.
const textOfReach = 4

// form gives the legal form that the deal at node i tells by itself.
func (d *Document) form(i int) events.Instrument {
	if v, _, _ := strings.Cut(d.value(i, lang.DealNoun), " "); v != "" && !d.isAgain(int(d.nodes[i].tag)) {
		return events.Instrument(v)
	}
	return events.InstrumentOther
}

// sectors gives what nodes [lo, hi) are about, sorted.
func (d *Document) sectors(lo, hi int) []events.Sector {
	var out []events.Sector
	for i := lo; i < hi; i++ {
		t := &d.tags[d.nodes[i].tag]
		switch {
		case d.nodes[i].is(lang.Sector):
			out = AddSector(out, events.Sector(d.dict.Value(d.text, t, lang.Sector)))
		case d.nodes[i].is(lang.RailNoun):
			out = AddSector(out, events.Transport)
		case d.nodes[i].is(lang.DealNoun): // "free trade agreement"
			_, about, _ := strings.Cut(d.dict.Value(d.text, t, lang.DealNoun), " ")
			if about, _, _ = strings.Cut(about, " "); about != "" && about[0] >= 'a' {
				out = AddSector(out, events.Sector(about))
			}
		}
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
