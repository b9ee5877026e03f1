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

// postMortem logs what tells why there are duplicates: who wrote the first of them,
// and how the group's offset moved there.
func (s *scene) postMortem(t *testing.T, outputs findings, harm toll) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), patience)
	defer cancel()
	t.Logf("brokers:\n%s", strings.Join(harm.brokers, "\n"))
	explained := map[int]bool{} // input partitions
	for topic, all := range outputs {
		first := map[string]found{}
		told := map[int32]bool{}
		for _, f := range all {
			before, again := first[f.origin]
			first[f.origin] = f
			if !again || told[f.partition] {
				continue
			}
			told[f.partition] = true
			t.Logf("%s is in %s/%d at %d %v, and at %d %v", f.origin, topic, f.partition, before.offset, before.by, f.offset, f.by)
			var partition int
			var offset int64
			if _, err := fmt.Sscanf(f.origin, "%d:%d", &partition, &offset); err != nil || explained[partition] {
				continue
			}
			explained[partition] = true
			moves, err := s.moves(ctx, partition)
			if err != nil {
				t.Error(err)
				continue
			}
			at := max(0, slices.IndexFunc(moves, func(m move) bool { return m.offset > offset }))
			for _, m := range moves[max(0, at-12):min(len(moves), at+24)] {
				t.Logf("  %v", m)
			}
		}
	}
}

// move is a record of the offsets topic that concerns one input partition.
type move struct {
	at     int64 // its place
	by     writer
	what   string
	offset int64 // of the group; -1 for a marker
}

func (m move) String() string { return fmt.Sprintf("%d: %s %v", m.at, m.what, m.by) }

// moves are how the group's offset of an input partition was set, in order, with
// the ends of all transactions that set it.
func (s *scene) moves(ctx context.Context, partition int) (moves []move, err error) {
	ours := map[int64]bool{}
	err = s.records(ctx, kgo.ReadUncommitted(), func(r *kgo.Record) {
		if r.Attrs.IsControl() {
			if ours[r.ProducerID] {
				what := map[int16]string{0: "aborted", 1: "committed"}[int16(r.Key[3])]
				moves = append(moves, move{at: r.Offset, by: writtenBy(r), what: what, offset: -1})
			}
			return
		}
		var key kmsg.OffsetCommitKey
		var value kmsg.OffsetCommitValue
		if key.ReadFrom(r.Key) != nil || key.Version > 1 || key.Group != group || int(key.Partition) != partition || value.ReadFrom(r.Value) != nil {
			return // another partition's, or of another kind
		}
		ours[r.ProducerID] = true
		moves = append(moves, move{r.Offset, writtenBy(r), fmt.Sprintf("offset %d", value.Offset), value.Offset})
	}, offsetsTopic)
	return moves, err
}
