package deliver

import (
	"fmt"
	"slices"

	"github.com/dragoman-wire/dragoman/events"
)

// Filter is what a receiver wants. An empty list means all.
type Filter struct {
	Kinds         []events.Change `yaml:"kinds"`     // default: new, follow_up, retraction
	Countries     []string        `yaml:"countries"` // codes; one of the parties must be among them
	Sectors       []events.Sector `yaml:"sectors"`   // one of the story's must be among them
	Statuses      []events.Status `yaml:"statuses"`
	MinConfidence float64         `yaml:"min_confidence"`
	Replays       bool            `yaml:"replays"` // what articles from archives led to, too
}

func (f *Filter) prepare() error {
	if len(f.Kinds) == 0 {
		f.Kinds = []events.Change{events.AlertNew, events.AlertFollowUp, events.AlertRetraction}
	}
	for _, kind := range f.Kinds {
		if !slices.Contains(events.Changes(), kind) {
			return fmt.Errorf("kinds: %q is none of %v", kind, events.Changes())
		}
	}
	if f.MinConfidence < 0 || f.MinConfidence > 1 {
		return fmt.Errorf("min_confidence: %v is not between 0 and 1", f.MinConfidence)
	}
	return nil
}

// wants tells whether an alert passes. A retraction concerns those whom the story was
// told to, so nothing but parties and sectors is asked of it; one that nobody was
// alerted to concerns nobody.
func (f *Filter) wants(a *events.Alert) bool {
	involved := func(p events.Party) bool { return slices.Contains(f.Countries, p.Code) }
	about := func(s events.Sector) bool { return slices.Contains(f.Sectors, s) }
	switch {
	case !slices.Contains(f.Kinds, a.Change), a.Replay && !f.Replays:
		return false
	case len(f.Countries) > 0 && !slices.ContainsFunc(a.Parties, involved):
		return false
	case len(f.Sectors) > 0 && !slices.ContainsFunc(a.Sectors, about):
		return false
	case a.Change == events.AlertRetraction:
		return len(a.Alerted) > 0
	}
	return (len(f.Statuses) == 0 || slices.Contains(f.Statuses, a.Status)) && a.Confidence >= f.MinConfidence
}
