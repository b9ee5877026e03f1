package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// sequel is how many sentences behind a meeting its next round can be told.
const sequel = 6

var rounds = lang.SetOf(lang.TalksNoun, lang.NegotiateNoun, lang.Gathering)

// nextRound finds a meeting to come of those who met before: "The next round will
// be held in Geneva", "KTT berikutnya digelar di Malaysia".
func (d *Document) nextRound(k int) {
	if !d.nodes[k].any(rounds) || !d.isNext(k) {
		return
	}
	b := binding{set: d.met, weak: true}
	switch {
	case d.met.Empty() && d.index-d.lastAgreed <= sequel:
		b.set = d.agreed // "the first round": of those who agreed to negotiate
	case !d.story.Empty() && !d.story.Within(d.met):
		b.set = d.story // others have met in between
	case d.index-d.lastMet > sequel:
		return
	}
	if b.set.Empty() {
		return
	}
	if d.nodes[k].is(lang.Gathering) && !d.gathered.Empty() {
		b.set = d.gathered // "the next summit": of the body that the story is about
	}
	c, ok := d.newMeeting("next", 0.65, &b, k)
	if !ok || c.Background || c.Status != events.MeetingPlanned && c.Status != events.MeetingCancelled {
		return
	}
	c.Channel = events.InPerson
	d.emit(c)
}

// taking are the words by which an encounter takes place.
var taking = lang.SetOf(lang.Light, lang.Now, lang.BeginVerb)

// isNext tells whether the meeting at node k is told as one more.
func (d *Document) isNext(k int) bool {
	if d.nodes[k].is(lang.Next) {
		return true
	}
	i, dated := slices.BinarySearchFunc(d.dates, d.nodes[k].end, func(m dates.Mention, end int32) int { return int(m.First - end) })
	if dated && d.dates[i].Forward() {
		return true // "perundingan tahun depan"
	}
	if k+2 < len(d.nodes) && d.nodes[k+1].is(lang.Will) && d.near(k, k+1, 2) && d.nodes[k+2].any(taking) && d.near(k+1, k+2, 1) {
		return true // "technical talks are to begin", and not "the talks are to cover energy"
	}
	for _, i := range [...]int{k - 1, k + 1} {
		if i >= 0 && i < len(d.nodes) && d.nodes[i].is(lang.Next) && d.near(min(i, k), max(i, k), 2) {
			return true
		}
	}
	return false
}
