package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// readPronoun reads "he", "they", "both sides".
func (d *Document) readPronoun(i int) (actor, int, bool) {
	t := &d.tags[i]
	a := actor{first: t.First, end: t.End, kind: byPair, members: 2, weak: true}
	if d.dict.Value(d.text, t, lang.They) == "owner" || d.dict.Value(d.text, t, lang.HeOrShe) == "owner" {
		// "their talks": an owner takes part in what it owns, and in nothing else.
		if i+1 >= len(d.tags) || !d.tags[i+1].Classes.Any(ownable) || !d.adjacent(i, 1) {
			return actor{}, 0, false
		}
	}
	if t.Is(lang.HeOrShe) {
		he := d.he
		if first := d.firstPerson(); first != nil {
			he = *first
		}
		if he.set.Empty() {
			return actor{}, 0, false
		}
		a.kind, a.set, a.rank, a.members = byPerson, he.set, he.rank, 1
		a.addPerson(he.person)
		return a, i + 1, true
	}
	switch d.dict.Value(d.text, t, lang.Pair) {
	case "2", "":
		a.want = 2
	case "3":
		a.want = 3
	case "4":
		a.want = 4
	}
	if t.Is(lang.They) {
		a.want = 0
	}
	if t.Is(lang.With) { // "with both"
		a.preps.Add(lang.With)
	}
	return a, i + 1, true
}

// firstPerson gives the person whom the sentence has named first so far, or nil.
func (d *Document) firstPerson() *referent {
	for i := range d.actors {
		if a := &d.actors[i]; a.kind == byPerson && a.set.Len() == 1 && a.persons > 0 {
			return &referent{set: a.set, rank: a.rank, person: a.people[0]}
		}
	}
	return nil
}

// remember keeps what the next sentence may refer to.
func (d *Document) remember() {
	if d.span.First >= d.headline {
		d.bodySentence++
	}
	for i := range d.tags {
		if d.tags[i].Is(lang.HeOrShe) && !d.he.set.Empty() {
			d.he.sentence = d.index
			return // whom a sentence calls "he" stays the one it is about
		}
	}
	for i := range d.nodes {
		a := d.actorAt(i)
		if a == nil {
			continue
		}
		if a.set.Len() == 1 && !a.organ && a.preps == (lang.Set{}) && (a.kind == byPerson || a.kind == byOffice) {
			d.he = referent{set: a.set, rank: a.rank, person: -1, sentence: d.index}
			if a.persons > 0 {
				d.he.person = a.people[0]
			}
			return
		}
	}
}

// recentSentences is how far back "the three" reaches.
const recentSentences = 3

// recall notes who acts in the sentence, for the pronouns of the next ones.
func (d *Document) recall() {
	copy(d.recent[:], d.recent[1:])
	var s party.Set
	for i := range d.nodes {
		if a := d.actorAt(i); a != nil && (a.kind == byPerson || a.kind == byOffice && !a.organ) {
			s = s.Union(a.set)
		}
	}
	d.recent[recentSentences-1] = s
	// "Thailand and Cambodia …": whom the next sentence calls "the two countries".
	for i := range d.nodes {
		a := d.actorAt(i)
		if a == nil {
			continue
		}
		if a.set.Len() >= 2 && a.kind != adjunct && a.kind != byPair && !a.preps.Any(prepositions) && !a.speaks {
			d.salient, d.lastPair = a.set, d.index
		}
		return
	}
}

// referent is whom the story is about: the one whom a pronoun means.
type referent struct {
	set      party.Set
	rank     rank
	person   int32 // index, or -1
	sentence int32 // in which he was named last
}

// resolve gives a pair ("both sides", "they") the parties that the discourse is about.
func (d *Document) resolve(a *actor) {
	if a.kind != byPair || !a.set.Empty() {
		return
	}
	for i := range d.actors { // the sentence's own: "Armenia and Azerbaijan said that they …"
		o := &d.actors[i]
		if o.first >= a.first {
			break
		}
		if n := o.set.Len(); n >= 2 && (a.want == 0 || n == int(a.want)) && o.kind != byPair && o.kind != adjunct && !o.preps.Any(prepositions) {
			a.set = o.set
			return
		}
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
