package fit

import (
	"strings"
	"testing"
)

func TestLoad(t *testing.T) {
	m, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if m["bias"] == (Weights{}) {
		t.Error("no weight of the bias: the table is empty")
	}
	if m["no such feature"] != (Weights{}) {
		t.Error("an unknown feature has weights")
	}
}

func TestReadRefuses(t *testing.T) {
	for line, want := range map[string]string{
		"a\t1\t2\n":                         "weights.tsv:1: 3 columns, want 5",
		"a\t1\tx\t3\t4\n":                   "weights.tsv:1: strconv",
		"#\na\t1\t2\t3\t4\na\t1\t2\t3\t4\n": "weights.tsv:3: a stands there twice",
	} {
		if _, err := read(line); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: error %v, want one that begins with %q", line, err, want)
		}
	}
}
