package observe

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/dragoman-wire/dragoman/internal/stream"
)

// rebalanceGrace is how long the consumer may be between two generations and still
// be ready: a rebalance is over in moments, and nobody else could do better
// meanwhile. A member that is out for longer has lost its group or its brokers.
const rebalanceGrace = 30 * time.Second

// Ready knows whether the consumer takes part in its group. Its zero value is a
// consumer that has not joined.
type Ready struct {
	stream.NopObserver
	// Now is the clock, for tests; nil for time.Now.
	Now func() time.Time

	mu       sync.Mutex
	joined   bool
	out      time.Time // since when it is no member, zero while it is one
	stopping bool
}

// Assigned notes that the consumer is a member, perhaps one without partitions.
func (r *Ready) Assigned(string, []int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.joined, r.out = true, time.Time{}
}

// Revoked notes that the generation is over.
func (r *Ready) Revoked(string, []int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.out.IsZero() {
		r.out = r.now()
	}
}

// Stop notes that the consumer is about to end.
func (r *Ready) Stop() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.stopping = true
}

// Check returns nil when the consumer is ready, or else why it is not.
func (r *Ready) Check() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case r.stopping:
		return errors.New("stopping")
	case !r.joined:
		return errors.New("has not joined the consumer group")
	case !r.out.IsZero():
		if since := r.now().Sub(r.out); since > rebalanceGrace {
			return fmt.Errorf("is out of the consumer group since %s", since.Round(time.Second))
		}
	}
	return nil
}

func (r *Ready) now() time.Time {
	if r.Now != nil {
		return r.Now()
	}
	return time.Now()
}
