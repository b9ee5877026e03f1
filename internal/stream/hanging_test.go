package stream_test

import (
	"context"
	"os"
	"slices"
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

// hang leaves records and a group's offset in a transaction that the coordinator does
// not know of, so that it will never end: as if it had lost its end.
func (b *bench) hang(id, group string, from wire.Target, offset int64, values []string, outputs ...wire.Target) {
	b.Helper()
	ctx := b.context()
	old := b.kgo(kgo.MaxVersions(kversion.V3_0_0())) // later ones take part in the transaction by themselves
	init := kmsg.NewPtrInitProducerIDRequest()
	init.TransactionalID, init.TransactionTimeoutMillis = &id, 10_000
	made, err := init.RequestWith(ctx, old)
	if err == nil {
		err = kerr.ErrorForCode(made.ErrorCode)
	}
	if err != nil {
		b.Fatal("init: ", err)
	}

	var records []wire.Record
	for _, v := range values {
		records = append(records, wire.Record{Key: []byte("0"), Value: []byte(v)})
	}
	batch, err := wire.Encode(records, stream.CompressionNone, wire.Producer{ID: made.ProducerID, Epoch: made.ProducerEpoch}, true)
	if err != nil {
		b.Fatal(err)
	}
	batches := map[wire.Target][]byte{}
	for _, to := range outputs {
		batches[to] = batch
	}
	res, err := b.client().Transport.RoundTrip(ctx, kafka.TCP(b.cluster.Brokers...), wire.NewProduce(id, 5000, batches))
	if err != nil {
		b.Fatal("produce: ", err)
	}
	for _, topic := range res.(*produce.Response).Topics {
		for _, p := range topic.Partitions {
			if p.ErrorCode != 0 {
				b.Fatal("produce: ", kafka.Error(p.ErrorCode))
			}
		}
	}

	part := kmsg.NewTxnOffsetCommitRequestTopicPartition()
	part.Partition, part.Offset = int32(from.Partition), offset
	topic := kmsg.NewTxnOffsetCommitRequestTopic()
	topic.Topic, topic.Partitions = from.Topic, append(topic.Partitions, part)
	commit := kmsg.NewPtrTxnOffsetCommitRequest()
	commit.TransactionalID, commit.Group, commit.ProducerID, commit.ProducerEpoch = id, group, made.ProducerID, made.ProducerEpoch
	commit.Topics = append(commit.Topics, topic)
	held, err := commit.RequestWith(ctx, old)
	if err == nil {
		err = kerr.ErrorForCode(held.Topics[0].Partitions[0].ErrorCode)
	}
	if err != nil {
		b.Fatal("offset: ", err)
	}
}

// On a real Kafka too, what hangs is rolled back, records and offset alike, and not
// made part of the next transaction.
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
	b := &bench{T: t, id: "h"}
	b.cluster.Brokers = cluster.Brokers()
	in, out, other, dead := b.topic("in", 1), b.topic("out", 1), b.topic("other", 2), b.topic("dead", 1)
	b.fill(in, 1, 20, 10)
	o := newRecorder(t)
	cfg := exactlyOnce(b.config(in, dead, o))
	cfg.OutputTopics = []string{out, other}
	hanging := strings.Fields("0:0 0:1 0:2")
	b.hang(cfg.Group+"-"+in+"-0", cfg.Group, wire.Target{Topic: in}, 3, hanging, wire.Target{Topic: out}, wire.Target{Topic: other, Partition: 1})

	r := b.start(cfg, forward(out))
	o.awaitCommitted(in, 1, 20)
	r.stop()
	b.checkOnce(cfg.Group, in, out, 1, 20)
	if n := len(b.read(other)); n != 0 {
		t.Errorf("%d records that hung can be read in %s, want none", n, other)
	}
	if !slices.ContainsFunc(o.retries, isHanging) {
		t.Errorf("it is not reported: %v", o.retries)
	}
}
