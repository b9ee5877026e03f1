package tag

import (
	"bytes"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/internal/table"
)

// spellings leads from damaged words to the whole ones, by their hashes.
type spellings struct {
	once  sync.Once
	index table.Table // damaged word → index into whole
	whole []uint64    // the first is that of all other words: 0
}

// of gives the hash of the word that was damaged to that of hash; 0 if there is
// none, or two would fit.
func (s *spellings) of(hash uint64) uint64 { return s.whole[s.index.Get(hash)] }

// shortest is the fewest letters that a word must keep to be restored: shorter
// rests fit too many words.
const shortest = 4

// without gives the words that have lost every occurrence of one letter.
func (d *Dictionary) without(letter byte) *spellings {
	s := &d.restores[letter-'a']
	s.once.Do(func() {
		to := map[uint64]uint64{}
		for _, w := range d.folded {
			if strings.IndexByte(w, letter) >= 0 {
				d.put(to, strings.ReplaceAll(w, string(letter), ""), w)
			}
		}
		s.fill(to)
	})
	return s
}

// misspelt gives the names that have lost one letter: seven letters or more are
// left, the first is in place, and only one name fits.
func (d *Dictionary) misspelt() *spellings {
	d.typos.once.Do(func() {
		to := map[uint64]uint64{}
		for _, w := range d.folded {
			if len(w) < 8 || !d.names[scan.Hash(w)] {
				continue
			}
			for i := 1; i < len(w); i++ {
				if w[i] < utf8.RuneSelf && w[i] != w[i-1] {
					d.put(to, w[:i]+w[i+1:], w)
				}
			}
		}
		d.typos.fill(to)
	})
	return &d.typos
}

// put notes in to that rest may stand for word, unless rest is a word itself.
// Where two words would fit, it stands for none.
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

// fill takes what to holds, and that of all other words.
func (s *spellings) fill(to map[uint64]uint64) {
	s.index, s.whole = table.New(len(to)), make([]uint64, 1, len(to)+1)
	for rest, whole := range to {
		if whole != 0 {
			s.index.Put(rest, uint32(len(s.whole)))
			s.whole = append(s.whole, whole)
		}
	}
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
		if lost>>(c-'a')&1 == 1 && d.witnessed(t, d.without(c)) {
			d.restore(t, d.without(c))
		}
	}
	for _, i := range t.unknown {
		if tok := &t.Tokens[i]; t.words[i] == 0 && tok.End-tok.Start >= 7 {
			d.replace(t, i, d.misspelt().of(tok.Hash))
		}
	}
}

// witnessed tells whether names bear witness that a letter is lost: two
// different ones, or a long one. to leads to the words with the letter.
func (d *Dictionary) witnessed(t *Text, to *spellings) bool {
	const long = 8 // bytes
	var first uint64
	for _, i := range t.unknown {
		tok := &t.Tokens[i]
		if h := to.of(tok.Hash); t.words[i] == 0 && h != 0 && d.names[h] {
			if first != 0 && first != h || tok.End-tok.Start >= long {
				return true
			}
			first = h
		}
	}
	return false
}

// restore puts a lost letter back into every word that no phrase has.
func (d *Dictionary) restore(t *Text, to *spellings) {
	for i, w := range t.words {
		if w == 0 {
			d.replace(t, int32(i), to.of(t.Tokens[i].Hash))
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

// lostLetters gives the letters a to z that text never has, in either case, as a bit set.
func lostLetters(text []byte) (lost uint32) {
	if len(text) < enough {
		return 0
	}
	for c := byte('a'); c <= 'z'; c++ {
		if bytes.IndexByte(text, c) < 0 && bytes.IndexByte(text, c-'a'+'A') < 0 {
			lost |= 1 << (c - 'a')
		}
	}
	const all = 1<<26 - 1
	if lost == all { // another script
		return 0
	}
	return lost
}
