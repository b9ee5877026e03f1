package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// wordSet is words by the hashes of their tokens.
type wordSet struct {
	marks [markBits / 64]uint64 // a bit of each hash: most other words have another one, and need not be looked for
	slots []uint64              // the hashes, each at its place or behind it; 0 is none
}

// markBits is how many bits of marks a set has.
const markBits = 512

// newWordSet gives the set of some hashes.
func newWordSet(hashes []uint64) *wordSet {
	s := &wordSet{slots: make([]uint64, 2)}
	for len(s.slots) < 2*len(hashes) {
		s.slots = make([]uint64, 2*len(s.slots))
	}
	for _, hash := range hashes {
		s.marks[hash%markBits/64] |= 1 << (hash % 64)
		if at := s.place(hash); s.slots[at] == 0 {
			s.slots[at] = hash
		}
	}
	return s
}

// place gives the slot that has a hash, or else the free one where it is to be.
func (s *wordSet) place(hash uint64) int {
	i := int(hash>>32) & (len(s.slots) - 1)
	for s.slots[i] != hash && s.slots[i] != 0 {
		i = (i + 1) & (len(s.slots) - 1)
	}
	return i
}

// has tells whether the word of a hash is in the set.
func (s *wordSet) has(hash uint64) bool {
	return s.marks[hash%markBits/64]>>(hash%64)&1 != 0 && s.holds(hash)
}

// holds is has without a look at the marks. It is not to stand in every place that asks.
//
//go:noinline
func (s *wordSet) holds(hash uint64) bool { return s.slots[s.place(hash)] == hash }

// words gives the words that the packs list in words.txt under the name of a set. A set without
// a word is a slip of the pen.
func words(name string) *wordSet {
	packs, err := lang.WordSets()
	if err != nil {
		panic(err) // it is built in: a mistake in it is a mistake in the program
	}
	var hashes []uint64
	for _, sets := range packs {
		for _, w := range sets[name] {
			hashes = append(hashes, scan.Hash(w))
		}
	}
	if len(hashes) == 0 {
		panic("processor/lang/*/words.txt: no words for " + name)
	}
	asked[name] = true
	return newWordSet(hashes)
}

// isWord tells whether token i of the sentence is one of set.
func (d *Document) isWord(i int32, set *wordSet) bool {
	return d.span.First <= i && i < d.span.End && set.has(d.text.Tokens[i].Hash)
}

// hasWord tells whether one of the tokens [first, end) is one of set; those beyond the
// sentence do not count.
func (d *Document) hasWord(first, end int32, set *wordSet) bool {
	for i := max(first, d.span.First); i < min(end, d.span.End); i++ {
		if set.has(d.text.Tokens[i].Hash) {
			return true
		}
	}
	return false
}

// asked are the sets that the detectors have.
var asked = map[string]bool{}
