package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// voteReach is how many words may stand between a parliament, or those of its parties
// who vote, and the verb.
const voteReach = 14

// byParliament tells whether a parliament stands before the verb at node k, or is its agent: what it
// approves it ratifies.
func (d *Document) byParliament(k int) bool {
	if d.votedBy(k) || d.theyVote(k) {
		return true
	}
	for i := d.nodes[k].tag - 1; i >= 0 && d.nodes[k].first-d.tags[i].End < voteReach; i-- {
		if d.tags[i].Is(lang.Parliament) && !d.isTold(i) {
			return true
		}
	}
	return false
}

// byLeader tells whether it is one leader who passes by the verb at node k a deal with others: "Presiden Kenya
// mengesahkan perjanjian dengan Oman", "perjanjian dengan Oman disahkan Presiden Kenya".
func (d *Document) byLeader(k, deal int) bool {
	if deal < 0 || !slices.Contains(ratified, d.form(deal)) || d.isPassive(&d.nodes[k]) != (deal < k) {
		return false
	}
	i := k + 1
	if deal > k {
		for i = k - 1; i > 0 && d.nodes[i].any(auxiliaries); i-- {
		}
	}
	a := d.actorAt(i)
	return a != nil && a.rank == leader && a.set.Len() == 1 && !a.set.Meets(&d.dict.Parties.Bodies) && (deal < k || !a.preps.Any(prepositions))
}

// ratified are the instruments that a state ratifies.
var ratified = []events.Instrument{events.Treaty, events.InstrumentAgreement, events.Protocol, events.MoU}

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

// theyVote tells whether the verb at node k is what "they" do, or its members, who sit in the parliament of which the
// sentence before told: "She thanked the senators. On Monday they had ratified the treaty".
func (d *Document) theyVote(k int) bool {
	n := &d.nodes[k]
	if d.houseAt != d.index-1 || !n.any(votes) || d.isPassive(n) {
		return false
	}
	i := k - 1
	for i > 0 && (d.nodes[i].any(auxiliaries) || d.nodes[i].is(lang.Light)) {
		i--
	}
	a := d.actorAt(i)
	return a != nil && a.kind == byPair && a.want == 0 && !a.preps.Any(prepositions) && (d.tags[d.nodes[i].tag].Is(lang.They) || d.isMembers(a))
}

// votes are the verbs of what a parliament does with a treaty.
var votes = lang.SetOf(lang.RatifyVerb, lang.RejectVerb, lang.ReachVerb, lang.AgreeVerb)

// bindVoters gives the parliament that votes by "they" at node k the state that the text is about: its treaty is with
// the partner in b, or else with the one with whom it is told to have been negotiated.
func (d *Document) bindVoters(b *binding, k, deal int) bool {
	own := d.ofCentre()
	if b.set.Len() > 1 || own.Empty() || own.Meets(&b.set) || !d.theyVote(k) {
		return false
	}
	all := *b
	all.set, all.weak = b.set.Union(own), true
	if all.set.Len() == 1 && !d.bindProposer(&all, k, deal) {
		return false
	}
	*b = all
	return true
}

// agentReach is how many words may stand between a passive verb and the parliament or the ministry that is its agent.
const agentReach = 3

// withMembers gives s and the members of the bodies in it.
func (d *Document) withMembers(s party.Set) party.Set {
	for body := range s.Intersect(d.dict.Parties.Bodies).All() {
		s = s.Union(d.dict.Parties.Members(body))
	}
	return s
}

// ownHouse tells whether the parliament before the verb at node k is that of one of parties, or of a member of
// a body among them: "The Dutch senate threw out the treaty between the EU and Canada".
func (d *Document) ownHouse(k int, parties party.Set) bool {
	parties = d.withMembers(parties)
	for i := k - 1; i >= 0 && d.near(i, k, voteReach); i-- {
		if a := d.actorAt(i); a != nil && (!a.preps.Any(prepositions) || d.actorAt(i-1) == nil) {
			if d.resolve(a); !a.set.Empty() {
				return a.set.Meets(&parties)
			}
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
