package stream

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
)

// pool runs the handler in a fixed number of goroutines, for all partitions.
type pool struct {
	handler Handler
	workers int
	shares  chan share
	running sync.WaitGroup
}

// share is a part of a batch, for one worker.
type share struct {
	items []item
	begin context.Context // once it has ended, no further record is begun
	work  context.Context // the handler's; once it has ended, results do not count
	end   func()
}

func newPool(h Handler, workers int) *pool {
	p := &pool{handler: h, workers: workers, shares: make(chan share)}
	for range workers {
		p.running.Go(func() {
			for s := range p.shares {
				p.run(s)
			}
		})
	}
	return p
}

// close ends the workers once they have no more to do. It does not wait.
func (p *pool) close() { close(p.shares) }

// submit deals the batch out to the workers. It waits for them to take it, or
// for begin to end: then the rest of the batch is left undone.
func (p *pool) submit(begin, work context.Context, b *batch) {
	defer b.endShare()
	// Some shares for each worker, so that none waits long for the slowest.
	size := max(1, len(b.items)/(4*p.workers))
	n := (len(b.items) + size - 1) / size
	b.pending.Add(int32(n))
	for i := range n {
		items := b.items[i*size : min((i+1)*size, len(b.items))]
		select {
		case p.shares <- share{items, begin, work, b.endShare}:
		case <-begin.Done():
			b.endShare()
		}
	}
}

func (p *pool) run(s share) {
	defer s.end()
	for i := range s.items {
		if s.begin.Err() != nil {
			return
		}
		it := &s.items[i]
		outs, reject := handle(s.work, p.handler, it)
		if s.work.Err() != nil {
			return // the handler may have given up for that reason
		}
		it.outs, it.reject, it.done = outs, reject, true
	}
}

// handle calls the handler and turns every way to fail into a Reject.
func handle(ctx context.Context, h Handler, it *item) (outs []Output, reject *Reject) {
	if it.oversize > 0 {
		return nil, &Reject{Reason: ReasonTooLarge, Stage: "fetch", Err: fmt.Errorf("record of %d bytes is beyond the limit", it.oversize)}
	}
	defer func() {
		if v := recover(); v != nil {
			outs, reject = nil, &Reject{Reason: ReasonPanic, Stage: "handler", Err: &PanicError{Value: v, Stack: debug.Stack()}}
		}
	}()
	outs, err := h(ctx, &it.Record)
	if err == nil {
		return outs, nil
	}
	if errors.As(err, &reject) {
		return nil, reject
	}
	return nil, &Reject{Reason: ReasonError, Stage: "handler", Err: err}
}

// PanicError is the error of a record that made the handler panic.
type PanicError struct {
	Value any
	Stack []byte // for the log; it is not published
}

func (e *PanicError) Error() string { return fmt.Sprintf("panic: %v", e.Value) }
