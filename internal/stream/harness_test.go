package stream_test

import (
	"context"
	"crypto/rand"
	"flag"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/dragoman-wire/dragoman/internal/broker"
	"github.com/dragoman-wire/dragoman/internal/kafkatest"
	"github.com/dragoman-wire/dragoman/internal/stream"
)

// allExactlyOnce makes the tests that do not choose a delivery run by exactly once.
var allExactlyOnce = flag.Bool("exactly-once", false, "run the tests that do not choose a delivery by exactly once")

// patience limits every wait of a test; only a failure waits that long.
const patience = 60 * time.Second

// bench is a Kafka cluster for one test: the embedded one, or a real one where
// DRAGOMAN_TEST_BROKERS names it. Topics and groups get names of their own.
type bench struct {
	*testing.T
	cluster stream.Cluster
	fake    *kfake.Cluster // nil on a real cluster
	id      string
}

func newBench(t *testing.T) *bench {
	t.Helper()
	b := &bench{T: t, id: strings.ToLower(rand.Text()[:8])}
	if brokers := os.Getenv("DRAGOMAN_TEST_BROKERS"); brokers != "" {
		b.cluster.Brokers = strings.Split(brokers, ",")
		return b
	}
	return b.embed(broker.Options{})
}

// newFakeBench is for tests that inject faults; it skips where the cluster is real.
func newFakeBench(t *testing.T, opts ...kfake.Opt) *bench {
	t.Helper()
	if os.Getenv("DRAGOMAN_TEST_BROKERS") != "" {
		t.Skip("needs the embedded broker, to inject faults")
	}
	b := &bench{T: t, id: "fake"}
	return b.embed(broker.Options{Kfake: opts})
}

func (b *bench) embed(o broker.Options) *bench {
	b.Helper()
	running, err := broker.Start(o)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = running.Close() })
	b.cluster.Brokers = []string{running.Addr()}
	b.fake = running.Cluster()
	return b
}

func (b *bench) context() context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	b.Cleanup(cancel)
	return ctx
}

func (b *bench) name(s string) string { return b.id + "." + s }

// topic creates a topic; config is name, value, name, value.
func (b *bench) topic(name string, partitions int, config ...string) string {
	b.Helper()
	t := stream.Topic{Name: b.name(name), Partitions: partitions, Config: map[string]string{}}
	for i := 0; i < len(config); i += 2 {
		t.Config[config[i]] = config[i+1]
	}
	created, err := stream.CreateTopics(b.context(), b.cluster, []stream.Topic{t})
	if err != nil || len(created) != 1 {
		b.Fatal(created, err)
	}
	return t.Name
}

// fill writes n records to every partition of a topic, with franz-go. Their value
// is "partition:number", padded to size.
func (b *bench) fill(topic string, partitions, n, size int) {
	b.Helper()
	b.fillFrom(topic, partitions, 0, n, size)
}

// fillFrom is fill with the numbers from on, up to and without to.
func (b *bench) fillFrom(topic string, partitions, from, to, size int) {
	b.Helper()
	cl := b.kgo(kgo.RecordPartitioner(kgo.ManualPartitioner()))
	var records []*kgo.Record
	for i := from; i < to; i++ {
		for p := range partitions {
			v := fmt.Sprintf("%d:%d", p, i)
			v += strings.Repeat(" ", max(0, size-len(v)))
			records = append(records, &kgo.Record{Topic: topic, Partition: int32(p), Key: []byte(strconv.Itoa(p)), Value: []byte(v)})
		}
	}
	b.put(cl, records...)
}

func (b *bench) put(cl *kgo.Client, records ...*kgo.Record) {
	b.Helper()
	if err := cl.ProduceSync(b.context(), records...).FirstErr(); err != nil {
		b.Fatal(err)
	}
}

// grow adds partitions to a topic.
func (b *bench) grow(topic string, to int) {
	b.Helper()
	res, err := b.client().CreatePartitions(b.context(), &kafka.CreatePartitionsRequest{
		Topics: []kafka.TopicPartitionsConfig{{Name: topic, Count: int32(to)}},
	})
	if err != nil || res.Errors[topic] != nil {
		b.Fatal(err, res)
	}
}

// remake deletes a topic and creates it with another number of partitions.
func (b *bench) remake(topic string, partitions int) {
	b.Helper()
	if _, err := b.client().DeleteTopics(b.context(), &kafka.DeleteTopicsRequest{Topics: []string{topic}}); err != nil {
		b.Fatal(err)
	}
	for created := []string(nil); len(created) == 0; { // a broker may take a while to delete
		var err error
		if created, err = stream.CreateTopics(b.context(), b.cluster, []stream.Topic{{Name: topic, Partitions: partitions}}); err != nil {
			b.Fatal(err)
		}
	}
}

// deleteUpTo deletes the records of partition 0 before an offset, as retention does.
func (b *bench) deleteUpTo(topic string, offset int64) {
	b.Helper()
	req := kmsg.NewPtrDeleteRecordsRequest()
	part := kmsg.NewDeleteRecordsRequestTopicPartition()
	part.Offset = offset
	of := kmsg.NewDeleteRecordsRequestTopic()
	of.Topic, of.Partitions = topic, append(of.Partitions, part)
	req.Topics, req.TimeoutMillis = append(req.Topics, of), 10_000
	res, err := req.RequestWith(b.context(), b.kgo())
	if err != nil || res.Topics[0].Partitions[0].ErrorCode != 0 {
		b.Fatal(err, res)
	}
}

func (b *bench) kgo(opts ...kgo.Opt) *kgo.Client {
	b.Helper()
	cl, err := kgo.NewClient(append(opts, kgo.SeedBrokers(b.cluster.Brokers...))...)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(cl.Close)
	return cl
}

// read returns all committed records of a topic, in order within each partition.
func (b *bench) read(topic string) []*kgo.Record {
	b.Helper()
	want := int64(0)
	ends := b.ends(topic)
	for _, end := range ends {
		want += end
	}
	cl := b.kgo(kgo.ConsumeTopics(topic), kgo.FetchIsolationLevel(kgo.ReadCommitted()), kgo.KeepControlRecords(),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()))
	at := map[int32]int64{}
	var got []*kgo.Record
	for ctx := b.context(); ; {
		left := want
		for _, offset := range at {
			left -= offset
		}
		if left <= 0 {
			break
		}
		fetches := cl.PollFetches(ctx)
		if err := fetches.Err0(); err != nil {
			b.Fatalf("reading %s: %v; %d offsets missing", topic, err, left)
		}
		fetches.EachRecord(func(r *kgo.Record) {
			at[r.Partition] = r.Offset + 1
			if !r.Attrs.IsControl() {
				got = append(got, r)
			}
		})
	}
	return got
}

func (b *bench) client() *kafka.Client {
	return &kafka.Client{Addr: kafka.TCP(b.cluster.Brokers...), Timeout: 10 * time.Second, Transport: &kafka.Transport{}}
}

// ends returns the end offset of every partition.
func (b *bench) ends(topic string) map[int]int64 {
	b.Helper()
	topics, err := stream.DescribeTopics(b.context(), b.cluster, topic)
	if err != nil || len(topics) != 1 {
		b.Fatal(topics, err)
	}
	var req []kafka.OffsetRequest
	for p := range topics[0].Partitions {
		req = append(req, kafka.LastOffsetOf(p))
	}
	res, err := b.client().ListOffsets(b.context(), &kafka.ListOffsetsRequest{Topics: map[string][]kafka.OffsetRequest{topic: req}})
	if err != nil {
		b.Fatal(err)
	}
	ends := map[int]int64{}
	for _, p := range res.Topics[topic] {
		if p.Error != nil {
			b.Fatal(p.Error)
		}
		ends[p.Partition] = p.LastOffset
	}
	return ends
}

// committed returns the group's offset in every partition, -1 where there is none.
func (b *bench) committed(group, topic string) map[int]int64 {
	b.Helper()
	ends := b.ends(topic)
	known, err := kafkatest.GroupOffsets(b.context(), b.cluster.Brokers, group, map[string]int{topic: len(ends)})
	if err != nil {
		b.Fatal(err)
	}
	offsets := map[int]int64{}
	for p := range ends {
		offsets[p] = -1
		if offset, ok := known[topic][p]; ok {
			offsets[p] = offset
		}
	}
	return offsets
}

// awaitOffset waits until a group's offset in every partition of a topic is n, so that
// the markers of the transaction that committed it are written: Kafka 4.4.0 may lose
// them, if it is killed before.
func (b *bench) awaitOffset(group, topic string, n int64) {
	b.Helper()
	for ctx := b.context(); ; {
		left := false
		for _, offset := range b.committed(group, topic) {
			left = left || offset != n
		}
		if !left {
			return
		}
		select {
		case <-ctx.Done():
			b.Fatalf("group %s is not committed up to %d in %s", group, n, topic)
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// config is a setting for quick tests.
func (b *bench) config(in, dead string, o *recorder) stream.Config {
	delivery := stream.AtLeastOnce
	if *allExactlyOnce {
		delivery = stream.ExactlyOnce
	}
	return stream.Config{
		Cluster: b.cluster, Group: b.name("group"), Topics: []string{in}, DeadLetterTopic: dead,
		Delivery: delivery, TransactionInterval: 5 * time.Millisecond,
		SessionTimeout: 6 * time.Second, HeartbeatInterval: 200 * time.Millisecond,
		CommitInterval: 50 * time.Millisecond, LagInterval: 50 * time.Millisecond, FetchWait: 100 * time.Millisecond,
		Backoff: stream.Backoff{Min: 5 * time.Millisecond, Max: 200 * time.Millisecond}, Observer: o,
	}
}

// running is a Run in the background.
type running struct {
	*bench
	cancel context.CancelFunc
	done   chan error
}

func (b *bench) start(cfg stream.Config, h stream.Handler) *running {
	ctx, cancel := context.WithCancel(context.Background())
	r := &running{b, cancel, make(chan error, 1)}
	go func() { r.done <- stream.Run(ctx, cfg, h) }()
	b.Cleanup(func() {
		cancel()
		r.done <- <-r.done // also if the test took it already
	})
	return r
}

// result waits for Run to return.
func (r *running) result() error {
	r.Helper()
	select {
	case err := <-r.done:
		r.done <- err
		return err
	case <-time.After(patience):
		r.Fatal("Run does not return")
		return nil
	}
}

// stop stops it, which must be clean.
func (r *running) stop() {
	r.Helper()
	r.cancel()
	if err := r.result(); err != nil {
		r.Fatalf("stop was not clean: %v", err)
	}
}

// forward is a handler that copies every record to a topic.
func forward(topic string) stream.Handler {
	return func(_ context.Context, r *stream.Record) ([]stream.Output, error) {
		return []stream.Output{{Topic: topic, Key: r.Key, Value: r.Value, Headers: r.Headers}}, nil
	}
}

// recorder is an Observer that remembers everything and can be waited for.
type recorder struct {
	t    *testing.T
	mu   sync.Mutex
	cond *sync.Cond

	published  int
	dead       []*stream.Reject
	retries    []retry
	commits    map[string][]int64 // by topic/partition, in order
	failures   []error            // of commits
	gaps       [][2]int64
	lags       map[int]lag
	assigned   map[int]int // by partition: assignments less revocations
	rebalances int
	records    int64
	bytes      int64
	peak       int64 // of bytes
}

type retry struct {
	stage stream.Stage
	topic string
	err   error
}

type lag struct {
	records int64
	age     time.Duration
	reports int
}

func newRecorder(t *testing.T) *recorder {
	r := &recorder{t: t, commits: map[string][]int64{}, lags: map[int]lag{}, assigned: map[int]int{}}
	r.cond = sync.NewCond(&r.mu)
	return r
}

// await waits until condition holds, which is checked after every fact.
func (o *recorder) await(what string, condition func() bool) {
	o.t.Helper()
	late := false
	timer := time.AfterFunc(patience, func() { o.note(func() { late = true }) })
	defer timer.Stop()
	o.mu.Lock()
	defer o.mu.Unlock()
	for !condition() {
		if late {
			o.t.Fatalf("waiting for %s: published %d, dead %d, retries %v, commits %v, lags %v, assigned %v",
				what, o.published, len(o.dead), o.retries[max(0, len(o.retries)-3):], o.commits, o.lags, o.assigned)
		}
		o.cond.Wait()
	}
}

func (o *recorder) note(f func()) {
	o.mu.Lock()
	defer o.mu.Unlock()
	f()
	o.cond.Broadcast()
}

func (o *recorder) Assigned(_ string, partitions []int) {
	o.note(func() {
		o.rebalances++
		for _, p := range partitions {
			o.assigned[p]++
		}
	})
}

func (o *recorder) Revoked(_ string, partitions []int) {
	o.note(func() {
		for _, p := range partitions {
			o.assigned[p]--
		}
	})
}

func (o *recorder) Consumed(string, int, int, int) {}

func (o *recorder) Published(*stream.Record, []stream.Output) { o.note(func() { o.published++ }) }

func (o *recorder) Produced(string, int, int, time.Duration) {}

func (o *recorder) DeadLetter(_ *stream.Record, reject *stream.Reject) {
	o.note(func() { o.dead = append(o.dead, reject) })
}

func (o *recorder) Retry(stage stream.Stage, topic string, err error, _ time.Duration) {
	o.note(func() { o.retries = append(o.retries, retry{stage, topic, err}) })
}

func (o *recorder) Committed(topic string, partition int, offset int64) {
	o.note(func() {
		key := fmt.Sprintf("%s/%d", topic, partition)
		o.commits[key] = append(o.commits[key], offset)
	})
}

func (o *recorder) CommitFailed(err error) { o.note(func() { o.failures = append(o.failures, err) }) }

func (o *recorder) Gap(_ string, _ int, from, to int64) {
	o.note(func() { o.gaps = append(o.gaps, [2]int64{from, to}) })
}

func (o *recorder) Lag(_ string, partition int, records int64, age time.Duration) {
	o.note(func() { o.lags[partition] = lag{records, age, o.lags[partition].reports + 1} })
}

func (o *recorder) InFlight(records, bytes int64) {
	o.note(func() { o.records, o.bytes, o.peak = records, bytes, max(o.peak, bytes) })
}

// awaitPublished waits until n records are done with.
func (o *recorder) awaitPublished(n int) {
	o.t.Helper()
	o.await(fmt.Sprintf("%d records published", n), func() bool { return o.published >= n })
}

// awaitCommitted waits until every partition of a topic is committed up to n.
func (o *recorder) awaitCommitted(topic string, partitions int, n int64) {
	o.t.Helper()
	o.await(fmt.Sprintf("%d committed", n), func() bool {
		for p := range partitions {
			if !slices.Contains(o.commits[fmt.Sprintf("%s/%d", topic, p)], n) {
				return false
			}
		}
		return true
	})
}

// check fails if commits of a partition ever went back.
func (o *recorder) checkCommits() {
	o.t.Helper()
	o.mu.Lock()
	defer o.mu.Unlock()
	for key, offsets := range o.commits {
		if !slices.IsSorted(offsets) {
			o.t.Errorf("commits of %s went back: %v", key, offsets)
		}
	}
}

// checkComplete fails unless out has every value that fill made, and those of one
// partition in order; it returns how many are there more than once.
func (b *bench) checkComplete(out []*kgo.Record, partitions, n int) (duplicates int) {
	b.Helper()
	seen := map[string]int{}
	last := map[string]int{}
	for _, r := range out {
		v := strings.TrimRight(string(r.Value), " ")
		from, number, _ := strings.Cut(v, ":")
		i, err := strconv.Atoi(number)
		if err != nil {
			b.Fatalf("unexpected value %.40q", r.Value)
		}
		if seen[v]++; seen[v] > 1 {
			duplicates++
		} else if i > 0 && i != last[from]+1 {
			b.Errorf("partition %s: %d came after %d", from, i, last[from])
		}
		last[from] = max(i, last[from])
	}
	if len(seen) != partitions*n {
		b.Errorf("%d different records arrived, want %d", len(seen), partitions*n)
	}
	return duplicates
}

// checkOnce fails unless out has every value that fill made once and in order, and
// the group's offsets are at the end.
func (b *bench) checkOnce(group, in, out string, partitions, n int) {
	b.Helper()
	if d := b.checkComplete(b.read(out), partitions, n); d != 0 {
		b.Errorf("%d duplicates", d)
	}
	for p, offset := range b.committed(group, in) {
		if offset != int64(n) {
			b.Errorf("partition %d is committed up to %d, want %d", p, offset, n)
		}
	}
}
