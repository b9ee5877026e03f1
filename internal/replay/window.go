package replay

import (
	"container/heap"
	"time"
)

// The bounds of the window in which articles are put in order of time.
const (
	DefaultWindow = 10_000
	windowBytes   = 64 << 20
)

// window puts articles in order of their publication time as far as its size
// allows: the earliest goes out when another comes in. An article without a time
// keeps its place behind the one before it.
type window struct {
	size  int
	items byTime
	bytes int
	last  time.Time // of what came in
	out   time.Time // of what went out
	came  int       // how many came in
	most  int       // the highest number, in order of coming, that went out

	moved int // articles that went out behind one that came later
	late  int // articles that came when a later one had gone out
}

func newWindow(size int) *window {
	if size <= 0 {
		size = DefaultWindow
	}
	return &window{size: size}
}

// exchange takes an article in and gives the earliest out once the window is full.
func (w *window) exchange(i item) (out item, ready bool) {
	i.time = i.published
	if i.time.IsZero() {
		i.time = w.last
	}
	w.last = i.time
	w.came++
	i.came = w.came
	w.bytes += len(i.output.Value)
	heap.Push(&w.items, i)
	if len(w.items) <= w.size && w.bytes <= windowBytes {
		return item{}, false
	}
	return w.pop(), true
}

// rest gives out what is left, in order.
func (w *window) rest() func(yield func(item) bool) {
	return func(yield func(item) bool) {
		for len(w.items) > 0 {
			if !yield(w.pop()) {
				return
			}
		}
	}
}

func (w *window) pop() item {
	i := heap.Pop(&w.items).(item)
	w.bytes -= len(i.output.Value)
	if i.time.Before(w.out) {
		w.late++
		return i
	}
	w.out = i.time
	if i.came < w.most {
		w.moved++
	}
	w.most = max(w.most, i.came)
	return i
}

// byTime is a heap of items, the earliest first and those of one time as they came.
type byTime []item

func (h byTime) Len() int { return len(h) }
func (h byTime) Less(i, j int) bool {
	if !h[i].time.Equal(h[j].time) {
		return h[i].time.Before(h[j].time)
	}
	return h[i].came < h[j].came
}
func (h byTime) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *byTime) Push(x any)   { *h = append(*h, x.(item)) }
func (h *byTime) Pop() any {
	last := len(*h) - 1
	i := (*h)[last]
	(*h)[last] = item{}
	*h = (*h)[:last]
	return i
}
