package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// listed tells whether the railways at nodes i and k stand in one list, each with its name.
func (d *Document) listed(i, k int) bool {
	and := false
	for j := i + 1; j < k; j++ {
		if d.nodes[j].any(breaks) || d.nodes[j].any(triggers) || d.nodes[j].is(lang.Firm) && !and {
			return false // "Rail Baltica, the firm that builds the railway"
		}
		and = and || d.nodes[j].is(lang.And)
	}
	first, end := d.railwayName(i)
	first2, end2 := d.railwayName(k)
	comma := d.gaps(d.nodes[i].end-1, d.nodes[k].first)&scan.Comma != 0
	return (and || comma) && first < end && first2 < end2 && !d.sharesName(first, end, first2, end2)
}

// listReach bounds, in nodes, how far two railways of a list stand apart.
const listReach = 6

// inList tells whether the line at node k stands in a list with a railway.
func (d *Document) inList(k int) bool {
	lo, hi := d.around(k)
	for i := lo; i < hi; i++ {
		if d.nodes[i].is(lang.RailNoun) && (i > k && d.listed(k, i) || i < k && d.listed(i, k)) {
			return true
		}
	}
	return false
}

// ofLine are the classes of what else speaks of a line while its story is told: the work on it,
// its money, its builder.
var ofLine = lang.SetOf(lang.FinanceVerb, lang.StudyWord, lang.BuildVerb, lang.Firm)

// mentionsRailway tells whether node k speaks of a railway: by its name, or, in a
// story or a list of such, by "the line", the work on it, or its builder.
func (d *Document) mentionsRailway(k int) bool {
	n := &d.nodes[k]
	switch d.value(k, lang.Stock) {
	case "one":
		return d.runs(k) // "a train", but not "arrived by train"
	case "any":
		return d.rails.titled && d.runs(k) && !d.rails.toldOfAny(d, party.Set{}) // "services between", and no flights
	}
	if n.is(lang.RailNoun) || n.is(lang.Stock) {
		if d.rails.live(d.index) && d.isJoined(k) {
			return false
		}
		return d.value(k, lang.RailNoun) != "none" // a railway station, railway workers
	}
	if k+2 < len(d.nodes) && d.nodes[k+1].is(lang.Of) && d.nodes[k+2].any(occasionNouns) && d.near(k, k+2, 2) {
		return false // "the first phase of talks"
	}
	if d.extends(k) && d.ofTerm(k) {
		return false
	}
	if n.is(lang.RailAgain) && d.inList(k) {
		return true // "the Subic-Clark line and the Mindanao railway"
	}
	if !d.rails.live(d.index) || n.first < d.headline {
		return n.is(lang.RailAgain) && (d.rails.n > 0 || d.rails.titled) && d.returnsTo(k)
	}
	if p := &d.rails.projects[0]; n.is(lang.FinanceVerb) && p.waits() && d.index-p.sentence <= 1 {
		return d.paysCost(k)
	}
	return n.is(lang.RailAgain) || d.isFate(k) || d.rails.projects[0].event < 0 && d.ownStudy(k) || n.is(lang.BuildVerb) && n.forms == lang.Gerund && !d.worksOn(k) || n.is(lang.Firm) && !d.lineBehind(k) && (!party.Nobody(d.stateOfFirm(k)) || d.hasNation(k, &d.rails.projects[0]))
}

// lineBehind tells whether a line is named behind node k in its clause: "the Chinese firm
// that was hired for the stretch to Kampala".
func (d *Document) lineBehind(k int) bool {
	for i := k + 1; i < min(len(d.nodes), k+listReach) && !d.nodes[i].any(breaks); i++ {
		if d.nodes[i].any(lines) {
			return true
		}
	}
	return false
}

// paysCost tells whether the word of financing at node k is said of the money that a
// thing told of before costs: "Beijing will lend half of the money".
func (d *Document) paysCost(k int) bool {
	lo, hi := d.around(k)
	return d.hasWord(d.nodes[lo].first, d.nodes[hi-1].end, costs) || d.trigger(lang.Firm, lo, hi) >= 0 || d.paid(lo, hi)
}

// around gives the nodes [lo, hi) of the words around node k, as far as a list reaches.
func (d *Document) around(k int) (lo, hi int) {
	return max(0, k-listReach), min(len(d.nodes), k+listReach)
}

// costs are the words for what somebody pays of a railway.
var costs = words("costs")

// returnsTo tells whether the line at node k, told by the places that it joins, or an
// extension by its end, is a railway however long ago one was spoken of: it shares a
// place with that, or only the headline spoke of one; or it did, and a firm is at work.
func (d *Document) returnsTo(k int) bool {
	way := d.courseOf(k)
	if way.n < 2 {
		return way.n == 1 && d.extends(k)
	}
	for i := range d.rails.projects[:d.rails.n] {
		if way.shared(&d.rails.projects[i].way) > 0 {
			return true
		}
	}
	return d.rails.n == 0 || d.rails.titled && d.firmIn(d.around(k))
}

// worksOn tells whether the noun of building at node k is of a line that is named
// right behind it: "rebuilding the line to Malaba".
func (d *Document) worksOn(k int) bool {
	return k+1 < len(d.nodes) && (d.nodes[k+1].is(lang.RailNoun) || d.nodes[k+1].is(lang.RailAgain)) && d.near(k, k+1, 2)
}

// indefinite tells whether node k introduces a railway as new: "a railway", "a second
// rail bridge", "jembatan rel kedua".
func (d *Document) indefinite(k int) bool {
	n := &d.nodes[k]
	if d.value(k, lang.RailNoun) == "new" && !d.isWord(n.first-1, definiteArticle) {
		return true
	}
	return d.another(k)
}

// another tells whether node k counts a railway behind others: "a second rail bridge".
func (d *Document) another(k int) bool {
	n := &d.nodes[k]
	for _, i := range [...]int32{n.first - 1, n.end} {
		if d.isWord(i, anothers) && d.text.Tokens[max(i, n.first)].Gap&^scan.Space == 0 {
			return true
		}
	}
	return d.countsMore(k)
}

// anothers are the words that make a railway another one than that told of before.
var anothers = words("anothers")

// extends tells whether node k speaks of a line's extension.
func (d *Document) extends(k int) bool {
	return d.dict.Value(d.text, &d.tags[d.nodes[k].tag], lang.RailAgain) == "new"
}

// those are the words that point at what was told before.
var those = words("those")

// ofTerm tells whether the extension at node k is one of time: "the extension of opening
// hours", "perpanjangan kontrak".
func (d *Document) ofTerm(k int) bool {
	end := d.nodes[k].end
	return d.hasWord(end, end+termReach, terms)
}

// termReach bounds, in words, how far behind an extension stands what is extended, and terms
// are the words of what has an end in time.
const termReach = 3

var terms = words("terms")
