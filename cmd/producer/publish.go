package main

import (
	"context"
	"fmt"
	"time"

	"github.com/dragoman-wire/dragoman/internal/stream"
)

// connectTimeout limits the first answer from the brokers: a wrong address
// should not take the producer's whole delivery time to show.
const connectTimeout = 30 * time.Second

// checkTopic returns an error that says what to do when the topic is missing.
func checkTopic(ctx context.Context, cluster stream.Cluster, topic string) error {
	ctx, cancel := context.WithTimeout(ctx, connectTimeout)
	defer cancel()
	found, err := stream.DescribeTopics(ctx, cluster, topic)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return fmt.Errorf("topic %s does not exist: create it with \"consumer topics --apply\"", topic)
	}
	return nil
}

// discard is the publisher of a dry run.
type discard struct{}

func (discard) Produce(context.Context, []stream.Output) error { return nil }
