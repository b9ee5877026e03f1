package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/dragoman-wire/dragoman/internal/broker"
	"github.com/dragoman-wire/dragoman/internal/stream"
	"github.com/dragoman-wire/dragoman/internal/wiretest"
)

// The size of the test below. DRAGOMAN_KILL_ARTICLES asks for another number of
// articles, DRAGOMAN_TEST_BROKERS for a real cluster.
const (
	killArticles   = 12_000
	kills          = 10
	killPartitions = 4
	largestBatch   = 2000 // articles, as internal/replay puts them together
)

// TestKilledProducerResumes kills the producer (SIGKILL) ten times within a replay.
// In the end every article is in the topic, and what is there twice was within one
// batch behind a checkpoint at which a run began anew.
func TestKilledProducerResumes(t *testing.T) {
	n, err := strconv.Atoi(cmp.Or(os.Getenv("DRAGOMAN_KILL_ARTICLES"), strconv.Itoa(killArticles)))
	if err != nil {
		t.Fatal(err)
	}
	brokers := os.Getenv("DRAGOMAN_TEST_BROKERS")
	if brokers == "" {
		b, err := broker.Start(broker.Options{RetentionBytes: 4 << 30})
		if err != nil {
			t.Fatal(err)
		}
		defer b.Close()
		brokers = b.Addr()
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Minute)
	defer cancel()
	archive, checkpoint := writeArchive(t, n), filepath.Join(t.TempDir(), "checkpoint")
	topic := "kill." + strconv.FormatInt(time.Now().UnixNano(), 36)
	if _, err := stream.CreateTopics(ctx, stream.Cluster{Brokers: []string{brokers}}, []stream.Topic{{Name: topic, Partitions: killPartitions}}); err != nil {
		t.Fatal(err)
	}
	stored := newStored(t, brokers, topic)

	var resumed []int // the articles at which a run began anew
	for killed := 0; ; {
		command := exec.CommandContext(ctx, name, "--brokers", brokers, "--topic", topic, "--checkpoint", checkpoint, archive)
		var stderr bytes.Buffer
		command.Stderr = &stderr
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		if killed < kills {
			stored.waitFor(ctx, t, len(stored.times)+n/(2*kills))
			_ = command.Process.Kill()
			_ = command.Wait()
			killed++
			resumed = append(resumed, settled(t, checkpoint))
			continue
		}
		if err := command.Wait(); err != nil {
			t.Fatalf("the last run: %v\n%s", err, stderr.String())
		}
		break
	}
	stored.readAll(ctx, t, brokers, topic)
	if len(stored.times) != n {
		t.Fatalf("%d articles are stored, want %d", len(stored.times), n)
	}
	repeated := 0
	for article, times := range stored.times {
		if times == 1 {
			continue
		}
		repeated += times - 1
		near := 0 // runs that may have repeated it
		for _, at := range resumed {
			if at <= article && article < at+largestBatch {
				near++
			}
		}
		if times-1 > near {
			t.Fatalf("article %d is stored %d times; runs began anew at %v", article, times, resumed)
		}
	}
	t.Logf("%d articles, killed at %v, %d stored again", n, resumed, repeated)
	if resumed[len(resumed)-1] == 0 {
		t.Error("no run was resumed: nothing is shown")
	}
}

func writeArchive(t *testing.T, n int) string {
	t.Helper()
	file, err := os.Create(filepath.Join(t.TempDir(), "archive.jsonl.zst"))
	if err != nil {
		t.Fatal(err)
	}
	if err := wiretest.Write(file, "jsonl.zst", n); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Name()
}

// settled reads how many articles a checkpoint tells of.
func settled(t *testing.T, checkpoint string) int {
	t.Helper()
	data, err := os.ReadFile(checkpoint)
	if os.IsNotExist(err) {
		return 0 // killed before the first batch was answered
	}
	var c struct{ Articles int }
	if err == nil {
		err = json.Unmarshal(data, &c)
	}
	if err != nil {
		t.Fatalf("checkpoint: %v", err)
	}
	return c.Articles
}

// stored counts how often each article is in a topic, by its number.
type stored struct {
	client  *kgo.Client
	times   map[int]int
	records int
}

func newStored(t *testing.T, brokers, topic string) *stored {
	t.Helper()
	client, err := kgo.NewClient(kgo.SeedBrokers(brokers), kgo.ConsumeTopics(topic), kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return &stored{client: client, times: map[int]int{}}
}

// readAll reads what is in the topic now to its end.
func (s *stored) readAll(ctx context.Context, t *testing.T, brokers, topic string) {
	t.Helper()
	requests := make([]kafka.OffsetRequest, killPartitions)
	for p := range requests {
		requests[p] = kafka.LastOffsetOf(p)
	}
	client := &kafka.Client{Addr: kafka.TCP(brokers)}
	answer, err := client.ListOffsets(ctx, &kafka.ListOffsetsRequest{Topics: map[string][]kafka.OffsetRequest{topic: requests}})
	if err != nil {
		t.Fatal(err)
	}
	all := 0
	for _, p := range answer.Topics[topic] {
		all += int(p.LastOffset)
	}
	for s.records < all {
		s.poll(ctx, t)
	}
}

// waitFor reads until n different articles have been seen.
func (s *stored) waitFor(ctx context.Context, t *testing.T, n int) {
	t.Helper()
	for len(s.times) < n {
		s.poll(ctx, t)
	}
}

func (s *stored) poll(ctx context.Context, t *testing.T) {
	t.Helper()
	fetches := s.client.PollFetches(ctx)
	if err := fetches.Err(); err != nil {
		t.Fatalf("after %d records, %d articles: %v", s.records, len(s.times), err)
	}
	for record := range fetches.RecordsAll() {
		number, err := strconv.Atoi(strings.TrimPrefix(string(record.Key), "https://wire.example/"))
		if err != nil {
			t.Fatal(err)
		}
		s.times[number]++
		s.records++
	}
}
