package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// node is a part of a sentence: an actor, or a tagged word.
type node struct {
	first, end int32 // tokens
	tag        int32 // index into tags; of an actor, its first
	actor      int32 // index into actors, or -1
	classes    lang.Set
	forms      lang.Form
}

func (n *node) is(c lang.Class) bool { return n.actor < 0 && n.classes.Has(c) }

func (n *node) any(s lang.Set) bool { return n.actor < 0 && n.classes.Any(s) }

// buildNodes makes the nodes of the sentence: actors are read, given their
// prepositions and joined to groups; function words that bear nothing vanish.
func (d *Document) buildNodes() {
	d.nodes, d.actors = d.nodes[:0], d.actors[:0]
	for i := 0; i < len(d.tags); {
		if a, next, ok := d.readActor(i); ok {
			d.nodes = append(d.nodes, node{first: a.first, end: a.end, tag: int32(i), actor: int32(len(d.actors))})
			d.actors = append(d.actors, a)
			i = next
			continue
		}
		t := &d.tags[i]
		c := t.Classes
		c.Remove(lang.Common)
		c.Remove(lang.Date) // read from the tags
		if c.Has(lang.To) && int(t.End) < len(d.text.Tokens) && d.text.Tokens[t.End].Has(scan.Number) && d.text.Tokens[t.End].After(scan.Hyphen) {
			c.Remove(lang.To) // "ke-46": an ordinal
		}
		if c != (lang.Set{}) {
			d.nodes = append(d.nodes, node{first: t.First, end: t.End, tag: int32(i), actor: -1, classes: c, forms: t.Forms})
		}
		i++
	}
	d.govern()
	d.coordinate()
	d.distribute()
	d.markSpeakers()
}

var prepositions = lang.SetOf(lang.With, lang.Between, lang.Of, lang.By, lang.To, lang.In, lang.From)

// govern gives every actor the preposition that stands right before it.
func (d *Document) govern() {
	for i := 1; i < len(d.nodes); i++ {
		n, p := &d.nodes[i], &d.nodes[i-1]
		if n.actor < 0 || !p.any(prepositions) || n.tag-p.tag != 1 || n.first-p.end > 2 || d.gaps(p.end-1, n.first)&^(scan.Inside|scan.Newline|scan.QuoteOpen) != 0 {
			continue
		}
		if p.any(placing) && n.first > p.end && !d.isArticle(p.end) {
			continue // "di sana beliau": the preposition has its own noun
		}
		d.actors[n.actor].preps = p.classes
	}
}

var placing = lang.SetOf(lang.In, lang.From)

// articles may stand between a preposition and its noun.
var articles = map[uint64]bool{scan.Hash("the"): true, scan.Hash("a"): true, scan.Hash("an"): true}

func (d *Document) isArticle(token int32) bool { return articles[d.text.Tokens[token].Hash] }

// coordinate joins "A, B and C" into one actor. A chain of commas alone is no list.
func (d *Document) coordinate() {
	out := d.nodes[:0]
	for i := 0; i < len(d.nodes); {
		n := d.nodes[i]
		if n.actor < 0 {
			out = append(out, n)
			i++
			continue
		}
		last, joined := i, false
		headline := n.first < d.headline // where a comma is an "and"
		for j := i; ; {
			next, how := d.linked(j, i)
			if next < 0 {
				break
			}
			if how != scan.Comma || headline && d.actors[d.nodes[next].actor].kind <= byPlace && d.actors[n.actor].kind <= byPlace {
				last, joined = next, true
			}
			j = next
		}
		if joined {
			a := &d.actors[n.actor]
			for k := i + 1; k <= last; k++ {
				if d.nodes[k].actor >= 0 {
					a.join(&d.actors[d.nodes[k].actor])
				}
			}
			n.end, a.end = d.nodes[last].end, d.nodes[last].end
		}
		out = append(out, n)
		i = last + 1
	}
	d.nodes = out
}

// farList is how many words may stand between "the leaders of five states" and
// the list of those states.
const farList = 8

// distribute gives "the leaders of five states – A, B, C, D and E" its states.
func (d *Document) distribute() {
	out := d.nodes[:0]
	for i := 0; i < len(d.nodes); i++ {
		n := d.nodes[i]
		out = append(out, n)
		if n.actor < 0 || !d.actors[n.actor].plural || !d.actors[n.actor].weak {
			continue
		}
		for j := i + 1; j < len(d.nodes) && d.nodes[j].first-n.end <= farList && !d.nodes[j].any(triggers); j++ {
			if d.nodes[j].actor < 0 {
				continue
			}
			list, a := &d.actors[d.nodes[j].actor], &d.actors[n.actor]
			if list.kind == byName && list.members >= 2 {
				a.set, a.members, a.weak, a.persons, a.end = list.set, list.members, false, 0, list.end
				out[len(out)-1].end = list.end
				i = j
			}
			break
		}
	}
	d.nodes = out
}

// linked gives the index of the actor that goes on the list after node j, and
// by what; -1 when the list ends there. first is the list's first node.
func (d *Document) linked(j, first int) (int, scan.Gap) {
	k := j + 1
	and := k < len(d.nodes) && d.nodes[k].is(lang.And)
	if and {
		k++
	}
	if k >= len(d.nodes) || d.nodes[k].actor < 0 {
		return -1, 0
	}
	a, b, c := &d.actors[d.nodes[first].actor], &d.actors[d.nodes[j].actor], &d.actors[d.nodes[k].actor]
	if !a.fits(c) || !b.fits(c) || c.preps != (lang.Set{}) && c.preps != a.preps {
		return -1, 0
	}
	from, to := d.nodes[j].end-1, d.nodes[k].first
	g := d.gaps(from, to)
	if g&^(scan.Inside|scan.Comma) != 0 {
		return -1, 0
	}
	free := to - from - 1 // words between
	switch {
	case and && free <= 3:
		return k, scan.Space
	case g&scan.Hyphen != 0 && free == 0:
		return k, scan.Hyphen
	case g&scan.Comma != 0 && free <= 1:
		return k, scan.Comma
	}
	return -1, 0
}

// markSpeakers marks the actors that only say something: "X said", "said X",
// "according to X".
func (d *Document) markSpeakers() {
	for i := range d.nodes {
		if !d.nodes[i].is(lang.SayVerb) {
			continue
		}
		after, before := i+1, i-1
		for before >= 0 && d.nodes[before].any(auxiliaries) {
			before--
		}
		if before >= 0 && d.nodes[before].actor >= 0 && d.near(before, i, 3) && d.gaps(d.nodes[before].end-1, d.nodes[i].first)&(scan.Comma|scan.QuoteEnd) == 0 {
			d.actors[d.nodes[before].actor].speaks = true
			continue
		}
		if after < len(d.nodes) && d.nodes[after].actor >= 0 && d.near(i, after, 1) && d.actors[d.nodes[after].actor].preps == (lang.Set{}) {
			d.actors[d.nodes[after].actor].speaks = true
			continue
		}
		if before >= 0 && d.nodes[before].actor >= 0 && d.near(before, i, 3) {
			d.actors[d.nodes[before].actor].speaks = true
		}
	}
}

var auxiliaries = lang.SetOf(lang.Will, lang.Now, lang.Not, lang.Maybe)

// near tells whether at most n words and no sentence mark stand between nodes i and j, i < j.
func (d *Document) near(i, j int, n int32) bool {
	a, b := d.nodes[i].end, d.nodes[j].first
	return b-a <= n && d.gaps(a-1, b)&(scan.Semicolon|scan.Stop) == 0
}

// findQuotes finds the quotations of the sentence. One that opens a sentence, or
// stands behind a colon or comma, asserts nothing; a few quoted words belong to the
// clause around them.
func (d *Document) findQuotes() {
	d.quotes = d.quotes[:0]
	toks := d.text.Tokens
	open := int32(-1)
	for i := d.span.First; i < d.span.End; i++ {
		if open >= 0 && toks[i].After(scan.QuoteEnd) && i > open {
			d.closeQuote(open, i)
			open = -1
		}
		if toks[i].After(scan.QuoteOpen) && open < 0 {
			open = i
		}
	}
	if open >= 0 {
		d.closeQuote(open, d.span.End)
	}
}

func (d *Document) closeQuote(open, end int32) {
	toks := d.text.Tokens
	whole := end-open >= 4 && (open == d.span.First || toks[open].Flags&scan.Capital != 0 && toks[open].After(scan.Comma|scan.Colon))
	d.quotes = append(d.quotes, quote{open, end, whole})
}

// quoted tells whether token i is inside somebody's words.
func (d *Document) quoted(i int32) bool {
	for _, q := range d.quotes {
		if q.whole && i >= q.first && i < q.end {
			return !d.speakJointly()
		}
	}
	return false
}

// speakJointly tells whether the sentence quotes a joint statement: what both
// sides say of their agreement is so.
func (d *Document) speakJointly() bool {
	if len(d.quotes) == 0 || !d.quotes[0].whole {
		return false
	}
	for i := range d.actors {
		if d.actors[i].speaks && d.actors[i].set.Len() >= 2 {
			return true
		}
	}
	return false
}
