package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
)

// centreReach is for how many sentences a text goes on about the state that one of them names.
const centreReach = 2

// seeCentre notes the one state that the sentence names, if it is one: what the next sentences tell of "the
// government", or of "the treaty with X", is its own.
func (d *Document) seeCentre() {
	var named party.Set
	for _, i := range d.actorNodes {
		named.Join(&d.actorAt(i).set)
	}
	if named = named.Minus(d.dict.Parties.Bodies); !named.Empty() {
		d.centre, d.centreAt = named, d.index
	}
}

// atCentre gives that state, where the article is not about another one.
func (d *Document) atCentre() party.Set {
	hero := d.hero.Minus(d.dict.Parties.Bodies)
	if !hero.Empty() && hero != d.centre || d.centre.Len() != 1 || d.index-d.centreAt > centreReach {
		return party.Set{}
	}
	return d.centre
}

// ofCentre gives that state, where the article is about no body, and tells of none to which it belongs.
func (d *Document) ofCentre() party.Set {
	if d.hero.Meets(&d.dict.Parties.Bodies) {
		return party.Set{}
	}
	for body := range d.mentioned.Intersect(d.dict.Parties.Bodies).All() {
		if party.Inside(d.centre, d.dict.Parties.Members(body)) {
			return party.Set{}
		}
	}
	return d.atCentre()
}

// readOwnCountry reads t, the noun for the state of which the text speaks: "a treaty between his country and X". next
// is the tag behind it.
func (d *Document) readOwnCountry(t *tag.Tag, next int) (actor, int, bool) {
	set := d.atCentre()
	if first := d.firstPerson(); first != nil && (set.Empty() || d.hero.Meets(&d.dict.Parties.Bodies)) {
		set = first.set // "X's minister, who says that his country might join the bloc", "X's minister said his country and Y signed"
	}
	return actor{first: t.First, end: t.End, set: set, kind: byName, members: 1, weak: true}, next, !set.Empty()
}
