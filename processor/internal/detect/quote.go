package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// findQuotes finds the quotations of the sentence. One that opens a sentence, or
// stands behind a colon or comma, asserts nothing; a few quoted words belong to the
// clause around them.
func (d *Document) findQuotes() {
	d.quotes = d.quotes[:0]
	if d.span.Gaps&scan.QuoteOpen == 0 {
		return
	}
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

// speaksForBoth tells whether an official quotes what both sides did: "Both sides
// have agreed to begin negotiations," the minister said; or names his state and
// another as those who did it.
func (d *Document) speaksForBoth() bool {
	both := false
	var named party.Set
	for i := range d.actors {
		a := &d.actors[i]
		both = both || a.kind == byPair && a.want >= 2 && !a.guest
		if a.kind == byName && a.set.Len() == 2 && a.preps == (lang.Set{}) && !a.speaks {
			named = a.set
		}
	}
	for i := range d.actors {
		if a := &d.actors[i]; a.speaks && a.kind == byPerson && a.rank >= minister && (both && a.set.Within(d.event) || a.set.Within(named)) {
			return true
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
