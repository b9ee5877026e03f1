package detect

import (
	"bytes"
	"strings"

	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// readOfficeState reads the state behind a title: "of China", "China", and for
// a plural title a list of states. Another's office can be told by where it is,
// "his counterpart in Jordan".
func (d *Document) readOfficeState(a *actor, k int, plural, other bool) int {
	j := k
	if other && j < len(d.tags) && d.theirs(j) {
		j++ // "rakan sejawat mereka dari Malaysia"
	}
	if other && j < len(d.tags) && d.isWord(d.tags[j].First, respective) {
		j++ // "mitra masing-masing dari Australia"
	}
	seated := false // "the government in Tripoli"
	if j < len(d.tags) && d.tags[j].Classes.Any(officeLinks) && (d.adjacent(j-1, 0) || a.organ && d.hasHeadcount(j-1)) {
		seated = !d.tags[j].Is(lang.Of) && !d.tags[j].Is(lang.From)
		j++
	}
	if j > k && j < len(d.tags) && d.tags[j].Is(lang.Country) && d.adjacent(j-1, 1) {
		if own, next, ok := d.readOwnCountry(&d.tags[j], j+1); ok {
			a.set, a.end = own.set, own.end // "the government of the Kingdom"
			return next
		}
	}
	if d.foreignHouse(j) {
		j++ // "delegasi DPR AS"
	}
	if j >= len(d.tags) || !d.tags[j].Classes.Any(countries) || !d.adjacent(j-1, 2) && !(plural && d.countsMembers(j)) {
		return k
	}
	if j == k && d.hasVerbBefore(j) {
		return k // "the envoy slammed Israel"
	}
	if seated && !other && (!a.organ && !plural || !d.tags[j].Is(lang.Capital)) {
		return k
	}
	if !seated && j == k && d.tags[j].Is(lang.Capital) && !d.tags[j].Is(lang.State) && !(a.organ && d.profile().AdjectiveLast) {
		return k // "the minister, Moscow said": a place needs its preposition, but in "delegasi Beijing"
	}
	if end := d.tags[j].End; end < d.span.End && d.text.Tokens[end].After(scan.Hyphen) {
		return k // "head of the UN-backed government"
	}
	a.set = d.setOf(&d.tags[j])
	a.end = d.tags[j].End
	j++
	if plural || other && d.profile().AdjectiveLast { // "mitranya dari Kanada, Prancis dan Jepang"
		if set, n := d.stateList(j); n > j {
			n = d.skipOrgan(n) // "the speakers of the X and Y parliaments"
			a.set, a.end = a.set.Union(set), d.tags[n-1].End
			return n
		}
	}
	if next := d.skipOrgan(j); next > j {
		a.end = d.tags[next-1].End
		return next
	}
	return j
}

// respective are the words by which each of several has his own: counterparts, or the one of another list.
var respective = words("respective")

// hasVerbBefore tells whether a word between tags j-1 and j may be a verb: no article, not written with
// a capital, and where adjectives come first no adjective either, "the envoy slammed Israel".
func (d *Document) hasVerbBefore(j int) bool {
	if d.profile().AdjectiveLast {
		return false
	}
	for i := d.tags[j-1].End; i < d.tags[j].First; i++ {
		if !d.isArticle(i) && !d.text.Tokens[i].Has(scan.Capital) && !whom.has(d.text.Tokens[i].Hash) {
			return true
		}
	}
	return false
}

// foreignHouse tells whether tag k is a state's parliament by its name, and the state right
// behind it says whose it is here: "DPR AS".
func (d *Document) foreignHouse(k int) bool {
	return k+1 < len(d.tags) && d.tags[k].Is(lang.Seat) && d.tags[k].Is(lang.Parliament) && d.tags[k+1].Is(lang.State) && d.follows(k+1)
}

// readOfficePair reads the pair whose offices or organs several are: "the foreign
// ministers of the two countries", "delegasi kedua negara".
func (d *Document) readOfficePair(a *actor, k int, plural bool) (int, bool) {
	if !a.set.Empty() || !plural && !a.organ && !d.profile().AdjectiveLast {
		return k, false
	}
	if k < len(d.tags) && (d.tags[k].Is(lang.Of) || d.tags[k].Is(lang.From)) && d.adjacent(k-1, 0) {
		k++
		if k+1 < len(d.tags) && d.tags[k].Is(lang.Org) && d.tags[k+1].Is(lang.Of) && d.adjacent(k, 0) {
			k += 2 // "experts from the ministries of the two countries"
		}
	} else if !d.profile().AdjectiveLast {
		return k, false
	}
	if k >= len(d.tags) || !d.tags[k].Is(lang.Pair) && !d.theirs(k) || !d.adjacent(k-1, 1) {
		return k, false
	}
	a.kind, a.weak, a.members, a.end = byPair, true, 2, d.tags[k].End
	if d.tags[k].Is(lang.Pair) {
		a.want = d.wanted(&d.tags[k])
	}
	return d.readCounted(a, k+1), true
}

// headcount is how many words can tell how many a delegation are.
const headcount = 4

// hasHeadcount tells whether only how many they are stands between the organ at tag i and the
// link behind it: "rombongan 22 orang dari", "delegasi beranggotakan 12 orang dari".
func (d *Document) hasHeadcount(i int) bool {
	from, to := d.tags[i].End, d.tags[i+1].First
	number := false
	for k := from; k < to && to-from <= headcount; k++ {
		w := &d.text.Tokens[k]
		if w.Has(scan.Capital) {
			return false
		}
		number = number || w.Has(scan.Number)
	}
	return number && d.gaps(from-1, to)&^scan.Inside == 0
}

// countsMembers tells whether about as many as the body of tag j has members are told to be its states: "of the 27
// EU countries".
func (d *Document) countsMembers(j int) bool {
	if !d.tags[j].Is(lang.Body) || !d.hasHeadcount(j-1) {
		return false
	}
	all, told := d.seatsOf(d.setOf(&d.tags[j])), d.dateNumber(d.tags[j].First-1).Value
	return !all.Empty() && told >= all.Len()-newMembers && told <= all.Len()+newMembers
}

// newMembers is how many members a body may have lost or won by the time of a text.
const newMembers = 2

// theirs tells whether tag k is the "they" that owns the office before it, in
// languages that put the owner last: "menteri luar negeri mereka".
func (d *Document) theirs(k int) bool {
	return d.profile().AdjectiveLast && d.tags[k].Is(lang.They)
}

// readOwner gives an office told with its owner alone, "his foreign minister", the
// state of whom the pronoun means.
func (d *Document) readOwner(a *actor, first int) {
	if d.readWhose(a, first) {
		return
	}
	if d.readPartnersOwn(a, first) || d.readTellersOwn(a, first) {
		return
	}
	if !d.hasOwner(first) {
		return
	}
	if he := d.meant(); !he.set.Empty() {
		a.set, a.weak = he.set, true
	}
}

// readWhose gives the office of tag first, told in a relative clause with its owner, "Hungary, whose
// prime minister met X", "Hungaria, yang perdana menterinya bertemu X", the state before it.
func (d *Document) readWhose(a *actor, first int) bool {
	token := d.tags[first].First - 1
	if token < d.span.First || !d.isWord(token, whose) && !(d.owned(first) && relative.has(d.text.Tokens[token].Hash)) {
		return false
	}
	i := len(d.nodes) - 1
	if i >= 0 && d.nodes[i].is(lang.Relative) && d.nodes[i].end == token+1 {
		i--
	}
	owner := d.actorAt(i)
	if owner == nil || owner.set.Len() != 1 || token-owner.end > 0 {
		return false
	}
	a.set = owner.set
	if o := d.listedBefore(i); o != nil && a.plural {
		a.set.Join(&o.set) // "X and Y, whose ministers met"
	}
	return true
}

// whose are the words that begin a relative clause about what somebody has.
var whose = words("whose")

// readPartnersOwn gives the office of tag first, told behind an "and" as that of whoever is named
// before, "with King X and his foreign minister", the state of him.
func (d *Document) readPartnersOwn(a *actor, first int) bool {
	n := len(d.nodes) - 1
	if n < 1 || !d.nodes[n].is(lang.And) || !d.near(n-1, n, 0) {
		return false
	}
	from := d.tags[first].First
	switch and := &d.nodes[n]; {
	case and.end-and.first > 1 && d.isWord(and.end-1, ownersOf), d.owned(first): // "and his" is one phrase
	case d.ownedBefore(first):
		from = d.tags[first-1].First
	default:
		return false
	}
	owner := d.actorAt(n - 1)
	if owner == nil || !inOffice(owner) || owner.set.Len() != 1 || from != d.nodes[n].end {
		return false
	}
	a.set, a.weak = owner.set, owner.weak
	return true
}

// readTellersOwn gives the office of tag first, which a state tells of as its own, that state: "Hanoi said its
// prime minister would visit X", "Hanoi mengatakan menteri luar negerinya akan menemui X".
func (d *Document) readTellersOwn(a *actor, first int) bool {
	if !d.owned(first) && !d.isWord(d.tags[first].First-1, its) {
		return false
	}
	teller := d.actorAt(d.tellerBefore(a))
	if teller == nil || teller.set.Len() != 1 || teller.possessive || teller.preps.Any(prepositions) || teller.kind > byName && !teller.organ {
		return false
	}
	a.set = teller.set
	return true
}

// ownersOf are the pronouns of one who has something.
var ownersOf = words("ownersOf")

// takeChief gives office a the state of whoever speaks for him: "X's office said the prime minister had
// called", "the Kremlin said the president would come", "menurut juru bicara X, sang presiden akan datang".
func (d *Document) takeChief(a *actor) bool {
	if a.kind != byOffice || a.organ || a.rank < minister {
		return false
	}
	i := d.tellerBefore(a)
	teller := d.actorAt(i)
	if teller == nil || teller.set.Len() != 1 || teller.set.Within(&d.dict.Parties.Bodies) {
		return false
	}
	if !d.hasVoice(teller) && (teller.preps != (lang.Set{}) || !speaksFor(teller)) && !d.namesOwnHead(teller, a) {
		return false
	}
	a.set = teller.set
	return true
}

// namesOwnHead tells whether the teller is of the press's own state, and speaks of a head whom he writes with
// a capital, actor a, which is his own: "Menurut Menlu Sugiono, Presiden akan menemui Putin".
func (d *Document) namesOwnHead(teller, a *actor) bool {
	return teller.set == d.press && teller.rank < leader && a.rank == leader && d.text.Tokens[a.first].Has(scan.Capital)
}

// tellerBefore gives the node of who says what office a does, "X said on Monday that the president", or
// to whom a phrase that opens the sentence leaves it, "according to X, the president"; -1 where nobody does.
func (d *Document) tellerBefore(a *actor) int {
	i := len(d.nodes) - 1
	if d.actorAt(i) != nil && a.first-d.nodes[i].end <= 1 && d.gaps(d.nodes[i].end-1, a.first)&scan.Comma != 0 && d.nodes[0].is(lang.SayVerb) && d.nodes[0].first == d.span.First {
		return i
	}
	for i > 0 && !d.nodes[i].is(lang.SayVerb) && d.nodes[i].actor < 0 && (d.nodes[i].any(breaks) || d.nodes[i].any(dateWords)) {
		i-- // "said on Monday that"
	}
	if i < 1 || !d.nodes[i].is(lang.SayVerb) || a.first-d.nodes[i].end > chiefReach || !d.near(i-1, i, 2) {
		return -1
	}
	return i - 1
}

// hasVoice tells whether a is a spokesman, "Kremlin spokesman X", or told as whose it is that speaks: "a spokesman
// for President X", "juru bicara X".
func (d *Document) hasVoice(a *actor) bool {
	k := tagFrom(d.tags, a.first)
	if d.firstTitle(k, tagFrom(d.tags, a.end)) == voice {
		return true
	}
	if k--; k > 0 && d.tags[k].Classes.Any(officeLinks) && d.adjacent(k-1, 0) {
		k--
	}
	return a.kind == byPerson && k >= 0 && d.firstTitle(k, k+1) == voice
}

// voice is the title of those who speak for somebody.
const voice = "spokesperson"

// speaksFor tells whether a is told as somebody's voice: an organ, officials, or what a person has, "X's
// office", and no minister himself.
func speaksFor(a *actor) bool {
	if a.kind == byPerson {
		return a.possessive
	}
	return a.kind == byOffice && (a.organ || a.rank == official)
}

// chiefReach is how many words may stand between the verb of saying and the office: "on Monday that the".
const chiefReach = 4

// giveOwnersState gives the office a, told without a state, that of the person right before whose it
// is: "President X's special envoy".
func (d *Document) giveOwnersState(a *actor) {
	i := len(d.nodes) - 1
	if i > 0 && d.nodes[i].is(lang.Name) {
		i-- // "President X's Mideast envoy"
	}
	owner := d.actorAt(i)
	if owner == nil || !owner.possessive || !isPeople(owner) || owner.set.Len() != 1 || a.kind != byOffice || a.organ || !a.set.Empty() || a.first-owner.end > 2 || d.gaps(owner.end-1, a.first)&^scan.Inside != 0 {
		return
	}
	a.set = owner.set
}

// ownedBefore tells whether the pronoun of its owner stands right before the office of tag i: "his
// minister".
func (d *Document) ownedBefore(i int) bool {
	return i > 0 && d.dict.Value(d.text, &d.tags[i-1], lang.HeOrShe) == "owner" && d.adjacent(i-1, 0)
}

// owned tells whether a pronoun is written to the end of tag i, an office or organ:
// "menterinya", "pemerintahnya".
func (d *Document) owned(i int) bool {
	return d.endsInPronoun(i, lang.Title) || d.endsInPronoun(i, lang.Org)
}

// endsInPronoun tells whether a pronoun is written to the end of tag i, a word of class c: "menterinya", "menerimanya".
func (d *Document) endsInPronoun(i int, c lang.Class) bool {
	s := d.dict.Sense(d.text, &d.tags[i], c)
	return s != nil && s.Clitic
}

// hasOwner tells whether the office or organ at tag i is told with the pronoun of its owner: "his government",
// "pemerintahnya".
func (d *Document) hasOwner(i int) bool { return d.ownedBefore(i) || d.owned(i) }

// stateList reads the rest of a list of states, ", B and C", and gives the tag
// behind it; without "and", if only "and others", there is no list.
func (d *Document) stateList(j int) (set party.Set, end int) {
	first := j
	end = j
	for {
		n, and := j, false
		if n < len(d.tags) && d.tags[n].Is(lang.And) {
			and = true
			n++
			if n < len(d.tags) && (d.tags[n].Is(lang.Of) || d.dict.Value(d.text, &d.tags[n], lang.From) == "source") && d.adjacent(n-1, 0) {
				n++ // "officials of X and of Y"
			}
		}
		if and && j > first && d.tags[j].First == d.tags[j-1].End && (n >= len(d.tags) || !d.tags[n].Classes.Any(standing)) {
			return set, j // "the leaders of A, B and four other islands"
		}
		if n >= len(d.tags) || !d.tags[n].Classes.Any(countries) || d.gaps(d.tags[j-1].End-1, d.tags[n].First)&^(scan.Inside|scan.Comma) != 0 || d.tags[n].First-d.tags[j-1].End > 2 {
			return set, end
		}
		if d.tags[first-1].Is(lang.Capital) && !d.tags[n].Is(lang.Capital) && !d.tags[n].Is(lang.Seat) {
			return set, end // "According to officials in Tokyo, Poland and Serbia reached a deal"
		}
		set = set.Union(d.setOf(&d.tags[n]))
		j = n + 1
		if and {
			end = j
		}
	}
}

// headOfRepublic is the title by which some presses call their own president beside
// those of others.
const headOfRepublic = "president of the republic"

// inferState finds the state of an office told without one: that of the person
// last named with the title, else the article's own, else that of the person last
// named with the rank.
func (d *Document) inferState(a *actor, title string) {
	a.weak = true
	if title == "head of state" && d.profile().Home != "" && !d.home.Empty() {
		a.set = d.home // "Kepala Negara": the press's own
		return
	}
	office := d.text.Bytes[d.text.Tokens[a.first].Start:d.text.Tokens[a.end-1].End]
	byTitle := func(p *person) bool { // "president" is the president of the republic; also of who is called so: "Crown Prince Mohammed bin Salman"
		return p.title == title || p.title != "" && p.title == heads[title] || strings.HasPrefix(p.title, title+" of ") || len(office) < int(p.end-p.start) && bytes.EqualFold(office, d.text.Bytes[p.start:int(p.start)+len(office)])
	}
	byRank := func(p *person) bool { return p.rank == a.rank }
	if a.kind == byOffice && !a.organ {
		switch generic := title == "minister" || title == "leader" || title == "head of government"; {
		case title == "head of state" && !d.home.Empty() && d.home == d.press:
			// "Kepala Negara": what the press calls its own
		case generic && d.inferPerson(a, byRank):
			return
		case !generic && !d.press.Empty() && d.inferPerson(a, func(p *person) bool {
			return p.set == d.press && byTitle(p)
		}):
			a.weak = false // "Presiden": in its own press the country's, whoever else was named
			return
		case !generic && d.inferPerson(a, byTitle), title == headOfRepublic && d.inferPerson(a, func(p *person) bool { return p.title == "president" }):
			a.weak = false
			return
		}
	}
	a.set = d.home
	if a.set.Empty() && a.kind == byOffice && !a.organ && !d.inferPerson(a, byRank) && a.rank >= minister && d.isDefinite(a) && d.he.sentence == d.index-1 {
		a.set = d.he.set.Minus(d.dict.Parties.Bodies) // "The French spokesman read out the programme. The minister will travel to X"
	}
}

// takeTeller gives organ a the one state that has just been told to say something, and nobody
// after it, "Kenya announced on Monday that the government", and tells whether there is one.
func (d *Document) takeTeller(a *actor) bool {
	if !a.organ || !a.set.Empty() {
		return false
	}
	for i := len(d.nodes) - 1; i > 0 && d.nodes[i].actor < 0; i-- {
		if n := &d.nodes[i]; n.is(lang.SayVerb) || n.is(lang.ReachVerb) {
			teller := d.actorAt(i - 1)
			if teller == nil || !d.near(i-1, i, 2) || teller.set.Len() != 1 || teller.preps != (lang.Set{}) {
				return false
			}
			a.set, a.weak = teller.set, true
			return true
		}
	}
	return false
}

// hasGoneTo gives a counterpart of whom nothing is told the state to which somebody else goes
// to see him: "From there Fidan travelled to Ghana for talks with his counterpart".
func (d *Document) hasGoneTo(a *actor) bool {
	for i := len(d.nodes) - 1; i > 0; i-- {
		goal, link := d.actorAt(i), &d.nodes[i-1]
		if goal == nil || goal.kind > byPlace || goal.city || goal.set.Len() != 1 || goal.set.Within(&d.dict.Parties.Bodies) {
			continue
		}
		if (link.is(lang.To) || link.is(lang.VisitVerb)) && d.near(i-1, i, 1) && party.Nobody(goal.set.Intersect(d.meant().set)) {
			a.set, a.weak = goal.set, true
			return true
		}
	}
	return false
}

// heads are the titles that the gazetteer has for those of the given ones.
var heads = map[string]string{"president": "head of state", "prime minister": "head of government", "foreign minister": "secretary of state"}

// inferPerson finds the person who fits and of whose state the sentence has not
// spoken yet: the one of whom a sentence has told last, and first of all whom the story is about.
func (d *Document) inferPerson(a *actor, fits func(*person) bool) bool {
	var here party.Set
	own := d.beginsClause(a)
	for i := range d.actors {
		if t := d.tagAt(d.actors[i].first); own && t != nil && t.Is(lang.HeOrShe) {
			continue // "he spoke of the evening that the crown prince had spent with X"
		}
		if !d.quoted(d.actors[i].first) { // a speaker may name his own state
			here.Join(&d.actors[i].set)
		}
	}
	best, last := int32(-1), int32(-1)
	choose := func(i, told int32) {
		if p := &d.people[i]; told > last && !p.set.Empty() && !p.set.Meets(&here) && fits(p) {
			best, last = i, told
		}
	}
	if d.he.person >= 0 {
		choose(d.he.person, d.he.sentence)
	}
	for i := int32(len(d.people)) - 1; i >= 0; i-- {
		choose(i, d.people[i].last)
	}
	if best < 0 {
		return false
	}
	a.set = d.people[best].set
	a.addPerson(best)
	return true
}

// beginsClause tells whether office a, which is being read, is the subject of a clause behind a conjunction.
func (d *Document) beginsClause(a *actor) bool {
	n := len(d.nodes)
	return n > 0 && d.nodes[n-1].is(lang.Clause) && a.first-d.nodes[n-1].end <= 1
}

func (d *Document) lastRank() rank {
	if len(d.people) == 0 {
		return official
	}
	return max(d.people[len(d.people)-1].rank, official)
}
