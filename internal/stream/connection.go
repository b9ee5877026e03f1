package stream

import (
	"context"
	"fmt"
	"net"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/segmentio/kafka-go/protocol/metadata"
)

// metadataTTL is how long at most the leaders of partitions are taken as known.
// kafka-go cannot be told to ask anew after a leader moved; this bounds the wait.
const metadataTTL = 2 * time.Second

// connection is the way to a cluster: kafka-go's pool of connections, with a
// limit on each request.
type connection struct {
	addr      net.Addr
	transport *kafka.Transport
	timeout   time.Duration

	coordinators coordinators
}

// connect prepares a connection; nothing is opened before the first request.
func (c Cluster) connect(timeout time.Duration) (*connection, error) {
	mechanism, err := c.Security.mechanism()
	if err != nil {
		return nil, err
	}
	return &connection{
		addr:    c.addr(),
		timeout: timeout,
		transport: &kafka.Transport{
			ClientID: c.clientID(), Dial: newDialer(c.Security, timeout).dial, SASL: mechanism,
			DialTimeout: timeout, MetadataTTL: metadataTTL,
		},
	}, nil
}

// dialer is the same way for kafka-go's consumer group, which knows no transport.
func (c Cluster) dialer(timeout time.Duration) (*kafka.Dialer, error) {
	mechanism, err := c.Security.mechanism()
	if err != nil {
		return nil, err
	}
	return &kafka.Dialer{
		ClientID: c.clientID(), DialFunc: newDialer(c.Security, timeout).dial, SASLMechanism: mechanism, Timeout: timeout,
	}, nil
}

func (c *connection) close() { c.transport.CloseIdleConnections() }

// roundTrip sends req to the broker that it concerns. What comes back after ctx
// ended is lost, but the request may have had its effect.
func (c *connection) roundTrip(ctx context.Context, req kafka.Request) (kafka.Response, error) {
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	return c.transport.RoundTrip(ctx, c.addr, req)
}

func (c *connection) client() *kafka.Client {
	return &kafka.Client{Addr: c.addr, Transport: c.transport, Timeout: c.timeout}
}

// leaders returns the broker that leads each partition of a topic, -1 where none
// does. It is answered from memory, so it may be metadataTTL old.
func (c *connection) leaders(ctx context.Context, topic string) ([]int32, error) {
	res, err := c.roundTrip(ctx, &metadata.Request{TopicNames: []string{topic}})
	if err != nil {
		return nil, err
	}
	t := &res.(*metadata.Response).Topics[0]
	if t.ErrorCode != 0 {
		return nil, fmt.Errorf("topic %s: %w", topic, kafka.Error(t.ErrorCode))
	}
	leaders := make([]int32, len(t.Partitions))
	for i, p := range t.Partitions {
		if int(p.PartitionIndex) != i {
			return nil, fmt.Errorf("topic %s: its partition %d is unknown: %w", topic, i, kafka.LeaderNotAvailable)
		}
		leaders[i] = p.LeaderID
	}
	if len(leaders) == 0 {
		return nil, fmt.Errorf("topic %s: %w", topic, kafka.LeaderNotAvailable)
	}
	return leaders, nil
}

// bounds asks for a partition's first offset and the one after its last record that
// a reader of committed records may see.
func (c *connection) bounds(ctx context.Context, topic string, partition int) (first, end int64, err error) {
	res, err := c.client().ListOffsets(ctx, &kafka.ListOffsetsRequest{IsolationLevel: kafka.ReadCommitted, Topics: map[string][]kafka.OffsetRequest{
		topic: {kafka.FirstOffsetOf(partition), kafka.LastOffsetOf(partition)},
	}})
	if err != nil {
		return 0, 0, err
	}
	p := res.Topics[topic]
	if len(p) != 1 {
		return 0, 0, fmt.Errorf("offsets of %s/%d: %w", topic, partition, kafka.UnknownTopicOrPartition)
	}
	if p[0].Error != nil {
		return 0, 0, fmt.Errorf("offsets of %s/%d: %w", topic, partition, p[0].Error)
	}
	return p[0].FirstOffset, p[0].LastOffset, nil
}
