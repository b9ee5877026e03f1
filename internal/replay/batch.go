package replay

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/dragoman-wire/dragoman/internal/stream"
	"github.com/dragoman-wire/dragoman/processor/article"
)

// A batch is sent when it has so many records or bytes of values.
const (
	batchRecords = 2000
	batchBytes   = 2 << 20
)

// item is one article on its way.
type item struct {
	output    stream.Output
	place     string // of its record in the archive
	format    string
	language  string
	status    article.PubStatus
	published time.Time
	embargoed time.Time
	newer     bool  // a new version of an article that was sent before
	refused   error // why the brokers will never take it

	time time.Time // in the window: when it was published, or what stands for it
	came int       // in the window: its number

	number    int    // among all articles of the replay, from 1
	before    uint64 // chain of the checkpoint before it
	lastPlace string // place of the article before it
}

// batcher sends items in batches, in order. While one batch is on its way the
// next is put together, so that reading and sending overlap; at most two batches
// are in memory.
type batcher struct {
	ctx       context.Context
	publisher Publisher
	// acknowledged is told of every batch that was answered.
	acknowledged func(items []item) error

	ready    []item
	bytes    int
	sending  []item
	answered chan error // nil when nothing is on its way
}

// add takes an item, and sends the batch if that is full.
func (b *batcher) add(i item) error {
	b.ready = append(b.ready, i)
	b.bytes += len(i.output.Value)
	if len(b.ready) < batchRecords && b.bytes < batchBytes {
		return nil
	}
	return b.flush()
}

// flush waits until the last batch is answered and sends the next.
func (b *batcher) flush() error {
	if err := b.settle(); err != nil || len(b.ready) == 0 {
		return err
	}
	b.ready, b.sending, b.bytes = b.sending[:0], b.ready, 0
	outs := make([]stream.Output, len(b.sending))
	for i := range b.sending {
		outs[i] = b.sending[i].output
	}
	answered := make(chan error, 1)
	b.answered = answered
	go func() { answered <- b.publisher.Produce(b.ctx, outs) }()
	return nil
}

// settle waits until the batch on its way, if any, is answered.
func (b *batcher) settle() error {
	if b.answered == nil {
		return nil
	}
	return b.settled(<-b.answered)
}

// settled takes the answer to the batch on its way.
func (b *batcher) settled(err error) error {
	b.answered = nil
	var refusal *stream.RefusedError
	switch {
	case errors.As(err, &refusal):
		for _, r := range refusal.Refused {
			b.sending[r.Index].refused = r.Err
		}
	case err != nil:
		first, last := b.sending[0].place, b.sending[len(b.sending)-1].place
		b.ready, b.bytes = nil, 0 // nothing may overtake what was not sent
		return fmt.Errorf("articles %s to %s may not be stored: %w", first, last, err)
	}
	return b.acknowledged(b.sending)
}

// drain sends what is ready and waits until all is answered.
func (b *batcher) drain() error {
	if err := b.flush(); err != nil {
		return err
	}
	return b.settle()
}
