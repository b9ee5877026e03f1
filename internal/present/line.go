// Package present shows events to people: one as a readable line, and an article
// with its evidence marked and what bound each event.
package present

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/dragoman-wire/dragoman/events"
)

// lineColumns are date, what it is, status, parties, and details.
const lineColumns = "%-10s  %-9s %-12s %-11s  %s"

// Line returns e as one line of plain text, without a newline: date, type,
// status, parties, and what more is known. Lines stand in columns.
func Line(e events.Event) string {
	b := e.Base()
	line := fmt.Sprintf(lineColumns,
		cmp.Or(b.Date.Value, "undated"), kind(e), words(b.Status), parties(b.Parties), strings.Join(details(e), ", "))
	return Clean(strings.TrimRight(line, " "))
}

// kind is the type in one short word.
func kind(e events.Event) string {
	if e.Type() == events.TypeRailwayProject {
		return "railway"
	}
	return words(e.Type())
}

func parties(all []events.Party) string {
	codes := make([]string, len(all))
	for i, p := range all {
		codes[i] = p.Code
	}
	return strings.Join(codes, "–")
}

// details are the fields of e that say something, each in a few words.
func details(e events.Event) []string {
	var d list
	b := e.Base()
	switch e := e.(type) {
	case *events.Meeting:
		d.add(words(e.Level))
		if e.Channel != events.ChannelUnknown {
			d.add(words(e.Channel))
		}
	case *events.Agreement:
		if e.Instrument != events.InstrumentOther {
			d.add(words(e.Instrument))
		}
		for _, s := range e.Sectors {
			d.add(words(s))
		}
	case *events.RailwayProject:
		d.add(e.Name)
		d.add(strings.Join(e.Endpoints, " to "))
		if e.LengthKM > 0 {
			d.add(strconv.FormatFloat(e.LengthKM, 'f', -1, 64) + " km")
		}
		d.add(e.Cost)
	}
	if b.Place != nil {
		d.add("in " + b.Place.Name)
	}
	if m, ok := e.(*events.Meeting); ok && m.SidelinesOf != "" {
		d.add("beside " + m.SidelinesOf)
	}
	for _, p := range b.Participants {
		d.add(p.Name)
	}
	if b.Background {
		d.add("background")
	}
	return d
}

// list is a list without empty words.
type list []string

func (l *list) add(s string) {
	if s != "" {
		*l = append(*l, s)
	}
}

// words makes a code readable: "in_force" becomes "in force".
func words[T ~string](code T) string { return strings.ReplaceAll(string(code), "_", " ") }

// Clean makes text fit for one line of a terminal: every control character, line
// ends and escape among them, becomes a space. An article can therefore neither
// move the cursor nor forge a line.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || 0x7f <= r && r < 0xa0 || isBidiControl(r) {
			return ' '
		}
		return r
	}, s)
}

// isBidiControl tells the characters that reorder the text around them.
func isBidiControl(r rune) bool {
	return 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069
}
