package stream

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/dragoman-wire/dragoman/internal/stream/wire"
)

// outgoing is a batch on its way.
type outgoing struct {
	records []wire.Record
	indexes []int  // of the records in what was given to produce
	encoded []byte // nil before it is first sent, and after the session began anew
	sent    time.Time
	// doubtful: it was sent, and no answer told whether it is stored.
	doubtful bool
}

// queues are the batches to send, in order for each partition.
type queues map[wire.Target][]*outgoing

// indexes returns the places of the records that still wait, in order.
func (q queues) indexes() (all []int) {
	for _, queue := range q {
		for _, b := range queue {
			all = append(all, b.indexes...)
		}
	}
	slices.Sort(all)
	return all
}

// drop takes the first batch off a queue.
func (q queues) drop(to wire.Target) {
	if q[to] = q[to][1:]; len(q[to]) == 0 {
		delete(q, to)
	}
}

// split makes two batches of the first one of a queue.
func (q queues) split(to wire.Target) {
	b := q[to][0]
	n := len(b.records) / 2
	q[to] = append([]*outgoing{
		{records: b.records[:n], indexes: b.indexes[:n]},
		{records: b.records[n:], indexes: b.indexes[n:]},
	}, q[to][1:]...)
}

// errNoSuchPartition: an output names a partition that its topic has not. It is fatal.
var errNoSuchPartition = errors.New("check the numbers of partitions")

// errPartitionGone: a topic was made anew with fewer partitions than it had.
var errPartitionGone = errors.New("the partition no longer exists")

// place finds the partition of the outputs that the indexes name, and cuts what
// goes to each into batches.
func (s *session) place(ctx context.Context, outs []Output, indexes []int, keyless int) (queues, error) {
	sizes := map[string]int{}
	for _, i := range indexes {
		topic := outs[i].Topic
		if _, ok := sizes[topic]; ok {
			continue
		}
		err := s.retry(ctx, topic, StageProduce, func() error {
			leaders, err := s.conn.leaders(ctx, topic)
			sizes[topic] = len(leaders)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	placed := queues{}
	room := map[wire.Target]int{} // what is left in a target's last batch
	for _, i := range indexes {
		o := &outs[i]
		n := sizes[o.Topic]
		to := wire.Target{Topic: o.Topic, Partition: keyless % n}
		if o.Key != nil {
			to.Partition = partitionOf(o.Key, n)
		}
		if o.Partition != nil {
			to.Partition = *o.Partition
		}
		if to.Partition < 0 || to.Partition >= n {
			return nil, fmt.Errorf("%s has no partition %d: %w", o.Topic, to.Partition, errNoSuchPartition)
		}
		rec := wire.Record{Key: o.Key, Value: o.Value, Headers: wireHeaders(o.Headers)}
		size := wire.EncodedSize(&rec)
		if room[to] < size {
			placed[to] = append(placed[to], &outgoing{})
			room[to] = s.batchBytes - wire.BatchOverhead
		}
		last := placed[to][len(placed[to])-1]
		last.records = append(last.records, rec)
		last.indexes = append(last.indexes, i)
		room[to] -= size
	}
	return placed, nil
}

func wireHeaders(hs []Header) []wire.Header {
	if len(hs) == 0 {
		return nil
	}
	out := make([]wire.Header, len(hs))
	for i, h := range hs {
		out[i] = wire.Header(h)
	}
	return out
}
