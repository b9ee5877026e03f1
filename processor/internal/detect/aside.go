package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// inAside tells whether the actor at node i stands in a relative clause that only tells
// more of somebody, before the verb at node k: "Seoul, which hosts APEC, signed". What
// tells more of a deal may name its parties.
func (d *Document) inAside(i, k int) bool {
	if d.suffersFrom(i, k) || d.ofCounted(i, k) {
		return true
	}
	r := i - 1
	for r > 0 && !d.nodes[r].is(lang.Relative) && !d.nodes[r].any(dealVerbs) {
		r--
	}
	if r < 1 || !d.nodes[r].is(lang.Relative) || d.actorAt(r-1) == nil || !d.separated(r-1, r) {
		return false
	}
	return d.pauseBetween(i, k)
}

// ofCounted tells whether the actor at node i stands in a phrase between commas that only says what the
// several before it are, and that begins with how many they are: "A, B and C, three states at odds with D,
// signed".
func (d *Document) ofCounted(i, k int) bool {
	pair, told := d.actorAt(i-1), d.actorAt(i-2)
	return pair != nil && told != nil && pair.kind == byPair && pair.want > 0 && int(pair.want) == told.set.Len() && d.separated(i-2, i-1) && !d.separated(i-1, i) && d.pauseBetween(i, k)
}

// dropKin takes out the states of whom commas tell that somebody is an ally, a neighbour or the like: "Belarus,
// sekutu dekat Rusia dan China, menandatangani". Where adjectives come first, an "of" tells it, or whose he is
// stands before him: "Iran's close ally Belarus".
func (d *Document) dropKin() {
	if !d.profile().AdjectiveLast {
		d.dropOwners()
		return
	}
	if d.span.Gaps&scan.Comma == 0 {
		return
	}
	for i := 1; i < len(d.nodes); i++ {
		a := d.actorAt(i)
		if a == nil || a.kind > adjunct || a.preps != (lang.Set{}) || !d.kinBefore(a.first) {
			continue
		}
		last := d.lastJoined(i)
		if end := d.nodes[last].end; end >= d.span.End || d.text.Tokens[end].Gap&^scan.Inside != 0 {
			d.nodes = slices.Delete(d.nodes, i, last+1)
			i--
		}
	}
}

// dropOwners takes out those whose ally or neighbour somebody right behind is called.
func (d *Document) dropOwners() {
	for i := 0; i < len(d.nodes); i++ {
		a, j := d.actorAt(i), i+1
		if a == nil || !a.possessive || a.kind != byName || a.members != 1 {
			continue
		}
		for j < len(d.nodes) && d.nodes[j].actor < 0 && d.near(i, j, kinWords) {
			j++
		}
		if b := d.actorAt(j); b != nil && b.first > a.end && b.first-a.end < kinWords && d.isWord(b.first-1, kin) && d.gaps(a.end-1, b.first)&^scan.Inside == 0 {
			if b.preps == (lang.Set{}) {
				b.preps = a.preps
			}
			d.nodes = slices.Delete(d.nodes, i, j)
		}
	}
}

// kinBefore tells whether a phrase that begins behind a comma and ends before token says what somebody is to
// whoever stands there: "bekas sekutu dekat".
func (d *Document) kinBefore(token int32) bool {
	for i := token - 1; i > d.span.First && token-i <= kinWords; i-- {
		if d.text.Tokens[i].After(scan.Comma) {
			return d.hasWord(i, token, kin)
		}
		if d.text.Tokens[i].Has(scan.Capital) {
			return false
		}
	}
	return false
}

// kin are the nouns for what states are to each other, and kinWords how many words such a phrase has.
var kin = words("kin")

const kinWords = 4

// suffersFrom tells whether the actor at node i is only by whom commas tell that somebody is
// treated who does what the active verb at node k says: "Chad, accused by Sudan of lying,
// signed". Who joins him signs as well.
func (d *Document) suffersFrom(i, k int) bool {
	if !d.actorAt(i).preps.Has(lang.By) || d.nodes[k].forms&lang.Passive != 0 || !d.pauseBetween(i, k) {
		return false
	}
	for j := i - 1; j >= 0 && d.nodes[i].first-d.nodes[j].end <= treatedReach; j-- {
		switch {
		case d.actorAt(j) != nil:
			return d.actorAt(j).preps == (lang.Set{}) && d.text.Tokens[d.nodes[j].end].After(scan.Comma)
		case d.nodes[j].any(asideEnds):
			return false
		}
	}
	return false
}

// treatedReach is how many words may stand between who is treated so and by whom.
const treatedReach = 6

// asideEnds are the words before which no participle begins that tells of a doer only.
var asideEnds = lang.SetOf(lang.JoinVerb, lang.DealNoun, lang.Relative, lang.Clause)

// pauseBetween tells whether a comma or bracket stands between nodes i and k.
func (d *Document) pauseBetween(i, k int) bool {
	for ; i < k; i++ {
		if d.separated(i, i+1) {
			return true
		}
	}
	return false
}

// asideBefore gives the nodes [first, end) of what tells only more of the subject, between it and
// its verb at node k of the clause from lo on: "X, who wants to end the war, met Y", "X, keen to
// sell rice, will meet Y", "the treaty with X, which will cut tariffs, was signed". Both are k where nothing does.
func (d *Document) asideBefore(lo, k int) (first, end int) {
	end = d.predicate(lo, k)
	if end == lo || !d.separated(end-1, end) {
		return k, k
	}
	for first = end - 1; first > lo; first-- {
		if !d.separated(first-1, first) {
			continue
		}
		n, a := &d.nodes[first], d.actorAt(first-1)
		doer := a != nil && a.kind != byPlace && !a.preps.Any(prepositions)
		if doer && (n.is(lang.Relative) || n.is(lang.Maybe) || n.forms == lang.Gerund) || n.is(lang.Relative) && d.endsWhat(first-1) {
			return first, end
		}
	}
	return k, k
}

// predicate gives the node, from lo on, with which the verb begins that tells what node k does: an auxiliary before it, or
// the verb whose object it is, "will hold talks", "called off a visit".
func (d *Document) predicate(lo, k int) int {
	i := k
	for i > lo && d.nodes[k].any(happenings) && d.nodes[i-1].any(objectVerbs) && d.near(i-1, i, objectVerbReach) && !d.separated(i-1, i) {
		i--
	}
	for i > lo && (d.nodes[i-1].any(auxiliaries) || d.nodes[i-1].is(lang.Light)) && d.near(i-1, i, 0) && !d.separated(i-1, i) {
		i--
	}
	return i
}

// objectVerbs are the verbs of which the noun for what happens is the object, and objectVerbReach is how many words may
// stand between them.
var objectVerbs = lang.SetOf(lang.Light, lang.Cancel, lang.BeginVerb, lang.OpenVerb)

const objectVerbReach = 3

// endsWhat tells whether node i ends what is told of by a noun, and by whom: "a treaty with Chad", "the
// meeting of the foreign ministers of Chad and Niger".
func (d *Document) endsWhat(i int) bool {
	for i > 0 && !d.nodes[i].any(happenings) && !d.nodes[i].any(verbs) && !d.separated(i-1, i) {
		i--
	}
	return d.nodes[i].any(happenings) && (i == 0 || !d.nodes[i-1].any(verbs))
}

// happenings are the nouns of what can happen.
var happenings = lang.SetOf(lang.DealNoun, lang.TalksNoun, lang.VisitNoun, lang.Gathering, lang.SignNoun, lang.NegotiateNoun, lang.RailNoun)
