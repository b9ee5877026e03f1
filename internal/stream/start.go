package stream

import (
	"fmt"
	"time"

	"github.com/segmentio/kafka-go"
)

// start finds the offset to begin with. Where the group has none, it is committed:
// a group that starts at the end must not start at a later end after a rebalance.
func (p *partition) start(to delivery) (int64, error) {
	offset, err := to.begin()
	if err != nil {
		return 0, err
	}
	if offset >= 0 {
		p.position.done(offset, time.Time{})
		return offset, nil
	}
	for attempt := 0; offset < 0; attempt++ {
		if err := p.fetching.Err(); err != nil {
			return 0, err
		}
		first, end, err := p.conn.bounds(p.fetching, p.topic, p.id)
		switch {
		case err == nil && p.cfg.StartOffset == StartLast:
			offset = end
		case err == nil:
			offset = first
		default:
			if err := p.pause(p.fetching, StageFetch, err, attempt); err != nil {
				return 0, err
			}
		}
	}
	b := newBatch(offset)
	p.hold(b)
	return offset, to.write(b, nil, offset)
}

// outOfRange decides where to go on when the offset is not in the partition.
func (p *partition) outOfRange(offset int64, queue chan<- *batch) (int64, error) {
	first, end, err := p.conn.bounds(p.fetching, p.topic, p.id)
	if err != nil {
		return offset, err
	}
	if first <= offset && offset <= end {
		return offset, fmt.Errorf("offset %d was out of range for a moment: %w", offset, kafka.OffsetNotAvailable)
	}
	to := first
	switch p.cfg.OutOfRange {
	case OutOfRangeStop:
		return offset, fmt.Errorf("offset %d: the partition holds %d to %d: %w", offset, first, end, errOutOfRange)
	case OutOfRangeLast:
		to = end
	}
	p.cfg.Observer.Gap(p.topic, p.id, offset, to)
	p.enqueue(newBatch(to), queue) // in turn, after what is still to be published
	return to, nil
}
