package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// bindRailway takes the parties that the clause [lo, hi) names for the railway
// at node k, whose way is w: the states that act, those on whose soil the line is, and those of
// its builders and lenders, which are the helpers.
func (d *Document) bindRailway(w *course, k, lo, hi int) (b binding, helpers party.Set) {
	for i := lo; i < hi; i++ {
		a, of := d.actorAt(i), d.stateOfFirm(i)
		if a == nil || !of.Empty() {
			helpers.Join(&of)
			continue
		}
		if !d.joinsRailway(a, i, k) || d.outsideAside(i, k) {
			continue
		}
		if a.kind == byPair && a.want > 0 {
			if named := d.namedBefore(i, int(a.want)); !named.Empty() {
				a.set = named
			}
		}
		if a.kind == byPair && a.set.Empty() && int(a.want) == party.Count(d.rails.toldOf(d.index)) {
			a.set = d.rails.toldOf(d.index)
		}
		d.resolve(a)
		b.add(d, d.nodes[i].actor)
		if a.kind == adjunct || a.preps.Has(lang.By) || a.preps.Has(lang.From) || d.isFirm(i) {
			helpers.Join(&a.set)
		}
	}
	b.set.Join(&helpers)
	d.addEnds(&b, w, k, helpers)
	if d.partnersOnly(&b) {
		d.addTeller(&b)
	}
	bodies := b.set.Intersect(d.dict.Parties.Bodies)
	switch states := b.set.Minus(bodies); {
	case d.besideRailway(k, bodies):
		b.set = bodies
	case (bodies.Len() == 1 || bodies.Within(&helpers)) && d.tellsLoan(lo, hi): // the bank lends to the states, or is asked to
		helpers.Join(&bodies)
	default:
		b.set = states
	}
	if d.lastAgreed == d.index && !b.set.Empty() { // "A and the bloc signed a memorandum with B on a line"
		b.set = b.set.Union(bodies.Intersect(d.agreed))
	}
	return b, helpers
}

// namedBefore gives the parties that the sentence names before node k, if they are n.
func (d *Document) namedBefore(k, n int) party.Set {
	var s party.Set
	for i := range d.nodes[:k] {
		if a := d.actorAt(i); a != nil && !a.weak && !a.city {
			s.Join(&a.set)
		}
	}
	if s.Len() != n {
		return party.Set{}
	}
	return s
}

// besideRailway tells whether the one body of the clause stands by the railway: "the GCC railway".
func (d *Document) besideRailway(k int, bodies party.Set) bool {
	if bodies.Len() != 1 {
		return false
	}
	for _, i := range [...]int{k - 1, k + 1} {
		if a := d.actorAt(i); a != nil && d.near(i, k, int32(max(0, i-k))) && !d.separated(i, k) && a.set == bodies {
			return true
		}
	}
	return false
}

// railWords are those beside which an adjective of nationality tells a party:
// "Chinese contractors", "a Japanese loan", "the Turkish railways".
var railWords = lang.SetOf(lang.RailNoun, lang.RailAgain, lang.Stock, lang.Firm, lang.BuildVerb, lang.FinanceVerb, lang.SupplyVerb)

// joinsRailway tells whether the actor a at node i takes part in the railway at node k.
func (d *Document) joinsRailway(a *actor, i, k int) bool {
	if a.speaks || a.weak && (a.organ || a.kind == byOffice && a.set != d.home) || a.city || d.borders(i) || d.ruledOut(i) || d.namesTrain(i) {
		return false
	}
	if i > 0 && d.nodes[i-1].is(lang.TellVerb) && d.near(i-1, i, 0) {
		return false // "…, the minister told the ambassador"
	}
	if i > 0 && d.nodes[i-1].is(lang.Side) && d.near(i-1, i, 1) && a.set.Within(&d.dict.Parties.Bodies) {
		return false // "signed it on the fringes of the UN climate conference"
	}
	switch a.kind {
	case adjunct:
		return d.qualifies(i) || d.ofProposal(a) || d.isWord(a.first-1, funds) || d.isWord(a.end, funds) || d.isWord(a.end, helping)
	case byPlace:
		if a.preps == (lang.Set{}) {
			return !a.here && !d.dotted(i)
		}
		return false
	case byName:
		if a.preps.Has(lang.To) && i > k && d.near(k, i, 1) && !d.nodes[k].is(lang.Stock) {
			return false // "a railway to Kenya", and not "sleeping cars to Kenya"
		}
		if a.preps.Has(lang.In) {
			return i > k && d.near(k, i, 6) || i > 0 && d.nodes[i-1].any(railWords) || a.set.Len() >= 2 && i+1 == k && d.near(i, k, 0) // "on the Kenya-Uganda railway"
		}
	}
	return true
}

// helping are the words for the help with which something is done.
var helping = words("helping")

// outsideAside tells whether a relative clause between node i and the railway at node k tells of
// somebody else who has to do with it: "Tokyo competes with China, which is building the line".
func (d *Document) outsideAside(i, k int) bool {
	for r := k - 1; r > i+1; r-- {
		if d.nodes[r].is(lang.Relative) {
			return d.actorAt(r-1) != nil && d.separated(r-1, r)
		}
	}
	return false
}

// namesTrain tells whether the body at node i is only part of a name: "the ASEAN Express".
func (d *Document) namesTrain(i int) bool {
	a := d.actorAt(i)
	return a.set.Within(&d.dict.Parties.Bodies) && !a.set.Empty() && i+1 < len(d.nodes) && d.nodes[i+1].is(lang.Name) && d.nodes[i+1].first == a.end && !d.separated(i, i+1)
}

// dotted tells whether the place at node i is only where the story was written.
func (d *Document) dotted(i int) bool {
	return i == 0 && d.nodes[i].first == d.span.First && d.separated(0, min(1, len(d.nodes)-1))
}

// qualifies tells whether a word of railways stands right beside the actor at node i.
func (d *Document) qualifies(i int) bool {
	behind := i + 1
	if behind+1 < len(d.nodes) && d.text.Tokens[d.nodes[behind].first].Gap&scan.Hyphen != 0 {
		behind++ // "German-made locomotives"
	}
	for _, j := range [...]int{i - 1, behind} {
		if j >= 0 && j < len(d.nodes) && d.nodes[j].any(railWords) && d.near(i, j, 2) && !d.separated(i, j) {
			return true
		}
	}
	return false
}

// borders tells whether the actor at node i only names a border: "the Lao border", "near the
// border with Laos".
func (d *Document) borders(i int) bool {
	before := i - 1
	if before > 0 && (d.nodes[before].is(lang.Of) || d.nodes[before].is(lang.With)) {
		before--
	}
	for _, j := range [...]int{before, i + 1} {
		if j >= 0 && j < len(d.nodes) && d.near(i, j, 1) && d.value(j, lang.Sector) == "border" {
			return true
		}
	}
	return d.behindBorder(d.nodes[i].first)
}

// behindBorder tells whether the place that begins at token i only names a border.
func (d *Document) behindBorder(i int32) bool {
	return d.isWord(i-1, frontiers) || d.isWord(i-2, frontiers) && d.isWord(i-1, ofs)
}

// atBorder tells whether actor a only says at whose border something is: "landasan ke Malaba di sempadan
// Kenya".
func (d *Document) atBorder(a *actor) bool {
	t := d.tagAt(a.first - 2)
	return t != nil && t.Is(lang.In) && d.isWord(a.first-1, frontiers)
}

// frontiers are the words for a border, and ofs those between it and whose it is.
var (
	frontiers = words("frontiers")
	ofs       = words("ofs")
)

// completeRailway finds who else takes part where the clause names one party: the
// official who tells of it, the article's own government, the pair that the story is about.
func (d *Document) completeRailway(b *binding, k int) {
	if b.set.Len() < 2 {
		d.addTeller(b)
	}
	if b.set.Len() < 2 {
		d.pair(b, k)
	}
	if b.set.Len() == 1 {
		d.addBacker(b)
	}
	if b.set.Len() == 1 && d.partnersOnly(b) {
		own := d.ofCentre() // "The joint project with Chile has been scrapped"
		b.set.Join(&own)
	}
}

// addBacker adds the state of which another clause tells that it no longer pays for the railway: "was
// halted after China had stopped financing it".
func (d *Document) addBacker(b *binding) {
	k := d.trigger(lang.FinanceVerb, 0, len(d.nodes))
	if k < 2 {
		return
	}
	if a := d.actorAt(k - 2); a != nil && d.nodes[k-1].is(lang.SuspendVerb) && a.set.Len() == 1 && d.near(k-2, k, 3) {
		b.set.Join(&a.set)
	}
}

// addTeller adds the official or the firm that says what somebody else does with his state,
// the article's own government, or the states that tell of it together.
func (d *Document) addTeller(b *binding) {
	for i := range d.nodes {
		if s := d.stateOfFirm(i); !s.Within(&b.set) && !b.set.Empty() && d.besideSaying(i) {
			b.set.Join(&s)
			return
		}
	}
	for i := range d.actors {
		a := &d.actors[i]
		together := a.speaks && a.set.Len() >= 2 && b.set.Within(&a.set)
		speaker := a.speaks && (a.kind == byOffice || a.kind == byPerson || a.kind == byName)
		own := a.weak && a.organ && a.set == d.home
		if (together || (speaker || own) && a.set.Len() == 1 && !b.set.Empty()) && !a.set.Within(&b.set) && !a.set.Within(&d.dict.Parties.Bodies) {
			b.add(d, int32(i))
			return
		}
	}
	if !b.set.Empty() {
		b.set = b.set.Union(d.quotedOfficial())
	}
}

// besideSaying tells whether the firm at node i says something: "…, the state railway said".
func (d *Document) besideSaying(i int) bool {
	return i > 0 && d.nodes[i-1].is(lang.SayVerb) && d.near(i-1, i, 0) || i+1 < len(d.nodes) && d.nodes[i+1].is(lang.SayVerb) && d.near(i, i+1, 0)
}

// partnersOnly tells whether b has only those with whom somebody does it.
func (d *Document) partnersOnly(b *binding) bool {
	for i := int8(0); i < b.n; i++ {
		if !d.actors[b.actors[i]].preps.Has(lang.With) {
			return false
		}
	}
	return b.n > 0
}
