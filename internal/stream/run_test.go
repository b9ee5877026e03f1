package stream_test

import (
	"context"
	"math/rand/v2"
	"runtime"
	"testing"

	"github.com/dragoman-wire/dragoman/internal/stream"
)

func TestEveryRecordOnceAndInOrder(t *testing.T) {
	for name, codec := range map[string]stream.Compression{"plain": stream.CompressionNone, "zstd": stream.CompressionZstd} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			const partitions, n = 4, 500
			in, out, dead := b.topic("in", partitions), b.topic("out", 3), b.topic("dead", 1)
			b.fill(in, partitions, n, 300)
			o := newRecorder(t)
			cfg := b.config(in, dead, o)
			cfg.Workers, cfg.FetchBytes, cfg.Compression = 8, 20_000, codec
			to := forward(out)
			r := b.start(cfg, func(ctx context.Context, rec *stream.Record) ([]stream.Output, error) {
				for range rand.IntN(50) { // let later records overtake
					runtime.Gosched()
				}
				return to(ctx, rec)
			})
			o.awaitPublished(partitions * n)
			r.stop()
			if d := b.checkComplete(b.read(out), partitions, n); d != 0 {
				t.Errorf("%d duplicates", d)
			}
			for p, offset := range b.committed(cfg.Group, in) {
				if offset != n {
					t.Errorf("partition %d is committed up to %d, want %d", p, offset, n)
				}
			}
			o.checkCommits()
		})
	}
}
