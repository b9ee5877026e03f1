package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// newMeeting makes a candidate of the meeting of b that the trigger at node k tells;
// false when it did not and will not take place.
func (d *Document) newMeeting(frame string, confidence float64, b *binding, k int) (Candidate, bool) {
	j := d.judge(k)
	if (j.modality == asserted || j.modality == ongoing) && d.isAim(k) || j.modality == planned && d.isTalkedOf(k) && d.metHere() != nil && d.setBehind(k) < 0 {
		return Candidate{}, false
	}
	if d.aheadOfOthers(k) || d.waits(k) && d.pointsBack(k) && d.metHere() != nil { // "met X before the talks started"
		return Candidate{}, false
	}
	if j.modality == asserted {
		d.aroundPlan(&j, k)
	}
	again := frame == "next" || d.value(k, lang.MeetVerb) == "again" || d.nodes[k].is(lang.Next) || d.nextAt(k-1, k) || d.nextAt(k+1, k)
	if (j.modality == asserted || j.modality == ongoing) && d.resolved(k) {
		j.modality, again = planned, true
	}
	if j.modality == planned && (d.leftBefore(j.cue) || d.isPlannedEnd(j.cue, k)) {
		j = judgement{}
	}
	endsLater := j.cue.Empty() || j.cue.Start > d.text.Tokens[d.nodes[k].first].Start || j.modality == ongoing
	if endsLater = endsLater && d.endsLater(k); endsLater {
		j = judgement{ongoing, d.bytes(d.dates[0].First, d.dates[0].End)}
	}
	if j.modality == asserted && (d.onlyConceived(k) || d.isAskedAbout(k)) {
		return Candidate{}, false
	}
	if d.fruitless(k, j) || j.modality == ongoing && d.begun(j.cue, k) {
		j = judgement{}
	}
	c := Candidate{Type: events.TypeMeeting, Frame: frame, Parties: b.set, Guests: b.guests, Body: b.set.Len() == 1, Sentence: d.index, Confidence: confidence, StatusCue: j.cue, Again: again}
	var happens bool
	if c.Status, happens = meetingStatus(j.modality); !happens {
		return c, false
	}
	d.chairTakesSeat(&c)
	d.fill(&c, b, k)
	if d.isUnset(&c, k) {
		return c, false
	}
	if endsLater {
		c.forgetDate()
	}
	if !d.looksBack(&c) {
		d.rememberMet(b)
	}
	if (c.Status == events.MeetingHeld || c.Status == events.MeetingOngoing) && c.Ahead {
		c.Status, c.StatusCue = events.MeetingPlanned, c.DateCue
	}
	if c.Status == events.MeetingPlanned && d.over(&c) && d.cueIs(c.StatusCue, lang.To) {
		c.Status = events.MeetingHeld // "lawatannya ke Moskow pada Juni untuk bertemu Putin"
	}
	if c.Status == events.MeetingOngoing && d.over(&c) && d.cueIs(c.StatusCue, lang.BeginVerb) && !d.nodes[k].is(lang.VisitNoun) {
		c.Status = events.MeetingHeld // "began talks on Monday"
	}
	d.goOn(&c, k)
	if c.Open = c.Status == events.MeetingOngoing; c.Open && !c.Dated {
		d.asSaid(&c)
	}
	return c, true
}

// metHere gives the meeting of which the sentence has told last; nil where it told of something else, or
// of nothing yet.
func (d *Document) metHere() *Candidate {
	n := len(d.found)
	if n == 0 || !isMeeting(d.found[n-1]) || d.found[n-1].Sentence != d.index {
		return nil
	}
	return &d.found[n-1]
}

// leftBefore tells whether the cue is a verb of setting out whose day is over, in a language whose
// verbs have no tense: "Sabtu pekan lalu ia bertolak ke Ramallah dan bertemu X".
func (d *Document) leftBefore(cue Cue) bool {
	i := d.cueNode(cue)
	if i < 0 || !d.profile().AdjectiveLast || !d.nodes[i].any(settingOut) {
		return false
	}
	first, end := d.clauseSpan(i)
	left := false
	for k := range d.dates {
		m := &d.dates[k]
		if m.First < first || m.End > end || m.First >= d.nodes[i].end && d.apartBy(m, i) > statusReach {
			continue
		}
		if left = d.isOver(m) || d.wasYesterday(m); !left {
			return false // "left yesterday to meet X on Thursday"
		}
	}
	return left
}

// wasYesterday tells whether m can be the day before that of publication, as a weekday is of which nothing
// else tells that it is to come: "bertolak ke Amman, Senin", in a story of Tuesday.
func (d *Document) wasYesterday(m *dates.Mention) bool {
	date, ok := d.resolveDate(m, false)
	return ok && !m.Forward() && date == dates.On(d.dayOff(-1))
}

// settingOut are the verbs of setting out.
var settingOut = lang.SetOf(lang.VisitVerb, lang.Journey, lang.LeaveVerb)

// aheadOfOthers tells whether the gathering at node k, for which others meet, is told without a
// word of whose it is: "met ahead of a summit on Thursday", "Ahead of a summit on Thursday, X met Y".
func (d *Document) aheadOfOthers(k int) bool {
	lo, hi := d.clause(k)
	if lo == 0 || !d.nodes[k].is(lang.Gathering) {
		return false
	}
	if v := d.value(lo-1, lang.Clause); v != "ahead" && !(v == "earlier" && d.hasWord(d.nodes[k].first-2, d.nodes[k].first, oneOf)) {
		return false
	}
	for i := lo; i < hi && !(lo == 1 && i > k && d.separated(i-1, i)); i++ {
		if a := d.actorAt(i); a != nil && a.kind != byPlace && !(a.kind == byName && a.preps.Has(lang.In)) {
			return false
		}
	}
	return true
}

// begun tells whether the cue is a verb by which the meeting at node k, which is no visit,
// was begun or gone on with, and so held, in a language whose verbs have no tense:
// "melanjutkan perbincangan".
func (d *Document) begun(cue Cue, k int) bool {
	return d.profile().AdjectiveLast && !d.nodes[k].is(lang.VisitNoun) && d.cueIs(cue, lang.BeginVerb)
}

// meetingStatus gives the status of a meeting of which the text speaks so; false when
// it did not and will not take place.
func meetingStatus(m modality) (events.Status, bool) {
	switch m {
	case negated, refused, hypothetical:
		return "", false
	case cancelled:
		return events.MeetingCancelled, true
	case planned:
		return events.MeetingPlanned, true
	case ongoing:
		return events.MeetingOngoing, true
	}
	return events.MeetingHeld, true
}

// resolved tells whether the meeting at node k is what somebody agreed or decided to
// hold: "decided to hold the next session in July". Negotiations agreed on are an
// agreement on its way.
func (d *Document) resolved(k int) bool {
	if d.nodes[k].is(lang.NegotiateNoun) {
		return false
	}
	if d.nodes[k].is(lang.Next) && d.isWord(d.nodes[k].end, destined) && d.dated(d.nodes[k].end+1) {
		return true // "set the next meeting for June 10"
	}
	carried := d.value(k, lang.MeetVerb) == "convene" && d.nodes[k].forms&lang.Base != 0 // "decided to convene the commission"
	for i := k - 1; i >= 0 && d.near(i, i+1, 2); i-- {
		n := &d.nodes[i]
		if n.is(lang.AgreeVerb) || n.is(lang.ReachVerb) {
			return carried || n.is(lang.AgreeVerb) && (d.nodes[k].is(lang.MeetVerb) || d.nodes[k].is(lang.VisitVerb)) && d.profile().AdjectiveLast // "sepakat menggelar konsultasi", "setuju melawat"
		}
		if a := d.actorAt(i); a != nil && a.possessive && a.kind == byPair {
			continue // "agreed to hold their next meeting"
		}
		if d.convokes(i) {
			carried = true // "agreed to call a summit of the bloc"
			continue
		}
		if carried && (n.is(lang.DealNoun) || n.any(prepositions)) {
			continue // "reached an agreement on holding the next round"
		}
		if n.actor >= 0 || !n.any(carrying) {
			return false
		}
		carried = carried || !n.is(lang.To) && !n.is(lang.Next)
	}
	return false
}

// convokes tells whether the verb at node k has a gathering for its object, which it calls: those who
// do so hold none by that.
func (d *Document) convokes(k int) bool {
	n := &d.nodes[k]
	infinitive := k > 0 && d.nodes[k-1].is(lang.To) && d.near(k-1, k, 0) && d.isWord(n.first, convoking)
	if !infinitive && (d.value(k, lang.MeetVerb) != "convene" || n.forms&lang.Base == 0) {
		return false
	}
	for i := k + 1; i < len(d.nodes) && i <= k+2 && d.near(k, i, convokeReach); i++ {
		if d.nodes[i].is(lang.Gathering) {
			return true
		}
	}
	return false
}

// convokeReach is how many words may stand between such a verb and the gathering.
const convokeReach = 4

// convoking are such verbs, some of which tell of a call elsewhere.
var convoking = words("convoking")

// destined is the word before the day that is set for something.
var destined = words("destined")

// carrying are the words between "agreed" and the meeting that is to come.
var carrying = lang.SetOf(lang.To, lang.Next, lang.Light, lang.Now)
