package detect

import (
	"bytes"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// ofBody tells whether the trigger at node k is about membership: "withdrew from
// ECOWAS", "joined the OECD". Behind the body its phrase ends: who "joined EU
// sanctions" is no member.
func (d *Document) ofBody(k, hi int) bool {
	body := k + 1
	if body < hi && (d.nodes[body].is(lang.From) || d.nodes[body].is(lang.Of) || d.nodes[body].is(lang.With) || d.nodes[body].is(lang.To)) {
		body++
	}
	a := d.actorAt(body)
	if body >= hi || a == nil || !d.near(k, body, 3) || a.possessive || !d.endsPhrase(body) {
		return false
	}
	return (a.kind == byName || d.profile().AdjectiveLast && a.kind == adjunct) && !a.set.Empty() && a.set.Within(&d.dict.Parties.Bodies)
}

// foundsBody tells whether the deal is the treaty on which a body rests: "the charter of the OAS", "the treaty
// establishing UNASUR".
func (d *Document) foundsBody(deal, hi int) bool {
	if d.instrument(deal) != events.Treaty {
		return false
	}
	if deal+1 < hi && d.value(deal+1, lang.Light) == "found" {
		deal++
	}
	return d.ofBody(deal, hi)
}

// leaves tells whether the verb at node k tells that somebody leaves a body or a
// treaty: "left the OECD", "withdrew on Friday from the treaty".
func (d *Document) leaves(k, hi, deal int) bool {
	if d.value(k, lang.LeaveVerb) == "" && (d.ofBody(k, hi) || deal > k && d.near(k, deal, 3)) {
		return true
	}
	taken := k+1 < hi && (d.isBareState(int(d.nodes[k+1].tag)) || d.tags[d.nodes[k+1].tag].Is(lang.Country)) && d.near(k, k+1, 1)
	if d.value(k, lang.LeaveVerb) == "take" && !taken {
		return false // "menarik pelajaran dari perjanjian itu"
	}
	for i := k + 1; i < hi && d.near(k, i, leaveReach); i++ {
		switch n := &d.nodes[i]; {
		case i == k+1 && taken:
		case n.is(lang.From), n.is(lang.Of):
			return d.ofBody(i, hi) || i+1 < hi && d.nodes[i+1].actor >= 0 && d.ofBody(i-1, hi) || deal > i && d.near(i, deal, 4)
		case !n.is(lang.In) && !n.is(lang.To):
			return false
		}
	}
	return false
}

// leaveReach is how many words, of a day or a manner, may stand before the "from".
const leaveReach = 4

// joins tells whether the trigger at node k makes somebody a member: a noun,
// "31st member of", needs the verb that carries it.
func (d *Document) joins(k, hi int) bool {
	switch d.dict.Value(d.text, &d.tags[d.nodes[k].tag], lang.JoinVerb) {
	case "admit":
		return d.admits(k)
	case "membership": // "restored Syria's membership": the body is the doer
		return true
	case "take": // "readmitted Mali"
		a := d.actorAt(k + 1)
		return a != nil && a.kind == byName && d.near(k, k+1, 1) && d.endsPhrase(k+1) && !party.Nobody(d.bodyAndMember(d.clause(k)))
	case "grant": // "granted Belarus full membership"
		return !party.Nobody(d.membershipOf(k))
	case "noun":
		if k == 0 || !d.nodes[k-1].is(lang.Light) || !d.near(k-1, k, 4) {
			return false
		}
	}
	return d.ofBody(k, hi)
}

// joinTalks is the step of those who talk about a place in a body.
var joinTalks = step{trigger: lang.NegotiateVerb, name: "join-talks", asserted: events.AgreementNegotiating, planned: events.AgreementNegotiating}

// talksToJoin gives the node of the talks that are held so that step s may follow, which the
// verb at node k tells of somebody's becoming a member: "is in talks to join the bloc"; -1
// where he has become one.
func (d *Document) talksToJoin(s *step, k int) int {
	if s.trigger != lang.JoinVerb || !d.isWord(d.nodes[k].first-1, infinitiveMarks) {
		return -1
	}
	for i := k - 1; i >= 0 && d.near(i, k, talksToJoinReach) && (i+1 == k || !d.separated(i, i+1)); i-- {
		if n := &d.nodes[i]; n.any(bargaining) || n.is(lang.NegotiateVerb) || n.is(lang.MeetVerb) {
			return i
		} else if n.actor >= 0 || n.any(dealVerbs) {
			return -1
		}
	}
	return -1
}

// talksToJoinReach is how many words, of a day, may stand between the talks and what they are for.
const talksToJoinReach = 5

// asWhat are the words before the role that somebody gets, and members those for who belongs
// to a body.
var (
	asWhat  = words("asWhat")
	members = words("members")
)

// memberReach is how many words may stand between "accepted" and "member".
const memberReach = 8

// admits tells whether the verb at node k tells that a body takes somebody in: "accepted
// Timor-Leste as its eleventh member", "diterima secara rasmi sebagai anggota ASEAN".
func (d *Document) admits(k int) bool {
	if d.value(k, lang.JoinVerb) != "admit" {
		return false
	}
	end, role := d.nodes[k].end, false
	for t := end - 1; t < d.span.End && t-end <= memberReach; t++ {
		w := &d.text.Tokens[t]
		switch {
		case t >= end && w.Gap&(scan.Comma|scan.Semicolon|scan.Stop) != 0:
			return false
		case asWhat.has(w.Hash):
			role = true
		case role && members.has(w.Hash):
			return !party.Nobody(d.bodyAndMember(d.clause(k)))
		}
	}
	return false
}

// bodyAndMember gives the body and the state that the clause [lo, hi) names; nobody where
// it names others too.
func (d *Document) bodyAndMember(lo, hi int) (named party.Set) {
	for i := lo; i < hi; i++ {
		if a := d.actorAt(i); a != nil && a.kind <= byOffice && a.kind != byPlace {
			named.Join(&a.set)
		}
	}
	if named.Len() != 2 || party.Count(named.Intersect(d.dict.Parties.Bodies)) != 1 {
		return party.Set{}
	}
	return named
}

// suspendedMember gives the body and the member of it whom the verb at node k tells to be
// suspended, "suspended Niger's membership"; nobody where it tells of something else.
func (d *Document) suspendedMember(k int) party.Set {
	if !d.nodes[k].is(lang.SuspendVerb) {
		return party.Set{}
	}
	return d.membershipOf(k)
}

// membershipOf gives the body and the state of whose place in it the verb at node k tells something, "granted
// Belarus full membership"; nobody where it tells of something else.
func (d *Document) membershipOf(k int) party.Set {
	end := d.nodes[k].end
	for t := end; t < d.span.End && t-end <= memberReach && d.text.Tokens[t].Gap&^scan.Inside == 0; t++ {
		if membership.has(d.text.Tokens[t].Hash) {
			return d.bodyAndMember(d.clause(k))
		}
	}
	return party.Set{}
}

// membership are the words for somebody's place in a body.
var membership = words("membership")

// declinesPlace tells whether the verb at node k turns down a place in a body: "turned down
// the invitation to join BRICS".
func (d *Document) declinesPlace(k, hi int) bool {
	for i := k + 1; i < hi && d.near(k, i, memberReach); i++ {
		if d.nodes[i].is(lang.JoinVerb) {
			return d.ofBody(i, hi)
		}
	}
	return false
}

// admission are the words for somebody's becoming a member.
var admission = words("admission")

// admissionReach is how many words may stand between a deal and such a word, or between
// that and the new member.
const admissionReach = 4

// admittedBy gives the state that the deal at node i makes a member of the body that
// concludes it, "the declaration on the admission of Timor-Leste"; where it names nobody, "the
// declaration on admission", the one that the text names most often.
func (d *Document) admittedBy(i int) party.Set {
	if i < 0 {
		return party.Set{}
	}
	first := d.nodes[i].end
	word := first
	for word < d.span.End && word-first <= admissionReach && !admission.has(d.text.Tokens[word].Hash) {
		word++
	}
	if word >= d.span.End || word-first > admissionReach {
		return party.Set{}
	}
	for j := range d.actors {
		if a := &d.actors[j]; a.first > word {
			if a.first-word <= admissionReach && a.set.Len() == 1 && !a.set.Meets(&d.dict.Parties.Bodies) {
				return a.set
			}
			break
		}
	}
	newcomer := d.principal.Minus(d.dict.Parties.Bodies)
	if newcomer.Len() == 1 {
		return newcomer
	}
	return party.Set{}
}

// endsPhrase tells whether nothing that node i could describe follows it.
func (d *Document) endsPhrase(i int) bool {
	end := d.nodes[i].end
	if d.isWord(end, bodyNouns) {
		end++ // "the BRICS bloc"
	}
	if end >= d.span.End || d.text.Tokens[end].Gap&^scan.Inside != 0 {
		return true
	}
	t := d.tagAt(end)
	if inTheRoleOf.has(d.text.Tokens[end].Hash) {
		return true
	}
	if t == nil || t.Is(lang.In) && d.isGerund(t.End) { // "joined the EU in condemning"
		return false
	}
	return t.Classes.Any(prepositions) || t.Is(lang.Clause) || t.Is(lang.Date) || t.Is(lang.Relative) || t.Is(lang.And) || t.Is(lang.SayVerb) || t.Is(lang.BeginVerb) || t.Is(lang.ForceVerb)
}

var inTheRoleOf = words("inTheRoleOf")

// bodyNouns are what a body can be called behind its name.
var bodyNouns = words("bodyNouns")

// isGerund tells whether the English word at token i is a deed.
func (d *Document) isGerund(i int32) bool {
	if i >= d.span.End || d.profile().AdjectiveLast {
		return false
	}
	return bytes.HasSuffix(d.word(i), gerund)
}

// owner gives the parties of the deal at node i that its name tells: who suspends "New
// START" does so with Russia or the US, though nobody names it.
func (d *Document) owner(i int) party.Set {
	if i < 0 {
		return party.Set{}
	}
	return d.ownerOf(&d.tags[d.nodes[i].tag])
}

func (d *Document) ownerOf(t *tag.Tag) (owners party.Set) {
	for s := range d.dict.Senses(d.text, t, lang.DealNoun) {
		owners.Join(s.Set)
	}
	return owners
}
