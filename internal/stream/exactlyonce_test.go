package stream_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/dragoman-wire/dragoman/internal/stream"
)

func exactlyOnce(cfg stream.Config) stream.Config {
	cfg.Delivery = stream.ExactlyOnce
	cfg.TransactionTimeout, cfg.TransactionInterval, cfg.TransactionBytes = 10*time.Second, 5*time.Millisecond, 20_000
	return cfg
}

// What the brokers pass over for a moment, and what makes a transaction void:
// either way every output is there once, in order, and the offset behind it.
func TestFaultsOfTransactions(t *testing.T) {
	tests := map[string]kfake.Fault{
		"init: concurrent":         {Keys: []kmsg.Key{kmsg.InitProducerID}, Err: kerr.ConcurrentTransactions, Count: 3},
		"init: not coordinator":    {Keys: []kmsg.Key{kmsg.InitProducerID}, Err: kerr.NotCoordinator, Count: 2},
		"add: concurrent":          {Keys: []kmsg.Key{kmsg.AddPartitionsToTxn}, Err: kerr.ConcurrentTransactions, Count: 3},
		"add: loading":             {Keys: []kmsg.Key{kmsg.AddPartitionsToTxn}, Err: kerr.CoordinatorLoadInProgress, Count: 2},
		"add: fenced":              {Keys: []kmsg.Key{kmsg.AddPartitionsToTxn}, Err: kerr.ProducerFenced, Count: 2},
		"produce: not leader":      {Keys: []kmsg.Key{kmsg.Produce}, Err: kerr.NotLeaderForPartition, Count: 3},
		"produce: stored":          {Keys: []kmsg.Key{kmsg.Produce}, Err: kerr.RequestTimedOut, Count: 3},
		"produce: epoch":           {Keys: []kmsg.Key{kmsg.Produce}, Err: kerr.InvalidProducerEpoch, Count: 2},
		"produce: state":           {Keys: []kmsg.Key{kmsg.Produce}, Err: kerr.InvalidTxnState, Count: 2},
		"produce: abortable":       {Keys: []kmsg.Key{kmsg.Produce}, Err: kerr.TransactionAbortable, Count: 1},
		"produce: sequence":        {Keys: []kmsg.Key{kmsg.Produce}, Err: kerr.OutOfOrderSequenceNumber, Count: 2},
		"offsets: concurrent":      {Keys: []kmsg.Key{kmsg.AddOffsetsToTxn}, Err: kerr.ConcurrentTransactions, Count: 2},
		"offsets: mapping":         {Keys: []kmsg.Key{kmsg.AddOffsetsToTxn}, Err: kerr.InvalidProducerIDMapping, Count: 1},
		"commit: loading":          {Keys: []kmsg.Key{kmsg.TxnOffsetCommit}, Err: kerr.CoordinatorLoadInProgress, Count: 2},
		"commit: moved":            {Keys: []kmsg.Key{kmsg.TxnOffsetCommit}, Err: kerr.NotCoordinator, Count: 2},
		"commit: other generation": {Keys: []kmsg.Key{kmsg.TxnOffsetCommit}, Err: kerr.IllegalGeneration, Count: 1},
		"end: not coordinator":     {Keys: []kmsg.Key{kmsg.EndTxn}, Err: kerr.NotCoordinator, Count: 2},
		"end: fenced":              {Keys: []kmsg.Key{kmsg.EndTxn}, Err: kerr.ProducerFenced, Count: 2},
		"end: timed out":           {Keys: []kmsg.Key{kmsg.EndTxn}, Err: kerr.RequestTimedOut, Count: 2},
		"offset: loading":          {Keys: []kmsg.Key{kmsg.OffsetFetch}, Err: kerr.CoordinatorLoadInProgress, Count: 3},
		"find coordinator":         {Keys: []kmsg.Key{kmsg.FindCoordinator}, Err: kerr.CoordinatorNotAvailable, Count: 3},
	}
	for name, fault := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newFakeBench(t)
			in, out, dead := b.topic("in", 2), b.topic("out", 2), b.topic("dead", 1)
			b.fill(in, 2, 100, 100)
			hits := b.fake.Fault(fault)
			o := newRecorder(t)
			cfg := exactlyOnce(b.config(in, dead, o))
			cfg.FetchBytes = 2000
			r := b.start(cfg, forward(out))
			if err := hits.Wait(b.context(), fault.Count); err != nil {
				t.Fatal("the fault was not met: ", err)
			}
			o.awaitCommitted(in, 2, 100)
			r.stop()
			b.checkOnce(cfg.Group, in, out, 2, 100)
		})
	}
}

// The connection breaks at every step of a transaction, before or after the broker
// has done it.
func TestCutTransactions(t *testing.T) {
	for _, key := range []kmsg.Key{
		kmsg.InitProducerID, kmsg.AddPartitionsToTxn, kmsg.Produce, kmsg.AddOffsetsToTxn, kmsg.TxnOffsetCommit, kmsg.EndTxn,
	} {
		t.Run(key.Name(), func(t *testing.T) {
			t.Parallel()
			b := newFakeBench(t)
			in, out, dead := b.topic("in", 1), b.topic("out", 2), b.topic("dead", 1)
			b.fill(in, 1, 100, 100)
			cuts := 0
			b.fake.ControlKey(key.Int16(), func(kmsg.Request) (kmsg.Response, error, bool) {
				if cuts++; cuts < 3 {
					b.fake.KeepControl()
				} else {
					b.fake.DropControl()
				}
				return nil, errors.New("cut"), true
			})
			o := newRecorder(t)
			cfg := exactlyOnce(b.config(in, dead, o))
			cfg.FetchBytes = 2000
			r := b.start(cfg, forward(out))
			o.awaitCommitted(in, 1, 100)
			r.stop()
			b.checkOnce(cfg.Group, in, out, 1, 100)
		})
	}
}

// A member that has lost its partition without knowing cannot commit: what it
// publishes is rolled back. Here another process takes its transactional id over
// in the midst of a transaction.
func TestFencedMemberDoesItAgain(t *testing.T) {
	b := newBench(t)
	in, out, dead := b.topic("in", 1), b.topic("out", 1), b.topic("dead", 1)
	b.fill(in, 1, 50, 100)
	o := newRecorder(t)
	cfg := exactlyOnce(b.config(in, dead, o))
	cfg.FetchBytes = 1000
	r := b.start(cfg, func(ctx context.Context, rec *stream.Record) ([]stream.Output, error) {
		if rec.Offset == 10 || rec.Offset == 30 {
			if _, err := b.initProducer(b.kgo(), fmt.Sprintf("%s-%s-0", cfg.Group, in)); err != nil {
				t.Error(err)
			}
		}
		return forward(out)(ctx, rec)
	})
	o.awaitCommitted(in, 1, 50)
	r.stop()
	b.checkOnce(cfg.Group, in, out, 1, 50)
	if !slices.ContainsFunc(o.retries, func(r retry) bool { return r.stage == stream.StageTransaction }) {
		t.Error("no transaction was done again")
	}
}

// A transaction holds the dead letters too: neither is seen without the other.
func TestDeadLettersOfTransactions(t *testing.T) {
	b := newBench(t)
	in, out, dead := b.topic("in", 1), b.topic("out", 1), b.topic("dead", 1, "max.message.bytes", "5000")
	b.fill(in, 1, 20, 100)
	b.fillFrom(in, 1, 20, 21, 10_000) // too large even for the dead-letter topic
	b.fillFrom(in, 1, 21, 40, 100)
	o := newRecorder(t)
	cfg := exactlyOnce(b.config(in, dead, o))
	r := b.start(cfg, func(ctx context.Context, rec *stream.Record) ([]stream.Output, error) {
		if rec.Offset%10 == 0 {
			return nil, &stream.Reject{Reason: "tenth"}
		}
		return forward(out)(ctx, rec)
	})
	o.awaitCommitted(in, 1, 40)
	r.stop()
	if n := len(b.read(out)); n != 36 {
		t.Errorf("%d outputs, want 36", n)
	}
	letters := b.read(dead)
	if len(letters) != 4 {
		t.Fatalf("%d dead letters, want 4", len(letters))
	}
	stubs := 0
	for _, r := range letters {
		if r.Value == nil {
			stubs++
		} else if len(r.Value) != 100 {
			t.Errorf("a dead letter has a value of %d bytes", len(r.Value))
		}
	}
	if stubs != 1 {
		t.Errorf("%d dead letters are without their record, want 1", stubs)
	}
}

// A member that reads from the end of a topic begins there also after a rebalance.
func TestStartAtTheEndIsCommitted(t *testing.T) {
	for _, delivery := range []stream.Delivery{stream.AtLeastOnce, stream.ExactlyOnce} {
		t.Run(delivery.String(), func(t *testing.T) {
			b := newBench(t)
			in, out, dead := b.topic("in", 1), b.topic("out", 1), b.topic("dead", 1)
			b.fill(in, 1, 10, 100)
			o := newRecorder(t)
			cfg := b.config(in, dead, o)
			cfg.Delivery, cfg.StartOffset = delivery, stream.StartLast
			r := b.start(cfg, forward(out))
			o.awaitCommitted(in, 1, 10)
			r.stop()
			b.fillFrom(in, 1, 10, 15, 100)
			r = b.start(cfg, forward(out))
			o.awaitCommitted(in, 1, 15)
			r.stop()
			if n := len(b.read(out)); n != 5 {
				t.Errorf("%d records are read, want 5", n)
			}
		})
	}
}
