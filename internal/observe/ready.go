package observe

import (
	"errors"
	"sync/atomic"

	"github.com/dragoman-wire/dragoman/internal/stream"
)

// Ready knows whether the consumer takes part in its group. It is ready from the
// first generation until Stop; a rebalance in between changes nothing, since it
// is over in moments and nobody else could do better meanwhile.
type Ready struct {
	stream.NopObserver
	joined, stopping atomic.Bool
}

// Assigned notes that the consumer has joined.
func (r *Ready) Assigned(string, []int) { r.joined.Store(true) }

// Stop notes that the consumer is about to end.
func (r *Ready) Stop() { r.stopping.Store(true) }

// Check returns nil when the consumer is ready, or else why it is not.
func (r *Ready) Check() error {
	switch {
	case r.stopping.Load():
		return errors.New("stopping")
	case !r.joined.Load():
		return errors.New("has not joined the consumer group")
	}
	return nil
}
