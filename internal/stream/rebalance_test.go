package stream_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/dragoman-wire/dragoman/internal/stream"
)

// Members come and go while records flow: nothing is lost, no order is broken, and
// the group's offsets never go back.
func TestRebalanceLosesNothing(t *testing.T) {
	for _, delivery := range []stream.Delivery{stream.AtLeastOnce, stream.ExactlyOnce} {
		t.Run(delivery.String(), func(t *testing.T) { testRebalance(t, delivery) })
	}
}

func testRebalance(t *testing.T, delivery stream.Delivery) {
	b := newBench(t)
	const partitions, n = 4, 600
	in, out, dead := b.topic("in", partitions), b.topic("out", 3), b.topic("dead", 1)
	o := newRecorder(t) // of both members: their commits of one partition must grow
	cfg := b.config(in, dead, o)
	cfg.FetchBytes, cfg.Delivery = 2000, delivery
	handler := forward(out)

	first := b.start(cfg, handler)
	b.fill(in, partitions, n/3, 100)
	o.awaitPublished(partitions * n / 6)
	second := b.start(cfg, handler)
	o.await("both members have partitions", func() bool { return o.rebalances >= 3 })
	b.fillFrom(in, partitions, n/3, 2*n/3, 100)
	o.awaitPublished(partitions * n / 2)
	first.stop()
	b.fillFrom(in, partitions, 2*n/3, n, 100)
	o.awaitCommitted(in, partitions, n)
	second.stop()
	if d := b.checkComplete(b.read(out), partitions, n); d > partitions*n/4 || d > 0 && delivery == stream.ExactlyOnce {
		t.Errorf("%d duplicates of %d", d, partitions*n)
	}
	o.checkCommits()
	for p, count := range o.assigned {
		if count != 0 {
			t.Errorf("partition %d is still assigned %d times", p, count)
		}
	}
}

// Stops under load, again and again: every stop is clean, so nothing is lost, and
// nothing is done twice.
func TestCleanStopUnderLoad(t *testing.T) {
	b := newBench(t)
	const partitions, n = 3, 700
	in, out, dead := b.topic("in", partitions), b.topic("out", 2), b.topic("dead", 1)
	b.fill(in, partitions, n, 200)
	o := newRecorder(t)
	cfg := b.config(in, dead, o)
	cfg.FetchBytes = 5000
	for next := 300; next < partitions*n; next += 300 {
		r := b.start(cfg, forward(out))
		o.awaitPublished(next)
		r.stop()
		published := int64(len(b.read(out)))
		committed := int64(0)
		for _, offset := range b.committed(cfg.Group, in) {
			committed += max(0, offset)
		}
		if committed != published {
			t.Fatalf("after a clean stop %d records are published and %d committed", published, committed)
		}
	}
	r := b.start(cfg, forward(out))
	o.awaitPublished(partitions * n)
	r.stop()
	if d := b.checkComplete(b.read(out), partitions, n); d != 0 {
		t.Errorf("%d duplicates", d)
	}
}

// An offset is not committed before the record is done with, even when all later
// ones are.
func TestCommitIsNeverAhead(t *testing.T) {
	b := newBench(t)
	in, out, dead := b.topic("in", 1), b.topic("out", 1), b.topic("dead", 1)
	b.fill(in, 1, 40, 100)
	o := newRecorder(t)
	cfg := b.config(in, dead, o)
	cfg.Workers, cfg.FetchBytes = 4, 1000
	goOn := make(chan struct{})
	var later atomic.Int32
	r := b.start(cfg, func(ctx context.Context, rec *stream.Record) ([]stream.Output, error) {
		if rec.Offset == 13 {
			<-goOn
		} else if rec.Offset > 13 && later.Add(1) == 3 {
			o.note(func() {})
		}
		return forward(out)(ctx, rec)
	})
	key := in + "/0"
	o.await("commits before the record, and later records handled", func() bool {
		return later.Load() >= 3 && len(o.commits[key]) > 0 && o.lags[0].reports > 20
	})
	if got := b.committed(cfg.Group, in)[0]; got > 13 {
		t.Errorf("committed up to %d while record 13 is at work", got)
	}
	close(goOn)
	o.await("all committed", func() bool { return slices.Contains(o.commits[key], 40) })
	r.stop()
	b.checkComplete(b.read(out), 1, 40)
}

// A handler that does not end holds the stop up only as long as allowed; its record
// is not committed, and read again.
func TestDrainTimeout(t *testing.T) {
	b := newBench(t)
	in, out, dead := b.topic("in", 1), b.topic("out", 1), b.topic("dead", 1)
	b.fill(in, 1, 10, 100)
	o := newRecorder(t)
	cfg := b.config(in, dead, o)
	cfg.DrainTimeout, cfg.FetchBytes, cfg.Workers = 50*time.Millisecond, 1, 2
	stuck := make(chan struct{})
	var once sync.Once
	r := b.start(cfg, func(ctx context.Context, rec *stream.Record) ([]stream.Output, error) {
		if rec.Offset == 4 {
			once.Do(func() { close(stuck) })
			<-ctx.Done() // ends with the time to drain
			return nil, ctx.Err()
		}
		return forward(out)(ctx, rec)
	})
	<-stuck
	r.cancel()
	if err := r.result(); !errors.Is(err, stream.ErrDrainTimeout) {
		t.Fatalf("Run returns %v", err)
	}
	if got := b.committed(cfg.Group, in)[0]; got > 4 {
		t.Errorf("committed up to %d", got)
	}
	again := b.start(cfg, forward(out))
	o.await("all committed", func() bool { return slices.Contains(o.commits[in+"/0"], 10) })
	again.stop()
	b.checkComplete(b.read(out), 1, 10)
	if n := len(b.read(dead)); n != 0 {
		t.Errorf("%d dead letters for a handler that was stopped", n)
	}
}

// Partitions that are added while it runs are read.
func TestNewPartitionsAreFound(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	in, out, dead := b.topic("in", 1), b.topic("out", 1), b.topic("dead", 1)
	o := newRecorder(t)
	r := b.start(b.config(in, dead, o), forward(out))
	o.await("assignment", func() bool { return o.assigned[0] == 1 })
	b.grow(in, 3) // at once: nobody has looked at the topic since the assignment
	o.await("the new partitions", func() bool { return o.assigned[0] == 1 && o.assigned[2] == 1 })
	b.fill(in, 3, 5, 10)
	o.awaitPublished(15)
	r.stop()
	b.checkComplete(b.read(out), 3, 5)
}

// A topic that is deleted and made anew is read from its beginning.
func TestTopicMadeAnew(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	in, out, dead := b.topic("in", 1), b.topic("out", 1), b.topic("dead", 1)
	b.fill(in, 1, 50, 10)
	o := newRecorder(t)
	r := b.start(b.config(in, dead, o), forward(b.topic("other", 1)))
	o.await("all committed", func() bool { return slices.Contains(o.commits[in+"/0"], 50) })
	r.stop()

	r = b.start(b.config(in, dead, o), forward(out))
	o.await("assignment", func() bool { return o.assigned[0] == 1 })
	b.remake(in, 2)
	b.fill(in, 2, 5, 10)
	o.awaitPublished(60)
	r.stop()
	b.checkComplete(b.read(out), 2, 5)
}
