package detect

import (
	"slices"
	"strings"

	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// readOffice reads an office whose title is tag k; first is the tag where the
// actor begins and set the states told before the title.
func (d *Document) readOffice(first, k int, set party.Set) (actor, int, bool) {
	a := actor{first: d.tags[first].First, kind: byOffice, members: 1, set: set}
	kind := d.dict.Value(d.text, &d.tags[k], lang.Org) // of what it is first of all
	title, plural, other, k := d.readTitles(&a, k)
	if k == 0 || other && d.privateDoer() {
		return actor{}, 0, false
	}
	plural = plural || d.heldByMembers(k)
	title, owned := strings.CutSuffix(title, " of")
	from := a.end
	if a.set.Empty() {
		next, pair := d.readOfficeOwner(&a, first, k, title, plural, other)
		if pair {
			return a, next, true
		}
		k = next
	}
	if a.set.Empty() && owned || a.organ && d.sendsLaymen(from, k-1) {
		return actor{}, 0, false // "the head of Airbus"
	}
	k = d.readHolders(&a, k, title, plural)
	named := d.skipAcronym(&a, &k)
	domestic := k < len(d.tags) && d.tags[k].Is(lang.Domestic)
	k, called := d.readHolder(&a, k, title, plural, named)
	if a.set.Empty() && a.bound || kind == team && !a.set.Within(&d.dict.Parties.Bodies) && (!d.told.Any(negotiable) || d.text.Told.Has(lang.Topic)) {
		return actor{}, 0, false // the teams of states play, where they do not talk
	}
	if kind == capital {
		a.kind, a.rank, a.organ = byPlace, noRank, false
	}
	if a.kind == byOffice && !a.organ && !plural && (!a.set.Empty() || title == headOfRepublic || a.rank >= minister && d.honoured(k)) {
		k = d.readNameAside(&a, k, title)
	}
	if !d.settleOffice(&a, title, plural, other, domestic, called) {
		return actor{}, 0, false
	}
	if k < len(d.tags) && d.tags[k].Is(lang.Possessive) && d.adjacent(k-1, 0) {
		a.possessive = true
		k++
	}
	a.plural = plural
	if plural && a.set.Len() > 1 {
		a.members = int8(a.set.Len())
	}
	return a, k, true
}

// readOfficeOwner reads whose office a is, behind its title from tag k on, or else from what was told,
// and gives the tag behind them; pair tells that they are two whose people it means.
func (d *Document) readOfficeOwner(a *actor, first, k int, title string, plural, other bool) (next int, pair bool) {
	if a.rank < leader && (!a.organ || !a.bound) {
		k = d.skipPortfolio(k)
	}
	k = d.readOfficeState(a, k, plural, other)
	if a.set.Empty() {
		k = d.readRegion(a, k, title)
	}
	mutual := title == "host" || title == "guest"
	if mutual && k < len(d.tags) && d.theirs(k) && d.adjacent(k-1, 0) {
		a.end = d.tags[k].End // "tuan rumah mereka": one
		return k + 1, false
	}
	if next, ok := d.readOfficePair(a, k, plural); ok {
		return next, true
	}
	a.plural = plural
	if a.set.Empty() && !other && !mutual {
		d.readOwner(a, first)
	}
	return k, false
}

// readHolder reads the name of who holds office a, from tag k on, or right behind it where that was
// named by an acronym, and gives the tag behind it. called tells that some name stands there.
func (d *Document) readHolder(a *actor, k int, title string, plural, named bool) (next int, called bool) {
	if !a.organ && !plural {
		k = d.skipSector(k)
	}
	if !a.set.Empty() && !plural {
		k = d.skipAccredited(a, k, title)
	}
	p, behind := d.readName(k)
	if p.tokens == 0 || !named && !d.adjacent(k-1, 0) || a.organ {
		return k, p.tokens > 0
	}
	k = behind
	a.end = p.end
	if a.set.Empty() {
		k = d.readOfficeState(a, k, false, false)
	}
	a.kind = byPerson
	d.identify(a, &p, title)
	return k, true
}

// settleOffice finds whose office a is where nothing told it so far; false where it is of nobody who
// can be meant.
func (d *Document) settleOffice(a *actor, title string, plural, other, domestic, called bool) bool {
	switch {
	case d.isNamedOffice(a, title, plural || domestic): // "the ambassador": the one named before
	case d.takeTeller(a):
	case !a.set.Empty() || domestic || a.rank < minister && !nationals[title] || a.kind == byPerson:
	case plural && called: // "the ministers of RCEP": of whom no dictionary has
	case plural && !a.organ: // "the presidents": those whom the discourse is about
		a.kind, a.weak = byPair, true
		if d.areAnybody(a.first) {
			a.want = crowd
		}
	case title == "host" || title == "guest": // the other one of the two
		a.kind, a.weak, a.want, a.host = byPair, true, 2, title == "host"
		a.guest = a.host || !d.told.Has(lang.Apart) // "menerima tetamunya secara berasingan": both of them
	case d.isNumbered(a.first): // "14 kepala negara": of many states
		return false
	case other && d.hasGoneTo(a), !other && d.takeChief(a):
	default:
		d.inferState(a, title)
	}
	return true
}

// crowd is how many people nobody knows want to be: more than the text names.
const crowd = 127

// areAnybody tells whether the several in office at token first are none of whom the text has told, but
// some of many, where adjectives come first: "a handful of Muslim leaders", "14 island leaders".
func (d *Document) areAnybody(first int32) bool {
	if d.profile().AdjectiveLast {
		return false
	}
	for i := first - 1; i >= d.span.First && first-i <= crowdReach && d.text.Tokens[i+1].Gap&^scan.Inside == 0; i-- {
		if d.isDetermined(i + 1) {
			return false
		}
		if d.isWord(i, someOf) || d.text.Tokens[i].Has(scan.Number) {
			return i < first-1 || d.isWord(i, someOf)
		}
	}
	return false
}

// crowdReach is how many words before their title tell how many they are.
const crowdReach = 3

// someOf are the words for some of many.
var someOf = words("someOf")

// isNumbered tells whether a number stands right before the office at token first, in languages whose
// nouns have no plural.
func (d *Document) isNumbered(first int32) bool {
	return d.profile().AdjectiveLast && first > d.span.First && d.text.Tokens[first-1].Has(scan.Number) && d.text.Tokens[first].Gap == scan.Space
}

// readTitles reads the titles and organs from tag k on into a, and gives what the first of them is
// called, whether several hold it, whether it is told only as another's, and the tag behind
// them; 0 if they are nobody's.
func (d *Document) readTitles(a *actor, k int) (title string, plural, other bool, next int) {
	for {
		t := &d.tags[k]
		var name string
		var many bool
		switch {
		case t.Is(lang.Title):
			var r rank
			r, name, many = readTitle(d.dict.Value(d.text, t, lang.Title))
			a.rank, a.organ = max(a.rank, r), a.organ && many // "navy commander" is a person, "ministry officials" speak for it
		case t.Is(lang.Org):
			of := d.dict.Value(d.text, t, lang.Org)
			a.bound = a.bound || of != "" && of != inner
			a.rank, a.organ = max(a.rank, official), title == ""
		default: // counterpart
			other = true
			value := d.dict.Value(d.text, t, lang.Other)
			if value == "those" && !d.meansPeople(k) {
				return title, plural, other, 0 // "put his name beside those of the ministers"
			}
			many, a.bound = value != "", value == "those"
			a.rank = max(a.rank, d.lastRank())
		}
		if title == "" {
			title = name
		}
		plural = plural || many
		a.end = t.End
		k++
		// "Deputy Prime Minister and Foreign Minister"
		if k+1 < len(d.tags) && d.tags[k].Is(lang.And) && d.tags[k+1].Is(lang.Title) && !d.isHost(k+1) && d.adjacent(k-1, 0) && d.adjacent(k, 0) && !(many && a.set.Meets(&d.dict.Parties.Bodies)) { // but "EU leaders and Prime Minister X"
			k++
			continue
		}
		if k < len(d.tags) && (d.tags[k].Classes.Any(offices) && !d.tags[k].Classes.Any(countries) && d.adjacent(k-1, 0) || d.abbreviates(k)) {
			continue
		}
		// "the Dutch infrastructure ministry's director-general"
		if a.organ && k+1 < len(d.tags) && d.tags[k].Is(lang.Possessive) && d.adjacent(k-1, 0) && d.tags[k+1].Is(lang.Title) && d.adjacent(k, 1) {
			k++
			continue
		}
		break
	}
	return title, plural, other, k
}

// heldByMembers tells whether a number stands between the office that ends before tag k and the members of a
// body, in languages that tell there whose it is: "Pemimpin 18 anggota PIF", "menteri 27 negara anggota UE".
func (d *Document) heldByMembers(k int) bool {
	if !d.profile().AdjectiveLast || k >= len(d.tags) || !d.tags[k].Is(lang.Body) || d.tags[k].First-d.tags[k-1].End != 1 {
		return false
	}
	return d.text.Tokens[d.tags[k-1].End].Has(scan.Number) && d.hasWord(d.tags[k].First, d.tags[k].End, memberWords)
}

// skipAccredited passes over the state to which envoy a is sent, where his name follows:
// "Japan's ambassador to Kenya, Okaniwa Ken,", "Duta Besar Jepang untuk Indonesia Masaki
// Yasushi". It gives the tag of the name, else k.
func (d *Document) skipAccredited(a *actor, k int, title string) int {
	j := k + 1
	if !envoys[title] || k == 0 || j >= len(d.tags) || !d.tags[k].Is(lang.To) || !d.tags[j].Is(lang.State) || !d.adjacent(k-1, 0) || !d.adjacent(k, 1) {
		return k
	}
	if n, _ := d.readName(j + 1); n.tokens == 0 || n.first-d.tags[j].End > 1 {
		return k
	}
	a.end = d.tags[j].End
	return j + 1
}

// isNamedOffice finds the person with the same title whom the text has named before for an
// office below a minister's that it now tells alone, "the ambassador", "duta besar itu".
func (d *Document) isNamedOffice(a *actor, title string, other bool) bool {
	if !a.set.Empty() || other || a.organ || a.kind != byOffice || a.rank != official || title == "" || !d.isDefinite(a) {
		return false
	}
	return d.inferPerson(a, func(p *person) bool { return p.title == title || slices.Contains(calledAlso[title], p.title) })
}

// calledAlso are the titles of those who are also called by a wider one: "the veteran diplomat", "the envoy".
var calledAlso = map[string][]string{
	"diplomat": {"foreign minister", "deputy foreign minister", "foreign secretary", "secretary of state", "ambassador", "high commissioner", "envoy", "special envoy", "special representative", "negotiator"},
	"envoy":    {"ambassador", "high commissioner", "special envoy", "special representative", "negotiator"},
}

// isDefinite tells whether an article before a, or a word that points to it behind, says
// that the text has told of it before.
func (d *Document) isDefinite(a *actor) bool {
	return d.isWord(a.first-1, defining) || d.pointedAt(a.end)
}

// defining are the articles before what was told of.
var defining = words("defining")

// negotiable are the words that tell of talks.
var negotiable = lang.SetOf(lang.TalksNoun, lang.NegotiateVerb, lang.NegotiateNoun, lang.DiscussVerb)

// skipSector passes over the capitalised sector between an office and the name of who
// holds it, "Ketua Pengarah Kesihatan Radzi Abu Hassan", in languages that put it
// there; it gives k when no name follows.
func (d *Document) skipSector(k int) int {
	if !d.profile().AdjectiveLast || k == 0 || k+1 >= len(d.tags) || !d.tags[k].Is(lang.Sector) || !d.text.Tokens[d.tags[k].First].Has(scan.Capital) || !d.follows(k) || !d.follows(k+1) {
		return k
	}
	if next := &d.tags[k+1]; !next.Is(lang.Name) && !next.Is(lang.Honorific) && !next.Is(lang.Person) {
		return k
	}
	return k + 1
}

// longestPortfolio bounds such a rest, in words.
const longestPortfolio = 8

// skipPortfolio passes over the capitalised rest of the title of a minister or an official, which no
// lexicon has, up to his state, "Menteri Kebajikan Ekspatriat dan Pekerjaan Luar Negara
// Bangladesh", "Kepala Perunding Perbatasan Timor Leste", in languages that put the state last; it
// gives k when no state follows.
func (d *Document) skipPortfolio(k int) int {
	if !d.profile().AdjectiveLast {
		return d.skipSecondPortfolio(k)
	}
	if k == 0 || d.span.First < d.headline || k >= len(d.tags) || d.tags[k].First != d.tags[k-1].End {
		return k
	}
	from := d.tags[k-1].End
	for j := k; j < len(d.tags) && d.tags[j].End-from <= longestPortfolio; j++ {
		t := &d.tags[j]
		if d.text.Tokens[t.First].Gap&^(scan.Space|scan.Comma) != 0 || t.First > d.tags[j-1].End {
			return k
		}
		switch {
		case t.Classes.Any(countries):
			if j > k && !d.tags[j-1].Is(lang.And) && d.text.Tokens[t.First].Gap == scan.Space {
				return j
			}
			return k
		case t.Is(lang.And), t.Is(lang.Name), t.Is(lang.Sector), t.Is(lang.RailNoun), t.Is(lang.Vain) && d.text.Tokens[t.First].Has(scan.Capital):
		default:
			return k
		}
	}
	return k
}

// skipSecondPortfolio passes over what else an office has for its portfolio, "the Ministry of Mines and Steel Development
// of Nigeria", to the "of" of its state.
func (d *Document) skipSecondPortfolio(k int) int {
	if k >= len(d.tags) || !d.tags[k].Is(lang.And) && !d.text.Tokens[d.tags[k].First].After(scan.Comma) {
		return k
	}
	from := d.tags[k-1].End
	for j := k; j+1 < len(d.tags) && d.tags[j].End-from <= longestPortfolio; j++ {
		switch t := &d.tags[j]; {
		case t.First != d.tags[j-1].End || d.text.Tokens[t.First].Gap&^(scan.Space|scan.Comma) != 0:
			return k
		case t.Is(lang.Of):
			if d.tags[j+1].Classes.Any(countries) && d.adjacent(j, 1) {
				return j
			}
			return k
		case !t.Is(lang.And) && (!d.text.Tokens[t.First].Has(scan.Capital) || t.Classes.Any(countries)):
			return k
		}
	}
	return k
}

// skipOrgan passes over the state's organ of which an office is, behind its state, "the
// head of Iran's space agency", and gives the tag behind it; j when there is none.
func (d *Document) skipOrgan(j int) int {
	k := j
	if k < len(d.tags) && d.tags[k].Is(lang.Possessive) && d.adjacent(k-1, 0) {
		k++
	}
	if d.profile().AdjectiveLast || k >= len(d.tags) || !d.tags[k].Is(lang.Org) || !d.adjacent(k-1, 1) {
		return j
	}
	return k + 1
}

// nationals are the titles of offices below a minister's of which a state has one: told
// alone they are the home state's, "Kapolri bertemu Kepala Kepolisian Thailand".
var nationals = map[string]bool{
	"speaker": true, "deputy speaker": true, "police chief": true, "attorney general": true, "cabinet secretary": true,
	"deputy minister": true, "deputy foreign minister": true, "deputy defence minister": true, "deputy trade minister": true, "deputy finance minister": true,
	"deputy interior minister": true, "deputy transport minister": true, "deputy energy minister": true, "deputy agriculture minister": true,
	"army chief": true, "navy chief": true, "air force chief": true, "armed forces chief": true,
}

// dropSpheres takes the states for which an office is out of those who act, "the U.N. envoy for X", and the
// body to which several are sent: "the ambassadors of X and Y to the United Nations".
func (d *Document) dropSpheres() {
	for i := 1; i < len(d.nodes); i++ {
		if d.isPosted(i) {
			d.actorAt(i).kind = adjunct
			continue
		}
		a, office := d.actorAt(i), d.actorAt(i-1)
		if a == nil || office == nil || a.kind > byPlace || !isPeople(office) || office.set.Empty() || !d.near(i-1, i, 2) || !d.isWord(office.end, purposes) || d.separated(i-1, i) {
			continue
		}
		if t := d.tagAt(office.end - 1); t != nil && t.Is(lang.Title) {
			a.kind = adjunct
		}
	}
}

// isPosted tells whether the body at node i is the one to which those right before it are sent for good.
func (d *Document) isPosted(i int) bool {
	if a := d.actorAt(i); a == nil || !a.preps.Has(lang.To) || !a.set.Within(&d.dict.Parties.Bodies) {
		return false
	}
	sent := i - 1
	if sent > 0 && d.nodes[sent].is(lang.To) && !d.isWord(d.nodes[sent].first-1, standingEnvoys) {
		sent-- // "the ambassadors of X and Y"
	}
	return !d.separated(sent, i) && d.hasWord(d.nodes[sent].first-1, d.nodes[sent].end, standingEnvoys)
}

// standingEnvoys are the words for those who are sent to a body for good.
var standingEnvoys = words("standingEnvoys")

// readNameAside reads the name that commas set off behind an office, "the Russian
// foreign minister, Sergei Lavrov, said", and gives the tag behind it.
func (d *Document) readNameAside(a *actor, k int, title string) int {
	if k == 0 || k >= len(d.tags) || d.tags[k].First != d.tags[k-1].End || d.text.Tokens[d.tags[k].First].Gap&^scan.Space != scan.Comma {
		return k
	}
	start := k
	if d.isRank(k) {
		start++
	} else if !d.tags[k].Classes.Any(named) && !d.tags[k].Is(lang.Honorific) {
		return k
	}
	n, next := d.readName(start)
	titled := d.tags[start].Is(lang.Honorific)
	open := n.end < d.span.End && !d.text.Tokens[n.end].After(scan.Comma) // no comma behind it
	listed := next < len(d.tags) && d.tags[next].Is(lang.And) && !(d.beginsOffice(next+1) && (titled || n.person < 0))
	if n.tokens == 0 || open && (start > k || n.tokens < 2 && !titled || listed) {
		return k
	}
	a.kind, a.end = byPerson, n.end
	d.identify(a, &n, title)
	return next
}

// honoured tells whether tag k is the honorific by which a press sets off the name of its own
// minister: "Menteri Pendidikan, Datuk Kamal Bakri".
func (d *Document) honoured(k int) bool {
	return d.profile().Home != "" && k < len(d.tags) && d.tags[k].Is(lang.Honorific)
}

// beginsOffice tells whether the next office-holder of a list begins at tag k, behind the "and":
// "Menteri Pendidikan, Datuk Kamal Bakri dan Menteri Pendidikan Jepun".
func (d *Document) beginsOffice(k int) bool {
	return k < len(d.tags) && (d.tags[k].Is(lang.Title) || d.tags[k].Is(lang.Other)) && d.adjacent(k-1, 0)
}

// isRank tells whether tag k is the rank that an envoy keeps for life, before his name: "the
// Foreign Minister of Malawi, Ambassador John Banda, met".
func (d *Document) isRank(k int) bool {
	if !d.tags[k].Is(lang.Title) || k+1 >= len(d.tags) || !d.follows(k+1) {
		return false
	}
	_, title, many := readTitle(d.dict.Value(d.text, &d.tags[k], lang.Title))
	return title == "ambassador" && !many && (d.tags[k+1].Classes.Any(named) || d.tags[k+1].Is(lang.Honorific))
}

// sendsLaymen tells whether the words behind an organ, from the token from to the state at tag k,
// say that who comes acts for no state: "a delegation of Chinese doctors", "delegasi dokter China".
func (d *Document) sendsLaymen(from int32, k int) bool {
	end := d.tags[k].End
	if d.hasWord(from, end, laymen) {
		return true
	}
	if d.profile().AdjectiveLast || from >= end || !d.tags[k].Is(lang.Demonym) || end >= d.span.End {
		return false
	}
	next, t := &d.text.Tokens[end], d.tagAt(end)
	return next.Gap == scan.Space && (t == nil && !next.Has(scan.Capital) || t != nil && t.Is(lang.Private))
}

// skipAcronym passes over a state's acronym in brackets, "Amerika Serikat (AS)",
// and tells whether the next tag stands right behind it.
func (d *Document) skipAcronym(a *actor, k *int) bool {
	if *k >= len(d.tags) || *k == 0 || !d.tags[*k].Classes.Any(countries) {
		return false
	}
	t := &d.tags[*k]
	if t.First != d.tags[*k-1].End || !d.text.Tokens[t.First].After(scan.Bracket) || d.setOf(t) != a.set {
		return false
	}
	a.end = t.End
	*k++
	return *k < len(d.tags) && d.tags[*k].First == t.End && d.text.Tokens[t.End].Gap&^(scan.Space|scan.Bracket) == 0
}

// readTitle splits a title's value "rank:english title" or "rank:english title:plural".
func readTitle(value string) (rank, string, bool) {
	value, many := strings.CutSuffix(value, ":plural")
	if name, ok := strings.CutPrefix(value, "leader:"); ok {
		return leader, name, many
	}
	if name, ok := strings.CutPrefix(value, "minister:"); ok {
		return minister, name, many
	}
	_, name, _ := strings.Cut(value, ":")
	return official, name, many
}

// meansPeople tells whether the "those of" of tag k are officials like the people named last, whom
// somebody meets or who meet with them: "met those of Syria", "and those of Syria".
func (d *Document) meansPeople(k int) bool {
	n := len(d.actors)
	if n == 0 || k == 0 || k+1 >= len(d.tags) || !d.adjacent(k-1, 0) || !d.tags[k-1].Classes.Any(toThose) {
		return false
	}
	a, of := &d.actors[n-1], &d.tags[k+1]
	return (isPeople(a) || a.kind == byPair) && of.Classes.Any(countries) && !of.Is(lang.Demonym)
}

// toThose are the words by which one comes to further people.
var toThose = lang.SetOf(lang.And, lang.With, lang.Between, lang.MeetVerb, lang.ReceiveVerb)
