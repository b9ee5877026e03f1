package detect

import (
	"strings"

	"github.com/dragoman-wire/dragoman/processor/gazetteer"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// actorKind is what an actor is in the text.
type actorKind uint8

const (
	byName   actorKind = iota // a state or body by its name
	byPlace                   // a capital or city; it may stand for its government
	adjunct                   // a demonym before some other noun: "Chinese food"
	byOffice                  // a title or organ with its state: "the Kazakh minister"
	byPerson                  // a person whose state is known
	byPair                    // "both sides", "they": whom the discourse is about
)

// actor is somebody who can take part in an event.
type actor struct {
	first, end int32 // tokens
	set        party.Set
	kind       actorKind
	rank       rank
	preps      lang.Set // the preposition before it
	people     [4]int32 // indexes of people
	persons    int8
	members    int8 // joined in it
	want       int8 // of byPair: how many parties it stands for; 0: any
	possessive bool // "X's"
	weak       bool // its state was inferred, not told
	speaks     bool // it only says something
	organ      bool // an organ, not a person: government, ministry
	bound      bool // an organ that is one only with its state: "the Chinese side"
	plural     bool // an office that several hold: "ministers"
	city       bool // a place that is no capital
	here       bool // where the story was written
	guest      bool // "his host": the other one of a pair
}

// join takes b into the list that a begins.
func (a *actor) join(b *actor) {
	a.set = a.set.Union(b.set)
	a.rank = max(a.rank, b.rank)
	a.members += b.members
	a.weak = a.weak && b.weak
	a.possessive = b.possessive
	if b.kind > a.kind {
		a.kind = b.kind
	}
	for i := int8(0); i < b.persons && int(a.persons) < len(a.people); i++ {
		a.people[a.persons] = b.people[i]
		a.persons++
	}
}

// fits tells whether b can go on a list that holds a.
func (a *actor) fits(b *actor) bool {
	if a.kind == byPair || b.kind == byPair || a.city != b.city {
		return false
	}
	if a.kind == adjunct || b.kind == adjunct {
		return a.kind == b.kind || a.kind == byName || b.kind == byName
	}
	placed := a.preps.Has(lang.In) || a.preps.Has(lang.From)
	return !placed || b.kind == byName || b.kind == byPlace
}

func (a *actor) addPerson(p int32) {
	if p >= 0 && int(a.persons) < len(a.people) {
		a.people[a.persons] = p
		a.persons++
	}
}

var (
	countries   = lang.SetOf(lang.State, lang.Demonym, lang.Capital, lang.Seat, lang.Body, lang.Group)
	officeLinks = lang.SetOf(lang.Of, lang.From, lang.In)
	offices     = lang.SetOf(lang.Title, lang.Org, lang.Other)
	ownable     = lang.SetOf(lang.TalksNoun, lang.VisitNoun, lang.CallNoun, lang.SignNoun)
	named       = lang.SetOf(lang.Person, lang.Name)
)

// readActor reads an actor that begins with tag i and gives the tag behind it.
func (d *Document) readActor(i int) (actor, int, bool) {
	t := &d.tags[i]
	if i > 0 && d.tags[i-1].Is(lang.Former) && d.adjacent(i-1, 0) {
		return actor{}, 0, false // "former president": the office is no longer held
	}
	switch {
	case t.Classes.Any(countries):
		return d.readCountry(i)
	case t.Classes.Any(offices):
		return d.readOffice(i, i, party.Set{})
	case t.Classes.Any(named), t.Is(lang.Honorific):
		return d.readPerson(i)
	case t.Is(lang.City):
		return actor{first: t.First, end: t.End, set: d.setOf(t), kind: byPlace, members: 1, city: true}, i + 1, true
	case t.Is(lang.Here) && !d.dateline.Empty():
		return actor{first: t.First, end: t.End, set: d.dateline, kind: byPlace, members: 1, here: true}, i + 1, true
	case t.Is(lang.Pair), t.Is(lang.They), t.Is(lang.HeOrShe):
		return d.readPronoun(i)
	}
	return actor{}, 0, false
}

// setOf gives whom a gazetteer phrase stands for. A capital that is also a
// body's seat ("Brussels") stands for the body where the article names it.
func (d *Document) setOf(t *tag.Tag) party.Set {
	if t.Is(lang.Capital) && t.Is(lang.Seat) {
		if s := d.dict.Sense(d.text, t, lang.Seat); s != nil && s.Set.Within(d.mentioned) {
			return s.Set
		}
	}
	for _, c := range [...]lang.Class{lang.State, lang.Body, lang.Demonym, lang.Capital, lang.Seat, lang.Group, lang.City} {
		if s := d.dict.Sense(d.text, t, c); s != nil {
			return s.Set
		}
	}
	return party.Set{}
}

// readCountry reads "China", "China's foreign minister Wang Yi", "Chinese and
// Russian officials".
func (d *Document) readCountry(i int) (actor, int, bool) {
	t := &d.tags[i]
	if t.Is(lang.Body) && i > 0 && d.tags[i-1].Is(lang.Name) && d.adjacent(i-1, 0) {
		return actor{}, 0, false // "Supreme National Security Council": the name of something else
	}
	set, k := d.setOf(t), i+1
	// "Chinese and Russian officials"
	if k+2 < len(d.tags) && d.tags[k].Is(lang.And) && t.Is(lang.Demonym) && d.tags[k+1].Is(lang.Demonym) && d.tags[k+2].Classes.Any(offices) && d.adjacent(k, 0) && d.adjacent(k+1, 2) {
		return d.readOffice(i, k+2, set.Union(d.setOf(&d.tags[k+1])))
	}
	possessive := k < len(d.tags) && d.tags[k].Is(lang.Possessive) && d.adjacent(k-1, 0)
	if possessive {
		k++
	}
	if k < len(d.tags) && d.tags[k].Classes.Any(offices) && d.adjacent(k-1, 2) && (possessive || d.ownsOffice(t, &d.tags[k])) {
		return d.readOffice(i, k, set)
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
	case t.Is(lang.Demonym):
		a.kind = adjunct
	default:
		a.kind = byPlace
	}
	if a.kind == byName && d.modifies(i) {
		a.kind = adjunct
	}
	return a, k, true
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
	t := &d.tags[i]
	if t.First == d.span.First || i > 0 && d.tags[i-1].End == t.First {
		return false
	}
	prev, cur := &d.text.Tokens[t.First-1], &d.text.Tokens[t.First]
	if cur.Gap&^scan.Space != 0 || prev.Flags&(scan.Capital|scan.Number|scan.Caseless) != 0 {
		return false
	}
	return adjectiveLast[d.dict.Packs[d.text.Lang]]
}

// adjectiveLast are the languages whose adjectives follow the noun.
var adjectiveLast = map[string]bool{"id": true, "ms": true}

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
	return d.gaps(a-1, b)&^scan.Inside == 0
}

// readOffice reads an office whose title is tag k; first is the tag where the
// actor begins and set the states told before the title.
func (d *Document) readOffice(first, k int, set party.Set) (actor, int, bool) {
	a := actor{first: d.tags[first].First, kind: byOffice, members: 1, set: set}
	title, plural := "", false
	for {
		t := &d.tags[k]
		var name string
		var many bool
		switch {
		case t.Is(lang.Title):
			var r rank
			r, name, many = readTitle(d.dict.Value(d.text, t, lang.Title))
			a.rank = max(a.rank, r)
		case t.Is(lang.Org):
			a.bound = a.bound || d.dict.Value(d.text, t, lang.Org) == "bound"
			a.rank, a.organ = max(a.rank, official), true
		default: // counterpart
			a.rank = max(a.rank, d.lastRank())
		}
		if title == "" {
			title = name
		}
		plural = plural || many
		a.end = t.End
		k++
		// "Deputy Prime Minister and Foreign Minister"
		if k+1 < len(d.tags) && d.tags[k].Is(lang.And) && d.tags[k+1].Is(lang.Title) && d.adjacent(k-1, 0) && d.adjacent(k, 0) {
			k++
			continue
		}
		if k < len(d.tags) && d.tags[k].Classes.Any(offices) && !d.tags[k].Classes.Any(countries) && d.adjacent(k-1, 0) {
			continue
		}
		break
	}
	if a.set.Empty() {
		k = d.readOfficeState(&a, k, plural)
	}
	named := d.skipAcronym(&a, &k)
	domestic := k < len(d.tags) && d.tags[k].Is(lang.Domestic)
	p, next := d.readName(k)
	if p.tokens > 0 && (named || d.adjacent(k-1, 0)) && !a.organ {
		k = next
		a.end = p.end
		if a.set.Empty() {
			k = d.readOfficeState(&a, k, false)
		}
		a.kind = byPerson
		d.identify(&a, &p, title)
	}
	if a.set.Empty() && a.bound {
		return actor{}, 0, false
	}
	if a.kind == byOffice && !a.organ && !plural && !a.set.Empty() {
		k = d.readNameAside(&a, k, title)
	}
	switch {
	case !a.set.Empty() || domestic || a.rank < minister:
	case plural && !a.organ: // "the presidents": those whom the discourse is about
		a.kind, a.weak = byPair, true
	case title == "host" || title == "guest": // the other one of the two
		a.kind, a.weak, a.want, a.guest = byPair, true, 2, true
	default:
		d.inferState(&a, title)
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

// readOfficeState reads the state behind a title: "of China", "China", and for
// a plural title a list of states.
func (d *Document) readOfficeState(a *actor, k int, plural bool) int {
	j := k
	seated := false // "the government in Tripoli"
	if j < len(d.tags) && d.tags[j].Classes.Any(officeLinks) && d.adjacent(j-1, 0) {
		seated = !d.tags[j].Is(lang.Of) && !d.tags[j].Is(lang.From)
		j++
	}
	if j >= len(d.tags) || !d.tags[j].Classes.Any(countries) || !d.adjacent(j-1, 2) {
		return k
	}
	if seated && (!a.organ || !d.tags[j].Is(lang.Capital)) {
		return k
	}
	if j == k && d.tags[j].Is(lang.Capital) && !d.tags[j].Is(lang.State) {
		return k // "the minister, Moscow said": a place needs its preposition
	}
	a.set = d.setOf(&d.tags[j])
	a.end = d.tags[j].End
	j++
	if plural {
		if set, n := d.stateList(j); n > j {
			a.set = a.set.Union(set)
			a.end = d.tags[n-1].End
			return n
		}
	}
	return j
}

// readNameAside reads the name that commas set off behind an office, "the Russian
// foreign minister, Sergei Lavrov, said", and gives the tag behind it.
func (d *Document) readNameAside(a *actor, k int, title string) int {
	if k == 0 || k >= len(d.tags) || !d.tags[k].Classes.Any(named) || d.tags[k].First != d.tags[k-1].End || d.text.Tokens[d.tags[k].First].Gap&^scan.Space != scan.Comma {
		return k
	}
	n, next := d.readName(k)
	if n.tokens == 0 || n.end < d.span.End && !d.text.Tokens[n.end].After(scan.Comma) && (n.tokens < 2 || next < len(d.tags) && d.tags[next].Is(lang.And)) {
		return k
	}
	a.kind, a.end = byPerson, n.end
	d.identify(a, &n, title)
	return next
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

// stateList reads the rest of a list of states, ", B and C", and gives the tag
// behind it; without "and" there is no list.
func (d *Document) stateList(j int) (set party.Set, end int) {
	end = j
	for {
		n, and := j, false
		if n < len(d.tags) && d.tags[n].Is(lang.And) {
			and = true
			n++
		}
		if n >= len(d.tags) || !d.tags[n].Classes.Any(countries) || d.gaps(d.tags[j-1].End-1, d.tags[n].First)&^(scan.Inside|scan.Comma) != 0 || d.tags[n].First-d.tags[j-1].End > 2 {
			return set, end
		}
		set = set.Union(d.setOf(&d.tags[n]))
		j = n + 1
		if and {
			end = j
		}
	}
}

// readTitle splits a title's value "rank:english title" or "rank:english title:plural".
func readTitle(value string) (rank, string, bool) {
	r, name, _ := strings.Cut(value, ":")
	name, mark, _ := strings.Cut(name, ":")
	switch r {
	case "leader":
		return leader, name, mark == "plural"
	case "minister":
		return minister, name, mark == "plural"
	}
	return official, name, mark == "plural"
}

// inferState finds the state of an office told without one: that of the person
// last named with the title, else the article's own, else that of the person last
// named with the rank.
func (d *Document) inferState(a *actor, title string) {
	a.weak = true
	byTitle := func(p *person) bool { return p.title == title }
	byRank := func(p *person) bool { return p.rank == a.rank }
	if a.kind == byOffice && !a.organ {
		switch generic := title == "minister" || title == "leader"; {
		case generic && d.inferPerson(a, byRank):
			return
		case !generic && d.inferPerson(a, byTitle):
			a.weak = false
			return
		}
	}
	a.set = d.home
	if a.set.Empty() && a.kind == byOffice && !a.organ {
		d.inferPerson(a, byRank)
	}
}

// inferPerson finds the person last named who fits and of whose state the
// sentence has not spoken yet.
func (d *Document) inferPerson(a *actor, fits func(*person) bool) bool {
	var here party.Set
	for i := range d.actors {
		here = here.Union(d.actors[i].set)
	}
	for i := len(d.people) - 1; i >= 0; i-- {
		if p := &d.people[i]; !p.set.Empty() && p.set.Intersect(here).Empty() && fits(p) {
			a.set = p.set
			a.addPerson(int32(i))
			return true
		}
	}
	return false
}

func (d *Document) lastRank() rank {
	if len(d.people) == 0 {
		return official
	}
	return max(d.people[len(d.people)-1].rank, official)
}

// readPronoun reads "he", "they", "both sides".
func (d *Document) readPronoun(i int) (actor, int, bool) {
	t := &d.tags[i]
	a := actor{first: t.First, end: t.End, kind: byPair, members: 2, weak: true}
	if d.dict.Value(d.text, t, lang.They) == "owner" || d.dict.Value(d.text, t, lang.HeOrShe) == "owner" {
		// "their talks": an owner takes part in what it owns, and in nothing else.
		if i+1 >= len(d.tags) || !d.tags[i+1].Classes.Any(ownable) || !d.adjacent(i, 1) {
			return actor{}, 0, false
		}
	}
	if t.Is(lang.HeOrShe) {
		he := d.he
		if first := d.firstPerson(); first != nil {
			he = *first
		}
		if he.set.Empty() {
			return actor{}, 0, false
		}
		a.kind, a.set, a.rank, a.members = byPerson, he.set, he.rank, 1
		a.addPerson(he.person)
		return a, i + 1, true
	}
	switch d.dict.Value(d.text, t, lang.Pair) {
	case "2", "":
		a.want = 2
	case "3":
		a.want = 3
	case "4":
		a.want = 4
	}
	if t.Is(lang.They) {
		a.want = 0
	}
	return a, i + 1, true
}

// firstPerson gives the person whom the sentence has named first so far, or nil.
func (d *Document) firstPerson() *referent {
	for i := range d.actors {
		if a := &d.actors[i]; a.kind == byPerson && a.set.Len() == 1 && a.persons > 0 {
			return &referent{set: a.set, rank: a.rank, person: a.people[0]}
		}
	}
	return nil
}

// holder gives the office-holder whom a Person tag names on the article's day.
// A part of the name is enough beside a title, where the world knows only one,
// or where only one state that the article names has somebody called so.
func (d *Document) holder(t *tag.Tag, titled bool) (*gazetteer.Holder, party.Set) {
	var best *gazetteer.Holder
	var set party.Set
	for s := range d.dict.Senses(d.text, t, lang.Person) {
		h := &d.dict.Holders[s.Holder]
		if !d.pub.IsZero() && !h.Serves(d.pub) {
			continue
		}
		here := !s.Set.Intersect(d.mentioned).Empty()
		switch {
		case !s.Surname, h.Rule == gazetteer.Free, here:
		case titled && h.Rule == gazetteer.Title:
		default:
			continue
		}
		if h.Mark == gazetteer.Joint && best != nil || best != nil && best.Code != h.Code && h.Rank < best.Rank {
			continue
		}
		if best != nil && best.Mark == gazetteer.Joint {
			set = party.Set{}
		}
		set = set.Union(s.Set)
		if best == nil || h.Rank > best.Rank {
			best = h
		}
	}
	if set.Len() != 1 {
		return nil, party.Set{}
	}
	return best, set
}
