package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// wordSet is words by the hashes of their tokens.
type wordSet struct {
	marks  [markBits / 64]uint64 // a bit of each hash: most other words have another one, and need not be looked for
	hashes map[uint64]bool
}

// markBits is how many bits of marks a set has.
const markBits = 512

// mark gives the word of marks and the bit that a hash has.
func mark(hash uint64) (i int, bit uint64) {
	n := hash >> 32 % markBits
	return int(n / 64), 1 << (n % 64)
}

// has tells whether the word of a hash is in the set.
func (s *wordSet) has(hash uint64) bool {
	i, bit := mark(hash)
	return s.marks[i]&bit != 0 && s.hashes[hash]
}

// words gives the words that the packs list in words.txt under the name of a set. A set without
// a word is a slip of the pen.
func words(name string) *wordSet {
	packs, err := lang.WordSets()
	if err != nil {
		panic(err) // it is built in: a mistake in it is a mistake in the program
	}
	s := &wordSet{hashes: map[uint64]bool{}}
	for _, sets := range packs {
		for _, w := range sets[name] {
			hash := scan.Hash(w)
			i, bit := mark(hash)
			s.marks[i] |= bit
			s.hashes[hash] = true
		}
	}
	if len(s.hashes) == 0 {
		panic("processor/lang/*/words.txt: no words for " + name)
	}
	asked[name] = true
	return s
}

// isWord tells whether token i of the sentence is one of set.
func (d *Document) isWord(i int32, set *wordSet) bool { return d.hasWord(i, i+1, set) }

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
