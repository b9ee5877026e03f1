package present

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"github.com/dragoman-wire/dragoman/events"
)

// span is a marked part of a text, in bytes.
type span struct{ start, end int }

// spans gives the evidence of all events in one field, united and in order.
func spans(all []events.Event, field string) []span {
	var found []span
	for _, e := range all {
		for _, s := range e.Base().Evidence {
			if s.Field == field {
				found = append(found, span{s.Start, s.End})
			}
		}
	}
	slices.SortFunc(found, func(a, b span) int { return cmp.Compare(a.start, b.start) })
	var united []span
	for _, s := range found {
		if last := len(united) - 1; last >= 0 && s.start <= united[last].end {
			united[last].end = max(united[last].end, s.end)
		} else {
			united = append(united, s)
		}
	}
	return united
}

// text writes a text with its marks, wrapped, a blank line behind it. Lines of
// the text are paragraphs.
func (p page) text(text string, marks []span, strong bool) {
	if strings.TrimSpace(text) == "" {
		return
	}
	offset := 0
	for paragraph := range strings.Lines(text) {
		if strings.TrimSpace(paragraph) != "" {
			p.paragraph(paragraph, offset, marks, strong)
		}
		offset += len(paragraph)
	}
	p.WriteByte('\n')
}

// paragraph writes one paragraph, which starts at this offset of its text.
func (p page) paragraph(text string, offset int, marks []span, strong bool) {
	l := line{page: p, strong: strong}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		l.put(Clean(string(r)), marked(marks, offset+i))
		i += size
	}
	l.end()
}

func marked(marks []span, offset int) bool {
	_, found := slices.BinarySearchFunc(marks, offset, func(s span, at int) int {
		switch {
		case at < s.start:
			return 1
		case at >= s.end:
			return -1
		}
		return 0
	})
	return found
}

// line gathers the cells of a paragraph and breaks them into lines: at spaces,
// or anywhere in a word that is longer than a line (scripts without spaces).
type line struct {
	page
	strong  bool // a headline
	inside  bool // a mark, at the end of what is written
	cells   []cell
	columns int
}

// cell is one character.
type cell struct {
	text   string
	marked bool
	width  int
}

func (l *line) put(text string, marked bool) {
	if text == " " && (len(l.cells) == 0 || l.cells[len(l.cells)-1].text == " ") {
		return // runs of white space become one
	}
	c := cell{text, marked, columns(text)}
	l.cells = append(l.cells, c)
	l.columns += c.width
	if l.columns > l.Width && text != " " {
		l.wrap()
	}
}

// wrap writes all that stands before the last space, or before the last cell.
func (l *line) wrap() {
	at := len(l.cells) - 1
	for i := at; i > 0; i-- {
		if l.cells[i].text == " " {
			at = i
			break
		}
	}
	l.flush(l.cells[:at])
	rest := l.cells[at:]
	if rest[0].text == " " {
		rest = rest[1:]
	}
	l.cells = slices.Clone(rest)
	l.columns = 0
	for _, c := range l.cells {
		l.columns += c.width
	}
}

func (l *line) end() {
	if n := len(l.cells); n > 0 && l.cells[n-1].text == " " {
		l.cells = l.cells[:n-1]
	}
	if n := len(l.cells); n > 0 && l.cells[n-1].marked {
		l.cells = append(l.cells, cell{}) // closes the mark
	}
	l.flush(l.cells)
}

// flush writes cells as one line. On a terminal a mark ends with the line and
// begins again with the next, so that it does not colour the margin; brackets
// stand at the ends of the passage only.
func (l *line) flush(cells []cell) {
	if l.Color {
		l.WriteString(l.sgrNow())
	}
	for _, c := range cells {
		if c.marked != l.inside {
			l.inside = c.marked
			l.WriteString(l.turn())
		}
		l.WriteString(c.text)
	}
	if l.Color {
		l.WriteString(sgrEnd)
	}
	l.WriteByte('\n')
}

// turn is what marks the change into a passage or out of it.
func (l *line) turn() string {
	switch {
	case l.Color:
		return sgrEnd + l.sgrNow()
	case l.inside:
		return "["
	default:
		return "]"
	}
}

// sgrNow is the code of the text that follows.
func (l *line) sgrNow() string {
	switch {
	case l.inside:
		return sgrMark
	case l.strong:
		return sgrStrong
	default:
		return ""
	}
}

// columns is how wide a terminal shows one character.
func columns(text string) int {
	r, _ := utf8.DecodeRuneInString(text)
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}
