package stream_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/dragoman-wire/dragoman/internal/stream"
)

// rollbacks sees what the transactions of a fake cluster take in, and which of them
// are rolled back by their producer.
type rollbacks struct {
	mu         sync.Mutex
	partitions map[string]bool // of the transaction under way
	offsets    bool            // are in it
	all        []rollback
}

type rollback struct {
	epoch      int16
	partitions []string
	offsets    bool
}

func watchRollbacks(c *kfake.Cluster) *rollbacks {
	w := &rollbacks{partitions: map[string]bool{}}
	watch := func(key kmsg.Key, see func(kmsg.Request)) {
		c.ControlKey(key.Int16(), func(req kmsg.Request) (kmsg.Response, error, bool) {
			c.KeepControl()
			w.mu.Lock()
			defer w.mu.Unlock()
			see(req)
			return nil, nil, false
		})
	}
	watch(kmsg.AddPartitionsToTxn, func(req kmsg.Request) {
		for _, topic := range req.(*kmsg.AddPartitionsToTxnRequest).Topics {
			for _, p := range topic.Partitions {
				w.partitions[fmt.Sprintf("%s/%d", topic.Topic, p)] = true
			}
		}
	})
	watch(kmsg.AddOffsetsToTxn, func(kmsg.Request) { w.offsets = true })
	watch(kmsg.EndTxn, func(req kmsg.Request) {
		if r := req.(*kmsg.EndTxnRequest); !r.Commit {
			w.all = append(w.all, rollback{r.ProducerEpoch, slices.Sorted(maps.Keys(w.partitions)), w.offsets})
		}
		w.partitions, w.offsets = map[string]bool{}, false
	})
	return w
}

// unstable answers readers of a stable offset that it is pending, as long as pending
// tells so.
func unstable(c *kfake.Cluster, pending func() bool) {
	c.ControlKey(kmsg.OffsetFetch.Int16(), func(kreq kmsg.Request) (kmsg.Response, error, bool) {
		c.KeepControl()
		req := kreq.(*kmsg.OffsetFetchRequest)
		if !req.RequireStable || !pending() {
			return nil, nil, false
		}
		res := req.ResponseKind().(*kmsg.OffsetFetchResponse)
		for _, asked := range req.Topics {
			topic := kmsg.NewOffsetFetchResponseTopic()
			topic.Topic = asked.Topic
			for _, p := range asked.Partitions {
				told := kmsg.NewOffsetFetchResponseTopicPartition()
				told.Partition, told.Offset, told.ErrorCode = p, -1, kerr.UnstableOffsetCommit.Code
				topic.Partitions = append(topic.Partitions, told)
			}
			res.Topics = append(res.Topics, topic)
		}
		return res, nil, true
	})
}

func (w *rollbacks) done() []rollback {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.all)
}

func isHanging(r retry) bool {
	return r.stage == stream.StageTransaction && strings.Contains(r.err.Error(), "a transaction has ended")
}

// A transaction whose end a broker has lost is met by who takes the partition over,
// at the start or after a transaction of its own that failed. It is rolled back in all
// topics before anything is written.
func TestHangingTransactionIsRolledBack(t *testing.T) {
	for name, midst := range map[string]bool{"at the start": false, "in the midst": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newFakeBench(t)
			in, out, other, dead := b.topic("in", 1), b.topic("out", 3), b.topic("other", 2), b.topic("dead", 2)
			b.fill(in, 1, 100, 100)
			hangs := !midst
			seen := watchRollbacks(b.fake)
			unstable(b.fake, func() bool { return hangs && len(seen.done()) == 0 })
			epoch := int16(0)
			if midst {
				ends := 0
				b.fake.ControlKey(kmsg.EndTxn.Int16(), func(kmsg.Request) (kmsg.Response, error, bool) {
					if ends++; ends < 3 {
						b.fake.KeepControl()
						return nil, nil, false
					}
					b.fake.DropControl()
					hangs = true
					return nil, errors.New("cut"), true
				})
				epoch = 1
			}
			o := newRecorder(t)
			cfg := exactlyOnce(b.config(in, dead, o))
			cfg.FetchBytes, cfg.OutputTopics = 2000, []string{out, other}
			r := b.start(cfg, forward(out))
			o.awaitCommitted(in, 1, 100)
			r.stop()
			b.checkOnce(cfg.Group, in, out, 1, 100)

			all := seen.done()
			if len(all) != 1 {
				t.Fatalf("%d transactions are rolled back, want 1: %+v", len(all), all)
			}
			want := []string{dead + "/0", dead + "/1", other + "/0", other + "/1", out + "/0", out + "/1", out + "/2"}
			slices.Sort(want)
			if got := all[0]; !slices.Equal(got.partitions, want) || !got.offsets || got.epoch < epoch {
				t.Errorf("%+v is rolled back, want %v with offsets, in epoch %d or later", got, want, epoch)
			}
			if n := len(slices.DeleteFunc(o.retries, func(r retry) bool { return !isHanging(r) })); n != 1 {
				t.Errorf("it is reported %d times, want once", n)
			}
		})
	}
}

// A coordinator may tell for a moment that an offset is pending.
func TestPendingOffsetIsWaitedFor(t *testing.T) {
	b := newFakeBench(t)
	in, out, dead := b.topic("in", 1), b.topic("out", 1), b.topic("dead", 1)
	b.fill(in, 1, 20, 100)
	asked := 0
	unstable(b.fake, func() bool { asked++; return asked == 1 })
	seen := watchRollbacks(b.fake)
	o := newRecorder(t)
	cfg := exactlyOnce(b.config(in, dead, o))
	cfg.OutputTopics = []string{out}
	r := b.start(cfg, forward(out))
	o.awaitCommitted(in, 1, 20)
	r.stop()
	b.checkOnce(cfg.Group, in, out, 1, 20)
	if asked < 2 {
		t.Errorf("the stable offset was asked for %d times, want 2", asked)
	}
	if all := seen.done(); len(all) > 0 || slices.ContainsFunc(o.retries, isHanging) {
		t.Errorf("%+v are rolled back, reports are %v; want none", all, o.retries)
	}
}
