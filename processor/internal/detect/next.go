package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// sequel is how many sentences behind a meeting its next round can be told.
const sequel = 6

var rounds = lang.SetOf(lang.TalksNoun, lang.NegotiateNoun, lang.Gathering)

// nextRound finds a meeting to come of those who met before: "The next round will
// be held in Geneva", "KTT berikutnya digelar di Malaysia", "the task force will sit".
func (d *Document) nextRound(k int) {
	again, follows := d.panelAgain(k), d.comesAfter(k)
	if !again && !follows && (!d.nodes[k].any(rounds) && !d.isPanel(k) && !d.isAcronym(k) || !d.isNext(k) && !d.isAhead(k) || d.ofOthers(k) || d.specified(k)) {
		return
	}
	b := binding{set: d.whoseRound(again), weak: true}
	if follows {
		b.set = d.metHere().Parties
	}
	if b.set.Empty() || d.isWhatFor(k) || d.setUp(k) || d.value(k, lang.Next) == "one" && !d.roundTold() {
		return
	}
	if d.agreed.Len() == 2 && d.agreed.Within(&b.set) && d.jointPanel(k) {
		b.set = d.agreed // and not who brought them together
	}
	b.set = d.atHome(b.set)
	if d.nodes[k].is(lang.Gathering) && !d.gathered.Empty() {
		b.set = d.gathered // "the next summit": of the body that the story is about
	}
	if partner := d.withPartner(k); !partner.Within(&b.set) {
		if b.set = partner.Union(d.hero); d.hero.Empty() || d.hero.Within(&partner) {
			return // "With Japan the third round is set for June": whose?
		}
	}
	if d.othersDo(b.set, k) {
		return
	}
	c, ok := d.newMeeting("next", 0.65, &b, k)
	sat := again && c.Status == events.MeetingHeld && c.Dated
	if !ok || c.Background || c.Status != events.MeetingPlanned && c.Status != events.MeetingCancelled && !sat {
		return
	}
	c.Channel = events.InPerson
	d.emit(c)
}

// roundTold tells whether the sentence before tells of rounds of talks, and of nothing else that there can be more
// than one of: "The first round was held in X. A second one is to follow".
func (d *Document) roundTold() bool {
	before := d.tagsBefore()
	return d.lastMet == d.index-1 && slices.ContainsFunc(before, func(t tag.Tag) bool { return t.Classes.Any(rounds) }) &&
		!slices.ContainsFunc(before, func(t tag.Tag) bool { return t.Is(lang.DealNoun) })
}

// comesAfter tells whether the round at node k comes behind a meeting that the sentence plans: "will meet
// on Friday, to be followed by a session of the joint commission on June 4".
func (d *Document) comesAfter(k int) bool {
	first := d.nodes[k].first
	met := d.metHere()
	return met != nil && met.Status == events.MeetingPlanned && d.nodes[k].any(rounds) && d.hasWord(first-followReach, first, followedBy)
}

// followReach is how many words may stand between "followed" and the round, and followedBy are the
// words for "followed".
const followReach = 3

var followedBy = words("followedBy")

// whoseRound gives those whose next round a sentence tells: who met before, or who set up
// the panel that sits again, or, where nobody did, those of the last event, of whom the
// text speaks or whom it is about.
func (d *Document) whoseRound(again bool) party.Set {
	switch agreed := !d.agreed.Empty(); {
	case again && agreed && d.index-d.lastAgreed <= 1:
		return d.agreed // those who set it up
	case again && d.index-d.panel.sentence > recentSentences && !d.panel.set.Empty():
		return d.panel.set // "The commission will meet next in Harare": told long before
	case d.met.Empty() && agreed && d.index-d.lastAgreed <= sequel:
		return d.agreed // "the first round": of those who agreed to negotiate
	case agreed && d.negotiating():
		return d.agreed // "talks with X go on. A fifth round is set for March"
	case !d.story.Empty() && !d.story.Within(&d.met):
		return d.circleTitled(d.story) // others have met in between
	case !d.met.Empty() && d.index-d.lastMet <= sequel:
		return d.allWhoMet()
	case d.lastEvent >= 0 && d.index-d.lastEvent <= recentSentences:
		return d.event
	case d.salient.Len() == 2 && d.index-d.lastPair <= recentSentences:
		return d.salient
	}
	return d.story
}

// circleTitled gives those whom the headline names and who met together, if those of pair are two of
// them: else pair.
func (d *Document) circleTitled(pair party.Set) party.Set {
	all := d.titled.Minus(d.dict.Parties.Bodies)
	if all.Len() > 2 && pair.Within(&all) && slices.ContainsFunc(d.found, func(c Candidate) bool { return c.Type == events.TypeMeeting && !c.Background && c.Parties == all }) {
		return all
	}
	return pair
}

// negotiating tells whether the last agreement, told a moment ago and since those who met last,
// is one that is still negotiated.
func (d *Document) negotiating() bool {
	return d.lastAgreed > d.lastMet && d.index-d.lastAgreed <= 1 && slices.ContainsFunc(d.found, func(c Candidate) bool {
		return c.Type == events.TypeAgreement && c.Sentence == d.lastAgreed && c.Parties == d.agreed && c.Status == events.AgreementNegotiating
	})
}

// othersDo tells whether the clause of node k has somebody else than those of s act in it:
// "Poland and France are to join a conference next week".
func (d *Document) othersDo(s party.Set, k int) bool {
	lo, _ := d.clause(k)
	for i := lo; i < k; i++ {
		if a := d.actorAt(i); a != nil && d.near(i, k, doerReach) && a.kind != adjunct && a.kind != byPair && !a.speaks && !a.city && !a.preps.Any(prepositions) && !a.set.Within(&s) {
			return true
		}
	}
	return false
}

// doerReach is how many words may stand between a doer and what he is to join.
const doerReach = 6

// atHome gives the pair of the last meeting of one in whose state the sentence sets the next
// round, where s has nobody there: "The joint commission will sit in Accra in June".
func (d *Document) atHome(s party.Set) party.Set {
	here := d.placeTold()
	if here.Empty() || s.Len() != 2 || here.Meets(&s) {
		return s
	}
	for i := len(d.found) - 1; i >= 0; i-- {
		if c := &d.found[i]; c.Type == events.TypeMeeting && !c.Background && c.Parties.Len() == 2 && here.Within(&c.Parties) {
			return d.circleTitled(c.Parties)
		}
	}
	return s
}

// isAhead tells whether the talks at node k are told to take place on a day, or at a place,
// and nobody is told who holds them: "Mesyuarat pertama akan diadakan pada Oktober".
func (d *Document) isAhead(k int) bool {
	switch {
	case !d.nodes[k].any(bargaining), d.isPanel(k), d.wrapsUp(k), d.ofNamed(k):
		return false
	case len(d.dates) == 0 && party.Nobody(d.placeTold()), d.judge(k).modality != planned:
		return false
	}
	lo, hi := d.clause(k)
	for i := lo; i < hi; i++ {
		a := d.actorAt(i)
		if d.nodes[i].is(lang.Joint) || a != nil && a.kind != byPlace && a.kind != byPair && !a.preps.Has(lang.In) && !a.speaks {
			return false // of three: "a three-way meeting"
		}
	}
	return true
}

// ofNamed tells whether whoever holds the talks at node k is told right behind them, and is no
// pair: "talks between the unions and the port".
func (d *Document) ofNamed(k int) bool {
	if k+1 >= len(d.nodes) || !d.nodes[k+1].any(partnering) || !d.near(k, k+1, 1) {
		return false
	}
	a := d.actorAt(k + 2)
	return a == nil || a.kind != byPair
}

// partnering are the links between talks and those who hold them.
var partnering = lang.SetOf(lang.Between, lang.With)

// wrapsUp tells whether the talks at node k are what a verb before them ends or concludes, or are to end by the one
// behind them: "The negotiations will be concluded on Friday".
func (d *Document) wrapsUp(k int) bool {
	if d.isConcluded(k) {
		return true
	}
	if k+2 >= len(d.nodes) || !d.nodes[k+1].is(lang.Will) || !d.near(k, k+2, 3) {
		return false
	}
	i := k + 2
	if d.nodes[i].any(auxiliaries) && i+1 < len(d.nodes) {
		i++
	}
	return d.ends(i) || d.nodes[i].any(concluding)
}

// isConcluded tells whether the talks at node k are what a verb right before them ends or concludes.
func (d *Document) isConcluded(k int) bool {
	return k > 0 && d.nodes[k-1].any(concluding) && d.near(k-1, k, 2)
}

// ofBallot tells whether the round at node k is one of an election: "putaran kedua pemilihan
// presiden".
func (d *Document) ofBallot(k int) bool {
	return d.nodes[k].any(rounds) && d.isWord(d.nodes[k].end, ballots)
}

// ballots are the words of an election.
var ballots = words("ballots")

// allWhoMet gives those of the last meeting, or, where only some of those who had met
// before talked on its margins, all of them. A state whose guests they were is one of
// them only where the next round is in it as well.
func (d *Document) allWhoMet() party.Set {
	all, here := d.met, d.placeTold()
	if body := d.mainGathering(); all.Len() == 2 && !here.Meets(&all) && party.Inside(all, d.seatsOf(body)) {
		return body // they talked on its margins
	}
	for i := range d.found {
		c := &d.found[i]
		if c.Type != events.TypeMeeting || c.Background || c.Parties.Len() <= all.Len() || all.Len() < 2 || !all.Within(&c.Parties) {
			continue
		}
		host := c.Parties.Minus(all)
		if c.Guests != all || host.Within(&d.dict.Parties.Bodies) || !here.Empty() && here.Within(&host) {
			all = c.Parties
		}
	}
	return all
}

// mainGathering gives the body whose gathering is the first meeting that the story tells; nobody where
// it tells of another one first.
func (d *Document) mainGathering() party.Set {
	for i := range d.found {
		if c := &d.found[i]; c.Type == events.TypeMeeting && !c.Background {
			if c.Body && c.Parties.Within(&d.dict.Parties.Collective) {
				return c.Parties
			}
			break
		}
	}
	return party.Set{}
}

// withPartner gives those "with" whom the clause of node k tells a round.
func (d *Document) withPartner(k int) (s party.Set) {
	lo, hi := d.clause(k)
	for i := lo; i < hi; i++ {
		if a := d.actorAt(i); a != nil && a.preps.Has(lang.With) && a.kind != byPair {
			s.Join(&a.set)
		}
	}
	return s
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
	if slices.ContainsFunc(d.dates, func(m dates.Mention) bool { return m.Forward() && d.ownsNoun(&m, k) }) {
		return true // "will host next year's meeting"
	}
	if d.isNextBehind(k) || d.isTheirs(k) && d.setBehind(k) >= 0 {
		return true
	}
	behind := k + 1 // "the talks are to resume"
	for behind < len(d.nodes) && d.nodes[behind].is(lang.Will) && !d.nodes[behind].is(lang.MeetVerb) {
		behind++
	}
	if behind < len(d.nodes) && d.near(k, behind, 3) && d.nodes[behind].is(lang.MeetVerb) && d.value(behind, lang.MeetVerb) == "convene" {
		return true // "the joint commission will sit"
	}
	if d.isPanel(k) && d.isToSit(k) || d.nodes[k].any(rounds) && !d.nodes[k].is(lang.Gathering) && !d.ofNamed(k) && d.opensAhead(k) {
		return true // "technical talks begin in May"
	}
	return d.nextAt(k-1, k) || d.nextAt(behind, k)
}

// isNextBehind tells whether two words behind node k, a meeting, say that it is one more, where
// adjectives stand last: "mesyuarat yang berikutnya", "mesyuarat akan datang akan diadakan".
func (d *Document) isNextBehind(k int) bool {
	if !d.profile().AdjectiveLast || k+2 >= len(d.nodes) || !d.near(k, k+2, 2) {
		return false
	}
	first, second := &d.nodes[k+1], &d.nodes[k+2]
	return first.is(lang.Relative) && second.is(lang.Next) || first.is(lang.Will) && second.is(lang.Will)
}

// ownsNoun tells whether the noun at node k is told as that of date m: "next year's meeting".
func (d *Document) ownsNoun(m *dates.Mention, k int) bool {
	first := d.nodes[k].first
	if m.End < first && d.tagAt(m.End) != nil && d.tagAt(m.End).Is(lang.Possessive) {
		return first == m.End+1
	}
	return first == m.End && !d.profile().AdjectiveLast
}

// nextAt tells whether node i is there, is near node k and tells of one more.
func (d *Document) nextAt(i, k int) bool {
	return i >= 0 && i < len(d.nodes) && d.nodes[i].is(lang.Next) && d.near(i, k, 3) && !d.beginsDate(i)
}

// beginsDate tells whether the word at node i only tells of which day or week something is: "will visit X next week for talks".
func (d *Document) beginsDate(i int) bool {
	n := &d.nodes[i]
	return slices.ContainsFunc(d.dates, func(m dates.Mention) bool { return m.First == n.first && m.End > n.end })
}

// specified tells whether the next node tells of which talks the round at node k is
// one: "the sixth round nuclear talks between X and Y".
func (d *Document) specified(k int) bool {
	return k+1 < len(d.nodes) && !d.isPanel(k) && d.near(k, k+1, 0) && d.nodes[k+1].any(rounds) && !d.separated(k, k+1)
}

// ofOthers tells whether the round at node k is told as one of something else than
// talks: "the second round of the election".
func (d *Document) ofOthers(k int) bool {
	if k+1 == len(d.nodes) || !d.nodes[k+1].is(lang.Of) || !d.near(k, k+1, 0) || d.againAt(d.nodes[k+1].end) {
		return false
	}
	return !(k+2 < len(d.nodes) && d.near(k+1, k+2, 3) && (d.nodes[k+2].actor >= 0 || d.nodes[k+2].any(rounds) || d.isPanel(k+2)))
}
