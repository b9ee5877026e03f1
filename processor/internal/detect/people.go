package detect

import (
	"strings"

	"github.com/dragoman-wire/dragoman/processor/gazetteer"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// name is a run of capitalised words that can be a person's name.
type name struct {
	first, end int32 // tokens, honorifics aside
	tokens     int   // words of the name; 0 when there is none
	person     int   // the tag that names an office-holder, or -1
}

// longestName bounds a name, in tags.
const longestName = 7

// readName reads a name that begins with tag k, and gives the tag behind it.
func (d *Document) readName(k int) (name, int) {
	n := name{person: -1}
	for k < len(d.tags) && d.tags[k].Is(lang.Honorific) && (n.end == 0 || d.adjacent(k-1, 0)) {
		n.end = d.tags[k].End
		if k++; d.isNote(k) {
			n.end = d.tags[k].End
			k++
		}
	}
	start := k
	for k < len(d.tags) && k-start < longestName {
		t := &d.tags[k]
		if k > 0 && (n.end != 0 || n.tokens > 0) && (!d.follows(k) || d.beginsAnother(k)) {
			break
		}
		switch {
		case t.Is(lang.Person):
			n.person = k
		case t.Is(lang.Name), t.Is(lang.Honorific):
		case n.tokens > 0 && t.Is(lang.Particle) && k+1 < len(d.tags) && d.tags[k+1].Classes.Any(named) && d.follows(k+1):
		default:
			return n, k
		}
		if n.tokens == 0 {
			if d.text.Tokens[t.First].Has(scan.Initial) && t.End == t.First+1 {
				n.end = t.End
				k++
				continue // "N. Nazarbayev"
			}
			n.first = t.First
		}
		n.tokens += int(t.End - t.First)
		n.end = t.End
		k++
	}
	return n, k
}

// follows tells whether tag k stands right behind tag k-1, as the words of a name do.
func (d *Document) follows(k int) bool {
	gap := d.text.Tokens[d.tags[k].First].Gap
	if d.isNote(k - 1) {
		gap &^= scan.Bracket
	}
	return d.tags[k].First == d.tags[k-1].End && gap&^(scan.Inside|scan.Stop) == 0
}

// longestNote is how many bytes a note in brackets has at most.
const longestNote = 4

// isNote tells whether tag k is a note in brackets behind a rank, which a name follows:
// "Jeneral (B) Prabowo Subianto", "Gen. (Retd) Wiranto".
func (d *Document) isNote(k int) bool {
	if k < 1 || k+1 >= len(d.tags) || !d.tags[k-1].Is(lang.Honorific) || d.tags[k].First != d.tags[k-1].End || d.tags[k].End != d.tags[k].First+1 || d.tags[k+1].First != d.tags[k].End {
		return false
	}
	note, next := &d.text.Tokens[d.tags[k].First], &d.text.Tokens[d.tags[k].End]
	return note.After(scan.Bracket) && next.After(scan.Bracket) && note.End-note.Start <= longestNote
}

// beginsAnother tells whether the hyphen before tag k stands between two people, and not inside
// a name: "the Trump-Xi summit", "Prabowo-Anwar bertemu".
func (d *Document) beginsAnother(k int) bool {
	if d.text.Tokens[d.tags[k].First].Gap != scan.Hyphen {
		return false
	}
	a, b := d.stateOfNamed(k-1), d.stateOfNamed(k)
	return !a.Empty() && !b.Empty() && a != b
}

// stateOfNamed gives the state of the person whose name tag k is by itself; none where it
// means nobody known.
func (d *Document) stateOfNamed(k int) party.Set {
	t := &d.tags[k]
	if p := d.lookUp(&name{first: t.First, end: t.End}); p >= 0 {
		return d.people[p].set
	}
	if !t.Is(lang.Person) {
		return party.Set{}
	}
	_, set := d.holder(t, false)
	return set
}

// readPerson reads a person told by name, and the office behind a comma:
// "Wang Yi, China's foreign minister,".
func (d *Document) readPerson(i int) (actor, int, bool) {
	if i > 0 && d.follows(i) && d.goesBefore(i-1) && !d.beginsAnother(i) {
		return actor{}, 0, false // the rest of a name that means nobody known
	}
	n, k := d.readName(i)
	if n.tokens == 0 {
		return actor{}, 0, false
	}
	a := actor{first: d.tags[i].First, end: n.end, kind: byPerson, members: 1}
	titled := d.tags[i].Is(lang.Honorific)
	if office, next, ok := d.readAppositive(k); ok {
		a.set, a.rank, a.end = office.set, office.rank, office.end
		if own := d.governs(&n); !own.Empty() && office.set.Within(&d.dict.Parties.Bodies) {
			a.set = own // "President X, the African Union's mediator, received"
		}
		d.identify(&a, &n, d.firstTitle(k, next))
		return a, next, true
	}
	if !d.recognise(&a, &n, titled) {
		// A headline writes every word large: "Trump Calls Putin".
		if n.tokens > 1 && n.first < d.headline && d.tags[i].Classes.Any(named) {
			head := name{first: d.tags[i].First, end: d.tags[i].End, tokens: 1, person: -1}
			if d.tags[i].Is(lang.Person) {
				head.person = i
			}
			if d.recognise(&a, &head, titled) {
				a.end = head.end
				return a, i + 1, true
			}
		}
		if n.tokens > 1 && n.person < 0 && !d.knows(&n) {
			// Remembered, so that the surname alone is not taken for somebody else's.
			d.register(&n, party.Set{}, noRank, "")
		}
		return actor{}, 0, false
	}
	k = d.skipOrigin(&a, k)
	if k < len(d.tags) && d.tags[k].Is(lang.Possessive) && d.adjacent(k-1, 0) {
		a.possessive = true
		k++
		if k < len(d.tags) && (d.tags[k].Is(lang.Title) || d.tags[k].Is(lang.Org)) && d.adjacent(k-1, 1) && !d.isHost(k) {
			return d.readOffice(i, k, a.set) // "Lavrov's deputy"
		}
	}
	return a, k, true
}

// governs gives the state of name n, which is that of one of its leaders; an office in a body, told
// behind him, is only what he is as well.
func (d *Document) governs(n *name) party.Set {
	var s party.Set
	if p := d.lookUp(n); p >= 0 && d.people[p].rank == leader {
		s = d.people[p].set
	} else if h, set := d.officeOf(n, true); p < 0 && h != nil && h.Rank == gazetteer.Leader {
		s = set
	}
	return s.Minus(d.dict.Parties.Bodies)
}

// firstTitle gives what the first title among tags [k, end) is called, or "".
func (d *Document) firstTitle(k, end int) string {
	for ; k < end; k++ {
		if t := &d.tags[k]; t.Is(lang.Title) {
			_, title, _ := readTitle(d.dict.Value(d.text, t, lang.Title))
			return strings.TrimSuffix(title, " of")
		}
	}
	return ""
}

// goesBefore tells whether tag i is a part of the name that the next tag goes on. A
// particle at its beginning, "von der Leyen", leaves the rest to be read.
func (d *Document) goesBefore(i int) bool {
	for i > 0 && d.tags[i].Is(lang.Particle) && !d.tags[i].Classes.Any(named) && d.follows(i) {
		i--
	}
	return d.tags[i].Classes.Any(named)
}

// skipOrigin passes over the state of somebody told behind his name, "Joao Lourenco
// of Angola", "Paul Kagame (Rwanda)", which would part him from the rest of a list.
func (d *Document) skipOrigin(a *actor, k int) int {
	j := k
	if j < len(d.tags) && d.tags[j].Is(lang.Of) && d.adjacent(j-1, 0) {
		j++
	}
	if j >= len(d.tags) || !d.tags[j].Is(lang.State) && !d.tags[j].Is(lang.Body) || d.setOf(&d.tags[j]) != a.set {
		return k
	}
	if j > k && d.adjacent(j-1, 1) || j == k && d.tags[j].First == a.end && d.text.Tokens[a.end].After(scan.Bracket) {
		a.end = d.tags[j].End
		return j + 1
	}
	return k
}

// isHost tells whether tag k is the title of a host or guest, who is of another state than his owner.
func (d *Document) isHost(k int) bool {
	_, title, _ := readTitle(d.dict.Value(d.text, &d.tags[k], lang.Title))
	return title == "host" || title == "guest"
}

// readAppositive reads an office with its state that a comma joins to the name
// before tag k.
func (d *Document) readAppositive(k int) (actor, int, bool) {
	if k >= len(d.tags) || k == 0 || d.tags[k].First-d.tags[k-1].End > 1 || d.gaps(d.tags[k-1].End-1, d.tags[k].First)&^(scan.Space|scan.Comma) != 0 ||
		!d.text.Tokens[d.tags[k-1].End].After(scan.Comma) {
		return actor{}, 0, false
	}
	t := &d.tags[k]
	switch {
	case t.Classes.Any(countries):
		if a, next, ok := d.readCountry(k); ok && a.kind == byOffice && !a.organ {
			return a, next, true
		}
	case t.Is(lang.Title):
		if a, next, ok := d.readOffice(k, k, party.Set{}); ok && a.kind == byOffice && !a.weak && !d.inRole(&a) {
			return a, next, true
		}
	}
	return actor{}, 0, false
}

// readNamesake reads a state's name that somebody of the article bears: after
// "Prime Minister Luís Montenegro", Montenegro is he.
func (d *Document) readNamesake(i int) (actor, int, bool) {
	t := &d.tags[i]
	a := actor{first: t.First, end: t.End, kind: byPerson, members: 1}
	if !d.recognise(&a, &name{first: t.First, end: t.End, tokens: 1, person: -1}, false) {
		return d.readCountry(i)
	}
	return a, i + 1, true
}

// identify registers the person of an office, so that the surname is enough
// from here on; set and rank of a are those of the office.
func (d *Document) identify(a *actor, n *name, title string) {
	if a.set.Empty() {
		s := d.incumbent(n, title)
		if (s == nil || d.lookUp(n) >= 0) && d.recognise(a, n, true) {
			if title != "" && a.persons > 0 {
				d.people[a.people[a.persons-1]].title = title // as the text has it
			}
			return
		}
		here := d.localOf(a.first, a.rank)
		switch {
		case s != nil:
			a.set = *s.Set
		case !here.Empty():
			a.set, a.weak = here, true
		case d.home.Empty() || d.isStranger(n, title):
			return
		case envoys[title] && d.home.Within(&d.story):
			a.set, a.weak = d.story.Minus(d.home), true // "Ambassador X called on": the other one's
		default:
			a.set, a.weak = d.home, true
			if envoys[title] {
				a.set = d.sentFrom()
			}
		}
	}
	if p := d.lookUp(n); p >= 0 && d.people[p].set == a.set {
		x := &d.people[p]
		x.rank = max(x.rank, a.rank)
		if x.title == "" {
			x.title = title
		}
		a.addPerson(p)
		return
	}
	if h, set := d.officeOf(n, true); h != nil && set == a.set {
		a.rank = max(a.rank, rankOf(h.Rank)) // "New Zealand's Christopher Luxon"
		if title == "" {
			title = d.officeTitle(h, n)
		}
	}
	a.addPerson(d.register(n, a.set, a.rank, title))
}

// sentFrom gives the state of an envoy who is told without it: that of which alone the sentence
// before told, in a story written at home, "France has asked for him. The minister received
// Ambassador X", else the article's own.
func (d *Document) sentFrom() party.Set {
	if s := d.statesIn(d.tagsBefore()).Minus(d.home); d.dateline == d.home && s.Len() == 1 {
		return s
	}
	return d.home
}

// officeOf gives the office-holder whose whole name is n, told with a title or his state, or
// without, and his state; nil for nobody.
func (d *Document) officeOf(n *name, titled bool) (*gazetteer.Holder, party.Set) {
	if n.person < 0 || d.tags[n.person].First != n.first || d.tags[n.person].End != n.end && !d.fathered(n) {
		return nil, party.Set{} // somebody else who bears the name, or a part of it
	}
	return d.holder(&d.tags[n.person], titled)
}

// officeTitle gives the title of an office-holder whose name n is told without one; empty for
// a ruler, who is a head of state whom nobody calls "the president".
func (d *Document) officeTitle(h *gazetteer.Holder, n *name) string {
	switch {
	case h.Style != "":
		return h.Style
	case crowns.has(d.text.Tokens[n.first].Hash):
		return ""
	}
	return officeTitles[h.Office]
}

// recognise finds the state of a person told by name alone: somebody named
// before, or an office-holder whom the name is enough for.
func (d *Document) recognise(a *actor, n *name, titled bool) bool {
	if p := d.lookUp(n); p >= 0 {
		if d.people[p].set.Empty() {
			return false
		}
		a.set, a.rank = d.people[p].set, max(a.rank, d.people[p].rank)
		d.people[p].rank = a.rank
		a.addPerson(p)
		return true
	}
	h, set := d.officeOf(n, titled)
	if h == nil {
		return false
	}
	a.set = set
	a.rank = max(a.rank, rankOf(h.Rank))
	a.addPerson(d.register(n, set, a.rank, d.officeTitle(h, n)))
	return true
}

// crowns are the words for a ruler with which the name of one can begin: "King Salman".
var crowns = words("crowns")

// fathered tells whether what follows the office-holder's name is only whose son he
// is: "King Salman bin Abdulaziz".
func (d *Document) fathered(n *name) bool {
	t := &d.tags[n.person]
	return t.End-t.First >= 2 && n.person+1 < len(d.tags) && d.tags[n.person+1].Is(lang.Particle)
}

func rankOf(r gazetteer.Rank) rank {
	switch r {
	case gazetteer.Leader:
		return leader
	case gazetteer.Minister:
		return minister
	}
	return official
}

// officeTitles are the titles of offices in the gazetteer, in English.
var officeTitles = map[string]string{
	"head_of_state": "head of state", "head_of_government": "head of government", "deputy_head_of_government": "deputy head of government",
	"foreign_minister": "foreign minister", "defence_minister": "defence minister", "interior_minister": "interior minister",
	"finance_minister": "finance minister", "trade_minister": "trade minister", "transport_minister": "transport minister",
	"energy_minister": "energy minister", "agriculture_minister": "agriculture minister",
}

// mostPeople bounds the people of an article, and with them the cost of a look-up.
const mostPeople = 256

// register puts a person in and gives its index, -1 when the article has too many.
func (d *Document) register(n *name, set party.Set, r rank, title string) int32 {
	if len(d.people) >= mostPeople {
		return -1
	}
	p := int32(len(d.people))
	c := d.bytes(n.first, n.end)
	d.people = append(d.people, person{set: set, title: title, rank: r, start: c.Start, end: c.End, names: len(d.names)})
	for i := n.first; i < n.end; i++ {
		if t := &d.text.Tokens[i]; t.End-t.Start >= 2 && t.Has(scan.Capital) {
			d.names = append(d.names, nameKey{t.Hash, p})
		}
	}
	return p
}

// knows tells whether a word of n is a name of somebody in the article.
func (d *Document) knows(n *name) bool {
	for t := n.first; t < n.end; t++ {
		for i := range d.names {
			if d.names[i].hash == d.text.Tokens[t].Hash {
				return true
			}
		}
	}
	return false
}

// lookUp finds the person whom the name means: the one last named who has all
// of its words; -1 for none. "Kim" alone is the leader Kim, whatever spokesman is
// called so too.
func (d *Document) lookUp(n *name) int32 {
	last := d.text.Tokens[n.end-1].Hash
	best := int32(-1)
	for i := len(d.names) - 1; i >= 0; i-- {
		if d.names[i].hash != last || !d.bearsAll(d.names[i].person, n) {
			continue
		}
		if p := d.names[i].person; best < 0 || d.people[p].rank == leader && d.people[best].rank < minister {
			best = p
		}
	}
	return best
}

// bearsAll tells whether every word of n is one of person p's names.
func (d *Document) bearsAll(p int32, n *name) bool {
	for t := n.first; t < n.end; t++ {
		found := false
		for i := d.people[p].names; i < len(d.names) && d.names[i].person == p && !found; i++ {
			found = d.names[i].hash == d.text.Tokens[t].Hash
		}
		if !found {
			return false
		}
	}
	return true
}

// Person is somebody named in the article.
type Person struct {
	Name    Cue
	Title   string // English, lower case; empty when not known
	Parties party.Set
}

// Person gives the person of an index in Candidate.People.
func (d *Document) Person(i int32) Person {
	p := &d.people[i]
	return Person{Cue{Start: p.start, End: p.end}, p.title, p.set}
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
		here := s.Set.Meets(&d.mentioned) || *s.Set == d.press
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
		set.Join(s.Set)
		if best == nil || h.Rank > best.Rank {
			best = h
		}
	}
	if set.Len() != 1 {
		return nil, party.Set{}
	}
	return best, set
}
