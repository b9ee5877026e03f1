package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/archive"
	"github.com/dragoman-wire/dragoman/internal/pipeline"
	"github.com/dragoman-wire/dragoman/internal/stream"
	"github.com/dragoman-wire/dragoman/processor"
)

// bench is a broker and what is sent to it.
type bench struct {
	brokers  []string
	articles [][]byte
}

// load reads the articles, which are sent over and over.
func load(paths []string) (articles [][]byte, err error) {
	for r, err := range archive.New(paths, archive.Options{}).Records() {
		if err != nil {
			return nil, err
		}
		articles = append(articles, r.Data)
	}
	if len(articles) == 0 {
		return nil, errors.New("the archive is empty")
	}
	return articles, nil
}

func (b *bench) mean() (n int) {
	for _, a := range b.articles {
		n += len(a)
	}
	return n / len(b.articles)
}

// outputs are the topics that a task writes to.
func (t task) outputs() []string {
	if !t.Detect {
		return []string{t.Out}
	}
	return t.topics().All()[1:] // all but the raw one
}

func (t task) topics() events.Topics { return events.Topics{Prefix: t.Out + "."} }

func (b *bench) create(ctx context.Context, names ...string) error {
	var plan []stream.Topic
	for _, name := range names {
		plan = append(plan, stream.Topic{Name: name, Partitions: partitions, ReplicationFactor: 1})
	}
	_, err := stream.CreateTopics(ctx, cluster(b.brokers), plan)
	return err
}

// remove deletes topics, so that the disk does not fill.
func (b *bench) remove(ctx context.Context, names ...string) error {
	client := &kafka.Client{Addr: kafka.TCP(b.brokers...), Timeout: 30 * time.Second}
	_, err := client.DeleteTopics(ctx, &kafka.DeleteTopicsRequest{Topics: names})
	return err
}

// fill writes n records, those of one partition together as a busy feed has them.
func (b *bench) fill(ctx context.Context, topic string, n int) error {
	client, err := kgo.NewClient(kgo.SeedBrokers(b.brokers...), kgo.RecordPartitioner(kgo.ManualPartitioner()), kgo.ProducerLinger(20*time.Millisecond), kgo.ProducerBatchCompression(kgo.NoCompression()))
	if err != nil {
		return err
	}
	defer client.Close()
	var failed error
	var once sync.Once
	for i := range n {
		client.Produce(ctx, b.record(topic, i), func(_ *kgo.Record, err error) {
			if err != nil {
				once.Do(func() { failed = err })
			}
		})
	}
	return errors.Join(client.Flush(ctx), failed)
}

func (b *bench) record(topic string, i int) *kgo.Record {
	return &kgo.Record{Topic: topic, Partition: int32(i % partitions), Key: fmt.Append(nil, i), Value: b.articles[i%len(b.articles)]}
}

// silent is told by the pipeline of what the benchmark does not need.
type silent struct{}

func (silent) Stage(string, time.Duration) {}

func (silent) Article(pipeline.Outcome) {}

func (silent) DecodeError(string) {}

// handler is what is done with each record.
func (t task) handler() (stream.Handler, error) {
	if !t.Detect {
		return func(_ context.Context, r *stream.Record) ([]stream.Output, error) {
			return []stream.Output{{Topic: t.Out, Key: r.Key, Value: r.Value, Headers: r.Headers}}, nil
		}, nil
	}
	engine, err := processor.New()
	if err != nil {
		return nil, err
	}
	p := &pipeline.Pipeline{Engine: engine, Topics: t.topics(), Observer: silent{}}
	return p.Handle, nil
}

// detectAlone measures the detector without Kafka, on all processors.
func detectAlone(articles [][]byte, n int) (outcome, error) {
	handle, err := (task{Detect: true, Out: "x"}).handler()
	if err != nil {
		return outcome{}, err
	}
	m := newMeter()
	inParallel(n, func(i int) {
		_, _ = handle(context.Background(), &stream.Record{Value: articles[i%len(articles)], Key: fmt.Append(nil, i)})
	})
	return m.read(), nil
}

// inParallel calls f for 0 to n-1, on all processors.
func inParallel(n int, f func(i int)) {
	var all sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		all.Go(func() {
			for i := w; i < n; i += workers {
				f(i)
			}
		})
	}
	all.Wait()
}
