package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/dragoman-wire/dragoman/internal/replay"
)

// printSummary writes the closing table.
func printSummary(out io.Writer, s *replay.Summary, took time.Duration, dryRun bool) {
	sent := "sent"
	if dryRun {
		sent = "would be sent"
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "read\t%d\n", s.Read)
	fmt.Fprintf(w, "%s\t%d\t%.1f MB in %.1f s, %.0f/s\n", sent, s.Sent, float64(s.Bytes)/1e6, took.Seconds(), perSecond(s.Sent, took))
	if s.Resumed > 0 {
		fmt.Fprintf(w, "settled before\t%d\tby an earlier run, as the checkpoint tells\n", s.Resumed)
	}
	for _, row := range []struct {
		label string
		total int
		parts map[string]int
		quiet bool // left out when there is nothing
	}{
		{"skipped", s.SkippedTotal(), s.Skipped, false},
		{"passed over", replay.Total(s.PassedOver), s.PassedOver, true},
		{"of these sent", replay.Total(s.Kinds), s.Kinds, true},
		{"formats", len(s.Formats), s.Formats, false},
		{"languages", len(s.Languages), s.Languages, false},
	} {
		if row.quiet && row.total == 0 {
			continue
		}
		fmt.Fprintf(w, "%s\t%d", row.label, row.total)
		if row.total > 0 {
			fmt.Fprintf(w, "\t%s", counts(row.parts))
		}
		fmt.Fprintln(w)
	}
	if s.Sorted+s.Late > 0 {
		fmt.Fprintf(w, "sorted\t%d\tput in order of time; %d came too late for that\n", s.Sorted, s.Late)
	}
	if !s.From.IsZero() {
		fmt.Fprintf(w, "published\t\t%s to %s\n", s.From.UTC().Format(time.RFC3339), s.To.UTC().Format(time.RFC3339))
	}
	_ = w.Flush() // as with every print, there is nobody to tell
}

// counts lists names with their counts, the largest first.
func counts(m map[string]int) string {
	names := slices.SortedFunc(maps.Keys(m), func(a, b string) int {
		return cmp.Or(cmp.Compare(m[b], m[a]), cmp.Compare(a, b))
	})
	for i, name := range names {
		names[i] = fmt.Sprintf("%.40s %d", cmp.Or(name, "undeclared"), m[name])
	}
	return strings.Join(names, ", ")
}
