package stream

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"
)

// Backoff is the wait between attempts: Min at first, doubled each time up to
// Max, each shortened at random by up to half so that clients do not come back
// all at once.
type Backoff struct {
	Min time.Duration // default 50 ms
	Max time.Duration // default 5 s
}

func (b Backoff) withDefaults() Backoff {
	setDefault(&b.Min, 50*time.Millisecond)
	setDefault(&b.Max, 5*time.Second)
	b.Max = max(b.Min, b.Max)
	return b
}

// wait is the pause before attempt n+1, where n counts from 0.
func (b Backoff) wait(n int) time.Duration {
	d := b.Max
	if n < 30 {
		d = min(b.Max, b.Min<<n)
	}
	return d - rand.N(d/2+1)
}

// persist tries until it succeeds, fails for good, or ctx ends.
func persist(ctx context.Context, try func() error) error {
	backoff := Backoff{}.withDefaults()
	for attempt := 0; ; attempt++ {
		err := try()
		switch {
		case err == nil || isFatal(err):
			return err
		case !sleep(ctx, backoff.wait(attempt)):
			return fmt.Errorf("%w: %w", context.Cause(ctx), err)
		}
	}
}

// sleep waits for d or until ctx ends, and reports whether it slept to the end.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

// over tells whether ctx has ended. Connections meet its deadline themselves, and may
// do so a moment before its own timer does.
func over(ctx context.Context) bool {
	deadline, bounded := ctx.Deadline()
	return ctx.Err() != nil || bounded && !time.Now().Before(deadline)
}
