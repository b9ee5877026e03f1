package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// calledOff finds the meeting to come of which a moment ago was told, where the noun at node k
// says that it was given up: "The meeting was postponed", "Pertemuan itu kini ditiadakan".
func (d *Document) calledOff(k int) bool {
	if !d.nodes[k].any(occasionNouns) || !d.pointsBack(k) || !d.isOff(k) {
		return false
	}
	plan := d.lastPlan()
	if plan == nil {
		return false
	}
	b := binding{set: plan.Parties, guests: plan.Guests, weak: true}
	c, ok := d.newMeeting("called-off", 0.65, &b, k)
	if !ok || c.Status != events.MeetingCancelled {
		return false
	}
	c.Date, c.Dated, c.Ahead, c.DateCue, c.Background = plan.Date, plan.Dated, plan.Ahead, plan.DateCue, false
	c.Channel = plan.Channel
	d.emit(c)
	return true
}

// pointsBack tells whether the noun at node k stands for what was told before: "the meeting",
// "that visit", "pertemuan tersebut".
func (d *Document) pointsBack(k int) bool {
	if d.profile().AdjectiveLast {
		return d.pointedAt(d.nodes[k].end)
	}
	return d.definite(k) || d.isWord(d.nodes[k].first-1, those)
}

// isOff tells whether the words right behind the noun at node k call it off.
func (d *Document) isOff(k int) bool {
	i := k + 1
	for i < len(d.nodes) && (d.nodes[i].is(lang.Now) || d.nodes[i].is(lang.Light)) && !d.nodes[i].is(lang.Cancel) {
		i++ // "have now been"
	}
	return i < len(d.nodes) && d.nodes[i].is(lang.Cancel) && d.near(k, i, doerReach) && !d.separated(i-1, i)
}

// lastPlan gives the last news of a meeting, where that is to come and was told a moment ago;
// else nil.
func (d *Document) lastPlan() *Candidate {
	for i := len(d.found) - 1; i >= 0 && d.index-d.found[i].Sentence <= thirdReach; i-- {
		if c := &d.found[i]; c.Type == events.TypeMeeting && !c.Background {
			if c.Status == events.MeetingPlanned {
				return c
			}
			return nil
		}
	}
	return nil
}
