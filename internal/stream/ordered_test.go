package stream_test

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync/atomic"
	"testing"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/dragoman-wire/dragoman/internal/stream"
)

// counting opens handlers that number the records of their partition, beginning with
// where the topic of numbers ends: state that is kept in Kafka.
func (b *bench) counting(numbers string) stream.Opener {
	return func(ctx context.Context, _ string, partition int) (stream.Handler, error) {
		n := 0
		err := stream.ReadAll(ctx, b.cluster, numbers, partition, func(r *stream.Record) (err error) {
			n, err = strconv.Atoi(string(r.Value))
			return err
		})
		if err != nil {
			return nil, err
		}
		var busy atomic.Bool
		return func(_ context.Context, r *stream.Record) ([]stream.Output, error) {
			if !busy.CompareAndSwap(false, true) {
				b.Error("the handler of a partition was called for two records at once")
			}
			defer busy.Store(false)
			n++
			return []stream.Output{{
				Topic: numbers, Key: fmt.Appendf(nil, "key %d", n), Partition: &r.Partition, Value: strconv.AppendInt(nil, int64(n), 10),
			}}, nil
		}, nil
	}
}

// State that a partition's handler keeps in Kafka stays right over stops and
// rebalances: in transactions no record counts twice, and none is left out.
func TestHandlerWithState(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	const partitions, n = 3, 300
	in, numbers, dead := b.topic("in", partitions), b.topic("numbers", partitions), b.topic("dead", 1)
	b.fill(in, partitions, n/2, 100)
	rec := newRecorder(t)
	cfg := exactlyOnce(b.config(in, dead, rec))
	cfg.FetchBytes, cfg.Open = 2000, b.counting(numbers)
	first := b.start(cfg, nil)
	rec.awaitPublished(100)
	second := b.start(cfg, nil) // takes partitions over
	rec.awaitPublished(200)
	first.stop()
	b.fillFrom(in, partitions, n/2, n, 100)
	rec.awaitCommitted(in, partitions, n)
	second.stop()

	next := map[int32]int{}
	for _, r := range b.read(numbers) {
		next[r.Partition]++
		if want := strconv.Itoa(next[r.Partition]); string(r.Value) != want {
			t.Fatalf("partition %d: number %s, want %s", r.Partition, r.Value, want)
		}
	}
	for p := range int32(partitions) {
		if next[p] != n {
			t.Errorf("partition %d: %d numbers, want %d", p, next[p], n)
		}
	}
}

// What a handler leaves undone when it must stop is neither committed nor rejected.
func TestHandlerLeavesRecordsUndone(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	in, out, dead := b.topic("in", 1), b.topic("out", 1), b.topic("dead", 1)
	b.fill(in, 1, 10, 100)
	rec := newRecorder(t)
	cfg := b.config(in, dead, rec)
	waiting := make(chan struct{})
	cfg.Open = func(stopping context.Context, _ string, _ int) (stream.Handler, error) {
		return func(ctx context.Context, r *stream.Record) ([]stream.Output, error) {
			if r.Offset < 5 {
				return forward(out)(ctx, r)
			}
			close(waiting)
			<-stopping.Done()
			return nil, fmt.Errorf("stopping: %w", stream.ErrUndone)
		}, nil
	}
	r := b.start(cfg, nil)
	<-waiting
	r.stop()
	if got := b.committed(cfg.Group, in)[0]; got != 5 {
		t.Errorf("committed %d, want 5", got)
	}
	if len(b.read(out)) != 5 || len(b.read(dead)) != 0 {
		t.Errorf("%d outputs, %d dead letters; want 5 and none", len(b.read(out)), len(b.read(dead)))
	}
}

func TestReadAll(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	topic := b.topic("in", 2)
	read := func() (values []string) {
		err := stream.ReadAll(b.context(), b.cluster, topic, 1, func(r *stream.Record) error {
			values = append(values, string(r.Value))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return values
	}
	if got := read(); got != nil {
		t.Errorf("an empty partition has %q", got)
	}
	cl := b.kgo(kgo.TransactionalID(b.name("tx")), kgo.RecordPartitioner(kgo.ManualPartitioner()))
	for i, end := range []kgo.TransactionEndTry{kgo.TryCommit, kgo.TryAbort, kgo.TryCommit} {
		if err := cl.BeginTransaction(); err != nil {
			t.Fatal(err)
		}
		b.put(cl, &kgo.Record{Topic: topic, Partition: 1, Value: strconv.AppendInt(nil, int64(i), 10)})
		if err := cl.EndTransaction(b.context(), end); err != nil {
			t.Fatal(err)
		}
	}
	if got := read(); len(got) != 2 || got[0] != "0" || got[1] != "2" {
		t.Errorf("read %q, want the committed ones", got)
	}
	refused := errors.New("enough")
	if err := stream.ReadAll(b.context(), b.cluster, topic, 1, func(*stream.Record) error { return refused }); !errors.Is(err, refused) {
		t.Errorf("error is %v, want that of the function", err)
	}
}
