package faults

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"github.com/segmentio/kafka-go"

	"github.com/dragoman-wire/dragoman/internal/stream"
)

// workVariable holds a job as JSON, in the environment of a worker.
const workVariable = "DRAGOMAN_FAULTS_WORK"

// job is what a worker does: it copies every record of one topic to two others.
// Some records it rejects.
type job struct {
	Brokers  []string
	Group    string
	Topics   topics
	Delivery stream.Delivery
	// Naive plants a bug: a worker as one would write it with kafka-go's Reader and
	// Writer, which commits before it writes.
	Naive bool
}

type topics struct{ In, A, B, Dead string }

// outputs are the topics that an input shall be found in.
func (t topics) outputs(offset int64) []string {
	if rejected(offset) {
		return []string{t.Dead}
	}
	return []string{t.A, t.B}
}

func rejected(offset int64) bool { return offset%97 == 96 }

// origin names an input. All outputs of one input partition have its number as key,
// so that they go to one partition, where their order can be seen.
func origin(partition int, offset int64) string { return fmt.Sprintf("%d:%d", partition, offset) }

const (
	sessionTimeout = 3 * time.Second
	heartbeat      = 300 * time.Millisecond
	// requestTimeout is shorter than most pauses of a broker: it answers then what
	// its clients have given up.
	requestTimeout = 3 * time.Second
)

func work(text string) error {
	var j job
	if err := json.Unmarshal([]byte(text), &j); err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	if j.Naive {
		return workNaively(ctx, j)
	}
	err := stream.Run(ctx, stream.Config{
		Cluster: stream.Cluster{Brokers: j.Brokers}, Group: j.Group,
		Topics: []string{j.Topics.In}, DeadLetterTopic: j.Topics.Dead,
		Delivery: j.Delivery, TransactionTimeout: 10 * time.Second,
		FetchBytes: 32 << 10, FetchWait: 200 * time.Millisecond, TransactionBytes: 64 << 10,
		SessionTimeout: sessionTimeout, HeartbeatInterval: heartbeat, RebalanceTimeout: 2 * sessionTimeout,
		CommitInterval: 200 * time.Millisecond, DrainTimeout: 2 * time.Second,
		RequestTimeout: requestTimeout, StartTimeout: 5 * time.Minute,
		Backoff:  stream.Backoff{Max: time.Second},
		Observer: complaints{},
	}, func(_ context.Context, r *stream.Record) ([]stream.Output, error) {
		if rejected(r.Offset) {
			return nil, &stream.Reject{Reason: "planned"}
		}
		o := stream.Output{
			Topic: j.Topics.A, Key: []byte(strconv.Itoa(r.Partition)), Value: r.Value,
			Headers: []stream.Header{{Key: "origin", Value: []byte(origin(r.Partition, r.Offset))}},
		}
		second := o
		second.Topic = j.Topics.B
		return []stream.Output{o, second}, nil
	})
	if errors.Is(err, stream.ErrDrainTimeout) { // a broker was down when it was told to stop
		return nil
	}
	return err
}

// complaints writes what a worker should not meet: it is looked at by hand.
type complaints struct{ stream.NopObserver }

func (complaints) Gap(topic string, partition int, from, to int64) {
	fmt.Fprintf(os.Stderr, "worker: gap in %s/%d: %d to %d\n", topic, partition, from, to)
}

func workNaively(ctx context.Context, j job) error {
	r := kafka.NewReader(kafka.ReaderConfig{
		Brokers: j.Brokers, GroupID: j.Group, Topic: j.Topics.In, MaxWait: 100 * time.Millisecond,
		HeartbeatInterval: heartbeat, SessionTimeout: sessionTimeout, RebalanceTimeout: 2 * sessionTimeout,
		StartOffset: kafka.FirstOffset,
	})
	w := &kafka.Writer{Addr: kafka.TCP(j.Brokers...), RequiredAcks: kafka.RequireAll, BatchTimeout: 2 * time.Millisecond}
	for ctx.Err() == nil {
		var in, out []kafka.Message
		filling, cancel := context.WithTimeout(ctx, 100*time.Millisecond)
		for len(in) < 200 {
			m, err := r.FetchMessage(filling)
			if err != nil {
				break
			}
			in = append(in, m)
			key, from := []byte(strconv.Itoa(m.Partition)), []byte(origin(m.Partition, m.Offset))
			for _, topic := range j.Topics.outputs(m.Offset) {
				out = append(out, kafka.Message{
					Topic: topic, Key: key, Value: m.Value, Headers: []kafka.Header{{Key: "origin", Value: from}},
				})
			}
		}
		cancel()
		_ = r.CommitMessages(ctx, in...) // too early
		<-time.After(50 * time.Millisecond)
		for len(out) > 0 && ctx.Err() == nil && w.WriteMessages(ctx, out...) != nil {
		}
	}
	return nil
}
