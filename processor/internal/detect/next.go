package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
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

// wrapsUp tells whether the talks at node k are what a verb before them ends or concludes.
func (d *Document) wrapsUp(k int) bool {
	return k > 0 && d.nodes[k-1].any(concluding) && d.near(k-1, k, 2)
}

// isPanel tells whether node k is something that parties have together and that can
// sit: a task force, a working group.
func (d *Document) isPanel(k int) bool {
	return d.nodes[k].is(lang.Scheme) && d.isPanelTag(d.tags[d.nodes[k].tag])
}

// isAcronym tells whether node k is the acronym of a panel told before, of which a next one is to
// come: "the Joint Border Committee (JBC) … The next JBC will be held".
func (d *Document) isAcronym(k int) bool {
	n := &d.nodes[k]
	t := &d.text.Tokens[n.first]
	return n.is(lang.Name) && n.end == n.first+1 && t.Has(scan.Upper) && slices.ContainsFunc(d.acronyms, func(i int32) bool {
		return i < d.span.First && d.text.Tokens[i].Hash == t.Hash
	})
}

// mostAcronyms is how many panels a text can call by their letters.
const mostAcronyms = 16

// noteAcronyms keeps where sentence s gives a panel its letters in brackets, so that nobody needs to
// look through the text for them.
func (d *Document) noteAcronyms(s scan.Sentence) {
	if s.Gaps&scan.Bracket == 0 {
		return
	}
	for i := s.First; i < s.End && len(d.acronyms) < mostAcronyms; i++ {
		if t := &d.text.Tokens[i]; t.Has(scan.Upper) && t.After(scan.Bracket) && d.endsPanel(i) {
			d.acronyms = append(d.acronyms, i)
		}
	}
}

// endsPanel tells whether the name that ends before token i is that of a panel or of talks.
func (d *Document) endsPanel(i int32) bool {
	for k := tagFrom(d.text.Tags, i) - 1; k >= 0 && i-d.text.Tags[k].End <= panelWords; k-- {
		if t := d.text.Tags[k]; t.Classes.Any(rounds) || d.isPanelTag(t) {
			return true
		}
	}
	return false
}

// panelWords is how many words may stand between a panel's noun and its acronym.
const panelWords = 5

// panelAgain tells whether the verb at node k tells of something to come that a panel does
// of which the sentence before told: "It will meet in June", "Komisi itu akan bersidang".
func (d *Document) panelAgain(k int) bool {
	n := &d.nodes[k]
	if !n.is(lang.MeetVerb) && !n.is(lang.Company) {
		return false
	}
	said := d.saidToOpen(k)
	switch {
	case !said && !d.opens(k):
		return false
	case d.jointPanel(k):
		return d.planBefore(k) >= 0
	case !d.panelTold():
		return false
	case n.inPresent() && (d.nextAt(k-1, k) || d.nextAt(k+1, k)): // "it meets next in Hanoi in June"
	case d.satDown(k): // "The committee met for the first time in Lima on Monday"
	case d.planBefore(k) < 0 && !(said && d.judge(k).modality == planned):
		return false
	}
	if d.isWord(d.nodes[k].end, determiners) {
		return false // "it will meet the costs"
	}
	if a := d.actorAt(k + 1); a != nil && !a.preps.Has(lang.In) {
		return false
	}
	return said || d.againAt(d.span.First)
}

// satDown tells whether the verb at node k tells that a panel whose it is known sat on a day that its clause
// names.
func (d *Document) satDown(k int) bool {
	first, end := d.clauseSpan(k)
	return d.nodes[k].forms == lang.Done && !d.panel.set.Empty() && d.panel.sentence < d.index && d.hasDate(first, end) && d.judge(k).modality == asserted
}

// saidToOpen tells whether what somebody says begins with a panel told before, and goes on with the verb at
// node k: "A statement said that the committee would convene".
func (d *Document) saidToOpen(k int) bool {
	lo, _ := d.clause(k)
	first, _ := d.clauseSpan(k)
	if lo == 0 || !d.againAt(first) || !d.nodes[lo-1].is(lang.SayVerb) && !(lo > 1 && d.nodes[lo-2].is(lang.SayVerb) && d.isWord(first-1, that)) {
		return false
	}
	return !slices.ContainsFunc(d.nodes[lo:k], func(n node) bool { return n.actor >= 0 })
}

// jointPanel tells whether who sits by the verb at node k, with which the sentence begins, is a panel
// that states share by its name: "Komite Perbatasan Umum dijadwalkan bersidang".
func (d *Document) jointPanel(k int) bool {
	first := d.span.First
	if d.isArticle(first) {
		first++
	}
	end := min(first+panelWords, d.nodes[k].first)
	return d.text.Tokens[first].Has(scan.Capital) && d.hasWord(first, end, panels) && d.hasWord(first, end, sharedBy)
}

// sharedBy are the words in the name of a panel that states share.
var sharedBy = words("sharedBy")

// againAt tells whether token i is the word by which a panel is told of again, or its article,
// and no name of one follows: "the commission".
func (d *Document) againAt(i int32) bool {
	if d.isArticle(i) {
		i++
	}
	return d.isWord(i, panels)
}

// panel is something that parties have together and that can sit, as the text told of it last.
type panel struct {
	set      party.Set // those of what the same sentence told
	sentence int32
}

// seePanel notes the panel of which the sentence tells, and whose it is.
func (d *Document) seePanel() {
	if !slices.ContainsFunc(d.tags, func(t tag.Tag) bool {
		return d.isPanelTag(t) || t.Classes.Any(rounds) && panels.has(d.text.Tokens[t.End-1].Hash)
	}) {
		return
	}
	if d.panel.sentence = d.index; len(d.found) > 0 {
		if c := &d.found[len(d.found)-1]; c.Sentence == d.index {
			d.panel.set = c.Parties
		}
	}
}

// panelTold tells whether a sentence shortly before told of a panel, or any one of whose it is, where
// the sentence has an article for it: "the commission", "komisi itu".
func (d *Document) panelTold() bool {
	return d.index-d.panel.sentence <= recentSentences || !d.panel.set.Empty() && !d.isThey(d.span.First)
}

// isThey tells whether token i is a pronoun.
func (d *Document) isThey(i int32) bool {
	t := d.tagAt(i)
	return !d.isArticle(i) && !d.profile().AdjectiveLast || t != nil && (t.Is(lang.They) || t.Is(lang.HeOrShe))
}

func (d *Document) isPanelTag(t tag.Tag) bool {
	return t.Is(lang.Scheme) && d.dict.Value(d.text, &t, lang.Scheme) == "panel"
}

// ofBallot tells whether the round at node k is one of an election: "putaran kedua pemilihan
// presiden".
func (d *Document) ofBallot(k int) bool {
	return d.nodes[k].any(rounds) && d.isWord(d.nodes[k].end, ballots)
}

// ballots are the words of an election.
var ballots = words("ballots")

// panels are the words by which a panel is told of again, at the beginning of a sentence.
var panels = words("panels")

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
	if k+2 < len(d.nodes) && d.nodes[k+1].is(lang.Will) && d.near(k, k+1, 2) && d.nodes[k+2].any(taking) && d.near(k+1, k+2, 1) {
		return true // "technical talks are to begin", and not "the talks are to cover energy"
	}
	if d.isNextBehind(k) {
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
	return i >= 0 && i < len(d.nodes) && d.nodes[i].is(lang.Next) && d.near(i, k, 3)
}

// isToSit tells whether the panel at node k will meet, or hold a meeting, and meets nobody
// else: "a working group of the two ministries is to hold its first meeting".
func (d *Document) isToSit(k int) bool {
	i := k + 1
	for i < len(d.nodes) && d.near(k, i, reach) && !d.nodes[i].is(lang.Will) && !d.nodes[i].any(verbs) && !d.nodes[i].any(breaks) {
		i++
	}
	for i < len(d.nodes) && d.near(k, i, reach) && d.nodes[i].is(lang.Will) && !d.nodes[i].is(lang.MeetVerb) {
		i++
	}
	if i+2 < len(d.nodes) && d.nodes[i].is(lang.ReachVerb) && d.nodes[i-1].is(lang.Will) && d.nodes[i+1].is(lang.And) && d.near(i, i+1, 1) {
		return d.nodes[i+2].any(gathers) && d.near(i+1, i+2, 1) // "a working group will be set up and meet in June"
	}
	if i+1 >= len(d.nodes) || !d.nodes[i-1].is(lang.Will) && !(d.nodes[i].is(lang.MeetVerb) && d.nodes[i].is(lang.Will)) {
		return false
	}
	if d.nodes[i].is(lang.Light) {
		return d.nodes[i+1].any(rounds) && d.near(i, i+1, 2)
	}
	a := d.actorAt(i + 1)
	return d.nodes[i].is(lang.MeetVerb) && !d.nodes[i+1].is(lang.Private) && (a == nil || a.preps.Has(lang.In))
}

// gathers are the words by which those of a panel come together.
var gathers = lang.SetOf(lang.MeetVerb, lang.Light)

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
