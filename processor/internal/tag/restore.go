package tag

import (
	"strings"
	"sync"

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
		known := d.hashes()
		for _, w := range d.folded {
			if strings.IndexByte(w, letter) >= 0 {
				put(r.to, known, strings.ReplaceAll(w, string(letter), ""), w)
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
		known := d.hashes()
		for _, w := range d.folded {
			if len(w) < 8 || !d.names[scan.Hash(w)] {
				continue
			}
			for i := 1; i < len(w); i++ {
				if w[i] < 0x80 && w[i] != w[i-1] {
					put(d.typos, known, w[:i]+w[i+1:], w)
				}
			}
		}
	})
	return d.typos
}

func (d *Dictionary) hashes() map[uint64]bool {
	m := make(map[uint64]bool, len(d.folded))
	for _, w := range d.folded {
		m[scan.Hash(w)] = true
	}
	return m
}

func put(to map[uint64]uint64, known map[uint64]bool, rest, word string) {
	if len(rest) < shortest {
		return
	}
	h, whole := scan.Hash(rest), scan.Hash(word)
	if known[h] {
		return
	}
	if old, ok := to[h]; ok && old != whole {
		whole = 0
	}
	to[h] = whole
}

// repair restores, in toks, the hashes of words that the wire has damaged.
// words are the trie's numbers of toks and are kept in step.
func (d *Dictionary) repair(text []byte, toks []scan.Token, words []uint32) {
	lost := lostLetters(text)
	for c := byte('a'); c <= 'z'; c++ {
		if lost>>(c-'a')&1 == 1 {
			d.repairLetter(c, toks, words)
		}
	}
	for i := range toks {
		if words[i] == 0 && toks[i].Has(scan.Capital) && toks[i].End-toks[i].Start >= 7 {
			if h := d.misspelt()[toks[i].Hash]; h != 0 {
				toks[i].Hash = h
				words[i] = d.trie.Word(h)
			}
		}
	}
}

// repairLetter restores a letter that the whole text lacks, if names bear
// witness: two different ones, or a long one.
func (d *Dictionary) repairLetter(letter byte, toks []scan.Token, words []uint32) {
	to := d.restorer(letter)
	var first uint64
	witnessed := false
	for i := range toks {
		if words[i] != 0 || !toks[i].Has(scan.Capital) {
			continue
		}
		if h := to[toks[i].Hash]; h != 0 && d.names[h] {
			if first != 0 && first != h || toks[i].End-toks[i].Start >= 8 {
				witnessed = true
				break
			}
			first = h
		}
	}
	if !witnessed {
		return
	}
	for i := range toks {
		if words[i] != 0 {
			continue
		}
		if h := to[toks[i].Hash]; h != 0 {
			toks[i].Hash = h
			words[i] = d.trie.Word(h)
		}
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
		if c |= 0x20; c >= 'a' && c <= 'z' {
			seen |= 1 << (c - 'a')
		}
	}
	if seen == 0 { // another script
		return 0
	}
	return all &^ seen
}
