// Package replay sends the articles of an archive to the raw topic, one a record,
// as fast as the brokers take them, at a given rate, or at their original pace.
//
// An article goes through these steps, each a file:
//
//	decode → seen (duplicates, old versions) → filter → window (order of time)
//	       → checkpoint (already sent) → embargo → pace → batch
//
// Everything up to the checkpoint depends on the archive and the settings alone, so
// that a replay that was broken off finds its place by counting.
package replay

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/dragoman-wire/dragoman/internal/archive"
	"github.com/dragoman-wire/dragoman/internal/stream"
	"github.com/dragoman-wire/dragoman/processor/article"
)

// Publisher publishes records. *stream.Producer is one.
type Publisher interface {
	// Produce returns nil once all of outs are acknowledged. A *stream.RefusedError
	// names those that never will be; after any other error nothing is known.
	Produce(ctx context.Context, outs []stream.Output) error
}

// Options is the setting of Run.
type Options struct {
	Topic   string          // to send to; required
	Decoder article.Decoder // tells each article's id and time; its Defaults go along as headers
	Filter  Filter          // which articles to send; zero: all
	Pace    Pace            // zero: as fast as the brokers take it
	Window  int             // articles that are put in order of time for Pace.Speed. Default: DefaultWindow
	Limit   int             // stop after so many articles; 0: none
	Live    bool            // leave out the header that marks a replay, and hold embargoed articles back

	// Checkpoint is the file that remembers how far the replay came; empty for none.
	Checkpoint string

	// Skipped is told of every item that should have been sent and is not. Default:
	// nobody is.
	Skipped func(Skip)
	// Progress is told how far Run is after every batch. It must not keep the
	// summary. Default: nobody is.
	Progress func(*Summary)
	Clock    Clock // default: the system's
}

// Skip tells which item is not sent, and why.
type Skip struct {
	Reason string // of archive.Error, article.DecodeError, or ReasonRefused
	Err    error  // one line, with the item's place
}

// ReasonRefused is the reason for skipping what the brokers refuse for good.
const ReasonRefused = "refused"

// stopGrace is how long a batch under way may take when Run is told to stop.
const stopGrace = 5 * time.Second

// Run sends the articles of records to p, in their order, and returns when they
// are acknowledged. What cannot be read or decoded is skipped and counted; what is
// not wanted is passed over and counted. When ctx ends, Run sends what it has read,
// for some seconds at most, and returns the cause. Whatever the error, the summary
// tells what is known to be sent.
func Run(ctx context.Context, records iter.Seq2[archive.Record, error], p Publisher, o Options) (Summary, error) {
	sending, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(stopGrace, cancel) })()

	if o.Clock == nil {
		o.Clock = systemClock{}
	}
	r := &run{options: o, summary: newSummary(), pacer: newPacer(o.Pace, o.Clock), seen: newSeen()}
	if o.Pace.Speed > 0 {
		r.window = newWindow(o.Window)
	}
	var err error
	if r.position, err = openPosition(o.Checkpoint); err != nil {
		return *r.summary, err
	}
	r.batcher = batcher{ctx: sending, publisher: p, acknowledged: r.acknowledged}
	if err = r.all(ctx, records); errors.Is(err, errLimit) {
		err = nil
	}
	if err == nil {
		err = r.releaseAll(ctx)
	}
	return *r.summary, errors.Join(err, r.drain())
}

// errLimit ends a run that has taken as many articles as it was asked for.
var errLimit = errors.New("the limit is reached")

// run is the state of one Run.
type run struct {
	options  Options
	summary  *Summary
	pacer    *pacer
	seen     *seen
	window   *window   // nil unless articles are put in order
	position *position // what was sent before, and how far this run came
	inHand   *item     // taken, and not yet in a batch or held back
	held     held
	batcher
}

// all takes every record through the steps until the last, the limit, an error or
// the end of ctx.
func (r *run) all(ctx context.Context, records iter.Seq2[archive.Record, error]) error {
	d := startDecoding(ctx, records, r.options.Decoder)
	defer d.stop()
	for {
		documents, err := r.next(ctx, d)
		if err != nil {
			return err
		}
		if documents == nil {
			break
		}
		for i := range documents {
			if err := r.document(ctx, &documents[i]); err != nil {
				return err
			}
		}
	}
	if r.window != nil {
		for i := range r.window.rest() {
			r.summary.Sorted, r.summary.Late = r.window.moved, r.window.late
			if err := r.send(ctx, i); err != nil {
				return err
			}
		}
	}
	return r.position.complete()
}

// linger is how long a batch that is not full waits for more.
const linger = 5 * time.Millisecond

// next returns the documents that are decoded next; nil at the end. While it waits
// for them, what is ready is sent and what was held back is released.
func (r *run) next(ctx context.Context, d *decoding) ([]document, error) {
	for {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		if documents, ready := d.poll(); ready {
			return documents, nil
		}
		var idle <-chan time.Time
		if r.answered == nil && len(r.ready) > 0 {
			idle = time.After(linger)
		}
		var err error
		select {
		case <-ctx.Done():
		case c, more := <-d.ordered:
			return d.wait(c, more), nil
		case <-idle:
			err = r.flush()
		case answer := <-r.answered:
			err = r.settled(answer)
		case <-r.held.due(r.options.Clock):
			err = r.releaseDue(ctx)
		}
		if err != nil {
			return nil, err
		}
	}
}

// document takes the articles of one document through the steps.
func (r *run) document(ctx context.Context, d *document) error {
	r.summary.Read++
	if d.err != nil {
		r.skip(d.err)
	}
	for i := range d.articles {
		a := &d.articles[i]
		reason, newer := r.unwanted(a)
		if reason != "" {
			r.summary.PassedOver[reason]++
			continue
		}
		it, err := r.item(d, i)
		if err != nil {
			r.skip(fmt.Errorf("%s: %w", d.place(i), err))
			continue
		}
		it.newer = newer
		if r.window != nil {
			var ready bool
			it, ready = r.window.exchange(it)
			r.summary.Sorted, r.summary.Late = r.window.moved, r.window.late
			if !ready {
				continue
			}
		}
		if err := r.send(ctx, it); err != nil {
			return err
		}
	}
	return nil
}

// unwanted returns the reason for passing an article over, if there is one; newer
// tells that it is a new version of one that was let through.
func (r *run) unwanted(a *article.Article) (reason string, newer bool) {
	if reason := r.options.Filter.reason(a); reason != "" {
		return reason, false
	}
	return r.seen.reason(a)
}

// send sends an article when it is due, unless that was done before.
func (r *run) send(ctx context.Context, i item) error {
	done, err := r.position.take(&i)
	switch {
	case err != nil:
		return err
	case done:
		r.summary.Resumed++
	default:
		r.inHand = &i
		if err := r.sendNew(ctx, i); err != nil {
			return err // and it stays in hand: it is not settled
		}
		r.inHand = nil
	}
	if r.position.taken == r.options.Limit {
		return errLimit
	}
	return nil
}

func (r *run) sendNew(ctx context.Context, i item) error {
	if err := r.releaseDue(ctx); err != nil {
		return err
	}
	if i.embargoed.After(r.options.Clock.Now()) {
		return r.hold(ctx, i)
	}
	if err := r.pause(ctx, i.published); err != nil {
		return err
	}
	return r.add(i)
}

// pause waits until an article published at that time is due. What is ready is
// sent before, so that it is on time itself.
func (r *run) pause(ctx context.Context, published time.Time) error {
	if !r.pacer.early(published) {
		return nil
	}
	if err := r.drain(); err != nil {
		return err
	}
	return r.pacer.wait(ctx)
}

// skip counts an item that is not sent, and reports it unless it only holds no
// article.
func (r *run) skip(err error) {
	reason := ReasonRefused
	var unreadable *archive.Error
	var undecodable *article.DecodeError
	switch {
	case errors.As(err, &unreadable):
		reason = string(unreadable.Reason)
		if !unreadable.Reason.Failure() {
			r.summary.PassedOver[reason]++
			return
		}
	case errors.As(err, &undecodable):
		reason = string(undecodable.Reason)
	}
	r.summary.Skipped[reason]++
	if r.options.Skipped != nil {
		r.options.Skipped(Skip{reason, err})
	}
}

// acknowledged counts the items of a batch that has been answered, and remembers
// how far the replay is.
func (r *run) acknowledged(items []item) error {
	for i := range items {
		if err := items[i].refused; err != nil {
			r.skip(fmt.Errorf("%s: %w", items[i].place, err))
		} else {
			r.summary.add(&items[i])
		}
	}
	if r.options.Progress != nil {
		r.options.Progress(r.summary)
	}
	return r.position.save(r.outstanding())
}

// outstanding returns the first article that is taken and not yet settled; nil if
// there is none.
func (r *run) outstanding() *item {
	first := r.inHand
	for _, items := range [][]item{r.ready, r.held.items} {
		for i := range items {
			if first == nil || items[i].number < first.number {
				first = &items[i]
			}
		}
	}
	return first
}
