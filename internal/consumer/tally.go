package consumer

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/alert"
	"github.com/dragoman-wire/dragoman/internal/pipeline"
	"github.com/dragoman-wire/dragoman/internal/stream"
)

// Tally adds up what became of a sample of records, for a summary. It keeps one
// latency for each record: it is for samples, not for a daemon.
type Tally struct {
	stream.NopObserver
	joined     chan struct{}
	joinedOnce sync.Once

	mu          sync.Mutex
	changed     chan struct{} // closed and made anew at every change
	first, last time.Time     // of fetching and of publishing
	latencies   []time.Duration
	events      map[events.Type]int
	alerts      int
	deadLetters int
}

// NewTally returns an empty tally.
func NewTally() *Tally {
	return &Tally{joined: make(chan struct{}), changed: make(chan struct{}), events: map[events.Type]int{}}
}

// Joined is closed when the consumer has joined its group.
func (t *Tally) Joined() <-chan struct{} { return t.joined }

// Assigned notes that the consumer has joined.
func (t *Tally) Assigned(string, []int) { t.joinedOnce.Do(func() { close(t.joined) }) }

// Consumed notes when the first record was fetched.
func (t *Tally) Consumed(string, int, int, int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.first.IsZero() {
		t.first = time.Now()
	}
}

// DeadLetter counts a record that was set aside.
func (t *Tally) DeadLetter(*stream.Record, *stream.Reject) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.deadLetters++
}

// Published counts a record that is finished, and its events.
func (t *Tally) Published(r *stream.Record, outs []stream.Output) {
	now := time.Now()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.last = now
	t.latencies = append(t.latencies, now.Sub(r.Time))
	for _, out := range outs {
		switch note := out.Note.(type) {
		case pipeline.Note:
			if note.Event != nil {
				t.events[note.Event.Type()]++
			}
		case alert.Note:
			if note.Alert.Change != events.AlertUpdate {
				t.alerts++
			}
		}
	}
	close(t.changed)
	t.changed = make(chan struct{})
}

// Finished returns the number of records finished so far, and a channel that is
// closed when it changes.
func (t *Tally) Finished() (int, <-chan struct{}) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.latencies), t.changed
}

// Events is how many events of a type there are.
func (t *Tally) Events(typ events.Type) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.events[typ]
}

// Alerts is how many messages of stories there are that are for people.
func (t *Tally) Alerts() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.alerts
}

// Summary says in a few lines what was done and how fast: the rate from the first
// fetch to the last acknowledgement, the 99th percentile of the time from a raw
// record's timestamp to the acknowledgement of all that it led to.
func (t *Tally) Summary() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := len(t.latencies)
	if n == 0 {
		return "0 articles\n"
	}
	total := 0
	var byType []string
	for _, typ := range events.Types() {
		total += t.events[typ]
		byType = append(byType, fmt.Sprintf("%s %d", typ, t.events[typ]))
	}
	sorted := slices.Sorted(slices.Values(t.latencies))
	p99 := sorted[(n*99+99)/100-1]
	took := t.last.Sub(t.first)
	return fmt.Sprintf("%d articles, %d dead letters\n%d events: %s\n%.0f articles/s, p99 %s from raw record to acknowledged event\n",
		n, t.deadLetters, total, strings.Join(byType, ", "),
		float64(n)/max(took, time.Microsecond).Seconds(), p99.Round(time.Millisecond))
}
