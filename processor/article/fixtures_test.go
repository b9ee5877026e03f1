package article

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// fixtures returns the inputs in testdata/articles; it is an error to have none.
func fixtures(tb testing.TB) []string {
	tb.Helper()
	inputs, err := inputsIn(filepath.Join("testdata", "articles"))
	if err != nil {
		tb.Fatal(err)
	}
	return inputs
}

func inputsIn(folder string) ([]string, error) {
	var inputs []string
	for _, pattern := range []string{"*.json", "*.txt", "*.xml", "*.html"} {
		found, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			return nil, err
		}
		inputs = append(inputs, found...)
	}
	if len(inputs) == 0 {
		return nil, fmt.Errorf("no fixtures in %s", folder)
	}
	return inputs, nil
}

func TestAnEmptyFolderOfFixturesFails(t *testing.T) {
	if inputs, err := inputsIn(t.TempDir()); err == nil {
		t.Errorf("an empty folder gives %q and no error", inputs)
	}
}

// TestEveryFormatHasFixtures: a format without any would be tested by nothing.
func TestEveryFormatHasFixtures(t *testing.T) {
	missing := map[string]bool{}
	for _, format := range Formats() {
		missing[format] = true
	}
	for _, input := range fixtures(t) {
		data, err := os.ReadFile(input)
		if err != nil {
			t.Fatal(err)
		}
		all, err := Decoder{}.DecodeAll(data, "")
		for _, a := range all {
			delete(missing, a.Format)
		}
		if failure, ok := errors.AsType[*DecodeError](err); ok {
			delete(missing, failure.Format)
		}
	}
	for format := range missing {
		t.Errorf("no fixture of format %s", format)
	}
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
			all, err := Decoder{}.DecodeAll(data, "")
			if failed := strings.HasPrefix(name, "error-"); failed != (err != nil) {
				t.Fatalf("error %v", err)
			}
			got := render(t, all, err)
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

// render writes the articles, then the error.
func render(t *testing.T, all []Article, err error) []byte {
	t.Helper()
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	for _, a := range all {
		if err := encoder.Encode(a); err != nil {
			t.Fatal(err)
		}
	}
	if err != nil {
		if _, ok := errors.AsType[*DecodeError](err); !ok {
			t.Fatalf("%T, want a *DecodeError", err)
		}
		out.WriteString(err.Error() + "\n")
	}
	return out.Bytes()
}
