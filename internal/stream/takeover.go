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
	committed, err := d.outcome(ctx)
	for attempt := 0; err == nil; attempt++ {
		offset, err = d.fence(ctx, committed)
		if !errors.Is(err, errAborted) {
			return offset, err
		}
		if err = d.pause(ctx, StageTransaction, err, attempt); err != nil {
			return 0, err
		}
		err = d.attend(ctx)
	}
	return 0, err
}

// outcome tells whether the last transaction of the id is committed, or about to be.
// It must be asked before init, which makes the coordinator forget.
func (d *exactlyOnce) outcome(ctx context.Context) (committed bool, err error) {
	t := d.transaction
	res, err := t.ask(ctx, transactions(t.id), func(broker int32) kafka.Request { return wire.DescribeTransaction(broker, t.id) },
		func(res kafka.Response) int16 {
			if r := res.(*wire.DescribeResponse); kafka.Error(r.ErrorCode) != kafka.TransactionalIDNotFound {
				return r.ErrorCode
			}
			return 0 // there was none
		})
	if err != nil {
		return false, fmt.Errorf("asking what became of the last transaction of %s: %w", t.id, err)
	}
	return res.(*wire.DescribeResponse).Committed(), nil
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

// fence is one attempt to take over. It ends what hangs as the last transaction ended.
//
// A transaction hangs when a broker has lost its end. Kafka (seen in 4.4.0) does so when
// it is killed or away after an end is decided: a coordinator that goes on with it before
// the partitions have leaders again takes these for deleted. Then nobody will ever end it
// there, and its records and its offset would become part of the next transaction.
func (d *exactlyOnce) fence(ctx context.Context, committed bool) (offset int64, err error) {
	if err = d.transaction.init(ctx); err != nil {
		return 0, err
	}
	if err = d.clean(ctx, committed); err != nil {
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

// clean ends what hangs, wherever it may be: the markers of a transaction end all that
// its producer, in whatever epoch, has open in the partitions that take part.
func (d *exactlyOnce) clean(ctx context.Context, commit bool) error {
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
	return t.end(ctx, commit)
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
