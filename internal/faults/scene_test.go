package faults

import (
	"context"
	"fmt"
	"maps"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/dragoman-wire/dragoman/internal/kafkatest"
	"github.com/dragoman-wire/dragoman/internal/stream"
)

const (
	group = "faults"
	// patience limits what must come; only a failure waits that long.
	patience = 5 * time.Minute
)

// scene is a cluster with its topics.
type scene struct {
	cluster    *kafkatest.Cluster
	topics     topics
	partitions map[string]int
	workers    int
	havocFor   time.Duration // at most
	transport  *kafka.Transport
}

// newScene starts a cluster for a test, which skips where there is no Kafka.
func newScene(t *testing.T, nodes int) *scene {
	t.Helper()
	lib := os.Getenv(kafkatest.LibVariable)
	if lib == "" {
		t.Skip("needs a real Kafka: make test-faults")
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	cluster, err := kafkatest.Start(ctx, kafkatest.Options{Lib: lib, Dir: t.TempDir(), Nodes: nodes})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cluster.Stop)
	s := &scene{
		cluster: cluster, topics: topics{"in", "out.a", "out.b", "dead"}, workers: 3, havocFor: 45 * time.Second,
		partitions: map[string]int{"in": 6, "out.a": 4, "out.b": 3, "dead": 2},
		transport:  &kafka.Transport{MetadataTTL: time.Second, DialTimeout: 2 * time.Second},
	}
	t.Cleanup(s.transport.CloseIdleConnections)
	if *long {
		s.havocFor = 8 * time.Minute
	}
	var plan []stream.Topic
	for name, n := range s.partitions {
		plan = append(plan, stream.Topic{Name: name, Partitions: n, ReplicationFactor: nodes})
	}
	if _, err := stream.CreateTopics(ctx, stream.Cluster{Brokers: cluster.Brokers()}, plan); err != nil {
		t.Fatal(err)
	}
	s.partitions[offsetsTopic] = 3 // as kafkatest sets it
	return s
}

// feed writes n records to the input, rate of them a second, whatever happens to
// the brokers, and ends when all are acknowledged.
func (s *scene) feed(ctx context.Context, n, rate int) error {
	client, err := kgo.NewClient(kgo.SeedBrokers(s.cluster.Brokers()...), kgo.RecordPartitioner(kgo.ManualPartitioner()),
		kgo.ProducerLinger(5*time.Millisecond), kgo.MetadataMaxAge(2*time.Second), kgo.MetadataMinAge(200*time.Millisecond),
		kgo.RetryTimeout(patience))
	if err != nil {
		return err
	}
	defer client.Close()
	var failed error
	var once sync.Once
	filler := strings.Repeat("x", 200)
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for i := 0; i < n; {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
		for range min(n-i, max(1, rate/100)) {
			client.Produce(ctx, &kgo.Record{
				Topic: s.topics.In, Partition: int32(i % s.partitions[s.topics.In]), Value: []byte(strconv.Itoa(i) + filler),
			}, func(_ *kgo.Record, err error) {
				if err != nil {
					once.Do(func() { failed = err })
				}
			})
			i++
		}
	}
	if err := client.Flush(ctx); err != nil {
		return err
	}
	return failed
}

// watch follows the group's offsets until ctx ends, and reports each that goes back.
// It tells their sum each time.
func (s *scene) watch(ctx context.Context, tell func(sum int64)) (backwards []string) {
	latest := map[int]int64{}
	for wait(ctx, 200*time.Millisecond, 300*time.Millisecond) {
		now, err := s.committed(ctx)
		if err != nil {
			continue // a broker is down
		}
		for p, offset := range now {
			if before, ok := latest[p]; ok && offset < before {
				backwards = append(backwards, fmt.Sprintf("partition %d: %d to %d", p, before, offset))
			}
			latest[p] = offset
		}
		sum := int64(0)
		for _, offset := range now {
			sum += max(0, offset)
		}
		tell(sum)
	}
	return backwards
}

// drained waits until the group has read all, and returns the ends of the input.
func (s *scene) drained(ctx context.Context) (ends map[int]int64, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		ends, err = s.ends(ctx, s.topics.In)
		if err == nil {
			var at map[int]int64
			if at, err = s.committed(ctx); err == nil {
				if maps.Equal(at, ends) {
					return ends, nil
				}
				err = fmt.Errorf("the group is at %v of %v", at, ends)
			}
		}
		if !wait(ctx, 100*time.Millisecond, 200*time.Millisecond) {
			return nil, fmt.Errorf("not read to the end in %v: %w", patience, err)
		}
	}
}
