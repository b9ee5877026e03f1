package main

import (
	"fmt"
	"io"
	"os"
	"sync/atomic"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
	"golang.org/x/term"

	"github.com/dragoman-wire/dragoman/internal/archive"
	"github.com/dragoman-wire/dragoman/internal/replay"
)

// reportInterval is the time between the lines of a report without a terminal.
const reportInterval = 5 * time.Second

// reporter tells people how far the replay is: by a bar on a terminal, by a line
// now and then elsewhere. Items that are skipped are named at once.
type reporter struct {
	out     io.Writer
	source  *archive.Archive
	total   int64 // articles when there is a limit, bytes of the archive otherwise; 0: not known
	limited bool
	sent    atomic.Int64 // the bar reads it while it is drawn
	now     func() time.Time
	begun   time.Time
	next    time.Time // when the next line is due

	bars *mpb.Progress // nil without a terminal
	bar  *mpb.Bar
}

func newReporter(out io.Writer, source *archive.Archive, limit int, now func() time.Time) *reporter {
	begun := now()
	r := &reporter{out: out, source: source, total: int64(limit), limited: limit > 0, now: now, begun: begun, next: begun.Add(reportInterval)}
	if !r.limited {
		r.total = source.Size()
	}
	if isTerminal(out) {
		r.bars = mpb.New(mpb.WithOutput(out))
		r.bar = r.newBar()
		r.out = r.bars // its lines go above the bar
	}
	return r
}

// newBar returns a bar with rate and time left or, where the end cannot be known,
// one that only moves.
func (r *reporter) newBar() *mpb.Bar {
	rate := decor.Any(func(decor.Statistics) string { return r.counts() }, decor.WCSyncSpace)
	if r.total == 0 {
		return r.bars.New(0, mpb.SpinnerStyle(), mpb.AppendDecorators(rate))
	}
	return r.bars.AddBar(r.total,
		mpb.PrependDecorators(decor.Percentage(decor.WCSyncSpace)),
		mpb.AppendDecorators(rate, decor.AverageETA(decor.ET_STYLE_GO, decor.WCSyncSpace)))
}

// isTerminal reports whether a bar can be drawn on out: one without a size, as
// under some recorders, shows none.
func isTerminal(out io.Writer) bool {
	file, ok := out.(*os.File)
	if !ok {
		return false
	}
	width, height, err := term.GetSize(int(file.Fd()))
	return err == nil && width > 0 && height > 0
}

// progress is told after every batch.
func (r *reporter) progress(s *replay.Summary) {
	r.sent.Store(int64(s.Sent))
	done := r.source.BytesRead()
	if r.limited {
		done = int64(s.Sent + s.Resumed)
	}
	if r.bar != nil {
		if r.total > 0 {
			r.bar.SetCurrent(min(done, r.total-1)) // a full bar is drawn no more
		}
		return
	}
	if now := r.now(); !now.Before(r.next) {
		r.next = now.Add(reportInterval)
		percent := ""
		if r.total > 0 {
			percent = fmt.Sprintf("%d%%, ", 100*min(done, r.total)/r.total)
		}
		fmt.Fprintf(r.out, "%s: %s%s, %d skipped, at %s\n", name, percent, r.counts(), s.SkippedTotal(), s.Last)
	}
}

// counts tells how many articles were sent and how fast.
func (r *reporter) counts() string {
	sent := r.sent.Load()
	return fmt.Sprintf("%d sent, %.0f/s", sent, perSecond(int(sent), r.now().Sub(r.begun)))
}

// skipped names an item that is not sent.
func (r *reporter) skipped(s replay.Skip) {
	fmt.Fprintf(r.out, "%s: skipped %v\n", name, s.Err)
}

// close leaves the bar, full if all went through, so that what is printed next
// stands below it.
func (r *reporter) close(complete bool) {
	if r.bars != nil {
		if complete && r.total > 0 {
			r.bar.SetCurrent(r.total)
		}
		r.bar.Abort(false) // changes nothing about a full bar
		r.bars.Wait()
	}
}

func perSecond(n int, took time.Duration) float64 {
	return float64(n) / max(took.Seconds(), 1e-3)
}
