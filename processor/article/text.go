package article

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// maxHeadline is the length in runes beyond which a first line is a paragraph.
const maxHeadline = 200

// decodeText decodes plain text. Nothing but the text can be read from it:
// language, publication time and source come from Defaults.
func decodeText(data []byte, _ Limits) ([]Article, failures) {
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return nil, failed(fail(FormatText, ReasonMalformed, "byte %d is NUL: not text", i))
	}
	headline, body := splitHeadline(string(data))
	return []Article{{Headline: headline, Body: body, Format: FormatText}}, failures{}
}

// splitHeadline takes the first line as headline when it looks like one: it
// stands alone before an empty line, is short, and does not end as sentences do.
// Wires often come without a headline, so that a first line is not one by itself.
func splitHeadline(text string) (headline, body string) {
	text = strings.TrimLeft(text, "\r\n")
	line, rest, _ := strings.Cut(text, "\n")
	next, rest, _ := strings.Cut(rest, "\n")
	line = strings.TrimSpace(line)
	if line == "" || !blank(next) || blank(rest) || utf8.RuneCountInString(line) > maxHeadline || endsSentence(line) {
		return "", text
	}
	return line, strings.TrimLeft(rest, "\r\n")
}

// endsSentence reports whether line ends in a full stop of any script, quotes
// and brackets behind it set aside. Headlines may end in "?", "!" and "…".
func endsSentence(line string) bool {
	line = strings.TrimRight(line, "\"'”’»)]」』")
	last, _ := utf8.DecodeLastRuneInString(line)
	return strings.ContainsRune(".。．。۔।:;", last)
}
