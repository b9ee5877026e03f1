package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// bindMainSubject takes the doer of the main clause for talks of which only the
// partner is told: "During talks with Y, X said …", "X said after talks with Y …", "was
// signed by X after talks with Y".
func (d *Document) bindMainSubject(b *binding, k int) bool {
	last := k
	for last+1 < len(d.nodes) && d.nodes[last].actor != b.actors[b.n-1] {
		last++
	}
	for j := last + 1; j < len(d.nodes) && d.nodes[j].first-d.nodes[last].end <= 4; j++ {
		if a := d.actorAt(j); a != nil && a.preps == (lang.Set{}) && a.kind != adjunct && !a.city && d.gaps(d.nodes[last].end-1, d.nodes[j].first)&scan.Comma != 0 && d.opens(k) {
			b.add(d, d.nodes[j].actor)
			return true
		}
	}
	for j := k - 1; j >= 0; j-- {
		a := d.actorAt(j)
		if a == nil || !d.signedIt(j) && (a.preps.Any(prepositions) || d.isObject(a, j)) || a.possessive {
			continue
		}
		if (a.kind == byPerson || a.kind == byOffice) && !a.organ || a.kind <= byPlace && a.speaks && a.set.Len() == 1 { // "Moscow said talks with X …"
			b.add(d, d.nodes[j].actor)
			return true
		}
	}
	if partner := &d.actors[b.actors[b.n-1]]; b.with && d.alone(b) && !d.he.set.Empty() && d.index-d.he.sentence <= 1 && (partner.kind == byPerson || partner.kind == byOffice && !partner.organ) {
		b.set = b.set.Union(d.he.set)
		b.weak = true
		return true
	}
	return false
}

// bindHere takes the state where the story was written, for guests who came "here".
func (d *Document) bindHere(b *binding, k int) {
	lo, hi := d.clause(k)
	for i := lo; i < hi; i++ {
		if a := d.actorAt(i); a != nil && a.here {
			b.add(d, d.nodes[i].actor)
			return
		}
	}
}

// roundReach is how many words may stand between "after" and the talks: "after four days
// of previously unannounced talks".
const roundReach = 6

// isAfterwards tells whether the main clause tells what came after the talks at node k.
func (d *Document) isAfterwards(k int) bool {
	i := k - 1
	if i > 0 && d.nodes[i].is(lang.Of) {
		i--
	}
	return i >= 0 && d.nodes[i].is(lang.Clause) && d.near(i, k, roundReach)
}

// bindMainPair takes the doers of the main clause for talks of which nobody is
// told: "X and Y signed the accord after talks", "signed by X and Y after talks".
func (d *Document) bindMainPair(b *binding, k int) {
	for j := k - 1; j >= 0; j-- {
		a := d.actorAt(j)
		if a == nil {
			continue
		}
		d.resolve(a)
		if a.set.Len() >= 2 && a.kind != adjunct && (!a.preps.Any(prepositions) || d.signedIt(j)) {
			b.add(d, d.nodes[j].actor)
			return
		}
	}
}

// alone tells whether the sentence has no actor but those of b.
func (d *Document) alone(b *binding) bool {
	for i := range d.actors {
		bound := false
		for j := int8(0); j < b.n; j++ {
			bound = bound || b.actors[j] == int32(i)
		}
		if !bound && d.actors[i].kind != byPlace && d.actors[i].kind != adjunct {
			return false
		}
	}
	return true
}

// opens tells whether no actor stands before node k: its phrase opens the sentence.
func (d *Document) opens(k int) bool {
	for j := range k {
		if d.nodes[j].actor >= 0 {
			return false
		}
	}
	return true
}

// nameReach is how many words may stand between talks and whose they are, where their
// name does.
const nameReach = 8

// bindCompound takes "China-Russia" right before the trigger, or right behind it
// in languages whose adjectives follow.
func (d *Document) bindCompound(b *binding, k int) {
	owner := d.behindName(k)
	if a := d.actorAt(owner); a != nil && d.profile().AdjectiveLast && d.near(k, owner, nameReach) && (d.near(owner-1, owner, 3) || d.value(k, lang.Gathering) == "summit") && !d.separated(k, owner) && d.compounded(a) && a.preps == (lang.Set{}) {
		b.add(d, d.nodes[owner].actor)
		return
	}
	if a := d.actorAt(k - 1); a != nil && d.near(k-1, k, 3) && d.compounded(a) && d.gaps(d.nodes[k-1].end-1, d.nodes[k].first)&scan.Comma == 0 {
		b.add(d, d.nodes[k-1].actor)
	}
}

// behindName gives the node behind the words that describe or name the talks at node k:
// "perundingan nuklir Iran-AS", "Sidang Komisi Perbatasan Iran-Irak".
func (d *Document) behindName(k int) int {
	i := k + 1
	for i < len(d.nodes) && d.near(k, i, nameReach) && (d.nodes[i].any(qualities) || d.namesTalks(i)) {
		i++
	}
	return i
}

// namesTalks tells whether node i is a capitalised word of the name of talks: "Sidang
// Kelompok Kerja Sosial Ekonomi".
func (d *Document) namesTalks(i int) bool {
	n := &d.nodes[i]
	return n.actor < 0 && n.any(titling) && d.text.Tokens[n.first].Has(scan.Capital)
}

// qualities are the words that tell of talks what they are about, or how they are held:
// "dialog virtual Iran-AS", "pertemuan empat mata Trump-Xi".
var qualities = lang.SetOf(lang.Sector, lang.Vain, lang.Video, lang.Apart, lang.Joint, lang.Next)

// titling are what the name of talks is made of.
var titling = lang.SetOf(lang.Name, lang.Sector, lang.Scheme, lang.TalksNoun, lang.Gathering)

// compounded tells whether a is several states, or several people whom a hyphen joins:
// "Trump-Xi".
func (d *Document) compounded(a *actor) bool {
	return a.set.Len() >= 2 && (a.kind <= adjunct || a.kind == byPerson && a.persons >= 2 && d.gaps(a.first, a.end-1)&scan.Hyphen != 0)
}

// bindPossessive takes "Putin's" right before the trigger, and in languages
// that put the owner last, the owner right behind it.
func (d *Document) bindPossessive(b *binding, f *frame, k int) {
	owner := k - 1
	if owner > 0 && (d.nodes[owner].is(lang.Will) || d.nodes[owner].is(lang.Next)) {
		owner-- // "X's planned visit"
	}
	if a := d.actorAt(owner); a != nil && d.near(owner, k, 4) && a.possessive && d.suits(a, f.personsLeft) {
		d.resolve(a)
		b.add(d, d.nodes[owner].actor)
		return
	}
	owner = d.behindName(k)
	if a := d.actorAt(owner); a != nil && d.profile().AdjectiveLast && d.near(owner-1, owner, 2) && !d.separated(k, owner) && a.preps == (lang.Set{}) && d.suits(a, f.personsLeft) && a.kind != byPlace {
		d.resolve(a)
		b.add(d, d.nodes[owner].actor)
	}
}

// bindSubject takes the doer: the nearest actor on the left that no
// preposition governs. Behind "and" it is the doer of the verb before.
func (d *Document) bindSubject(b *binding, f *frame, k int) {
	start := d.beforeAside(k)
	if j, ok := d.sharedVerb(k); ok {
		start = j - 1
	}
	for j := start; j >= 0 && d.nodes[k].first-d.nodes[j].end <= reach; j-- {
		n := &d.nodes[j]
		if n.actor < 0 {
			if a := d.actorAt(j - 1); n.is(lang.SayVerb) && f.subject && a != nil && a.speaks {
				// "X said to have met Y": without a "that", the speaker is the doer.
				if a.kind == byPerson || a.kind == byOffice && !a.organ {
					b.add(d, d.nodes[j-1].actor)
				}
				return
			}
			if n.any(breaks) && !n.is(lang.Relative) && !d.isInterlude(j, k) {
				return
			}
			continue
		}
		a := &d.actors[n.actor]
		if f.leftWith && a.preps.Has(lang.With) && d.suits(a, false) && !d.ofTalks(j) {
			b.add(d, n.actor)
			continue
		}
		if f.subject && d.isAntecedent(j, k) {
			b.add(d, n.actor)
			return
		}
		if a.preps.Any(prepositions) || !d.suits(a, f.personsLeft) {
			continue
		}
		if a.host {
			d.resolveBeside(a, party.Set{}) // "The host received X"
		}
		if a.possessive && j+1 < k || a.guest && a.set.Len() != 1 || d.isObject(a, j) {
			continue // an owner, a place, or another verb's object
		}
		if f.subject {
			if f.place {
				d.resolveBand(a) // two states rarely travel together
			}
			d.resolve(a)
			b.add(d, n.actor)
			return
		}
	}
}

// interludeWords is how many words may follow the conjunction of a time between the doer
// and his verb.
const interludeWords = 3

// isInterlude tells whether the conjunction at node j begins no clause but a time, told
// between the doer and his verb at node k: "X sebelum upacara menerima Y".
func (d *Document) isInterlude(j, k int) bool {
	a := d.actorAt(j - 1)
	if a == nil || !isPeople(a) || !d.profile().AdjectiveLast || !d.near(j-1, j, 0) || !d.near(j, k, interludeWords) || d.nodes[k].first == d.nodes[j].end {
		return false
	}
	for i := j + 1; i < k; i++ {
		if n := &d.nodes[i]; n.actor >= 0 || n.any(verbs) || n.any(breaks) {
			return false
		}
	}
	return true
}

// ofTalks tells whether the "with" before node j belongs to talks that are told before:
// "fresh from talks with Z, X met Y".
func (d *Document) ofTalks(j int) bool {
	return j > 1 && d.nodes[j-2].is(lang.TalksNoun) && d.near(j-2, j, 1)
}

// isAntecedent tells whether the relative clause of the verb at node k begins right
// behind the people of node j. They are its doer, whatever they are in the main clause:
// "said X, who had met Y", "was opened by X, who then met Y".
func (d *Document) isAntecedent(j, k int) bool {
	a := d.actorAt(j)
	return j+1 < k && (d.nodes[j+1].is(lang.Relative) || d.text.Tokens[d.nodes[j+1].first].Hash == relative) && d.near(j, j+1, 1) && (a.kind == byPerson || a.kind == byOffice && !a.organ || a.kind == byName && d.sits(a.set, k)) && !a.set.Empty()
}

// relative is the word that begins a relative clause even where a longer phrase holds it:
// "X, yang dijadwalkan terbang ke Y".
var relative = scan.Hash("yang")

// beforeAside gives the node from which the doer of the verb at node k is looked for:
// behind the comma that ends an aside, "X, who chairs the body that meets here, spoke
// to Y", it is the one before that aside.
func (d *Document) beforeAside(k int) int {
	verb := k
	for verb > 0 && (d.nodes[verb-1].any(auxiliaries) || d.nodes[verb-1].is(lang.Light)) && d.near(verb-1, verb, 0) {
		verb-- // "X, who …, will hold"
	}
	if !d.text.Tokens[d.nodes[verb].first].After(scan.Comma | scan.Dash) {
		return k - 1
	}
	for i := 1; i < k; i++ {
		if a := d.actorAt(i - 1); a != nil && a.kind != byPlace && d.nodes[i].is(lang.Relative) && d.separated(i-1, i) {
			return i - 1
		}
	}
	return k - 1
}

// bindElided takes the doer of the main clause for a verb that has none of its
// own: "X left after meeting Y", "Before flying home, X visited Y", "Having met Y, X left".
func (d *Document) bindElided(b *binding, f *frame, k int) {
	c := k - 1
	for c >= 0 && (d.nodes[c].any(auxiliaries) || d.nodes[c].is(lang.Light) || d.nodes[c].is(lang.ReceiveVerb)) {
		c--
	}
	if n := &d.nodes[c+1]; !d.profile().AdjectiveLast && n.forms&lang.Gerund == 0 {
		return
	}
	if c >= 0 && (!d.nodes[c].is(lang.Clause) || d.nodes[c].is(lang.Relative) || !d.near(c, k, 4)) {
		return
	}
	for j := c - 1; j >= 0; j-- {
		a := d.actorAt(j)
		if a == nil || a.preps.Any(prepositions) || a.possessive || a.kind == adjunct || a.kind == byPlace || a.organ || d.isObject(a, j) || d.quoted(a.first) {
			continue
		}
		if a.kind <= byPlace && d.speakerBefore(j) {
			continue // "X said that Y attacked Z, after meeting W": it was X who met W
		}
		if d.resolve(a); f.personsLeft && a.kind == byName {
			return
		}
		b.add(d, d.nodes[j].actor)
		return
	}
	for j := k + 1; j < len(d.nodes) && d.opens(k); j++ {
		if a := d.actorAt(j); a != nil && a.preps == (lang.Set{}) && (a.kind == byPerson || a.kind == byOffice && !a.organ) && d.separated(j-1, j) {
			b.add(d, d.nodes[j].actor)
			return
		}
	}
}

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

// speakerBefore tells whether somebody says what the clause of node j tells.
func (d *Document) speakerBefore(j int) bool {
	for i := j - 1; i >= 0 && d.nodes[j].first-d.nodes[i].end <= reach; i-- {
		if a := d.actorAt(i); a != nil && a.speaks && isPeople(a) {
			return true
		}
	}
	return false
}

// bindLeft takes the place that a visitor has left: "returned from Y after a visit".
func (d *Document) bindLeft(b *binding, k int) {
	if !d.nodes[k].is(lang.VisitNoun) {
		return
	}
	for j := k - 1; j >= 0 && d.nodes[k].first-d.nodes[j].end <= reach/2; j-- {
		a := d.actorAt(j)
		if a == nil || a.kind > byPlace || a.city {
			continue
		}
		if a.preps.Has(lang.From) {
			b.add(d, d.nodes[j].actor)
		}
		return
	}
}

// whom begins a relative clause whose verb has its antecedent for its object.
var whom = scan.Hash("whom")

// bindWhom takes those before "whom" as those whom the doer of b meets: "X, whom Y had
// received in the morning".
func (d *Document) bindWhom(b *binding) {
	for i := 1; i < len(d.nodes); i++ {
		a := d.actorAt(i - 1)
		if first := d.nodes[i].first; d.nodes[i].actor != b.actors[0] || a == nil || d.text.Tokens[first-1].Hash != whom {
			continue
		}
		if d.near(i-1, i, 1) && (a.kind == byPerson || a.kind == byOffice && !a.organ) {
			b.add(d, d.nodes[i-1].actor)
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
	if a := d.actorAt(host); a != nil && a.kind <= byPlace && !a.preps.Any(prepositions) && d.near(host, c, 2) && a.set.Intersect(b.set).Empty() {
		b.add(d, d.nodes[host].actor)
	}
}

var (
	occasions = lang.SetOf(lang.In, lang.Clause)
	toward    = lang.SetOf(lang.Of, lang.By, lang.In, lang.From, lang.Between)
)

// bindPresent takes the two who act in a sentence for talks that it only names:
// "X broke the news to Y in a telephone conversation", "At a virtual summit the
// presidents of X, Y and Z decided".
func (d *Document) bindPresent(b *binding, k int) {
	if !d.nodes[k].is(lang.TalksNoun) && !d.nodes[k].is(lang.CallNoun) || k == 0 || !d.nodes[k-1].any(occasions) || !d.near(k-1, k, 2) {
		return
	}
	lo, _ := d.clause(k - 1)
	_, hi := d.clause(k)
	if d.bindAddressed(b, lo, k) {
		return
	}
	var both binding
	crowd := false
	for i := lo; i < hi; i++ {
		a := d.actorAt(i)
		if a != nil && a.host && a.preps.Has(lang.With) {
			return // "after talks with their host"
		}
		if a == nil || a.kind != byPerson && a.kind != byOffice || a.organ || a.set.Empty() {
			continue
		}
		if a.speaks && a.set.Len() == 1 || a.preps.Any(toward) || a.possessive || crowd {
			return
		}
		crowd = a.set.Len() > 1
		both.add(d, d.nodes[i].actor)
	}
	if crowd && (both.n > 1 || d.definite(k)) {
		return // "at the summit": one that others attend too
	}
	if (both.n >= 2 && both.set.Len() == 2 || crowd) && b.set.Within(both.set) {
		*b = both
		b.left = 1
	}
}

// bindAddressed takes who says something, before the clause that begins at node lo, and to
// whom, in talks of which node k tells: "X conveyed this to Y during a meeting".
func (d *Document) bindAddressed(b *binding, lo, k int) bool {
	speaker := d.actorAt(lo - 2)
	if speaker == nil || !d.nodes[lo-1].is(lang.SayVerb) || !isPeople(speaker) || speaker.set.Len() != 1 {
		return false
	}
	i := lo
	for i < k && d.nodes[i].actor < 0 {
		i++
	}
	a := d.actorAt(i)
	if i == k || !a.preps.Has(lang.To) || !inOffice(a) || a.set.Len() != 1 || a.set.Meets(&speaker.set) || !b.set.Within(a.set.Union(speaker.set)) {
		return false
	}
	*b = binding{left: 1}
	b.add(d, d.nodes[lo-2].actor)
	b.add(d, d.nodes[i].actor)
	return true
}

// definite tells whether "the" stands before the noun at node k and its adjectives.
func (d *Document) definite(k int) bool {
	before := d.span.First
	if k > 0 {
		before = d.nodes[k-1].end
	}
	return before < d.nodes[k].first && d.text.Tokens[before].Hash == definiteArticle
}

var definiteArticle = scan.Hash("the")

// bindClitic takes whom the pronoun at the end of a verb means: "Meloni menerimanya".
func (d *Document) bindClitic(b *binding, f *frame, k int) {
	s := d.dict.Sense(d.text, &d.tags[d.nodes[k].tag], f.trigger)
	if s == nil || !s.Clitic || !f.direct {
		return
	}
	for _, he := range [...]*referent{&d.he, &d.him} {
		if !he.set.Empty() && he.set.Intersect(b.set).Empty() {
			b.set, b.weak = b.set.Union(he.set), true
			return
		}
	}
}

// signedIt tells whether the actor at node i is who signed what a passive verb before it
// tells to have been signed: "was signed by X", "ditandatangani X".
func (d *Document) signedIt(i int) bool {
	if d.actorAt(i).preps.Any(prepositions) && !d.actorAt(i).preps.Has(lang.By) {
		return false
	}
	for v := i - 1; v >= 0 && d.near(v, i, reach); v-- {
		switch n := &d.nodes[v]; {
		case n.is(lang.SignVerb):
			return d.actorAt(i).preps.Has(lang.By) || n.forms&lang.Passive != 0 && d.agent(v) == i
		case n.any(verbs):
			return false
		}
	}
	return false
}

// isObject tells whether actor a at node i is a place "here" or the object of the
// verb right before it, and so no doer.
func (d *Document) isObject(a *actor, i int) bool {
	return a.here || d.suffers(a, i) || i > 0 && (d.nodes[i-1].any(verbs) || d.nodes[i-1].is(lang.JoinVerb)) && d.near(i-1, i, 1) && !d.separated(i-1, i)
}

// suffers tells whether the bare state a at node i stands behind a word that no dictionary has and
// somebody who acts before that: "the envoy slammed X after talks".
func (d *Document) suffers(a *actor, i int) bool {
	doer := d.actorAt(i - 1)
	return a.kind == byName && a.preps == (lang.Set{}) && !a.possessive && doer != nil && isPeople(doer) && !doer.preps.Any(prepositions) && !doer.possessive &&
		d.nodes[i-1].end < a.first && !d.isArticle(d.nodes[i-1].end) && !d.isWord(d.nodes[i-1].end, purposes) && d.near(i-1, i, 1) && !d.separated(i-1, i)
}

// sharedVerb gives the verb before "and" whose subject the trigger at k shares.
func (d *Document) sharedVerb(k int) (int, bool) {
	j := k - 1
	for j >= 0 && (d.nodes[j].any(auxiliaries) || d.nodes[j].is(lang.Light) || d.nodes[j].is(lang.To)) {
		j--
	}
	if j < 0 || !d.nodes[j].is(lang.And) {
		return 0, false
	}
	for j--; j >= 0; j-- {
		if d.nodes[j].any(breaks) {
			return 0, false
		}
		if d.nodes[j].any(verbs) || d.nodes[j].is(lang.Light) {
			return j, true
		}
	}
	return 0, false
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

// bindChair adds who leads the talks of others at node k: "X, who chaired the talks
// between Y and Z", "talks between Y and Z, mediated by X", "the talks were announced
// by X after he had hosted them".
func (d *Document) bindChair(b *binding, k int) {
	if j, _ := d.chairOf(k); j >= 0 {
		b.addHost(d, d.nodes[j].actor)
	}
}

// chairOf gives the node of who is told to lead the talks at node k, or -1, and that of the
// verb that tells it.
func (d *Document) chairOf(k int) (who, verb int) {
	lo, hi := d.clause(k)
	if hi+1 < len(d.nodes) && d.nodes[hi].is(lang.Relative) && d.near(hi-1, hi, 2) {
		_, hi = d.clause(hi + 1) // "talks which X hosted"
	}
	for i := lo; i < hi; i++ {
		if !d.chairs(i) && !d.hosts(i, k) {
			continue
		}
		if i > k { // the chair is told behind the verb
			return d.agent(i), i
		}
		chair := i
		for i--; i >= 0 && (d.nodes[i].any(auxiliaries) || d.nodes[i].is(lang.Light) || d.nodes[i].is(lang.Relative) || d.nodes[i].is(lang.Clause)); i-- {
		}
		if a := d.actorAt(i); a != nil && a.kind != byPlace && a.kind != adjunct && !a.preps.Any(prepositions) && (d.near(i, k, 8) || d.near(i, chair, 2) && d.near(chair, k, 8)) {
			return i, chair
		}
		return -1, chair
	}
	return -1, -1
}

// hosts tells whether the verb at node i tells of one person who receives those who hold
// the talks at node k: "talks hosted by Wang Yi", "Wang Yi hosted talks between". A
// summit's host is only that.
func (d *Document) hosts(i, k int) bool {
	if d.value(i, lang.Light) != "host" {
		return false
	}
	for j := k; j <= max(i, k); j++ {
		if d.value(j, lang.Gathering) == "summit" {
			return false
		}
	}
	j := d.agent(i)
	if i < k {
		j = i - 1
	}
	a := d.actorAt(j)
	return a != nil && inOffice(a)
}

// agent gives the node of the doer behind the passive verb at node i, or -1: "hosted
// by X", "dihoskan X".
func (d *Document) agent(i int) int {
	if a := d.actorAt(i + 2); a != nil && a.preps.Has(lang.By) {
		return i + 2
	}
	if a := d.actorAt(i + 1); a != nil && d.nodes[i].forms&lang.Passive != 0 && d.near(i, i+1, 1) && a.preps == (lang.Set{}) && !d.separated(i, i+1) {
		return i + 1
	}
	return -1
}

// bindAgent takes those by whom the matter before the passive verb at node k is discussed:
// "isu itu dibahas X dan Y".
func (d *Document) bindAgent(b *binding, k int) {
	j := d.agent(k)
	if a := d.actorAt(j); a != nil && d.suits(a, a.set.Len() < 2) { // "dibahas Washington dan Yerevan"
		d.resolve(a)
		b.add(d, d.nodes[j].actor)
	}
}

// bindMet takes the partner of "after meeting X": there the noun is a verb.
func (d *Document) bindMet(b *binding, k int) {
	if k == 0 || !d.nodes[k-1].is(lang.Clause) || d.nodes[k].first != d.nodes[k-1].end {
		return
	}
	if a := d.actorAt(k + 1); a != nil && d.near(k, k+1, 1) && a.preps == (lang.Set{}) && d.suits(a, true) && !d.separated(k, k+1) {
		b.add(d, d.nodes[k+1].actor)
		b.with = true
	}
}
