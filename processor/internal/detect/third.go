package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// Talks of two often have a third at the table, and a clause of its own tells of him:
// "They were joined by X", "X is mediating", "brokered by X", "Their host, X, said".

// thirdReach is how many sentences behind the talks he can be told.
const thirdReach = 2

// third adds to the last talks whomever the sentence tells to have come to them.
func (d *Document) third() {
	c := d.lastTalks()
	if c == nil || c.Sentence != d.index && d.recalls() {
		return // "thanked X, which had hosted rounds in 2021"
	}
	for k := range d.nodes {
		if d.quoted(d.nodes[k].first) {
			continue
		}
		j := d.comer(c, k)
		a := d.actorAt(j)
		if a == nil || a.kind == adjunct && !a.mediates || a.kind == byPlace && (a.city || j == 0 || !d.brokers(j-1)) || a.set.Empty() || a.set.Meets(&c.Parties) || d.attends(a) {
			continue
		}
		if !c.Body {
			d.widen(c, a)
		} else if !d.chairs(k) && !a.set.Meets(&d.dict.Parties.Bodies) {
			d.giveSeat(c, a, a.set) // guests of a body's gathering
		}
		return
	}
}

// lastTalks gives the meeting that the text has told last, if that is news of a
// moment ago; else nil.
func (d *Document) lastTalks() *Candidate {
	for i := len(d.found) - 1; i >= 0 && d.index-d.found[i].Sentence <= thirdReach; i-- {
		c := &d.found[i]
		if c.Type != events.TypeMeeting || c.Sentence > d.index {
			continue
		}
		if c.Background || c.Status == events.MeetingCancelled || c.Journey() || !c.Guests.Empty() {
			return nil
		}
		return c
	}
	return nil
}

// widen makes actor a one of those who meet in c.
func (d *Document) widen(c *Candidate, a *actor) {
	c.Guests = c.Parties
	c.Parties.Join(&a.set)
	c.People = append(c.People, a.people[:a.persons]...)
	c.Body = false
	if c.Sentence != d.index {
		c.Evidence = append(c.Evidence, d.bytes(d.span.First, d.span.End))
	}
}

// comer gives the node of whoever comes to talks c by what node k tells, or -1.
func (d *Document) comer(c *Candidate, k int) int {
	n := &d.nodes[k]
	switch {
	case d.brokers(k):
		if a := d.actorAt(k + 1); a != nil && a.preps.Any(placing) && d.broughtTo(c, k) {
			return k + 1
		}
	case n.actor >= 0 && d.actors[n.actor].mediates:
		return k
	case n.actor >= 0:
		if d.actors[n.actor].host && d.explained(k) && !d.told.Has(lang.Apart) && !c.Aside && c.Status != events.MeetingPlanned {
			return k + 1
		}
	case !n.any(comingTo) && !d.chairs(k), !d.happens(c, k), d.value(k, lang.JoinVerb) == "admit": // "a move welcomed by X"
	case d.agent(k) >= 0:
		if (c.SidelineOf.Empty() || c.Sentence == d.index) && d.broughtTo(c, k) { // else he leads what it was on the sidelines of
			return d.agent(k)
		}
	case d.reachesTalks(c, k):
		if j := d.goer(k); j >= 0 {
			return j
		}
		if c.SidelineOf.Empty() { // else they attend what it was on the sidelines of
			return d.goerBehind(k)
		}
	}
	return -1
}

// brokers tells whether node k links those who brought others together to what these
// do: "brokered by", "dimediasi".
func (d *Document) brokers(k int) bool {
	return d.value(k, lang.From) == "broker" || d.value(k, lang.In) == "broker"
}

// broughtTo tells whether what is told as done by somebody at node k are talks c, or is said
// of those who hold them: "talks brokered by", "they were joined by". A text that was
// brokered is none, and a summit is attended by many.
func (d *Document) broughtTo(c *Candidate, k int) bool {
	here := c.Sentence == d.index
	talks := here
	for i := k - 1; i >= 0 && d.nodes[k].first-d.nodes[i].end <= reach; i-- {
		n := &d.nodes[i]
		toTalks := d.toTalks(c, i)
		if here && n.any(talking) && !d.ofMany(c, i) {
			return true // "a deal was reached after talks attended by X"
		}
		if n.is(lang.DealNoun) || n.is(lang.Gathering) && !here && !toTalks {
			return false
		}
		talks = talks || d.isThem(i) || toTalks
	}
	return talks
}

// comingTo are the verbs by which somebody comes to what others do.
var comingTo = lang.SetOf(lang.AttendVerb, lang.JoinVerb)

// chairs tells whether the word at node k tells of leading the talks of others.
func (d *Document) chairs(k int) bool {
	v := d.value(k, lang.Light)
	return v == chairing || v == mediating
}

// The values of the verbs of leading what others do, and of bringing them together: "chaired", "moderated by".
const (
	chairing  = "chair"
	mediating = "mediate"
)

// broughtBy tells whether who stands at node i is told as the one who led others to what they
// agreed on: "a deal mediated by X", "perundingan yang difasilitasi X".
func (d *Document) broughtBy(i int) bool {
	for k := i - 1; k >= 0 && k >= i-2; k-- {
		if d.chairs(k) && d.nodes[k].forms&(lang.Done|lang.Passive) != 0 && d.agent(k) == i {
			return true
		}
	}
	return false
}

// happens tells whether what the verb at node k tells is as sure as talks c are.
func (d *Document) happens(c *Candidate, k int) bool {
	switch d.judge(k).modality {
	case asserted, ongoing:
		return true
	case planned:
		return c.Status == events.MeetingPlanned
	}
	return false
}

// goer gives the node of the doer of the verb at node k, or -1.
func (d *Document) goer(k int) int {
	if k > 1 && d.nodes[k-1].is(lang.Relative) && d.actorAt(k-2) != nil && d.near(k-2, k, 2) {
		return k - 2 // "said X, which is mediating"
	}
	if a := d.actorAt(k - 1); a != nil && a.preps.Has(lang.With) && d.nodes[k].forms == lang.Gerund && d.near(k-1, k, 0) {
		return k - 1 // "with X mediating"
	}
	var b binding
	d.bindSubject(&b, &frame{subject: true}, k)
	if b.n != 1 {
		return -1
	}
	for j := k - 1; j >= 0; j-- {
		if d.nodes[j].actor == b.actors[0] {
			return j
		}
	}
	return -1
}

// goerBehind gives the node of the doer behind the verb at node k, which opens the
// sentence, or -1: "Also present was X", "turut hadir dalam pertemuan itu X".
func (d *Document) goerBehind(k int) int {
	if d.nodes[k].first != d.span.First {
		return -1
	}
	for i := k + 1; i < len(d.nodes) && i <= k+3; i++ {
		if a := d.actorAt(i); a != nil {
			if isPeople(a) && !a.preps.Any(prepositions) {
				return i
			}
			return -1
		}
	}
	return -1
}

// reachesTalks tells whether the verb at node k has for its object the talks that were
// told, or those who hold them: "joined the talks", "joined them", "joined by video".
func (d *Document) reachesTalks(c *Candidate, k int) bool {
	if d.value(k, lang.AttendVerb) == "part" && !d.partOfRound(k) || d.chairs(k) && d.wholeVerb(k) {
		return true
	}
	if k+1 >= len(d.nodes) || !d.near(k, k+1, 2) {
		return false
	}
	if d.isThem(k+1) && !d.separated(k, k+1) || d.chairs(k) && c.Status != events.MeetingPlanned && d.leadsBare(k+1) {
		return true
	}
	return d.nodes[k+1].is(lang.Video) || d.nodes[k+1].is(lang.Phone) || d.toTalks(c, k+1)
}

// leadsBare tells whether node i is talks of which nothing else is told, in languages
// without articles: "memimpin jalannya pembicaraan".
func (d *Document) leadsBare(i int) bool {
	return d.profile().AdjectiveLast && d.nodes[i].is(lang.TalksNoun) && d.wholeVerb(i)
}

// isThem tells whether node i is those who hold the talks: "they", "the two leaders".
func (d *Document) isThem(i int) bool {
	a := d.actorAt(i)
	if a == nil || a.possessive || a.preps.Any(prepositions) {
		return false
	}
	t := &d.tags[d.nodes[i].tag]
	return t.Is(lang.Pair) || t.Is(lang.They)
}

// ofMany tells whether the encounter at node i may be one that many attend: a summit, or
// where c is one of a body, a gathering.
func (d *Document) ofMany(c *Candidate, i int) bool {
	return d.nodes[i].is(lang.Gathering) && (d.value(i, lang.Gathering) != "" || c.Parties.Meets(&d.dict.Parties.Bodies))
}

// toTalks tells whether node i is talks c, told before: "the meeting", "pertemuan itu".
func (d *Document) toTalks(c *Candidate, i int) bool {
	if i < 0 || i >= len(d.nodes) || !d.nodes[i].is(lang.TalksNoun) && !d.nodes[i].is(lang.NegotiateNoun) {
		return false
	}
	if d.ofMany(c, i) || d.isOtherRound(i) {
		return false
	}
	if d.profile().AdjectiveLast {
		return d.pointedAt(d.nodes[i].end) || d.ledByPointed(i)
	}
	return d.definite(i)
}

// isOtherRound tells whether node i is one of several rounds of talks, which nothing points at: "the final
// round of talks".
func (d *Document) isOtherRound(i int) bool {
	n := &d.nodes[i]
	return n.end-n.first > 1 && d.isWord(n.first, roundWords) && !d.isArticle(n.first-1) && !d.pointedAt(n.end)
}

// partOfRound tells whether it is in such a round that somebody takes part by the verb at node k.
func (d *Document) partOfRound(k int) bool {
	return k+2 < len(d.nodes) && d.nodes[k+1].is(lang.In) && d.near(k+1, k+2, 3) && d.isOtherRound(k+2)
}

// pointedAt tells whether what ends before token i was told before: "pertemuan itu".
func (d *Document) pointedAt(i int32) bool {
	return d.isWord(i, pointing)
}

// ledByPointed tells whether the talks at node i are pointed at behind whoever leads
// them: "pertemuan yang dipimpin Menlu X itu".
func (d *Document) ledByPointed(i int) bool {
	if i+2 >= len(d.nodes) || !d.nodes[i+1].is(lang.Relative) || !d.chairs(i+2) || !d.near(i, i+2, 2) {
		return false
	}
	j := d.agent(i + 2)
	return j >= 0 && d.pointedAt(d.nodes[j].end)
}

// pointing are the words behind a noun that was told before.
var pointing = words("pointing")
