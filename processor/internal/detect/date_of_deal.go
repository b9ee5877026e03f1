package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// describes tells whether m is the day of a verb before node k that only says which deal
// is meant: "the treaty that both signed last year took effect on Monday".
func (d *Document) describes(m *dates.Mention, k int) bool {
	if m.End > d.nodes[k].first {
		return false
	}
	if d.isStart(m) && d.trigger(lang.Relative, 0, k) >= 0 {
		return true // "talks that were stalled since 2020 will resume"
	}
	v := k - 1
	for v >= 0 && d.nodes[v].end > m.First {
		v--
	}
	for v >= 0 && m.First-d.nodes[v].end <= ownsReach && !d.nodes[v].any(dealVerbs) {
		v--
	}
	if v < 1 || m.First-d.nodes[v].end > ownsReach || d.trigger(lang.And, v, k) >= 0 {
		return false
	}
	for i := v - 1; i >= 0 && d.nodes[v].first-d.nodes[i].end <= reach; i-- {
		switch n := &d.nodes[i]; {
		case n.is(lang.DealNoun):
			return d.nodes[v].forms == lang.Done && d.text.Tokens[d.nodes[i].end].Gap == scan.Space && (i == v-1 && d.near(i, v, 0) || d.ofMakers(i, v) || d.saysWhich(i, v))
		case d.beginsRelative(i):
			return d.endsDeal(i)
		}
	}
	return false
}

// endsDeal tells whether a deal stands before node i, and only whose it is and what it is on may stand between:
// "the treaty with X that", "perjanjian dagangan X dan Y yang".
func (d *Document) endsDeal(i int) bool {
	for i--; i > 0 && (d.nodes[i].actor >= 0 || d.nodes[i].any(ofParties)); i-- {
	}
	return i >= 0 && d.nodes[i].is(lang.DealNoun)
}

// ofMakers tells whether only those who did it stand between the deal at node i and the verb at node
// v: "the treaty Kenya and Uganda signed".
func (d *Document) ofMakers(i, v int) bool {
	for j := i + 1; j < v; j++ {
		if a := d.actorAt(j); !d.nodes[j].is(lang.And) && (a == nil || a.preps.Any(prepositions)) {
			return false
		}
	}
	return v > i+1 && d.near(i, i+1, 1) && d.near(v-1, v, 1)
}

// saysWhich tells whether only whose it is and what it is on stand between the deal at node i and
// the verb at node v, which then describes it: "the treaty between X and Y signed last year".
func (d *Document) saysWhich(i, v int) bool {
	for j := i + 1; j < v; j++ {
		a, n := d.actorAt(j), &d.nodes[j]
		if a == nil && !n.any(ofParties) && !n.is(lang.And) || a != nil && !a.preps.Any(prepositions) {
			return false
		}
	}
	return !d.isWord(d.nodes[v].first-1, beings)
}

// ofParticiple tells whether m, behind the verb at node k, is the day of another verb by which
// a deal is described: "initialled the treaty negotiated in March", "signed a declaration on
// the truce that came into effect on Friday".
func (d *Document) ofParticiple(m *dates.Mention, k int) bool {
	if !d.nodes[k].any(dealVerbs) {
		return false
	}
	for i := k + 2; i < len(d.nodes) && d.nodes[i].end <= m.First && d.near(k, i, reach); i++ {
		n := &d.nodes[i]
		if n.forms&lang.Done == 0 || !n.any(dealVerbs) && !n.is(lang.NegotiateVerb) && !n.is(lang.ForceVerb) {
			continue
		}
		noun := i - 1
		if that.has(d.text.Tokens[n.first-1].Hash) && d.nodes[noun].end == n.first {
			noun--
		} else if n.forms != lang.Done || n.is(lang.ForceVerb) {
			continue // "signed the treaty; it came into effect"
		}
		if d.nodes[noun].is(lang.DealNoun) && d.near(noun, i, 1) {
			return true
		}
	}
	return false
}

// ofInsertion tells whether m ends a participle between commas that only says which text is
// meant: "the accord, made by letters exchanged on July 1, took effect".
func (d *Document) ofInsertion(m *dates.Mention) bool {
	if m.End >= d.span.End || !d.text.Tokens[m.End].After(scan.Comma) {
		return false
	}
	participle := false
	for i := d.nodeFrom(m.First) - 1; i > 0 && m.First-d.nodes[i].first <= asideWords; i-- {
		n := &d.nodes[i]
		participle = participle || n.forms&lang.Done != 0 && n.any(dealVerbs)
		switch {
		case d.gaps(d.nodes[i-1].end-1, n.first)&scan.Comma != 0:
			return (participle || n.is(lang.Will) && d.value(i, lang.Will) == "") && n.actor < 0 && !n.any(breaks) // "X, due to leave on Friday, met Y"
		case participle && n.actor >= 0 && !d.actors[n.actor].preps.Any(prepositions):
			return false // "on Friday, X signed it on Monday, …"
		}
	}
	return false
}

// asideWords is how many words such an insertion has at most before its date.
const asideWords = 8

// later are the steps that a text takes when it has long been made.
var later = lang.SetOf(lang.NegotiateVerb, lang.NegotiateNoun, lang.ExtendVerb, lang.EndVerb, lang.SuspendVerb, lang.ForceVerb)

// ofDeal tells whether m, behind the verb at node k, is the year by which a deal is known:
// "merundingkan revisi perjanjian patroli tahun 1975".
func (d *Document) ofDeal(m *dates.Mention, k int) bool {
	if date, ok := m.Resolve(d.pub, false); !ok || date.Month > 0 || m.Relative() {
		return false
	}
	if t := d.tagAt(m.First); t != nil && (t.Is(lang.In) || d.isWord(t.End-1, dateLeads)) || d.isStart(m) {
		return false // "extended the treaty in 2016", "back in 2016", "membekukan keanggotaannya sejak 2016"
	}
	named := false
	for i := k + 1; i < len(d.nodes) && d.nodes[i].first < m.First; i++ {
		switch n := &d.nodes[i]; {
		case n.is(lang.DealNoun):
			named = m.First-n.end <= dealReach
		case n.any(dealVerbs):
			named = false // "the treaty signed in 2001"
		}
	}
	return named
}

// ofParties are what may stand between a deal and its parties, or tells what it is on.
var ofParties = prepositions.Union(lang.SetOf(lang.Sector))

// yearReach is how many words may stand between a deal and the year by which it is known.
const yearReach = 2

// oldestYear bounds what is read as a year.
const oldestYear = 1800

// ofYear makes c history, where what is told at node k is of a deal known by its year:
// "under the 2015 agreement signed by Iran and Russia", "Egypt and Sudan signed the 1959
// treaty", "since the 2009 agreement came into force".
func (d *Document) ofYear(c *Candidate, k, deal int) {
	if d.isOld(deal) && !(c.Background && c.Dated) && d.knownByYear(c, k, deal) {
		c.Date, c.Dated, c.Ahead, c.Background = dates.Date{Year: d.yearOf(deal)}, true, false, true
	}
}

// onlyLike makes c, told without a date by the verb at node k, history where its deal is only like the
// one that is news, and was made before: "Jakarta has signed similar deals with Hanoi and Manila",
// "sebelumnya BI meneken kesepakatan serupa dengan Thailand".
func (d *Document) onlyLike(c *Candidate, k, deal int) {
	if deal < 0 || !c.DateCue.Empty() || c.Background || c.Status != events.AgreementSigned && c.Status != events.AgreementAgreed && c.Status != events.AgreementInForce {
		return
	}
	first, end := d.nodes[deal].first-likeReach, d.nodes[deal].first
	if d.profile().AdjectiveLast {
		first, end = d.nodes[deal].end, d.nodes[deal].end+likeReach
	}
	if verb := d.nodes[k].first; d.hasWord(first, end, alike) && (d.hasWord(verb-anteriorReach, verb, having) || d.hasWord(verb-anteriorReach, verb, earlierOn) || d.hadBeen(k)) {
		c.forgetDate()
		c.Background = true
	}
}

// alike are the words for what is of the same kind, and likeReach how far from a deal they stand.
var alike = words("alike")

const likeReach = 2

// isOld tells whether the deal at node i, if there is one, is known by a year that is over.
func (d *Document) isOld(i int) bool {
	if i < 0 {
		return false
	}
	year := d.yearOf(i)
	return year > 0 && year < d.pub.Year()
}

// knownByYear tells whether the verb at node k tells c of a deal so that its year is the
// year of that: long after it was made, a deal can still enter into force.
func (d *Document) knownByYear(c *Candidate, k, deal int) bool {
	switch c.Status {
	case events.AgreementInForce:
		lo, _ := d.clause(k)
		return deal < k && lo > 0 && d.value(lo-1, lang.Clause) == "since"
	case events.AgreementSigned, events.AgreementAgreed:
		if deal > k {
			return !c.Dated && (c.Status == events.AgreementSigned || d.strikes(k)) && d.objectOf(k, deal)
		}
		return d.nodes[k].forms&(lang.Done|lang.Passive) != 0
	}
	return false
}

// strikes tells whether the verb at node k tells of the making of a deal, and not that one was made
// known or changed: "brokered the 1978 accords".
func (d *Document) strikes(k int) bool {
	n := &d.nodes[k]
	if !n.is(lang.ReachVerb) || n.forms != lang.Done || d.isWord(n.first, announcing) {
		return false
	}
	made := d.value(k, lang.ReachVerb)
	return made == "" || made == "broker"
}

// yearOf gives the year right before the deal at node i, behind its "of", "the treaty of 1929",
// or behind it where what describes stands last, and of several, "2023-2026", the last; 0 where
// there is none.
func (d *Document) yearOf(i int) int {
	first, end := d.nodes[i].first-yearReach, d.nodes[i].first
	if d.profile().AdjectiveLast || i+1 < len(d.nodes) && d.nodes[i+1].is(lang.Of) && d.near(i, i+1, 0) {
		first, end = d.nodes[i].end, d.nodes[i].end+yearReach
	}
	year := 0
	for t := max(d.span.First, first); t < min(d.span.End, end); t++ {
		if number := dates.Digits(d.word(t)).Value; number >= oldestYear {
			year = number
		}
	}
	return year
}

// celebrationReach is how many words may stand between an anniversary and the deal that it is of.
const celebrationReach = 7

// isCelebrated tells whether the deal at node i is only what an anniversary is of: "exchanged letters on the
// 60th anniversary of diplomatic ties", "ulang tahun ke-64 hubungan diplomatik".
func (d *Document) isCelebrated(i int) bool {
	first := d.nodes[i].first
	for t := first - 1; t > d.span.First && first-t <= celebrationReach && d.text.Tokens[t+1].Gap&^scan.Inside == 0; t-- {
		if d.isWord(t, anniversaries) && (!d.profile().AdjectiveLast || d.isWord(t-1, repeating)) {
			return true
		}
	}
	return false
}

// anniversaries are the words for the day on which something is recalled, and repeating those before one where it
// is called a year that comes again.
var (
	anniversaries = words("anniversaries")
	repeating     = words("repeating")
)

// onDayOfNext tells whether the day of c, which the trigger at node k tells to go on, is rather that of a meeting of which
// the sentence tells next: "A treaty is being negotiated, and the third round was held on Monday".
func (d *Document) onDayOfNext(c *Candidate, k int) bool {
	return c.Dated && slices.ContainsFunc(d.found, func(m Candidate) bool {
		if m.Type != events.TypeMeeting || m.Sentence != d.index || m.DateCue != c.DateCue {
			return false
		}
		next := d.cueNode(m.Trigger)
		return next > k && slices.ContainsFunc(d.nodes[k:next], func(n node) bool { return n.is(lang.And) || d.text.Tokens[n.first].After(scan.Semicolon) })
	})
}
