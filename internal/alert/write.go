package alert

import (
	"slices"
	"strings"

	"github.com/dragoman-wire/dragoman/events"
)

// writer collects the messages that one input leads to.
type writer struct {
	book    *Book
	replay  bool
	changed []*events.Alert
}

// write makes the next message of a story.
func (w *writer) write(s *story, change events.Change, reason events.Reason) {
	s.Revision++
	s.Change, s.Reason, s.Replay = change, reason, w.replay
	w.changed = append(w.changed, s.clone())
}

// sort puts messages in an order that does not depend on a map's.
func (w *writer) sort() {
	slices.SortFunc(w.changed, func(a, b *events.Alert) int { return strings.Compare(a.Story, b.Story) })
}

// merge moves the reports of one story to another and ends it.
func (w *writer) merge(into, from *story) {
	for _, r := range slices.Collect(from.standing) {
		moved := *r
		if into.add(moved) {
			w.book.owners[moved.Event] = into
		}
	}
	for _, status := range from.Alerted {
		into.alerted(status)
	}
	from.retract(func(*events.Report) bool { return true })
	from.MergedInto = into.Story
	w.write(from, events.AlertRetraction, events.ReasonMerged)
}

// retract takes back the reports that match. It tells whether there were any.
func (s *story) retract(match func(*events.Report) bool) bool {
	took := false
	for r := range s.standing {
		if match(r) {
			r.Retracted, took = true, true
		}
	}
	if took {
		s.derive()
	}
	return took
}

// afterLoss is what a message is that tells of a report taken back.
func (s *story) afterLoss() events.Change {
	if s.dead() {
		return events.AlertRetraction
	}
	return events.AlertUpdate
}
