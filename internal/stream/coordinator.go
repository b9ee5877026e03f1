package stream

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/segmentio/kafka-go"
	"github.com/segmentio/kafka-go/protocol/findcoordinator"
)

// coordinated names what a broker coordinates: a group, or the transactions of a
// transactional id.
type coordinated struct {
	kind kafka.CoordinatorKeyType
	id   string
}

func group(id string) coordinated { return coordinated{kafka.CoordinatorKeyTypeConsumer, id} }

func transactions(id string) coordinated { return coordinated{kafka.CoordinatorKeyTypeTransaction, id} }

// coordinators remembers who coordinates what, until one says that it does not.
type coordinators struct {
	mu    sync.Mutex
	known map[coordinated]int32
}

// errUnanswered: a request was perhaps sent, and may take effect at any later time.
// A broker that hangs works off what is in its sockets when it goes on, also of
// connections that are closed by then.
var errUnanswered = errors.New("no answer")

// toCoordinator sends the request that build makes to the coordinator, and takes
// the answer's error from what code finds in it. Without an answer the error wraps
// errUnanswered.
func (c *connection) toCoordinator(
	ctx context.Context, of coordinated, build func(broker int32) kafka.Request, code func(kafka.Response) int16,
) (kafka.Response, error) {
	broker, err := c.coordinator(ctx, of)
	if err != nil {
		return nil, err
	}
	res, err := c.roundTrip(ctx, build(broker))
	if err != nil {
		err = fmt.Errorf("%w: %w", errUnanswered, err)
	} else if n := code(res); n != 0 {
		err = kafka.Error(n)
	}
	if mayHaveMoved(err) {
		c.coordinators.forget(of)
	}
	return res, err
}

// mayHaveMoved tells whether the coordinator is to be looked up again: it says that
// it is not, or it does not answer.
func mayHaveMoved(err error) bool {
	if err == nil {
		return false
	}
	var code kafka.Error
	if !errors.As(err, &code) {
		return true
	}
	switch code {
	case kafka.NotCoordinatorForGroup, kafka.GroupCoordinatorNotAvailable, kafka.BrokerNotAvailable:
		return true
	}
	return false
}

// coordinator finds the broker that coordinates.
func (c *connection) coordinator(ctx context.Context, of coordinated) (int32, error) {
	if broker, ok := c.coordinators.get(of); ok {
		return broker, nil
	}
	res, err := c.roundTrip(ctx, &findcoordinator.Request{Key: of.id, KeyType: int8(of.kind)})
	if err != nil {
		return 0, fmt.Errorf("finding the coordinator of %s: %w", of.id, err)
	}
	found := res.(*findcoordinator.Response)
	if found.ErrorCode != 0 {
		return 0, fmt.Errorf("finding the coordinator of %s: %w", of.id, kafka.Error(found.ErrorCode))
	}
	c.coordinators.set(of, found.NodeID)
	return found.NodeID, nil
}

func (c *coordinators) get(of coordinated) (int32, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	broker, ok := c.known[of]
	return broker, ok
}

func (c *coordinators) set(of coordinated, broker int32) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.known == nil {
		c.known = map[coordinated]int32{}
	}
	c.known[of] = broker
}

func (c *coordinators) forget(of coordinated) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.known, of)
}
