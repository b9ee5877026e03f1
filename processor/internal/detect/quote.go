package detect

import (
	"bytes"
	"slices"

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
	opens := open == d.span.First
	whole := end-open >= 4 && (opens || toks[open].Flags&scan.Capital != 0 && toks[open].After(scan.Comma|scan.Colon))
	whole = whole || opens && end-open > 1 && end < d.span.End && toks[end].After(scan.Comma) && toks[end-1].Flags&scan.Capital == 0 // "Trade will grow," and not "Peace Bridge"
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

// inQuotes tells whether token i is inside quotation marks, be it one of a few quoted words.
func (d *Document) inQuotes(i int32) bool {
	return slices.ContainsFunc(d.quotes, func(q quote) bool { return i >= q.first && i < q.end })
}

// longestQuote is how many nodes a sentence has at most that is no run-on.
const longestQuote = 64

// speaksForBoth tells whether an official quotes at node k what both sides did: "Both sides
// have agreed to begin negotiations," the minister said; or names his state and another as
// those who did it, or says "we" of those who have just met.
func (d *Document) speaksForBoth(k int) bool {
	if len(d.nodes) > longestQuote || d.nodes[k].is(lang.ReachVerb) && d.judge(k).modality != asserted {
		return false // "we will reach a deal": a hope
	}
	both, with := false, false
	var named party.Set
	for i := range d.actors {
		a := &d.actors[i]
		both = both || a.kind == byPair && a.want >= 2 && !a.guest
		with = with || a.preps.Has(lang.With) && a.kind != byPair && a.kind != adjunct && !a.set.Empty()
		if a.kind == byName && a.set.Len() == 2 && a.preps == (lang.Set{}) && !a.speaks {
			named = a.set
		}
	}
	who := d.quotedOfficial()
	if who.Empty() {
		return false
	}
	met := who.Within(&d.event) && d.event.Len() == 2
	return both && who.Within(&d.event) || who.Within(&named) || (met || with) && d.saysWe(k)
}

// speaksOfDeal tells whether an official quotes at node k what his state has done with a deal that it has or was
// offered: "We have terminated the agreement with X," the minister said.
func (d *Document) speaksOfDeal(k int) bool {
	lo, hi := d.clause(k)
	return len(d.nodes) <= longestQuote && d.dealNear(k, lo, hi) >= 0 && d.saysWe(k) && !party.Nobody(d.quotedOfficial()) && d.judge(k).modality == asserted
}

// ofOne are the triggers of what one state can do with a deal, and an official tell of.
var ofOne = lang.SetOf(lang.EndVerb, lang.SuspendVerb, lang.ExtendVerb, lang.RatifyVerb, lang.RejectVerb)

// quotedOfficial gives the state of the minister or leader whose words the sentence quotes.
func (d *Document) quotedOfficial() party.Set {
	for i := range d.actors {
		if a := &d.actors[i]; a.speaks && (a.kind == byPerson || a.kind == byOffice && !a.organ) && a.rank >= minister {
			return a.set
		}
	}
	if d.he.rank < minister || d.index-d.he.sentence > 1 {
		return party.Set{}
	}
	for i := range d.tags {
		t := &d.tags[i]
		if t.Is(lang.SayVerb) && d.profile().AdjectiveLast && bytes.HasSuffix(d.word(t.End-1), clitic) {
			return d.he.set // "katanya"
		}
	}
	return party.Set{}
}

// ourselves are the words by which a speaker means his side and another.
var ourselves = words("ourselves")

// weReach is how many words may stand between such a word and its verb.
const weReach = 5

// saysWe tells whether such a word tells who does what the verb at node k says: "we ratified it", "it was ratified by our
// parliament", "disahkan parlemen kami".
func (d *Document) saysWe(k int) bool {
	n := &d.nodes[k]
	return d.hasWord(n.first-weReach, n.first, ourselves) || d.isPassive(n) && d.hasWord(n.end, n.end+agentReach, ourselves)
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
