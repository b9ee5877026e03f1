package detect

import "github.com/dragoman-wire/dragoman/processor/internal/scan"

// longestDateline bounds a dateline, in tokens.
const longestDateline = 14

// skipDateline takes the dateline, "KHIVA (Uzbekistan), 19 May (Bernama) --",
// off the first sentence of the body: it tells where the story was written, and
// nobody who acts in it.
func (d *Document) skipDateline() {
	if d.span.First != d.headline {
		return
	}
	end := d.datelineEnd()
	if end == d.span.First {
		return
	}
	d.span.First = end
	n := 0
	for n < len(d.tags) && d.tags[n].First < end {
		n++
	}
	d.tags = d.tags[n:]
}

// datelineEnd gives the first token behind the dateline, or the sentence's first
// when there is none. A dateline is capitalised words, numbers and dates up to a
// dash, a colon, or the bracket that ends the agency's name.
func (d *Document) datelineEnd() int32 {
	bracket := false
	for i := d.span.First; i < d.span.End && i-d.span.First <= longestDateline; i++ {
		t := &d.text.Tokens[i]
		if i > d.span.First {
			switch {
			case t.After(scan.Dash), t.After(scan.Colon) && i-d.span.First <= 4:
				return i
			case bracket && t.After(scan.Bracket) && d.text.Tokens[i-1].Has(scan.Upper) && t.Has(scan.Capital):
				return i
			}
		}
		bracket = bracket || t.After(scan.Bracket)
		if t.Flags&(scan.Capital|scan.Number) == 0 && !d.dated(i) {
			return d.span.First
		}
	}
	return d.span.First
}
