package stream_test

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/dragoman-wire/dragoman/internal/stream"
)

// What passes is retried, and no record is lost, doubled or out of order for it.
func TestPassingFaults(t *testing.T) {
	tests := map[string]kfake.Fault{
		"fetch: not leader":          {Keys: []kmsg.Key{kmsg.Fetch}, Err: kerr.NotLeaderForPartition, Count: 3},
		"fetch: storage error":       {Keys: []kmsg.Key{kmsg.Fetch}, Err: kerr.KafkaStorageError, Count: 2},
		"produce: not leader":        {Keys: []kmsg.Key{kmsg.Produce}, Err: kerr.NotLeaderForPartition, Count: 3},
		"produce: stored, timed out": {Keys: []kmsg.Key{kmsg.Produce}, Err: kerr.RequestTimedOut, Count: 2},
		"produce: stored, too few":   {Keys: []kmsg.Key{kmsg.Produce}, Err: kerr.NotEnoughReplicasAfterAppend, Count: 4},
		"producer id":                {Keys: []kmsg.Key{kmsg.InitProducerID}, Err: kerr.CoordinatorLoadInProgress, Count: 2},
		"commit: loading":            {Keys: []kmsg.Key{kmsg.OffsetCommit}, Err: kerr.CoordinatorLoadInProgress, Count: 3},
		"find coordinator":           {Keys: []kmsg.Key{kmsg.FindCoordinator}, Err: kerr.CoordinatorNotAvailable, Count: 2},
		"heartbeat: rebalance":       {Keys: []kmsg.Key{kmsg.Heartbeat}, Err: kerr.RebalanceInProgress, Count: 1},
		"start offset":               {Keys: []kmsg.Key{kmsg.ListOffsets}, Err: kerr.LeaderNotAvailable, Count: 2},
	}
	for name, fault := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newFakeBench(t)
			in, out, dead := b.topic("in", 2), b.topic("out", 2), b.topic("dead", 1)
			b.fill(in, 2, 100, 50)
			hits := b.fake.Fault(fault)
			o := newRecorder(t)
			cfg := b.config(in, dead, o)
			cfg.FetchBytes, cfg.Delivery = 2000, stream.AtLeastOnce // for the other see TestFaultsOfTransactions
			r := b.start(cfg, forward(out))
			if err := hits.Wait(b.context(), fault.Count); err != nil {
				t.Fatal("the fault was not met: ", err)
			}
			o.await("all records committed", func() bool {
				return o.published >= 200 && slices.ContainsFunc(o.commits[in+"/0"], is(100)) && slices.ContainsFunc(o.commits[in+"/1"], is(100))
			})
			r.stop()
			if n := b.checkComplete(b.read(out), 2, 100); n != 0 {
				t.Errorf("%d duplicates", n)
			}
			o.checkCommits()
		})
	}
}

func is(n int64) func(int64) bool { return func(m int64) bool { return n == m } }

// A connection that breaks before or during a request.
func TestCutConnections(t *testing.T) {
	for _, key := range []kmsg.Key{kmsg.Produce, kmsg.Fetch, kmsg.OffsetCommit, kmsg.JoinGroup} {
		t.Run(key.Name(), func(t *testing.T) {
			t.Parallel()
			b := newFakeBench(t)
			in, out, dead := b.topic("in", 1), b.topic("out", 1), b.topic("dead", 1)
			b.fill(in, 1, 50, 50)
			var cuts atomic.Int32
			b.fake.ControlKey(key.Int16(), func(kmsg.Request) (kmsg.Response, error, bool) {
				if cuts.Add(1) < 3 {
					b.fake.KeepControl()
				} else {
					b.fake.DropControl()
				}
				return nil, errors.New("cut"), true
			})
			o := newRecorder(t)
			cfg := b.config(in, dead, o)
			cfg.Delivery = stream.AtLeastOnce // for the other see TestCutTransactions
			r := b.start(cfg, forward(out))
			o.await("all records committed", func() bool { return slices.ContainsFunc(o.commits[in+"/0"], is(50)) })
			r.stop()
			if cuts.Load() < 3 {
				t.Errorf("%d cuts, want 3", cuts.Load())
			}
			if n := b.checkComplete(b.read(out), 1, 50); n != 0 {
				t.Errorf("%d duplicates", n)
			}
		})
	}
}

// When a broker has forgotten the producer, the batch is sent by a new one.
func TestLostSequence(t *testing.T) {
	b := newFakeBench(t)
	in, out, dead := b.topic("in", 1), b.topic("out", 3), b.topic("dead", 1)
	b.fake.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.Produce}, Topic: out, Err: kerr.OutOfOrderSequenceNumber, Count: 1})
	b.fill(in, 1, 50, 50)
	o := newRecorder(t)
	r := b.start(b.config(in, dead, o), forward(out))
	o.awaitPublished(50)
	b.fake.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.Produce}, Topic: out, Err: kerr.InvalidProducerEpoch, Count: 1})
	b.fill(in, 1, 50, 50)
	o.awaitPublished(100)
	r.stop()
	if n := b.checkComplete(b.read(out), 1, 50); n != 50 { // the second half has the same values
		t.Errorf("%d records arrived, want 100", 50+n)
	}
}

// What does not pass ends Run with one line.
func TestFatalErrors(t *testing.T) {
	tests := map[string]kfake.Fault{
		"fetch":   {Keys: []kmsg.Key{kmsg.Fetch}, Err: kerr.TopicAuthorizationFailed, Count: -1},
		"produce": {Keys: []kmsg.Key{kmsg.Produce}, Err: kerr.TopicAuthorizationFailed, Count: -1},
		"group":   {Keys: []kmsg.Key{kmsg.JoinGroup}, Err: kerr.GroupAuthorizationFailed, Count: -1},
	}
	for name, fault := range tests {
		t.Run(name, func(t *testing.T) {
			b := newFakeBench(t)
			in, out, dead := b.topic("in", 2), b.topic("out", 1), b.topic("dead", 1)
			b.fill(in, 2, 10, 10)
			b.fake.Fault(fault)
			err := b.start(b.config(in, dead, newRecorder(t)), forward(out)).result()
			oneLine(t, err, "needs a permission (ACL)")
		})
	}
}

// Leaders and coordinators move between three brokers while records flow.
func TestMovingLeadersAndCoordinators(t *testing.T) {
	b := newFakeBench(t, kfake.NumBrokers(3))
	in, out, dead := b.topic("in", 3), b.topic("out", 3), b.topic("dead", 1)
	const n = 300
	b.fill(in, 3, n, 100)
	o := newRecorder(t)
	cfg := b.config(in, dead, o)
	cfg.FetchBytes = 1000
	var seen atomic.Int32
	r := b.start(cfg, func(ctx context.Context, rec *stream.Record) ([]stream.Output, error) {
		switch seen.Add(1) {
		case 100, 400:
			b.fake.ShufflePartitionLeaders()
		case 200:
			b.fake.RehashCoordinators()
		}
		return forward(out)(ctx, rec)
	})
	o.await("all records committed", func() bool {
		for _, p := range []string{"/0", "/1", "/2"} {
			if !slices.ContainsFunc(o.commits[in+p], is(n)) {
				return false
			}
		}
		return true
	})
	r.stop()
	if d := b.checkComplete(b.read(out), 3, n); d > 3*n {
		t.Errorf("%d duplicates", d)
	}
	o.checkCommits()
}
