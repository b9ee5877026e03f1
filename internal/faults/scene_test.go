package faults

import (
	"context"
	"fmt"
	"maps"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/dragoman-wire/dragoman/internal/kafkatest"
	"github.com/dragoman-wire/dragoman/internal/stream"
)

// patience limits what must come; only a failure waits that long.
const patience = 5 * time.Minute

// standstill is how long nothing may move where all brokers are up: longer than any
// session, transaction or request lasts.
const standstill = 2 * time.Minute

// scene is a cluster with its topics.
type scene struct {
	cluster    *kafkatest.Cluster
	partitions map[string]int
	workers    int
	havocFor   time.Duration // at most
	transport  *kafka.Transport
}

// needKafka gives where a real Kafka is; without one it skips the test.
func needKafka(t *testing.T) string {
	t.Helper()
	lib := os.Getenv(kafkatest.LibVariable)
	if lib == "" {
		t.Skip("needs a real Kafka: make test-faults")
	}
	return lib
}

// newScene starts a cluster with topics of so many partitions for a test, which skips
// where there is no Kafka.
func newScene(t *testing.T, nodes int, partitions map[string]int) *scene {
	t.Helper()
	lib := needKafka(t)
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	cluster, err := kafkatest.Start(ctx, kafkatest.Options{Lib: lib, Dir: t.TempDir(), Nodes: nodes})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cluster.Stop)
	s := &scene{
		cluster: cluster, partitions: maps.Clone(partitions), workers: 3, havocFor: 45 * time.Second,
		transport: &kafka.Transport{MetadataTTL: time.Second, DialTimeout: 2 * time.Second},
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

// feed takes n steps, rate of them a second, whatever happens to the brokers, and ends
// when all records are acknowledged. A step's records are written one after the other,
// each when the one before is acknowledged.
func (s *scene) feed(ctx context.Context, n, rate int, step func(i int) []*kgo.Record) error {
	client, err := kgo.NewClient(kgo.SeedBrokers(s.cluster.Brokers()...), kgo.RecordPartitioner(kgo.ManualPartitioner()),
		kgo.ProducerLinger(5*time.Millisecond), kgo.MetadataMaxAge(2*time.Second), kgo.MetadataMinAge(200*time.Millisecond),
		kgo.RetryTimeout(patience), kgo.MaxBufferedRecords(2*n))
	if err != nil {
		return err
	}
	defer client.Close()
	var failed error
	var once sync.Once
	var write func(records []*kgo.Record)
	write = func(records []*kgo.Record) {
		if len(records) == 0 {
			return
		}
		client.Produce(ctx, records[0], func(_ *kgo.Record, err error) {
			if err != nil {
				once.Do(func() { failed = err })
				return
			}
			write(records[1:])
		})
	}
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for i := 0; i < n; {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
		for range min(n-i, max(1, rate/100)) {
			write(step(i))
			i++
		}
	}
	ctx, cancel := context.WithTimeout(ctx, s.havocFor+standstill)
	defer cancel()
	if err := client.Flush(ctx); err != nil {
		return fmt.Errorf("%d records are not acknowledged: %w", client.BufferedProduceRecords(), err)
	}
	return failed
}

// watch follows the offsets of a group that reads topics until ctx ends, and reports
// each that goes back. It tells their sum each time. Kafka 4.4.0, just started again, may
// tell for a moment that a group has no offset: that is no commit.
func (s *scene) watch(ctx context.Context, group string, topics []string, tell func(sum int64)) (backwards []string) {
	latest := map[string]offsets{}
	for wait(ctx, 200*time.Millisecond, 300*time.Millisecond) {
		now, err := s.committed(ctx, group, topics)
		if err != nil {
			continue // a broker is down
		}
		sum := int64(0)
		for topic, all := range now {
			for p, offset := range all {
				before := latest[topic][p]
				if offset == 0 {
					offset, all[p] = before, before
				}
				if offset < before {
					backwards = append(backwards, fmt.Sprintf("%s/%d: %d to %d", topic, p, before, offset))
				}
				sum += offset
			}
		}
		latest = now
		tell(sum)
	}
	return backwards
}

// drained waits until a group has read all of its topics, and returns their ends; it
// gives up when the group stands still. What the group itself writes to a topic that it
// reads is read, too: the offsets are asked for before the ends.
func (s *scene) drained(ctx context.Context, group string, topics []string) (map[string]offsets, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	began, moved, before := time.Now(), time.Now(), map[string]offsets{}
	for {
		at, err := s.committed(ctx, group, topics)
		ends := map[string]offsets{}
		for _, topic := range topics {
			if err == nil {
				ends[topic], err = s.ends(ctx, topic)
			}
		}
		if err == nil {
			if maps.EqualFunc(at, ends, maps.Equal[offsets, offsets]) {
				return ends, nil
			}
			if !maps.EqualFunc(at, before, maps.Equal[offsets, offsets]) {
				moved, before = time.Now(), at
			}
			err = fmt.Errorf("the group is at %v of %v", at, ends)
		}
		if time.Since(moved) > standstill || !wait(ctx, 100*time.Millisecond, 200*time.Millisecond) {
			return nil, fmt.Errorf("not read to the end in %v, at a standstill for %v: %w", time.Since(began), time.Since(moved), err)
		}
	}
}
