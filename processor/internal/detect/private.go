package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// domestic tells whether an organ of a state that nobody names does what the verb
// at node k says: "the cabinet agreed to".
func (d *Document) domestic(k int) bool {
	for i := d.nodes[k].tag - 1; i >= 0 && d.tags[i].First >= d.span.First && d.nodes[k].first-d.tags[i].End < governed; i-- {
		if !d.tags[i].Is(lang.Org) {
			continue
		}
		for j := k - 1; j >= 0 && d.nodes[j].end > d.tags[i].First; j-- {
			if a := d.actorAt(j); a != nil && a.first <= d.tags[i].First {
				return a.set.Empty()
			}
		}
		return true
	}
	return false
}

// isPrivate tells whether the deal at node i is one between companies: "an
// agreement between firms", "MoU antarperusahaan".
func (d *Document) isPrivate(i int) bool {
	for j := i + 1; j < len(d.nodes) && d.near(i, j, 3) && !d.separated(j-1, j); j++ {
		if d.nodes[j].is(lang.Private) {
			return true
		}
		if d.nodes[j].actor >= 0 || d.nodes[j].any(dealVerbs) {
			return false
		}
	}
	return i > 0 && d.nodes[i-1].is(lang.Private) && d.near(i-1, i, 0)
}

// isBuilders tells whether the deal at node i is the contract of whoever builds a railway or its trains, and no
// agreement of states: "a bullet train contract", "the contract for the metro line", but not "the contract with China".
func (d *Document) isBuilders(i int) bool {
	if i < 0 || d.form(i) != events.Contract {
		return false
	}
	if i+1 < len(d.nodes) && d.nodes[i+1].is(lang.With) && d.near(i, i+1, 0) {
		return i+2 < len(d.nodes) && d.nodes[i+2].is(lang.Firm) && d.near(i+1, i+2, 1) // "a contract with China Harbour"
	}
	return i > 0 && d.nodes[i-1].any(railTriggers) && d.near(i-1, i, 0) || slices.ContainsFunc(d.nodes[i+1:], func(n node) bool {
		return n.any(railTriggers) && n.first-d.nodes[i].end <= contractReach
	})
}

// contractReach is how many words may stand between a contract and the railway that it is for.
const contractReach = 6

// lenderAt gives the state whose bank, or in a loan whose lender of any kind, stands at
// node i: it signs for its state.
func (d *Document) lenderAt(i int, loan bool) party.Set {
	s := d.stateOfFirm(i)
	if s.Empty() || loan || d.hasWord(d.nodes[i].first, d.nodes[i].end, banks) {
		return s
	}
	return party.Set{}
}

// banks are the words by which a lender is a bank.
var banks = words("banks")

// isRailway tells whether actor a is the railway of its state, which signs for itself: "the state
// railways of Iran and Italy", but not "the railway ministry".
func (d *Document) isRailway(a *actor) bool {
	return a.organ && a.bound && d.hasWord(a.first, a.end, railwayWords)
}

// runBetween tells whether the actors at node i, before the verb at node k, only say where the line runs whose firm does
// what that tells: "the operator of the railway between X and Y signed", but not "firms of X and the government of Y".
func (d *Document) runBetween(i, k int) bool {
	line := i - 1
	if line > 0 && d.nodes[line].is(lang.Between) {
		line--
	}
	if i > k || line < 1 || !d.nodes[line].is(lang.RailNoun) || !d.near(line, i, 2) {
		return false
	}
	for j := line - 1; j >= 0 && d.nodes[j].actor < 0 && !d.nodes[j].is(lang.DealNoun); j-- {
		if d.nodes[j].is(lang.Private) || d.nodes[j].is(lang.Firm) {
			return true
		}
	}
	return false
}

// ownsFirm tells whether actor a only says whose the firm behind it is: "South Korea's Hyundai Rotem".
func (d *Document) ownsFirm(a *actor) bool {
	t := d.tagAt(a.end)
	return a.possessive && t != nil && t.Is(lang.Firm)
}

// byFirm tells whether a firm signs what the verb at node k says: it stands right before that, or behind
// its "with" or "by".
func (d *Document) byFirm(k int) bool {
	for _, i := range [...]int{k - 1, k + 2} {
		if i >= 0 && i < len(d.nodes) && d.nodes[i].is(lang.Firm) && d.near(k, i, 1) && (i < k || d.nodes[k+1].any(partaking)) {
			return true
		}
	}
	return false
}

// byPrivate tells whether people who act for no state do what the verb at node k of the clause from node lo on
// says: "two companies signed", "universities from both countries have signed", "diteken oleh dua perusahaan".
func (d *Document) byPrivate(k, lo int) bool {
	if !d.told.Has(lang.Private) {
		return false
	}
	if d.isPassive(&d.nodes[k]) {
		i := k + 1
		if i+1 < len(d.nodes) && d.nodes[i].is(lang.By) {
			i++
		}
		return i < len(d.nodes) && d.nodes[i].is(lang.Private) && d.near(i-1, i, 2) && (i > k+1 || d.profile().AdjectiveLast)
	}
	i := k - 1
	for i > lo && d.near(i, i+1, 1) && (d.nodes[i].any(auxiliaries) || d.nodes[i].any(prepositions) || d.actorAt(i) != nil && d.actors[d.nodes[i].actor].preps.Any(prepositions)) {
		i--
	}
	return i >= lo && d.nodes[i].is(lang.Private) && d.near(i, i+1, 1) && !d.separated(i, i+1)
}

// described gives the node behind the matter at node i that describes it, i where there is
// none: "football federation".
func (d *Document) described(i int) int {
	if i+1 < len(d.nodes) && (d.nodes[i].is(lang.Topic) || d.nodes[i].is(lang.Sector)) && d.nodes[i+1].is(lang.Private) && d.near(i, i+1, 0) {
		return i + 1
	}
	return i
}

// ofFirm tells whether actor a at node i only says whence a company or the like is:
// "Chinese firms", "perusahaan Jepang", "Siemens Jerman", "companies from both countries".
func (d *Document) ofFirm(a *actor, i int) bool {
	if d.isRailway(a) {
		return true
	}
	if a.kind == byPerson || a.kind == byOffice {
		return false
	}
	if a.kind <= byPlace && !a.city && a.members < 3 && i+2 < len(d.nodes) && d.nodes[i+1].is(lang.And) && d.nodes[i+2].is(lang.Name) && d.near(i, i+2, 2) {
		return true // "Uganda, Tanzania and TotalEnergies"; beside three states it is a body
	}
	if d.profile().AdjectiveLast {
		j := i - 1
		for j > 0 && d.nodes[j].any(ofTrade) {
			j--
		}
		return j >= 0 && d.isCompany(j) && d.near(j, i, 2) && !d.separated(j, i)
	}
	behind := i + 1
	if behind+1 < len(d.nodes) && a.kind == adjunct && d.text.Tokens[d.nodes[behind].first].Gap&scan.Hyphen != 0 {
		behind++ // "a Chinese-led group"
	}
	if j := d.described(behind); j < len(d.nodes) && (d.nodes[j].is(lang.Private) || behind > i+1 && d.isCompany(j)) && d.near(i, j, 2) && !d.separated(i, j) && (a.kind == adjunct || a.possessive || d.near(i, j, 0)) {
		return true // "Kenya's football federation", "India captain Rohit Sharma"
	}
	return i > 1 && d.nodes[i-2].is(lang.Private) && d.nodes[i-1].any(prepositions) && d.near(i-2, i, 2)
}

// ofTrade are the words that may stand between a company and its state: "syarikat pembinaan Turkiye",
// "CRRC dari China".
var ofTrade = lang.SetOf(lang.Of, lang.From, lang.Sector, lang.BuildVerb)

// isCompany tells whether a company stands at node i, by a word for one or by its name, and not a bank that
// signs for its state: "syarikat", "Siemens".
func (d *Document) isCompany(i int) bool {
	return d.nodes[i].is(lang.Private) || d.nodes[i].is(lang.Firm) && !d.nodes[i].is(lang.DealNoun) && d.nodes[i].actor < 0
}

// withPrivate tells whether the talks at node k are held with people who act for no state, and with nobody
// else: "held talks with investors", but not "with investors and the minister of X".
func (d *Document) withPrivate(k int) bool {
	if !d.told.Has(lang.Private) || !d.nodes[k].any(occasionNouns) || k+2 >= len(d.nodes) || !d.nodes[k+1].is(lang.With) || !d.near(k, k+1, 0) {
		return false
	}
	i := k + 2
	return d.nodes[i].is(lang.Private) && d.near(k+1, i, 2) && (i+2 >= len(d.nodes) || !d.nodes[i+1].is(lang.And) || d.actorAt(i+2) == nil)
}

// privateDoer tells whether the doers of the last verb so far act for no state, so that their counterparts do not
// either: "The head coach of Uganda met his", "Pelatih Uganda bertemu".
func (d *Document) privateDoer() bool {
	if !d.told.Has(lang.Private) {
		return false
	}
	i := len(d.nodes) - 1
	for i >= 0 && !d.nodes[i].any(verbs) {
		i--
	}
	for i--; i >= 0 && (d.nodes[i].any(auxiliaries) || d.nodes[i].is(lang.Light)); i-- {
	}
	a := d.actorAt(i)
	return i >= 0 && d.nodes[i].is(lang.Private) || a != nil && d.ofFirm(a, i)
}
