package stream_test

import (
	"context"
	"crypto/rand"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/segmentio/kafka-go/protocol/produce"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
	"github.com/twmb/franz-go/pkg/kversion"

	"github.com/dragoman-wire/dragoman/internal/kafkatest"
	"github.com/dragoman-wire/dragoman/internal/stream"
	"github.com/dragoman-wire/dragoman/internal/stream/wire"
)

// earlier is a transactional producer that had the partition before, made by hand: it
// can leave what a coordinator that has lost the end of a transaction leaves.
type earlier struct {
	*bench
	cfg      stream.Config
	client   *kgo.Client
	id       string
	from     wire.Target
	made     wire.Producer
	sequence map[wire.Target]int32
}

func (b *bench) earlier(cfg stream.Config, in string) *earlier {
	b.Helper()
	e := &earlier{bench: b, cfg: cfg, id: cfg.Group + "-" + in + "-0", from: wire.Target{Topic: in}, sequence: map[wire.Target]int32{}}
	e.client = b.kgo(kgo.MaxVersions(kversion.V3_0_0())) // later ones take part in the transaction by themselves
	var err error
	if e.made, err = b.initProducer(e.client, e.id); err != nil {
		b.Fatal("init: ", err)
	}
	return e
}

// initProducer takes a transactional id over, as another process does.
func (b *bench) initProducer(client *kgo.Client, id string) (made wire.Producer, err error) {
	init := kmsg.NewPtrInitProducerIDRequest()
	init.TransactionalID, init.TransactionTimeoutMillis, init.ProducerID, init.ProducerEpoch = &id, 10_000, -1, -1
	err = b.whileConcurrent(func(ctx context.Context) (int16, error) {
		res, err := init.RequestWith(ctx, client)
		if err != nil {
			return 0, err
		}
		made = wire.Producer{ID: res.ProducerID, Epoch: res.ProducerEpoch}
		return res.ErrorCode, nil
	})
	return made, err
}

// whileConcurrent repeats a request while the coordinator ends the transaction before.
func (b *bench) whileConcurrent(ask func(ctx context.Context) (int16, error)) error {
	for ctx := b.context(); ; {
		code, err := ask(ctx)
		if err == nil {
			err = kerr.ErrorForCode(code)
		}
		if !errors.Is(err, kerr.ConcurrentTransactions) || ctx.Err() != nil {
			return err
		}
	}
}

// do asks for a step of the transaction.
func (e *earlier) do(step string, ask func(ctx context.Context) (int16, error)) {
	e.Helper()
	if err := e.whileConcurrent(ask); err != nil {
		e.Fatal(step, ": ", err)
	}
}

// write sends records to outputs, taking these into the transaction only if told.
func (e *earlier) write(values []string, enlist bool, outputs ...wire.Target) {
	e.Helper()
	var records []wire.Record
	for _, v := range values {
		records = append(records, wire.Record{Key: []byte("0"), Value: []byte(v)})
	}
	batches := map[wire.Target][]byte{}
	for _, to := range outputs {
		if enlist {
			add := kmsg.NewPtrAddPartitionsToTxnRequest()
			add.TransactionalID, add.ProducerID, add.ProducerEpoch = e.id, e.made.ID, e.made.Epoch
			topic := kmsg.NewAddPartitionsToTxnRequestTopic()
			topic.Topic, topic.Partitions = to.Topic, []int32{int32(to.Partition)}
			add.Topics = append(add.Topics, topic)
			e.do("partitions", func(ctx context.Context) (int16, error) {
				res, err := add.RequestWith(ctx, e.client)
				if err != nil {
					return 0, err
				}
				return res.Topics[0].Partitions[0].ErrorCode, nil
			})
		}
		by := e.made
		by.Sequence = e.sequence[to]
		e.sequence[to] += int32(len(values))
		batch, err := wire.Encode(records, stream.CompressionNone, by, true)
		if err != nil {
			e.Fatal(err)
		}
		batches[to] = batch
	}
	res, err := e.bench.client().Transport.RoundTrip(e.context(), kafka.TCP(e.cluster.Brokers...), wire.NewProduce(e.id, 5000, batches))
	if err != nil {
		e.Fatal("produce: ", err)
	}
	for _, topic := range res.(*produce.Response).Topics {
		for _, p := range topic.Partitions {
			if p.ErrorCode != 0 {
				e.Fatal("produce: ", kafka.Error(p.ErrorCode))
			}
		}
	}
}

// commit makes the group's offset part of the transaction, if the coordinator is told
// that it is one.
func (e *earlier) commit(offset int64, enlist bool) {
	e.Helper()
	if enlist {
		add := kmsg.NewPtrAddOffsetsToTxnRequest()
		add.TransactionalID, add.ProducerID, add.ProducerEpoch, add.Group = e.id, e.made.ID, e.made.Epoch, e.cfg.Group
		e.do("offsets", func(ctx context.Context) (int16, error) {
			res, err := add.RequestWith(ctx, e.client)
			if err != nil {
				return 0, err
			}
			return res.ErrorCode, nil
		})
	}
	part := kmsg.NewTxnOffsetCommitRequestTopicPartition()
	part.Partition, part.Offset = int32(e.from.Partition), offset
	topic := kmsg.NewTxnOffsetCommitRequestTopic()
	topic.Topic, topic.Partitions = e.from.Topic, append(topic.Partitions, part)
	commit := kmsg.NewPtrTxnOffsetCommitRequest()
	commit.TransactionalID, commit.Group, commit.ProducerID, commit.ProducerEpoch = e.id, e.cfg.Group, e.made.ID, e.made.Epoch
	commit.Topics = append(commit.Topics, topic)
	e.do("offset", func(ctx context.Context) (int16, error) {
		res, err := commit.RequestWith(ctx, e.client)
		if err != nil {
			return 0, err
		}
		return res.Topics[0].Partitions[0].ErrorCode, nil
	})
}

// end commits the transaction.
func (e *earlier) end() {
	e.Helper()
	end := kmsg.NewPtrEndTxnRequest()
	end.TransactionalID, end.ProducerID, end.ProducerEpoch, end.Commit = e.id, e.made.ID, e.made.Epoch, true
	e.do("end", func(ctx context.Context) (int16, error) {
		res, err := end.RequestWith(ctx, e.client)
		if err != nil {
			return 0, err
		}
		return res.ErrorCode, nil
	})
}

// On a real Kafka too, what hangs ends as the transaction that it was part of.
func TestHangingTransactionOnKafka(t *testing.T) {
	lib := os.Getenv(kafkatest.LibVariable)
	if lib == "" {
		t.Skip("needs a real Kafka: make test-kafka")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	cluster, err := kafkatest.Start(ctx, kafkatest.Options{
		Lib: lib, Dir: t.TempDir(), Settings: map[string]string{"transaction.partition.verification.enable": "false"},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cluster.Stop)
	tests := map[string]func(e *earlier, out, other wire.Target){
		"records": func(e *earlier, out, other wire.Target) {
			e.write(strings.Fields("0:0 0:1 0:2"), false, out, other)
		},
		"records and offset": func(e *earlier, out, other wire.Target) {
			e.write(strings.Fields("0:0 0:1 0:2"), false, out, other)
			e.commit(3, false)
		},
		"records after a commit": func(e *earlier, out, other wire.Target) {
			e.write(strings.Fields("0:0 0:1"), true, out)
			e.commit(2, true)
			e.end()
			e.write(strings.Fields("0:2 0:3"), true, out)
			e.commit(4, true)
			e = e.bench.earlier(e.cfg, e.from.Topic) // rolls the second one back
			e.write(strings.Fields("0:2 0:3"), false, out, other)
		},
		"the offset of a commit": func(e *earlier, out, _ wire.Target) {
			e.write(strings.Fields("0:0 0:1"), true, out)
			e.commit(2, true)
			e.end()
			e.write(strings.Fields("0:2 0:3"), true, out)
			e.end()
			e.commit(4, false)
		},
	}
	for name, leave := range tests {
		t.Run(name, func(t *testing.T) {
			b := &bench{T: t, id: strings.ToLower(rand.Text()[:8])}
			b.cluster.Brokers = cluster.Brokers()
			in, out, other, dead := b.topic("in", 1), b.topic("out", 1), b.topic("other", 2), b.topic("dead", 1)
			b.fill(in, 1, 20, 10)
			o := newRecorder(t)
			cfg := exactlyOnce(b.config(in, dead, o))
			cfg.OutputTopics = []string{out, other}
			leave(b.earlier(cfg, in), wire.Target{Topic: out}, wire.Target{Topic: other, Partition: 1})

			r := b.start(cfg, forward(out))
			o.awaitCommitted(in, 1, 20)
			r.stop()
			b.checkOnce(cfg.Group, in, out, 1, 20)
			if n := len(b.read(other)); n != 0 {
				t.Errorf("%d records that hung can be read in %s, want none", n, other)
			}
		})
	}
}
