package alert

import (
	"cmp"
	"iter"
	"slices"

	"github.com/dragoman-wire/dragoman/events"
)

// history gives each status once, by the report that dates it first, in order of the
// dates and of the lattice.
func (s *story) history() []events.Step {
	first := map[events.Status]*events.Report{}
	for r := range s.standing {
		if have := first[r.Status]; have == nil || s.when(r) < s.when(have) {
			first[r.Status] = r
		}
	}
	var steps []events.Step
	for _, r := range first {
		steps = append(steps, events.Step{Status: r.Status, Date: r.Date, Reported: r.Article.Published, Event: r.Event})
	}
	slices.SortFunc(steps, func(a, b events.Step) int {
		return cmp.Or(
			cmp.Compare(s.when(first[a.Status]), s.when(first[b.Status])),
			cmp.Compare(ranks[a.Status], ranks[b.Status]),
			cmp.Compare(a.Status, b.Status),
		)
	})
	return steps
}

// when is the day that a report gives what it tells.
func (s *story) when(r *events.Report) int { return s.facet(r).to }

// present is the status that the agreement has now: the furthest of the lattice; of
// those after its conclusion the latest, because it may be suspended and resumed.
func present(steps []events.Step) events.Status {
	var now events.Status
	for _, step := range steps { // in order of time
		if ranks[step.Status] >= ranks[now] || afterwards(step.Status) && afterwards(now) {
			now = step.Status
		}
	}
	return now
}

// best is the report of a status with the greatest confidence, the earliest of equals.
func best(reports iter.Seq[*events.Report], status events.Status) *events.Evidence {
	var found *events.Report
	for r := range reports {
		if r.Status == status && (found == nil || r.Confidence > found.Confidence) {
			found = r
		}
	}
	return &events.Evidence{Event: found.Event, Text: found.Text, Article: found.Article}
}
