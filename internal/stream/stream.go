// Package stream is the Kafka loop: it reads records as a member of a consumer
// group, hands each to a Handler, publishes what the handler made of it, and
// commits the record's offset once all of that is acknowledged.
//
// It knows bytes, not news: what a record means is the handler's business.
//
// What it promises:
//
//   - Nothing is lost. An offset is committed only after everything that the
//     record led to is acknowledged by all in-sync replicas. A record that the
//     handler rejects, or that makes it panic, goes unchanged to the dead-letter
//     topic. If that cannot be written, the partition waits; it never skips.
//   - In order. The outputs of one input partition are published in the order of
//     their inputs.
//   - At least once, by default. After a crash or a rebalance some records are
//     handled again. Resending a batch whose acknowledgement was lost does not
//     duplicate it (idempotent produce).
//   - Exactly once, when asked. Outputs, dead letters and the offset commit in one
//     Kafka transaction; a member that lost its partition is fenced. The handler may
//     still be called again for a record.
//   - Bounded. Records in memory are limited by a byte budget; while it is used
//     up, nothing is fetched.
package stream

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Header is one record header. Keys may repeat.
type Header struct {
	Key   string
	Value []byte
}

// Record is one record read from Kafka.
type Record struct {
	Topic     string
	Partition int
	Offset    int64
	Time      time.Time // when its producer made it, or the broker took it, to the millisecond
	Key       []byte    // nil when the record has none
	Value     []byte    // nil when the record has none (a tombstone)
	Headers   []Header
}

// Output is one record to publish. Its partition follows from the Key, by the
// same hash as the Java client's (murmur2). Without a Key (nil) an output of the
// loop goes to the number of its input's partition, modulo the topic's partitions.
type Output struct {
	Topic string
	Key   []byte
	// Partition, if set, is where the output goes, whatever its key.
	Partition *int
	Value     []byte
	Headers   []Header
	// Note is the handler's own: it is handed to the Observer with the output and
	// is not published.
	Note any
}

// Handler turns one record into the records it leads to, none included.
//
// It is called concurrently for different records; the outputs are published in
// the order of their inputs all the same. It must not keep the record or its
// bytes after it returns, but the outputs may point into them. The context ends
// when the time for a clean stop is over.
//
// An error of type *Reject, or wrapping one, sends the record unchanged to the
// dead-letter topic with that reason. A panic does so with ReasonPanic, any other
// error with ReasonError.
type Handler func(ctx context.Context, r *Record) ([]Output, error)

// Opener makes the handler of one partition, each time that this member is given it
// and before it reads a record of it. Whoever had the partition before has ended: with
// ExactlyOnce all that he published is committed or rolled back by now.
//
// ctx ends when the partition is to be given up. An error of it, or one after it has
// ended, is no failure; any other ends Run.
//
// The handler gets the records one after the other, in order, and may keep state. It
// may wait; when ctx ends it should return ErrUndone soon.
type Opener func(ctx context.Context, topic string, partition int) (Handler, error)

// ErrUndone is returned by a partition's own handler for a record that it has not
// dealt with, because the partition is to be given up: whoever has it next gets the
// record again.
var ErrUndone = errors.New("left undone")

// Reject is the error by which a Handler refuses a record for good.
type Reject struct {
	Reason string // one of a small set of names: it is a metric label
	Stage  string // the step that refused it ("decode"); may be empty
	Err    error  // what was wrong; may be nil
}

// The reasons that the loop itself gives to a dead letter.
const (
	ReasonPanic    = "panic"     // the handler panicked
	ReasonError    = "error"     // the handler returned an error that is no *Reject
	ReasonTooLarge = "too_large" // a broker refused an output, or the record is beyond Config.MaxRecordBytes
	ReasonRefused  = "refused"   // a broker refused an output as invalid
)

func (r *Reject) Error() string {
	if r.Err == nil {
		return r.Reason
	}
	return fmt.Sprintf("%s: %v", r.Reason, r.Err)
}

func (r *Reject) Unwrap() error { return r.Err }
