package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

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
			if i := d.beforeAside(j); n.is(lang.SayVerb) && f.subject && d.actorAt(i) != nil && (d.actorAt(i).speaks || i < j-1) {
				// "X said to have met Y": without a "that", the speaker is the doer.
				if a := d.actorAt(i); a.kind == byPerson || a.kind == byOffice && !a.organ {
					b.add(d, d.nodes[i].actor)
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
			if b.add(d, n.actor); f.subject && d.isAntecedent(j, k) {
				return // "X acts with Y, who met Z"
			}
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
		} else if a.guest {
			d.resolveVisitor(a)
		}
		if a.possessive && (j+1 < k || d.ownsStranger(j, k)) || a.guest && a.set.Len() != 1 || d.isObject(a, j) || d.hasSummit(j) {
			continue // an owner, a place, another verb's object, or the name of a gathering
		}
		if f.subject {
			if f.place {
				d.resolveBand(a) // two states rarely travel together
			}
			d.resolve(a)
			if o := d.besidePair(a, j); o >= 0 {
				b.add(d, o)
			}
			b.add(d, n.actor)
			return
		}
	}
}

// ownsStranger tells whether whom the party at node j has, somebody of whom it is told nothing more, does what the verb
// right behind, at node k, tells: "Malawi's opposition leader met".
func (d *Document) ownsStranger(j, k int) bool {
	return d.actorAt(j).kind <= byPlace && !d.near(j, k, 0) && !d.separated(j, k)
}

// besidePair gives the actor with whom an "and" joins the several a at node j: "Iran and the three
// European states", "he and a handful of Arab leaders"; -1 where there is none.
func (d *Document) besidePair(a *actor, j int) int32 {
	and, far := j-1, int32(1)
	for a.want == crowd && and > 0 && (d.nodes[and].is(lang.Of) || d.nodes[and].is(lang.Name)) {
		and, far = and-1, crowdReach+1
	}
	if a.kind != byPair || and < 1 || !d.nodes[and].is(lang.And) || !d.near(and-1, and, 0) || !d.near(and, j, far) {
		return -1
	}
	o := d.actorAt(and - 1)
	if o == nil || o.kind == adjunct || o.kind == byPlace || o.preps.Any(prepositions) || o.set.Empty() || o.set.Meets(&a.set) || d.isObject(o, and-1) {
		return -1
	}
	return d.nodes[and-1].actor
}

// bindCompanion adds to the one doer whoever the sentence opens with as doing it with him: "Together
// with X, Y met Z", "Bersama X ia bertolak ke Z".
func (d *Document) bindCompanion(b *binding) {
	if b.n != 1 || len(d.nodes) < 3 || d.nodes[2].actor != b.actors[0] || !d.near(1, 2, 0) || !d.isWord(d.nodes[0].first, companions) || d.nodes[0].first != d.span.First {
		return
	}
	if a := d.actorAt(1); a != nil && isPeople(a) && a.preps.Has(lang.With) && !a.set.Meets(&b.set) {
		both := binding{}
		both.add(d, d.nodes[1].actor)
		both.add(d, b.actors[0])
		*b = both
	}
}

// companions are the first words of "together with".
var companions = words("companions")

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

// hasSummit tells whether the body at node j only says whose the gathering is that is named right before
// it: "menghadiri KTT BRICS, lalu bertemu X".
func (d *Document) hasSummit(j int) bool {
	return j > 0 && d.nodes[j-1].is(lang.Gathering) && d.hostBody(j-1) == j
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
	return j+1 < k && (d.nodes[j+1].is(lang.Relative) || relative.has(d.text.Tokens[d.nodes[j+1].first].Hash)) && d.near(j, j+1, 1) && (a.kind == byPerson || a.kind == byOffice && !a.organ || a.kind == byName && d.sits(a.set, k)) && !a.set.Empty()
}

// relative is the word that begins a relative clause even where a longer phrase holds it:
// "X, yang dijadwalkan terbang ke Y".
var relative = words("relative")

// beforeAside gives the node from which the doer of the verb at node k is looked for:
// behind the comma that ends an aside, "X, who chairs the body that meets here, spoke
// to Y", it is the one before that aside.
func (d *Document) beforeAside(k int) int {
	verb := d.predicate(0, k)
	if !d.text.Tokens[d.nodes[verb].first].After(scan.Comma | scan.Dash) {
		return k - 1
	}
	for i := 1; i < k; i++ {
		a := d.actorAt(i - 1)
		if a != nil && a.kind != byPlace && (d.nodes[i].is(lang.Relative) || whom.has(d.text.Tokens[a.end].Hash)) && d.separated(i-1, i) {
			return i - 1
		}
	}
	return k - 1
}

// bindElided takes the doer of the main clause for a verb that has none of its
// own: "X left after meeting Y", "Before flying home, X visited Y", "Having met Y, X left", "X spoke after being
// received by Y".
func (d *Document) bindElided(b *binding, f *frame, k int) {
	c := k - 1
	for c >= 0 && (d.nodes[c].any(auxiliaries) || d.nodes[c].is(lang.Light) || d.nodes[c].is(lang.ReceiveVerb)) {
		c--
	}
	if n := &d.nodes[c+1]; !d.profile().AdjectiveLast && n.forms&lang.Gerund == 0 && !d.isPassive(n) {
		return
	}
	if c >= 0 && (!d.nodes[c].is(lang.Clause) || d.nodes[c].is(lang.Relative) || !d.near(c, k, 4)) {
		return
	}
	if j := d.mainDoer(c); j >= 0 {
		if a := d.actorAt(j); !f.personsLeft || a.kind != byName {
			b.add(d, d.nodes[j].actor)
		}
		return
	}
	for j := k + 1; j < len(d.nodes) && d.opens(k); j++ {
		if a := d.actorAt(j); a != nil && a.preps == (lang.Set{}) && (a.kind == byPerson || a.kind == byOffice && !a.organ) && d.separated(j-1, j) {
			b.add(d, d.nodes[j].actor)
			return
		}
	}
}

// mainDoer gives the node of the doer of the clause before node c, which begins another, or -1.
func (d *Document) mainDoer(c int) int {
	for j := c - 1; j >= 0; j-- {
		a := d.actorAt(j)
		if a == nil || a.preps.Any(prepositions) || a.possessive || a.kind == adjunct || a.kind == byPlace || a.organ || d.isObject(a, j) || d.hasSummit(j) || d.quoted(a.first) {
			continue
		}
		if a.kind <= byPlace && d.speakerBefore(j) {
			continue // "X said that Y attacked Z, after meeting W": it was X who met W
		}
		d.resolve(a)
		return j
	}
	return -1
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

// isObject tells whether actor a at node i is a place "here", the object of the
// verb right before it, or who invited, and so no doer.
func (d *Document) isObject(a *actor, i int) bool {
	return a.here || d.suffers(a, i) || d.isInviter(a) || i > 0 && (d.nodes[i-1].any(verbs) || d.nodes[i-1].is(lang.JoinVerb)) && d.near(i-1, i, 1) && !d.separated(i-1, i)
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
