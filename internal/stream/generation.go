package stream

import (
	"context"
	"sync"
	"time"

	"github.com/segmentio/kafka-go"

	"github.com/dragoman-wire/dragoman/internal/stream/wire"
)

// generation works on the partitions that this member has until the group deals
// them out anew. All that the group needs to know is committed when it returns.
//
// kafka-go sends no heartbeats once a generation has ended, so giving up must take
// well less than the session timeout.
func (l *loop) generation(ended context.Context, gen *kafka.Generation) {
	fetching, stop := context.WithCancel(ended)
	defer stop()
	working, drop := context.WithCancel(context.Background())
	defer drop()
	context.AfterFunc(fetching, func() { time.AfterFunc(l.drainLimit(), drop) })

	var partitions []*partition
	member := wire.Member{Group: gen.GroupID, ID: gen.MemberID, Generation: gen.ID}
	for topic, assigned := range gen.Assignments {
		var ids []int
		for _, a := range assigned {
			ids = append(ids, a.ID)
			partitions = append(partitions, &partition{
				loop: l, topic: topic, id: a.ID, assigned: a.Offset, member: member,
				position: newPosition(), fetching: fetching, working: working, giveUp: stop,
			})
		}
		l.cfg.Observer.Assigned(topic, ids)
		defer l.cfg.Observer.Revoked(topic, ids)
	}
	var all sync.WaitGroup
	for _, p := range partitions {
		all.Go(func() {
			if !p.run() {
				l.unclean.Store(true)
			}
		})
	}
	c := &committer{loop: l, gen: gen, partitions: partitions}
	var reports sync.WaitGroup
	if l.cfg.Delivery == AtLeastOnce { // else every transaction commits its own
		reports.Go(func() { every(fetching, l.cfg.CommitInterval, func() { c.commit(working) }) })
	}
	reports.Go(func() { every(fetching, l.cfg.LagInterval, func() { l.reportLag(fetching, partitions) }) })
	reports.Go(func() {
		every(fetching, metadataTTL, func() {
			if l.resized(fetching) {
				stop()
			}
		})
	})
	all.Wait()
	reports.Wait()
	last, cancel := context.WithTimeout(context.Background(), leaveTime)
	defer cancel()
	if l.cfg.Delivery == AtLeastOnce {
		c.commitAll(last)
	}
	l.noteSizes(last)
}

// drainLimit is the time for giving up partitions.
func (l *loop) drainLimit() time.Duration { return min(l.cfg.DrainTimeout, l.cfg.SessionTimeout/2) }

// every calls f at intervals until ctx ends.
func every(ctx context.Context, interval time.Duration, f func()) {
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			f()
		}
	}
}
