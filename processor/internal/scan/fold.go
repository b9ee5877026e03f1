package scan

import (
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// class tells what a rune is to the scanner.
type class uint8

const (
	separator class = iota // between tokens
	letter                 // part of a token
	digit                  // part of a token; a number may hold points and commas
	single                 // a token of its own: scripts without spaces
	ignorable              // vanishes inside a token: marks, soft hyphens, joiners
)

// runeInfo is what the scanner knows of one rune.
type runeInfo struct {
	fold     rune // lower case, without diacritics
	class    class
	upper    bool
	caseless bool // a letter of a script without case
}

const pageSize = 256

type page [pageSize]runeInfo

// pages is a two-level table over the Basic Multilingual Plane; equal pages are shared.
var pages = sync.OnceValue(func() *[256]*page {
	var t [256]*page
	seen := map[page]*page{}
	for i := range t {
		var p page
		for j := range p {
			p[j] = inspect(rune(i*pageSize + j))
		}
		if seen[p] == nil {
			seen[p] = &p
		}
		t[i] = seen[p]
	}
	return &t
})

func inspect(r rune) runeInfo {
	c := classify(r)
	if c == separator || c == ignorable {
		return runeInfo{class: c}
	}
	return runeInfo{fold: fold(r), class: c, upper: unicode.IsUpper(r), caseless: unicode.Is(unicode.Lo, r)}
}

func classify(r rune) class {
	switch {
	case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r), r == 0x0640: // Arabic tatweel
		return ignorable
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
		return single
	case unicode.IsDigit(r):
		return digit
	case unicode.IsLetter(r), unicode.IsMark(r):
		return letter
	}
	return separator
}

// alike maps letters that wires use for one another and that decomposition keeps apart.
var alike = map[rune]rune{
	'ı': 'i', 'İ': 'i', 'đ': 'd', 'Đ': 'd', 'ø': 'o', 'Ø': 'o', 'ł': 'l', 'Ł': 'l', 'ß': 's', 'ə': 'a', 'Ə': 'a',
	'أ': 'ا', 'إ': 'ا', 'آ': 'ا', 'ٱ': 'ا', 'ى': 'ي', 'ی': 'ي', 'ئ': 'ي', 'ک': 'ك', 'ة': 'ه', 'ە': 'ه', 'ہ': 'ه', 'ؤ': 'و',
}

func fold(r rune) rune {
	if f, ok := alike[r]; ok {
		return f
	}
	r = unicode.ToLower(r)
	if r == 'й' || unicode.In(r, unicode.Hangul, unicode.Hiragana, unicode.Katakana, unicode.Devanagari) {
		return r // decomposition would change the letter, not only strip an accent
	}
	f, _ := utf8.DecodeRuneInString(norm.NFKD.String(string(r)))
	return unicode.ToLower(f)
}

// Fold gives the form of s that tokens are compared by: lower case, without diacritics.
func Fold(s string) string {
	out := make([]rune, 0, len(s))
	table := pages()
	for _, r := range s {
		if r >= pageSize*pageSize {
			continue
		}
		switch in := table[r>>8][r&0xFF]; in.class {
		case ignorable:
		case separator:
			out = append(out, r)
		default:
			out = append(out, in.fold)
		}
	}
	return string(out)
}
