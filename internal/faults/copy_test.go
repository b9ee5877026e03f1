package faults

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/dragoman-wire/dragoman/internal/stream"
)

// The topics of copying.
const (
	topicIn   = "in"
	topicA    = "out.a"
	topicB    = "out.b"
	topicDead = "dead"
)

var copyPlan = map[string]int{topicIn: 6, topicA: 4, topicB: 3, topicDead: 2}

// copyTrial has records copied.
func copyTrial(k kind) trial {
	filler := strings.Repeat("x", 200)
	return trial{
		kind: k, group: "faults", inputs: []string{topicIn}, outputs: []string{topicA, topicB, topicDead},
		step: func(i int) []*kgo.Record {
			return []*kgo.Record{{Topic: topicIn, Partition: int32(i % copyPlan[topicIn]), Value: []byte(strconv.Itoa(i) + filler)}}
		},
		judge: func(inputs map[string]offsets, outputs []record) verdict {
			return judgeCopies(inputs[topicIn], findingsOf(outputs))
		},
	}
}

// outputsOf are the topics that an input shall be found in.
func outputsOf(offset int64) []string {
	if rejected(offset) {
		return []string{topicDead}
	}
	return []string{topicA, topicB}
}

func rejected(offset int64) bool { return offset%97 == 96 }

// origin names an input. All outputs of one input partition have its number as key,
// so that they go to one partition, where their order can be seen.
func origin(partition int, offset int64) string { return fmt.Sprintf("%d:%d", partition, offset) }

func copyRecords(ctx context.Context, cfg stream.Config) error {
	cfg.Topics, cfg.DeadLetterTopic, cfg.Observer = []string{topicIn}, topicDead, complaints{}
	cfg.OutputTopics = []string{topicA, topicB}
	return stream.Run(ctx, cfg, func(_ context.Context, r *stream.Record) ([]stream.Output, error) {
		if rejected(r.Offset) {
			return nil, &stream.Reject{Reason: "planned"}
		}
		o := stream.Output{
			Topic: topicA, Key: []byte(strconv.Itoa(r.Partition)), Value: r.Value,
			Headers: []stream.Header{{Key: "origin", Value: []byte(origin(r.Partition, r.Offset))}},
		}
		second := o
		second.Topic = topicB
		return []stream.Output{o, second}, nil
	})
}

// copyNaively is copyRecords with a bug. It must be alone in its group: kafka-go's Reader
// commits late for partitions that have gone to another member, and where that one has
// read to the end, nobody brings the group there again.
func copyNaively(ctx context.Context, cfg stream.Config) error {
	r := kafka.NewReader(kafka.ReaderConfig{
		Brokers: cfg.Brokers, GroupID: cfg.Group, Topic: topicIn, MaxWait: 100 * time.Millisecond,
		HeartbeatInterval: heartbeat, SessionTimeout: sessionTimeout, RebalanceTimeout: 2 * sessionTimeout,
		StartOffset: kafka.FirstOffset,
	})
	w := &kafka.Writer{Addr: kafka.TCP(cfg.Brokers...), RequiredAcks: kafka.RequireAll, BatchTimeout: 2 * time.Millisecond}
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
			for _, topic := range outputsOf(m.Offset) {
				out = append(out, kafka.Message{
					Topic: topic, Key: key, Value: m.Value, Headers: []kafka.Header{{Key: "origin", Value: from}},
				})
			}
		}
		cancel()
		for len(in) > 0 && ctx.Err() == nil && r.CommitMessages(ctx, in...) != nil { // too early
		}
		<-time.After(50 * time.Millisecond)
		for len(out) > 0 && ctx.Err() == nil && w.WriteMessages(ctx, out...) != nil {
		}
	}
	return nil
}
