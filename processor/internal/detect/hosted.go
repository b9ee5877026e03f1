package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// hosted takes two leaders who do something together in the country of one of them, in a
// text that tells of a journey, for a meeting: "In Colombo the two presidents saw two
// memoranda signed", "Di Harare, X dan Presiden Y menyaksikan penandatanganan". found is
// how many candidates there were before the sentence.
func (d *Document) hosted(found int) {
	if !d.told.Any(ceremonial) || d.told.Any(unsure) || d.told.Has(lang.Will) || !d.text.Told.Any(visits) || slices.ContainsFunc(d.found[found:], isMeeting) {
		return
	}
	for i := range d.nodes {
		a := d.actorAt(i)
		if a == nil || !isPeople(a) {
			continue
		}
		if a.set.Len() != 2 || a.rank != leader || a.persons == 0 || a.preps.Any(prepositions) || a.speaks || a.possessive || d.quoted(a.first) || !party.Inside(d.named(), a.set) || !d.atTheirs(a.set) {
			return
		}
		b := binding{left: 1}
		b.add(d, d.nodes[i].actor)
		if c, ok := d.newMeeting("hosted", 0.5, &b, i); ok && c.Status == events.MeetingHeld {
			c.Channel = events.InPerson
			d.emit(c)
		}
		return
	}
}

// ceremonial are the words of what leaders do at the end of a visit.
var ceremonial = lang.SetOf(lang.SignVerb, lang.SignNoun, lang.DealNoun, lang.ReachVerb)

// atTheirs tells whether the sentence, or the one before, names a city of one of s.
func (d *Document) atTheirs(s party.Set) bool {
	return d.cityOf(d.tags, s) || d.cityOf(d.tagsBefore(), s)
}

// cityOf tells whether a city of one of s is among tags.
func (d *Document) cityOf(tags []tag.Tag, s party.Set) bool {
	for i := range tags {
		if t := &tags[i]; t.Is(lang.Capital) || t.Is(lang.City) || t.Is(lang.Seat) {
			if at := d.setOf(t); at.Meets(&s) {
				return true
			}
		}
	}
	return false
}
