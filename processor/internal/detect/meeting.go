package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
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
		if d.comesAfter(k) || !d.framed(k) {
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
			d.afterwards(k)
			d.planCalledOff(k)
			d.intended(k)
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
	if d.onText(k) || d.closed(k) || d.stalled(k) || d.toBegin(k) || d.setUp(k) || d.isWhatFor(k) || d.chairsStanding(k) || d.isDiscussed(k) || d.nodes[k].is(lang.NegotiateNoun) && d.dueToEnd(k) || d.convokes(k) || d.admits(k) || d.isMeans(k) || d.tookAges(k) || d.withPrivate(k) || d.value(k, lang.MeetVerb) == "of" {
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
	if f.place && (d.bound(k) || d.seesOthers(&b, k) || d.comesFor(k) || d.forPastime(k) || d.forForum(k)) {
		d.grounds = d.grounds.Union(b.set.Minus(d.visitor(&b))).Union(d.destination(k))
		return true
	}
	if d.meetsItself(f, &b) || d.comesHome(f, &b) {
		return false
	}
	if d.nodes[k].any(occasionNouns) && d.isVenue(&b, k) {
		return true // "signed it on the sidelines of a summit": only where they were
	}
	if f.place && d.resides(&b) {
		return true
	}
	if b.left == b.n && b.n == 1 && (d.attended(k) || f.trigger == lang.Company && d.justTalked()) && d.attends(&d.actors[b.actors[0]]) {
		return true // they watch others meet
	}
	if lo, hi := d.clause(k); f.trigger == lang.NegotiateVerb && (!b.with && !d.sitsDown(k) || d.value(k, lang.NegotiateVerb) == "done" || d.dealNear(k, lo, hi) >= 0) {
		return false // a text is negotiated
	}
	partners := d.ofSomebody(&b, k)
	if partners && (d.isText(k) || !d.bindHero(&b)) {
		return false
	}
	if b.set.Len() < 2 && !joined && !d.members(&b, f, k) && !d.complete(&b) && !(b.with && d.withTraveller(&b, k)) && !(b.with && b.left == 0 && (d.takesPlace(k) || d.judge(k).modality == cancelled) && d.bindHero(&b)) {
		return false
	}
	if d.isNoneOfTheirs(f, &b, k) {
		return true
	}
	if !f.place && b.guests.Empty() {
		b.guests = d.hostedPair(&b)
	}
	d.emitMeeting(f, &b, k, partners)
	return true
}

// isNoneOfTheirs tells whether those of b, bound by frame f to the trigger at node k, hold no meeting of
// their own by that: it is the one that the sentence has told, a gathering, a match, or held by others.
func (d *Document) isNoneOfTheirs(f *frame, b *binding, k int) bool {
	if met := d.metHere(); met != nil && b.left == b.n && !d.apartFrom(met, b, k) {
		return true // "met him for talks": the talks are that meeting
	}
	if d.sitThere(b.set, k) || d.isMatch(b) || d.onTour(b.set) || f.place && d.comeToSit(b, k) {
		return true
	}
	// "the ambassadors of X and Y attended the talks", of others
	return f.trigger == lang.TalksNoun && b.left == b.n && d.attended(k) && d.actors[b.actors[0]].first < d.nodes[k].first && !d.ownCircle(b, k)
}

// onTour tells whether those of s are whoever makes the journeys of which the sentence has told, and his
// hosts: "flies to X and to Y, where he is to hold talks with both presidents".
func (d *Document) onTour(s party.Set) bool {
	var all party.Set
	stops := 0
	for i := len(d.found) - 1; i >= 0 && d.found[i].Sentence == d.index && d.found[i].Journey(); i-- {
		all.Join(&d.found[i].Parties)
		stops++
	}
	return stops > 1 && all == s
}

// emitMeeting emits the meeting of b, bound by frame f to the trigger at node k, or one with each of
// the partners.
func (d *Document) emitMeeting(f *frame, b *binding, k int, partners bool) {
	goesOn := d.value(k, lang.MeetVerb) == "resume" // "they will try again on Friday"
	if goesOn && !(d.justMet(b) && d.wholeVerb(k)) {
		return
	}
	c, ok := d.newMeeting(f.name, 0.75, b, k)
	if !ok {
		return // bound, and nothing happened
	}
	if goesOn && !(c.Status == events.MeetingPlanned && c.Dated) {
		return
	}
	if lo, _ := d.clause(k); (f.place || d.awaits(lo, k)) && c.Status == events.MeetingHeld && !c.Background && d.present(lo, k) && !d.nodes[k].is(lang.Now) && !d.over(&c) {
		c.Status = events.MeetingPlanned // "he leaves for Colombo tonight", "goes to Colombo for talks"
		if c.DateCue.Empty() {
			c.forgetDate() // the day that the paragraph is at is over
		}
	}
	if c.Status == events.MeetingHeld && !c.Background && d.value(k, lang.VisitVerb) == "leave" && c.Dated && c.Date == dates.On(d.today) {
		c.Status = events.MeetingPlanned // "he left for Colombo on Tuesday", in a story of that day
	}
	c.Channel, c.Venue = d.channel(f.trigger, k), d.cameTo(f, b)
	c.Joint = d.joint(b, k)
	d.sideline(&c, k)
	if d.emitRespective(c, b) {
		return
	}
	if f.place || partners || b.set.Len() > 2 && d.oneByOne(&c, b, k) {
		d.each(c, b)
	} else if b.set.Len() == 2 || !d.eachVisitor(c, b, k) {
		d.emit(c)
	}
}

// justMet tells whether those of b, told as several and not by name, have met a moment ago.
func (d *Document) justMet(b *binding) bool {
	return b.n > 0 && d.actors[b.actors[0]].kind == byPair && b.set.Within(&d.met) && d.index-d.lastMet <= sequel
}

// justTalked tells whether the text has told a moment ago that others met.
func (d *Document) justTalked() bool {
	return slices.ContainsFunc(d.found, func(c Candidate) bool {
		return c.Type == events.TypeMeeting && !c.Background && d.index-c.Sentence <= thirdReach
	})
}

// meansLast tells whether the occasion at node k, by which the sentence opens, is the one told before,
// and those of b behind its comma did something else: "Hours after the call, X said Y would come".
func (d *Document) meansLast(b *binding, k int) bool {
	last := k
	if d.isJoint(k + 1) {
		last++ // "pertemuan tiga pihak itu"
	}
	if !d.nodes[k].any(occasionNouns) || !d.isToldBefore(k) || !d.comesFirst(k) || last+1 >= len(d.nodes) || !d.separated(last, last+1) {
		return false
	}
	if n := d.circle(k); b.set.Len() < n && !party.Nobody(d.lastCircle(n, b.set)) {
		return true
	}
	talks := d.lastTalks()
	return talks != nil && talks.Sentence < d.index && !b.set.Within(&talks.Parties)
}

// besideReach is how many words may stand between "on the sidelines of" and the gathering.
const besideReach = 4

// isVenue tells whether the sentence only sets what it tells beside the gathering at node k: "on the sidelines of a
// summit", of those on its left alone, or, named by its place, of whomever, "on the sidelines of the Astana summit".
func (d *Document) isVenue(b *binding, k int) bool {
	beside := k - 1
	if a := d.actorAt(beside); a != nil && a.kind == byPlace && d.near(beside, k, 0) {
		beside--
	} else if b.left != b.n {
		return false
	}
	return beside >= 0 && d.nodes[beside].is(lang.Side) && d.near(beside, k, besideReach)
}

// over tells whether c has a date that lies behind: "has been in Bishkek since Wednesday".
func (d *Document) over(c *Candidate) bool {
	return c.Dated && !c.DateCue.Empty() && c.Date.Last().Before(d.day())
}

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

// ownCircle tells whether the talks at node k, which all of b attend, are theirs: the three
// of "the presidents of A, B and C attended a trilateral summit".
func (d *Document) ownCircle(b *binding, k int) bool {
	lo, hi := d.clause(k)
	return b.set.Len() > 2 && !d.attends(&d.actors[b.actors[0]]) && (d.trigger(lang.Joint, lo, hi) >= 0 || d.isOwn(k))
}

// apartFrom tells whether all who meet by binding b at node k are none of those of c, "X and Y,
// who attend the SCO summit, discussed", or more than those of c, "received each of them
// before the three sat down", "prepared the meeting of X, Y and Z, which will be held in June", or told
// behind them to meet on another day, or others: "While X visited Kampala, Y and Z held talks".
func (d *Document) apartFrom(c *Candidate, b *binding, k int) bool {
	again := d.nodes[k].any(encounterVerbs) || d.isNext(k) // "X and Y met on Monday and will meet again in June"
	if (again || b.set.Len() > c.Parties.Len()) && c.Status == events.MeetingHeld && d.judge(k).modality == planned {
		return true
	}
	if b.set.Len() > 2 && c.Parties.Len() == 2 && c.Parties.Within(&b.set) && d.actors[b.actors[0]].kind == byPair {
		return true
	}
	if d.otherPlan(c, b, k) {
		return true
	}
	if b.set.Len() < 2 || b.set.Meets(&c.Parties) {
		return false
	}
	return c.Frame == "gathering" || !d.nodes[k].is(lang.Gathering) && d.text.Tokens[d.actors[b.actors[0]].first].Start >= c.Trigger.End
}

// otherPlan tells whether c is planned for one day and what those of b, told behind it, do by the
// word at node k for another: "experts will meet on Friday, and the two presidents on June 4 in Piura".
func (d *Document) otherPlan(c *Candidate, b *binding, k int) bool {
	first := d.actors[b.actors[0]].first
	if c.Status != events.MeetingPlanned || !c.Dated || c.Date.Day == 0 || d.text.Tokens[first].Start < c.Trigger.End || d.judge(k).modality != planned {
		return false
	}
	best, score := d.choose(k, true, true)
	if score >= offside {
		return false
	}
	day, ok := d.dates[best].Resolve(d.pub, true)
	return ok && day.Day > 0 && day != c.Date
}

// justNamed tells whether the sentence before names one of s.
func (d *Document) justNamed(s party.Set) bool {
	for _, t := range d.tagsBefore() {
		if t.Classes.Any(countries) && !party.Nobody(d.setOf(&t).Intersect(s)) {
			return true
		}
	}
	return false
}

// hostedPair gives the two who are told as one pair whom the one other of b meets: "Z held talks
// with the two".
func (d *Document) hostedPair(b *binding) party.Set {
	if b.n == 2 && b.set.Len() == 3 {
		for _, i := range b.actors[b.left:b.n] {
			if a := &d.actors[i]; a.kind == byPair && a.want == 2 || a.kind == byOffice && a.set.Len() == 2 {
				return a.set
			}
		}
	}
	return party.Set{}
}

// rememberMet keeps those of b as the last who met, of whom the next round is one.
func (d *Document) rememberMet(b *binding) {
	d.met, d.lastMet = b.set, d.index
	if !b.guests.Empty() {
		d.met = b.guests // who go on without the host
	}
	if b.set.Meets(&d.dict.Parties.Bodies) {
		d.gathered = b.set
	}
}

// ofSomebody tells whether the several of b, bound to the trigger at node k, are only somebody's partners: "talks with
// Japan and the European Union are next", "It met Japan, Korea and India".
func (d *Document) ofSomebody(b *binding, k int) bool {
	if b.left > 0 || b.n != 1 || b.set.Len() < 2 || d.actors[b.actors[0]].set != b.set {
		return false
	}
	return b.with || d.nodes[k].is(lang.MeetVerb) && !d.isPassive(&d.nodes[k]) && d.gaps(d.nodes[k].end-1, d.actors[b.actors[0]].first) == scan.Space
}

// complete finds the second party of a meeting of which the clause names one:
// the discourse's pair, where that party belongs to it.
func (d *Document) complete(b *binding) bool {
	if !b.with || b.set.Len() != 1 || d.index-d.lastPair > 1 {
		return false
	}
	if b.left > 0 || !b.set.Within(&d.salient) || d.salient.Len() != 2 {
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

// sitsDown tells whether the verb at node k tells of those who negotiate where and when they do so: "will
// negotiate in Geneva on Thursday".
func (d *Document) sitsDown(k int) bool {
	_, hi := d.clause(k)
	first, end := d.clauseSpan(k)
	for i := k + 1; i < hi; i++ {
		if a := d.actorAt(i); a != nil && a.kind == byPlace && a.preps.Has(lang.In) {
			return d.hasDate(first, end)
		}
	}
	return false
}

// channel tells how the parties met.
func (d *Document) channel(trigger lang.Class, k int) events.Channel {
	lo, hi := d.clause(k)
	for i := lo; i < hi; i++ {
		switch n := &d.nodes[i]; {
		case n.is(lang.Video):
			return events.Video
		case n.is(lang.Phone), trigger != lang.ReceiveVerb && (n.is(lang.CallNoun) || n.is(lang.CallVerb)): // "received X for what they call a summit"
			return events.Call
		}
	}
	if trigger == lang.NegotiateNoun {
		return events.ChannelUnknown
	}
	return events.InPerson
}
