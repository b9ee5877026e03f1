package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// offReach is how many sentences behind a plan it can be told to be called off.
const offReach = 2

// planCalledOff finds that the meeting which is told at node k, and which a sentence before
// planned, does not take place: "The trip was postponed", "Pertemuan itu dibatalkan".
func (d *Document) planCalledOff(k int) {
	if !d.told.Has(lang.Cancel) || !d.nodes[k].any(occasionNouns) || !d.isToldBefore(k) {
		return
	}
	i := d.lastPlan(k)
	if i < 0 || d.othersIn(k, &d.found[i]) {
		return
	}
	j := d.judge(k)
	if off := d.cueNode(j.cue); j.modality != cancelled || off < 0 || d.hasWord(d.nodes[off].first-2, d.nodes[off].end, onceBefore) {
		return // "had been put off twice before"
	}
	plan := d.found[i]
	b := binding{set: plan.Parties, weak: true}
	c, ok := d.newMeeting("off", 0.65, &b, k)
	if !ok || c.Status != events.MeetingCancelled {
		return
	}
	c.Channel = plan.Channel
	if !c.Dated || plan.Dated && c.Date.Last().Before(d.dayOff(1)) {
		c.TakeDate(&plan) // "The trip was called off on Monday"
	}
	d.emit(c)
}

// onceBefore are the words by which something happened on an earlier occasion.
var onceBefore = words("onceBefore")

// isToldBefore tells whether the noun at node k means something that was told: "the trip",
// "lawatan itu", and not "the meeting of the cabinet".
func (d *Document) isToldBefore(k int) bool {
	n := &d.nodes[k]
	if k+1 < len(d.nodes) && d.nodes[k+1].is(lang.Of) && d.near(k, k+1, 0) {
		return false
	}
	if d.profile().AdjectiveLast {
		return d.isWord(n.end, definite) || d.isJoint(k+1) && d.near(k, k+1, 0) && d.isWord(d.nodes[k+1].end, definite)
	}
	return d.isWord(n.first-1, definite) || d.isJoint(k-1) && d.near(k-1, k, 0) && d.isWord(d.nodes[k-1].first-1, definite)
}

// isJoint tells whether node i says that several do something together: "trilateral", "tiga penjuru".
func (d *Document) isJoint(i int) bool {
	return i >= 0 && i < len(d.nodes) && d.nodes[i].is(lang.Joint)
}

// lastPlan gives the meeting that was planned last before node k, in this sentence or those right
// before; -1 where there is none.
func (d *Document) lastPlan(k int) int {
	for i := len(d.found) - 1; i >= 0 && d.index-d.found[i].Sentence <= offReach; i-- {
		if c := &d.found[i]; c.Type == events.TypeMeeting {
			if c.Status == events.MeetingPlanned && !c.Background && (c.Sentence < d.index || c.Trigger.End <= d.text.Tokens[d.nodes[k].first].Start) {
				return i
			}
			return -1
		}
	}
	return -1
}

// othersIn tells whether the clause of node k names somebody else than the parties of c.
func (d *Document) othersIn(k int, c *Candidate) bool {
	lo, hi := d.clause(k)
	return slices.ContainsFunc(d.nodes[lo:hi], func(n node) bool {
		return n.actor >= 0 && !d.actors[n.actor].set.Within(&c.Parties)
	})
}

// dueOn gives the meeting that the sentence before told to be called off the day on which it was to have been:
// "Ruto's visit was cancelled. It should have begun on Monday", "Acara itu sepatutnya berlangsung 26 Jun".
func (d *Document) dueOn() {
	n := len(d.found)
	if n == 0 || len(d.dates) == 0 || !d.told.Any(planning) {
		return
	}
	c, m := &d.found[n-1], &d.dates[0]
	if c.Status != events.MeetingCancelled || c.Dated || c.Sentence != d.index-1 || d.namesDoer() || !d.setFor(m) {
		return
	}
	c.forgetDate()
	d.setDate(c, m, d.isNearerAhead(m))
}

// planning are the words by which something was to be.
var planning = lang.SetOf(lang.Will, lang.Cancel, lang.Maybe)

// namesDoer tells whether the sentence names somebody, and not only a place.
func (d *Document) namesDoer() bool {
	return slices.ContainsFunc(d.actorNodes, func(i int) bool { return d.actorAt(i).kind != byPlace && d.actorAt(i).kind != byPair })
}

// setFor tells whether m stands behind a word for what was to be, with no more than a verb of holding or beginning between
// them: "was to have been held on Friday".
func (d *Document) setFor(m *dates.Mention) bool {
	for i := d.nodeFrom(m.First) - 1; i >= 0 && m.First-d.nodes[i].end <= statusReach; i-- {
		switch n := &d.nodes[i]; {
		case n.any(planning):
			return true
		case !n.any(opening) && !n.any(prepositions) && n.actor < 0:
			return false
		}
	}
	return false
}
