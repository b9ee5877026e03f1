package replay

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dragoman-wire/dragoman/internal/stream"
)

var errDied = errors.New("died")

// diesAfter is a Publisher that stores what it is given, batch by batch, and dies
// without an answer in one of them.
func diesAfter(p *recorder, batches int) Publisher {
	return &recorder{answer: func(_ context.Context, outs []stream.Output) error {
		if batches == 0 {
			return errDied
		}
		batches--
		p.outs = append(p.outs, outs...)
		if batches == 0 { // stored, but nobody is told
			return errDied
		}
		return nil
	}}
}

// TestCheckpointResumes breaks a replay off again and again, in ever new places.
// In the end every article is there in order, and only batches that were never
// answered are there twice.
func TestCheckpointResumes(t *testing.T) {
	var lines []string
	const n = 9_000
	for i := range n {
		lines = append(lines, story(fmt.Sprint(i)))
	}
	for name, pace := range map[string]Pace{"as it stands": {}, "in order of time": {Speed: 1e9}} {
		t.Run(name, func(t *testing.T) {
			o := Options{Checkpoint: filepath.Join(t.TempDir(), "checkpoint"), Pace: pace, Clock: newFakeClock(), Window: 500}
			stored := &recorder{}
			deaths, resumed := 0, 0
			for tries := 1; ; tries++ {
				summary, err := Run(t.Context(), records(lines...), diesAfter(stored, 1+tries%3), o)
				if err == nil {
					if summary.Resumed+summary.Sent != n {
						t.Errorf("%d resumed and %d sent, of %d", summary.Resumed, summary.Sent, n)
					}
					break
				}
				if !errors.Is(err, errDied) || tries > n {
					t.Fatal(err)
				}
				deaths++
				resumed = max(resumed, summary.Resumed)
			}
			if deaths < 3 || resumed == 0 {
				t.Fatalf("it died %d times and resumed at %d: nothing is shown", deaths, resumed)
			}
			next := 0
			repeated := 0
			for _, o := range stored.outs {
				switch id := string(o.Key); {
				case id == fmt.Sprint(next):
					next++
				default:
					repeated++
				}
			}
			if next != n || repeated > deaths*batchRecords {
				t.Errorf("%d of %d articles in order, %d repeated after %d deaths", next, n, repeated, deaths)
			}
		})
	}
}

func TestACompleteReplayIsNotRepeated(t *testing.T) {
	o := Options{Checkpoint: filepath.Join(t.TempDir(), "checkpoint")}
	for _, want := range []int{2, 0} {
		p := &recorder{}
		summary, err := Run(t.Context(), records(story("a"), "", story("b")), p, o)
		if err != nil || len(p.outs) != want || summary.Sent+summary.Resumed != 2 {
			t.Errorf("%d sent, want %d; summary %+v, error %v", len(p.outs), want, summary, err)
		}
	}
}

// TestCheckpointOfAnotherArchive refuses to guess: it says what to do.
func TestCheckpointOfAnotherArchive(t *testing.T) {
	file := filepath.Join(t.TempDir(), "checkpoint")
	o := Options{Checkpoint: file}
	if _, err := Run(t.Context(), records(story("a"), story("b")), &recorder{}, o); err != nil {
		t.Fatal(err)
	}
	for name, lines := range map[string][]string{
		"another article": {story("a"), story("c"), story("d")},
		"fewer articles":  {story("a")},
	} {
		p := &recorder{}
		_, err := Run(t.Context(), records(lines...), p, o)
		if err == nil || !strings.Contains(err.Error(), "remove the file to begin anew") || len(p.outs) > 0 {
			t.Errorf("%s: %d sent, error %v", name, len(p.outs), err)
		}
	}
	if err := os.WriteFile(file, []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Run(t.Context(), records(story("a")), &recorder{}, o); err == nil || !strings.Contains(err.Error(), "is broken") {
		t.Errorf("a broken checkpoint: error %v", err)
	}
	if left, err := filepath.Glob(file + ".*"); err != nil || len(left) > 0 {
		t.Errorf("files are left: %q, %v", left, err)
	}
}

// TestRefusedArticlesAreSettled: what the brokers never take does not come again.
func TestRefusedArticlesAreSettled(t *testing.T) {
	o := Options{Checkpoint: filepath.Join(t.TempDir(), "checkpoint")}
	refuse := &recorder{answer: func(context.Context, []stream.Output) error {
		return &stream.RefusedError{Refused: []stream.Refused{{Index: 0, Err: errors.New("too big")}}}
	}}
	if summary, err := Run(t.Context(), records(story("a")), refuse, o); err != nil || summary.SkippedTotal() != 1 {
		t.Fatalf("summary %+v, error %v", summary, err)
	}
	if summary, err := Run(t.Context(), records(story("a")), &recorder{}, o); err != nil || summary.Resumed != 1 {
		t.Errorf("summary %+v, error %v", summary, err)
	}
}
