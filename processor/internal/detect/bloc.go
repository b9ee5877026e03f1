package detect

import (
	"slices"
	"strings"

	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// bloc is the body that the phrase "the bloc" at a token means.
type bloc struct {
	token int32
	set   party.Set
}

// findBlocs lets every "the bloc" name the union of states that the text has named last
// before it, those aside with which or to which another does something, or the only one, and "the alliance" the
// only one in the text that can be called that. It then reads as that body's name: "leaders of the bloc".
func (d *Document) findBlocs() {
	if !d.text.Told.Has(lang.Bloc) {
		return
	}
	var last, all party.Set
	for i := range d.text.Tags {
		if t := &d.text.Tags[i]; t.Classes.Any(uniting) {
			all = all.Union(d.setOf(t))
		}
	}
	for i := range d.text.Tags {
		t := &d.text.Tags[i]
		if s := d.unionOf(t); !s.Empty() {
			if last.Empty() || !d.isPartner(i) {
				last = s
			}
		} else if t.Is(lang.Bloc) {
			s := last
			called, title, ofOffice := strings.Cut(d.dict.Value(d.text, t, lang.Bloc), ":")
			switch {
			case ofOffice && d.leadsTitle(i, title):
				s = d.dict.Parties.SetOf(strings.Fields(called))
			case ofOffice || d.goesOnAsName(t):
				continue
			case called != "":
				s = all.Intersect(d.dict.Parties.SetOf(strings.Fields(called)))
			case last.Empty() && d.hasOffices(i):
				s = all.Intersect(d.dict.Parties.Unions)
			}
			if s.Len() == 1 {
				d.blocs = append(d.blocs, bloc{t.First, s})
				t.Classes.Add(lang.Body)
			}
		}
	}
}

// hasOffices tells whether the bloc of tag i is told as whose somebody is: "the bloc's ministers", "leaders of the
// bloc".
func (d *Document) hasOffices(i int) bool {
	tags := d.text.Tags
	behind := i+1 < len(tags) && tags[i+1].First == tags[i].End && tags[i+1].Is(lang.Possessive)
	return behind || i > 1 && tags[i-1].Is(lang.Of) && tags[i-2].Is(lang.Title) && tags[i-1].First == tags[i-2].End
}

// leadsTitle tells whether the adjective of tag i stands before an office with that title, but for a
// portfolio between: "European Trade Commissioner".
func (d *Document) leadsTitle(i int, title string) bool {
	tags, end := d.text.Tags, d.text.Tags[i].End
	for _, t := range tags[i+1 : min(i+2+portfolioWords, len(tags))] {
		if t.First-end > portfolioWords || d.gaps(end-1, t.First)&^scan.Inside != 0 {
			break
		}
		if t.Is(lang.Title) {
			_, name, _ := readTitle(d.dict.Value(d.text, &t, lang.Title))
			return name == title
		}
	}
	return false
}

// portfolioWords is how many words may stand between that adjective and the title.
const portfolioWords = 3

// isPartner tells whether the union of tag i stands behind a "with" or the like: "negotiations with the
// European Union".
func (d *Document) isPartner(i int) bool {
	if i == 0 {
		return false
	}
	before, t := &d.text.Tags[i-1], &d.text.Tags[i]
	return before.Classes.Any(partnerLinks) && t.First-before.End <= 1 && t.First >= before.End
}

// partnerLinks are the links before somebody who is not the one of whom the text is.
var partnerLinks = lang.SetOf(lang.With, lang.To, lang.From)

// goesOnAsName tells whether a capitalised word before or behind tag t makes it part of another
// name: "World Economic Forum", "Forum Ekonomi Dunia", "the Forum on China-Africa Cooperation".
func (d *Document) goesOnAsName(t *tag.Tag) bool {
	first := &d.text.Tokens[t.First]
	if !d.text.Tokens[t.End-1].Has(scan.Capital) {
		return false
	}
	if before := t.First - 1; before >= 0 && first.Gap == scan.Space && first.Has(scan.Capital) && d.text.Tokens[before].Has(scan.Capital) && !d.isArticle(before) {
		return true
	}
	next := t.End
	if d.goesOnBy(next) {
		next++
	}
	if int(next) >= len(d.text.Tokens) || d.text.Tokens[t.End].Gap != scan.Space {
		return false
	}
	return d.text.Tokens[next].Gap == scan.Space && d.text.Tokens[next].Has(scan.Capital)
}

// goesOnBy tells whether token i is a preposition by which names go on.
func (d *Document) goesOnBy(i int32) bool {
	return int(i) < len(d.text.Tokens) && nameLinks.has(d.text.Tokens[i].Hash)
}

// nameLinks are those prepositions.
var nameLinks = words("nameLinks")

// uniting are the classes of what can name a union of states.
var uniting = lang.SetOf(lang.Body, lang.Seat)

// unionOf gives the union of states that tag t names, by its name or its seat.
func (d *Document) unionOf(t *tag.Tag) party.Set {
	if !t.Is(lang.Body) && (!t.Is(lang.Seat) || t.Is(lang.Capital)) {
		return party.Set{}
	}
	return d.setOf(t).Intersect(d.dict.Parties.Unions)
}

// blocAt gives the body that "the bloc" at a token means.
func (d *Document) blocAt(token int32) party.Set {
	i, ok := slices.BinarySearchFunc(d.blocs, token, func(b bloc, token int32) int { return int(b.token - token) })
	if !ok {
		return party.Set{}
	}
	return d.blocs[i].set
}

// spellOut gives every event of a body that is a circle of a few states, all of whom the text names,
// those as parties as well: the four of "the Visegrad Four met".
func (d *Document) spellOut() {
	for i := range d.found {
		c := &d.found[i]
		for body := range c.Parties.Intersect(d.dict.Parties.Circles).All() {
			if members := d.dict.Parties.Members(body); members.Within(&d.mentioned) {
				c.Parties = c.Parties.Union(members)
			}
		}
	}
}

// tellUnion takes the unions of states that the sentence names for those of which the text
// speaks, or else leaves those of the sentence before.
func (d *Document) tellUnion() {
	var here party.Set
	if d.told.Any(uniting) {
		for i := range d.tags {
			here = here.Union(d.unionOf(&d.tags[i]))
		}
	}
	switch {
	case !here.Empty():
		d.union, d.unionAt = here, d.index
	case d.index != d.unionAt+1:
		d.union = here
	}
}
