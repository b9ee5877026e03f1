package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// readPronoun reads "he", "they", "both sides".
func (d *Document) readPronoun(i int) (actor, int, bool) {
	t := &d.tags[i]
	if which := d.dict.Value(d.text, t, lang.HeOrShe); isOneOfTwo(which) {
		return d.readOneOfTwo(i, which)
	}
	a := actor{first: t.First, end: t.End, kind: byPair, members: 2, weak: true}
	owner := d.isOwner(t)
	switch {
	case owner && t.Is(lang.HeOrShe) && d.objectAt(i) && d.standsAlone(i): // "received her on Monday"
	case owner:
		// "their talks": an owner takes part in what it owns, and in nothing else.
		if i+1 >= len(d.tags) || !d.tags[i+1].Classes.Any(ownable) || !d.adjacent(i, 1) {
			return actor{}, 0, false
		}
		a.possessive = true
	case d.dict.Value(d.text, t, lang.HeOrShe) == "object" && !d.objectAt(i):
		return actor{}, 0, false
	}
	if t.Is(lang.With) { // "with both", "dengannya"
		a.preps.Add(lang.With)
	}
	if t.Is(lang.HeOrShe) {
		he, first := d.he, d.firstPerson()
		switch {
		case d.objectAt(i):
			he = d.objectMeant()
		case first != nil:
			he = *first
		}
		if r := d.ruler(i); r != nil {
			he = *r
		}
		if he.set.Empty() {
			return actor{}, 0, false
		}
		a.kind, a.set, a.rank, a.members = byPerson, he.set, he.rank, 1
		a.addPerson(he.person)
		return a, i + 1, true
	}
	if d.dict.Value(d.text, t, lang.Pair) == ofBody && !d.ofBodyOnly(t) || d.countsOthers(i) || d.namesBoth(i) {
		return actor{}, 0, false
	}
	if a.want = d.wanted(t); t.Is(lang.They) {
		a.want = 0
	} else if a.want == 0 {
		if told, next := d.readTeams(&a, i+1); next > i+1 {
			return told, next, true
		}
	}
	return a, d.readCounted(&a, i+1), true
}

// countsOthers tells whether the pair of tag i only says how many people or things of no state there are: "the
// two captains", "kedua perusahaan", "the two-day visit".
func (d *Document) countsOthers(i int) bool {
	end := d.tags[i].End
	if !d.tags[i].Is(lang.Pair) || end >= d.span.End {
		return false
	}
	next := d.tagAt(end)
	switch d.text.Tokens[end].Gap {
	case scan.Hyphen:
		noun := d.tagAt(end + 1)
		return next != nil && next.Is(lang.VisitNoun) || noun != nil && noun.Is(lang.VisitNoun) // talks have two parties
	case scan.Space:
		return next != nil && (next.Is(lang.Private) || next.Is(lang.Topic)) && !next.Classes.Any(offices)
	}
	return false
}

// namesBoth tells whether the two whom tag i says to be met apart are named only behind it: "with both
// Foreign Minister Wang and Lavrov".
func (d *Document) namesBoth(i int) bool {
	k := i + 1
	if k >= len(d.tags) || !d.tags[i].Is(lang.Apart) || !d.adjacent(i, 0) {
		return false
	}
	if (d.tags[k].Is(lang.Title) || d.tags[k].Is(lang.Particle)) && k+1 < len(d.tags) && d.adjacent(k, 0) {
		k++
	}
	return d.tags[k].Classes.Any(countries.Union(named))
}

// isOwner tells whether t is a pronoun for whoever has something: "his", "their".
func (d *Document) isOwner(t *tag.Tag) bool {
	return d.dict.Value(d.text, t, lang.They) == "owner" || d.dict.Value(d.text, t, lang.HeOrShe) == "owner"
}

// readCounted reads the states behind a pair that tells how many they are, "the three
// foreign ministers of A, B and C", "kedua pemimpin Jepun dan Vietnam", and gives the tag
// behind them; k where others follow, or not as many.
func (d *Document) readCounted(a *actor, k int) int {
	if a.want < 2 {
		return k
	}
	told := *a
	next := d.readOfficeState(&told, k, true, false)
	if told.set.Len() != int(a.want) {
		return k
	}
	told.kind, told.rank, told.weak, told.plural, told.members = byOffice, official, false, true, told.want
	if d.ofStates(a) {
		told.kind, told.rank, told.plural = byName, noRank, false
	}
	*a = told
	return next
}

// readTeams reads the states behind a, a pair of any number, whose people they are: "the negotiators
// of A and B". It gives the tag behind them; k where there are none.
func (d *Document) readTeams(a *actor, k int) (actor, int) {
	told := *a
	next := d.readOfficeState(&told, k, true, false)
	if told.set.Empty() {
		return *a, k
	}
	told.kind, told.rank, told.weak, told.plural, told.members = byOffice, official, false, true, int8(told.set.Len())
	return told, next
}

// objectMeant gives whom "him" means: who acts in the clause before that of its verb, or says what
// that tells, else whom the story is about and who is not the doer.
func (d *Document) objectMeant() referent {
	var doer party.Set
	if r, ok := d.objectBefore(len(d.nodes), &doer); ok {
		return r
	}
	if d.he.set.Meets(&doer) {
		return d.him // "X received him": not X himself
	}
	return d.he
}

// objectBefore gives who acts in the clause before that of the verb whose object stands behind the
// first k nodes, "X flew to Y, where Z received him", "X saw Y, who told him", or who says it, "X said
// Y had phoned him"; false for nobody. doer is who does it, where that is known, and is found else.
func (d *Document) objectBefore(k int, doer *party.Set) (referent, bool) {
	clause := false // the doer's has begun
	and := false    // the verb goes on with what the doer did to somebody
	var met *actor  // whom he met before
	for i := k - 1; i >= 0; i-- {
		n := &d.nodes[i]
		clause = clause || !doer.Empty() && (n.is(lang.Clause) || n.is(lang.Relative) || n.is(lang.SayVerb) || n.is(lang.And) && d.text.Tokens[n.first].After(scan.Comma))
		and = and || n.is(lang.And)
		a := d.actorAt(i)
		if a == nil || a.kind < byOffice || a.kind == byPair || a.organ || a.set.Empty() {
			continue
		}
		switch told := i+1 < len(d.nodes) && d.nodes[i+1].is(lang.Relative); {
		case !told && and && met == nil && a.set.Len() == 1 && d.isObject(a, i) && d.nodes[i-1].any(encountering):
			met = a // "X met Y on Monday and will see him again": Y
		case doer.Empty() && met != nil && !a.set.Meets(&met.set):
			*doer = a.set
			return d.refer(met), true
		case !told && (d.isObject(a, i) || i > 0 && d.nodes[i-1].any(prepositions) && d.near(i-1, i, 1)):
		case doer.Empty():
			*doer, clause = a.set, told
		case clause && a.set.Len() == 1 && !a.set.Meets(doer):
			return d.refer(a), true
		}
	}
	return referent{}, false
}

// encountering are the verbs of meeting that have somebody for their object.
var encountering = lang.SetOf(lang.MeetVerb, lang.ReceiveVerb, lang.CallVerb)

// readSovereign reads a style that stands alone, "His Highness and the president
// discussed": it means the ruler whom the story is about.
func (d *Document) readSovereign(i int) (actor, int, bool) {
	t := &d.tags[i]
	if d.hero.Empty() || d.dict.Value(d.text, t, lang.HeOrShe) != "sovereign" || i+1 < len(d.tags) && d.follows(i+1) && (d.tags[i+1].Is(lang.Title) || d.tags[i+1].Is(lang.Name)) {
		return actor{}, 0, false
	}
	return actor{first: t.First, end: t.End, set: d.hero, kind: byPerson, rank: leader, members: 1, weak: true}, i + 1, true
}

// readStyle reads a style of those in office at home that stands for one who was told of, as no name
// follows: "Yang Berhormat Dato juga bertemu".
func (d *Document) readStyle(i int) (actor, int, bool) {
	if d.home.Empty() || d.dict.Value(d.text, &d.tags[i], lang.HeOrShe) != "style" {
		return actor{}, 0, false
	}
	first := d.tags[i].First
	for i++; i < len(d.tags) && d.tags[i].Is(lang.Honorific) && d.follows(i); i++ {
	}
	end := d.tags[i-1].End
	if end < d.span.End && d.text.Tokens[end].Has(scan.Capital) {
		return actor{}, 0, false
	}
	return actor{first: first, end: end, set: d.home, kind: byPerson, rank: minister, members: 1, weak: true}, i, true
}

// ofBody is the value of the words for the members of a body, of whom nothing else is told.
const ofBody = "members"

// ofBodyOnly tells whether the members at tag t can be those of a body: "Members agreed", "the 18
// members", and not "members of the crew", "family members".
func (d *Document) ofBodyOnly(t *tag.Tag) bool {
	next := d.tagAt(t.End)
	if next != nil && next.Classes.Any(memberLinks) || next == nil && d.profile().AdjectiveLast && t.End < d.span.End && d.text.Tokens[t.End].Gap == scan.Space {
		return false // "semua ahli keluarga": a noun follows
	}
	if t.End > t.First+1 || t.First == d.span.First || d.text.Tokens[t.First].Gap&^scan.Inside != 0 {
		return true
	}
	return d.mayBeDate(t.First - 1) // a number
}

// memberLinks lead to whose members others are, or whence.
var memberLinks = lang.SetOf(lang.Of, lang.From, lang.With)

// wanted gives how many a pair is; 0 for any number.
func (d *Document) wanted(t *tag.Tag) int8 {
	switch v := d.dict.Value(d.text, t, lang.Pair); v {
	case "":
		return 2
	case ofBody:
		return 0
	default:
		return int8(v[0] - '0')
	}
}

// meant gives whom "he" means where it is no object: who was named first in the
// sentence, else whom the story is about.
func (d *Document) meant() referent {
	if first := d.firstPerson(); first != nil {
		return *first
	}
	return d.he
}

// objectAt tells whether the pronoun of tag i is the object of a verb that brings people together, or says
// itself with whom something is done: "dengannya".
func (d *Document) objectAt(i int) bool {
	return d.tags[i].Is(lang.With) || i > 0 && d.adjacent(i-1, 0) && d.tags[i-1].Classes.Any(addressing)
}

var addressing = lang.SetOf(lang.MeetVerb, lang.ReceiveVerb, lang.CallVerb, lang.TellVerb, lang.With, lang.Between)

// standsAlone tells whether no noun follows the pronoun of tag i, which it could own.
func (d *Document) standsAlone(i int) bool {
	end := d.tags[i].End
	if end >= d.span.End || d.text.Tokens[end].Gap&^scan.Inside != 0 {
		return true
	}
	if i+1 >= len(d.tags) || d.tags[i+1].First != end {
		return false
	}
	t := &d.tags[i+1]
	return t.Classes.Any(prepositions) || t.Is(lang.Clause) || t.Is(lang.Date) || t.Is(lang.And) || t.Is(lang.Here)
}

// firstPerson gives the person whom the sentence has named first so far, by name or
// by office ("the Russian leader"), or nil. A partner who stands before the doer is
// not meant: "With Heine he settled on a fund", "After meeting Heine he flew on".
func (d *Document) firstPerson() *referent {
	for i := range d.nodes {
		a := d.actorAt(i)
		if a == nil || a.set.Len() != 1 || d.quoted(a.first) {
			continue
		}
		if t := d.nodes[i].tag; t > 0 && d.tags[t-1].End == a.first && !d.text.Tokens[a.first].After(scan.Comma) && (d.tags[t-1].Is(lang.With) || d.opens(i) && d.tags[t-1].Classes.Any(addressing)) {
			continue
		}
		switch {
		case a.kind == byPerson:
			first := d.refer(a)
			return &first
		case a.kind == byOffice && !a.organ && !a.plural && (a.rank >= minister || d.saysRightBehind(a)) && (!a.weak && a.persons == 0 || d.doesFirst(a)): // with its state
			return &referent{set: a.set, rank: a.rank, person: -1, first: a.first}
		}
	}
	return nil
}

// saysRightBehind tells whether a verb of saying stands right behind a: "Kenya's ambassador said she".
func (d *Document) saysRightBehind(a *actor) bool {
	t := d.tagAt(a.end)
	return t != nil && t.Is(lang.SayVerb)
}

// ruler gives the ruler whom the text has told of last, where the pronoun of tag i is one for rulers
// alone, "baginda"; nil where it is not, or there is none.
func (d *Document) ruler(i int) *referent {
	if d.dict.Value(d.text, &d.tags[i], lang.HeOrShe) != "royal" {
		return nil
	}
	best := -1
	for k := range d.people {
		if p := &d.people[k]; d.reigns(p) && p.set.Len() == 1 && (best < 0 || p.last >= d.people[best].last) {
			best = k
		}
	}
	if best < 0 {
		return nil
	}
	p := &d.people[best]
	return &referent{set: p.set, rank: p.rank, person: int32(best), sentence: d.index}
}

// reigns tells whether p is a king, a sultan or the like, by title or style.
func (d *Document) reigns(p *person) bool {
	if royal[p.title] {
		return true
	}
	if p.rank != leader || p.title != "head of state" && p.title != "" {
		return false
	}
	for i := p.names; i < len(d.names) && d.people[d.names[i].person].start == p.start; i++ {
		if crowns.has(d.names[i].hash) {
			return true
		}
	}
	return false
}

// royal are the titles of rulers and their heirs.
var royal = map[string]bool{"king": true, "queen": true, "sultan": true, "emir": true, "emperor": true, "monarch": true, "crown prince": true}

// doesFirst tells whether a, whose state is only inferred, is told as who does something, and no
// preposition stands before him: "Menhan bertolak ke Seoul, di mana ia akan bertemu X".
func (d *Document) doesFirst(a *actor) bool {
	if a.preps.Any(prepositions) || a.possessive {
		return false
	}
	end := a.end
	if d.isWord(end, pointing) {
		end++ // "menteri itu bertemu"
	}
	t := d.tagAt(end)
	return t != nil && (t.Classes.Any(verbs) || t.Classes.Any(auxiliaries) || t.Is(lang.Light) || t.Is(lang.SayVerb))
}

// doer tells whether the pronoun of tag i is the subject of its clause, and the actor
// that begins at token first that of a clause before it.
func (d *Document) doer(i int, first int32) bool {
	if v := d.dict.Value(d.text, &d.tags[i], lang.HeOrShe); v != "" && v != "owner" || d.objectAt(i) {
		return false
	}
	for k := range d.nodes {
		if a := d.actorAt(k); a != nil && a.first == first {
			return (!a.preps.Any(prepositions) || a.preps.Has(lang.Of)) && !d.isObject(a, k)
		}
	}
	return false
}
