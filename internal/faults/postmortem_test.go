package faults

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// offsetsTopic is where the coordinators of groups keep the offsets.
const offsetsTopic = "__consumer_offsets"

// postMortem logs what tells why there are duplicates: who wrote the first of them in
// each output partition, what else these producers wrote there, and how the group's
// offset moved meanwhile.
func (s *scene) postMortem(t *testing.T, group string, outputs findings, harm toll) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), patience)
	defer cancel()
	t.Logf("brokers:\n%s", strings.Join(harm.brokers, "\n"))
	explained := map[int]bool{} // input partitions
	for topic, all := range outputs {
		first := map[string]found{}
		told := map[int]bool{}
		for _, f := range all {
			before, again := first[f.origin]
			first[f.origin] = f
			if !again || told[f.partition] {
				continue
			}
			told[f.partition] = true
			t.Logf("%s is in %s/%d at %d %v, and at %d %v", f.origin, topic, f.partition, before.offset, before.by, f.offset, f.by)
			s.logEvents(ctx, t, s.runs(topic, f.partition, before, f), before.offset, f.offset)
			var partition int
			var offset int64
			if _, err := fmt.Sscanf(f.origin, "%d:%d", &partition, &offset); err != nil || explained[partition] {
				continue
			}
			explained[partition] = true
			s.logEvents(ctx, t, s.moves(group, partition), offset, offset)
		}
	}
}

// event is something that a partition's log holds. Its place is the offset in that
// log, or what it sets the group's offset to; markers have that of what is before.
type event struct {
	place int64
	what  string
	by    writer
}

// history finds the events of one log, which it reads from topic.
type history struct {
	topic string
	see   func(*kgo.Record, []event) []event
}

// logEvents logs what a history has between two places, and a little around them.
func (s *scene) logEvents(ctx context.Context, t *testing.T, h history, from, to int64) {
	t.Helper()
	var events []event
	err := s.each(ctx, kgo.ReadUncommitted(), []string{h.topic}, func(r *kgo.Record) { events = h.see(r, events) })
	if err != nil {
		t.Error(err)
	}
	begin := max(0, slices.IndexFunc(events, func(e event) bool { return e.place >= from }))
	end := begin
	for end < len(events) && events[end].place <= to {
		end++
	}
	const around = 10
	for _, e := range events[max(0, begin-around):min(len(events), end+around)] {
		t.Logf("  %s: %d %s %v", h.topic, e.place, e.what, e.by)
	}
}

// runs are the writes of two outputs' producers in their partition.
func (s *scene) runs(topic string, partition int, a, b found) history {
	return history{topic, func(r *kgo.Record, events []event) []event {
		if int(r.Partition) != partition || r.ProducerID != a.by.producer && r.ProducerID != b.by.producer {
			return events
		}
		what, by := "records", writtenBy(r)
		if r.Attrs.IsControl() {
			what = marker(r)
		}
		if n := len(events); n > 0 && what == "records" && events[n-1].what == what && events[n-1].by == by {
			return events
		}
		return append(events, event{r.Offset, what, by})
	}}
}

// moves are how the group's offset of an input partition was set, with the ends of
// all transactions of those who set it.
func (s *scene) moves(group string, partition int) history {
	ours := map[int64]bool{}
	return history{offsetsTopic, func(r *kgo.Record, events []event) []event {
		if r.Attrs.IsControl() {
			if ours[r.ProducerID] {
				events = append(events, event{events[len(events)-1].place, marker(r), writtenBy(r)})
			}
			return events
		}
		var key kmsg.OffsetCommitKey
		var value kmsg.OffsetCommitValue
		if key.ReadFrom(r.Key) != nil || key.Version > 1 || key.Group != group || int(key.Partition) != partition || value.ReadFrom(r.Value) != nil {
			return events // another partition's, or of another kind
		}
		ours[r.ProducerID] = true
		return append(events, event{value.Offset, "the group's offset", writtenBy(r)})
	}}
}

// marker names the end of a transaction.
func marker(r *kgo.Record) string {
	if r.Key[3] == 1 {
		return "committed"
	}
	return "aborted"
}
