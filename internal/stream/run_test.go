package stream_test

import (
	"context"
	"math/rand/v2"
	"runtime"
	"testing"

	"github.com/dragoman-wire/dragoman/internal/stream"
)

func TestEveryRecordOnceAndInOrder(t *testing.T) {
	tests := map[string]struct {
		codec    stream.Compression
		delivery stream.Delivery
	}{
		"at least once":       {stream.CompressionNone, stream.AtLeastOnce},
		"at least once, zstd": {stream.CompressionZstd, stream.AtLeastOnce},
		"exactly once":        {stream.CompressionNone, stream.ExactlyOnce},
		"exactly once, zstd":  {stream.CompressionZstd, stream.ExactlyOnce},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			const partitions, n = 4, 500
			in, out, dead := b.topic("in", partitions), b.topic("out", 3), b.topic("dead", 1)
			b.fill(in, partitions, n, 300)
			o := newRecorder(t)
			cfg := b.config(in, dead, o)
			cfg.Workers, cfg.FetchBytes, cfg.Compression, cfg.Delivery = 8, 20_000, tt.codec, tt.delivery
			to := forward(out)
			r := b.start(cfg, func(ctx context.Context, rec *stream.Record) ([]stream.Output, error) {
				for range rand.IntN(50) { // let later records overtake
					runtime.Gosched()
				}
				return to(ctx, rec)
			})
			o.awaitPublished(partitions * n)
			r.stop()
			b.checkOnce(cfg.Group, in, out, partitions, n)
			o.checkCommits()
		})
	}
}
