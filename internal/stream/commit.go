package stream

import (
	"context"
	"fmt"

	"github.com/segmentio/kafka-go"
	"github.com/segmentio/kafka-go/protocol/offsetcommit"
)

// committer commits the positions of a generation's partitions: never beyond what
// is published. The coordinator refuses it once the generation is over, so a
// member that lost a partition cannot set the group back.
//
// It does not use Generation.CommitOffsets, whose connection is the one that the
// heartbeats use: when that breaks, what is finished must be committed still.
type committer struct {
	*loop
	gen        *kafka.Generation
	partitions []*partition
}

// commit commits what is new. A failure is reported; the next call tries again.
func (c *committer) commit(ctx context.Context) { _ = c.try(ctx) }

// commitAll commits what is new, and tries until it succeeds, cannot, or ctx ends.
func (c *committer) commitAll(ctx context.Context) {
	for attempt := 0; ; attempt++ {
		err := c.try(ctx)
		if err == nil || isMembershipLost(err) || isFatal(err) || !sleep(ctx, c.cfg.Backoff.wait(attempt)) {
			return
		}
	}
}

// change is an offset to commit.
type change struct {
	*partition
	offset int64
}

func (c *committer) try(ctx context.Context) error {
	var changes []change
	for _, p := range c.partitions {
		if offset, ok := p.position.uncommitted(); ok {
			changes = append(changes, change{p, offset})
		}
	}
	if len(changes) == 0 {
		return nil
	}
	if err := c.send(ctx, changes); err != nil {
		if ctx.Err() == nil {
			c.cfg.Observer.CommitFailed(err)
		}
		return err
	}
	for _, ch := range changes {
		ch.position.setCommitted(ch.offset)
		c.cfg.Observer.Committed(ch.topic, ch.id, ch.offset)
	}
	return nil
}

// send commits the changes, all or, when it returns an error, perhaps only some:
// to commit the same again does no harm.
func (c *committer) send(ctx context.Context, changes []change) error {
	const brokersChoice, noEpoch = -1, -1
	byTopic := map[string][]offsetcommit.RequestPartition{}
	for _, ch := range changes {
		byTopic[ch.topic] = append(byTopic[ch.topic], offsetcommit.RequestPartition{
			PartitionIndex: int32(ch.id), CommittedOffset: ch.offset, CommittedLeaderEpoch: noEpoch,
		})
	}
	req := &offsetcommit.Request{
		GroupID: c.cfg.Group, GenerationID: c.gen.ID, MemberID: c.gen.MemberID, RetentionTimeMs: brokersChoice,
	}
	for topic, partitions := range byTopic {
		req.Topics = append(req.Topics, offsetcommit.RequestTopic{Name: topic, Partitions: partitions})
	}
	res, err := c.conn.roundTrip(ctx, req)
	if err != nil {
		return fmt.Errorf("committing: %w", err)
	}
	for _, t := range res.(*offsetcommit.Response).Topics {
		for _, p := range t.Partitions {
			if p.ErrorCode != 0 {
				return fmt.Errorf("committing %s/%d: %w", t.Name, p.PartitionIndex, kafka.Error(p.ErrorCode))
			}
		}
	}
	return nil
}
