// Package observe holds observers of the stream: one that tells several, one
// that writes the log, one that knows whether the consumer is ready.
package observe

import (
	"time"

	"github.com/dragoman-wire/dragoman/internal/stream"
)

// Tee hands every fact to each of its observers, in order.
type Tee []stream.Observer

var _ stream.Observer = Tee(nil)

// Assigned tells each observer.
func (t Tee) Assigned(topic string, partitions []int) {
	for _, o := range t {
		o.Assigned(topic, partitions)
	}
}

// Revoked tells each observer.
func (t Tee) Revoked(topic string, partitions []int) {
	for _, o := range t {
		o.Revoked(topic, partitions)
	}
}

// Consumed tells each observer.
func (t Tee) Consumed(topic string, partition, records, bytes int) {
	for _, o := range t {
		o.Consumed(topic, partition, records, bytes)
	}
}

// Published tells each observer.
func (t Tee) Published(r *stream.Record, outs []stream.Output) {
	for _, o := range t {
		o.Published(r, outs)
	}
}

// Produced tells each observer.
func (t Tee) Produced(topic string, records, bytes int, took time.Duration) {
	for _, o := range t {
		o.Produced(topic, records, bytes, took)
	}
}

// DeadLetter tells each observer.
func (t Tee) DeadLetter(r *stream.Record, reject *stream.Reject) {
	for _, o := range t {
		o.DeadLetter(r, reject)
	}
}

// Retry tells each observer.
func (t Tee) Retry(stage stream.Stage, topic string, err error, wait time.Duration) {
	for _, o := range t {
		o.Retry(stage, topic, err, wait)
	}
}

// Committed tells each observer.
func (t Tee) Committed(topic string, partition int, offset int64) {
	for _, o := range t {
		o.Committed(topic, partition, offset)
	}
}

// CommitFailed tells each observer.
func (t Tee) CommitFailed(err error) {
	for _, o := range t {
		o.CommitFailed(err)
	}
}

// Gap tells each observer.
func (t Tee) Gap(topic string, partition int, from, to int64) {
	for _, o := range t {
		o.Gap(topic, partition, from, to)
	}
}

// Lag tells each observer.
func (t Tee) Lag(topic string, partition int, records int64, age time.Duration) {
	for _, o := range t {
		o.Lag(topic, partition, records, age)
	}
}

// InFlight tells each observer.
func (t Tee) InFlight(records, bytes int64) {
	for _, o := range t {
		o.InFlight(records, bytes)
	}
}
