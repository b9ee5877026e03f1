package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// delegates finds a meeting to come, by the word at node k, of those who work for the
// two or three of whom the text has just spoken, or for the two that it is about, and who
// are told without them: "Technical experts will meet in Busia in June".
func (d *Document) delegates(k int) {
	if d.told.Has(lang.Topic) || !d.convenes(k) {
		return
	}
	whose := d.salient
	if n := whose.Len(); n < 2 || n > 3 || d.index-d.lastPair > sequel {
		whose = d.story
	}
	if whose.Empty() {
		return
	}
	who := d.delegatesBefore(k)
	lo, hi := d.clause(k)
	for i := lo; i < hi; i++ {
		if a := d.actorAt(i); a != nil && i != who && !a.preps.Has(lang.In) && a.kind != byPair && !a.set.Within(&whose) {
			return // "officials of the two will meet the creditors"
		}
	}
	if who < 0 && !d.reassembles(k) {
		return
	}
	b := binding{set: whose, weak: true}
	c, ok := d.newMeeting("delegates", 0.6, &b, k)
	if !ok || c.Background || c.Status != events.MeetingPlanned {
		return
	}
	c.Channel = events.InPerson
	d.emit(c)
}

// reassembles tells whether the sentence begins with a panel told of before, which meets once more by
// the verb at node k: "The group will reconvene in August", "The commission will next meet in Harare".
func (d *Document) reassembles(k int) bool {
	first, will := d.span.First, d.planBefore(k)
	if will < 0 || !d.nodes[k].is(lang.MeetVerb) || !d.isArticle(first) || !d.againAt(first) || d.nodes[will].first-first > 2 {
		return false
	}
	v := d.value(k, lang.MeetVerb)
	return v == "again" || v == "convene" || d.nextAt(k-1, k)
}

// convenes tells whether the word at node k tells of an encounter with nobody told
// behind it: "meet in Busia", "hold a meeting on Friday".
func (d *Document) convenes(k int) bool {
	switch n := &d.nodes[k]; {
	case n.is(lang.MeetVerb):
		return d.wholeVerb(k)
	case n.is(lang.TalksNoun):
		return k > 0 && d.nodes[k-1].is(lang.Light) && d.near(k-1, k, 3) && (k+1 == len(d.nodes) || !d.nodes[k+1].is(lang.With) && !d.nodes[k+1].is(lang.Between))
	}
	return false
}

// delegatesBefore gives the node of those who meet by the word at node k, or -1.
func (d *Document) delegatesBefore(k int) int {
	i := k - 1
	for i >= 0 && d.nodes[i].actor < 0 && (d.nodes[i].any(auxiliaries) || d.nodes[i].any(meetingAhead)) {
		i--
	}
	for i > 0 && d.nodes[i].actor >= 0 && d.actors[d.nodes[i].actor].preps.Any(officeLinks) {
		for i--; i > 0 && d.nodes[i].any(officeLinks); i-- {
		}
	}
	for i > 0 && d.nodes[i].actor < 0 && (d.nodes[i].any(posts) || d.nodes[i].is(lang.Org)) && !d.isTeam(i) {
		i-- // "komandan militer di wilayah perbatasan"
	}
	if i < 0 || !d.near(i, k, reach/2) {
		return -1
	}
	if a := d.actorAt(i); a != nil && !d.isDelegate(a, i) || a == nil && !d.nodes[i].is(lang.Scheme) && !d.isTeam(i) && !d.areEnvoys(i, false) {
		return -1
	}
	return i
}

// posts are what tells where somebody serves: "komandan di wilayah perbatasan".
var posts = lang.SetOf(lang.In, lang.Sector)

// meetingAhead are the words between those who are to meet and the verb.
var meetingAhead = lang.SetOf(lang.Will, lang.To, lang.Light, lang.Now, lang.Next)

// isTeam tells whether node i is of those who are there to be sent.
func (d *Document) isTeam(i int) bool {
	v := d.value(i, lang.Org)
	return v == envoyed || v == team && d.told.Has(lang.Will)
}

// isDelegate tells whether actor a of node i is several who are sent to talk, told
// without whose they are.
func (d *Document) isDelegate(a *actor, i int) bool {
	if !a.set.Empty() || a.kind != byOffice || a.possessive {
		return false
	}
	return d.areEnvoys(i, a.persons > 0) || d.isTeam(i)
}

// areEnvoys tells whether node i begins with the title of several whom states send to talk. Where nouns
// have no plural it is one whom no name follows: "Komandan militer akan bertemu".
func (d *Document) areEnvoys(i int, called bool) bool {
	_, title, plural := readTitle(d.value(i, lang.Title))
	return sent[title] && (plural || d.profile().AdjectiveLast && !called)
}

// sent are the titles of those whom states send to talk.
var sent = map[string]bool{
	"army chief": true, "chief": true, "commander": true, "diplomat": true, "envoy": true, "expert": true, "negotiator": true, "officer": true, "official": true,
	"representative": true, "special envoy": true, "special representative": true,
}
