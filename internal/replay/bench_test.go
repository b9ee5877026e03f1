package replay_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/dragoman-wire/dragoman/internal/archive"
	"github.com/dragoman-wire/dragoman/internal/replay"
	"github.com/dragoman-wire/dragoman/internal/stream"
	"github.com/dragoman-wire/dragoman/internal/wiretest"
)

type discard struct{}

func (discard) Produce(context.Context, []stream.Output) error { return nil }

// BenchmarkRun replays an archive of each kind to a broker that takes everything.
func BenchmarkRun(b *testing.B) {
	const articles = 2000
	for _, kind := range wiretest.Kinds {
		b.Run(kind, func(b *testing.B) {
			var file bytes.Buffer
			if err := wiretest.Write(&file, kind, articles); err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				records := archive.Read("archive."+kind, bytes.NewReader(file.Bytes()), archive.Options{})
				summary, err := replay.Run(b.Context(), records, discard{}, replay.Options{Topic: "t"})
				if err != nil || summary.Sent != articles {
					b.Fatalf("%d sent, error %v", summary.Sent, err)
				}
			}
			b.ReportMetric(float64(articles*b.N)/b.Elapsed().Seconds(), "articles/s")
		})
	}
}
