package alert

import (
	"cmp"
	"slices"

	"github.com/dragoman-wire/dragoman/events"
)

// home finds the story of a report, or makes it. Two stories that the report shows to
// be one are made one. owner is the story that an earlier version of the report was in.
func (b *Book) home(key string, r *report, owner *story, w *writer) (s *story, created bool) {
	var found []match
	for _, s := range b.pairs[key] {
		if m := s.match(&r.facet); m.strength > none {
			found = append(found, m)
		}
	}
	switch {
	case len(found) == 0 && owner != nil && owner.dead():
		return owner, false
	case len(found) == 0:
		s := newStory(b.freshID(r.Event), r.parties)
		b.keep(s)
		return s, true
	}
	slices.SortFunc(found, compareMatches)
	best := found[0]
	for _, other := range found[1:] {
		if other.strength == strong {
			w.merge(best.story, other.story)
		}
	}
	return best.story, false
}

// freshID names a story after an event. An event that began a story and was then
// taken back may begin another.
func (b *Book) freshID(event string) string {
	for b.stories[events.StoryID(event)] != nil {
		event += "'"
	}
	return event
}

// match is how well a report fits a story.
type match struct {
	*story
	strength strength
	common   int // sectors, marks, instrument, place
	distance int // days
}

// match compares a report with a story: it is as near as the nearest of the story's
// reports. But where nothing more speaks for a story, a report in it that excludes this
// one speaks against it. So does one of the same status at another time, unless the
// occasion is the same: an agreement is signed once.
func (s *story) match(f *facet) match {
	m := match{story: s}
	excluded, repeated := false, false
	for i := range s.facets {
		g := &s.facets[i]
		found := match{
			story: s, strength: relate(f, g), distance: gap(f, g),
			common: f.common(g),
		}
		if compareMatches(found, m) < 0 {
			m = found
		}
		if found.strength == none {
			excluded = excluded || compare(f, g) == differs
			repeated = repeated || f.status == g.status && !afterwards(f.status)
		}
	}
	if m.strength == weak && excluded || m.strength == good && repeated {
		return match{story: s}
	}
	return m
}

// compareMatches puts the better one first. What decides in the end is the same for
// every order of arrival: the story that was reported first.
func compareMatches(a, b match) int {
	return cmp.Or(
		cmp.Compare(b.strength, a.strength),
		cmp.Compare(b.common, a.common),
		cmp.Compare(a.distance, b.distance),
		a.FirstSeen.Compare(b.FirstSeen),
		cmp.Compare(a.Story, b.Story),
	)
}
