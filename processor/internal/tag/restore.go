package tag

import (
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/dragoman-wire/dragoman/processor/internal/scan"
)

// restorer finds words that have lost every occurrence of one letter.
type restorer struct {
	once sync.Once
	to   map[uint64]uint64 // hash without the letter → hash of the whole word; 0 where two words would fit
}

// shortest is the fewest letters that a word must keep to be restored: shorter
// rests fit too many words.
const shortest = 4

func (d *Dictionary) restorer(letter byte) map[uint64]uint64 {
	r := &d.restores[letter-'a']
	r.once.Do(func() {
		r.to = map[uint64]uint64{}
		for _, w := range d.folded {
			if strings.IndexByte(w, letter) >= 0 {
				d.put(r.to, strings.ReplaceAll(w, string(letter), ""), w)
			}
		}
	})
	return r.to
}

// misspelt finds names that have lost one letter: seven letters or more are
// left, the first is in place, and only one name fits.
func (d *Dictionary) misspelt() map[uint64]uint64 {
	d.once.Do(func() {
		d.typos = map[uint64]uint64{}
		for _, w := range d.folded {
			if len(w) < 8 || !d.names[scan.Hash(w)] {
				continue
			}
			for i := 1; i < len(w); i++ {
				if w[i] < utf8.RuneSelf && w[i] != w[i-1] {
					d.put(d.typos, w[:i]+w[i+1:], w)
				}
			}
		}
	})
	return d.typos
}

// put notes in to that rest may stand for word, unless rest is a word itself.
func (d *Dictionary) put(to map[uint64]uint64, rest, word string) {
	if len(rest) < shortest {
		return
	}
	h, whole := scan.Hash(rest), scan.Hash(word)
	if d.trie.Word(h) != 0 {
		return
	}
	if old, ok := to[h]; ok && old != whole {
		whole = 0
	}
	to[h] = whole
}

// repair restores the words of t that the wire has damaged: those that no
// phrase has, if capitalised ones bear witness.
func (d *Dictionary) repair(t *Text) {
	t.unknown = t.unknown[:0]
	for i, w := range t.words {
		if w == 0 && t.Tokens[i].Has(scan.Capital) {
			t.unknown = append(t.unknown, int32(i))
		}
	}
	if len(t.unknown) == 0 {
		return
	}
	lost := lostLetters(t.Bytes)
	for c := byte('a'); c <= 'z'; c++ {
		if lost>>(c-'a')&1 == 1 && d.witnessed(t, d.restorer(c)) {
			d.restore(t, d.restorer(c))
		}
	}
	for _, i := range t.unknown {
		if tok := &t.Tokens[i]; t.words[i] == 0 && tok.End-tok.Start >= 7 {
			d.replace(t, i, d.misspelt()[tok.Hash])
		}
	}
}

// witnessed tells whether names bear witness that a letter is lost: two
// different ones, or a long one. to leads to the words with the letter.
func (d *Dictionary) witnessed(t *Text, to map[uint64]uint64) bool {
	const long = 8 // bytes
	var first uint64
	for _, i := range t.unknown {
		tok := &t.Tokens[i]
		if h := to[tok.Hash]; t.words[i] == 0 && h != 0 && d.names[h] {
			if first != 0 && first != h || tok.End-tok.Start >= long {
				return true
			}
			first = h
		}
	}
	return false
}

// restore puts a lost letter back into every word that no phrase has.
func (d *Dictionary) restore(t *Text, to map[uint64]uint64) {
	for i, w := range t.words {
		if w == 0 {
			d.replace(t, int32(i), to[t.Tokens[i].Hash])
		}
	}
}

// replace makes token i the word of that hash, unless the hash is 0.
func (d *Dictionary) replace(t *Text, i int32, hash uint64) {
	if hash != 0 {
		t.Tokens[i].Hash, t.words[i] = hash, d.trie.Word(hash)
	}
}

// enough is how many bytes a text must have before a letter's absence tells anything.
const enough = 400

// lostLetters gives the letters a to z that text never has, as a bit set.
func lostLetters(text []byte) uint32 {
	if len(text) < enough {
		return 0
	}
	const all = 1<<26 - 1
	seen := uint32(0)
	for _, c := range text {
		seen |= letterBits[c]
	}
	if seen == 0 { // another script
		return 0
	}
	return all &^ seen
}

// letterBits gives the letters a to z, of either case, as bits, and 0 for all other bytes.
var letterBits = func() (t [256]uint32) {
	for c := range 26 {
		t['a'+c], t['A'+c] = 1<<c, 1<<c
	}
	return t
}()
