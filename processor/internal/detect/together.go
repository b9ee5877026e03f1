package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// conferring are the words that tell of people who come together or speak.
var conferring = lang.SetOf(lang.MeetVerb, lang.VisitNoun, lang.TalksNoun, lang.CallVerb, lang.CallNoun, lang.DiscussVerb)

// together takes a sentence that no frame fits as a meeting of the only two states
// that it names, if it tells of an encounter and of somebody who acts for one of
// them: "With Sharif, who came to power in April, Putin discussed gas as well". One
// who is told to talk, and with nobody, does so with those whom the discourse is
// about. found is how many candidates there were before the sentence.
func (d *Document) together(found int) {
	if !d.told.Any(conferring) || d.told.Any(unsure) || slices.ContainsFunc(d.found[found:], isMeeting) {
		return
	}
	k := d.firstOf(conferring)
	if k < 0 || d.onText(k) || k > 0 && d.nodes[k-1].is(lang.To) && d.near(k-1, k, 0) || d.attended(k) || d.receivesThing(k) || d.nodes[k].is(lang.TalksNoun) && d.ofOthers(k) {
		return // "a trip to meet officials", "watched the talks", "welcomed the words of", "the second round of the vote"
	}
	var b binding
	acts, sits := false, false
	for i := range d.nodes {
		a := d.actorAt(i)
		if a == nil || !d.suits(a, false) || a.kind == byPlace || a.kind == byPair || a.set.Empty() || a.kind == byName && (a.preps.Has(lang.From) || i > 0 && d.value(i-1, lang.Of) == "partner" || a.members == 1 && d.ownsMatter(i)) {
			continue
		}
		alone := a.organ && d.nodes[k].is(lang.MeetVerb) // a parliament sits alone
		acts, sits = acts || a.kind >= byOffice && !alone, sits || alone
		b.add(d, d.nodes[i].actor)
	}
	switch named := d.named(); {
	case acts && b.set.Len() == 2 && b.set.Intersect(d.dict.Parties.Bodies).Empty() && named.Within(b.set):
	case !sits && b.set.Len() == 1 && d.nodes[k].any(talking) && d.continues(b.set.Union(named)):
		b.set = d.salient
	default:
		return
	}
	c, ok := d.newMeeting("together", 0.5, &b, k)
	if !ok || c.Status == events.MeetingHeld && d.told.Has(lang.Will) {
		return // "plan to sign it during his visit"
	}
	c.Channel = d.channel(lang.MeetVerb, k)
	d.emit(c)
}

// ownsMatter tells whether the state of node i only says whose the matter before it is, in
// languages that put the owner last: "membahas tarif AS".
func (d *Document) ownsMatter(i int) bool {
	return d.profile().AdjectiveLast && i > 0 && d.nodes[i-1].is(lang.Sector) && d.near(i-1, i, 0)
}

// receivesThing tells whether the verb of receiving at node k has a thing for its
// object: one that somebody owns, or that no dictionary has.
func (d *Document) receivesThing(k int) bool {
	if !d.nodes[k].is(lang.ReceiveVerb) || d.nodes[k].forms&lang.Passive != 0 || k+1 >= len(d.nodes) {
		return false
	}
	if a := d.actorAt(k + 1); a != nil {
		if d.profile().AdjectiveLast && !a.preps.Any(prepositions) && d.nodes[k+1].first > d.nodes[k].end {
			return true // "menyambut pernyataan presiden"
		}
		return d.near(k, k+1, 2) && d.ownsThing(k+1)
	}
	return d.nodes[k+1].is(lang.Of) && d.nodes[k+1].first > d.nodes[k].end
}

func isMeeting(c Candidate) bool { return c.Type == events.TypeMeeting }

// talking are the words of those that tell of people who speak with each other.
var talking = lang.SetOf(lang.MeetVerb, lang.TalksNoun, lang.CallNoun)

// continues tells whether s are of the two or three parties that the discourse has
// just been about: "Tashkent was pleased with the talks".
func (d *Document) continues(s party.Set) bool {
	n := d.salient.Len()
	return n >= 2 && n <= 3 && s.Within(d.salient) && d.index-d.lastPair <= recentSentences
}

// unsure are the words that may deny what a sentence tells, wherever they stand.
var unsure = lang.SetOf(lang.Not, lang.Maybe, lang.Refuse)

// firstOf gives the first node of any of cs outside quotations, or -1. A session of a
// parliament is none.
func (d *Document) firstOf(cs lang.Set) int {
	for i := range d.nodes {
		if d.nodes[i].any(cs) && !d.quoted(d.nodes[i].first) && !d.sitsAlone(i) {
			return i
		}
	}
	return -1
}

// named gives the parties that the sentence names, in whatever part.
func (d *Document) named() (s party.Set) {
	for i := range d.tags {
		if t := &d.tags[i]; t.Classes.Any(countries) {
			s = s.Union(d.setOf(t))
		}
	}
	return s
}
