package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// voteReach is how many words may stand between a parliament, or those of its parties
// who vote, and the verb.
const voteReach = 14

// byParliament tells whether a parliament stands before the verb at node k, or is its agent: what it
// approves it ratifies.
func (d *Document) byParliament(k int) bool {
	if d.votedBy(k) {
		return true
	}
	for i := d.nodes[k].tag - 1; i >= 0 && d.nodes[k].first-d.tags[i].End < voteReach; i-- {
		if d.tags[i].Is(lang.Parliament) && !d.isTold(i) {
			return true
		}
	}
	a := d.actorAt(d.subjectBefore(k))
	return a != nil && d.ofHouse(a)
}

// subjectBefore gives the node before the verb at node k, auxiliaries aside.
func (d *Document) subjectBefore(k int) int {
	for k--; k >= 0 && d.nodes[k].any(auxiliaries); k-- {
	}
	return k
}

// voting are the verbs of what a parliament does with a text.
var voting = lang.SetOf(lang.RatifyVerb, lang.RejectVerb, lang.ReachVerb)

// chamberReach is how many phrases may stand before the parliament with which a sentence begins: "The Greek".
const chamberReach = 2

// ofHouse tells whether a is "they", or the members of what was told before, where a vote is told, and the
// sentence before begins with a parliament: "Peru's Congress sat on Monday. Its members ratified".
func (d *Document) ofHouse(a *actor) bool {
	if a.want != 0 || a.possessive || !d.told.Any(voting) {
		return false
	}
	t := d.tagAt(a.end - 1)
	if t == nil || !t.Is(lang.They) && !d.isMembers(a) {
		return false
	}
	before := d.tagsBefore()
	return slices.ContainsFunc(before[:min(len(before), chamberReach+1)], func(t tag.Tag) bool { return t.Is(lang.Parliament) })
}

// votedBy tells whether a parliament stands right behind the passive verb at node k as its agent,
// "disahkan parlemen di Canberra", "was approved by the Senate", or a deal passes it, "cleared the Senate".
func (d *Document) votedBy(k int) bool {
	n := &d.nodes[k]
	passes := d.value(k, lang.ReachVerb) == "house" && d.hasBefore(lang.DealNoun, k)
	agent := passes || n.forms&lang.Passive != 0
	for i := int(n.tag) + 1; i < len(d.tags) && d.tags[i].First-n.end <= agentReach; i++ {
		t := &d.tags[i]
		if t.Is(lang.Parliament) {
			return agent && d.gaps(n.end-1, t.First)&scan.Comma == 0
		}
		if t.Is(lang.In) && !passes {
			return false // "ditandatangani di Dewan Negara"
		}
		agent = agent || t.Is(lang.By) && t.First == n.end
	}
	return false
}

// agentReach is how many words may stand between a passive verb and the parliament or the ministry that is its agent.
const agentReach = 3

// ownHouse tells whether the parliament before the verb at node k is that of one of parties, or of a member of
// a body among them: "The Dutch senate threw out the treaty between the EU and Canada".
func (d *Document) ownHouse(k int, parties party.Set) bool {
	for body := range parties.Intersect(d.dict.Parties.Unions).All() {
		parties = parties.Union(d.dict.Parties.Members(body))
	}
	for i := k - 1; i >= 0 && d.near(i, k, voteReach); i-- {
		if a := d.actorAt(i); a != nil && (!a.preps.Any(prepositions) || d.actorAt(i-1) == nil) {
			d.resolve(a)
			return a.set.Meets(&parties)
		}
	}
	own := d.ofCentre()
	return own.Meets(&parties)
}

// toParliament tells whether parliaments are to do what the verb at node k says: "has to
// be approved by the legislatures".
func (d *Document) toParliament(k int) bool {
	for i := k + 1; i < len(d.nodes) && d.near(k, i, objectReach); i++ {
		if d.nodes[i].is(lang.Parliament) {
			return true
		}
	}
	return false
}

// isTold tells whether tag i, a parliament, only hears of it: "told his parliament".
func (d *Document) isTold(i int32) bool {
	for _, t := range d.tags[max(0, i-2):i] {
		if t.Is(lang.TellVerb) {
			return true
		}
	}
	return false
}
