package stream

import (
	"sync"
	"time"
)

// position is how far a partition is.
type position struct {
	mu        sync.Mutex
	published int64     // all before this offset is done and acknowledged; -1: not begun
	committed int64     // the group's offset as this member last set it; -1: not yet
	end       int64     // of what can be read of the partition (its last stable offset); -1: not known
	endKnown  time.Time // when
	oldest    time.Time // of the oldest record not yet published, where known
	behind    time.Time // since when records are known to wait, where oldest is not known
}

func newPosition() *position { return &position{published: -1, committed: -1, end: -1} }

// done moves the position on: all before next is published. last is the time of
// the last record published, zero if there was none.
func (p *position) done(next int64, last time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.published = next
	p.oldest = last // a good guess for what follows, until that is fetched
	p.settle()
}

// working notes the time of the oldest record that is being worked on.
func (p *position) working(oldest time.Time) {
	if oldest.IsZero() {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.oldest = oldest
}

// seen notes the partition's end.
func (p *position) seen(end int64, now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.end, p.endKnown = end, now
	p.settle()
	if p.published >= 0 && p.published < p.end && p.behind.IsZero() {
		p.behind = now
	}
}

// settle forgets the times once nothing waits.
func (p *position) settle() {
	if p.published >= p.end {
		p.oldest, p.behind = time.Time{}, time.Time{}
	}
}

// stale tells whether the end was last seen before a time.
func (p *position) stale(before time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.endKnown.Before(before)
}

// lag is how many records wait and how old the oldest is; known is false until
// both the position and the end are.
func (p *position) lag(now time.Time) (records int64, age time.Duration, known bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.published < 0 || p.end < 0 {
		return 0, 0, false
	}
	records = max(0, p.end-p.published)
	since := p.oldest
	if since.IsZero() {
		since = p.behind
	}
	if records > 0 && !since.IsZero() {
		age = max(0, now.Sub(since))
	}
	return records, age, true
}

// uncommitted returns the offset to commit, if there is a new one.
func (p *position) uncommitted() (int64, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.published, p.published >= 0 && p.published != p.committed
}

func (p *position) setCommitted(offset int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.committed = offset
}
