package stream

import (
	"sync/atomic"
	"time"
)

// batch is what one fetch of a partition brought, or a part of it: records in
// order, and what became of each.
type batch struct {
	items []item
	bytes int64
	next  int64 // the offset to go on with when all items are done

	pending atomic.Int32  // shares of the work not yet ended
	ended   chan struct{} // closed when pending is 0
}

// newBatch makes a batch without records. Dealing it out is its first share.
func newBatch(next int64) *batch {
	b := &batch{next: next, ended: make(chan struct{})}
	b.pending.Store(1)
	return b
}

// item is one record and what the handler made of it.
type item struct {
	Record
	oversize int // bytes of a record that is too large to be read; else 0
	outs     []Output
	reject   *Reject
	done     bool // the handler has ended; outs or reject hold
}

// itemOverhead is the memory of a record beside its bytes.
const itemOverhead = 256

// oldest is the time of the first record, or the zero time.
func (b *batch) oldest() time.Time {
	if len(b.items) == 0 {
		return time.Time{}
	}
	return b.items[0].Time
}

// finished returns the items up to the first that is not done, and the offset
// that follows them.
func (b *batch) finished() (items []item, next int64) {
	for i := range b.items {
		if !b.items[i].done {
			return b.items[:i], b.items[i].Offset
		}
	}
	return b.items, b.next
}

// lastTime is the time of the last of the items, or the zero time.
func lastTime(items []item) time.Time {
	if len(items) == 0 {
		return time.Time{}
	}
	return items[len(items)-1].Time
}

// outputBytes is the memory of what the items led to.
func outputBytes(items []item) (n int64) {
	for i := range items {
		for j := range items[i].outs {
			o := &items[i].outs[j]
			n += int64(len(o.Key)+len(o.Value)) + itemOverhead
		}
	}
	return n
}

// endShare notes that one share of the work has ended.
func (b *batch) endShare() {
	if b.pending.Add(-1) == 0 {
		close(b.ended)
	}
}
