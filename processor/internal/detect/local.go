package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// localOf gives the state of a minister, told without it by the office that begins at token first,
// whom somebody of another state meets in a city of it: "In Astana she met Energy Minister X",
// "bertemu Menteri Energi X di Astana"; none where nothing tells so.
func (d *Document) localOf(first int32, r rank) party.Set {
	if r < minister || !d.told.Has(lang.In) {
		return party.Set{}
	}
	here := d.cityTold()
	if here.Empty() || !d.isMet(first, here) {
		return party.Set{}
	}
	if he := d.meant(); he.set.Len() != 1 || he.set.Meets(&here) {
		return party.Set{}
	}
	return here
}

// isMet tells whether who stands from token first on is met by somebody, or goes on with those of
// state here who are.
func (d *Document) isMet(first int32, here party.Set) bool {
	i := tagFrom(d.tags, first) - 1
	for i >= 0 && d.tags[i].Is(lang.Honorific) {
		i--
	}
	if i < 0 || first-d.tags[i].End > 1 {
		return false
	}
	if n := len(d.actors); d.tags[i].Is(lang.And) {
		return n > 0 && d.actors[n-1].set == here && isPeople(&d.actors[n-1])
	}
	return d.tags[i].Classes.Any(meeting)
}

// meeting are the words right before those who are met.
var meeting = lang.SetOf(lang.MeetVerb, lang.ReceiveVerb, lang.With, lang.By)

// cityTold gives the state of the city in which the sentence sets what it tells; none where it names
// cities of several, or none.
func (d *Document) cityTold() (s party.Set) {
	for i := 1; i < len(d.tags); i++ {
		t := &d.tags[i]
		if d.tags[i-1].Is(lang.In) && (t.Is(lang.Capital) || t.Is(lang.City)) && d.adjacent(i-1, 0) {
			s = s.Union(d.setOf(t))
		}
	}
	if s.Len() != 1 || s.Within(&d.dict.Parties.Bodies) {
		return party.Set{}
	}
	return s
}
