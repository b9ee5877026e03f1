package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// nameGaps may stand inside a railway's name: "Baku-Tbilisi-Kars", "Uzen - Bereket - Gorgan".
const nameGaps = scan.Inside | scan.Dash

// longestLine bounds the name of a railway or of a place on it, in words.
const longestLine = 10

// railwayName gives the tokens of the name of the railway at node k: the
// capitalised words before the noun, or behind it where adjectives come last.
// It is empty when the noun has no name.
func (d *Document) railwayName(k int) (first, end int32) {
	first, end = d.nodes[k].first, d.nodes[k].end
	named := !party.Nobody(d.statesOfLine(k))
	if n := &d.nodes[k]; n.is(lang.BuildVerb) || n.is(lang.Firm) || d.shouts(first) || d.isSectionOf(k) {
		return first, first
	}
	for first > d.span.First && end-first < longestLine && d.text.Tokens[first].Gap&^nameGaps == 0 && d.text.Tokens[first-1].Flags&(scan.Capital|scan.Upper) != 0 && !d.function(first-1) {
		first--
	}
	if d.profile().AdjectiveLast {
		noun := end
		for end-noun < mostKinds && d.isWord(end, lineKinds) && d.text.Tokens[end].Gap == scan.Space {
			end++
		}
		if end < d.span.End && !d.text.Tokens[end].Has(scan.Capital) {
			end = noun // "jalur barang" alone is no name
		}
		for end < d.span.End && end-first < longestLine && d.text.Tokens[end].Gap&^nameGaps == 0 && d.text.Tokens[end].Has(scan.Capital) && !d.function(end) {
			end++
		}
	}
	if first == d.nodes[k].first && end == d.nodes[k].end && !named && !d.text.Tokens[first].Has(scan.Upper) {
		return first, first
	}
	return first, end
}

// mostKinds is how many words of the line's kind may stand between a noun and the name behind it:
// "jalur barang Subic-Clark", "laluan jarak jauh Manila".
const mostKinds = 2

// lineKinds are the words that tell what kind of a line it is.
var lineKinds = words("lineKinds")

// isSectionOf tells whether node k is a section that has only its state beside it: "bagian
// Angola" is no name.
func (d *Document) isSectionOf(k int) bool {
	if d.value(k, lang.RailAgain) != "part" {
		return false
	}
	a := d.actorAt(k + 1)
	return a != nil && a.kind <= adjunct && a.kind != byPlace && d.near(k, k+1, 0)
}

// longestAcronym is how long a word in capitals can be that is none for their sake.
const longestAcronym = 5

// shouts tells whether token i is a common word in capitals: they mark no names.
func (d *Document) shouts(i int32) bool {
	t := &d.text.Tokens[i]
	return t.Has(scan.Upper) && t.End-t.Start > longestAcronym
}

// function tells whether token i is a function word, which a headline or the
// start of a sentence writes with a capital.
func (d *Document) function(i int32) bool {
	t := d.tagAt(i)
	if i == d.span.First { // every word has a capital there
		return t == nil || !t.Classes.Any(places) && !t.Is(lang.Name) || d.profile().AdjectiveLast
	}
	return t != nil && t.Classes.Any(functionWords)
}

var functionWords = lang.SetOf(lang.Common, lang.Of, lang.To, lang.In, lang.With, lang.By, lang.From, lang.Between, lang.Clause, lang.SayVerb, lang.Date, lang.Title)

// describeRailway reads the name, endpoints, length and cost that the sentence
// tells of the railway at node k.
func (d *Document) describeRailway(c *Candidate, k int) {
	first, end := d.railwayName(k)
	c.Name = d.bytes(first, end)
	c.Endpoints = d.endpoints(k, first, end)
	for i := range d.nodes {
		n := &d.nodes[i]
		if !n.is(lang.Measure) || n.first == d.span.First {
			continue
		}
		num := &d.text.Tokens[n.first-1]
		if !num.Has(scan.Number) {
			continue
		}
		switch d.dict.Value(d.text, &d.tags[n.tag], lang.Measure) {
		case "km":
			if c.Length == 0 && (n.end >= d.span.End || !d.text.Tokens[n.end].After(scan.Other)) { // not "200 km/h"
				c.Length = parseNumber(d.text.Bytes[num.Start:num.End])
			}
		case "money":
			if c.Cost.Empty() {
				c.Cost = d.bytes(n.first-1, n.end)
				c.Cost.Start = d.currency(c.Cost.Start)
			}
		}
	}
}

// longestSign bounds a currency sign before an amount: "US$", "RM".
const longestSign = 4

// currency gives the start of the currency sign that ends at byte i, or i.
func (d *Document) currency(i int32) int32 {
	b, start := d.text.Bytes, i
	for start > 0 && i-start <= longestSign && b[start-1] > ' ' && b[start-1] != '(' {
		start--
	}
	if i-start > longestSign {
		return i
	}
	return start
}

// endpoints gives the places that the railway at node k, whose name is tokens
// [first, end), joins: the parts of a compound name, else "from A to B" behind it.
func (d *Document) endpoints(k int, first, end int32) []string {
	var out []string
	for i := first; i < end; {
		j := d.place(i, end)
		if j < end && j > i && d.text.Tokens[j].Gap&(scan.Hyphen|scan.Dash) != 0 || len(out) > 0 && j > i {
			out = append(out, d.textOf(i, j))
		}
		if j == i || j < end && d.text.Tokens[j].Gap&(scan.Hyphen|scan.Dash) == 0 {
			break
		}
		i = j
	}
	if len(out) >= 2 {
		return out
	}
	for i := k + 1; i < len(d.nodes) && d.nodes[i].first-d.nodes[k].end <= 14; i++ {
		if n := &d.nodes[i]; !n.is(lang.From) && !n.is(lang.Between) {
			continue
		}
		a := d.nodes[i].end
		b := d.place(a, d.span.End)
		if b == a {
			return nil
		}
		for j := b; j < min(b+8, d.span.End); j++ {
			if d.isLink(j) {
				if e := d.place(j+1, d.span.End); e > j+1 {
					return []string{d.textOf(a, b), d.textOf(j+1, e)}
				}
			}
		}
		return nil
	}
	return nil
}

// place gives the end of the capitalised words that begin at token i.
func (d *Document) place(i, end int32) int32 {
	j := i
	for j < end && j-i < longestLine && d.text.Tokens[j].Flags&(scan.Capital|scan.Upper) != 0 && !d.railWord(j) {
		if j > i && d.text.Tokens[j].Gap&^(scan.Space|scan.Apostrophe|scan.Dot) != 0 {
			break
		}
		j++
	}
	return j
}

// railWord tells whether token i is of the railway's noun.
func (d *Document) railWord(i int32) bool {
	t := d.tagAt(i)
	return t != nil && t.Is(lang.RailNoun)
}

// isLink tells whether token i is a word that leads to the other end of a line.
func (d *Document) isLink(i int32) bool {
	t := d.tagAt(i)
	return t != nil && t.First == i && (t.Is(lang.To) || t.Is(lang.And) || t.Is(lang.With))
}

// textOf copies the words of tokens [first, end).
func (d *Document) textOf(first, end int32) string {
	c := d.bytes(first, end)
	return string(d.text.Bytes[c.Start:c.End])
}

// parseNumber reads "12.24", "1,200", "1.200": the mark before exactly three
// last digits groups thousands.
func parseNumber(b []byte) float64 {
	v, scale, frac := 0.0, 1.0, false
	for i, c := range b {
		switch {
		case c >= '0' && c <= '9':
			v = v*10 + float64(c-'0')
			if frac {
				scale *= 10
			}
		case (c == '.' || c == ',') && len(b)-i-1 != 3:
			frac = true
		case c != '.' && c != ',':
			return v / scale
		}
	}
	return v / scale
}
