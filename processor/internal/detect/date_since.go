package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// sinceThen tells whether the date is only what the event at node k is counted from:
// that of a clause behind "since", "her first trip since she took office on 19 March",
// a month or year behind an encounter, "their first meeting since the summit of May", or that
// of a phrase that opens the sentence, "Untuk pertama kali sejak 2019, X dan Y bertemu".
func (d *Document) sinceThen(m *dates.Mention, k int) bool {
	if m.End <= d.nodes[k].first && d.sinceOpening(m) || d.firstSince(m) {
		return true
	}
	lo, hi := d.clause(k)
	if lo > 0 && m.End <= d.nodes[lo-1].first && d.inSince(m) {
		return true
	}
	if hi >= len(d.nodes) || !d.nodes[hi].is(lang.Clause) || d.nodes[hi].is(lang.Relative) || m.First < d.nodes[hi].end {
		return false
	}
	if d.value(hi, lang.Clause) == "since" && d.sinceClause(hi, k, m) {
		return !d.broken(hi+1, m.First)
	}
	noun := hi - 1
	if a := d.actorAt(noun); a != nil && a.kind == byPair {
		noun-- // "their", in languages that put the owner last
	}
	return !m.Daily() && !m.Weekly() && !d.tellsPlanOf(hi) && noun >= k && d.nodes[noun].any(encounters) && d.nodes[noun].forms == 0 && d.near(noun, hi, 3)
}

// inSince tells whether m stands in a clause of its own behind a "since": "since he took office in
// March".
func (d *Document) inSince(m *dates.Mention) bool {
	i := d.nodeFrom(m.First) - 1
	for i > 0 && !d.nodes[i].any(breaks) {
		i--
	}
	return i >= 0 && d.value(i, lang.Clause) == "since" && m.First-d.nodes[i].end >= sinceWords
}

// sinceOpening tells whether m is the month or year of a "since" by which the sentence opens, and
// a comma closes its phrase.
func (d *Document) sinceOpening(m *dates.Mention) bool {
	return !m.Daily() && !m.Weekly() && m.First-d.span.First <= openingWords && m.End < d.span.End && d.text.Tokens[m.End].After(scan.Comma) && d.isStart(m)
}

// firstSince tells whether m is the month or year of the last time, of which something is told
// to be the first: "bertemu untuk pertama kali sejak 2019".
func (d *Document) firstSince(m *dates.Mention) bool {
	return !m.Daily() && !m.Weekly() && d.hasWord(m.First-firstReach, m.First, firsts) && d.isStart(m)
}

// firstReach is how many words back from such a date "first" stands.
const firstReach = 12

// firsts are the words for that.
var firsts = words("firsts")

// openingWords is how many words such a phrase has at most before its date.
const openingWords = 8

// broken tells whether another clause begins from node i on, before the token end.
func (d *Document) broken(i int, end int32) bool {
	for ; i < len(d.nodes) && d.nodes[i].first < end; i++ {
		if d.nodes[i].any(breaks) || d.nodes[i].is(lang.Relative) {
			return true
		}
	}
	return false
}

// sinceClause tells whether a clause, and not only a date, stands between the "since" at node i and m,
// behind the encounter at node k: "since he took office on Monday", "sejak dilantik minggu lalu".
func (d *Document) sinceClause(i, k int, m *dates.Mention) bool {
	return m.First-d.nodes[i].end >= sinceWords || !d.nodes[k].is(lang.VisitNoun) && d.hasWord(d.nodes[i].end, m.First, inaugural)
}

// inaugural are the verbs by which somebody comes to an office.
var inaugural = words("inaugural")

// sinceWords is how many words make a clause between "since" and a date.
const sinceWords = 3
