package kafkatest

import (
	"context"
	"fmt"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// GroupOffsets returns a group's committed offsets in topics of so many partitions, by
// topic and partition, also of brokers that this package did not start. Partitions
// without one are left out. Each is asked for by name: a broker that has just started
// may answer that a group has none at all. The stream takes kafka-go's message for it,
// so kafka.Client cannot be asked.
func GroupOffsets(ctx context.Context, brokers []string, group string, topics map[string]int) (map[string]map[int]int64, error) {
	client, err := kgo.NewClient(kgo.SeedBrokers(brokers...))
	if err != nil {
		return nil, err
	}
	defer client.Close()
	asked := kmsg.NewOffsetFetchRequestGroup()
	asked.Group = group
	for name, partitions := range topics {
		topic := kmsg.NewOffsetFetchRequestGroupTopic()
		topic.Topic = name
		for p := range int32(partitions) {
			topic.Partitions = append(topic.Partitions, p)
		}
		asked.Topics = append(asked.Topics, topic)
	}
	req := kmsg.NewPtrOffsetFetchRequest()
	req.Groups = append(req.Groups, asked)
	res, err := req.RequestWith(ctx, client)
	if err != nil {
		return nil, err
	}
	if len(res.Groups) != 1 {
		return nil, fmt.Errorf("offsets of %d groups are told, asked for one", len(res.Groups))
	}
	if err := kerr.ErrorForCode(res.Groups[0].ErrorCode); err != nil {
		return nil, fmt.Errorf("offsets of group %s: %w", group, err)
	}
	offsets := map[string]map[int]int64{}
	for _, t := range res.Groups[0].Topics {
		offsets[t.Topic] = map[int]int64{}
		for _, p := range t.Partitions {
			if err := kerr.ErrorForCode(p.ErrorCode); err != nil {
				return nil, fmt.Errorf("offset of group %s in %s/%d: %w", group, t.Topic, p.Partition, err)
			}
			if p.Offset >= 0 {
				offsets[t.Topic][int(p.Partition)] = p.Offset
			}
		}
	}
	return offsets, nil
}
