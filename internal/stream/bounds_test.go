package stream_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/dragoman-wire/dragoman/internal/stream"
)

// While handlers stand still, no more is fetched than the budget allows; when they
// go on, all arrives.
func TestBackPressure(t *testing.T) {
	b := newBench(t)
	const partitions, n, size = 4, 250, 4000
	in, out, dead := b.topic("in", partitions), b.topic("out", 1), b.topic("dead", 1)
	b.fill(in, partitions, n, size)
	o := newRecorder(t)
	cfg := b.config(in, dead, o)
	cfg.Workers, cfg.FetchBytes, cfg.MaxInFlightBytes = 2, 30_000, 100_000
	goOn := make(chan struct{})
	r := b.start(cfg, func(ctx context.Context, rec *stream.Record) ([]stream.Output, error) {
		<-goOn
		return forward(out)(ctx, rec)
	})
	// Lag is still reported, from the broker: nothing is fetched any more.
	o.await("reports while standing still", func() bool {
		return len(o.lags) == partitions && o.lags[0].reports > 20 && o.lags[0].records == n
	})
	var standing int64
	var reports int
	o.note(func() { standing, reports = o.bytes, o.lags[0].reports })
	o.await("more reports", func() bool { return o.lags[0].reports > reports+5 })
	o.note(func() {
		if o.bytes != standing {
			t.Errorf("%d bytes in flight became %d while nothing was published", standing, o.bytes)
		}
	})
	close(goOn)
	o.awaitPublished(partitions * n)
	r.stop()
	b.checkComplete(b.read(out), partitions, n)
	// The budget, and beyond it three fetches and a record for each partition.
	if limit := cfg.MaxInFlightBytes + partitions*(3*int64(cfg.FetchBytes)+size+1000); o.peak > limit {
		t.Errorf("%d bytes were in flight, want at most %d", o.peak, limit)
	}
	if o.bytes != 0 || o.records != 0 {
		t.Errorf("%d records, %d bytes are still counted", o.records, o.bytes)
	}
}

// Lag follows the end of the partition, without traffic too, and is 0 again when
// all is published.
func TestLag(t *testing.T) {
	b := newBench(t)
	in, out, dead := b.topic("in", 2), b.topic("out", 1), b.topic("dead", 1)
	o := newRecorder(t)
	goOn := make(chan struct{})
	r := b.start(b.config(in, dead, o), func(ctx context.Context, rec *stream.Record) ([]stream.Output, error) {
		if rec.Partition == 0 {
			<-goOn
		}
		return forward(out)(ctx, rec)
	})
	o.await("lag 0 of empty partitions", func() bool { return o.lags[0].reports > 0 && o.lags[1].reports > 0 })
	old := time.Now().Add(-time.Hour)
	var records []*kgo.Record
	for range 7 {
		records = append(records, &kgo.Record{Topic: in, Partition: 0, Value: []byte("x"), Timestamp: old})
	}
	b.put(b.kgo(kgo.RecordPartitioner(kgo.ManualPartitioner())), records...)
	o.await("lag of the partition that waits", func() bool { return o.lags[0].records == 7 && o.lags[0].age > 59*time.Minute })
	o.note(func() {
		if l := o.lags[1]; l.records != 0 || l.age != 0 {
			t.Errorf("lag of the idle partition is %+v", l)
		}
	})
	close(goOn)
	o.await("lag 0", func() bool { return o.published == 7 && o.lags[0].records == 0 && o.lags[0].age == 0 })
	r.stop()
}

// Control records at the end of a partition count as read.
func TestAbortedRecordsAreNotRead(t *testing.T) {
	b := newBench(t)
	in, out, dead := b.topic("in", 1), b.topic("out", 1), b.topic("dead", 1)
	cl := b.kgo(kgo.TransactionalID(b.name("txn")))
	for i, keep := range []bool{true, false, true, false} {
		if err := cl.BeginTransaction(); err != nil {
			t.Fatal(err)
		}
		value := "lost"
		if keep {
			value = "0:" + string(rune('0'+i/2))
		}
		b.put(cl, &kgo.Record{Topic: in, Value: []byte(value)})
		if err := cl.EndTransaction(b.context(), kgo.TransactionEndTry(keep)); err != nil {
			t.Fatal(err)
		}
	}
	o := newRecorder(t)
	r := b.start(b.config(in, dead, o), forward(out))
	end := b.ends(in)[0]
	o.await("commit beyond the last marker", func() bool { return slices.Contains(o.commits[in+"/0"], end) })
	o.await("lag 0", func() bool { return o.lags[0].reports > 0 && o.lags[0].records == 0 })
	r.stop()
	if d := b.checkComplete(b.read(out), 1, 2); d != 0 {
		t.Errorf("%d duplicates", d)
	}
}

// A group that starts at the end keeps that place, though it has read nothing yet.
func TestStartAtTheEnd(t *testing.T) {
	b := newBench(t)
	in, out, dead := b.topic("in", 1), b.topic("out", 1), b.topic("dead", 1)
	b.fill(in, 1, 5, 10)
	o := newRecorder(t)
	cfg := b.config(in, dead, o)
	cfg.StartOffset = stream.StartLast
	r := b.start(cfg, forward(out))
	o.await("commit of the start", func() bool { return slices.Contains(o.commits[in+"/0"], 5) })
	r.stop()
	b.fillFrom(in, 1, 0, 3, 10) // while no member is there
	r = b.start(cfg, forward(out))
	o.awaitPublished(3)
	r.stop()
	b.checkComplete(b.read(out), 1, 3)
}

// Retention was faster than the group.
func TestOffsetOutOfRange(t *testing.T) {
	for name, policy := range map[string]stream.OutOfRange{"first": stream.OutOfRangeFirst, "last": stream.OutOfRangeLast, "stop": stream.OutOfRangeStop} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			in, out, dead := b.topic("in", 1), b.topic("out", 1), b.topic("dead", 1)
			b.fill(in, 1, 10, 10)
			o := newRecorder(t)
			cfg := b.config(in, dead, o)
			cfg.OutOfRange = policy
			r := b.start(cfg, forward(out))
			o.awaitPublished(10)
			r.stop()
			b.fill(in, 1, 10, 10)
			b.deleteUpTo(in, 15)
			r = b.start(cfg, forward(out))
			switch policy {
			case stream.OutOfRangeStop:
				oneLine(t, r.result(), "no longer in the topic")
				if got := b.committed(cfg.Group, in)[0]; got != 10 {
					t.Errorf("the group is at %d", got)
				}
				return
			case stream.OutOfRangeFirst:
				o.awaitPublished(15)
			case stream.OutOfRangeLast:
				o.await("commit of the end", func() bool { return slices.Contains(o.commits[in+"/0"], 20) })
			}
			r.stop()
			to := map[stream.OutOfRange]int64{stream.OutOfRangeFirst: 15, stream.OutOfRangeLast: 20}[policy]
			if len(o.gaps) != 1 || o.gaps[0] != [2]int64{10, to} {
				t.Errorf("gaps are %v, want 10 to %d", o.gaps, to)
			}
			if got := b.committed(cfg.Group, in)[0]; got != 20 {
				t.Errorf("the group is at %d", got)
			}
		})
	}
}

// A broker that hangs holds nothing up for longer than the limit of a request.
func TestHangingBroker(t *testing.T) {
	b := newFakeBench(t, kfake.NumBrokers(1))
	in, out, dead := b.topic("in", 1), b.topic("out", 1), b.topic("dead", 1)
	b.fill(in, 1, 20, 10)
	release := make(chan struct{})
	hung := make(chan struct{})
	b.fake.ControlKey(kmsg.Produce.Int16(), func(kmsg.Request) (kmsg.Response, error, bool) {
		close(hung)
		b.fake.SleepControl(func() { <-release })
		b.fake.DropControl()
		return nil, nil, false
	})
	o := newRecorder(t)
	cfg := b.config(in, dead, o)
	cfg.RequestTimeout = 300 * time.Millisecond
	r := b.start(cfg, forward(out))
	<-hung
	o.await("the request to be given up", func() bool {
		return slices.ContainsFunc(o.retries, func(r retry) bool { return r.stage == stream.StageProduce })
	})
	close(release)
	o.awaitPublished(20)
	r.stop()
	if d := b.checkComplete(b.read(out), 1, 20); d != 0 {
		t.Errorf("%d duplicates", d)
	}
}
