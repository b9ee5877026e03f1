package alert

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/segmentio/kafka-go"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/stream"
)

// List returns the last message of every story in the alerts topic, those with the
// latest reports last.
func List(ctx context.Context, c stream.Cluster, topics events.Topics) ([]events.Envelope, error) {
	topic := topics.Alerts()
	found, err := stream.DescribeTopics(ctx, c, topic)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("topic %s: %w", topic, kafka.UnknownTopicOrPartition)
	}
	var all []events.Envelope
	for p := range found[0].Partitions {
		last, err := lastOf(ctx, c, topic, p)
		if err != nil {
			return nil, err
		}
		all = append(all, last...)
	}
	slices.SortFunc(all, func(a, b events.Envelope) int {
		return cmp.Or(a.Alert.LastSeen.Compare(b.Alert.LastSeen), strings.Compare(a.Alert.Story, b.Alert.Story))
	})
	return all, nil
}

// lastOf reads a partition of the alerts topic and returns the last message of each
// story that is not forgotten: that of the highest revision. With at-least-once delivery
// it may not be the last in the topic, because an instance that hangs while it writes
// goes on when another has its partition.
func lastOf(ctx context.Context, c stream.Cluster, topic string, partition int) ([]events.Envelope, error) {
	type message struct {
		record   *stream.Record
		revision int
	}
	last := map[string]message{}
	err := stream.ReadAll(ctx, c, topic, partition, func(r *stream.Record) error {
		if r.Value == nil {
			delete(last, string(r.Key))
			return nil
		}
		have, told := last[string(r.Key)]
		if n := revision(r); !told || have.revision <= n {
			last[string(r.Key)] = message{keep(r), n}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var all []events.Envelope
	for _, m := range last {
		v, err := Decode(m.record)
		if err != nil {
			return nil, fmt.Errorf("%s/%d: record %d: %w", topic, partition, m.record.Offset, err)
		}
		if v.Alert != nil {
			all = append(all, v)
		}
	}
	return all, nil
}

// revision is that of the story in a record; 0 if it has none.
func revision(r *stream.Record) int {
	var a struct {
		Revision int `json:"revision"`
	}
	_ = json.Unmarshal(r.Value, &a) // what is no alert is for Decode to tell
	return a.Revision
}

// keep copies a record out of the memory of its batch.
func keep(r *stream.Record) *stream.Record {
	kept := *r
	kept.Key, kept.Value = slices.Clone(r.Key), slices.Clone(r.Value)
	kept.Headers = slices.Clone(r.Headers)
	for i := range kept.Headers {
		kept.Headers[i].Value = slices.Clone(kept.Headers[i].Value)
	}
	return &kept
}
