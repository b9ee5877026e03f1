package stream

import (
	"context"

	"github.com/segmentio/kafka-go"
)

// committer commits the positions of a generation's partitions: never beyond what
// is published. The coordinator refuses it once the generation is over, so a
// member that lost a partition cannot set the group back.
type committer struct {
	*loop
	gen        *kafka.Generation
	partitions []*partition
}

// commit commits what is new. A failure is reported; the next call tries again.
func (c *committer) commit() { _ = c.try() }

// commitAll commits what is new, and tries until it succeeds, cannot, or ctx ends.
func (c *committer) commitAll(ctx context.Context) {
	for attempt := 0; ; attempt++ {
		err := c.try()
		if err == nil || isMembershipLost(err) || isFatal(err) || !sleep(ctx, c.cfg.Backoff.wait(attempt)) {
			return
		}
	}
}

func (c *committer) try() error {
	type change struct {
		p      *partition
		offset int64
	}
	var changes []change
	offsets := map[string]map[int]int64{}
	for _, p := range c.partitions {
		if offset, ok := p.position.uncommitted(); ok {
			if offsets[p.topic] == nil {
				offsets[p.topic] = map[int]int64{}
			}
			offsets[p.topic][p.id] = offset
			changes = append(changes, change{p, offset})
		}
	}
	if err := c.gen.CommitOffsets(offsets); err != nil {
		c.cfg.Observer.CommitFailed(err)
		return err
	}
	for _, ch := range changes {
		ch.p.position.setCommitted(ch.offset)
		c.cfg.Observer.Committed(ch.p.topic, ch.p.id, ch.offset)
	}
	return nil
}
