package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// An official who has been named can be told by his nation alone: "the Norwegian met his host",
// "will dine with the Hungarian". Several can without a name: "talks with the Russians".

// readNational reads tag i, the adjective of a state behind an article, as whoever is told by it.
func (d *Document) readNational(i int) (actor, bool) {
	t := &d.tags[i]
	a := actor{first: t.First, end: t.End, set: d.setOf(t), kind: byOffice, rank: official, members: 1}
	if a.plural = d.areFriends(t); a.plural {
		return a, true
	}
	if a.set.Len() != 1 || d.profile().AdjectiveLast || t.First == d.span.First || !definiteArticle.has(d.text.Tokens[t.First-1].Hash) || !d.standsForSomebody(i) && !d.joinsNation(i) {
		return a, false
	}
	if a.plural = d.isSeveral(i); a.plural {
		return a, true
	}
	p := d.lastOf(&a)
	if p < 0 {
		return a, false
	}
	a.kind, a.rank = byPerson, d.people[p].rank
	a.addPerson(p)
	return a, true
}

// friends are the words by which a speaker calls those of another state with whom his own acts, and
// ours the one that says they are his.
var (
	friends = words("friends")
	ours    = words("ours")
)

// areFriends tells whether the adjective t is that of those whom a speaker calls his own: "our Chinese
// friends". Others' friends may be anybody's.
func (d *Document) areFriends(t *tag.Tag) bool {
	return d.isWord(t.First-1, ours) && d.isWord(t.End, friends) && d.text.Tokens[t.End].Gap == scan.Space
}

// isSeveral tells whether the adjective of tag i is that of several people: "the Russians".
func (d *Document) isSeveral(i int) bool {
	end := d.tags[i].End
	w := d.word(end - 1)
	return len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's' && !d.isWord(end-1, nationsInS)
}

// readCompatriots reads several of one nation whom tag i counts, "the two South Koreans", and gives the
// tag behind them.
func (d *Document) readCompatriots(i int) (actor, int, bool) {
	k := i + 1
	if k >= len(d.tags) || !d.tags[i].Is(lang.Pair) || !d.tags[k].Is(lang.Demonym) || d.profile().AdjectiveLast || !d.adjacent(i, 0) || !d.isSeveral(k) || !d.standsForSomebody(k) {
		return actor{}, 0, false
	}
	set := d.setOf(&d.tags[k])
	return actor{first: d.tags[i].First, end: d.tags[k].End, set: set, kind: byOffice, rank: official, members: 1, plural: true}, k + 1, set.Len() == 1
}

// joinsNation tells whether several of another nation are joined to those of tag i: "the Turks and the
// Greeks".
func (d *Document) joinsNation(i int) bool {
	return i+2 < len(d.tags) && d.isSeveral(i) && d.tags[i+1].Is(lang.And) && d.adjacent(i, 0) && d.tags[i+2].Is(lang.Demonym) && d.adjacent(i+1, 1) && d.isSeveral(i+2)
}

// nationsInS are the adjectives that look like several people.
var nationsInS = words("nationsInS")

// lastOf gives the official of a's state whom the text has told of last; -1 for none.
func (d *Document) lastOf(a *actor) int32 {
	best := int32(-1)
	for i := range d.people {
		if p := &d.people[i]; p.set == a.set && p.rank >= official && (best < 0 || p.last >= d.people[best].last) {
			best = int32(i)
		}
	}
	return best
}

// standsForSomebody tells whether no noun follows the adjective of tag i, which it could describe:
// a verb does, a link, a comma, or nothing.
func (d *Document) standsForSomebody(i int) bool {
	end := d.tags[i].End
	if end >= d.span.End || d.text.Tokens[end].Gap&^(scan.Inside|scan.Hyphen) != 0 && !d.text.Tokens[end].After(scan.QuoteOpen|scan.Hyphen) {
		return true
	}
	if i+1 >= len(d.tags) || d.tags[i+1].First != end {
		return d.isWord(end, behindDoer)
	}
	n := &d.tags[i+1]
	if d.text.Tokens[end].After(scan.Hyphen) || n.Is(lang.Of) || n.Is(lang.And) {
		return false
	}
	return n.Classes.Any(prepositions) || n.Classes.Any(breaks) || n.Classes.Any(auxiliaries) || n.Is(lang.Relative) || n.Is(lang.Date) ||
		(n.Classes.Any(verbs) || n.Is(lang.Light) || n.Is(lang.TellVerb)) && n.Forms&(lang.Done|lang.Present) != 0 || d.isWord(end, behindDoer)
}

// behindDoer are the verbs, and what stands before one, behind a doer.
var behindDoer = words("behindDoer")
