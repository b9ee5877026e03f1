package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// ofNoun tells whether m only says which one of a noun is meant, beside the trigger at node k:
// "preparations for the October summit", "the clashes of last year", "menjelang pemilu
// November".
func (d *Document) ofNoun(m *dates.Mention, k int) bool {
	if d.profile().AdjectiveLast {
		return d.behindNoun(m, k)
	}
	return d.beforeNoun(m, k) || d.ownedByNoun(m)
}

// beforeNoun tells whether m stands between an article and a noun other than that of the
// trigger, at which nothing is told to happen: "the October summit", but not "signed it at the
// October summit".
func (d *Document) beforeNoun(m *dates.Mention, k int) bool {
	if m.End >= d.span.End || d.text.Tokens[m.End].Gap&^scan.Space != 0 || !d.isWord(m.First-1, determiners) || d.isWord(m.First-2, occasionLeads) {
		return false
	}
	t := d.tagAt(m.End)
	if t == nil {
		return true
	}
	i := d.nodeFrom(t.First)
	return t.Classes.Any(occasionNouns) && i < len(d.nodes) && i != k
}

// ownedByNoun tells whether a noun that is none of a span of time stands right before the "of"
// before m.
func (d *Document) ownedByNoun(m *dates.Mention) bool {
	of := d.tagAt(m.First - 1)
	return of != nil && of.Is(lang.Of) && m.First-2 >= d.span.First && d.tagAt(m.First-2) == nil && !d.isWord(m.First-2, timeNouns) && !d.text.Tokens[m.First-2].Has(scan.Number)
}

// timeNouns are the nouns for a part of a day, a week or a year: "the evening of May 3".
var timeNouns = words("timeNouns")

// behindNoun tells whether m stands, without a preposition, right behind an election, or an
// encounter that is only talked of or prepared: "membahas persiapan KTT Oktober".
func (d *Document) behindNoun(m *dates.Mention, k int) bool {
	if d.hasWord(m.First-2, m.First, ballots) {
		return true
	}
	i := d.nodeFrom(m.First) - 1
	if i <= k || d.nodes[i].end != m.First || !d.nodes[i].any(occasionNouns) || !d.nodes[k].is(lang.DiscussVerb) && !d.nodes[k].any(encounters) {
		return false
	}
	return d.nodes[i-1].is(lang.DiscussVerb) && d.near(i-1, i, 1) || d.hasWord(d.nodes[i].first-1, d.nodes[i].first, preparations)
}

// preparations are the words before an encounter that is only prepared.
var preparations = words("preparations")

// ofPeriod tells whether m is a month or year all through which that was so which those who met at
// node k spoke of, or which a relative clause tells: "discussed trade throughout last year".
func (d *Document) ofPeriod(m *dates.Mention, k int) bool {
	if m.Daily() || m.Weekly() || !d.hasWord(m.First-1, m.First+1, periods) {
		return false
	}
	return d.nodes[k].is(lang.DiscussVerb) || d.trigger(lang.Relative, k+1, d.nodeFrom(m.First)) >= 0
}

// periods are the words before such a month or year.
var periods = words("periods")
