package replay

import (
	"context"
	"slices"
	"time"
)

// The bounds of what is held back in live mode. When they are reached, nothing
// more is read until the first embargo ends.
const (
	heldItems = 10_000
	heldBytes = 64 << 20
)

// held are the articles whose embargo is not over, the first to end first.
type held struct {
	items []item
	bytes int
}

// hold keeps an article back until its embargo ends, in live mode. In a replay it
// is passed over: the consumer would not take it.
func (r *run) hold(ctx context.Context, i item) error {
	if !r.options.Live {
		r.summary.PassedOver[ReasonEmbargoed]++
		return nil
	}
	for len(r.held.items) >= heldItems || r.held.bytes+len(i.output.Value) > heldBytes && len(r.held.items) > 0 {
		if err := r.releaseFirst(ctx); err != nil {
			return err
		}
	}
	at, _ := slices.BinarySearchFunc(r.held.items, i, func(a, b item) int {
		if a.embargoed.After(b.embargoed) {
			return 1
		}
		return -1 // behind those of the same time
	})
	r.held.items = slices.Insert(r.held.items, at, i)
	r.held.bytes += len(i.output.Value)
	return nil
}

// releaseDue sends the articles whose embargo is over.
func (r *run) releaseDue(ctx context.Context) error {
	for len(r.held.items) > 0 && !r.held.items[0].embargoed.After(r.options.Clock.Now()) {
		if err := r.releaseFirst(ctx); err != nil {
			return err
		}
	}
	return nil
}

// releaseAll waits for the end of every embargo.
func (r *run) releaseAll(ctx context.Context) error {
	for len(r.held.items) > 0 {
		if err := r.releaseFirst(ctx); err != nil {
			return err
		}
	}
	return nil
}

// releaseFirst sends the first article when its embargo is over.
func (r *run) releaseFirst(ctx context.Context) error {
	first := r.held.items[0]
	if wait := first.embargoed.Sub(r.options.Clock.Now()); wait > 0 {
		if err := r.drain(); err != nil {
			return err
		}
		if err := r.options.Clock.Sleep(ctx, wait); err != nil {
			return err
		}
	}
	r.held.items = slices.Delete(r.held.items, 0, 1)
	r.held.bytes -= len(first.output.Value)
	return r.add(first)
}

// due returns a channel that tells when the first embargo ends; nil if there is none.
func (h *held) due(clock Clock) <-chan time.Time {
	if len(h.items) == 0 {
		return nil
	}
	return clock.After(h.items[0].embargoed.Sub(clock.Now()))
}
