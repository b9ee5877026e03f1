package stream

import (
	"context"
	"testing"
)

// When a partition is given up in the middle of a batch, the batches behind it must
// not move its position past what was left undone.
func TestNothingIsPassedOverWhenGivingUp(t *testing.T) {
	l := &loop{cfg: Config{Observer: NopObserver{}}, budget: &budget{limit: 1}}
	p := &partition{loop: l, position: newPosition(), fetching: t.Context(), working: context.Background()}
	queue := make(chan *batch, 4)
	put := func(from, done, n int64) {
		b := newBatch(from + n)
		for i := range n {
			b.items = append(b.items, item{Record: Record{Offset: from + i}, done: i < done})
		}
		b.endShare()
		l.hold(b)
		queue <- b
	}
	put(0, 10, 10)  // all done
	put(10, 4, 10)  // given up at 14
	put(20, 0, 10)  // not begun
	put(30, 10, 10) // done all the same
	close(queue)
	if !p.publishAll(&atLeastOnce{partition: p}, queue) {
		t.Error("giving up was not clean")
	}
	if offset, _ := p.position.uncommitted(); offset != 14 {
		t.Errorf("the position is %d, want 14", offset)
	}
	if l.budget.used != 0 || l.records.Load() != 0 {
		t.Errorf("%d bytes, %d records are still held", l.budget.used, l.records.Load())
	}
}
