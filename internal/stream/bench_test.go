package stream_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"sync/atomic"
	"testing"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/dragoman-wire/dragoman/internal/broker"
	"github.com/dragoman-wire/dragoman/internal/stream"
)

// BenchmarkPassThrough copies records of 2.9 KB from 12 partitions, broker and
// client sharing the processors.
func BenchmarkPassThrough(b *testing.B) {
	for _, codec := range []stream.Compression{stream.CompressionNone, stream.CompressionLz4} {
		b.Run(codec.String(), func(b *testing.B) {
			const partitions, size = 12, 2900
			running, err := broker.Start(broker.Options{Dir: b.TempDir(), RetentionBytes: 1 << 40})
			if err != nil {
				b.Fatal(err)
			}
			defer func() { _ = running.Close() }()
			cluster := stream.Cluster{Brokers: []string{running.Addr()}}
			if _, err := stream.CreateTopics(b.Context(), cluster, []stream.Topic{{Name: "in", Partitions: partitions}, {Name: "out", Partitions: partitions}, {Name: "dead", Partitions: 1}}); err != nil {
				b.Fatal(err)
			}
			fillRandom(b, running.Addr(), partitions, b.N, size)
			o := &counter{until: int64(b.N), done: make(chan struct{})}
			ctx, stop := context.WithCancel(b.Context())
			ended := make(chan error, 1)
			b.SetBytes(size)
			b.ResetTimer()
			go func() {
				ended <- stream.Run(ctx, stream.Config{
					Cluster: cluster, Group: "g", Topics: []string{"in"}, DeadLetterTopic: "dead", Observer: o, Compression: codec,
				}, forward("out"))
			}()
			<-o.done
			b.StopTimer()
			stop()
			if err := <-ended; err != nil {
				b.Fatal(err)
			}
		})
	}
}

func fillRandom(b *testing.B, addr string, partitions, n, size int) {
	b.Helper()
	cl, err := kgo.NewClient(kgo.SeedBrokers(addr), kgo.RecordPartitioner(kgo.ManualPartitioner()))
	if err != nil {
		b.Fatal(err)
	}
	defer cl.Close()
	value := make([]byte, size)
	_, _ = rand.Read(value)
	for i := range n {
		cl.Produce(b.Context(), &kgo.Record{Topic: "in", Partition: int32(i % partitions), Key: fmt.Append(nil, i), Value: value}, nil)
	}
	if err := cl.Flush(b.Context()); err != nil {
		b.Fatal(err)
	}
}

// counter closes done when a number of records is published.
type counter struct {
	stream.NopObserver
	n     atomic.Int64
	until int64
	done  chan struct{}
}

func (c *counter) Published(*stream.Record, []stream.Output) {
	if c.n.Add(1) == c.until {
		close(c.done)
	}
}
