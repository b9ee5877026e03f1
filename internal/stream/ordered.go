package stream

import "errors"

// open makes the partition's own handler, if it has one.
func (p *partition) open() (err error) {
	if p.cfg.Open == nil {
		return nil
	}
	if p.handler, err = p.cfg.Open(p.fetching, p.topic, p.id); err != nil && p.fetching.Err() != nil {
		return p.fetching.Err() // given up before it began
	}
	return err
}

// handleInOrder hands the records of a batch to the partition's own handler. It is
// called for one batch after the other.
func (p *partition) handleInOrder(b *batch) {
	defer b.endShare()
	for i := range b.items {
		if p.fetching.Err() != nil {
			return
		}
		it := &b.items[i]
		outs, reject := handle(p.working, p.handler, it)
		if p.working.Err() != nil || reject != nil && errors.Is(reject.Err, ErrUndone) {
			return
		}
		it.outs, it.reject, it.done = outs, reject, true
	}
}
