package lang

import (
	"slices"
	"strings"
	"testing"
)

func TestParseWords(t *testing.T) {
	sets, err := parseWords("xx/words.txt", []byte("# a comment\n\nhouses = house, villa # and others\n"))
	if err != nil || !slices.Equal(sets["houses"], []string{"house", "villa"}) {
		t.Errorf("%v, %v", sets, err)
	}
	for line, want := range map[string]string{
		"houses":                 "xx/words.txt:1: want",
		"houses = a b":           "xx/words.txt:1: want",
		"\nhouses = a,":          "xx/words.txt:2: want",
		"houses = a\nhouses = b": "xx/words.txt:2: the set houses is there twice",
	} {
		if _, err := parseWords("xx/words.txt", []byte(line)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: error %v, want one that begins with %q", line, err, want)
		}
	}
}
