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
	for j := last + 1; j < len(d.nodes) && d.opens(k); j++ {
		a := d.actorAt(j)
		if a == nil || a.preps != (lang.Set{}) || a.kind == adjunct || a.city || d.gaps(d.nodes[last].end-1, d.nodes[j].first)&scan.Comma == 0 {
			continue
		}
		if a.speaks && a.kind >= byOffice && a.set.Len() == 1 || d.nodes[j].first-d.nodes[last].end <= 4 { // "Talks with Y were held on Monday, X said"
			b.add(d, d.nodes[j].actor)
			return true
		}
	}
	for j := k - 1; j >= 0; j-- {
		a := d.actorAt(j)
		if a == nil || !d.signedIt(j) && (a.preps.Any(prepositions) || d.isObject(a, j)) || a.possessive {
			continue
		}
		if (a.kind == byPerson || a.kind == byOffice) && !a.organ || (a.kind <= byPlace || a.organ) && a.speaks && a.set.Len() == 1 { // "Moscow said talks with X …"
			b.add(d, d.nodes[j].actor)
			return true
		}
	}
	if partner := &d.actors[b.actors[b.n-1]]; b.with && d.alone(b) && !d.he.set.Empty() && d.index-d.he.sentence <= 1 && (partner.kind == byPerson || partner.kind == byOffice && !partner.organ) {
		b.set.Join(&d.he.set)
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

// hasPartner tells whether a partner stands right behind the talks at node k: "talks with X".
func (d *Document) hasPartner(k int) bool {
	a := d.actorAt(k + 2)
	return a != nil && a.preps.Has(lang.With) && d.near(k, k+2, 2) && !d.separated(k, k+2)
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

// opens tells whether no actor stands before node k, but the place where somebody speaks: its phrase opens
// the sentence, "After meeting X, Y said", "Speaking in Dakar after meeting X, Y said".
func (d *Document) opens(k int) bool {
	for j := range k {
		if a := d.actorAt(j); a != nil && !(a.kind == byPlace && a.preps.Has(lang.In)) {
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
	if a := d.actorAt(k - 1); a != nil && d.near(k-1, k, 3) && d.compounded(a) && d.gaps(d.nodes[k-1].end-1, d.nodes[k].first)&(scan.Comma|scan.Apostrophe) == 0 {
		b.add(d, d.nodes[k-1].actor) // and not "the X-Y writers' meeting"
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

// speakerBefore tells whether somebody says what the clause of node j tells.
func (d *Document) speakerBefore(j int) bool {
	for i := j - 1; i >= 0 && d.nodes[j].first-d.nodes[i].end <= reach; i-- {
		if a := d.actorAt(i); a != nil && a.speaks && isPeople(a) {
			return true
		}
	}
	return false
}

// whom begins a relative clause whose verb has its antecedent for its object.
var whom = words("whom")

// bindWhom takes those before "whom" as those whom the doer of b meets: "X, whom Y had
// received in the morning", "X, with whom his counterpart met", and, with whom he talks by a verb that
// has no such object, "X, with whom the president discussed".
func (d *Document) bindWhom(b *binding, f *frame) {
	i := slices.IndexFunc(d.nodes, func(n node) bool { return n.actor == b.actors[0] })
	if i < 1 {
		return
	}
	w := d.beforeArticle(d.nodes[i].first)
	if d.isWord(w, ownersOf) {
		w--
	}
	if w < d.span.First || !whom.has(d.text.Tokens[w].Hash) {
		return
	}
	i--
	if i > 0 && d.nodes[i].any(beforeWhom) {
		i--
	} else if !f.direct {
		return
	}
	if a := d.actorAt(i); a != nil && isPeople(a) && w-a.end <= 1 {
		b.add(d, d.nodes[i].actor)
	}
}

// beforeWhom are the links before "whom" in whose company somebody is, or to whom he speaks.
var beforeWhom = lang.SetOf(lang.With, lang.To)

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
	if (both.n >= 2 && both.set.Len() == 2 || crowd) && b.set.Within(&both.set) {
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
	if i == k || !a.preps.Has(lang.To) || !inOffice(a) || a.set.Len() != 1 || a.set.Meets(&speaker.set) || !party.Inside(b.set, a.set.Union(speaker.set)) {
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
	return before < d.nodes[k].first && definiteArticle.has(d.text.Tokens[before].Hash)
}

var definiteArticle = words("definiteArticle")

// bindClitic takes whom the pronoun at the end of a verb means: "Meloni menerimanya".
func (d *Document) bindClitic(b *binding, f *frame, k int) {
	if !f.direct || !d.endsInPronoun(int(d.nodes[k].tag), f.trigger) {
		return
	}
	if he, ok := d.objectBefore(k, &b.set); ok && !he.set.Meets(&b.set) {
		b.set, b.weak = b.set.Union(he.set), true
		return
	}
	for _, he := range [...]*referent{&d.he, &d.him} {
		if !he.set.Empty() && !he.set.Meets(&b.set) {
			b.set, b.weak = b.set.Union(he.set), true
			return
		}
	}
}

// bindOwner takes whom the pronoun at the end of the noun at node k means, of which nobody else is told to be:
// "Lawatannya ke Doha".
func (d *Document) bindOwner(b *binding, f *frame, k int) {
	if !d.endsInPronoun(int(d.nodes[k].tag), f.trigger) {
		return
	}
	if he := d.meant(); he.set.Len() == 1 {
		b.set, b.meant, b.weak = he.set, he.set, true
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
