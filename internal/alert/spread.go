package alert

import (
	"context"
	"fmt"

	"github.com/segmentio/kafka-go"

	"github.com/dragoman-wire/dragoman/internal/stream"
)

// spread makes the handler of retractions. An article that is taken back may have told
// of any pair of states, so its retraction is handed round to every partition of the
// agreements: there it comes behind all that it takes back, and in turn with what else
// concerns the stories.
func (r *Role) spread(ctx context.Context) (stream.Handler, error) {
	topic := r.agreements()
	found, err := stream.AwaitTopics(ctx, r.Cluster, topic)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("topic %s: %w", topic, kafka.UnknownTopicOrPartition)
	}
	partitions := found[0].Partitions
	return func(_ context.Context, rec *stream.Record) ([]stream.Output, error) {
		if rec.Value == nil {
			return nil, nil // compaction
		}
		outs := make([]stream.Output, partitions)
		for p := range outs {
			outs[p] = stream.Output{Topic: topic, Key: rec.Key, Value: rec.Value, Headers: rec.Headers, Partition: &p}
		}
		return outs, nil
	}, nil
}
