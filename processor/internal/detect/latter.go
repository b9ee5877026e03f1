package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// two are those of whom "the former" means the first and "the latter" the last: "talks with X and Y"
// names such two, and so does "X met Y".
type two struct {
	former, latter referent
	n              int // how many of them are known; one is the latter
}

// The values of the pronouns for one of two.
const (
	latterOf = "latter"
	formerOf = "former"
)

// isOneOfTwo tells whether that is the value of a pronoun.
func isOneOfTwo(value string) bool { return value == latterOf || value == formerOf }

// chooses tells whether t is such a pronoun, or a "former" that can be one.
func (d *Document) chooses(t *tag.Tag) bool {
	return isOneOfTwo(d.dict.Value(d.text, t, lang.HeOrShe)) || t.Is(lang.Former) && formerWords.has(d.text.Tokens[t.First].Hash)
}

// readOneOfTwo reads "the latter" or "the former" at tag i. Its sentence names them before it, but
// for who acts with one of them, "Kenya signed a treaty with the latter"; else the sentence before.
func (d *Document) readOneOfTwo(i int, which string) (actor, int, bool) {
	t := &d.tags[i]
	told := d.twoBefore(len(d.nodes))
	partner := i > 0 && d.tags[i-1].Is(lang.With)
	if told.n == 0 || told.n == 1 && (which == formerOf || partner) {
		told = d.two
	}
	he, other := told.latter, told.former
	if which == formerOf {
		he, other = other, he
	}
	if he.set.Empty() {
		return actor{}, 0, false
	}
	d.unchosen = other.set
	a, next := actor{first: t.First, end: t.End, set: he.set, rank: he.rank, kind: byName, members: 1, weak: true, chosen: true}, i+1
	if he.rank > noRank {
		a.kind = byPerson
		a.addPerson(he.person)
	}
	if next < len(d.tags) && d.tags[next].Is(lang.Possessive) && d.adjacent(i, 0) {
		a.possessive = true
		next++
	}
	return a, next, true
}

// readFormer reads the "former" of tag i that no office follows: "with the former it signed".
func (d *Document) readFormer(i int) (actor, int, bool) {
	first := d.tags[i].First
	if first == d.span.First || !d.isWord(first, formerWords) || !definiteArticle.has(d.text.Tokens[first-1].Hash) || !d.standsForSomebody(i) && !d.clauseFollows(i) {
		return actor{}, 0, false
	}
	return d.readOneOfTwo(i, formerOf)
}

// clauseFollows tells whether a pronoun right behind tag i begins a clause: "with the former he signed".
func (d *Document) clauseFollows(i int) bool {
	end := d.tags[i].End
	if t := d.tagAt(end); t != nil && (t.Is(lang.HeOrShe) || t.Is(lang.They)) {
		return true
	}
	return d.isWord(end, itself)
}

// formerWords are the words for the first of two that also say what somebody is no longer.
var formerWords = words("formerWords")

// choosesAmong tells whether the clause [lo, hi) goes on with one of the several of a: "talks with X and Y
// go on, and Z signed a treaty with the latter".
func (d *Document) choosesAmong(a *actor, lo, hi int) bool {
	return a.set.Len() > 1 && slices.ContainsFunc(d.nodes[lo:hi], func(n node) bool {
		return n.actor >= 0 && d.actors[n.actor].chosen && d.actors[n.actor].set.Within(&a.set)
	})
}

// twoBefore gives the two whom the nodes before node n name last: the last of a list, if no two others
// stand behind it, else the last two.
func (d *Document) twoBefore(n int) (t two) {
	for i := n - 1; i >= 0; i-- {
		a := d.actorAt(i)
		if a == nil || a.set.Empty() || a.kind == adjunct || a.kind == byPlace || a.kind == byPair {
			continue
		}
		if list := d.twoOf(a); list.n == 2 {
			return list
		}
		if b := d.listedBefore(i); b != nil {
			return two{d.refer(b), d.refer(a), 2}
		}
		switch t.n++; t.n {
		case 1:
			t.latter = d.refer(a)
		case 2:
			t.former = d.refer(a)
			return t
		}
	}
	return t
}

// listedBefore gives whom an "and" joins to the one at node i, "talks with X and with Y"; nil for nobody.
func (d *Document) listedBefore(i int) *actor {
	and := i - 1
	if and > 0 && d.nodes[and].any(prepositions) {
		and--
	}
	b := d.actorAt(and - 1)
	if b == nil || !d.nodes[and].is(lang.And) || b.set.Len() != 1 || b.kind == adjunct || !d.near(and-1, and, 0) || !d.near(and, i, 2) {
		return nil
	}
	return b
}

// twoOf gives the last two parties of a, if those are several.
func (d *Document) twoOf(a *actor) (t two) {
	if a.set.Len() < 2 {
		return t
	}
	if n := a.persons; n >= 2 && int(n) == a.set.Len() {
		return two{d.referTo(a.people[n-2]), d.referTo(a.people[n-1]), 2}
	}
	list := d.inOrder(a)
	n := len(list)
	if n < 2 {
		return t
	}
	t = two{former: d.refer(a), latter: d.refer(a), n: 2}
	t.former.set, t.latter.set = list[n-2], list[n-1]
	t.former.person, t.latter.person = -1, -1
	return t
}

// referTo gives person p as one who can be meant by a pronoun.
func (d *Document) referTo(p int32) referent {
	who := &d.people[p]
	return referent{set: who.set, rank: who.rank, person: p, sentence: d.index}
}
