package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// opinion tells whether the article is a column, whose writer tells what he thinks of
// what states do: "OPINION: …", "The writer is a fellow at …".
func (d *Document) opinion() bool {
	if !d.text.Told.Has(lang.Column) {
		return false
	}
	for i := range d.text.Tags {
		if t := &d.text.Tags[i]; t.Is(lang.Column) && d.isColumn(t) {
			return true
		}
	}
	return false
}

// isColumn tells whether tag t heads a column or closes one.
func (d *Document) isColumn(t *tag.Tag) bool {
	if d.dict.Value(d.text, t, lang.Column) == "close" {
		return d.closes(t.First)
	}
	return t.First == 0 && int(t.End) < len(d.text.Tokens) && d.text.Tokens[t.End].After(scan.Colon|scan.Dash|scan.Other)
}

// closingSentences are those in which a column tells who has written it.
const closingSentences = 3

// closes tells whether token i begins one of the article's last sentences.
func (d *Document) closes(i int32) bool {
	n := len(d.text.Sentences)
	for _, s := range d.text.Sentences[max(0, n-closingSentences):] {
		if s.First == i && s.First >= d.headline {
			return true
		}
	}
	return false
}

// tellsNothing tells whether the text can hold no event, as most articles of a
// wire do not: it has no trigger, or names neither two parties nor a body, which
// may meet as one. Railways are let pass: their builders and names bring parties.
func (d *Document) tellsNothing() bool {
	switch told := &d.text.Told; {
	case told.Any(railTriggers):
		return false
	case !told.Any(triggers) && !d.travels() && !d.callsOn():
		return true
	}
	var parties party.Set
	for i := range d.text.Tags {
		t := &d.text.Tags[i]
		if !t.Classes.Any(telling) {
			continue
		}
		if t.Classes.Any(standing) {
			parties = parties.Union(d.dict.Set(d.text, t))
		}
		if t.Is(lang.DealNoun) {
			parties = parties.Union(d.ownerOf(t))
		}
		if parties.Len() >= 2 || parties.Meets(&d.dict.Parties.Bodies) {
			return false
		}
	}
	return true
}

// travels tells whether a word of the text tells of a journey.
func (d *Document) travels() bool {
	if !d.text.Told.Has(lang.Journey) {
		return false
	}
	d.tags, d.journeys = d.text.Tags, false
	for i := 0; i < len(d.tags) && !d.journeys; i++ {
		if d.tags[i].Is(lang.Journey) {
			d.asJourney(i, d.tags[i].Classes)
		}
	}
	return d.journeys
}

// callsOn tells whether a word of the text can tell of a call on somebody.
func (d *Document) callsOn() bool {
	return slices.ContainsFunc(d.text.Tags, func(t tag.Tag) bool { return t.Is(lang.Clause) && d.dict.Value(d.text, &t, lang.Clause) == "call" })
}

// standing are the classes that stand for parties by themselves, and telling those
// and the ones that can have an owner.
var (
	standing = countries.Union(lang.SetOf(lang.City, lang.Person))
	telling  = standing.Union(lang.SetOf(lang.DealNoun))
)

var railTriggers = lang.SetOf(lang.RailNoun, lang.Stock)

// skipped tells whether the sentence is no text of the article: a read-also
// line, a caption said again, a bare time, a day over others, or a question.
func (d *Document) skipped() bool {
	if len(d.tags) > 0 && d.tags[0].Is(lang.Skip) && d.tags[0].First-d.span.First <= 1 {
		return true
	}
	if d.isTimestamp() || d.readHeading() || d.isQuestion() {
		return true
	}
	if d.index > 0 && d.span.End-d.span.First >= 3 {
		prev := d.text.Sentences[d.index-1]
		if prev.End-prev.First == d.span.End-d.span.First {
			for i := int32(0); i < d.span.End-d.span.First; i++ {
				if d.text.Tokens[prev.First+i].Hash != d.text.Tokens[d.span.First+i].Hash {
					return false
				}
			}
			return true
		}
	}
	return false
}

// isQuestion tells whether the sentence asks whether something is so: "Will X and Y meet in Geneva?".
func (d *Document) isQuestion() bool {
	if !d.isWord(d.span.First, questioning) {
		return false
	}
	end := d.text.Tokens[d.span.End-1].End
	return int(end) < len(d.text.Bytes) && d.text.Bytes[end] == '?'
}

// questioning are the words with which a question begins that is answered by yes or no.
var questioning = words("questioning")

// dated tells whether token i is a word of a date.
func (d *Document) dated(i int32) bool {
	t := d.tagAt(i)
	return t != nil && t.Is(lang.Date)
}

// isTimestamp tells whether the sentence is only a date and time: "15 April 2025 | 11:30 AM",
// "22 May 2024 at 15:47".
func (d *Document) isTimestamp() bool {
	numbers := 0
	for i := d.span.First; i < d.span.End; i++ {
		switch t := &d.text.Tokens[i]; {
		case t.Has(scan.Number):
			numbers++
		case d.dated(i), numbers > 0 && d.tagAt(i) != nil && d.tagAt(i).Is(lang.In), t.Has(scan.Upper) && t.End-t.Start <= 4: // AM, WIB
		default:
			return false
		}
	}
	return numbers > 0
}

// findDenial finds who denies something in the headline, "Wisma Putra denies Malaysia
// met Israel": the article tells of what did not happen, and repeats it all the way.
func (d *Document) findDenial() {
	var named party.Set
	for i := range d.text.Tags {
		t := &d.text.Tags[i]
		switch {
		case t.First >= d.headline:
			return
		case t.Is(lang.Refuse) && d.dict.Value(d.text, t, lang.Refuse) == "deny":
			if d.denier = named; named.Empty() {
				d.denier = d.home
			}
			return
		case t.Classes.Any(countries):
			named = named.Union(d.setOf(t))
		}
	}
}
