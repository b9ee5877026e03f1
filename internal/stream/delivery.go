package stream

import (
	"fmt"
	"time"
)

// Delivery tells how often the outputs of a record are seen after faults.
type Delivery int

// The deliveries.
const (
	// AtLeastOnce commits an offset after its outputs: after a crash or a rebalance
	// some records are handled again.
	AtLeastOnce Delivery = iota
	// ExactlyOnce commits outputs, dead letters and offset together, in a Kafka
	// transaction. Readers that read committed records see each output once.
	ExactlyOnce
)

// String is the name of d as a setting.
func (d Delivery) String() string {
	switch d {
	case AtLeastOnce:
		return "at-least-once"
	case ExactlyOnce:
		return "exactly-once"
	}
	return fmt.Sprintf("Delivery(%d)", int(d))
}

// delivery brings what the workers made of a partition's records to the brokers,
// in order. It is used by one goroutine, during one generation.
type delivery interface {
	// begin prepares it and returns the group's offset, negative when it has none.
	begin() (offset int64, err error)
	// write takes a batch over. items are the records that are done with, next is
	// the offset that follows them.
	write(b *batch, items []item, next int64) error
	// due fires when flush shall be called, if nothing is written before; nil for never.
	due() <-chan time.Time
	// flush returns when all that was written is published and committed, or can be.
	flush() error
	// abandon drops what is not published.
	abandon()
}

// delivery makes the one that is configured.
func (p *partition) delivery() delivery {
	if p.cfg.Delivery == ExactlyOnce {
		return newExactlyOnce(p)
	}
	return &atLeastOnce{partition: p, session: p.sessionOf(p.topic, p.id)}
}

// atLeastOnce publishes at once; the generation's committer commits what it has published.
type atLeastOnce struct {
	*partition
	session *session
}

func (d *atLeastOnce) begin() (int64, error) { return d.assigned, nil }

func (d *atLeastOnce) write(b *batch, items []item, next int64) error {
	defer d.forget(b)
	if err := d.publish(d.session, items); err != nil {
		return err
	}
	d.tell(items)
	d.position.done(next, lastTime(items))
	return nil
}

func (*atLeastOnce) due() <-chan time.Time { return nil }

func (*atLeastOnce) flush() error { return nil }

func (*atLeastOnce) abandon() {}
