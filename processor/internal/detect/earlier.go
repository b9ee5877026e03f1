package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// tellEarlier marks c, told at node k, as of an earlier stop of the journey on which the news is:
// "Before coming here he met X", "flew in from New York, where he met X", "arrived after attending the
// summit", and "There he met X" behind it. It was on none of the days that the journey is told to be on.
func (d *Document) tellEarlier(c *Candidate, k int) {
	if c.Type != events.TypeMeeting || c.Status != events.MeetingHeld || d.span.First < d.headline {
		return
	}
	first := d.beforeJourney(k) || d.whenceHeCame(k) || d.afterStop(k)
	goesOn := d.earlierAt == d.index-1 && !d.opensParagraph() && (d.isThere() || d.opensAt(k))
	if c.Earlier = first || goesOn; c.Earlier {
		d.earlierAt = d.index
	}
}

// beforeJourney tells whether the sentence opens with the journey before which the word at node k tells
// something: "Before flying to X, he …", "Sebelum ke X, beliau …".
func (d *Document) beforeJourney(k int) bool {
	open := d.span.First
	if !d.isWord(open, earlierOn) || d.nodes[k].first <= open+1 || d.gaps(open, d.nodes[k].first)&scan.Comma == 0 {
		return false
	}
	i := d.nodeFrom(open + 1)
	if i >= k || d.nodes[i].first-open > earlierReach || !d.nodes[i].any(travelling) && !d.isWord(d.nodes[i].first, arriving) {
		return false
	}
	for ; i < k && !d.separated(i, i+1); i++ {
		if a := d.actorAt(i + 1); a != nil && a.kind <= byPlace || d.nodes[i+1].is(lang.Here) {
			return true // and not "before going to the ministry"
		}
	}
	return false
}

// whenceHeCame tells whether the word at node k stands in a clause about the place from where somebody
// is told to have come: "back from Tokyo, where he met X".
func (d *Document) whenceHeCame(k int) bool {
	for p := k - 1; p > 0 && d.near(p, k, reach); p-- {
		a := d.actorAt(p)
		if a == nil || a.kind > byPlace || !a.preps.Has(lang.From) || a.end >= d.span.End {
			continue
		}
		said := p > 1 && d.nodes[p-2].is(lang.SayVerb) // "said from Osaka, where he is"
		return !said && d.text.Tokens[a.end].After(scan.Comma) && d.hasWord(a.end, a.end+2, whereWords)
	}
	return false
}

// whereWords are the words for the place at which something was.
var whereWords = words("whereWords")

// afterStop tells whether the word at node k tells that somebody was at a gathering or in a state from
// where he made the journey of the main clause: "came after attending the summit".
func (d *Document) afterStop(k int) bool {
	lo, _ := d.clause(k)
	if lo < 2 || !d.nodes[k].any(comingThere) && d.trigger(lang.AttendVerb, lo, k) < 0 || !d.isWord(d.nodes[lo-1].first, afters) {
		return false
	}
	for i := lo - 2; i >= 0 && d.near(i, lo-1, reach); i-- {
		if d.nodes[i].any(travelling) || d.isWord(d.nodes[i].first, arriving) {
			return true
		}
	}
	return false
}

// opensAt tells whether the sentence opens with a place, before node k.
func (d *Document) opensAt(k int) bool {
	a := d.actorAt(0)
	if a == nil && k > 1 && d.nodes[0].any(placing) {
		a = d.actorAt(1)
	}
	return k > 0 && a != nil && a.kind <= byPlace && a.preps.Has(lang.In)
}

// travelling are the words for a journey, and earlierReach is how many words behind "before" one begins.
var travelling = lang.SetOf(lang.VisitVerb, lang.VisitNoun, lang.Journey, lang.To)

const earlierReach = 3
