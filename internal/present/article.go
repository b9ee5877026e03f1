package present

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor"
	"github.com/dragoman-wire/dragoman/processor/article"
)

// Style tells how to mark text.
type Style struct {
	Color bool // by terminal colours; otherwise by brackets
	Width int  // of a line, in columns
}

// Article writes a for a person: its headline and text with the evidence of all
// events marked, and under it each event with what bound it.
func Article(w io.Writer, a *article.Article, result processor.Result, style Style) error {
	out := bufio.NewWriter(w)
	p := page{out, style}
	p.title(a)
	p.text(a.Headline, spans(result.Events, events.FieldHeadline), true)
	p.text(a.Body, spans(result.Events, ""), false)
	p.events(result)
	return out.Flush()
}

// page writes one article. Its writer keeps the first error for Flush.
type page struct {
	*bufio.Writer
	Style
}

func (p page) title(a *article.Article) {
	var facts list
	facts.add(a.Source)
	if !a.Published.IsZero() {
		facts.add(a.Published.UTC().Format("2006-01-02 15:04 MST"))
	}
	facts.add(a.Located)
	facts.add(a.ID)
	fmt.Fprintln(p, p.faint(Clean(strings.Join(facts, " · "))))
}

// events writes what was found, or why nothing was looked for.
func (p page) events(result processor.Result) {
	switch {
	case result.Skipped != "":
		fmt.Fprintf(p, "not read: %s\n\n", words(result.Skipped))
		return
	case len(result.Events) == 0:
		fmt.Fprint(p, "no events\n\n")
		return
	}
	for i, e := range result.Events {
		fmt.Fprintf(p, "%s  %s\n", p.strong(Line(e)), p.faint(fmt.Sprintf("%.2f", e.Base().Confidence)))
		if i < len(result.Traces) {
			fmt.Fprintln(p, p.faint("            "+Trace(result.Traces[i])))
		}
	}
	fmt.Fprintln(p)
}

// Trace returns in one line what bound an event: the frame, the words that fired
// it, those that gave the parties, and those that decided status and date.
func Trace(t processor.Trace) string {
	parts := []string{t.Frame + ": " + quote(t.Trigger.Text)}
	for _, role := range t.Roles {
		parts = append(parts, role.Label+" from "+quote(role.Text))
	}
	for _, c := range []struct {
		name string
		cue  processor.Cue
	}{{"status", t.Status}, {"date", t.Date}} {
		if c.cue.Text != "" {
			parts = append(parts, strings.TrimSpace(c.name+" "+words(c.cue.Label))+" from "+quote(c.cue.Text))
		}
	}
	return Clean(strings.Join(parts, ", "))
}

func quote(s string) string { return "“" + s + "”" }

// The marks of evidence and emphasis on a terminal (ECMA-48, SGR).
const (
	sgrMark   = "\x1b[30;43m" // black on yellow
	sgrStrong = "\x1b[1m"
	sgrFaint  = "\x1b[2m"
	sgrEnd    = "\x1b[0m"
)

func (s Style) strong(text string) string { return s.sgr(sgrStrong, text) }
func (s Style) faint(text string) string  { return s.sgr(sgrFaint, text) }

func (s Style) sgr(code, text string) string {
	if !s.Color {
		return text
	}
	return code + text + sgrEnd
}
