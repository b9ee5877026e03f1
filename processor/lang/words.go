package lang

import (
	"bufio"
	"bytes"
	"fmt"
	"strings"
	"sync"
)

// wordsName is the file of a pack that holds its sets of words.
const wordsName = "words.txt"

// builtIn are the packs, read once. What is wrong with them says [Load].
var builtIn = sync.OnceValues(Load)

// Words gives the words of a set in all built-in packs, none for an unknown set. Sets are
// for the words that a detector looks for in one place only: where what a word means holds
// everywhere, it belongs to a class.
func Words(set string) []string {
	packs, err := builtIn()
	if err != nil {
		return nil
	}
	var all []string
	for _, p := range packs {
		all = append(all, p.Words[set]...)
	}
	return all
}

// parseWords reads lines "set = word, word".
func parseWords(name string, data []byte) (map[string][]string, error) {
	sets := map[string][]string{}
	sc := bufio.NewScanner(bytes.NewReader(data))
	for n := 1; sc.Scan(); n++ {
		line, _, _ := strings.Cut(sc.Text(), "#")
		if strings.TrimSpace(line) == "" {
			continue
		}
		set, list, _ := strings.Cut(line, "=")
		set = strings.TrimSpace(set)
		if _, twice := sets[set]; twice {
			return nil, fmt.Errorf("%s:%d: the set %s is there twice", name, n, set)
		}
		for w := range strings.SplitSeq(list, ",") {
			if w = strings.TrimSpace(w); w == "" || strings.Contains(w, " ") {
				return nil, fmt.Errorf("%s:%d: want \"set = word, word\", not %q", name, n, sc.Text())
			}
			sets[set] = append(sets[set], w)
		}
	}
	return sets, sc.Err()
}
