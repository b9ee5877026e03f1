package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// words gives the words that the packs list in words.txt under the name of a set, by the
// hashes of tokens. A set without a word is a slip of the pen.
func words(set string) map[uint64]bool {
	all := map[uint64]bool{}
	for _, w := range lang.Words(set) {
		all[scan.Hash(w)] = true
	}
	if len(all) == 0 {
		panic("processor/lang/*/words.txt: no words for " + set)
	}
	asked[set] = true
	return all
}

// asked are the sets that the detectors have.
var asked = map[string]bool{}
