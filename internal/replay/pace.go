package replay

import (
	"context"
	"math"
	"time"
)

// Pace tells when articles are due. At most one of its fields is set.
type Pace struct {
	Rate  float64 // articles a second
	Speed float64 // times the original pace, by publication time; 60: an hour a minute
}

// Clock is the time as Run knows it.
type Clock interface {
	Now() time.Time
	// Sleep waits for d, or returns the cause of ctx's end.
	Sleep(ctx context.Context, d time.Duration) error
	// After returns a channel that gets the time when d is over.
	After(d time.Duration) <-chan time.Time
}

type systemClock struct{}

func (systemClock) Now() time.Time { return time.Now() }

func (systemClock) After(d time.Duration) <-chan time.Time { return time.After(d) }

func (systemClock) Sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-timer.C:
		return nil
	}
}

// maxBurst is how far a replay at a rate may fall behind and make up for it by
// going faster. What it lost beyond that, as to a broker's outage, stays lost.
const maxBurst = time.Second

// pacer tells when the next article is due.
type pacer struct {
	pace  Pace
	clock Clock
	due   time.Time // of the article at hand

	begun time.Time // when the first article with a publication time came
	first time.Time // its publication time
}

func newPacer(pace Pace, clock Clock) *pacer {
	return &pacer{pace: pace, clock: clock}
}

// early works out when an article published at that time is due and reports
// whether that is still to come. An article without a publication time, or one
// older than those before it, is due at once.
func (p *pacer) early(published time.Time) bool {
	if p.pace == (Pace{}) {
		return false
	}
	now := p.clock.Now()
	switch {
	case p.pace.Rate > 0:
		p.due = p.due.Add(seconds(1 / p.pace.Rate))
		if now.Sub(p.due) > maxBurst {
			p.due = now
		}
	case published.IsZero():
		return false
	case p.begun.IsZero():
		p.begun, p.first, p.due = now, published, now
	default:
		p.due = p.begun.Add(seconds(published.Sub(p.first).Seconds() / p.pace.Speed))
	}
	return p.due.After(now)
}

// wait sleeps until the article at hand is due.
func (p *pacer) wait(ctx context.Context) error {
	return p.clock.Sleep(ctx, p.due.Sub(p.clock.Now()))
}

// seconds makes a Duration, the longest there is for what is longer still.
func seconds(s float64) time.Duration {
	if s >= math.MaxInt64/float64(time.Second) {
		return math.MaxInt64
	}
	return time.Duration(s * float64(time.Second))
}
