package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
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
	if !d.told.Any(conferring) || d.told.Any(unsure) || slices.ContainsFunc(d.found[found:], isMeeting) || d.addressed() {
		return
	}
	k := d.firstOf(conferring)
	if k < 0 || d.onText(k) || d.isMeans(k) || d.setUp(k) || d.chairsStanding(k) || d.attended(k) || d.receivesThing(k) || d.nodes[k].is(lang.TalksNoun) && (d.ofOthers(k) || d.withUnknown(k)) {
		return // "watched the talks", "welcomed the words of", "the second round of the vote", "follows talks between X and rebels"
	}
	if d.withOwn(k) || d.opensBesides() && d.gaps(d.nodes[0].end-1, d.nodes[k].first)&scan.Comma != 0 {
		return // "Besides X, the minister met Y"
	}
	var b binding
	acts, sits := false, false
	for i := range d.nodes {
		a := d.actorAt(i)
		if a == nil || !d.suits(a, false) || a.kind == byPlace || a.kind == byPair || a.set.Empty() || a.kind == byName && d.onlyMentioned(a, i, k) {
			continue
		}
		alone := (a.organ || a.plural && a.persons == 0) && d.nodes[k].is(lang.MeetVerb) // a parliament sits alone
		acts, sits = acts || a.kind >= byOffice && !alone, sits || alone
		b.add(d, d.nodes[i].actor)
	}
	switch named := d.named(); {
	case acts && b.set.Len() == 2 && !b.set.Meets(&d.dict.Parties.Bodies) && named.Within(&b.set):
	case !sits && b.set.Len() == 1 && d.nodes[k].any(talking) && !d.seesLaymen(k) && d.continues(b.set.Union(named)):
		b.set = d.salient
	default:
		return
	}
	if d.sitThere(b.set, k) {
		return
	}
	c, ok := d.newMeeting("together", 0.5, &b, k)
	if !ok || c.Status == events.MeetingHeld && d.told.Has(lang.Will) {
		return // "plan to sign it during his visit"
	}
	if c.Status == events.MeetingHeld && d.offBehind(k) {
		c.Status = events.MeetingCancelled
	}
	c.Channel = d.channel(lang.MeetVerb, k)
	d.emit(c)
}

// seesLaymen tells whether those who meet somebody by the word at node k meet people who act for no other state:
// "menemui para pengusaha", "held talks with coalition partners", "met his advisers".
func (d *Document) seesLaymen(k int) bool {
	n := &d.nodes[k]
	i := n.end
	switch t := d.tagAt(i); {
	case t != nil && t.Is(lang.With):
		i = t.End
	case !n.is(lang.MeetVerb):
		return false
	}
	if i >= d.span.End || d.text.Tokens[i].Gap != scan.Space {
		return false
	}
	if d.hasWord(i, i+laymenReach, laymen) {
		return true
	}
	for d.isWord(i, determiners) || d.isWord(i, quantities) {
		i++
	}
	if i >= d.span.End || d.text.Tokens[i].Gap != scan.Space || d.text.Tokens[i].Flags&(scan.Capital|scan.Number) != 0 {
		return false
	}
	t := d.tagAt(i)
	if t == nil {
		return !d.isWord(i, meetingManners)
	}
	if j := d.nodeFrom(i); j < len(d.nodes) && d.nodes[j].first == i && d.nodes[j].actor >= 0 {
		return t.Is(lang.Title) && d.actorAt(j).set.Empty()
	}
	return t.Classes.Any(lay)
}

// lay are the classes of words for people who act for no state, or for their own.
var lay = lang.SetOf(lang.Private, lang.Parliament, lang.Domestic, lang.Topic, lang.Scheme, lang.Org, lang.Title)

// meetingManners are the words that may stand behind such a verb and tell how, or how often, people meet.
var meetingManners = words("meetingManners")

// laymenReach is how many words such people stand behind the word at most.
const laymenReach = 2

// onlyMentioned tells whether the bare state a at node i has no part in the encounter at node k: it is
// where somebody is, or what is talked of or suffers something, "met workers in Japan".
func (d *Document) onlyMentioned(a *actor, i, k int) bool {
	for j := k + 1; j < i; j++ {
		if d.nodes[j].is(lang.SayVerb) {
			return true // "met reporters and said Kenya was a friend"
		}
	}
	if a.possessive && i+1 < len(d.nodes) && d.nodes[i+1].is(lang.Domestic) {
		return true // "Malawi's opposition leader"
	}
	return a.preps.Any(whereabouts) || d.isMatter(i, k) || d.suffers(a, i) && d.actorAt(i-1).set.Empty() ||
		i > 0 && d.value(i-1, lang.Of) == "partner" || d.bordersOn(a, i) || a.members == 1 && d.ownsMatter(i)
}

// offBehind tells whether the clause behind node k tells next that it was called off: "Pertemuan X
// dengan rakannya dibatalkan".
func (d *Document) offBehind(k int) bool {
	for i := k + 1; d.nodes[k].any(occasionNouns) && i < len(d.nodes) && !d.nodes[i].any(limits); i++ {
		if d.nodes[i].is(lang.Cancel) {
			return true
		}
	}
	return false
}

// whereabouts are the links of a bare state that only tells where somebody is or comes from: "met
// workers in Japan", "the ambassador to Japan met workers".
var whereabouts = lang.SetOf(lang.From, lang.In, lang.To)

// withUnknown tells whether the talks of node k are told as those between a party and
// others whom no dictionary has: "talks between the government and rebels".
func (d *Document) withUnknown(k int) bool {
	if k+3 >= len(d.nodes) || !d.nodes[k+1].is(lang.Between) || !d.nodes[k+3].is(lang.And) {
		return false
	}
	a := d.actorAt(k + 2)
	return a != nil && a.set.Len() == 1 && d.near(k, k+3, 8) && !(d.actorAt(k+4) != nil && d.near(k+3, k+4, 3))
}

// withOwn tells whether the talks of node k are told as those of somebody with people of his
// own state: "praised Morocco after a meeting with the French prime minister".
func (d *Document) withOwn(k int) bool {
	partner := d.actorAt(k + 2)
	if next := d.actorAt(k + 1); next != nil && isPeople(next) && !next.plural && next.preps == (lang.Set{}) && d.near(k, k+1, 0) {
		partner = next // "bertemu Menteri Pertahanan"
	} else if partner == nil || !partner.preps.Has(lang.With) || !d.near(k, k+2, reach/2) {
		return false
	}
	for i := range k {
		if a := d.actorAt(i); a != nil && a.set == partner.set && a.kind >= byOffice {
			return true
		}
	}
	return false
}

// isMatter tells whether the bare state of node i, which has no preposition or stands
// behind a purpose, is what the encounter of node k is about: "discussed Uganda with
// lawmakers", "met traders to discuss tolls with Uganda".
func (d *Document) isMatter(i, k int) bool {
	if i == k+1 {
		return d.nodes[k].is(lang.DiscussVerb) && d.near(k, i, 0)
	}
	for j := k + 1; j < i; j++ {
		if d.nodes[j].is(lang.DiscussVerb) && j > k+1 && d.nodes[j-1].is(lang.To) {
			return true
		}
	}
	return false
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
	return n >= 2 && n <= 3 && s.Within(&d.salient) && d.index-d.lastPair <= recentSentences
}

// unsure are the words that may deny what a sentence tells, wherever they stand.
var unsure = lang.SetOf(lang.Not, lang.Maybe, lang.Refuse)

// firstOf gives the first node of any of cs outside quotations, or -1. A session of a
// parliament is none.
func (d *Document) firstOf(cs lang.Set) int {
	for i := range d.nodes {
		if d.nodes[i].any(cs) && !d.inQuotes(d.nodes[i].first) && !d.sitsAlone(i) {
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
