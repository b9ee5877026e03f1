package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// windows1252 gives the byte that this rune stands for in the code page 1252,
// whose bytes 0x80 to 0x9F are not those of Latin 1 (source: the Unicode
// Consortium's mapping table of the code page).
var windows1252 = map[rune]byte{
	'€': 0x80, '‚': 0x82, 'ƒ': 0x83, '„': 0x84, '…': 0x85, '†': 0x86, '‡': 0x87, 'ˆ': 0x88, '‰': 0x89, 'Š': 0x8A, '‹': 0x8B, 'Œ': 0x8C, 'Ž': 0x8E,
	'‘': 0x91, '’': 0x92, '“': 0x93, '”': 0x94, '•': 0x95, '–': 0x96, '—': 0x97, '˜': 0x98, '™': 0x99, 'š': 0x9A, '›': 0x9B, 'œ': 0x9C, 'ž': 0x9E, 'Ÿ': 0x9F,
}

// garbledLead is the byte that a garbled letter begins with: all lead bytes of
// UTF-8 are letters between "Â" and "ô" in the code page.
const garbledLead = 0xC3

// isGarbled tells whether s seems to hold letters that were decoded by the wrong
// code page: capitals such as "Ã" and "Ä", or "â€". Few texts have them otherwise.
func isGarbled(s string) bool {
	for i := 0; ; i++ {
		k := strings.IndexByte(s[i:], garbledLead)
		if k < 0 || i+k+1 >= len(s) {
			return false
		}
		i += k
		switch s[i+1] {
		case 0x82, 0x83, 0x84, 0x85, 0x90, 0x91, 0x98, 0x99: // Â Ã Ä Å Ð Ñ Ø Ù
			return true
		case 0xA2: // â
			if strings.HasPrefix(s[i+2:], "€") {
				return true
			}
		}
	}
}

// mojibake reads a letter whose UTF-8 bytes were taken for code page 1252 and
// encoded once more; n is 0 if s begins with none.
func mojibake(s string) (text string, n int) {
	var raw [utf8.UTFMax]byte
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
			if want = sequence(b); want == 0 {
				return "", 0
			}
		}
		raw[k] = b
		n += size
	}
	r, _ := utf8.DecodeRune(raw[:want])
	if r == utf8.RuneError || !unicode.IsPrint(r) && r != 0xA0 && r != 0xAD {
		return "", 0
	}
	return string(raw[:want]), n
}

// sequence gives the length of the UTF-8 sequence that b leads, 0 if it leads none.
func sequence(b byte) int {
	switch {
	case b >= 0xC2 && b < 0xE0:
		return 2
	case b >= 0xE0 && b < 0xF0:
		return 3
	case b >= 0xF0 && b < 0xF5:
		return 4
	}
	return 0
}
