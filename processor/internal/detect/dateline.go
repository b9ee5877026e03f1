package detect

import (
	"time"

	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// longestDateline bounds a dateline, in tokens.
const longestDateline = 14

// A dateline's day is believed when publication follows it by so many days: a paper
// prints the wire of last night. West of the publisher's zone it may lie a day ahead.
const (
	daysInPrint = 3
	daysAhead   = 1
)

// skipDateline takes the dateline, "KHIVA (Uzbekistan), 19 May (Bernama) --",
// off the first sentence of the body, clock times aside: it tells where the story was written, and
// nobody who acts in it.
func (d *Document) skipDateline() {
	if d.span.First < d.headline || d.bodySentence > 0 {
		return
	}
	end := d.datelineEnd()
	if end == d.span.First {
		return
	}
	sentence := d.span.End
	d.span.End = end
	d.readDay()
	d.span.First, d.span.End = end, sentence
	n := 0
	for n < len(d.tags) && d.tags[n].First < end {
		n++
	}
	d.tags = d.tags[n:]
}

// readDay takes the day of the dateline, d.span, for the one that the story counts
// from: its "today", however much later it was published.
func (d *Document) readDay() {
	if d.pub.IsZero() {
		return
	}
	d.readDates()
	for i := range d.dates {
		date, ok := d.dates[i].Resolve(d.pub, false)
		if !ok || date.Day == 0 {
			continue
		}
		if day := date.Time(); !day.Before(d.dayOff(-daysInPrint)) && !day.After(d.dayOff(daysAhead)) {
			d.pub = time.Date(date.Year, time.Month(date.Month), date.Day, 0, 0, 0, 0, d.pub.Location())
			d.today = day
		}
		return
	}
}

// Written gives the day that the story counts from, its "today": that of its
// dateline, else that of publication; zero when neither is known. Run finds it.
func (d *Document) Written() time.Time { return d.pub }

// datelineEnd gives the first token behind the dateline, or the sentence's first
// when there is none. A dateline is capitalised words, numbers, internet names and dates up to a
// dash, a colon, or the bracket that ends the agency's name; a point makes it a sentence:
// "LUMUT, Selasa, 5 Mac. -", "YEREVAN, July 31 /ARKA/."
func (d *Document) datelineEnd() int32 {
	if d.isArticle(d.span.First) && d.tagAt(d.span.First) == nil {
		return d.span.First // "The EU – Japan summit", but not "The Hague –"
	}
	bracket := false
	for i := d.span.First; i-d.span.First <= longestDateline; i++ {
		if i == d.span.End {
			if int(i) < len(d.text.Tokens) && (d.text.Tokens[i].After(scan.Dash) || d.onlyDates()) {
				return i
			}
			break
		}
		t := &d.text.Tokens[i]
		if i > d.span.First {
			switch {
			case t.After(scan.Dash), t.After(scan.Hyphen) && t.After(scan.Space), t.After(scan.Colon) && i-d.span.First <= 4:
				return i
			case bracket && t.After(scan.Bracket) && d.text.Tokens[i-1].Has(scan.Upper) && t.Has(scan.Capital):
				return i
			}
		}
		bracket = bracket || t.After(scan.Bracket)
		if t.Flags&(scan.Capital|scan.Number) == 0 && !d.dated(i) && !d.isSite(i) {
			return d.span.First
		}
	}
	return d.span.First
}

// onlyDates tells whether the sentence has a day, and no word that tells of anything: in
// capitals, "XI VISITS HANOI ON MONDAY", it may be a line of the story.
func (d *Document) onlyDates() bool {
	dated := false
	for i := range d.tags {
		t := &d.tags[i]
		if t.Classes.Any(telltale) {
			return false
		}
		dated = dated || t.Is(lang.Date)
	}
	return dated
}

// telltale are the words that a dateline does not have.
var telltale = triggers.Union(verbs).Union(occasionNouns).Union(lang.SetOf(lang.Title, lang.Person, lang.RailNoun, lang.SayVerb, lang.Demonym))

// isSite tells whether the word at token i, between a comma and the dash that ends a
// dateline, is of the small-lettered name of who publishes: "Jakarta, detikcom -",
// "JAKARTA, kumparan.com -".
func (d *Document) isSite(i int32) bool {
	first, next := i, i+1
	if first > d.span.First && !d.text.Tokens[first].After(scan.Space) {
		first--
	}
	if next < d.span.End && !d.text.Tokens[next].After(scan.Space) {
		next++
	}
	return first > d.span.First && d.text.Tokens[first].After(scan.Comma) && next < d.span.End && d.text.Tokens[next].After(scan.Dash)
}
