package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// bindGuest takes who does what the main clause tells for the visitor of a visit with which the
// sentence opens: "During his visit to X, Y opened a bridge".
func (d *Document) bindGuest(b *binding, k int) {
	if !d.opens(k) || slices.ContainsFunc(d.nodes[:k], func(n node) bool { return n.any(verbs) || n.any(breaks) && !d.isWord(n.first, afters) }) {
		return
	}
	for j := k + 1; j < len(d.nodes) && d.near(k, j, reach/2); j++ {
		a := d.actorAt(j)
		switch {
		case a == nil && (d.nodes[j].any(verbs) || d.nodes[j].any(breaks)):
			return
		case a != nil && a.kind > byPlace:
			if inOffice(a) && !a.weak && a.set.Len() == 1 && !a.preps.Any(prepositions) && !a.possessive && d.separated(j-1, j) {
				b.add(d, d.nodes[j].actor)
			}
			return
		}
	}
}

// bindLeaver takes who leaves a place after a visit for the visitor: "X left Warsaw on Monday after a two-day visit".
func (d *Document) bindLeaver(b *binding, k int) {
	who := k - 4
	if who < 0 || !d.isWord(d.nodes[k-1].first, afters) || !d.near(k-1, k, journeyReach) || !d.nodes[k-3].is(lang.LeaveVerb) || !d.near(k-3, k-2, 0) || !d.near(k-2, k-1, journeyReach) {
		return
	}
	if a := d.actorAt(who); a != nil && isPeople(a) && a.set.Len() == 1 && d.near(who, k-3, 1) {
		b.add(d, d.nodes[who].actor)
	}
}

// arriving are the verbs of a journey that need no place: its goal is where the story is told.
var arriving = words("arriving")

// bindHome takes the article's own state for a foreign delegation of which only that it comes is
// told, "A Chinese delegation will arrive on Monday", and for an official who comes to the capital.
func (d *Document) bindHome(b *binding, k int) bool {
	if b.n != 1 || !d.isWord(d.nodes[k].first, arriving) && !d.toCapital(k) || d.nodes[k].first < d.headline {
		return false
	}
	home := d.dateline
	if home.Empty() {
		home = d.home
	}
	a := &d.actors[b.actors[0]]
	if a.set.Len() != 1 || home.Len() != 1 || a.set.Meets(&home) || !(a.organ && d.isSent(a)) && !(inOffice(a) && d.toCapital(k)) {
		return false
	}
	for i := d.nodeFrom(d.nodes[k].end); i < len(d.nodes) && d.near(k, i, reach); i++ {
		if d.actorAt(i) != nil && d.actorAt(i).kind <= byPlace {
			return false // "arrives on Monday in Arusha"
		}
	}
	b.set, b.weak = b.set.Union(home), true
	return true
}

// toCapital tells whether the journey at node k leads to the capital, as if nobody had to ask whose: "is due
// in the capital", "tiba di ibu kota".
func (d *Document) toCapital(k int) bool {
	i := k + 1
	for i < len(d.nodes) && d.nodes[i].any(prepositions) {
		i++
	}
	return i < len(d.nodes) && d.value(i, lang.Org) == capital && d.near(k, i, 2)
}

// bindInviter takes for the host of a visit by the word at node k, which tells no place, the one at whose
// invitation it is paid, wherever the sentence tells that: "At the invitation of X, Y will pay a visit", "Y accepted
// X's invitation to pay one", "X invited Y to visit, and he accepted".
func (d *Document) bindInviter(b *binding, k int) bool {
	for i := 0; i+1 < len(d.nodes); i++ {
		if a := d.actorAt(i); i < k && a != nil && a.set.Len() == 1 && !a.set.Meets(&b.set) && (d.isWord(a.end, inviting) || a.possessive && d.isWord(a.end+1, inviting)) {
			b.add(d, d.nodes[i].actor)
			return true
		}
		if i == k || d.value(i, lang.By) != "host" || !d.near(i, i+1, 1) {
			continue
		}
		a := d.actorAt(i + 1)
		if a == nil || a.set.Len() != 1 || a.set.Meets(&b.set) || a.kind == byPlace && a.city {
			return false
		}
		b.add(d, d.nodes[i+1].actor)
		return true
	}
	return false
}

// bindAnnouncer takes for the host of a visit by the word at node k, which tells no place, whoever says that it will be
// paid, announces it, or says that it is off: "Kenya said that X would visit on Thursday", "announced a visit by X".
func (d *Document) bindAnnouncer(b *binding, k int) bool {
	if b.n != 1 {
		return false
	}
	foretold := inOffice(&d.actors[b.actors[0]]) && d.leadsHere(k)
	for _, i := range d.actorNodes {
		a := d.actorAt(i)
		if a.kind == adjunct || a.set.Len() != 1 || a.set.Meets(&b.set) {
			continue
		}
		if foretold && a.speaks && d.tellsOf(i, k) || i < k && (a.organ || a.kind <= byPlace && !a.city) && d.unveilsVisit(i, k) {
			b.add(d, d.nodes[i].actor)
			return true
		}
	}
	return false
}

// unveilsVisit tells whether the organ or the state at node i makes known the visit of the word at node k: "Kenya's foreign ministry
// announced a visit by X".
func (d *Document) unveilsVisit(i, k int) bool {
	a := d.actorAt(i)
	return !a.preps.Any(prepositions) && !a.possessive && d.near(i, i+1, 1) && d.isWord(d.nodes[i+1].first, announcing) && d.near(i+1, k, journeyReach)
}

// leadsHere tells whether of the visit by the word at node k only its day is told, or that it is off, so that it leads
// to whoever tells of it, and not "to the region".
func (d *Document) leadsHere(k int) bool {
	n := &d.nodes[k]
	if !n.is(lang.VisitVerb) && (d.told.Has(lang.Cancel) || k == 0 || !d.nodes[k-1].is(lang.Light)) {
		return d.told.Has(lang.Cancel)
	}
	return n.end == d.span.End || d.text.Tokens[n.end].Gap&^scan.Inside != 0 || d.mayBeDate(n.end) || d.startsDate(n.end+1)
}

// tellsOf tells whether the speaker at node i tells of what the word at node k does: before it, or behind all of it,
// "kata X", but not "Before X came, Y announced a budget".
func (d *Document) tellsOf(i, k int) bool {
	return i < k || i > 1 && d.nodes[i-1].is(lang.SayVerb) && d.separated(i-2, i-1) || d.nodes[k].is(lang.VisitNoun) && !d.nodes[k].is(lang.VisitVerb)
}

// bindVisited takes for the passive verb of a visit at node k the official by whom it is paid, and the state to
// which: "Malaysia was visited by X", "Malaysia was the first country visited by X". It is false where others are told.
func (d *Document) bindVisited(b *binding, k int) bool {
	agent, place := d.agent(k), k-1
	for place > 0 && (d.nodes[place].is(lang.Relative) || d.nodes[place].is(lang.Light) || d.nodes[place].is(lang.Will)) {
		place--
	}
	guest, host := d.actorAt(agent), d.actorAt(place)
	if guest == nil || host == nil || !inOffice(guest) || host.kind > byPlace || host.city || host.preps != (lang.Set{}) || host.set.Empty() || host.set.Meets(&d.dict.Parties.Bodies) || !d.near(place, k, visitedReach) {
		return false
	}
	d.resolve(guest)
	if guest.set.Len() != 1 || guest.set.Meets(&host.set) {
		return false
	}
	b.add(d, d.nodes[agent].actor)
	b.left = b.n
	b.add(d, d.nodes[place].actor)
	return true
}

// visitedReach is how many words may stand between a state and the verb that tells of a visit to it: "was the
// first country that was".
const visitedReach = 5

// tellsWhere tells whether the place at node j, behind a goal of a journey, only tells where the trouble or the gathering
// is of which the word before the link speaks: "will visit X next week against the backdrop of the war in Y".
func (d *Document) tellsWhere(j int) bool {
	before := d.nodes[j-1].first - 1
	if !d.actorAt(j).preps.Has(lang.In) {
		return false
	}
	t := d.tagAt(before)
	return d.isWord(before, troubles) || t != nil && t.Is(lang.Gathering)
}

// troubles are the nouns for what people suffer somewhere.
var troubles = words("troubles")

// isSent tells whether organ a exists only to be sent: "delegation", "mission".
func (d *Document) isSent(a *actor) bool {
	for i := tagFrom(d.tags, a.first); i < len(d.tags) && d.tags[i].First < a.end; i++ {
		if v := d.dict.Value(d.text, &d.tags[i], lang.Org); d.tags[i].Is(lang.Org) && (v == envoyed || v == team) {
			return true
		}
	}
	return false
}

// bindLeft takes the place that a visitor has left: "returned from Y after a visit", "left Y after a visit".
func (d *Document) bindLeft(b *binding, k int) {
	if !d.nodes[k].is(lang.VisitNoun) {
		return
	}
	for j := k - 1; j >= 0 && d.nodes[k].first-d.nodes[j].end <= reach/2; j-- {
		a := d.actorAt(j)
		if a == nil || a.kind > byPlace || a.city {
			continue
		}
		if a.preps.Has(lang.From) || j > 0 && d.nodes[j-1].is(lang.LeaveVerb) && d.near(j-1, j, 0) {
			b.add(d, d.nodes[j].actor)
		}
		return
	}
}

// bindCanceller takes the state that calls off somebody's visit for the one that he was to
// see: "Ankara cancelled the Swedish minister's visit".
func (d *Document) bindCanceller(b *binding, k int) {
	c := k - 1
	for c >= 0 && (d.nodes[c].is(lang.Will) || d.nodes[c].actor == b.actors[0]) { // "a planned visit", "X's visit"
		c--
	}
	if c < 0 || !d.nodes[c].is(lang.Cancel) || d.nodes[c].forms&lang.Passive != 0 {
		return
	}
	host := c - 1
	for host >= 0 && d.nodes[host].any(auxiliaries) {
		host--
	}
	if a := d.actorAt(host); a != nil && a.kind <= byPlace && !a.preps.Any(prepositions) && d.near(host, c, 2) && !a.set.Meets(&b.set) {
		b.add(d, d.nodes[host].actor)
	}
}

// bindVisitor takes the visitor of "the visit of President X to Y", "a visit to Y by X".
func (d *Document) bindVisitor(b *binding, k int) {
	if !d.nodes[k].is(lang.VisitNoun) {
		return
	}
	for j := k + 1; j < len(d.nodes) && d.near(j-1, j, 4) && !d.separated(j-1, j); j++ {
		a := d.actorAt(j)
		switch {
		case a == nil && !d.nodes[j].any(visitLinks), a != nil && a.kind <= byPlace && !a.preps.Has(lang.To):
			return
		case a != nil && a.preps.Any(visitorLinks) && isPeople(a) && d.value(j-1, lang.By) != "host":
			b.add(d, d.nodes[j].actor)
			return
		}
	}
}

// visitorLinks are the words between a visit and who pays it, visitLinks also that to where.
var (
	visitorLinks = lang.SetOf(lang.Of, lang.By)
	visitLinks   = visitorLinks.Union(lang.SetOf(lang.To))
)
