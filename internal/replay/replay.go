// Package replay sends the articles of an archive to the raw topic, one a record,
// as fast as the brokers take them, at a given rate, or at their original pace.
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
	Pace    Pace            // zero: as fast as the brokers take it
	Limit   int             // stop after so many articles; 0: none
	Live    bool            // leave out the header that marks a replay

	// Skipped is told of every item that is not sent. Default: nobody is.
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
// are acknowledged. What cannot be read or decoded is skipped and counted. When
// ctx ends, Run sends what it has read, for some seconds at most, and returns the
// cause. Whatever the error, the summary tells what is known to be sent.
func Run(ctx context.Context, records iter.Seq2[archive.Record, error], p Publisher, o Options) (Summary, error) {
	sending, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(stopGrace, cancel) })()

	r := &run{options: o, summary: newSummary(), pacer: newPacer(o.Pace, o.Clock)}
	r.batcher = batcher{ctx: sending, publisher: p, acknowledged: r.acknowledged}
	err := r.each(ctx, records)
	return *r.summary, errors.Join(err, r.drain())
}

// run is the state of one Run.
type run struct {
	options Options
	summary *Summary
	pacer   *pacer
	batcher
}

// each reads the records until the last, the limit, an error or the end of ctx.
func (r *run) each(ctx context.Context, records iter.Seq2[archive.Record, error]) error {
	taken := 0
	for record, err := range records {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		r.summary.Read++
		if err != nil {
			r.skip(err)
			continue
		}
		a, err := r.options.Decoder.Decode(record.Data, record.ContentType)
		if err != nil {
			r.skip(fmt.Errorf("%s: %w", record.Name, err))
			continue
		}
		if err := r.pause(ctx, a.Published); err != nil {
			return err
		}
		if err := r.add(r.item(record, &a)); err != nil {
			return err
		}
		if taken++; taken == r.options.Limit {
			return nil
		}
	}
	return nil
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

// skip counts and reports an item that is not sent.
func (r *run) skip(err error) {
	reason := ReasonRefused
	var unreadable *archive.Error
	var undecodable *article.DecodeError
	switch {
	case errors.As(err, &unreadable):
		reason = string(unreadable.Reason)
	case errors.As(err, &undecodable):
		reason = string(undecodable.Reason)
	}
	r.summary.Skipped[reason]++
	if r.options.Skipped != nil {
		r.options.Skipped(Skip{reason, err})
	}
}

// acknowledged counts the items of a batch that has been answered.
func (r *run) acknowledged(items []item) {
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
}
