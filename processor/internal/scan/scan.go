// Package scan cuts text into tokens and sentences in one pass. Tokens are
// compared by a hash of their folded letters, so nothing is copied.
package scan

import (
	"encoding/binary"
	"math/bits"
	"slices"
	"unicode/utf8"
)

// Flag describes a token's letters.
type Flag uint8

// The flags.
const (
	Capital  Flag = 1 << iota // the first letter is upper case
	Upper                     // two or more letters, all upper case
	Number                    // begins with a digit
	Initial                   // a single letter
	Caseless                  // of a script without case
)

// Gap tells what stands between a token and the one before it.
type Gap uint16

// The gaps.
const (
	Space      Gap = 1 << iota
	Newline        // a line ends here
	Paragraph      // an empty line stands here
	Hyphen         // a hyphen, dash or plus without spaces around it, or an ampersand
	Apostrophe     // an apostrophe
	Dot            // a point with no space behind it: "U.S"
	Stop           // an end of sentence, if a sentence can begin here
	Comma
	Semicolon
	Colon
	Dash      // a dash with a space before it
	QuoteOpen // a quotation begins
	QuoteEnd  // a quotation ends
	Bracket   // a bracket opens or closes
	Other     // anything else: slash, bullet, symbol
)

// Inside are the gaps that a phrase may have between its words.
const Inside = Space | Hyphen | Apostrophe | Dot

// Token is a word, a number, or one rune of a script without spaces.
type Token struct {
	Hash       uint64
	Letters    uint64 // its first eight letters, folded, the first the lowest byte; 0 where it has others than ASCII letters
	Start, End int32  // bytes [Start, End) of the text
	Gap        Gap    // before the token
	Flags      Flag
}

// Has tells whether the token has all of f.
func (t *Token) Has(f Flag) bool { return t.Flags&f == f }

// After tells whether any of g stands before the token.
func (t *Token) After(g Gap) bool { return t.Gap&g != 0 }

const (
	hashSeed  = 0xcbf29ce484222325
	hashPrime = 0x9E3779B97F4A7C15
)

// mix takes up to eight bytes of folded letters into a hash.
func mix(h, eight uint64) uint64 {
	h = (h ^ eight) * hashPrime
	return h ^ h>>32
}

// Hash gives the hash that a token of the letters of word has.
func Hash(word string) uint64 {
	var one [1]Token
	toks := Tokens(one[:0], []byte(word))
	if len(toks) == 0 {
		return 0
	}
	return toks[0].Hash
}

// Tokens appends the tokens of text to dst. Text longer than 2 GB is not allowed.
func Tokens(dst []Token, text []byte) []Token {
	const usual = 6 // bytes of a word and of what stands before it
	dst = slices.Grow(dst, len(text)/usual)
	table := pages()
	var gap Gap
	open := false // a single quotation mark is
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case inWord[c]:
			hash, letters, end, flags := readASCII(text, i)
			if end < len(text) && (text[end] >= utf8.RuneSelf || isDigit(text[end])) {
				letters = 0
				hash, end, flags = read(table, text, i)
			}
			dst = append(dst, Token{hash, letters, int32(i), int32(end), gap, flags})
			gap, i = 0, end
			continue
		case c == ' ':
			gap |= Space
			i++
			continue
		case c < utf8.RuneSelf:
			gap |= separate(gap, rune(c), text, i, 1, &open)
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		if r >= pageSize*pageSize {
			gap |= Other
			i += size
			continue
		}
		info := &table[r>>8][r&0xFF]
		switch info.class {
		case ignorable:
			i += size
		case separator:
			gap |= separate(gap, r, text, i, size, &open)
			i += size
		case single:
			dst = append(dst, Token{mix(hashSeed, uint64(info.fold)), 0, int32(i), int32(i + size), gap, Caseless})
			gap, i = 0, i+size
		default:
			hash, end, flags := read(table, text, i)
			dst = append(dst, Token{hash, 0, int32(i), int32(end), gap, flags})
			gap, i = 0, end
		}
	}
	return dst
}

// separate gives the gap that the separator r at text[i:i+size] adds to gap.
// open tells whether a single quotation mark is; else one behind an "s" is an
// apostrophe: "the ministers' meeting".
func separate(gap Gap, r rune, text []byte, i, size int, open *bool) Gap {
	g := punctuation(r, text, i, size)
	switch {
	case g == Newline:
		*open = false
		if gap&Newline != 0 {
			return Paragraph
		}
	case g == QuoteOpen:
		*open = *open || r == '\'' || r == 0x2018
	case g == QuoteEnd && (r == '\'' || r == 0x2019):
		if !*open && gap == 0 && text[i-1]|0x20 == 's' {
			return Apostrophe
		}
		*open = false
	}
	return g
}

// inWord tells the letters and digits among the ASCII characters.
var inWord = func() (t [256]bool) {
	for c := range utf8.RuneSelf {
		in := inspect(rune(c))
		t[c] = in.class == letter || in.class == digit
	}
	return t
}()

// Eight ASCII characters in a word: the lowest and the highest bits of their bytes, and
// those in which a capital letter and its small one differ.
const (
	lowest  = 0x0101010101010101
	highest = lowest << 7
	small   = lowest * ('a' - 'A')
)

// others tells by the highest bits of their bytes which of eight characters are no ASCII letters.
func others(eight uint64) uint64 {
	folded := eight | small
	seven := folded &^ highest
	return (^(seven + lowest*(0x80-'a')) | (seven + lowest*(0x7F-'z')) | folded) & highest
}

// load gives the eight bytes of text from byte i on, the first the lowest; those behind its
// end are 0.
func load(text []byte, i int) uint64 {
	if i+8 <= len(text) {
		return binary.LittleEndian.Uint64(text[i:])
	}
	eight := uint64(0)
	for k := len(text) - 1; k >= i; k-- {
		eight = eight<<8 | uint64(text[k])
	}
	return eight
}

// readASCII reads the ASCII letters from byte i on, eight at a time, and gives the first eight,
// folded. They are a token if neither a digit nor another letter follows.
func readASCII(text []byte, i int) (hash, first uint64, end int, flags Flag) {
	hash, end = hashSeed, i
	smalls := uint64(0)
	for other := uint64(0); other == 0; {
		eight := load(text, end)
		other = others(eight)
		word := (other&-other)>>7 - 1 // the bits of the letters before the first other one
		folded := (eight | small) & word
		if end == i {
			first = folded
		}
		hash = mix(hash, folded)
		smalls |= eight & small & word
		end += bits.TrailingZeros64(other) / 8
	}
	flags = Flag(^text[i]/('a'-'A')&1) * Capital
	switch {
	case end == i+1:
		flags |= Initial
	case smalls == 0:
		flags |= Upper
	}
	return hash, first, end, flags
}

// read reads the token that begins at byte i, whatever it is made of.
func read(table *[256]*page, text []byte, i int) (hash uint64, end int, flags Flag) {
	w := wordReader{hash: hashSeed}
	end = w.read(table, text, i)
	flags = w.flags
	if w.letters == 1 && w.flags&Number == 0 {
		flags |= Initial
	}
	if w.uppers == w.letters && w.letters > 1 {
		flags |= Upper
	}
	return w.sum(), end, flags
}

// wordReader is what is known of a token while it is read.
type wordReader struct {
	hash            uint64 // of all folded letters but those of eight
	eight           uint64 // the last bytes of folded letters
	bytes           int    // how many they are
	letters, uppers int
	flags           Flag
}

// add takes a folded letter into the hash.
func (w *wordReader) add(r rune) {
	var letter [utf8.UTFMax]byte
	for _, b := range utf8.AppendRune(letter[:0], r) {
		w.eight |= uint64(b) << (8 * w.bytes)
		if w.bytes++; w.bytes == 8 {
			w.hash, w.eight, w.bytes = mix(w.hash, w.eight), 0, 0
		}
	}
}

// sum gives the hash of all letters.
func (w *wordReader) sum() uint64 { return mix(w.hash, w.eight) }

func (w *wordReader) first(info *runeInfo) {
	switch {
	case info.class == digit:
		w.flags |= Number
	case info.upper:
		w.flags |= Capital
	case info.caseless:
		w.flags |= Caseless
	}
}

// read reads the token that begins at byte i and gives its end.
func (w *wordReader) read(table *[256]*page, text []byte, i int) int {
	for i < len(text) {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(text[i:])
			if r >= pageSize*pageSize {
				return i
			}
		}
		info := &table[r>>8][r&0xFF]
		switch info.class {
		case single:
			return i
		case separator:
			if w.flags&Number == 0 || !joinsDigits(text, i) {
				return i
			}
			w.add(r)
		case letter, digit:
			if w.letters == 0 {
				w.first(info)
			}
			w.letters++
			if info.upper {
				w.uppers++
			}
			w.add(info.fold)
		}
		i += size
	}
	return i
}

// joinsDigits tells whether the byte at i stands between two digits of one number, date or time.
func joinsDigits(text []byte, i int) bool {
	switch text[i] {
	case '.', ',', ':', '/':
		return i+1 < len(text) && isDigit(text[i-1]) && isDigit(text[i+1])
	}
	return false
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// punctuation gives the gap that the separator r at text[i:i+size] makes.
func punctuation(r rune, text []byte, i, size int) Gap {
	switch r {
	case ' ', '\t', '\r', 0xA0, 0x3000, 0x202F, 0x2009:
		return Space
	case '\n', 0x2028, 0x2029:
		return Newline
	case '-', 0x2010, 0x2011:
		if spaceBefore(text[:i]) {
			return Dash
		}
		return Hyphen
	case '+':
		if spaceBefore(text[:i]) || spaceAfter(text[i+size:]) {
			return Other
		}
		return Hyphen // "P5+1"
	case '&':
		return Hyphen // "L&T", "Larsen & Toubro"
	case 0x2012, 0x2013, 0x2014, 0x2015:
		if spaceBefore(text[:i]) || spaceAfter(text[i+size:]) {
			return Dash
		}
		return Hyphen
	case '\'', 0x2018, 0x2019, 0x02BC, 0x02BB, '`', 0xB4:
		before := spaceBefore(text[:i])
		if !before && !spaceAfter(text[i+size:]) {
			return Apostrophe
		}
		return quote(r, before)
	case '"', 0x201C, 0x201D, 0x201E, 0xAB, 0xBB, 0x300C, 0x300D:
		return quote(r, spaceBefore(text[:i]))
	case '.':
		if spaceAfter(text[i+size:]) || closes(text[i+size:]) {
			return Stop
		}
		return Dot
	case '!', '?', 0x3002, 0xFF01, 0xFF1F, 0x06D4, 0x061F, 0x0964, 0x2026:
		return Stop
	case ',', 0x060C, 0x3001, 0xFF0C:
		return Comma
	case ';', 0x061B, 0xFF1B:
		return Semicolon
	case ':', 0xFF1A:
		return Colon
	case '(', ')', '[', ']', '{', '}', 0xFF08, 0xFF09:
		return Bracket
	}
	return Other
}

// quote tells an opening quotation mark from a closing one: by its shape, or,
// for the straight ones, by the space before it.
func quote(r rune, before bool) Gap {
	switch r {
	case 0x201C, 0x201E, 0xAB, 0x300C, 0x2018:
		return QuoteOpen
	case 0x201D, 0xBB, 0x300D:
		return QuoteEnd
	}
	if before {
		return QuoteOpen
	}
	return QuoteEnd
}

// closes tells whether text begins with what may stand behind the point that
// ends a sentence: a quotation mark or bracket that closes. A straight apostrophe
// must have a space behind it ("U.S.'s").
func closes(text []byte) bool {
	switch r, size := utf8.DecodeRune(text); r {
	case '"', ')', ']', 0x201D, 0xBB, 0x300D:
		return true
	case '\'', 0x2019:
		return spaceAfter(text[size:])
	}
	return false
}

// spaceBefore tells whether text ends with a space, or with a bracket that opens; an empty one does.
func spaceBefore(text []byte) bool {
	if len(text) == 0 {
		return true
	}
	r := rune(text[len(text)-1])
	if r >= utf8.RuneSelf {
		r, _ = utf8.DecodeLastRune(text)
	}
	return isSpace(r) || r == '('
}

// spaceAfter tells whether text begins with a space; an empty one does.
func spaceAfter(text []byte) bool {
	if len(text) == 0 {
		return true
	}
	r := rune(text[0])
	if r >= utf8.RuneSelf {
		r, _ = utf8.DecodeRune(text)
	}
	return isSpace(r)
}

func isSpace(r rune) bool {
	switch r {
	case ' ', '\n', '\t', '\r', 0xA0, 0x3000, 0x202F, 0x2009, 0x2028, 0x2029:
		return true
	}
	return false
}
