package article

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// fixtures returns the inputs in testdata/articles; it is an error to have none.
func fixtures(tb testing.TB) []string {
	tb.Helper()
	var inputs []string
	for _, pattern := range []string{"*.json", "*.txt"} {
		found, err := filepath.Glob(filepath.Join("testdata", "articles", pattern))
		if err != nil {
			tb.Fatal(err)
		}
		inputs = append(inputs, found...)
	}
	if len(inputs) == 0 {
		tb.Fatal("no fixtures in testdata/articles")
	}
	return inputs
}

// TestDecodeFixtures decodes every file of testdata/articles by its shape and
// compares the article, or the reason of the error, with the golden file beside it.
func TestDecodeFixtures(t *testing.T) {
	for _, input := range fixtures(t) {
		name := strings.TrimSuffix(filepath.Base(input), filepath.Ext(input))
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(input)
			if err != nil {
				t.Fatal(err)
			}
			a, err := Decode(data, "")
			if failed := strings.HasPrefix(name, "error-"); failed != (err != nil) {
				t.Fatalf("error %v", err)
			}
			got := render(t, a, err)
			golden := filepath.Join("testdata", "articles", name+".golden")
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("decoded\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func render(t *testing.T, a Article, err error) []byte {
	t.Helper()
	if err != nil {
		if _, ok := errors.AsType[*DecodeError](err); !ok {
			t.Fatalf("%T, want a *DecodeError", err)
		}
		return []byte(err.Error() + "\n")
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(a); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
