package present

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/dragoman-wire/dragoman/events"
)

// Alert returns a message of a story as one line of plain text, without a newline, in
// the columns of Line.
func Alert(a *events.Alert) string { return storyLine(a, "ALERT", words(a.Change)) }

// Story returns the state of a story as one line of plain text.
func Story(a *events.Alert) string { return storyLine(a, "story", "") }

func storyLine(a *events.Alert, what, change string) string {
	var d list
	d.add(change)
	if a.Instrument != events.InstrumentOther {
		d.add(words(a.Instrument))
	}
	for _, s := range a.Sectors {
		d.add(words(s))
	}
	if a.Place != nil {
		d.add("in " + a.Place.Name)
	}
	d.add(fmt.Sprintf("%s in %s, confidence %.2f", count(a.Sources, "source"), count(a.Languages, "language"), a.Confidence))
	line := fmt.Sprintf(lineColumns, cmp.Or(a.Date.Value, "undated"), what, words(a.Status), parties(a.Parties), strings.Join(d, ", "))
	return Clean(strings.TrimRight(line, " "))
}

func count(n int, of string) string {
	if n == 1 {
		return "1 " + of
	}
	return fmt.Sprintf("%d %ss", n, of)
}
