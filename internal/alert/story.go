package alert

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/dragoman-wire/dragoman/events"
)

// story is an agreement and the reports of it. All that its message says follows from
// the reports, but for the revision and what people were alerted to.
type story struct {
	events.Alert
	facets []facet          // of the reports that stand, each once
	told   map[string]facet // of the reports, by event: a facet is read from a text once
}

// newStory makes an empty one, named after its first event.
func newStory(event string, parties []events.Party) *story {
	return &story{Alert: events.Alert{Kind: events.TypeAlert, Story: events.StoryID(event), Parties: parties}}
}

// key is the pair, as in events.Key.
func (s *story) key() string { return partiesKey(s.Parties) }

func partiesKey(parties []events.Party) string {
	codes := make([]string, len(parties))
	for i, p := range parties {
		codes[i] = p.Code
	}
	return strings.Join(codes, "-")
}

// standing gives the reports that count.
func (s *story) standing(yield func(*events.Report) bool) {
	for i := range s.Reports {
		if !s.Reports[i].Retracted && !yield(&s.Reports[i]) {
			return
		}
	}
}

// dead tells whether nothing supports the story any more.
func (s *story) dead() bool { return len(s.facets) == 0 }

// find returns the report of an event, or nil.
func (s *story) find(event string) *events.Report {
	for i := range s.Reports {
		if s.Reports[i].Event == event {
			return &s.Reports[i]
		}
	}
	return nil
}

// add takes a report in, in order of publication. When there are as many as may be, it
// takes the place of one that says nothing else, if it brings a further status; else
// it is only counted.
func (s *story) add(r events.Report) (listed bool) {
	s.ReportCount++
	if len(s.Reports) >= events.MaxReports {
		if ranks[r.Status] <= ranks[s.Status] || !s.makeRoom() {
			return false
		}
	}
	at, _ := slices.BinarySearchFunc(s.Reports, r, compareReports)
	s.Reports = slices.Insert(s.Reports, at, r)
	s.derive()
	return true
}

func compareReports(a, b events.Report) int {
	return cmp.Or(a.Article.Published.Compare(b.Article.Published), strings.Compare(a.Event, b.Event))
}

// makeRoom drops the report that is missed least: one that does not count, or the
// latest that tells a status which others tell too.
func (s *story) makeRoom() bool {
	tellers := map[events.Status]int{}
	for r := range s.standing {
		tellers[r.Status]++
	}
	for i := len(s.Reports) - 1; i >= 0; i-- {
		if r := &s.Reports[i]; r.Retracted || tellers[r.Status] > 1 {
			delete(s.told, r.Event)
			s.Reports = slices.Delete(s.Reports, i, i+1)
			return true
		}
	}
	return false
}

// facet is what a report says.
func (s *story) facet(r *events.Report) facet {
	f, known := s.told[r.Event]
	if !known {
		f = facetOf(r)
		if s.told == nil {
			s.told = map[string]facet{}
		}
		s.told[r.Event] = f
	}
	return f
}

// remove takes a report out.
func (s *story) remove(event string) {
	delete(s.told, event)
	s.Reports = slices.DeleteFunc(s.Reports, func(r events.Report) bool { return r.Event == event })
	s.ReportCount--
	s.derive()
}

// derive makes everything that follows from the reports.
func (s *story) derive() {
	s.facets = s.facets[:0]
	s.FirstSeen, s.LastSeen = time.Time{}, time.Time{}
	instruments, sectors := map[events.Instrument]int{}, []events.Sector(nil)
	for i := range s.Reports {
		published := s.Reports[i].Article.Published
		if s.FirstSeen.IsZero() {
			s.FirstSeen = published
		}
		s.LastSeen = published
	}
	s.Place = nil
	for r := range s.standing {
		f := s.facet(r)
		if !slices.ContainsFunc(s.facets, func(g facet) bool { return g.equal(&f) }) {
			s.facets = append(s.facets, f)
		}
		instruments[r.Instrument]++
		sectors = append(sectors, r.Sectors...)
		if s.Place == nil {
			s.Place = r.Place
		}
	}
	s.Confidence, s.Sources, s.Languages = support(s.standing)
	if s.dead() {
		s.Best = nil
		return // the rest stays as it was last known
	}
	slices.Sort(sectors)
	s.Sectors = slices.Compact(sectors)
	s.Instrument = commonest(instruments)
	s.History = s.history()
	s.Status = present(s.History)
	s.Date = events.Date{}
	for _, step := range s.History {
		if step.Status == s.Status {
			s.Date = step.Date
		}
	}
	s.Best = best(s.standing, s.Status)
}

// commonest is the instrument that most reports name; a general word counts only
// where there is no other.
func commonest(counts map[events.Instrument]int) events.Instrument {
	weight := func(i events.Instrument) int {
		switch i {
		case events.InstrumentOther:
			return counts[i]
		case events.InstrumentAgreement:
			return counts[i] + events.MaxReports
		}
		return counts[i] + 2*events.MaxReports
	}
	var found events.Instrument
	for i := range counts {
		if found == "" || weight(i) > weight(found) || weight(i) == weight(found) && i < found {
			found = i
		}
	}
	return found
}

// clone returns the story's message, sharing nothing that changes later.
func (s *story) clone() *events.Alert {
	a := s.Alert
	a.Reports = slices.Clone(s.Reports)
	a.Alerted = slices.Clone(s.Alerted)
	return &a
}
