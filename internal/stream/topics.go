package stream

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/segmentio/kafka-go/protocol/metadata"
)

// Topic is a topic's name, size and settings.
type Topic struct {
	Name              string
	Partitions        int               // 0 when creating: the brokers' default
	ReplicationFactor int               // 0 when creating: the brokers' default
	Config            map[string]string // settings of this topic ("cleanup.policy": "compact"); others are the brokers'
}

const (
	adminTimeout       = 30 * time.Second
	brokersChoice      = -1
	sourceTopicSetting = 1 // DescribeConfigs: the value is the topic's own (DYNAMIC_TOPIC_CONFIG)
)

// DescribeTopics returns those of the named topics that exist, in the given order.
func DescribeTopics(ctx context.Context, c Cluster, names ...string) ([]Topic, error) {
	conn, err := c.admin()
	if err != nil {
		return nil, err
	}
	defer conn.close()
	topics, err := describe(ctx, conn, names)
	if err != nil {
		return nil, c.explain(fmt.Errorf("describing topics: %w", err))
	}
	return topics, nil
}

// AwaitTopics describes topics as DescribeTopics does, whatever happens to the brokers:
// what may pass is tried again until ctx ends.
func AwaitTopics(ctx context.Context, c Cluster, names ...string) (topics []Topic, err error) {
	err = persist(ctx, func() (err error) {
		topics, err = DescribeTopics(ctx, c, names...)
		return err
	})
	return topics, err
}

// CreateTopics creates those of the topics that do not exist and returns their
// names. A topic that exists is left as it is.
func CreateTopics(ctx context.Context, c Cluster, topics []Topic) (created []string, err error) {
	conn, err := c.admin()
	if err != nil {
		return nil, err
	}
	defer conn.close()
	req := &kafka.CreateTopicsRequest{}
	for _, t := range topics {
		wanted := kafka.TopicConfig{
			Topic:             t.Name,
			NumPartitions:     cmp.Or(t.Partitions, brokersChoice),
			ReplicationFactor: cmp.Or(t.ReplicationFactor, brokersChoice),
		}
		for name, value := range t.Config {
			wanted.ConfigEntries = append(wanted.ConfigEntries, kafka.ConfigEntry{ConfigName: name, ConfigValue: value})
		}
		req.Topics = append(req.Topics, wanted)
	}
	res, err := conn.client().CreateTopics(ctx, req)
	if err != nil {
		return nil, c.explain(fmt.Errorf("creating topics: %w", err))
	}
	for _, t := range topics {
		switch failed := res.Errors[t.Name]; {
		case failed == nil:
			created = append(created, t.Name)
		case !errors.Is(failed, kafka.TopicAlreadyExists):
			err = errors.Join(err, c.explain(fmt.Errorf("creating topic %s: %w", t.Name, failed)))
		}
	}
	return created, err
}

func (c Cluster) admin() (*connection, error) {
	if err := c.Validate(); err != nil {
		return nil, err
	}
	return c.connect(adminTimeout)
}

func describe(ctx context.Context, conn *connection, names []string) ([]Topic, error) {
	res, err := conn.roundTrip(ctx, &metadata.Request{TopicNames: names})
	if err != nil {
		return nil, err
	}
	var topics []Topic
	configs := &kafka.DescribeConfigsRequest{}
	for _, t := range res.(*metadata.Response).Topics {
		switch code := kafka.Error(t.ErrorCode); {
		case code == kafka.UnknownTopicOrPartition:
			continue
		case code != 0:
			return nil, fmt.Errorf("topic %s: %w", t.Name, code)
		case len(t.Partitions) == 0:
			return nil, fmt.Errorf("topic %s: %w", t.Name, kafka.LeaderNotAvailable)
		}
		topics = append(topics, Topic{
			Name: t.Name, Partitions: len(t.Partitions), ReplicationFactor: len(t.Partitions[0].ReplicaNodes),
			Config: map[string]string{},
		})
		configs.Resources = append(configs.Resources, kafka.DescribeConfigRequestResource{
			ResourceType: kafka.ResourceTypeTopic, ResourceName: t.Name,
		})
	}
	if len(topics) == 0 {
		return nil, nil
	}
	described, err := conn.client().DescribeConfigs(ctx, configs)
	if err != nil {
		return nil, err
	}
	for _, r := range described.Resources {
		i := slices.IndexFunc(topics, func(t Topic) bool { return t.Name == r.ResourceName })
		if i < 0 {
			continue
		}
		if r.Error != nil {
			return nil, fmt.Errorf("settings of topic %s: %w", r.ResourceName, r.Error)
		}
		for _, e := range r.ConfigEntries {
			if e.ConfigSource == sourceTopicSetting {
				topics[i].Config[e.ConfigName] = e.ConfigValue
			}
		}
	}
	return topics, nil
}
