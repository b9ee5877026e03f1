package detect

import (
	"slices"
	"strings"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// dealNear gives the instrument nearest to node k in its clause, or -1.
func (d *Document) dealNear(k, lo, hi int) int {
	if n := &d.nodes[k]; n.is(lang.DealNoun) && (n.is(lang.SignVerb) || n.is(lang.SignNoun) || n.is(lang.RatifyVerb) || d.value(k, lang.ReachVerb) == "joint") {
		return k // "meneken kerja sama", signed, and so more than working together; "mengesahkan perjanjian"
	}
	best, dist := -1, int32(20)
	for i := lo; i < hi; i++ {
		if !d.nodes[i].is(lang.DealNoun) || i == k || d.onSchedule(i) {
			continue
		}
		if x := max(d.nodes[i].first-d.nodes[k].end, d.nodes[k].first-d.nodes[i].end); x < dist {
			best, dist = i, x
		}
	}
	return best
}

// onSchedule tells whether the deal at node i is only on when or where something will be: "agreement on
// the date of the summit".
func (d *Document) onSchedule(i int) bool {
	next := d.nodes[i].end
	if !d.isWord(next, topicLeads) {
		return false
	}
	if next++; next < d.span.End && d.isArticle(next) {
		next++
	}
	return d.isWord(next, scheduling)
}

// scheduling are the words for when and where something will be.
var scheduling = words("scheduling")

// swapReach is how many words may stand between papers and the word by which they change
// hands.
const swapReach = 4

// swaps tells whether what changes hands by the word at node k is no paper: "tawanan
// ditukar", and not "memorandum ditukar", "an exchange of notes".
func (d *Document) swaps(k int) bool {
	var step int
	switch {
	case d.value(k, lang.SignVerb) == "exchange":
		step = -1
	case d.value(k, lang.SignNoun) == "exchange":
		if k > 0 && d.profile().AdjectiveLast && d.nodes[k-1].is(lang.DealNoun) && d.near(k-1, k, 0) {
			return true // "perjanjian pertukaran perbekalan (ACSA)"
		}
		step = 1
	default:
		return false
	}
	for i := k + step; i >= 0 && i < len(d.nodes) && d.near(i, k, swapReach); i += step {
		if d.nodes[i].is(lang.DealNoun) {
			return d.restsOn(i) // "would exchange prisoners under an accord"
		}
	}
	return true
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

// pointsBack tells whether the deal at node i is one told of before: "the accord", "dokumen itu", but not
// "the agreement on visas".
func (d *Document) pointsBack(i int) bool {
	n := &d.nodes[i]
	if d.profile().AdjectiveLast {
		return d.isWord(n.end, those)
	}
	if n.first == d.span.First || !definiteArticle.has(d.text.Tokens[n.first-1].Hash) && !d.isWord(n.first-1, those) {
		return false
	}
	return i+1 == len(d.nodes) || d.nodes[i+1].first > n.end || !d.nodes[i+1].any(prepositions)
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

// missesDeal tells whether what the verb at node k tells not to be reached is no more than
// some deal: "failed to reach a deal", "gagal mencapai kesepakatan", "could not agree on a
// text", "did not sign any document".
func (d *Document) missesDeal(k, deal int) bool {
	if d.nodes[k].is(lang.RejectVerb) && k+1 < len(d.nodes) && d.near(k, k+1, 0) {
		k++
	}
	switch n := &d.nodes[k]; {
	case deal <= k:
		return false
	case n.is(lang.AgreeVerb):
		return d.isUndefined(deal)
	case n.is(lang.SignVerb):
		return d.isBare(deal) || d.hasWord(d.nodes[deal].first-1, d.nodes[deal].end+2, anything)
	case n.is(lang.ReachVerb):
		return d.isBare(deal)
	}
	return false
}

// isBare tells whether the deal at node i has no name, and nothing that says which: "a deal",
// and not "the deal", "a nuclear deal", "a deal on gas".
func (d *Document) isBare(i int) bool {
	return d.value(i, lang.DealNoun) == "agreement" && d.nodes[i].end-d.nodes[i].first == 1 && d.isUndefined(i)
}

// isUndefined tells whether nothing beside the deal at node i says which one it is.
func (d *Document) isUndefined(i int) bool {
	first, end := d.nodes[i].first, d.nodes[i].end
	if d.isWord(first, defining) || d.isWord(first-1, definite) && !d.isArticle(first) || d.isWord(end, definite) {
		return false
	}
	about := i - 1
	if d.profile().AdjectiveLast {
		about = i + 1
	}
	return about < 0 || about >= len(d.nodes) || !d.nodes[about].is(lang.Sector) && !d.nodes[about].is(lang.DealNoun) || !d.near(i, about, 0)
}

// anything are the words by which a deal is none in particular: "any", "apa pun".
var anything = words("anything")

// definite are the words before a deal, or behind it, that say which one it is.
var definite = words("definite")

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
