package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// setOf gives whom a gazetteer phrase stands for. A capital that is also a
// body's seat ("Brussels") stands for the body where the article names that, or
// does not name the state. A capital that is also another state's city stands for
// the city where the article names that state, or its press writes in the
// language, and does not name the other.
func (d *Document) setOf(t *tag.Tag) party.Set {
	if t.Is(lang.Bloc) {
		return d.blocAt(t.First)
	}
	if t.Is(lang.Capital) && t.Is(lang.Seat) {
		seat, capital := d.dict.Sense(d.text, t, lang.Seat), d.dict.Sense(d.text, t, lang.Capital)
		if seat != nil && capital != nil && seat.Set != capital.Set && (seat.Set.Within(&d.mentioned) || !capital.Set.Within(&d.mentioned)) {
			return *seat.Set
		}
	}
	if city, capital, ok := d.twoPlaces(t); ok && !capital.Within(&d.mentioned) && (city.Within(&d.mentioned) || city.Within(&d.press)) {
		return *city
	}
	for _, c := range [...]lang.Class{lang.State, lang.Body, lang.Demonym, lang.Capital, lang.Seat, lang.Group, lang.City} {
		if s := d.dict.Sense(d.text, t, c); s != nil {
			return *s.Set
		}
	}
	return party.Set{}
}

// twoPlaces gives the states of the city and of the capital that tag t names where they are two: "George
// Town" in Penang and in the Cayman Islands; false where it names no such two.
func (d *Document) twoPlaces(t *tag.Tag) (city, capital *party.Set, ok bool) {
	if !t.Is(lang.Capital) || !t.Is(lang.City) {
		return nil, nil, false
	}
	c, k := d.dict.Sense(d.text, t, lang.City), d.dict.Sense(d.text, t, lang.Capital)
	if c == nil || k == nil || *c.Set == *k.Set {
		return nil, nil, false
	}
	return c.Set, k.Set, true
}

// gatheringName is how many words may stand between a gathering and whose it is.
const gatheringName = 3

// namesGathering tells whether the name before tag i, a body, is that of its gathering, in
// languages that put the owner last: "Mesyuarat Pemimpin Ekonomi APEC".
func (d *Document) namesGathering(i int) bool {
	if !d.profile().AdjectiveLast || d.text.Tokens[d.tags[i].First].Gap&scan.Hyphen != 0 {
		return false
	}
	j := i - 1
	for j > i-gatheringName && j > 0 && d.tags[j].Is(lang.Name) && d.adjacent(j-1, 0) {
		j--
	}
	return j >= 0 && d.tags[j].Is(lang.Gathering)
}

// readCountry reads "China", "China's foreign minister Wang Yi", "Chinese and
// Russian officials".
func (d *Document) readCountry(i int) (actor, int, bool) {
	t := &d.tags[i]
	if t.Is(lang.Body) && !d.goesOnWith(i+1) && i > 0 && d.tags[i-1].Is(lang.Name) && d.adjacent(i-1, 0) && !d.isArticle(d.tags[i-1].First) && !d.namesGathering(i) {
		return actor{}, 0, false // "Supreme National Security Council": the name of something else
	}
	if t.Is(lang.Body) && d.isWord(t.End-1, bodyNouns) && i+1 < len(d.tags) && d.tags[i+1].Is(lang.Body) && d.adjacent(i, 0) {
		return actor{}, 0, false // "the European bloc EFTA": what the body is, before its name
	}
	set, k := d.setOf(t), i+1
	if office := d.sharedOffice(i); office > 0 {
		for j := i + 1; j < office; j++ {
			if !d.tags[j].Is(lang.And) {
				set = set.Union(d.setOf(&d.tags[j]))
			}
		}
		return d.readOffice(i, office, set)
	}
	possessive := k < len(d.tags) && d.tags[k].Is(lang.Possessive) && d.adjacent(k-1, 0)
	if possessive {
		k++
	}
	if k < len(d.tags) && d.tags[k].Classes.Any(offices) && d.adjacent(k-1, 2) && (possessive || d.ownsOffice(t, &d.tags[k]) && !d.isArticle(d.tags[k].First-1)) {
		return d.readOffice(i, k, set)
	}
	if j := d.skipPortfolioBefore(k); j > k && (possessive || t.Is(lang.Demonym)) {
		return d.readOffice(i, j, set)
	}
	if possessive && k < len(d.tags) && d.tags[k].Classes.Any(named) && d.adjacent(k-1, 0) {
		if n, next := d.readName(k); n.tokens > 1 || n.person >= 0 { // "Angola's João Lourenço"
			a := actor{first: t.First, end: n.end, set: set, kind: byPerson, members: 1}
			d.identify(&a, &n, "")
			return a, next, true
		}
	}
	a := actor{first: t.First, end: d.tags[k-1].End, set: set, kind: byName, members: 1, possessive: possessive}
	switch {
	case t.Is(lang.State), t.Is(lang.Body), t.Is(lang.Group):
		if t.Is(lang.Group) {
			a.members = int8(set.Len())
		}
	case t.Is(lang.Capital) && d.isWord(t.First-1, toWhom): // "menawarkan perjanjian kepada Moskow": no place
	case t.Is(lang.Demonym):
		if b, ok := d.readNational(i); ok && !possessive {
			return b, i + 1, true
		}
		a.kind = adjunct
	case t.Is(lang.Seat) && !t.Is(lang.Capital) && !d.placed(i):
		a.kind, a.rank, a.organ = byOffice, official, true
	default:
		a.kind = byPlace
		k = d.skipCountry(&a, k)
	}
	if possessive && d.ownsName(k) {
		a.kind = adjunct // "Italy's Eni"
	}
	if a.kind == byName && (d.modifies(i) || d.namesInstitution(i) || d.isWord(t.End, players) && d.text.Tokens[t.End].Gap == scan.Space) {
		a.kind = adjunct
	}
	return a, k, true
}

// toWhom are the prepositions before a capital that stands for its government: one goes to a place by another.
var toWhom = words("toWhom")

// sharedOffice gives the tag of the office that several adjectives share, the first of which is tag i:
// "Chinese, Indian and EU officials", "Chinese, Indian officials", "Chinese and Indian officials", "the
// Chinese-Indian border commission", "Chinese-Indian ministers"; 0 where they share none.
func (d *Document) sharedOffice(i int) int {
	t, last := &d.tags[i], d.lastAdjective(i)
	if and := last + 1; and+2 < len(d.tags) && d.tags[and].Is(lang.And) && d.describe(t, &d.tags[and+1]) && d.tags[and+2].Classes.Any(offices) && d.adjacent(and+1, 2) && (last > i || d.adjacent(and, 1)) {
		return and + 2
	}
	if and := last + 1; and+2 < len(d.tags) && d.tags[and].Is(lang.And) && d.describe(t, &d.tags[and+1]) && (last > i || d.adjacent(and, 1)) {
		if k := d.skipPortfolioBefore(and + 2); k > and+2 {
			return k // "German and Polish rail officials"
		}
	}
	if last > i && d.areOffices(last+1, t.First) && d.adjacent(last, 2) {
		return last + 1
	}
	if k := i + 2; d.goesOnWith(i+1) && t.Is(lang.Demonym) && d.tags[i+1].Is(lang.Demonym) && k < len(d.tags) && d.adjacent(i+1, 0) && (d.tags[k].Is(lang.Org) || d.isOfSeveral(k)) {
		return k
	}
	return 0
}

// goesOnWith tells whether a hyphen joins the country of tag k to what is before it:
// "Pertemuan Pascakonferensi ASEAN-China".
func (d *Document) goesOnWith(k int) bool {
	return k < len(d.tags) && d.tags[k].Classes.Any(countries) && d.tags[k].First == d.tags[k-1].End && d.text.Tokens[d.tags[k].First].Gap == scan.Hyphen
}

// placed tells whether tag i is told as a place: "in Brisbane", "at the White House".
func (d *Document) placed(i int) bool {
	return i > 0 && d.tags[i-1].Classes.Any(placing) && d.adjacent(i-1, 1)
}

// mostPortfolio bounds the words of a portfolio before the title, in tags.
const mostPortfolio = 4

// skipPortfolioBefore gives the title behind the words of a portfolio that begin with tag
// k and that no lexicon has as his: a minister's in capitals, "Kenyan Sports Cabinet
// Secretary", or sectors, "Thai energy officials". It gives k where there is none.
func (d *Document) skipPortfolioBefore(k int) int {
	sectors := true
	for j := k; j < len(d.tags) && j-k <= mostPortfolio && d.adjacent(j-1, 0); j++ {
		t := &d.tags[j]
		if t.Is(lang.Title) {
			if r, _, many := readTitle(d.dict.Value(d.text, t, lang.Title)); sectors && r < leader || r == minister && !many {
				return j
			}
			return k
		}
		sector := t.Is(lang.Sector) || t.Is(lang.And)
		sectors = sectors && sector
		if !sector && (!d.text.Tokens[t.First].Has(scan.Capital) || !t.Is(lang.Name) && !t.Is(lang.RailNoun)) {
			return k
		}
	}
	return k
}

// mostAdjectives bounds a list of adjectives, in tags.
const mostAdjectives = 8

// lastAdjective gives the last of the adjectives of states that commas join to that of
// tag i: "Japanese, South Korean and …"; i when there is none.
func (d *Document) lastAdjective(i int) int {
	for end := min(i+mostAdjectives, len(d.tags)-1); i < end; i++ {
		a, b := &d.tags[i], &d.tags[i+1]
		if !d.describe(a, b) || !a.Is(lang.Demonym) || b.First != a.End || d.text.Tokens[a.End].Gap&^scan.Space != scan.Comma {
			break
		}
	}
	return i
}

// areOffices tells whether tag k is the title of several, behind a list of whose they are
// that begins with token first, and not with what somebody is, "are Kenyan, Ugandan
// officials said"; organs only where the list opens the sentence, "Kenyan, Ugandan armies".
func (d *Document) areOffices(k int, first int32) bool {
	if k >= len(d.tags) {
		return false
	}
	opens := first == d.span.First
	if d.tags[k].Is(lang.Org) || !opens && beings.has(d.text.Tokens[first-1].Hash) {
		return opens
	}
	return d.isOfSeveral(k)
}

// isOfSeveral tells whether tag k is the title of several: "ministers".
func (d *Document) isOfSeveral(k int) bool {
	_, _, many := readTitle(d.dict.Value(d.text, &d.tags[k], lang.Title))
	return many
}

// describe tells whether both a and b can say whose officials follow: one of them is an adjective.
func (d *Document) describe(a, b *tag.Tag) bool {
	if b.Is(lang.Demonym) {
		return a.Is(lang.Demonym) || a.Is(lang.State)
	}
	return a.Is(lang.Demonym) && (b.Is(lang.State) || b.Is(lang.Body)) && !d.profile().AdjectiveLast
}

// ownsName tells whether a name that means nobody known follows an owner: that of a
// company or the like.
func (d *Document) ownsName(k int) bool {
	if k >= len(d.tags) || !d.tags[k].Is(lang.Name) || !d.adjacent(k-1, 0) {
		return false
	}
	n, next := d.readName(k)
	return n.tokens > 0 && n.person < 0 && d.lookUp(&n) < 0 && (next >= len(d.tags) || !d.tags[next].Classes.Any(offices))
}

// skipCountry passes over the country behind a place, "The Hague, Netherlands",
// and gives the tag behind it. A verb right behind the country makes it the
// subject: "in Srinagar, Kashmir, India suspended".
func (d *Document) skipCountry(a *actor, k int) int {
	if k >= len(d.tags) || !d.tags[k].Is(lang.State) || d.tags[k].First != a.end || d.text.Tokens[a.end].Gap&^scan.Space != scan.Comma || d.setOf(&d.tags[k]) != a.set {
		return k
	}
	if d.adjacent(k, 0) && (d.tags[k+1].Classes.Any(verbs) || d.tags[k+1].Is(lang.SayVerb)) {
		return k
	}
	if d.adjacent(k, 0) && d.tags[k+1].Is(lang.And) && d.adjacent(k+1, 1) && d.tags[k+2].Is(lang.State) {
		return k // "in Tehran, Iran and Iraq said": a list begins with it
	}
	if d.adjacent(k, 0) && d.tags[k+1].Is(lang.Possessive) && d.adjacent(k+1, 1) && d.tags[k+2].Classes.Any(offices) {
		return k // "After talks in Hanoi, Vietnam's minister said"
	}
	a.end = d.tags[k].End
	return k + 1
}

// ownsOffice tells whether the country's name before an office is its owner's.
// A capital owns organs only ("Beijing officials"): in "In Jerusalem Prime
// Minister Lapid" it is a place.
func (d *Document) ownsOffice(country, office *tag.Tag) bool {
	if country.Is(lang.State) || country.Is(lang.Demonym) || country.Is(lang.Body) || !country.Is(lang.Capital) {
		return true
	}
	r, _, _ := readTitle(d.dict.Value(d.text, office, lang.Title))
	return r <= official
}

// modifies tells whether the bare name of tag i only describes the unknown noun
// before it, as in "ekonomi China": languages that put the adjective last.
func (d *Document) modifies(i int) bool {
	if !d.profile().AdjectiveLast {
		return false
	}
	t := &d.tags[i]
	if of := d.beforeList(i); d.isWord(of, laymen) {
		return true // "pengusaha China", "petani Thailand dan Kamboja", "oposisi Belarus"
	} else if noun := d.tagAt(of); noun != nil && (noun.Is(lang.Private) || noun.Is(lang.Domestic) && !t.Is(lang.Body)) {
		return true
	}
	if i > 0 && d.tags[i-1].Is(lang.TalksNoun) && d.tags[i-1].End == t.First-1 {
		return false // "pertemuan resmi Iran dengan Irak": the word describes the talks
	}
	opening := t.First == d.span.First+1 // an unknown noun has a capital there
	if t.First == d.span.First || i > 0 && d.tags[i-1].End == t.First && !(opening && d.tags[i-1].Is(lang.Name)) {
		return false
	}
	prev, cur := &d.text.Tokens[t.First-1], &d.text.Tokens[t.First]
	if introducing.has(prev.Hash) || t.First-2 >= d.span.First && adverbial.has(d.text.Tokens[t.First-2].Hash) {
		return false
	}
	return cur.Gap&^scan.Space == 0 && prev.Flags&(scan.Number|scan.Caseless) == 0 && (opening || !prev.Has(scan.Capital))
}

// players are those who play, coach or sing and are called after their state: "India captain".
var players = words("players")

// institutions are the houses of learning, worship and art that can be called after a state.
var institutions = words("institutions")

// institutionReach is how many words of such a name may stand before the state.
const institutionReach = 3

// namesInstitution tells whether the state of tag i is only a part of such a name: "the University of
// Brunei", "Muzium Negara Singapura".
func (d *Document) namesInstitution(i int) bool {
	first := d.tags[i].First
	for t := first - 1; t >= d.span.First && first-t <= institutionReach; t-- {
		w := &d.text.Tokens[t]
		if institutions.has(w.Hash) {
			return w.Has(scan.Capital)
		}
		if d.text.Tokens[t+1].Gap != scan.Space || !w.Has(scan.Capital) && !d.isWord(t, ofs) && !d.isArticle(t) {
			return false
		}
	}
	return false
}

// ofLaymen tells whether a only says where people come from who act for no state: "petani Thailand
// dan Kamboja".
func (d *Document) ofLaymen(a *actor) bool { return a.kind == adjunct && d.isWord(a.first-1, laymen) }

// beforeList gives the token before the name of tag i, or before the two that an "and" joins, the
// second of which it is.
func (d *Document) beforeList(i int) int32 {
	if i >= 2 && d.tags[i-1].Is(lang.And) && d.tags[i-2].Classes.Any(countries) && d.adjacent(i-1, 0) && d.adjacent(i-2, 0) {
		i -= 2
	}
	return d.tags[i].First - 1
}

// introducing are the words before a name that are no nouns, which it could describe:
// "sejumlah negara, termasuk Mesir", "yang melibatkan China".
var introducing = words("introducing")

// adverbial are the words that make an adverb of the one behind them: "secara rasminya Rusia dan".
var adverbial = words("adverbial")

// laymen are people who act for no state, and whom the lexicon does not have, or as words of other kinds.
var laymen = words("laymen")

// adjacent tells whether tag i+1 follows tag i with at most free untagged lower-case words between.
func (d *Document) adjacent(i int, free int32) bool {
	if i+1 >= len(d.tags) {
		return false
	}
	a, b := d.tags[i].End, d.tags[i+1].First
	if b-a > free {
		return false
	}
	for k := a; k < b; k++ {
		if d.text.Tokens[k].Flags&(scan.Capital|scan.Number) != 0 {
			return false
		}
	}
	between := scan.Inside | scan.Stop // a point inside a sentence ends an abbreviation: "U.S. officials"
	if d.abbreviates(i) {
		between |= scan.Bracket
	}
	return d.gaps(a-1, b)&^between == 0
}

// abbreviates tells whether tag k is an office in brackets of its own, right behind the one
// that it abbreviates: "Menteri Luar Negeri (Menlu) Prancis".
func (d *Document) abbreviates(k int) bool {
	t := &d.tags[k]
	if !t.Classes.Any(offices) || k == 0 || t.First != d.tags[k-1].End || !d.tags[k-1].Classes.Any(offices) || t.End >= d.span.End {
		return false
	}
	return d.text.Tokens[t.First].After(scan.Bracket) && d.text.Tokens[t.End].After(scan.Bracket)
}
