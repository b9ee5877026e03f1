package stream

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/dragoman-wire/dragoman/internal/stream/wire"
)

// exactlyOnce gathers batches and publishes them and their offset in one
// transaction, when they are many enough or long enough under way.
//
// The transactional id belongs to the input partition: who is assigned the
// partition fences whoever had it before, and only then reads the group's offset.
// A transaction that fails is done again from the batches in memory, unless the
// group's offset tells that it was committed after all.
type exactlyOnce struct {
	*partition
	transaction *transaction
	from        wire.Target

	gathered  []gathered
	bytes     int64
	committed int64     // the group's offset: all before it is published
	ended     time.Time // the last transaction
	timer     *time.Timer
}

// gathered is a batch that waits for its transaction.
type gathered struct {
	*batch
	items []item
	next  int64
}

// errOusted: the partition is another member's now.
var errOusted = errors.New("the group has dealt out its partitions anew")

func newExactlyOnce(p *partition) *exactlyOnce {
	id := fmt.Sprintf("%s-%s-%d", p.cfg.TransactionalID, p.topic, p.id)
	return &exactlyOnce{
		partition:   p,
		from:        wire.Target{Topic: p.topic, Partition: p.id},
		transaction: newTransaction(p.newSession(), id, p.cfg.TransactionTimeout, p.member),
	}
}

// begin fences, and returns where the group is. A coordinator that has just begun may
// tell of an earlier place than the group has reached, or of none: not to be believed.
func (d *exactlyOnce) begin() (offset int64, err error) {
	offset, err = d.takeOver(d.fetching)
	if err == nil && offset < d.assigned {
		return 0, fmt.Errorf("%w: the group's offset is told as %d, and was %d before", errOusted, offset, d.assigned)
	}
	d.committed = offset
	d.position.setCommitted(offset)
	return offset, err
}

func (d *exactlyOnce) write(b *batch, items []item, next int64) error {
	d.gathered = append(d.gathered, gathered{b, items, next})
	d.bytes += b.bytes
	if d.bytes >= d.cfg.TransactionBytes || d.budget.exceeded() {
		return d.flush() // enough, or memory is needed
	}
	if d.timer == nil {
		d.timer = time.NewTimer(time.Until(d.ended.Add(d.cfg.TransactionInterval)))
	}
	return nil
}

func (d *exactlyOnce) due() <-chan time.Time {
	if d.timer == nil {
		return nil
	}
	return d.timer.C
}

// flush publishes and commits what is gathered.
func (d *exactlyOnce) flush() error {
	if len(d.gathered) == 0 {
		return nil
	}
	var items []item
	for _, g := range d.gathered {
		items = append(items, g.items...)
	}
	next := d.gathered[len(d.gathered)-1].next
	for attempt := 0; ; attempt++ {
		err := d.transact(items, next)
		if errors.Is(err, errAborted) {
			if err = d.pause(d.working, StageTransaction, err, attempt); err != nil {
				return err
			}
			var done bool
			if done, err = d.recover(next); err == nil && !done {
				continue
			}
		}
		if err != nil {
			return err
		}
		break
	}
	d.committed = next
	d.tell(items)
	d.position.done(next, lastTime(items))
	d.position.setCommitted(next)
	d.cfg.Observer.Committed(d.topic, d.id, next)
	d.reset()
	return nil
}

// transact is one attempt.
func (d *exactlyOnce) transact(items []item, next int64) error {
	if err := d.publish(d.transaction.session, items); err != nil {
		return err
	}
	if err := d.transaction.commitOffset(d.working, d.from, next); err != nil {
		return err
	}
	return d.transaction.end(d.working, true)
}

// recover begins anew after a transaction that failed, and tells whether it was
// committed all the same.
func (d *exactlyOnce) recover(next int64) (done bool, err error) {
	if err = d.attend(d.working); err != nil {
		return false, err
	}
	offset, err := d.takeOver(d.working)
	switch {
	case err != nil:
		return false, err
	case offset == next:
		return true, nil
	case offset == d.committed:
		return false, nil
	}
	return false, fmt.Errorf("%w: the group's offset is %d, expected %d or %d", errOusted, offset, d.committed, next)
}

// abandon rolls back what is open, so that readers need not wait for it. If that
// fails, the partition's next owner does it; and also if records may be under way
// still: they must not come after the end, but meet the next owner's epoch.
func (d *exactlyOnce) abandon() {
	if d.transaction.open && d.transaction.session.known {
		ctx, cancel := context.WithTimeout(context.Background(), leaveTime)
		defer cancel()
		_ = d.transaction.end(ctx, false)
	}
	d.reset()
}

// reset is ready for the next transaction.
func (d *exactlyOnce) reset() {
	for _, g := range d.gathered {
		d.forget(g.batch)
	}
	d.gathered, d.bytes, d.ended = nil, 0, time.Now()
	if d.timer != nil {
		d.timer.Stop()
		d.timer = nil
	}
}
