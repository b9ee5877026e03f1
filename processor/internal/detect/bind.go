package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// binding is the actors that a frame found around a trigger.
type binding struct {
	set    party.Set
	actors [8]int32 // indexes of actors
	n      int8
	left   int8 // how many of them on the left
	weak   bool // an actor's state was inferred
	with   bool // a partner was told, "with X": somebody else must be the other side
}

func (b *binding) add(d *Document, i int32) {
	a := &d.actors[i]
	b.set = b.set.Union(a.set)
	b.weak = b.weak || a.weak
	if int(b.n) < len(b.actors) {
		b.actors[b.n] = i
		b.n++
	}
}

// reach bounds, in words, how far an argument stands from its trigger.
const reach = 30

// breaks are what a clause ends at.
var breaks = lang.SetOf(lang.Clause, lang.SayVerb)

// events on the way are other triggers: an object belongs to the nearer one.
var verbs = lang.SetOf(lang.MeetVerb, lang.ReceiveVerb, lang.VisitVerb, lang.CallVerb, lang.AttendVerb, lang.SignVerb, lang.AgreeVerb,
	lang.RatifyVerb, lang.EndVerb, lang.DiscussVerb)

// bind finds the actors of the trigger at node k by frame f.
func (d *Document) bind(f *frame, k int) (binding, bool) {
	var b binding
	if f.compound {
		d.bindCompound(&b, k)
	}
	if f.possessive {
		d.bindPossessive(&b, f, k)
	}
	if b.n == 0 && (f.subject || f.leftWith) {
		d.bindSubject(&b, f, k)
	}
	b.left = b.n
	if b.set.Len() < 2 || f.links.Has(lang.Between) || f.place {
		d.bindRight(&b, f, k)
	}
	if f.place && (b.left == 0 || b.left == b.n) {
		return b, false // a visit without a visitor or a place
	}
	if b.set.Len() == 1 && b.left > 0 {
		d.bindHere(&b, k)
	}
	switch {
	case b.set.Len() >= 2 && !b.with || b.left > 0 || !f.subject || f.direct && !b.with:
	case b.n > 0:
		if told := b.n; f.direct || !d.bindMainSubject(&b, k) {
			return b, told == 1 && !f.direct
		}
	case k > 0 && d.nodes[k-1].is(lang.Clause) && d.near(k-1, k, 2):
		d.bindMainPair(&b, k)
	}
	return b, b.n > 0
}

// bindMainSubject takes the doer of the main clause for talks of which only the
// partner is told: "During talks with Y, X said …", "X said after talks with Y …".
func (d *Document) bindMainSubject(b *binding, k int) bool {
	last := k
	for last+1 < len(d.nodes) && d.nodes[last].actor != b.actors[b.n-1] {
		last++
	}
	for j := last + 1; j < len(d.nodes) && d.nodes[j].first-d.nodes[last].end <= 4; j++ {
		if d.nodes[j].actor < 0 {
			continue
		}
		if a := &d.actors[d.nodes[j].actor]; a.preps == (lang.Set{}) && a.kind != adjunct && !a.city && d.gaps(d.nodes[last].end-1, d.nodes[j].first)&scan.Comma != 0 && d.opens(k) {
			b.add(d, d.nodes[j].actor)
			return true
		}
	}
	for j := k - 1; j >= 0; j-- {
		if d.nodes[j].actor < 0 {
			continue
		}
		if a := &d.actors[d.nodes[j].actor]; (a.kind == byPerson || a.kind == byOffice) && !a.organ && !a.preps.Any(prepositions) && !a.possessive {
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
		if d.nodes[i].actor >= 0 && d.actors[d.nodes[i].actor].here {
			b.add(d, d.nodes[i].actor)
			return
		}
	}
}

// bindMainPair takes the doers of the main clause for talks of which nobody is
// told: "X and Y signed the accord after talks".
func (d *Document) bindMainPair(b *binding, k int) {
	for j := k - 1; j >= 0; j-- {
		if d.nodes[j].actor < 0 {
			continue
		}
		a := &d.actors[d.nodes[j].actor]
		d.resolve(a)
		if a.set.Len() >= 2 && a.kind != adjunct && !a.preps.Any(prepositions) {
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
	for j := 0; j < k; j++ {
		if d.nodes[j].actor >= 0 {
			return false
		}
	}
	return true
}

// bindCompound takes "China-Russia" right before the trigger, or right behind it
// in languages whose adjectives follow.
func (d *Document) bindCompound(b *binding, k int) {
	if adjectiveLast[d.dict.Packs[d.text.Lang]] && k+1 < len(d.nodes) && d.nodes[k+1].actor >= 0 && d.near(k, k+1, 2) && !d.separated(k, k+1) {
		i := d.nodes[k+1].actor
		if a := &d.actors[i]; a.set.Len() >= 2 && a.preps == (lang.Set{}) && a.kind <= adjunct {
			b.add(d, i)
			return
		}
	}
	if k == 0 || d.nodes[k-1].actor < 0 || !d.near(k-1, k, 3) {
		return
	}
	i := d.nodes[k-1].actor
	if a := &d.actors[i]; a.set.Len() >= 2 && (a.kind == adjunct || a.kind == byName || a.kind == byPlace) && d.gaps(d.nodes[k-1].end-1, d.nodes[k].first)&scan.Comma == 0 {
		b.add(d, i)
	}
}

// bindPossessive takes "Putin's" right before the trigger, and in languages
// that put the owner last, the owner right behind it.
func (d *Document) bindPossessive(b *binding, f *frame, k int) {
	if k > 0 && d.nodes[k-1].actor >= 0 && d.near(k-1, k, 4) {
		i := d.nodes[k-1].actor
		if a := &d.actors[i]; a.possessive && d.suits(a, f.personsLeft) {
			b.add(d, i)
			return
		}
	}
	if adjectiveLast[d.dict.Packs[d.text.Lang]] && k+1 < len(d.nodes) && d.nodes[k+1].actor >= 0 && d.near(k, k+1, 2) && !d.separated(k, k+1) {
		i := d.nodes[k+1].actor
		if a := &d.actors[i]; a.preps == (lang.Set{}) && d.suits(a, f.personsLeft) && a.kind != byPlace {
			d.resolve(a)
			b.add(d, i)
		}
	}
}

// separated tells whether a comma or bracket stands between nodes i and j.
func (d *Document) separated(i, j int) bool {
	return d.gaps(d.nodes[i].end-1, d.nodes[j].first)&(scan.Comma|scan.Bracket|scan.Dash|scan.Semicolon|scan.Colon) != 0
}

// suits tells whether an actor can do what the frame says.
func (d *Document) suits(a *actor, person bool) bool {
	if a.speaks || a.city || a.kind == adjunct {
		return false
	}
	if person && (a.kind == byName || a.kind == byPlace) {
		return false
	}
	return true
}

// bindSubject takes the doer: the nearest actor on the left that no
// preposition governs. Behind "and" it is the doer of the verb before.
func (d *Document) bindSubject(b *binding, f *frame, k int) {
	start := k - 1
	if j, ok := d.sharedVerb(k); ok {
		start = j - 1
	}
	for j := start; j >= 0 && d.nodes[k].first-d.nodes[j].end <= reach; j-- {
		n := &d.nodes[j]
		if n.actor < 0 {
			if n.is(lang.SayVerb) && f.subject && j > 0 && d.nodes[j-1].actor >= 0 && d.actors[d.nodes[j-1].actor].speaks {
				// "X said to have met Y": without a "that", the speaker is the doer.
				if a := &d.actors[d.nodes[j-1].actor]; a.kind == byPerson || a.kind == byOffice && !a.organ {
					b.add(d, d.nodes[j-1].actor)
				}
				return
			}
			if n.any(breaks) && !n.is(lang.Relative) {
				return
			}
			continue
		}
		a := &d.actors[n.actor]
		if f.leftWith && a.preps.Has(lang.With) && d.suits(a, false) {
			b.add(d, n.actor)
			continue
		}
		if a.preps.Any(prepositions) || !d.suits(a, f.personsLeft) {
			continue
		}
		if a.possessive && j+1 < k || a.guest || d.isObject(a, j) {
			continue // an owner, a place, or another verb's object
		}
		if f.subject {
			d.resolve(a)
			b.add(d, n.actor)
			return
		}
	}
}

// isObject tells whether actor a at node i is a place "here" or the object of the
// verb right before it, and so no doer.
func (d *Document) isObject(a *actor, i int) bool {
	return a.here || i > 0 && d.nodes[i-1].any(verbs) && d.near(i-1, i, 1)
}

// sharedVerb gives the verb before "and" whose subject the trigger at k shares.
func (d *Document) sharedVerb(k int) (int, bool) {
	j := k - 1
	for j >= 0 && (d.nodes[j].any(auxiliaries) || d.nodes[j].is(lang.Light) || d.nodes[j].is(lang.To)) {
		j--
	}
	if j < 0 || !d.nodes[j].is(lang.And) && !d.nodes[k].is(lang.Light) {
		return 0, false
	}
	if !d.nodes[j].is(lang.And) {
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

// bindRight takes the actors on the right by the frame's links.
func (d *Document) bindRight(b *binding, f *frame, k int) {
	direct, unknown := f.direct, false // unknown: "with" somebody whom no dictionary has
	for j := k + 1; j < len(d.nodes) && d.nodes[j].first-d.nodes[k].end <= reach; j++ {
		n := &d.nodes[j]
		if n.actor < 0 {
			if n.any(breaks) || n.is(lang.Relative) || n.any(verbs) && n.forms&lang.Gerund == 0 {
				return
			}
			if n.is(lang.With) && (j+1 >= len(d.nodes) || d.nodes[j+1].actor < 0 || !d.near(j, j+1, 2)) {
				unknown = true
			}
			continue
		}
		if d.gaps(d.nodes[j-1].end-1, n.first)&(scan.Semicolon|scan.QuoteOpen) != 0 && j > k+1 {
			return
		}
		a := &d.actors[n.actor]
		if int(b.n) > 0 && b.actors[b.n-1] == n.actor || a.speaks {
			continue
		}
		linked := a.preps.Any(f.links) && !(unknown && (a.preps.Has(lang.Of) || a.preps.Has(lang.From)))
		if !linked && (a.preps.Any(prepositions) || !direct) {
			if !a.preps.Any(prepositions) && a.kind != adjunct && d.separated(j-1, j) && j > k+1 {
				return // a new clause begins with its own subject
			}
			continue
		}
		if f.place {
			if a.city && !a.set.Empty() || a.kind == adjunct {
				continue
			}
		} else if !d.suits(a, f.personsRight) || !linked && a.kind == byPlace {
			continue
		}
		if !linked && n.first-d.nodes[k].end > 8 {
			continue
		}
		d.resolve(a)
		b.add(d, n.actor)
		b.with = b.with || a.preps.Has(lang.With) && !a.preps.Has(lang.Between)
		direct = false
		if b.set.Len() >= 2 && !f.links.Has(lang.By) && !f.place {
			return
		}
		if f.place {
			k = j // the next place of the tour follows this one
		}
	}
}

// resolve gives a pair ("both sides", "they") the parties that the discourse is about.
func (d *Document) resolve(a *actor) {
	if a.kind != byPair || !a.set.Empty() {
		return
	}
	if n := d.salient.Len(); n >= 2 && (a.want == 0 || n == int(a.want)) {
		a.set = d.salient
		return
	}
	// Nobody has been bound yet: those named in the last sentences, if they are as many.
	var s party.Set
	for i := recentSentences - 1; i >= 0; i-- {
		s = s.Union(d.recent[i])
		if n := s.Len(); n >= 2 && (a.want == 0 || n == int(a.want)) {
			a.set = s
			return
		}
	}
}
