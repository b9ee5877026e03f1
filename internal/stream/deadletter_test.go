package stream_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/dragoman-wire/dragoman/internal/stream"
)

func headers(r *kgo.Record) map[string]string {
	m := map[string]string{}
	for _, h := range r.Headers {
		m[h.Key] = string(h.Value)
	}
	return m
}

func TestPoisonCostsOnlyItself(t *testing.T) {
	b := newBench(t)
	in, out, dead := b.topic("in", 2), b.topic("out", 1), b.topic("dead", 2)
	at := time.UnixMilli(1_716_260_400_123)
	var records []*kgo.Record
	for i := range 20 {
		records = append(records, &kgo.Record{
			Topic: in, Partition: 1, Key: []byte("k" + strconv.Itoa(i)), Value: []byte(strconv.Itoa(i)), Timestamp: at,
			Headers: []kgo.RecordHeader{{Key: "mine", Value: []byte("kept")}},
		})
	}
	b.put(b.kgo(kgo.RecordPartitioner(kgo.ManualPartitioner())), records...)
	o := newRecorder(t)
	cfg := b.config(in, dead, o)
	to := forward(out)
	r := b.start(cfg, func(ctx context.Context, rec *stream.Record) ([]stream.Output, error) {
		switch string(rec.Value) {
		case "3":
			return nil, fmt.Errorf("wrapped: %w", &stream.Reject{Reason: "broken_json", Stage: "decode", Err: errors.New("line 1\nwith \xff and " + strings.Repeat("much ", 500))})
		case "4":
			var none map[string]int
			none["x"] = 1 //nolint:staticcheck // it shall panic
		case "5":
			return to(ctx, rec)
		case "6":
			return []stream.Output{{Topic: out, Value: []byte("not to be published")}}, errors.New("some error")
		case "7":
			return nil, nil
		}
		return to(ctx, rec)
	})
	o.awaitPublished(20)
	r.stop()

	var values []string
	for _, r := range b.read(out) {
		values = append(values, string(r.Value))
	}
	if got := strings.Join(values, " "); got != "0 1 2 5 8 9 10 11 12 13 14 15 16 17 18 19" {
		t.Errorf("published %s", got)
	}
	want := map[string][3]string{ // value: reason, stage, start of the error
		"3": {"broken_json", "decode", "line 1 with \uFFFD and much"},
		"4": {stream.ReasonPanic, "handler", "panic: assignment to entry in nil map"},
		"6": {stream.ReasonError, "handler", "some error"},
	}
	letters := b.read(dead)
	if len(letters) != len(want) {
		t.Fatalf("%d dead letters, want %d", len(letters), len(want))
	}
	for _, l := range letters {
		w := want[string(l.Value)]
		h := headers(l)
		if !strings.HasPrefix(h[stream.HeaderError], w[2]) || len(h[stream.HeaderError]) > 1100 || strings.Contains(h[stream.HeaderError], "\n") {
			t.Errorf("error of %s is %q, want %q…", l.Value, h[stream.HeaderError], w[2])
		}
		delete(h, stream.HeaderError)
		if !maps.Equal(h, map[string]string{
			"mine":                       "kept",
			stream.HeaderReason:          w[0],
			stream.HeaderStage:           w[1],
			stream.HeaderSourceTopic:     in,
			stream.HeaderSourcePartition: "1",
			stream.HeaderSourceOffset:    string(l.Value),
			stream.HeaderSourceTime:      "2024-05-21T03:00:00.123Z",
		}) {
			t.Errorf("headers of %s are %v", l.Value, h)
		}
		if string(l.Key) != "k"+string(l.Value) {
			t.Errorf("key of %s is %s", l.Value, l.Key)
		}
	}
	if len(o.dead) != 3 {
		t.Errorf("observer saw %v", o.dead)
	}
}

// An output that the broker refuses for its size makes its record a dead letter;
// what else was in the same batch is published.
func TestOutputTooLarge(t *testing.T) {
	b := newBench(t)
	in, dead := b.topic("in", 1), b.topic("dead", 1)
	out := b.topic("out", 1, "max.message.bytes", "3000")
	b.fill(in, 1, 30, 100)
	o := newRecorder(t)
	to := forward(out)
	r := b.start(b.config(in, dead, o), func(ctx context.Context, rec *stream.Record) ([]stream.Output, error) {
		outs, err := to(ctx, rec)
		if rec.Offset == 7 || rec.Offset == 20 {
			outs = append(outs, stream.Output{Topic: out, Value: make([]byte, 5000)})
		}
		return outs, err
	})
	o.awaitPublished(30)
	r.stop()
	if n := b.checkComplete(b.read(out), 1, 30); n != 0 {
		t.Errorf("%d duplicates", n)
	}
	letters := b.read(dead)
	if len(letters) != 2 {
		t.Fatalf("%d dead letters, want 2", len(letters))
	}
	for i, offset := range []string{"7", "20"} {
		h := headers(letters[i])
		if h[stream.HeaderSourceOffset] != offset || h[stream.HeaderReason] != stream.ReasonTooLarge ||
			h[stream.HeaderStage] != "publish" || !strings.HasPrefix(string(letters[i].Value), "0:"+offset) {
			t.Errorf("dead letter is %.20q with %v", letters[i].Value, h)
		}
	}
}

// A record that cannot be forwarded whole leaves a dead letter that says so.
func TestDeadLetterTooLarge(t *testing.T) {
	b := newBench(t)
	in, out := b.topic("in", 1), b.topic("out", 1)
	dead := b.topic("dead", 1, "max.message.bytes", "2000")
	b.fill(in, 1, 3, 5000)
	o := newRecorder(t)
	r := b.start(b.config(in, dead, o), func(_ context.Context, rec *stream.Record) ([]stream.Output, error) {
		if rec.Offset == 1 {
			return nil, &stream.Reject{Reason: "bad"}
		}
		return forward(out)(t.Context(), rec)
	})
	o.awaitPublished(3)
	r.stop()
	checkStub(t, b.read(dead), "bad", "1", "5001")
	if n := len(b.read(out)); n != 2 {
		t.Errorf("%d neighbours arrived, want 2", n)
	}
}

// A record beyond the limit is not read; its neighbours are.
func TestRecordBeyondTheLimit(t *testing.T) {
	b := newBench(t)
	in, out, dead := b.topic("in", 1), b.topic("out", 1), b.topic("dead", 1)
	cl := b.kgo(kgo.ProducerBatchCompression(kgo.ZstdCompression()))
	b.put(cl, &kgo.Record{Topic: in, Value: []byte("0:0")}, &kgo.Record{Topic: in, Value: make([]byte, 900_000)}, &kgo.Record{Topic: in, Value: []byte("0:1")})
	o := newRecorder(t)
	cfg := b.config(in, dead, o)
	cfg.MaxRecordBytes = 100_000
	r := b.start(cfg, forward(out))
	o.awaitPublished(3)
	r.stop()
	b.checkComplete(b.read(out), 1, 2)
	checkStub(t, b.read(dead), stream.ReasonTooLarge, "1", "90")
}

func checkStub(t *testing.T, letters []*kgo.Record, reason, offset, size string) {
	t.Helper()
	if len(letters) != 1 {
		t.Fatalf("%d dead letters, want 1", len(letters))
	}
	h := headers(letters[0])
	if letters[0].Key != nil || letters[0].Value != nil || h[stream.HeaderReason] != reason ||
		h[stream.HeaderSourceOffset] != offset || !strings.HasPrefix(h[stream.HeaderOmitted], size) {
		t.Errorf("dead letter is %.20q with %v", letters[0].Value, h)
	}
}

// While the dead-letter topic cannot be written the partition waits, others go on,
// and nothing is skipped.
func TestPartitionWaitsForItsDeadLetter(t *testing.T) {
	b := newFakeBench(t)
	in, out, dead := b.topic("in", 2), b.topic("out", 1), b.topic("dead", 1)
	fault := b.fake.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.Produce}, Topic: dead, Err: kerr.NotEnoughReplicas, Count: -1})
	b.fill(in, 2, 5, 10)
	o := newRecorder(t)
	cfg := b.config(in, dead, o)
	cfg.FetchBytes = 1 // every record is a batch of its own
	r := b.start(cfg, func(ctx context.Context, rec *stream.Record) ([]stream.Output, error) {
		if rec.Partition == 0 && rec.Offset == 2 {
			return nil, &stream.Reject{Reason: "bad"}
		}
		return forward(out)(ctx, rec)
	})
	key := func(p int) []int64 { return o.commits[fmt.Sprintf("%s/%d", in, p)] }
	last := func(s []int64) int64 { return append([]int64{-1}, s...)[len(s)] }
	o.await("three retries and the other partition", func() bool {
		n := 0
		for _, r := range o.retries {
			if r.stage == stream.StageProduce && r.topic == dead {
				n++
			}
		}
		return n >= 3 && last(key(1)) == 5 && (last(key(0)) == 2 || *allExactlyOnce) // there the first two may wait with it
	})
	o.note(func() {
		if at := last(key(0)); at > 2 || o.published != 5+int(at) {
			t.Errorf("%d records are published, and the partition is committed up to %d, want 5 + 2 and 2", o.published, at)
		}
	})
	fault.Remove()
	o.await("the rest", func() bool { return last(key(0)) == 5 })
	r.stop()
	if n := len(b.read(dead)); n != 1 {
		t.Errorf("%d dead letters, want 1", n)
	}
	if n := len(b.read(out)); n != 9 {
		t.Errorf("%d records arrived, want 9", n)
	}
}
