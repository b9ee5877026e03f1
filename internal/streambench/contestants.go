package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/dragoman-wire/dragoman/internal/stream"
)

// contestants do the same in different ways. Each calls counted for the records
// that are acknowledged, and returns when ctx ends.
var contestants = []struct {
	name, title string
	run         func(ctx context.Context, t task, h stream.Handler, counted func(n int)) error
}{
	{"kafka-go", "kafka-go Reader → Writer", readerWriter},
	{"franz-go", "franz-go, at least once", franz},
	{"franz-go-txn", "franz-go, GroupTransactSession", franzTransact},
	{"core", "this core, at least once", core(stream.AtLeastOnce)},
	{"core-txn", "this core, exactly once", core(stream.ExactlyOnce)},
}

// compete is a contestant's process: it prints its outcome when all records are done.
func compete(text string) error {
	var t task
	if err := json.Unmarshal([]byte(text), &t); err != nil {
		return err
	}
	handle, err := t.handler()
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	var m atomic.Pointer[meter]
	var done atomic.Int64
	var o outcome
	counted := func(n int) {
		if now := done.Add(int64(n)); now >= int64(t.Records) && now-int64(n) < int64(t.Records) {
			o = m.Load().read()
			stop()
		}
	}
	first := func(ctx context.Context, r *stream.Record) ([]stream.Output, error) {
		if m.Load() == nil {
			m.CompareAndSwap(nil, newMeter())
		}
		return handle(ctx, r)
	}
	for _, c := range contestants {
		if c.name == t.Contestant {
			if err := c.run(ctx, t, first, counted); err != nil && ctx.Err() == nil {
				return err
			}
			return json.NewEncoder(os.Stdout).Encode(o)
		}
	}
	return fmt.Errorf("no contestant %q", t.Contestant)
}

func (t task) group() string { return fmt.Sprintf("bench.%s.%t.%s", t.Contestant, t.Detect, t.In) }

// core is the stream.
func core(d stream.Delivery) func(context.Context, task, stream.Handler, func(int)) error {
	return func(ctx context.Context, t task, h stream.Handler, counted func(int)) error {
		dead := t.Out
		if t.Detect {
			dead = t.topics().DeadLetter()
		}
		return stream.Run(ctx, stream.Config{
			Cluster: cluster(t.Brokers), Group: t.group(), Topics: []string{t.In}, DeadLetterTopic: dead,
			Delivery: d, Observer: counter{counted: counted},
		}, h)
	}
}

type counter struct {
	stream.NopObserver
	counted func(int)
}

func (c counter) Published(*stream.Record, []stream.Output) { c.counted(1) }

// readerWriter is how kafka-go is used by most: a batch at a time, as large as the
// stream's fetches.
func readerWriter(ctx context.Context, t task, h stream.Handler, counted func(int)) error {
	const batch = 1000
	r := kafka.NewReader(kafka.ReaderConfig{
		Brokers: t.Brokers, GroupID: t.group(), Topic: t.In, StartOffset: kafka.FirstOffset,
		MaxBytes: 1 << 20, QueueCapacity: 2 * batch, MaxWait: 500 * time.Millisecond,
	})
	w := &kafka.Writer{
		Addr: kafka.TCP(t.Brokers...), RequiredAcks: kafka.RequireAll, Balancer: kafka.Murmur2Balancer{Consistent: true},
		BatchSize: 10_000, BatchBytes: 900_000, BatchTimeout: time.Millisecond,
	}
	for ctx.Err() == nil {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			if ctx.Err() == nil {
				fmt.Fprintln(os.Stderr, "kafka-go Reader:", err)
			}
			continue
		}
		in := []kafka.Message{m}
		filling, cancel := context.WithTimeout(ctx, time.Millisecond)
		for len(in) < batch {
			if m, err = r.FetchMessage(filling); err != nil {
				break
			}
			in = append(in, m)
		}
		cancel()
		outs := make([][]stream.Output, len(in))
		inParallel(len(in), func(i int) {
			outs[i], _ = h(ctx, &stream.Record{Key: in[i].Key, Value: in[i].Value, Headers: fromKafkaGo(in[i].Headers)})
		})
		var write []kafka.Message
		for _, some := range outs {
			for _, o := range some {
				write = append(write, kafka.Message{Topic: o.Topic, Key: o.Key, Value: o.Value, Headers: toKafkaGo(o.Headers)})
			}
		}
		if err := w.WriteMessages(ctx, write...); err != nil {
			return err
		}
		if err := r.CommitMessages(ctx, in...); err != nil {
			return err
		}
		counted(len(in))
	}
	return w.Close() // the Reader would take seconds to close
}

func fromKafkaGo(hs []kafka.Header) (out []stream.Header) {
	for _, h := range hs {
		out = append(out, stream.Header{Key: h.Key, Value: h.Value})
	}
	return out
}

func toKafkaGo(hs []stream.Header) (out []kafka.Header) {
	for _, h := range hs {
		out = append(out, kafka.Header{Key: h.Key, Value: h.Value})
	}
	return out
}

func franzOptions(t task) []kgo.Opt {
	return []kgo.Opt{
		kgo.SeedBrokers(t.Brokers...), kgo.ConsumerGroup(t.group()), kgo.ConsumeTopics(t.In),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()), kgo.FetchMaxPartitionBytes(256 << 10),
		kgo.ProducerBatchCompression(kgo.NoCompression()), kgo.ProducerLinger(0), kgo.FetchIsolationLevel(kgo.ReadCommitted()),
	}
}

// handled is what becomes of fetched records.
func handled(ctx context.Context, in []*kgo.Record, h stream.Handler) (out []*kgo.Record) {
	outs := make([][]stream.Output, len(in))
	inParallel(len(in), func(i int) {
		r := &stream.Record{Key: in[i].Key, Value: in[i].Value}
		for _, header := range in[i].Headers {
			r.Headers = append(r.Headers, stream.Header{Key: header.Key, Value: header.Value})
		}
		outs[i], _ = h(ctx, r)
	})
	for _, some := range outs {
		for _, o := range some {
			r := &kgo.Record{Topic: o.Topic, Key: o.Key, Value: o.Value}
			for _, header := range o.Headers {
				r.Headers = append(r.Headers, kgo.RecordHeader{Key: header.Key, Value: header.Value})
			}
			out = append(out, r)
		}
	}
	return out
}

func franz(ctx context.Context, t task, h stream.Handler, counted func(int)) error {
	client, err := kgo.NewClient(append(franzOptions(t), kgo.DisableAutoCommit())...)
	if err != nil {
		return err
	}
	defer client.Close()
	committed := time.Now()
	for ctx.Err() == nil {
		in := client.PollRecords(ctx, 1000).Records()
		if len(in) == 0 {
			continue
		}
		if err := client.ProduceSync(ctx, handled(ctx, in, h)...).FirstErr(); err != nil {
			return err
		}
		if time.Since(committed) > time.Second { // as often as the stream
			if err := client.CommitUncommittedOffsets(ctx); err != nil {
				return err
			}
			committed = time.Now()
		}
		counted(len(in))
	}
	return nil
}

func franzTransact(ctx context.Context, t task, h stream.Handler, counted func(int)) error {
	session, err := kgo.NewGroupTransactSession(append(franzOptions(t), kgo.TransactionalID(t.group()))...)
	if err != nil {
		return err
	}
	defer session.Close()
	for ctx.Err() == nil {
		in := session.PollRecords(ctx, 5000).Records()
		if len(in) == 0 {
			continue
		}
		if err := session.Begin(); err != nil {
			return err
		}
		if err := session.ProduceSync(ctx, handled(ctx, in, h)...).FirstErr(); err != nil {
			return err
		}
		ok, err := session.End(ctx, kgo.TryCommit)
		if err != nil {
			return err
		}
		if ok {
			counted(len(in))
		}
	}
	return nil
}
