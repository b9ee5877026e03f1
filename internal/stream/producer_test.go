package stream_test

import (
	"context"
	"errors"
	"fmt"
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

func (b *bench) producer(change func(*stream.ProducerConfig)) *stream.Producer {
	b.Helper()
	cfg := stream.ProducerConfig{Cluster: b.cluster, Backoff: stream.Backoff{Min: time.Millisecond, Max: 50 * time.Millisecond}}
	if change != nil {
		change(&cfg)
	}
	p, err := stream.NewProducer(cfg)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(p.Close)
	return p
}

// Many batches, every codec: all arrive once, in order, in the partition where the
// Java client would put them (franz-go's partitioner is made to match it).
func TestProducer(t *testing.T) {
	b := newBench(t)
	for _, codec := range []stream.Compression{stream.CompressionNone, stream.CompressionGzip, stream.CompressionSnappy, stream.CompressionLz4, stream.CompressionZstd} {
		t.Run(codec.String(), func(t *testing.T) {
			const partitions = 5
			topic := b.topic("t-"+codec.String(), partitions)
			p := b.producer(func(c *stream.ProducerConfig) { c.Compression, c.BatchBytes = codec, 2000 })
			for call := range 3 {
				var outs []stream.Output
				for i := range 200 {
					outs = append(outs, stream.Output{
						Topic: topic, Key: fmt.Appendf(nil, "key %d", i%17), Value: fmt.Appendf(nil, "%d.%d", call, i),
						Headers: []stream.Header{{Key: "h", Value: []byte("v")}, {Key: "empty"}},
					})
				}
				if err := p.Produce(b.context(), outs); err != nil {
					t.Fatal(err)
				}
			}
			java := kgo.StickyKeyPartitioner(nil).ForTopic(topic)
			last := map[string]int{}
			got := b.read(topic)
			for _, r := range got {
				if want := java.Partition(r, partitions); want != int(r.Partition) {
					t.Errorf("key %q is in partition %d, want %d", r.Key, r.Partition, want)
				}
				var call, i int
				if _, err := fmt.Sscanf(string(r.Value), "%d.%d", &call, &i); err != nil {
					t.Fatal(err)
				}
				if place := call*200 + i + 1; place <= last[string(r.Key)] {
					t.Errorf("%s came after %d", r.Value, last[string(r.Key)])
				} else {
					last[string(r.Key)] = place
				}
				if len(r.Headers) != 2 || r.Headers[0].Key != "h" || string(r.Headers[0].Value) != "v" {
					t.Errorf("headers are %v", r.Headers)
				}
			}
			if len(got) != 600 {
				t.Errorf("%d records arrived, want 600", len(got))
			}
		})
	}
}

func TestKeylessRecordsOfACallStayTogether(t *testing.T) {
	b := newBench(t)
	topic := b.topic("t", 3)
	p := b.producer(nil)
	for range 6 {
		if err := p.Produce(b.context(), []stream.Output{{Topic: topic, Value: []byte("a")}, {Topic: topic, Value: []byte("b")}}); err != nil {
			t.Fatal(err)
		}
	}
	for partition, end := range b.ends(topic) {
		if end != 4 {
			t.Errorf("partition %d has %d records, want 2 calls of 2", partition, end)
		}
	}
}

func TestRefusedRecords(t *testing.T) {
	b := newBench(t)
	small, compact := b.topic("small", 1, "max.message.bytes", "2000"), b.topic("compact", 1, "cleanup.policy", "compact")
	var outs []stream.Output
	for i := range 40 {
		outs = append(outs, stream.Output{Topic: small, Key: []byte("k"), Value: []byte(strconv.Itoa(i))})
	}
	outs[11].Value = make([]byte, 3000)
	outs[12].Value = make([]byte, 4000)
	outs = append(outs, stream.Output{Topic: compact, Key: []byte("k")}, stream.Output{Topic: compact, Value: []byte("no key")})
	want := 3
	if b.fake != nil { // it takes records without a key
		outs, want = outs[:41], 2
	}
	err := b.producer(nil).Produce(b.context(), outs)
	var refused *stream.RefusedError
	if !errors.As(err, &refused) {
		t.Fatalf("error is %v", err)
	}
	got := map[int]bool{}
	for _, r := range refused.Refused {
		got[r.Index] = true
	}
	if len(got) != want || !got[11] || !got[12] || got[41] != (want == 3) {
		t.Errorf("refused are %v, want 11, 12 and the record without a key", got)
	}
	oneLine(t, err, fmt.Sprintf("%d records refused", want))
	var values []string
	for _, r := range b.read(small) {
		values = append(values, string(r.Value))
	}
	if len(values) != 38 || strings.Join(values[9:13], " ") != "9 10 13 14" {
		t.Errorf("stored are %v", values)
	}
	if n := len(b.read(compact)); n != 1 {
		t.Errorf("%d records in the compacted topic, want 1", n)
	}
}

func TestResentBatchIsStoredOnce(t *testing.T) {
	b := newFakeBench(t)
	topic := b.topic("t", 2)
	p := b.producer(nil)
	h := b.fake.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.Produce}, Err: kerr.NotEnoughReplicasAfterAppend, Count: 5})
	for i := range 10 {
		if err := p.Produce(b.context(), []stream.Output{{Topic: topic, Key: []byte("a"), Value: []byte(strconv.Itoa(i))}}); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(b.read(topic)); n != 10 || h.Hits() != 5 {
		t.Errorf("%d records are stored, want 10; %d faults", n, h.Hits())
	}
}

func TestDeliveryTimeout(t *testing.T) {
	b := newFakeBench(t)
	topic := b.topic("t", 1)
	b.fake.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.Produce}, Err: kerr.NotEnoughReplicas, Count: -1})
	p := b.producer(func(c *stream.ProducerConfig) { c.DeliveryTimeout = 100 * time.Millisecond })
	err := p.Produce(b.context(), []stream.Output{{Topic: topic}})
	oneLine(t, err, "not delivered within 100ms")
	oneLine(t, err, "Not Enough Replicas")
	ctx, cancel := context.WithCancel(b.context())
	cancel()
	if err := p.Produce(ctx, []stream.Output{{Topic: topic}}); !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
}

func TestTopics(t *testing.T) {
	b := newBench(t)
	want := stream.Topic{Name: b.name("made"), Partitions: 3, Config: map[string]string{"cleanup.policy": "compact", "retention.ms": "1000"}}
	for i, n := range []int{1, 0} {
		created, err := stream.CreateTopics(b.context(), b.cluster, []stream.Topic{want})
		if err != nil || len(created) != n {
			t.Fatalf("creation %d: %v, %v", i, created, err)
		}
	}
	got, err := stream.DescribeTopics(b.context(), b.cluster, b.name("none"), want.Name)
	want.ReplicationFactor = 1
	if err != nil || len(got) != 1 || fmt.Sprint(got[0]) != fmt.Sprint(want) {
		t.Errorf("described are %v (%v), want %v", got, err, want)
	}
	if b.fake != nil {
		return // it takes any name
	}
	_, err = stream.CreateTopics(b.context(), b.cluster, []stream.Topic{{Name: "not a name"}})
	oneLine(t, err, "creating topic not a name")
}

// A topic that is deleted and made anew with fewer partitions takes what is published
// on, all of it.
func TestTopicMadeAnewWithFewerPartitions(t *testing.T) {
	b := newBench(t)
	topic := b.topic("t", 4)
	p := b.producer(nil)
	var outs []stream.Output
	for i := range 20 {
		outs = append(outs, stream.Output{Topic: topic, Key: []byte(strconv.Itoa(i)), Value: []byte(strconv.Itoa(i))})
	}
	if err := p.Produce(b.context(), outs); err != nil {
		t.Fatal(err)
	}
	b.remake(topic, 1)
	if err := p.Produce(b.context(), outs); err != nil {
		t.Fatal(err)
	}
	if n := len(b.read(topic)); n != 20 {
		t.Errorf("%d records arrived, want 20", n)
	}
}
