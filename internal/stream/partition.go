package stream

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/segmentio/kafka-go"

	"github.com/dragoman-wire/dragoman/internal/stream/wire"
)

// partition is one assigned partition during one generation. One goroutine
// fetches and hands to the workers, another publishes in order.
type partition struct {
	*loop
	topic    string
	id       int
	assigned int64 // the committed offset, or one of kafka-go's special ones
	member   wire.Member
	position *position

	fetching context.Context // ends when the partition shall be given up: no more is begun
	working  context.Context // ends when what was begun must be dropped
	giveUp   func()          // ends fetching, of all partitions: the group is to deal them out anew

	handler Handler // its own; nil when the pool's is used
}

// run works until fetching ends, and reports whether all that was begun is published.
func (p *partition) run() (clean bool) {
	to := p.delivery()
	offset, err := p.start(to)
	if err != nil {
		return p.failed(to, err)
	}
	if err := p.open(); err != nil {
		return p.failed(to, err)
	}
	queue := make(chan *batch, 1)
	go func() {
		defer close(queue)
		if err := p.fetch(offset, queue); err != nil && p.fetching.Err() == nil {
			p.fail(err)
		}
	}()
	return p.publishAll(to, queue)
}

// publishAll publishes what comes in the queue, up to a batch of which only a part is
// done: its rest must not be passed over.
func (p *partition) publishAll(to delivery, queue <-chan *batch) (clean bool) {
	var current *batch // with the workers
	for {
		next, ended := queue, (<-chan struct{})(nil)
		if current != nil {
			next, ended = nil, current.ended
		}
		var err error
		select {
		case b, open := <-next:
			if !open {
				if err = to.flush(); err == nil {
					return true
				}
				break
			}
			current = b
			if p.handler != nil {
				go p.handleInOrder(b)
			}
			p.position.working(b.oldest())
		case <-ended:
			items, offset := current.finished()
			partly := len(items) < len(current.items)
			p.holdMore(current, outputBytes(items))
			err = to.write(current, items, offset)
			current = nil
			if err == nil && partly {
				if err = to.flush(); err == nil {
					return p.dropRest(queue)
				}
			}
		case <-to.due():
			err = to.flush()
		case <-p.working.Done():
			err = p.working.Err()
		}
		if err != nil {
			if current != nil {
				p.forget(current)
			}
			clean = p.failed(to, err)
			for b := range queue {
				p.forget(b)
			}
			return clean
		}
	}
}

// dropRest lets go of what is behind a batch that is done in part. The workers may be
// at it, for they do not begin in order. It is clean if they were not cut off.
func (p *partition) dropRest(queue <-chan *batch) (clean bool) {
	for b := range queue {
		if p.handler == nil {
			select {
			case <-b.ended:
			case <-p.working.Done():
			}
		}
		p.forget(b)
	}
	return p.working.Err() == nil
}

// failed ends the work on the partition. It is clean if nothing was begun.
func (p *partition) failed(to delivery, err error) (clean bool) {
	to.abandon()
	switch {
	case p.working.Err() != nil:
	case errors.Is(err, errOusted):
		p.cfg.Observer.CommitFailed(p.at(err))
		p.giveUp()
	case p.fetching.Err() == nil || !errors.Is(err, p.fetching.Err()):
		p.fail(p.at(err))
	default: // given up before it began
		return true
	}
	return false
}

// fetch reads the partition from offset on and fills the queue.
func (p *partition) fetch(offset int64, queue chan<- *batch) error {
	for attempt := 0; p.fetching.Err() == nil; {
		if err := p.budget.acquire(p.fetching, int64(p.cfg.FetchBytes)); err != nil {
			return nil
		}
		next, err := p.fetchOnce(offset, queue)
		p.budget.release(int64(p.cfg.FetchBytes))
		offset = next
		if errors.Is(err, kafka.OffsetOutOfRange) {
			offset, err = p.outOfRange(offset, queue)
		}
		if err == nil {
			attempt = 0
			continue
		}
		if err := p.pause(p.fetching, StageFetch, err, attempt); err != nil {
			return err
		}
		attempt++
	}
	return nil
}

// fetchOnce asks for records from offset on, queues them, and returns where to go on.
func (p *partition) fetchOnce(offset int64, queue chan<- *batch) (next int64, err error) {
	req := wire.NewFetch(p.topic, p.id, offset, p.cfg.FetchBytes, int32(p.cfg.FetchWait.Milliseconds()))
	res, err := p.conn.roundTrip(p.fetching, req)
	if err != nil {
		return offset, err
	}
	f, err := res.(*wire.FetchResponse).Partition()
	if err != nil {
		return offset, err
	}
	if f.ErrorCode != 0 {
		return offset, kafka.Error(f.ErrorCode)
	}
	p.position.seen(f.LastStableOffset, p.now())
	b := newBatch(offset)
	next, err = f.Batches(offset, func(encoded *wire.Batch) error {
		err := encoded.Records(p.cfg.MaxRecordBytes, func(r wire.Record) bool {
			if r.Offset < b.next {
				return true // before where we are: a broker sends whole batches
			}
			b.add(p.topic, p.id, &r)
			if b.bytes >= int64(p.cfg.FetchBytes) {
				p.enqueue(b, queue)
				b = newBatch(b.next)
			}
			return p.fetching.Err() == nil
		})
		return cmp.Or(err, p.fetching.Err())
	})
	if p.fetching.Err() != nil {
		return b.next, nil
	}
	if err == nil {
		b.next = next // beyond markers and removed records
	}
	if b.next > offset && (len(b.items) > 0 || err == nil) {
		p.enqueue(b, queue)
	}
	return b.next, err
}

// add appends a record.
func (b *batch) add(topic string, id int, r *wire.Record) {
	it := item{oversize: r.Oversize, Record: Record{
		Topic: topic, Partition: id, Offset: r.Offset, Time: r.Time, Key: r.Key, Value: r.Value,
	}}
	if len(r.Headers) > 0 {
		it.Headers = make([]Header, len(r.Headers))
		for i, h := range r.Headers {
			it.Headers[i] = Header(h)
		}
	}
	b.items = append(b.items, it)
	b.bytes += int64(it.size()) + itemOverhead
	b.next = r.Offset + 1
}

// enqueue gives a batch to the publisher and to the workers. It waits for both:
// that is what keeps a partition from reading ahead.
func (p *partition) enqueue(b *batch, queue chan<- *batch) {
	p.hold(b)
	if n := len(b.items); n > 0 {
		p.cfg.Observer.Consumed(p.topic, p.id, n, int(b.bytes)-n*itemOverhead)
	}
	queue <- b
	if p.handler == nil {
		p.pool.submit(p.fetching, p.working, b)
	}
}

// pause waits before a step is tried again; a fatal error is returned.
func (p *partition) pause(ctx context.Context, stage Stage, cause error, attempt int) error {
	if isFatal(cause) {
		return p.at(cause)
	}
	wait := p.cfg.Backoff.wait(attempt)
	if ctx.Err() == nil {
		p.cfg.Observer.Retry(stage, p.topic, cause, wait)
	}
	sleep(ctx, wait)
	return nil
}

// at adds to an error where it happened.
func (p *partition) at(err error) error { return fmt.Errorf("%s/%d: %w", p.topic, p.id, err) }
