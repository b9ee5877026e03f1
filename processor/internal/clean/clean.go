// Package clean makes running text of an article as received: markup, entities
// and wrongly decoded letters go, and a map leads every byte back to its origin.
package clean

import (
	"html"
	"sort"
	"strings"
	"unicode/utf8"
)

// Text is the clean text of an article. The zero Text is ready for use and
// keeps its memory from one article to the next.
type Text struct {
	Bytes    []byte
	Headline int // clean bytes that are the headline

	marks []mark
	split int // received bytes before the body
}

// mark tells that from clean byte clean on, bytes come from received byte origin on.
type mark struct {
	clean, origin int
	replaced      bool // the bytes up to the next mark stand for those up to the next mark's origin
}

// Set cleans headline and body. Offsets into the received text count the
// headline, one byte for its end if there is one, and the body.
func (t *Text) Set(headline, body string) {
	t.Bytes, t.marks, t.Headline, t.split = t.Bytes[:0], t.marks[:0], 0, 0
	if headline != "" {
		t.add(headline, 0)
		t.Headline = len(t.Bytes)
		t.Bytes = append(t.Bytes, '\n')
		t.split = len(headline) + 1
	}
	t.add(body, t.split)
}

// Field tells to which field of the article the received bytes [start, end)
// belong and gives their offsets there; a passage across both is cut to its part of the body.
func (t *Text) Field(start, end int) (headline bool, from, to int) {
	start, end = t.origin(start), t.originEnd(end)
	if end <= t.split-1 {
		return true, start, end
	}
	return false, max(start-t.split, 0), end - t.split
}

func (t *Text) markAt(i int) int {
	return sort.Search(len(t.marks), func(k int) bool { return t.marks[k].clean > i }) - 1
}

func (t *Text) origin(i int) int {
	k := t.markAt(i)
	if k < 0 {
		return i
	}
	m := &t.marks[k]
	if m.replaced {
		return m.origin
	}
	return m.origin + i - m.clean
}

func (t *Text) originEnd(i int) int {
	if i == 0 {
		return 0
	}
	k := t.markAt(i - 1)
	if k < 0 {
		return i
	}
	m := &t.marks[k]
	if m.replaced && k+1 < len(t.marks) {
		return t.marks[k+1].origin
	}
	return m.origin + i - m.clean
}

// add appends the clean form of s, which begins at received byte base.
func (t *Text) add(s string, base int) {
	t.marks = append(t.marks, mark{clean: len(t.Bytes), origin: base})
	broken := strings.Contains(s, "Ã") || strings.Contains(s, "â€") || strings.Contains(s, "Â")
	if !broken && strings.IndexByte(s, '&') < 0 && strings.IndexByte(s, '<') < 0 {
		t.Bytes = append(t.Bytes, s...)
		return
	}
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '&':
			if text, n := entity(s[i:]); n > 0 {
				t.replace(text, base+i, n)
				i += n
				continue
			}
		case c == '<':
			if text, n := tag(s[i:]); n > 0 {
				t.replace(text, base+i, n)
				i += n
				continue
			}
		case broken && c >= 0xC2:
			if text, n := mojibake(s[i:]); n > 0 {
				t.replace(text, base+i, n)
				i += n
				continue
			}
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		t.Bytes = append(t.Bytes, s[i:i+size]...)
		i += size
	}
}

// replace puts text in the place of n received bytes from origin on.
func (t *Text) replace(text string, origin, n int) {
	if text != "" {
		t.marks = append(t.marks, mark{len(t.Bytes), origin, true})
		t.Bytes = append(t.Bytes, text...)
	}
	t.marks = append(t.marks, mark{clean: len(t.Bytes), origin: origin + n})
}

// longestEntity bounds an HTML entity: "&CounterClockwiseContourIntegral;".
const longestEntity = 33

// entity reads the HTML entity that s begins with; n is 0 if there is none.
func entity(s string) (text string, n int) {
	end := strings.IndexByte(s[:min(len(s), longestEntity)], ';')
	if end < 2 {
		return "", 0
	}
	text = html.UnescapeString(s[:end+1])
	if text == s[:end+1] {
		return "", 0
	}
	// Feeds that escape twice: "&amp;quot;".
	if text == "&" {
		if inner, m := entity("&" + s[end+1:min(len(s), end+1+longestEntity)]); m > 0 {
			return inner, end + m
		}
	}
	return text, end + 1
}

// longestTag bounds a tag with its attributes.
const longestTag = 2000

// tag reads the HTML tag or comment that s begins with. A tag that ends a line
// or paragraph becomes a newline; scripts and styles go with their content.
func tag(s string) (text string, n int) {
	if len(s) < 3 || s[1] != '/' && s[1] != '!' && !isLetter(s[1]) {
		return "", 0
	}
	end := strings.IndexByte(s[:min(len(s), longestTag)], '>')
	if end < 0 {
		return "", 0
	}
	name := strings.TrimLeft(s[1:end], "/")
	stop := 0
	for stop < len(name) && (isLetter(name[stop]) || name[stop] >= '0' && name[stop] <= '9') {
		stop++
	}
	switch name = strings.ToLower(name[:stop]); name {
	case "script", "style":
		if s[1] != '/' {
			if stop := strings.Index(s[end:], "</"); stop >= 0 {
				return "", end + stop
			}
		}
	case "p", "br", "div", "li", "ul", "ol", "tr", "td", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "figure", "blockquote", "article", "section", "title":
		return "\n", end + 1
	}
	return "", end + 1
}

func isLetter(c byte) bool { c |= 0x20; return c >= 'a' && c <= 'z' }

// windows1252 gives the byte that this rune stands for in the code page 1252,
// whose bytes 0x80 to 0x9F are not those of Latin 1 (source: the Unicode
// Consortium's mapping table of the code page).
var windows1252 = map[rune]byte{
	'€': 0x80, '‚': 0x82, 'ƒ': 0x83, '„': 0x84, '…': 0x85, '†': 0x86, '‡': 0x87, 'ˆ': 0x88, '‰': 0x89, 'Š': 0x8A, '‹': 0x8B, 'Œ': 0x8C, 'Ž': 0x8E,
	'‘': 0x91, '’': 0x92, '“': 0x93, '”': 0x94, '•': 0x95, '–': 0x96, '—': 0x97, '˜': 0x98, '™': 0x99, 'š': 0x9A, '›': 0x9B, 'œ': 0x9C, 'ž': 0x9E, 'Ÿ': 0x9F,
}

// mojibake reads a letter whose UTF-8 bytes were taken for code page 1252 and
// encoded once more; n is 0 if s begins with none.
func mojibake(s string) (text string, n int) {
	var raw [4]byte
	want := 1
	for k := 0; k < want; k++ {
		r, size := utf8.DecodeRuneInString(s[n:])
		b, ok := windows1252[r]
		if !ok {
			if r < 0x80 || r > 0xFF {
				return "", 0
			}
			b = byte(r)
		}
		if k == 0 {
			switch {
			case b >= 0xC2 && b < 0xE0:
				want = 2
			case b >= 0xE0 && b < 0xF0:
				want = 3
			case b >= 0xF0 && b < 0xF5:
				want = 4
			default:
				return "", 0
			}
		}
		raw[k] = b
		n += size
	}
	if r, _ := utf8.DecodeRune(raw[:want]); r == utf8.RuneError {
		return "", 0
	}
	return string(raw[:want]), n
}
