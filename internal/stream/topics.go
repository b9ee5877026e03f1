package stream

import "context"

// Topic is a topic's name, size and settings.
type Topic struct {
	Name              string
	Partitions        int               // 0 when creating: the brokers' default
	ReplicationFactor int               // 0 when creating: the brokers' default
	Config            map[string]string // topic settings ("cleanup.policy": "compact"); only those that are asked for or set
}

// DescribeTopics returns those of the named topics that exist, in the given order.
func DescribeTopics(ctx context.Context, c Cluster, names ...string) ([]Topic, error) {
	return nil, nil
}

// CreateTopics creates those of the topics that do not exist and returns their
// names. A topic that exists is left as it is.
func CreateTopics(ctx context.Context, c Cluster, topics []Topic) (created []string, err error) {
	return nil, nil
}
