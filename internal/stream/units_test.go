package stream

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"
)

func TestBudget(t *testing.T) {
	b := &budget{limit: 10}
	ctx := t.Context()
	take := func(n int64) chan struct{} {
		done := make(chan struct{})
		go func() {
			defer close(done)
			_ = b.acquire(ctx, n)
		}()
		return done
	}
	waiting := func(n int) { // until n wait
		for {
			b.mu.Lock()
			w := len(b.waiting)
			b.mu.Unlock()
			if w == n {
				return
			}
		}
	}
	<-take(100) // beyond the limit, but nothing else is held
	first := take(6)
	waiting(1)
	second := take(3) // would fit after a release of little, but came later
	waiting(2)
	b.release(94)
	select {
	case <-first:
		t.Fatal("6 bytes were granted beside 6 of 10")
	case <-second:
		t.Fatal("the second overtook the first")
	default:
	}
	b.release(2)
	<-first
	b.release(4)
	<-second
	b.charge(5) // 6 + 3 + 5
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if err := b.acquire(ended, 1); !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
	if b.used != 14 || len(b.waiting) != 0 {
		t.Errorf("%d bytes are held, %d wait", b.used, len(b.waiting))
	}
}

func TestBackoff(t *testing.T) {
	b := Backoff{Min: 10 * time.Millisecond, Max: time.Second}.withDefaults()
	for attempt, most := range map[int]time.Duration{0: 10 * time.Millisecond, 3: 80 * time.Millisecond, 7: time.Second, 1000: time.Second} {
		seen := map[time.Duration]bool{}
		for range 100 {
			d := b.wait(attempt)
			if d < most/2 || d > most {
				t.Fatalf("attempt %d waits %v, want %v to %v", attempt, d, most/2, most)
			}
			seen[d] = true
		}
		if len(seen) < 10 {
			t.Errorf("attempt %d waits are not spread: %v", attempt, seen)
		}
	}
}

// overdue is a context whose deadline has passed and whose timer is late.
type overdue struct{ context.Context }

func (overdue) Deadline() (time.Time, bool) { return time.Unix(0, 0), true }

func TestOver(t *testing.T) {
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	ahead, cancel := context.WithTimeout(t.Context(), time.Hour)
	defer cancel()
	for want, contexts := range map[bool][]context.Context{true: {ended, overdue{t.Context()}}, false: {t.Context(), ahead}} {
		for _, ctx := range contexts {
			if over(ctx) != want {
				t.Errorf("over(%v) is %v", ctx, !want)
			}
		}
	}
}

func TestLagOfAPosition(t *testing.T) {
	now := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	p := newPosition()
	check := func(step string, wantRecords int64, wantAge time.Duration) {
		t.Helper()
		if records, age, known := p.lag(now); !known || records != wantRecords || age != wantAge {
			t.Errorf("%s: lag is %d, %v (%t), want %d, %v", step, records, age, known, wantRecords, wantAge)
		}
	}
	if _, _, known := p.lag(now); known {
		t.Error("lag is known before anything is")
	}
	p.done(5, time.Time{})
	p.seen(5, now)
	check("idle", 0, 0)
	now = now.Add(time.Hour)
	p.seen(8, now)
	check("records just came, after an idle hour", 3, 0)
	now = now.Add(10 * time.Second)
	check("they are not fetched", 3, 10*time.Second)
	p.working(now.Add(-40 * time.Second))
	check("they are at work", 3, 40*time.Second)
	p.done(6, now.Add(-30*time.Second))
	check("the first is published", 2, 30*time.Second)
	p.done(8, now.Add(-20*time.Second))
	check("all are", 0, 0)
	p.seen(7, now)
	check("an end that is older than the position", 0, 0)
}

func TestShortenedErrors(t *testing.T) {
	got := shorten("a\n\tb \xff " + strings.Repeat("ä", maxErrorText))
	if !strings.HasPrefix(got, "a b \uFFFD ä") || !utf8.ValidString(got) || len(got) > maxErrorText+10 {
		t.Errorf("got %d bytes: %.20q", len(got), got)
	}
}

func TestPanicKeepsItsStack(t *testing.T) {
	p := newPool(func(context.Context, *Record) ([]Output, error) { panic("boom") }, 1)
	defer p.close()
	_, reject := handle(t.Context(), p.handler, &item{})
	var panicked *PanicError
	if !errors.As(reject, &panicked) || !strings.Contains(string(panicked.Stack), "units_test.go") {
		t.Errorf("reject is %v", reject)
	}
}

// noDelivery publishes nothing.
type noDelivery struct{}

func (noDelivery) begin() (int64, error)             { return 0, nil }
func (noDelivery) write(*batch, []item, int64) error { return nil }
func (noDelivery) due() <-chan time.Time             { return nil }
func (noDelivery) flush() error                      { return nil }
func (noDelivery) abandon()                          {}

// testPartition is one for publishAll.
func testPartition(working context.Context) *partition {
	return &partition{
		loop:     &loop{cfg: Config{Observer: NopObserver{}}, budget: &budget{limit: 1 << 20}},
		position: newPosition(), fetching: working, working: working,
	}
}

// A batch whose workers dropped it when the time to drain was over is no clean end,
// whether its end or that of the time is seen first.
func TestDroppedIsNotClean(t *testing.T) {
	over, drop := context.WithCancel(t.Context())
	drop()
	for range 100 {
		queue := make(chan *batch, 1)
		queue <- oneItem(true)
		close(queue)
		if testPartition(over).publishAll(noDelivery{}, queue) {
			t.Fatal("what was dropped counts as published")
		}
	}
}

// Behind a batch that a stop left undone another may be at work: the stop waits for
// it, and is clean if that ends before the time is over.
func TestStopWaitsForWhatIsBegun(t *testing.T) {
	for name, c := range map[string]struct{ ends, clean bool }{"it ends": {true, true}, "it is cut off": {false, false}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				working, drop := context.WithCancel(t.Context())
				defer drop()
				begun := oneItem(false)
				queue := make(chan *batch, 2)
				queue <- oneItem(true)
				queue <- begun
				close(queue)
				stopped := make(chan bool, 1)
				go func() { stopped <- testPartition(working).publishAll(noDelivery{}, queue) }()
				synctest.Wait()
				if len(stopped) > 0 {
					t.Fatal("it does not wait")
				}
				if c.ends {
					begun.endShare()
				} else {
					drop()
				}
				if clean := <-stopped; clean != c.clean {
					t.Errorf("clean is %v", clean)
				}
			})
		})
	}
}

// oneItem is a batch of one record that is not done, and that no worker will do if
// its shares have ended.
func oneItem(ended bool) *batch {
	b := newBatch(0)
	b.items = make([]item, 1)
	if ended {
		b.endShare()
	}
	return b
}
