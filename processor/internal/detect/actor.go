package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
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
	host       bool // of a guest: he is at home where they meet
	chosen     bool // "the latter": one of those who were named before
	mediates   bool // he brings others together: "with X as mediator"
}

// join takes b into the list that a begins.
func (a *actor) join(b *actor) {
	a.set.Join(&b.set)
	a.rank = max(a.rank, b.rank)
	a.members += b.members
	a.weak = a.weak && b.weak
	a.possessive = b.possessive
	if b.kind > a.kind && !b.guest {
		a.kind = b.kind
	}
	for i := int8(0); i < b.persons && int(a.persons) < len(a.people); i++ {
		a.people[a.persons] = b.people[i]
		a.persons++
	}
}

// fits tells whether b can go on a list that holds a.
func (a *actor) fits(b *actor) bool {
	if a.kind == byPair || b.kind == byPair {
		return b.guest && a.kind == byPerson && !b.set.Empty() // "Guelleh and his host"
	}
	if a.city != b.city {
		return false
	}
	if a.kind == adjunct || b.kind == adjunct {
		return a.kind == b.kind || a.kind == byName || b.kind == byName
	}
	placed := a.preps.Has(lang.In) || a.preps.Has(lang.From)
	return !placed || b.kind == a.kind // "In Abu Dhabi, Indonesia and …": the place is on no list
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
	// actorial are the classes with which an actor can begin.
	actorial = countries.Union(offices).Union(named).Union(lang.SetOf(lang.Honorific, lang.City, lang.Here, lang.Pair, lang.They, lang.HeOrShe, lang.Country, lang.Former))
)

// readActor reads an actor that begins with tag i and gives the tag behind it.
func (d *Document) readActor(i int) (actor, int, bool) {
	t := &d.tags[i]
	switch {
	case t.Is(lang.State) && t.End == t.First+1 && d.lookUp(&name{first: t.First, end: t.End, tokens: 1}) >= 0:
		return d.readNamesake(i)
	case d.foreignHouse(i):
		a, next, ok := d.readCountry(i + 1)
		a.first, a.kind, a.rank, a.organ = t.First, byOffice, official, true
		return a, next, ok
	case t.Classes.Any(countries):
		return d.readCountry(i)
	case t.Classes.Any(offices):
		if i > 0 && d.tags[i-1].Is(lang.Topic) && d.adjacent(i-1, 0) {
			return actor{}, 0, false // "rugby officials from X and Y"
		}
		return d.readOffice(i, i, party.Set{})
	case t.Classes.Any(named), t.Is(lang.Honorific):
		if a, next, ok := d.readPerson(i); ok || !t.Is(lang.HeOrShe) {
			return a, next, ok
		}
		if a, next, ok := d.readStyle(i); ok {
			return a, next, true
		}
		return d.readSovereign(i)
	case t.Is(lang.City):
		if a, next, ok := d.readRegional(i); ok {
			return a, next, true
		}
		a := actor{first: t.First, end: t.End, set: d.setOf(t), kind: byPlace, members: 1, city: true}
		return a, d.skipCountry(&a, i+1), true
	case t.Is(lang.Here) && !d.dateline.Empty():
		return actor{first: t.First, end: t.End, set: d.dateline, kind: byPlace, members: 1, here: true}, i + 1, true
	case t.Is(lang.Pair), t.Is(lang.They), t.Is(lang.HeOrShe):
		if a, next, ok := d.readCompatriots(i); ok {
			return a, next, true
		}
		return d.readPronoun(i)
	case t.Is(lang.Country):
		return d.readOwnCountry(t, i+1)
	case t.Is(lang.Former):
		return d.readFormer(i)
	}
	return actor{}, 0, false
}
