package stream_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"testing"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// ends sees how the transactions of a fake cluster end.
type ends struct {
	mu         sync.Mutex
	partitions map[string]bool // of the transaction under way
	offsets    bool            // are in it
	all        []end
}

type end struct {
	epoch      int16
	commit     bool
	partitions []string
	offsets    bool
}

func watchEnds(c *kfake.Cluster) *ends {
	w := &ends{partitions: map[string]bool{}}
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
		r := req.(*kmsg.EndTxnRequest)
		w.all = append(w.all, end{r.ProducerEpoch, r.Commit, slices.Sorted(maps.Keys(w.partitions)), w.offsets})
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
		return told(req, -1, kerr.UnstableOffsetCommit.Code), nil, true
	})
}

// told is an answer for all partitions that are asked for.
func told(req *kmsg.OffsetFetchRequest, offset int64, code int16) *kmsg.OffsetFetchResponse {
	res := req.ResponseKind().(*kmsg.OffsetFetchResponse)
	for _, asked := range req.Topics {
		topic := kmsg.NewOffsetFetchResponseTopic()
		topic.Topic = asked.Topic
		for _, p := range asked.Partitions {
			told := kmsg.NewOffsetFetchResponseTopicPartition()
			told.Partition, told.Offset, told.ErrorCode = p, offset, code
			topic.Partitions = append(topic.Partitions, told)
		}
		res.Topics = append(res.Topics, topic)
	}
	return res
}

// described answers who asks what became of the last transaction of an id.
func described(c *kfake.Cluster, state func() string) {
	c.ControlKey(kmsg.DescribeTransactions.Int16(), func(kreq kmsg.Request) (kmsg.Response, error, bool) {
		c.KeepControl()
		req := kreq.(*kmsg.DescribeTransactionsRequest)
		res := req.ResponseKind().(*kmsg.DescribeTransactionsResponse)
		told := kmsg.NewDescribeTransactionsResponseTransactionState()
		if told.TransactionalID, told.State = req.TransactionalIDs[0], state(); told.State == "" {
			told.ErrorCode = kerr.TransactionalIDNotFound.Code
		}
		res.TransactionStates = append(res.TransactionStates, told)
		return res, nil, true
	})
}

// Who takes a partition over ends in all topics, before anything is written, what may
// hang there: as the last transaction of the one before ended.
func TestTakeoverEndsWhatMayHang(t *testing.T) {
	for state, committed := range map[string]bool{
		"": false, "Empty": false, "Ongoing": false, "PrepareAbort": false, "CompleteAbort": false,
		"PrepareCommit": true, "CompleteCommit": true,
	} {
		t.Run(state, func(t *testing.T) {
			t.Parallel()
			b := newFakeBench(t)
			in, out, other, dead := b.topic("in", 1), b.topic("out", 3), b.topic("other", 2), b.topic("dead", 2)
			b.fill(in, 1, 100, 100)
			described(b.fake, func() string { return state })
			seen := watchEnds(b.fake)
			o := newRecorder(t)
			cfg := exactlyOnce(b.config(in, dead, o))
			cfg.FetchBytes, cfg.OutputTopics = 2000, []string{out, other}
			r := b.start(cfg, forward(out))
			o.awaitCommitted(in, 1, 100)
			r.stop()
			b.checkOnce(cfg.Group, in, out, 1, 100)
			all := []string{dead + "/0", dead + "/1", other + "/0", other + "/1", out + "/0", out + "/1", out + "/2"}
			slices.Sort(all)
			if first := seen.all[0]; !slices.Equal(first.partitions, all) || !first.offsets || first.commit != committed {
				t.Errorf("the first to end is %+v, want %v with offsets, committed: %v", first, all, committed)
			}
		})
	}
}

// So does who begins anew in the midst, after a transaction of his own that failed.
func TestNewBeginningEndsWhatMayHang(t *testing.T) {
	b := newFakeBench(t)
	in, out, dead := b.topic("in", 1), b.topic("out", 2), b.topic("dead", 1)
	b.fill(in, 1, 100, 100)
	state := ""
	described(b.fake, func() string { return state })
	seen := watchEnds(b.fake)
	lists := 0
	b.fake.ControlKey(kmsg.AddPartitionsToTxn.Int16(), func(kmsg.Request) (kmsg.Response, error, bool) {
		if lists++; lists < 4 { // one of the takeover, two of transactions
			b.fake.KeepControl()
			return nil, nil, false
		}
		b.fake.DropControl()
		state = "CompleteCommit"
		return nil, errors.New("cut"), true
	})
	o := newRecorder(t)
	cfg := exactlyOnce(b.config(in, dead, o))
	cfg.FetchBytes, cfg.TransactionBytes, cfg.OutputTopics = 2000, 1000, []string{out}
	r := b.start(cfg, forward(out))
	o.awaitCommitted(in, 1, 100)
	r.stop()
	b.checkOnce(cfg.Group, in, out, 1, 100)
	anew := slices.IndexFunc(seen.all, func(e end) bool { return e.epoch > 0 })
	if want := []string{dead + "/0", out + "/0", out + "/1"}; anew < 0 || !slices.Equal(seen.all[anew].partitions, want) || !seen.all[anew].commit {
		t.Errorf("%+v ended, want a commit of %v as the first of a new epoch", seen.all, want)
	}
}

// A coordinator may tell for a moment that an offset is pending.
func TestPendingOffsetIsWaitedFor(t *testing.T) {
	b := newFakeBench(t)
	in, out, dead := b.topic("in", 1), b.topic("out", 1), b.topic("dead", 1)
	b.fill(in, 1, 20, 100)
	asked := 0
	unstable(b.fake, func() bool { asked++; return asked == 1 })
	o := newRecorder(t)
	r := b.start(exactlyOnce(b.config(in, dead, o)), forward(out))
	o.awaitCommitted(in, 1, 20)
	r.stop()
	b.checkOnce(b.name("group"), in, out, 1, 20)
	if asked < 2 {
		t.Errorf("the stable offset was asked for %d times, want 2", asked)
	}
}

// A coordinator that has just begun may tell of none, though the group has an offset. The
// partition is then given up, and not read again from its start.
func TestOffsetThatWentBackIsNotBelieved(t *testing.T) {
	b := newFakeBench(t)
	in, out, dead := b.topic("in", 1), b.topic("out", 1), b.topic("dead", 1)
	b.fill(in, 1, 20, 100)
	o := newRecorder(t)
	cfg := exactlyOnce(b.config(in, dead, o))
	r := b.start(cfg, forward(out))
	o.awaitCommitted(in, 1, 20)
	r.stop()
	b.fillFrom(in, 1, 20, 40, 100)
	b.fake.ControlKey(kmsg.OffsetFetch.Int16(), func(kreq kmsg.Request) (kmsg.Response, error, bool) {
		req := kreq.(*kmsg.OffsetFetchRequest)
		if !req.RequireStable {
			b.fake.KeepControl()
			return nil, nil, false
		}
		b.fake.DropControl()
		return told(req, -1, 0), nil, true
	})
	r = b.start(cfg, forward(out))
	o.awaitCommitted(in, 1, 40)
	r.stop()
	b.checkOnce(cfg.Group, in, out, 1, 40)
}
