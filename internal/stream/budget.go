package stream

import (
	"context"
	"sync"
)

// budget limits the bytes in memory. What is not there yet waits for room; what
// is there already is charged even beyond the limit, and the next waits longer.
type budget struct {
	limit int64

	mu      sync.Mutex
	used    int64
	waiting []*claim // first come, first served
}

type claim struct {
	n       int64
	granted chan struct{}
}

// acquire waits until n bytes fit, or nothing else is held, or ctx ends.
func (b *budget) acquire(ctx context.Context, n int64) error {
	b.mu.Lock()
	if len(b.waiting) == 0 && b.fits(n) {
		b.used += n
		b.mu.Unlock()
		return nil
	}
	c := &claim{n, make(chan struct{})}
	b.waiting = append(b.waiting, c)
	b.mu.Unlock()
	select {
	case <-c.granted:
		return nil
	case <-ctx.Done():
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	select {
	case <-c.granted: // at the same moment
		b.used -= n
	default:
		for i := range b.waiting {
			if b.waiting[i] == c {
				b.waiting = append(b.waiting[:i], b.waiting[i+1:]...)
				break
			}
		}
	}
	b.grant()
	return ctx.Err()
}

// charge takes n bytes without waiting.
func (b *budget) charge(n int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.used += n
}

// release gives n bytes back.
func (b *budget) release(n int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.used -= n
	b.grant()
}

// exceeded tells whether more is held than the limit.
func (b *budget) exceeded() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.used > b.limit
}

func (b *budget) fits(n int64) bool { return b.used+n <= b.limit || b.used == 0 }

func (b *budget) grant() {
	for len(b.waiting) > 0 && b.fits(b.waiting[0].n) {
		b.used += b.waiting[0].n
		close(b.waiting[0].granted)
		b.waiting = b.waiting[1:]
	}
}
