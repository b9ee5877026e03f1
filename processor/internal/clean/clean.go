// Package clean makes running text of an article as received: markup, entities
// and wrongly decoded letters go, and a map leads every byte back to its origin.
package clean

import (
	"slices"
	"strings"
)

// Text is the clean text of an article. The zero Text is ready for use and
// keeps its memory from one article to the next.
type Text struct {
	Bytes    []byte
	Headline int // clean bytes that are the headline

	marks []mark
	split int // received bytes before the body
}

// Set cleans headline and body, which are shorter than 2 GB together. Offsets
// into the received text count the headline, one byte for its end if there is
// one, and the body.
func (t *Text) Set(headline, body string) {
	t.Bytes, t.marks, t.Headline, t.split = slices.Grow(t.Bytes[:0], len(headline)+1+len(body)), t.marks[:0], 0, 0
	if headline != "" {
		t.add(headline, 0)
		t.Headline = len(t.Bytes)
		t.Bytes = append(t.Bytes, '\n')
		t.split = len(headline) + 1
	}
	t.add(body, t.split)
}

// add appends the clean form of s, which begins at received byte base.
func (t *Text) add(s string, base int) {
	t.mark(base, false)
	garbled := isGarbled(s)
	if !garbled && strings.IndexByte(s, '&') < 0 && strings.IndexByte(s, '<') < 0 {
		t.Bytes = append(t.Bytes, s...)
		return
	}
	m := markup{text: s}
	done := 0 // bytes of s that are copied or replaced
	for i := 0; i < len(s); {
		var with string
		n := 0
		switch c := s[i]; {
		case c == '&' || c == '<':
			with, n = m.read(i)
		case c == garbledLead && garbled:
			with, n = mojibake(s[i:])
		}
		if n == 0 {
			i++
			continue
		}
		t.Bytes = append(t.Bytes, s[done:i]...)
		if with != "" {
			t.mark(base+i, true)
			t.Bytes = append(t.Bytes, with...)
		}
		i += n
		done = i
		t.mark(base+i, false)
	}
	t.Bytes = append(t.Bytes, s[done:]...)
}
