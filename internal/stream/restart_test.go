package stream_test

import (
	"slices"
	"testing"

	"github.com/dragoman-wire/dragoman/internal/broker"
)

// The broker goes away under load and comes back: the loop goes on by itself, and
// nothing is lost.
func TestBrokerRestart(t *testing.T) {
	t.Parallel()
	b := newFakeBench(t)
	o := broker.Options{Dir: t.TempDir()}
	first, err := broker.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	o.Listen = first.Addr()
	b.cluster.Brokers = []string{first.Addr()}
	const partitions, n = 2, 400
	in, out, dead := b.topic("in", partitions), b.topic("out", 2), b.topic("dead", 1)
	b.fill(in, partitions, n, 100)
	rec := newRecorder(t)
	cfg := b.config(in, dead, rec)
	cfg.FetchBytes = 2000
	r := b.start(cfg, forward(out))
	rec.awaitPublished(100)
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	retries := 0
	rec.note(func() { retries = len(rec.retries) })
	rec.await("the loop to notice", func() bool { return len(rec.retries) > retries+3 })
	second, err := broker.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = second.Close() })
	rec.await("all committed", func() bool {
		return slices.Contains(rec.commits[in+"/0"], n) && slices.Contains(rec.commits[in+"/1"], n)
	})
	r.stop()
	if d := b.checkComplete(b.read(out), partitions, n); d > partitions*n {
		t.Errorf("%d duplicates", d)
	}
	rec.checkCommits()
}
