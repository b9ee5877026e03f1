package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// meetings finds the meetings of the sentence.
func (d *Document) meetings() {
	for k := range d.nodes {
		if !d.nodes[k].any(meetingWords) {
			if d.isPanel(k) || d.isAcronym(k) {
				d.nextRound(k)
			}
			continue
		}
		if d.quoted(d.nodes[k].first) {
			d.ownWords(k)
			continue
		}
		if d.ofMatter(k) || d.ofBallot(k) || d.gathering(k) {
			continue
		}
		if !d.framed(k) {
			d.nextRound(k)
			d.byPhone(k)
			d.session(k)
			d.delegates(k)
			d.onward(k)
			d.talksAtStop(k)
			d.returnVisit(k)
			d.eachGuest(k)
			d.unnamedCircle(k)
			d.led(k)
			d.attendance(k)
			d.occasion(k)
			d.planCalledOff(k)
		}
	}
}

// framed tells whether a frame of a meeting binds the trigger at node k.
func (d *Document) framed(k int) bool {
	for i := range frames {
		if f := &frames[i]; d.nodes[k].is(f.trigger) && d.meeting(f, k) {
			return true
		}
	}
	return false
}

// meeting tries frame f on the trigger at node k.
func (d *Document) meeting(f *frame, k int) bool {
	if d.onText(k) || d.closed(k) || d.stalled(k) || d.toBegin(k) || d.setUp(k) || d.admits(k) || d.isMeans(k) {
		return true // negotiations on a treaty are an agreement on its way
	}
	if d.nodes[k].is(lang.StudyWord) && d.studies(k) {
		return true // "agreed to consult on a railway" is that project's course
	}
	if f.trigger == lang.CallVerb && d.nodes[k].forms == lang.Present && d.nodes[k].first >= d.headline && (d.actorAt(k-1) == nil || !d.near(k-1, k, 1)) {
		return false // "a network of telephones"
	}
	b, ok := d.bind(f, k)
	if !ok || d.sitsAlone(k) {
		if f.place && d.bound(k) {
			d.grounds = d.grounds.Union(d.destination(k))
		}
		return false
	}
	if !d.shared(f, &b, k) {
		return false
	}
	if d.meansLast(&b, k) {
		return true
	}
	joined := d.joinBody(f, &b, k)
	d.closeCircle(&b, k)
	if f.place && (d.bound(k) || d.seesOthers(&b, k) || d.comesFor(k)) {
		d.grounds = d.grounds.Union(b.set.Minus(d.visitor(&b)))
		return true
	}
	if d.meetsItself(f, &b) {
		return false
	}
	if b.left == b.n && d.nodes[k].any(occasionNouns) && k > 0 && d.nodes[k-1].is(lang.Side) && d.near(k-1, k, besideReach) {
		return true // "signed it on the sidelines of a summit": only where they were
	}
	if f.place && d.resides(&b) {
		return true
	}
	if b.left == b.n && b.n == 1 && d.attended(k) && d.attends(&d.actors[b.actors[0]]) {
		return true // they watch others meet
	}
	if lo, hi := d.clause(k); f.trigger == lang.NegotiateVerb && (!b.with || d.dealNear(k, lo, hi) >= 0) {
		return false // a text is negotiated
	}
	partners := d.ofSomebody(&b)
	if partners && (d.isText(k) || !d.bindHero(&b)) {
		return false
	}
	if b.set.Len() < 2 && !joined && !d.members(&b, f, k) && !d.complete(&b) && !(b.with && d.withTraveller(&b, k)) && !(b.with && b.left == 0 && d.takesPlace(k) && d.bindHero(&b)) {
		return false
	}
	if n := len(d.found); b.left == b.n && n > 0 && d.found[n-1].Type == events.TypeMeeting && d.found[n-1].Sentence == d.index && !d.apartFrom(&d.found[n-1], &b, k) {
		return true // "met him for talks": the talks are that meeting
	}
	if d.sitThere(b.set, k) {
		return true
	}
	if d.isMatch(&b) || f.trigger == lang.TalksNoun && b.left == b.n && d.attended(k) && d.actors[b.actors[0]].first < d.nodes[k].first && !d.ownCircle(&b, k) {
		return true // "the ambassadors of X and Y attended the talks", of others
	}
	if !f.place && b.guests.Empty() {
		b.guests = d.hostedPair(&b)
	}
	d.emitMeeting(f, &b, k, partners)
	return true
}

// emitMeeting emits the meeting of b, bound by frame f to the trigger at node k, or one with each of
// the partners.
func (d *Document) emitMeeting(f *frame, b *binding, k int, partners bool) {
	c, ok := d.newMeeting(f.name, 0.75, b, k)
	if !ok {
		return // bound, and nothing happened
	}
	if lo, _ := d.clause(k); (f.place || d.awaits(lo, k)) && c.Status == events.MeetingHeld && !c.Background && d.present(lo, k) && !d.nodes[k].is(lang.Now) && !d.over(&c) {
		c.Status = events.MeetingPlanned // "he leaves for Colombo tonight", "goes to Colombo for talks"
	}
	if c.Status == events.MeetingHeld && !c.Background && d.value(k, lang.VisitVerb) == "leave" && c.Dated && c.Date == dates.On(d.today) {
		c.Status = events.MeetingPlanned // "he left for Colombo on Tuesday", in a story of that day
	}
	c.Channel = d.channel(f.trigger, k)
	c.Joint = d.joint(b, k)
	d.sideline(&c, k)
	if f.place || partners || b.set.Len() > 2 && d.oneByOne(&c, b, k) {
		d.each(c, b)
	} else if b.set.Len() == 2 || !d.eachVisitor(c, b, k) {
		d.emit(c)
	}
}

// meansLast tells whether the occasion at node k, by which the sentence opens, is the one told before,
// and those of b behind its comma did something else: "Hours after the call, X said Y would come".
func (d *Document) meansLast(b *binding, k int) bool {
	if !d.nodes[k].any(occasionNouns) || !d.isToldBefore(k) || !d.comesFirst(k) || k+1 >= len(d.nodes) || !d.separated(k, k+1) {
		return false
	}
	last := d.lastTalks()
	return last != nil && last.Sentence < d.index && !b.set.Within(last.Parties)
}

// besideReach is how many words may stand between "on the sidelines of" and the gathering.
const besideReach = 4

// sitsAlone tells whether the session at node k is that of a parliament.
func (d *Document) sitsAlone(k int) bool {
	return d.told.Has(lang.Parliament) && d.value(k, lang.TalksNoun) == "session"
}

// over tells whether c has a date that lies behind: "has been in Bishkek since Wednesday".
func (d *Document) over(c *Candidate) bool { return c.Dated && c.Date.Last().Before(d.day()) }

// awaits tells whether the meeting at node k is what a journey is made for, and no verb
// of its own carries it in the clause that begins at node lo.
func (d *Document) awaits(lo, k int) bool {
	for i := k - 1; i >= lo && d.nodes[k].any(occasionNouns); i-- {
		if n := &d.nodes[i]; n.any(verbs) || n.is(lang.Light) {
			return n.is(lang.VisitVerb)
		}
	}
	return false
}

// attended tells whether the encounter at node k is what a verb of attending is said of:
// "attended the talks", "sat as observers throughout the talks".
func (d *Document) attended(k int) bool {
	k--
	for k >= 0 && d.nodes[k].any(prepositions) {
		k--
	}
	return k >= 0 && d.nodes[k].is(lang.AttendVerb)
}

// ownCircle tells whether the talks at node k, which all of b attend, are theirs: the three
// of "the presidents of A, B and C attended a trilateral summit".
func (d *Document) ownCircle(b *binding, k int) bool {
	lo, hi := d.clause(k)
	return b.set.Len() > 2 && !d.attends(&d.actors[b.actors[0]]) && (d.trigger(lang.Joint, lo, hi) >= 0 || d.isOwn(k))
}

// apartFrom tells whether all who meet by binding b at node k are none of those of c, "X and Y,
// who attend the SCO summit, discussed", or more than those of c, "received each of them
// before the three sat down", "prepared the meeting of X, Y and Z, which will be held in June".
func (d *Document) apartFrom(c *Candidate, b *binding, k int) bool {
	if b.set.Len() > c.Parties.Len() && c.Status == events.MeetingHeld && d.judge(k).modality == planned {
		return true
	}
	if b.set.Len() > 2 && c.Parties.Len() == 2 && c.Parties.Within(b.set) && d.actors[b.actors[0]].kind == byPair {
		return true
	}
	return b.set.Len() >= 2 && c.Frame == "gathering" && b.set.Intersect(c.Parties).Empty()
}

// meetsItself tells whether "they", taken for a pair, meet somebody of that pair,
// or visit somebody together: they are others, whom nothing tells.
func (d *Document) meetsItself(f *frame, b *binding) bool {
	if b.left == 0 || b.left == b.n {
		return false
	}
	they, other := &d.actors[b.actors[0]], &d.actors[b.actors[b.left]]
	if they.kind != byPair || they.want > 0 || other.kind == byPair || other.set.Empty() {
		return false
	}
	return f.place || other.set.Within(they.set) && !d.justNamed(they.set.Minus(other.set))
}

// justNamed tells whether the sentence before names one of s.
func (d *Document) justNamed(s party.Set) bool {
	for _, t := range d.tagsBefore() {
		if t.Classes.Any(countries) && !d.setOf(&t).Intersect(s).Empty() {
			return true
		}
	}
	return false
}

// newMeeting makes a candidate of the meeting of b that the trigger at node k tells;
// false when it did not and will not take place.
func (d *Document) newMeeting(frame string, confidence float64, b *binding, k int) (Candidate, bool) {
	j := d.judge(k)
	if (j.modality == asserted || j.modality == ongoing) && d.isAim(k) {
		return Candidate{}, false
	}
	if d.aheadOfOthers(k) {
		return Candidate{}, false
	}
	if j.modality == asserted {
		d.aroundPlan(&j, k)
	}
	again := frame == "next" || d.value(k, lang.MeetVerb) == "again" || d.nodes[k].is(lang.Next) || d.nextAt(k-1, k) || d.nextAt(k+1, k)
	if (j.modality == asserted || j.modality == ongoing) && d.resolved(k) {
		j.modality, again = planned, true
	}
	endsLater := j.cue.Empty() || j.cue.Start > d.text.Tokens[d.nodes[k].first].Start || j.modality == ongoing
	if endsLater = endsLater && d.endsLater(k); endsLater {
		j = judgement{ongoing, d.bytes(d.dates[0].First, d.dates[0].End)}
	}
	if j.modality == asserted && d.onlyConceived(k) {
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
	c.Open = c.Status == events.MeetingOngoing
	return c, true
}

// onlyConceived tells whether the occasion at node k, one that nothing has told of before, is only said
// to be so: "A meeting between X and Y is pointless", "needs time".
func (d *Document) onlyConceived(k int) bool {
	lo, hi := d.clause(k)
	if lo < k && d.isWord(d.nodes[lo].first, oneOf) {
		lo++
	}
	if k != lo || !d.nodes[k].any(occasionNouns) || !d.hasWord(d.nodes[k].first-2, d.nodes[k].first, oneOf) {
		return false
	}
	i := k + 1
	for i < hi && d.near(i-1, i, 1) && (d.nodes[i].actor >= 0 || d.nodes[i].any(prepositions)) {
		i++
	}
	end := d.nodes[i-1].end
	for ; i < hi && d.nodes[i].first < end+stateReach; i++ {
		if n := &d.nodes[i]; n.any(auxiliaries) || n.any(opening) || n.is(lang.Cancel) {
			return false // "is under way", "is also to begin"
		}
	}
	return d.isWord(end, stateVerbs)
}

// stateReach is how many words behind such a verb one stands that tells more: "is also due".
const stateReach = 5

// stateVerbs are the verbs of what is so.
var stateVerbs = words("stateVerbs")

// isAim tells whether node k only tells what something is done for, or what is talked of: "wrote to X
// so that the meeting is held soon", "menelepon X agar perundingan berlanjut".
func (d *Document) isAim(k int) bool {
	if d.nodes[k].is(lang.VisitNoun) && k > 0 && d.nodes[k-1].is(lang.DiscussVerb) && d.near(k-1, k, 0) {
		return true // "called him in to discuss a visit to Y"
	}
	lo, _ := d.clause(k)
	return lo > 1 && d.nodes[lo-1].is(lang.Clause) && aims.has(d.text.Tokens[d.nodes[lo-1].first].Hash) && !d.nodes[lo-2].is(lang.AgreeVerb)
}

// aims are the conjunctions of purpose.
var aims = words("aims")

// aheadOfOthers tells whether the gathering at node k, for which others meet, is told without a
// word of whose it is: "met ahead of a summit on Thursday".
func (d *Document) aheadOfOthers(k int) bool {
	lo, hi := d.clause(k)
	if lo == 0 || !d.nodes[k].is(lang.Gathering) || d.value(lo-1, lang.Clause) != "ahead" {
		return false
	}
	return !slices.ContainsFunc(d.nodes[lo:hi], func(n node) bool { return n.actor >= 0 && d.actors[n.actor].kind != byPlace })
}

// endsLater tells whether the sentence has no other day than the one to come on which the
// meeting at node k ends: "is in Rome for talks that end on Friday". It goes on until then.
func (d *Document) endsLater(k int) bool {
	if len(d.dates) != 1 || d.dates[0].First < d.nodes[k].end {
		return false
	}
	m := &d.dates[0]
	date, ok := m.Resolve(d.pub, true)
	end := d.isEnd(m)
	return ok && date.Time().After(d.day()) && end > k && !d.endsAside(k, end)
}

// endsAside tells whether the verb of ending at node end has a subject of its own in a relative
// clause behind node k: "received X, whose term ends in May".
func (d *Document) endsAside(k, end int) bool {
	for i := end - 1; i > k; i-- {
		if d.nodes[i].is(lang.Relative) {
			return d.isWord(d.nodes[i].first, its) || !d.near(i, i+1, 0)
		}
	}
	return false
}

// hostedPair gives the two who are told as one pair whom the one other of b meets: "Z held talks
// with the two".
func (d *Document) hostedPair(b *binding) party.Set {
	if b.n == 2 && b.set.Len() == 3 {
		for _, i := range b.actors[b.left:b.n] {
			if a := &d.actors[i]; a.kind == byPair && a.want == 2 {
				return a.set
			}
		}
	}
	return party.Set{}
}

// begun tells whether the cue is a verb by which the meeting at node k, which is no visit,
// was begun or gone on with, and so held, in a language whose verbs have no tense:
// "melanjutkan perbincangan".
func (d *Document) begun(cue Cue, k int) bool {
	return d.profile().AdjectiveLast && !d.nodes[k].is(lang.VisitNoun) && d.cueIs(cue, lang.BeginVerb)
}

// rememberMet keeps those of b as the last who met, of whom the next round is one.
func (d *Document) rememberMet(b *binding) {
	d.met, d.lastMet = b.set, d.index
	if !b.guests.Empty() {
		d.met = b.guests // who go on without the host
	}
	if !b.set.Intersect(d.dict.Parties.Bodies).Empty() {
		d.gathered = b.set
	}
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
			return carried || n.is(lang.AgreeVerb) && d.nodes[k].is(lang.MeetVerb) && d.profile().AdjectiveLast // "sepakat menggelar konsultasi"
		}
		if a := d.actorAt(i); a != nil && a.possessive && a.kind == byPair {
			continue // "agreed to hold their next meeting"
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

// destined is the word before the day that is set for something.
var destined = words("destined")

// carrying are the words between "agreed" and the meeting that is to come.
var carrying = lang.SetOf(lang.To, lang.Next, lang.Light, lang.Now)

// isMatch tells whether bare states meet in a sentence of sport: "Indonesia met
// Iraq in a World Cup qualifier".
func (d *Document) isMatch(b *binding) bool {
	for i := int8(0); i < b.n; i++ {
		if d.actors[b.actors[i]].kind != byName {
			return false
		}
	}
	for i := range d.tags {
		if d.tags[i].Is(lang.Topic) {
			return true
		}
	}
	return false
}

// onText tells whether node k names talks by what they are to bring, and not by those
// who came together: "resumed talks on a treaty".
func (d *Document) onText(k int) bool {
	resumed := d.nodes[k].is(lang.TalksNoun) && k > 0 && d.nodes[k-1].is(lang.ReachVerb) && d.near(k-1, k, 1)
	return (d.nodes[k].is(lang.NegotiateNoun) || resumed) && d.isText(k)
}

// isRound tells whether the talks at node k are told as one round of several.
func (d *Document) isRound(k int) bool {
	n := &d.nodes[k]
	return d.hasWord(n.first-1, n.end, roundWords)
}

// roundWords are the words for one round.
var roundWords = words("roundWords")

// setUp tells whether the body at node k, as whose meeting its name is read, only comes
// to be: "set up a joint commission", "komisi bersama dibentuk".
func (d *Document) setUp(k int) bool {
	if !d.nodes[k].is(lang.Scheme) || d.isToSit(k) {
		return false
	}
	for i := max(0, k-1); i <= k+1 && i < len(d.nodes); i++ {
		if n := &d.nodes[i]; (n.is(lang.AgreeVerb) && i < k || d.value(i, lang.ReachVerb) == "change" || d.value(i, lang.Light) == "found") && d.near(i, k, 2) {
			return true
		}
	}
	return false
}

// toBegin tells whether the talks at node k are what somebody agreed to begin: "agreed to
// start negotiations", "bersetuju memulakan rundingan".
func (d *Document) toBegin(k int) bool {
	if !d.nodes[k].is(lang.NegotiateNoun) {
		return false
	}
	begins := false
	for i := k - 1; i >= 0 && d.near(i, i+1, 2); i-- {
		switch n := &d.nodes[i]; {
		case n.is(lang.AgreeVerb):
			return begins
		case n.any(beginning):
			begins = true
		case !n.any(carrying) && !n.any(prepositions):
			return false
		}
	}
	return false
}

// beginning are the words by which something begins.
var beginning = lang.SetOf(lang.BeginVerb, lang.OpenVerb, lang.Now)

// isMeans tells whether the talks at node k are only how something is done, and not told to
// be held anywhere: "settle it through talks", "melalui rundingan".
func (d *Document) isMeans(k int) bool {
	n := &d.nodes[k]
	if !n.is(lang.TalksNoun) || n.end-n.first > 1 || n.first == d.span.First || !vias.has(d.text.Tokens[n.first-1].Hash) || !d.wholeVerb(k) {
		return false
	}
	for i := k + 1; i <= k+2; i++ {
		if a := d.actorAt(i); a != nil && a.preps.Has(lang.In) {
			return false
		}
	}
	return true
}

// isText tells whether the negotiations at node k are told by what they are to
// bring: "negotiations on a similar pact".
func (d *Document) isText(k int) bool {
	for i := k + 1; i < len(d.nodes) && d.near(k, i, 4); i++ {
		if d.nodes[i].is(lang.DealNoun) {
			return true
		}
		if !d.nodes[i].any(prepositions) && !d.nodes[i].is(lang.Sector) && !d.nodes[i].is(lang.Scheme) {
			return false
		}
	}
	return false
}

// studies tells whether the clause of node k is about a railway that is agreed on.
func (d *Document) studies(k int) bool {
	lo, hi := d.clause(k)
	return d.trigger(lang.RailNoun, lo, hi) >= 0 && d.trigger(lang.AgreeVerb, lo, hi) >= 0
}

// ofSomebody tells whether the several of b are only somebody's partners: "talks with
// Japan and the European Union are next".
func (d *Document) ofSomebody(b *binding) bool {
	return b.with && b.left == 0 && b.n == 1 && b.set.Len() >= 2 && d.actors[b.actors[0]].set == b.set
}

// complete finds the second party of a meeting of which the clause names one:
// the discourse's pair, where that party belongs to it.
func (d *Document) complete(b *binding) bool {
	if !b.with || b.set.Len() != 1 || d.index-d.lastPair > 1 {
		return false
	}
	if b.left > 0 || !b.set.Within(d.salient) || d.salient.Len() != 2 {
		return false
	}
	b.set = d.salient
	b.weak = true
	return true
}

// takesPlace tells whether the talks of node k are held somewhere or on a day by a verb of their
// own: "a third round of talks with Y will be held in Z".
func (d *Document) takesPlace(k int) bool {
	if !d.nodes[k].any(rounds) {
		return false
	}
	_, hi := d.clause(k)
	held := false
	for i := k + 1; i < hi && d.nodes[i].first-d.nodes[k].end <= reach; i++ {
		held = held || d.nodes[i].any(taking)
		if a := d.actorAt(i); held && a != nil && a.kind == byPlace && a.preps.Has(lang.In) {
			return true
		}
	}
	_, end := d.clauseSpan(k)
	return held && d.hasDate(d.nodes[k].end, end)
}

// channel tells how the parties met.
func (d *Document) channel(trigger lang.Class, k int) events.Channel {
	lo, hi := d.clause(k)
	for i := lo; i < hi; i++ {
		switch n := &d.nodes[i]; {
		case n.is(lang.Video):
			return events.Video
		case n.is(lang.Phone), n.is(lang.CallNoun), n.is(lang.CallVerb):
			return events.Call
		}
	}
	if trigger == lang.NegotiateNoun {
		return events.ChannelUnknown
	}
	return events.InPerson
}
