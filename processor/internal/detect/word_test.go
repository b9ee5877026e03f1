package detect

import (
	"testing"

	"github.com/dragoman-wire/dragoman/processor/lang"
)

// A set of words that no detector asks for would never be used.
func TestWordSetsAreAskedFor(t *testing.T) {
	packs, err := lang.Load()
	if err != nil {
		t.Fatal(err)
	}
	sets, err := lang.WordSets()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range packs {
		if len(sets[p.Tag]) == 0 {
			t.Errorf("%s has no words.txt", p.Tag)
		}
		for set := range sets[p.Tag] {
			if !asked[set] {
				t.Errorf("%s/words.txt: no detector asks for %q", p.Tag, set)
			}
		}
	}
}

func TestUnknownWordSet(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("an unknown set has words")
		}
	}()
	words("no such set")
}
