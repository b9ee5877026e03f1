package processor_test

import (
	"bufio"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dragoman-wire/dragoman/processor"
	"github.com/dragoman-wire/dragoman/processor/article"
)

// newEngine gives the engine that all tests share: it is immutable.
var newEngine = sharedEngine()

func sharedEngine() func(testing.TB) *processor.Engine {
	var e *processor.Engine
	return func(t testing.TB) *processor.Engine {
		t.Helper()
		if e == nil {
			var err error
			if e, err = processor.New(); err != nil {
				t.Fatal(err)
			}
		}
		return e
	}
}

// wire is one article of testdata/wires.
type wire struct {
	name    string // of the file, with the line where it has several
	article article.Article
}

// wires decodes the sample wires, in order of their names.
func wires(t testing.TB) []wire {
	t.Helper()
	paths, err := filepath.Glob("testdata/wires/*")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no sample wires: %v", err)
	}
	var out []wire
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for i, value := range values(path, data) {
			a, err := article.Decode(value, "")
			if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			name := filepath.Base(path)
			if strings.HasSuffix(path, ".jsonl") {
				name += "#" + string(rune('1'+i))
			}
			out = append(out, wire{name, a})
		}
	}
	return out
}

// values cuts a file into the values that a record would hold each.
func values(path string, data []byte) [][]byte {
	if !strings.HasSuffix(path, ".jsonl") {
		return [][]byte{data}
	}
	var out [][]byte
	s := bufio.NewScanner(bytes.NewReader(data))
	for s.Scan() {
		if line := bytes.TrimSpace(s.Bytes()); len(line) > 0 {
			out = append(out, bytes.Clone(line))
		}
	}
	return out
}

// sample gives the article of one file of testdata/wires.
func sample(t testing.TB, name string) article.Article {
	t.Helper()
	for _, w := range wires(t) {
		if w.name == name {
			return w.article
		}
	}
	t.Fatalf("no sample wire %s", name)
	return article.Article{}
}
