package detect

import "github.com/dragoman-wire/dragoman/processor/internal/scan"

// hashes makes a set of words that is looked up by the hashes of tokens: for the few
// words that no pack has a class for.
func hashes(words ...string) map[uint64]bool {
	all := map[uint64]bool{}
	for _, w := range words {
		all[scan.Hash(w)] = true
	}
	return all
}
