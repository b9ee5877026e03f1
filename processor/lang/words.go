package lang

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
)

// wordsName is the file of a pack that holds its sets of words.
const wordsName = "words.txt"

// WordSets gives, by the tags of the built-in packs, their sets of words by name. They are
// for the words that a detector looks for in one place only: where what a word means holds
// everywhere, it belongs to a class. An error names the file and line of the first bad one.
var WordSets = sync.OnceValues(func() (map[string]map[string][]string, error) {
	names, err := fs.Glob(files, "*/"+wordsName)
	if err != nil {
		return nil, err
	}
	packs := map[string]map[string][]string{}
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		if packs[path.Dir(name)], err = parseWords(name, data); err != nil {
			return nil, err
		}
	}
	return packs, nil
})

// parseWords reads lines "set = word, word".
func parseWords(name string, data []byte) (map[string][]string, error) {
	sets := map[string][]string{}
	err := assignments(name, data, func(set, list string) error {
		if _, twice := sets[set]; twice {
			return fmt.Errorf("the set %s is there twice", set)
		}
		for w := range strings.SplitSeq(list, ",") {
			sets[set] = append(sets[set], strings.TrimSpace(w))
		}
		if slices.ContainsFunc(sets[set], func(w string) bool { return w == "" || strings.Contains(w, " ") }) {
			return errors.New(`want "set = word, word"`)
		}
		return nil
	})
	return sets, err
}
