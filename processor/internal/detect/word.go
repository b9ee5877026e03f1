package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// words gives the words that the packs list in words.txt under the name of a set, by the
// hashes of tokens. A set without a word is a slip of the pen.
func words(set string) map[uint64]bool {
	packs, err := lang.WordSets()
	if err != nil {
		panic(err) // it is built in: a mistake in it is a mistake in the program
	}
	all := map[uint64]bool{}
	for _, sets := range packs {
		for _, w := range sets[set] {
			all[scan.Hash(w)] = true
		}
	}
	if len(all) == 0 {
		panic("processor/lang/*/words.txt: no words for " + set)
	}
	asked[set] = true
	return all
}

// isWord tells whether token i of the sentence is one of set.
func (d *Document) isWord(i int32, set map[uint64]bool) bool { return d.hasWord(i, i+1, set) }

// hasWord tells whether one of the tokens [first, end) is one of set; those beyond the
// sentence do not count.
func (d *Document) hasWord(first, end int32, set map[uint64]bool) bool {
	for i := max(first, d.span.First); i < min(end, d.span.End); i++ {
		if set[d.text.Tokens[i].Hash] {
			return true
		}
	}
	return false
}

// asked are the sets that the detectors have.
var asked = map[string]bool{}
