package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// nextStop tells whether the place at node j is one more on a tour, without a link of
// its own: "to Amman on Wednesday and Beirut on Thursday". Behind a comma without an
// "and" it needs a date. With a verb behind it, it begins another clause.
func (d *Document) nextStop(j int) bool {
	a := d.actorAt(j)
	if a.kind > byPlace || a.preps.Any(prepositions) || a.possessive {
		return false
	}
	if j+1 < len(d.nodes) && d.near(j, j+1, 0) && (d.nodes[j+1].any(verbs) || d.nodes[j+1].any(auxiliaries) || d.nodes[j+1].any(predicates)) {
		return false
	}
	if d.nodes[j-1].is(lang.And) && d.near(j-1, j, 1) && !d.isWord(a.first-1, reproving) {
		return true
	}
	return d.text.Tokens[a.first].After(scan.Comma) && d.ownDate(a.end, d.span.End) != nil
}

var predicates = lang.SetOf(lang.SayVerb, lang.Light, lang.TalksNoun)

// dateReach is how many words may stand between a stop and its date: "in", "on".
const dateReach = 2

// ownDate gives the date that stands right behind token end, or where that meeting was, "X in
// Warsaw on Tuesday", and before token limit, or nil.
func (d *Document) ownDate(end, limit int32) *dates.Mention {
	if i := d.nodeFrom(end); i+1 < len(d.nodes) && d.nodes[i].is(lang.In) && d.nodes[i].first == end && d.near(i, i+1, 0) {
		if a := d.actorAt(i + 1); a != nil && a.kind == byPlace {
			end = a.end
		}
	}
	i, _ := slices.BinarySearchFunc(d.dates, end, func(m dates.Mention, end int32) int { return int(m.First - end) })
	if i < len(d.dates) && d.dates[i].First-end <= dateReach && d.dates[i].End <= limit {
		return &d.dates[i]
	}
	return nil
}

// stopDate gives the date of the j-th actor of b alone, one of those on the right: behind it, or before it where
// an "and" or a "then" goes on with it, "met X on Sunday and, a day later, Y"; nil for none.
func (d *Document) stopDate(b *binding, j int8) *dates.Mention {
	a := &d.actors[b.actors[j]]
	if j > b.left {
		if link := d.linkBefore(a.first, d.actors[b.actors[j-1]].end); link > 0 {
			if m := d.ownDate(link, a.first); m != nil {
				return m
			}
		}
	}
	limit := d.span.End
	if j+1 < b.n {
		next := d.actors[b.actors[j+1]].first
		if limit = d.linkBefore(next, a.end); limit == 0 {
			limit = next
		}
	}
	return d.ownDate(a.end, limit)
}

// linkBefore gives the token behind the last "and" or "then" between tokens end and first; 0 where there is none.
func (d *Document) linkBefore(first, end int32) int32 {
	for i := d.nodeFrom(first) - 1; i >= 0 && d.nodes[i].first >= end; i-- {
		if n := &d.nodes[i]; n.is(lang.And) || n.is(lang.Then) {
			return n.end
		}
	}
	return 0
}

// dateStop gives stop, which is the i-th actor of the tour b of visitor, its own date. A stop
// without one, beside stops that have theirs, is dated only by what stands before all
// of them: "On Monday he went to A and B", but not "to A on Monday, and to B".
func (d *Document) dateStop(stop *Candidate, b *binding, i int8, visitor party.Set) {
	if b.n-b.left < 2 || d.pub.IsZero() {
		return
	}
	var own *dates.Mention
	stops, dated := 0, false
	for j := b.left; j < b.n; j++ {
		if d.actors[b.actors[j]].set.Within(&visitor) {
			continue // "a visit to Kenya by President X in March"
		}
		stops++
		m := d.stopDate(b, j)
		if dated = dated || m != nil; j == i {
			own = m
		}
	}
	if stops < 2 {
		return
	}
	common := stop.Dated && stop.DateCue.Start < d.text.Tokens[d.actors[b.actors[b.left]].first].Start
	if own == nil && (!dated || common) && !(stop.Journey() && d.followsOn(b, i)) {
		return
	}
	future := stop.Status == events.MeetingPlanned || stop.Status == events.MeetingCancelled
	stop.forgetDate()
	stop.Month = false
	if own != nil {
		d.setDate(stop, own, future)
	}
	if stop.Ahead && !future {
		stop.Status = events.MeetingPlanned
	}
}

// followsOn tells whether the i-th stop of the journey b may come on another day than the
// first: "to A and then to B".
func (d *Document) followsOn(b *binding, i int8) bool {
	first, stop := d.actors[b.actors[b.left]].end, d.actors[b.actors[i]].first
	for k := range d.nodes {
		if n := &d.nodes[k]; n.is(lang.Then) && n.first >= first && n.end <= stop {
			return true
		}
	}
	return false
}
