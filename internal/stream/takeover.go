package stream

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/segmentio/kafka-go"
	"github.com/segmentio/kafka-go/protocol/heartbeat"

	"github.com/dragoman-wire/dragoman/internal/stream/wire"
)

// takeOver fences whoever had the partition before, and returns the group's offset.
// When it returns, no transaction of its id is open, nor hangs.
func (d *exactlyOnce) takeOver(ctx context.Context) (offset int64, err error) {
	for attempt := 0; ; attempt++ {
		offset, err = d.fence(ctx)
		if !errors.Is(err, errAborted) {
			return offset, err
		}
		if err = d.pause(ctx, StageTransaction, err, attempt); err != nil {
			return 0, err
		}
		if err = d.attend(ctx); err != nil {
			return 0, err
		}
	}
}

// attend asks whether this is a member of the group's present generation still. Only
// such a one may begin anew: another would fence the one that has the partition now.
func (d *exactlyOnce) attend(ctx context.Context) error {
	t := d.transaction
	_, err := t.ask(ctx, group(t.member.Group), func(broker int32) kafka.Request { return t.memberAt(broker).Heartbeat() },
		func(res kafka.Response) int16 {
			if r := res.(*heartbeat.Response); kafka.Error(r.ErrorCode) != kafka.RebalanceInProgress {
				return r.ErrorCode
			}
			return 0 // a member still, and the partition its own until it joins again
		})
	if err != nil {
		return fmt.Errorf("asking for membership: %w", err)
	}
	return nil
}

// errHanging is reported, not returned.
var errHanging = errors.New("a transaction has ended, but the brokers hold what it wrote open: it is rolled back")

// fence is one attempt to take over.
//
// After init the offset can be pending for moments only, unless a broker has lost the
// end of a transaction. Kafka (seen in 4.4.0) does so when it is killed after an end is
// decided: a coordinator that goes on with it before the partitions have leaders again
// takes these for deleted. Then nobody will ever end it, and its records would become
// part of the next transaction.
func (d *exactlyOnce) fence(ctx context.Context) (offset int64, err error) {
	if err = d.transaction.init(ctx); err != nil {
		return 0, err
	}
	offset, err = d.groupOffset(ctx)
	if !errors.Is(err, kafka.UnstableOffsetCommit) {
		return offset, err
	}
	d.cfg.Observer.Retry(StageTransaction, d.topic, d.at(errHanging), 0)
	if err = d.clean(ctx); err != nil {
		return 0, err
	}
	// What is pending still is another id's, and ends by its timeout at the latest.
	err = d.transaction.session.retry(ctx, d.topic, StageTransaction, func() (err error) {
		offset, err = d.groupOffset(ctx)
		return err
	})
	return offset, err
}

// groupOffset reads the group's offset. The error is kafka.UnstableOffsetCommit when
// one that is pending does not settle.
func (d *exactlyOnce) groupOffset(ctx context.Context) (int64, error) {
	t := d.transaction
	for attempt := range ending {
		res, err := t.ask(ctx, group(t.member.Group), func(broker int32) kafka.Request { return t.memberAt(broker).FetchOffset(d.from) },
			func(res kafka.Response) int16 {
				if _, code := res.(*wire.OffsetFetchResponse).Offset(); kafka.Error(code) != kafka.UnstableOffsetCommit {
					return code
				}
				return 0 // to be waited for here
			})
		if err != nil {
			return 0, fmt.Errorf("reading the group's offset: %w", err)
		}
		if offset, code := res.(*wire.OffsetFetchResponse).Offset(); code == 0 {
			return offset, nil
		}
		if !sleep(ctx, endingWait.wait(attempt)) {
			return 0, fmt.Errorf("reading the group's offset: %w", context.Cause(ctx))
		}
	}
	return 0, fmt.Errorf("reading the group's offset: %w", kafka.UnstableOffsetCommit)
}

// clean rolls back what hangs, wherever it may be: the markers of a transaction end
// all that its producer, in whatever epoch, has open in the partitions that take part.
func (d *exactlyOnce) clean(ctx context.Context) error {
	t := d.transaction
	targets, err := d.outputs(ctx)
	if err != nil {
		return err
	}
	if err = t.enlist(ctx, targets); err != nil {
		return err
	}
	if err = t.addOffsets(ctx); err != nil {
		return err
	}
	return t.end(ctx, false)
}

// outputs are all partitions that records may go to. Each has a leader: the end of a
// transaction passes over those that have none.
func (d *exactlyOnce) outputs(ctx context.Context) (targets []wire.Target, err error) {
	topics := append([]string{d.cfg.DeadLetterTopic}, d.cfg.OutputTopics...)
	slices.Sort(topics)
	for _, topic := range slices.Compact(topics) {
		var leaders []int32
		err = d.transaction.session.retry(ctx, topic, StageTransaction, func() (err error) {
			leaders, err = d.conn.leaders(ctx, topic)
			if p := slices.Index(leaders, -1); err == nil && p >= 0 {
				err = fmt.Errorf("%s/%d: %w", topic, p, kafka.LeaderNotAvailable)
			}
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("finding the partitions of %s: %w", topic, err)
		}
		for p := range leaders {
			targets = append(targets, wire.Target{Topic: topic, Partition: p})
		}
	}
	return targets, nil
}
