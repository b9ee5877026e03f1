package main

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"syscall"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/broker"
	"github.com/dragoman-wire/dragoman/internal/consumer"
	"github.com/dragoman-wire/dragoman/internal/kafkatest"
	"github.com/dragoman-wire/dragoman/internal/stream"
)

// Sizes of the test below: a load that takes seconds, of which the first records
// are waited for before the stop.
const (
	loadArticles   = 20_000
	loadPartitions = 4
	loadBefore     = 500
)

// A consumer that is told to stop under load ends with status 0 within ten
// seconds; all that it committed is published; its successor does the rest.
func TestStopUnderLoad(t *testing.T) {
	b, err := broker.Start(broker.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	topics := events.Topics{}
	cluster := stream.Cluster{Brokers: []string{b.Addr()}}
	if _, err := stream.CreateTopics(ctx, cluster, consumer.TopicPlan(topics, loadPartitions, 0)); err != nil {
		t.Fatal(err)
	}
	load(ctx, t, cluster, topics.Raw())
	published := newSubjects(t, b.Addr(), topics.Event(events.TypeMeeting))

	first := startConsumer(ctx, t, b.Addr())
	published.waitFor(ctx, t, loadBefore)
	began := time.Now()
	if err := first.command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := first.command.Wait(); err != nil {
		t.Fatalf("stopped with %v\n%s", err, first.stderr.String())
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("stopping took %v", took)
	}

	committed := committedRecords(ctx, t, b.Addr(), topics.Raw())
	t.Logf("%d records committed at the stop, after %v", committed, time.Since(began))
	if committed == loadArticles {
		t.Error("the load was over before the stop: it proves nothing")
	}
	published.waitFor(ctx, t, committed)

	second := startConsumer(ctx, t, b.Addr())
	published.waitFor(ctx, t, loadArticles)
	if err := second.command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := second.command.Wait(); err != nil {
		t.Fatalf("the successor stopped with %v\n%s", err, second.stderr.String())
	}
	if n := committedRecords(ctx, t, b.Addr(), topics.Raw()); n != loadArticles {
		t.Errorf("%d records are committed in the end, want %d", n, loadArticles)
	}
	if published.deliveries != loadArticles {
		t.Errorf("%d deliveries of %d events: a clean stop repeats nothing", published.deliveries, loadArticles)
	}
}

// load produces articles of one meeting each.
func load(ctx context.Context, t *testing.T, cluster stream.Cluster, topic string) {
	t.Helper()
	producer, err := stream.NewProducer(stream.ProducerConfig{Cluster: cluster})
	if err != nil {
		t.Fatal(err)
	}
	defer producer.Close()
	outs := make([]stream.Output, loadArticles)
	for i := range outs {
		id := fmt.Sprintf("urn:load:%d", i)
		outs[i] = stream.Output{Topic: topic, Key: []byte(id), Value: fmt.Appendf(nil,
			`{"id":%q,"language":"en","published":"2024-05-21T03:00:00Z","headline":"Wang meets Lavrov",`+
				`"body":"Chinese Foreign Minister Wang Yi met Russian Foreign Minister Sergei Lavrov in Astana on Monday."}`, id)}
	}
	if err := producer.Produce(ctx, outs); err != nil {
		t.Fatal(err)
	}
}

type process struct {
	command *exec.Cmd
	stderr  *bytes.Buffer
}

func startConsumer(ctx context.Context, t *testing.T, broker string) process {
	t.Helper()
	p := process{exec.CommandContext(ctx, name, "run", "--brokers", broker, "--listen="), new(bytes.Buffer)}
	p.command.Stderr = p.stderr
	if err := p.command.Start(); err != nil {
		t.Fatal(err)
	}
	return p
}

// subjects reads a topic and keeps which articles its events are of.
type subjects struct {
	client     *kgo.Client
	seen       map[string]bool
	deliveries int
}

func newSubjects(t *testing.T, broker, topic string) *subjects {
	t.Helper()
	client, err := kgo.NewClient(kgo.SeedBrokers(broker), kgo.ConsumeTopics(topic))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return &subjects{client: client, seen: map[string]bool{}}
}

// waitFor reads until events of n different articles have come.
func (s *subjects) waitFor(ctx context.Context, t *testing.T, n int) {
	t.Helper()
	for len(s.seen) < n {
		fetches := s.client.PollFetches(ctx)
		if err := fetches.Err(); err != nil {
			t.Fatalf("events of %d articles came, want %d: %v", len(s.seen), n, err)
		}
		fetches.EachRecord(func(r *kgo.Record) {
			s.deliveries++
			for _, h := range r.Headers {
				if h.Key == events.HeaderSubject {
					s.seen[string(h.Value)] = true
				}
			}
		})
	}
}

// committedRecords sums the group's offsets.
func committedRecords(ctx context.Context, t *testing.T, broker, topic string) int {
	t.Helper()
	offsets, err := kafkatest.GroupOffsets(ctx, []string{broker}, "dragoman", map[string]int{topic: loadPartitions})
	if err != nil {
		t.Fatal(err)
	}
	sum := 0
	for _, offset := range offsets[topic] {
		sum += int(offset)
	}
	return sum
}
