package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-wire/dragoman/internal/archive"
	"github.com/dragoman-wire/dragoman/internal/replay"
)

// TestReportWithoutATerminal moves the clock by hand: a line is due only every
// so often, skipped items at once.
func TestReportWithoutATerminal(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(file, []byte("Met."), 0o644); err != nil {
		t.Fatal(err)
	}
	source := archive.New([]string{file}, archive.Options{})
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	var out strings.Builder
	r := newReporter(&out, source, 0, func() time.Time { return now })

	r.progress(&replay.Summary{Sent: 10})
	for _, err := range source.Records() {
		if err != nil {
			t.Fatal(err)
		}
	}
	now = now.Add(reportInterval)
	r.progress(&replay.Summary{Sent: 1000, Last: "a.txt:1000", Skipped: map[string]int{"malformed": 2}})
	now = now.Add(reportInterval / 2)
	r.progress(&replay.Summary{Sent: 1500})
	r.skipped(replay.Skip{Err: errors.New("a.txt:1501: no text")})
	r.close(true)

	const want = "producer: 100%, 1000 sent, 200/s, 2 skipped, at a.txt:1000\nproducer: skipped a.txt:1501: no text\n"
	if out.String() != want {
		t.Errorf("reported %q, want %q", out.String(), want)
	}
}

func TestReportWithALimitCountsArticles(t *testing.T) {
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	var out strings.Builder
	r := newReporter(&out, archive.New(nil, archive.Options{}), 50, func() time.Time { return now })
	now = now.Add(reportInterval)
	r.progress(&replay.Summary{Sent: 20, Last: "a.jsonl:20"})
	if !strings.HasPrefix(out.String(), "producer: 40%, 20 sent, 4/s") {
		t.Errorf("reported %q", out.String())
	}
}

func TestSummary(t *testing.T) {
	published := time.Date(2024, 5, 21, 11, 0, 0, 0, time.FixedZone("", 8*3600))
	var out strings.Builder
	printSummary(&out, &replay.Summary{
		Read: 12, Sent: 10, Bytes: 3_450_000, Skipped: map[string]int{"malformed": 1, "empty": 1},
		Formats: map[string]int{"json": 2, "ninjs2": 8}, Languages: map[string]int{"": 1, "id": 9},
		From: published, To: published.Add(time.Hour),
	}, 2*time.Second, false)
	const want = `read       12
sent       10  3.5 MB in 2.0 s, 5/s
skipped    2   empty 1, malformed 1
formats    2   ninjs2 8, json 2
languages  2   id 9, undeclared 1
published      2024-05-21T03:00:00Z to 2024-05-21T04:00:00Z
`
	if out.String() != want {
		t.Errorf("printed\n%s\nwant\n%s", out.String(), want)
	}
}
