package replay

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-wire/dragoman/internal/stream"
)

// fakeClock moves only when someone sleeps, or when it is told to.
type fakeClock struct{ now time.Time }

func newFakeClock() *fakeClock { return &fakeClock{time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)} }

func (c *fakeClock) Now() time.Time { return c.now }

func (c *fakeClock) After(time.Duration) <-chan time.Time { return nil } // nobody sleeps so

func (c *fakeClock) Sleep(ctx context.Context, d time.Duration) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	c.now = c.now.Add(d)
	return nil
}

// schedule replays lines at pace and tells when each was sent, in seconds.
func schedule(t *testing.T, pace Pace, lines ...string) string {
	t.Helper()
	clock := newFakeClock()
	begun := clock.now
	var times []string
	p := &recorder{answer: func(_ context.Context, outs []stream.Output) error {
		for _, o := range outs {
			times = append(times, fmt.Sprintf("%s@%g", o.Key, clock.now.Sub(begun).Seconds()))
		}
		return nil
	}}
	if _, err := Run(t.Context(), records(lines...), p, Options{Pace: pace, Clock: clock}); err != nil {
		t.Fatal(err)
	}
	return strings.Join(times, " ")
}

func TestPaceByRate(t *testing.T) {
	got := schedule(t, Pace{Rate: 4}, story("a"), story("b"), "", story("c"), story("d"))
	if want := "a@0 b@0.25 c@0.5 d@0.75"; got != want {
		t.Errorf("sent %s, want %s", got, want)
	}
}

func TestPaceBySpeed(t *testing.T) {
	lines := []string{
		storyAt("a", "2024-05-21T03:00:00Z"),
		storyAt("b", "2024-05-21T04:00:00Z"),
		story("undated"),
		storyAt("late", "2024-05-21T03:30:00Z"),
		storyAt("c", "2024-05-21T11:00:00+05:00"),
	}
	got := schedule(t, Pace{Speed: 60}, lines...)
	if want := "a@0 late@30 b@60 undated@60 c@180"; got != want {
		t.Errorf("sent %s, want %s", got, want)
	}
}

func TestPaceOfNoneSleepsNever(t *testing.T) {
	if got, want := schedule(t, Pace{}, story("a"), story("b")), "a@0 b@0"; got != want {
		t.Errorf("sent %s, want %s", got, want)
	}
}

// TestRateMakesUpForLittle stalls the clock: a short stall is made up for, a
// long one does not lead to a burst.
func TestRateMakesUpForLittle(t *testing.T) {
	clock := newFakeClock()
	p := newPacer(Pace{Rate: 10}, clock)
	early := func() int {
		n := 0
		for !p.early(time.Time{}) {
			n++
		}
		return n
	}
	if n := early(); n != 1 {
		t.Errorf("%d articles at once at the start, want 1", n)
	}
	clock.now = clock.now.Add(500 * time.Millisecond)
	if n := early(); n != 4 { // the one that was early is the fifth
		t.Errorf("%d articles at once after half a second, want 4", n)
	}
	clock.now = clock.now.Add(time.Hour)
	if n := early(); n > 11 {
		t.Errorf("%d articles at once after an hour, want 11 at most", n)
	}
}

func TestVeryLongWaitsDoNotOverflow(t *testing.T) {
	clock := newFakeClock()
	p := newPacer(Pace{Speed: 1e-9}, clock)
	p.early(time.Unix(0, 0))
	if !p.early(time.Unix(1<<33, 0)) {
		t.Error("an article of the far future is due at once")
	}
}

func TestWaitEndsWhenTold(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	stop := errors.New("told to stop")
	cancel(stop)
	if err := (systemClock{}).Sleep(ctx, time.Hour); !errors.Is(err, stop) {
		t.Errorf("error %v, want the cause", err)
	}
	if err := (systemClock{}).Sleep(t.Context(), time.Nanosecond); err != nil {
		t.Error(err)
	}
}
