package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// sitsAlone tells whether the session at node k is that of a parliament.
func (d *Document) sitsAlone(k int) bool {
	return d.told.Has(lang.Parliament) && d.value(k, lang.TalksNoun) == "session"
}

// attended tells whether the encounter at node k is what a verb of attending is said of:
// "attended the talks", "sat as observers throughout the talks".
func (d *Document) attended(k int) bool {
	k--
	for k >= 0 && d.nodes[k].any(prepositions) {
		k--
	}
	return k >= 0 && (d.nodes[k].is(lang.AttendVerb) || d.nodes[k].is(lang.Company) && d.hasWord(d.nodes[k].first, d.nodes[k].end, rooms))
}

// rooms are the words for where talks are held: "was in the room of the talks".
var rooms = words("rooms")

// meetsItself tells whether "they", taken for a pair, meet somebody of that pair,
// or visit somebody together: they are others, whom nothing tells.
func (d *Document) meetsItself(f *frame, b *binding) bool {
	if b.left == 0 || b.left == b.n {
		return false
	}
	they, other := &d.actors[b.actors[0]], &d.actors[b.actors[b.left]]
	if they.kind != byPair || they.want > 0 || other.kind == byPair || other.set.Empty() {
		return false
	}
	return f.place || other.set.Within(&they.set) && !d.justNamed(they.set.Minus(other.set))
}

// comesHome tells whether the journey of b, by frame f, leads the Pope to Rome, where he lives: "return to
// Rome".
func (d *Document) comesHome(f *frame, b *binding) bool {
	if !f.place || b.left == 0 || b.set.Len() != 2 {
		return false
	}
	pope, seated := d.dict.Parties.ID("VAT")
	italy, known := d.dict.Parties.ID("ITA")
	return seated && known && d.actors[b.actors[0]].set == party.Of(pope) && b.set == party.Of(pope, italy)
}

// onlyConceived tells whether the occasion at node k, one that nothing has told of before, is only said
// to be so: "A meeting between X and Y is pointless", "needs time".
func (d *Document) onlyConceived(k int) bool {
	lo, hi := d.clause(k)
	if lo < k && d.isWord(d.nodes[lo].first, oneOf) {
		lo++
	}
	if k != lo || !d.nodes[k].any(occasionNouns) || !d.hasWord(d.nodes[k].first-2, d.nodes[k].first, oneOf) {
		return false
	}
	i := d.pastPartners(k, hi)
	end := d.nodes[i-1].end
	for ; i < hi && d.nodes[i].first < end+stateReach; i++ {
		if n := &d.nodes[i]; n.any(auxiliaries) || n.any(opening) || n.is(lang.Cancel) {
			return false // "is under way", "is also to begin"
		}
	}
	return d.isWord(end, stateVerbs)
}

// isAskedAbout tells whether somebody is only asked about the occasion at node k, in the phrase with which the sentence
// opens: "Asked about a meeting with X, Y said", but not "about his meeting with X".
func (d *Document) isAskedAbout(k int) bool {
	first := d.nodes[k].first
	if !d.nodes[k].any(occasionNouns) || !d.isWord(d.span.First, questioned) || d.gaps(d.span.First, first)&scan.Comma != 0 || d.pointedAt(d.nodes[k].end) {
		return false
	}
	return !d.isDetermined(first) || d.hasWord(first-1, first, oneOf)
}

// questioned are the participles of who is asked.
var questioned = words("questioned")

// pastPartners gives the node behind those of whom the occasion at node k is told to be, before node hi: "a
// meeting between X and Y is pointless".
func (d *Document) pastPartners(k, hi int) int {
	i := k + 1
	for i < hi && d.near(i-1, i, 1) && (d.nodes[i].actor >= 0 || d.nodes[i].any(prepositions)) {
		i++
	}
	return i
}

// endOfNoun gives the token behind the word at node k, or, where that is an occasion between several, behind them.
func (d *Document) endOfNoun(k, hi int) int32 {
	if k+1 < hi && d.nodes[k].any(occasionNouns) && d.nodes[k+1].is(lang.Between) {
		k = d.pastPartners(k, hi) - 1
	}
	return d.nodes[k].end
}

// stateReach is how many words behind such a verb one stands that tells more: "is also due".
const stateReach = 5

// stateVerbs are the verbs of what is so.
var stateVerbs = words("stateVerbs")

// isAim tells whether node k only tells what something is done for, or what is talked of: "wrote to X
// so that the meeting is held soon", "menelepon X agar perundingan berlanjut", "met X to prepare talks
// with Y".
func (d *Document) isAim(k int) bool {
	if d.isTalkedOf(k) {
		return true
	}
	lo, _ := d.clause(k)
	return lo > 1 && d.nodes[lo-1].is(lang.Clause) && aims.has(d.text.Tokens[d.nodes[lo-1].first].Hash) && !d.nodes[lo-2].is(lang.AgreeVerb)
}

// aimReach is how many words may stand between a verb of preparing and what is prepared.
const aimReach = 2

// isTalkedOf tells whether the encounter at node k is what others prepare, or discuss: "called him in to
// discuss a visit to Y", "untuk menyiapkan perundingan dengan Y".
func (d *Document) isTalkedOf(k int) bool {
	n := &d.nodes[k]
	if k == 0 || !n.any(occasionNouns) {
		return false
	}
	if d.nodes[k-1].is(lang.DiscussVerb) && (n.is(lang.VisitNoun) && d.near(k-1, k, 0) || n.is(lang.Gathering) && d.near(k-1, k, 1)) {
		return true
	}
	return d.hasWord(n.first-aimReach-1, n.first, preparing) && d.gaps(max(n.first-aimReach-1, d.span.First), n.first)&^scan.Inside == 0
}

// preparing are the verbs by which others make ready for talks.
var preparing = words("preparing")

// aims are the conjunctions of purpose.
var aims = words("aims")

// isMatch tells whether bare states meet in a sentence of sport: "Indonesia met
// Iraq in a World Cup qualifier", "in the mixed doubles".
func (d *Document) isMatch(b *binding) bool {
	for i := int8(0); i < b.n; i++ {
		if d.actors[b.actors[i]].kind != byName {
			return false
		}
	}
	return d.told.Has(lang.Topic) || d.namesContest(b)
}

// namesContest tells whether a word of sport stands in the sentence, and not in the names of those of b: "the
// Arab League met".
func (d *Document) namesContest(b *binding) bool {
	first := d.span.First
	for i := int8(0); i < b.n; i++ {
		a := &d.actors[b.actors[i]]
		if d.hasWord(first, a.first, contests) {
			return true
		}
		first = a.end
	}
	return d.hasWord(first, d.span.End, contests)
}

// contests are words of sport that tell an article nothing of its topic.
var contests = words("contests")

// onText tells whether node k names talks by what they are to bring, and not by those
// who came together: "resumed talks on a treaty". Talks that are called off are a meeting in any
// case.
func (d *Document) onText(k int) bool {
	n := &d.nodes[k]
	resumed := n.is(lang.TalksNoun) && k > 0 && d.nodes[k-1].is(lang.ReachVerb) && d.near(k-1, k, 1)
	if n.is(lang.DiscussVerb) && d.stillOn(k) {
		_, hi := d.clause(k)
		return d.trigger(lang.RailNoun, k, hi) >= 0 // "are discussing a railway": that is being consulted on
	}
	goesOn := n.any(negotiations) && d.stillOn(k)
	return (n.is(lang.NegotiateNoun) || resumed || goesOn) && (d.isText(k) || goesOn && d.textInTalks(k)) && d.judge(k).modality != cancelled
}

// negotiations are the words for talks that can be on a text, and go on for long.
var negotiations = bargaining.Union(lang.SetOf(lang.NegotiateVerb))

// stillOn tells whether the talks at node k, or whoever is in them, are told to go on: "still negotiates", "masih
// dalam peringkat rundingan".
func (d *Document) stillOn(k int) bool {
	if d.nodes[k].is(lang.Now) {
		return true
	}
	if k > 1 && d.nodes[k-1].is(lang.In) && d.near(k-1, k, 1) {
		k--
	}
	return d.nowBefore(k)
}

// nowBefore tells whether a word for the present stands right before node k: "still negotiates", "tengah berunding".
func (d *Document) nowBefore(k int) bool {
	return k > 0 && d.nodes[k-1].is(lang.Now) && d.near(k-1, k, 0)
}

// textInTalks tells whether the talks at node k are those that a text is in, the subject before them: "the
// treaty between X and Y is still under negotiation", "perjanjian X-Y masih dalam rundingan".
func (d *Document) textInTalks(k int) bool {
	i := k - 1
	for i >= 0 && (d.nodes[i].any(auxiliaries) || d.nodes[i].any(prepositions) || d.nodes[i].actor >= 0 || d.nodes[i].is(lang.Sector)) && d.near(i, i+1, reach/2) && !d.separated(i, i+1) {
		i--
	}
	return i >= 0 && d.nodes[i].is(lang.DealNoun) && d.near(i, i+1, reach/2)
}

// isRound tells whether the talks at node k are told as one round of several.
func (d *Document) isRound(k int) bool {
	return d.hasWord(d.nodes[k].first-1, d.nodes[k].end, roundWords)
}

// roundWords are the words for one round.
var roundWords = words("roundWords")

// setUp tells whether the body at node k, as whose meeting its name is read, only comes
// to be: "set up a joint commission", "a task force will be set up", "komisi bersama dibentuk".
func (d *Document) setUp(k int) bool {
	if !d.nodes[k].is(lang.Scheme) || d.isToSit(k) {
		return false
	}
	last := k + 1
	for last < len(d.nodes) && d.nodes[last].any(auxiliaries) {
		last++
	}
	for i := max(0, k-1); i <= last && i < len(d.nodes); i++ {
		if n := &d.nodes[i]; (n.is(lang.AgreeVerb) && i < k || d.value(i, lang.ReachVerb) == "change" || d.value(i, lang.Light) == "found") && d.near(i, k, 2) {
			return true
		}
	}
	return false
}

// isWhatFor tells whether the talks at node k are only what something lasting is for: "a mechanism for
// further consultations", "mekanisme untuk perundingan".
func (d *Document) isWhatFor(k int) bool {
	return k > 0 && d.nodes[k].any(rounds) && d.nodes[k-1].is(lang.Scheme) && d.near(k-1, k, 2) && d.isWord(d.nodes[k-1].end, purposes)
}

// chairsStanding tells whether the verb at node k only says who leads a body that two states have for
// long: "a committee co-chaired by X and Y", "panel yang diketuai bersama X dan Y".
func (d *Document) chairsStanding(k int) bool {
	n := &d.nodes[k]
	if !n.is(lang.MeetVerb) || d.agent(k) < 0 || !d.hasWord(n.first, n.end, chairedWords) {
		return false
	}
	lo, hi := d.clauseSpan(k)
	head := n.first - 1
	for head > d.span.First && (d.isWord(head, copulas) || d.isWord(head, that) || d.isRelative(head)) {
		head--
	}
	return d.isWord(head, standingBodies) && !d.hasDate(lo, hi)
}

// The words of leading something together, and those for bodies that exist without sitting.
var (
	chairedWords   = words("chairedWords")
	standingBodies = words("standingBodies")
)

// isDiscussed tells whether the talks at node k are only what others talk about: "met to review the
// negotiations with X", "membahas perundingan dengan X", "bertukar pandangan mengenai rundingan antara X dan Y".
func (d *Document) isDiscussed(k int) bool {
	if k == 0 || !d.nodes[k].is(lang.NegotiateNoun) && !d.nodes[k].is(lang.TalksNoun) {
		return false
	}
	i := k - 1
	if i > 0 && d.isWord(d.nodes[i].first, topicLeads) {
		i--
	}
	verb := &d.nodes[i]
	return verb.is(lang.DiscussVerb) && verb.forms&^lang.Passive != 0 && d.near(i, k, discussReach) && !d.separated(i, k)
}

// discussReach is how many words may stand between a verb of discussing and the talks.
const discussReach = 3

// toBegin tells whether the talks at node k are what somebody agreed to begin, or makes known to begin: "agreed
// to start negotiations", "bersetuju memulakan rundingan", "announced the launch of negotiations".
func (d *Document) toBegin(k int) bool {
	if !d.nodes[k].any(bargaining) {
		return false
	}
	begins := false
	for i := k - 1; i >= 0 && d.near(i, i+1, 2); i-- {
		switch n := &d.nodes[i]; {
		case d.isWord(n.end-1, announcing):
			return d.hasWord(n.end, d.nodes[k].first, starts)
		case n.is(lang.AgreeVerb):
			return begins && d.nodes[k].is(lang.NegotiateNoun)
		case n.any(beginning), d.isWord(n.first, starts):
			begins = true
		case n.is(lang.DealNoun), n.is(lang.Sector): // "agreed to launch trade deal negotiations"
		case !n.any(carrying) && !n.any(prepositions):
			return false
		}
	}
	return false
}

// beginning are the words by which something begins.
var beginning = lang.SetOf(lang.BeginVerb, lang.OpenVerb, lang.Now)

// tookAges tells whether the talks at node k, behind which something came, are told as those of years:
// "agreed on it after 20 years of negotiations", "setelah berunding dua dekade".
func (d *Document) tookAges(k int) bool {
	n := &d.nodes[k]
	after := n.first - 1
	for after > d.span.First && after > n.first-agesReach && !d.isWord(after, afters) {
		after--
	}
	if !d.isWord(after, afters) {
		return false
	}
	for i := after; i < min(n.end+agesReach, d.span.End); i++ {
		if d.isWord(i, ages) && !d.hasDate(i-1, i+1) && d.gaps(min(i, n.end-1), max(i, n.first))&scan.Comma == 0 {
			return true
		}
	}
	return false
}

// agesReach is how many words stand at most between talks and the "after" before them, or the word for
// such a time behind them, and ages are those words.
const agesReach = 5

var ages = words("ages")

// isMeans tells whether the talks at node k are only how something is done, and not told to
// be held anywhere: "settle it through talks", "melalui rundingan".
func (d *Document) isMeans(k int) bool {
	n := &d.nodes[k]
	if !n.is(lang.TalksNoun) || n.end-n.first > 1 || n.first == d.span.First || !vias.has(d.text.Tokens[n.first-1].Hash) || !d.wholeVerb(k) {
		return false
	}
	for i := k + 1; i <= k+2; i++ {
		if a := d.actorAt(i); a != nil && a.preps.Has(lang.In) {
			return false
		}
	}
	return true
}

// isText tells whether the negotiations at node k are told by what they are to
// bring: "negotiations on a similar pact", and, of those that somebody is in, "in negotiations with X on one",
// "masih berunding dengan X soal pinjaman".
func (d *Document) isText(k int) bool {
	last := k
	for i := k + 1; i < len(d.nodes) && d.near(last, i, 4); i++ {
		if d.nodes[i].is(lang.DealNoun) {
			return true
		}
		if a := d.actorAt(i); a != nil && (a.preps.Has(lang.With) || last == k && (d.nodes[k].is(lang.With) || d.near(k, i, 0))) && d.nowIn(k) {
			last = i
		} else if !d.nodes[i].any(prepositions) && !d.nodes[i].is(lang.Sector) && !d.nodes[i].is(lang.Scheme) {
			return false
		}
	}
	return false
}

// nowIn tells whether somebody is told to be in the negotiations at node k, or to have brought them to their
// end: "is in negotiations", "has concluded negotiations".
func (d *Document) nowIn(k int) bool {
	return k > 0 && (d.nodes[k-1].is(lang.In) || d.nodes[k-1].is(lang.ReachVerb) || d.nodes[k-1].is(lang.Now)) && d.near(k-1, k, 0) || d.nodes[k].is(lang.Now)
}

// studies tells whether the clause of node k is about a railway that is agreed on.
func (d *Document) studies(k int) bool {
	lo, hi := d.clause(k)
	return d.trigger(lang.RailNoun, lo, hi) >= 0 && d.trigger(lang.AgreeVerb, lo, hi) >= 0
}

// onlyTalkedOf tells whether the gathering that begins with node i is only what others talk of, so that no
// day of theirs is its own: "spoke about the G7 summit", "membahas KTT G7".
func (d *Document) onlyTalkedOf(i int) bool {
	t := d.beforeArticle(d.nodes[i].first)
	if d.isWord(t, topicLeads) {
		return true
	}
	return i > 0 && d.nodes[i-1].is(lang.DiscussVerb) && d.nodes[i-1].end == t+1 && d.nodes[i-1].forms != lang.Passive
}

// onlyOutcome tells whether somebody only deals with what came of the gathering that begins with node i:
// "explained the results of the ASEAN summit to parliament", "menindaklanjuti hasil KTT G20".
func (d *Document) onlyOutcome(i int) bool {
	for i > 0 && (d.nodes[i-1].is(lang.Of) || d.nodes[i-1].is(lang.To) || d.actorAt(i-1) != nil && d.actorAt(i-1).kind == byPlace) && d.near(i-1, i, 1) {
		i-- // "of the Bali G20 summit"
	}
	return d.isWord(d.nodes[i].first-1, results) && slices.ContainsFunc(d.nodes[:i], func(n node) bool { return n.actor >= 0 })
}

// results are the words for what comes of a gathering.
var results = words("results")

// presided tells whether the gathering at node k only says whose president somebody is, or would be: "president of the
// 76th session of the UN General Assembly", "Presiden Sidang Majelis Umum PBB".
func (d *Document) presided(k int) bool {
	i := d.nodes[k].first
	if !d.profile().AdjectiveLast {
		for n := 0; n < articleReach && !d.isWord(i-1, ofs); n++ {
			i--
		}
		if i--; !d.isWord(i, ofs) {
			return false
		}
	}
	t := d.tagAt(i - 1)
	return t != nil && t.Is(lang.Title) && t.End == i
}
