package stream_test

import (
	"context"
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/dragoman-wire/dragoman/internal/stream"
)

// Records near the brokers' limit flow, many times the budget in all, and memory
// stays within it; with the broker in another process also that of the heap.
func TestLargeRecords(t *testing.T) {
	for _, delivery := range []stream.Delivery{stream.AtLeastOnce, stream.ExactlyOnce} {
		t.Run(delivery.String(), func(t *testing.T) {
			b := newBench(t)
			const partitions, n, size = 4, 20, 900_000
			in, out, dead := b.topic("in", partitions), b.topic("out", partitions), b.topic("dead", 1)
			for i := range n {
				b.fillFrom(in, partitions, i, i+1, size)
			}
			o := newRecorder(t)
			cfg := b.config(in, dead, o)
			cfg.Delivery, cfg.Workers, cfg.MaxInFlightBytes = delivery, 2, 4<<20
			// The budget, and beyond it three fetches of a record each and what it leads to.
			limit := cfg.MaxInFlightBytes + partitions*4*(size+1000)
			before := heap()
			var handled, most atomic.Int64
			r := b.start(cfg, func(ctx context.Context, rec *stream.Record) ([]stream.Output, error) {
				if handled.Add(1)%10 == 0 {
					most.Store(max(most.Load(), heap()))
				}
				return forward(out)(ctx, rec)
			})
			o.awaitCommitted(in, partitions, n)
			r.stop()
			if d := b.checkComplete(b.read(out), partitions, n); d != 0 {
				t.Errorf("%d duplicates", d)
			}
			if o.peak > limit {
				t.Errorf("%d bytes were in flight, want at most %d", o.peak, limit)
			}
			// A record is in memory as it came, and on its way out as written and as sent;
			// kafka-go keeps some more. All that flows in and out is more than that.
			if grown := most.Load() - before; b.fake == nil && grown > 6*limit {
				t.Errorf("the heap grew by %d bytes, want at most %d", grown, 6*limit)
			}
			t.Logf("%d bytes in flight at most, heap grown by %d", o.peak, most.Load()-before)
		})
	}
}

// heap is the memory that is in use.
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
