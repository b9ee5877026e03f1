package events_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/dragoman-wire/dragoman/events"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// samples are messages that readers in the field may hold: every one must be
// read, and written again the same, by every later version of the package.
func samples(t testing.TB) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob("testdata/samples/*.json")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatal("no samples")
	}
	all := map[string][]byte{}
	for _, file := range files {
		all[strings.TrimSuffix(filepath.Base(file), ".json")] = readFile(t, file)
	}
	return all
}

func TestSamplesStayReadable(t *testing.T) {
	seen := map[events.Type]bool{}
	for name, data := range samples(t) {
		t.Run(name, func(t *testing.T) {
			e := decode(t, data)
			seen[e.Type()] = true
			if err := e.Validate(); err != nil {
				t.Fatal(err)
			}
			encoded, err := events.Marshal(e)
			if err != nil {
				t.Fatal(err)
			}
			if want := compact(t, data); !bytes.Equal(encoded, want) {
				t.Errorf("encoded again:\n%s\nwant:\n%s", encoded, want)
			}
			if err := schema(t, e.Type()).Validate(value(t, data)); err != nil {
				t.Error(err)
			}
		})
	}
	for _, typ := range events.Types() {
		if !seen[typ] {
			t.Errorf("no sample of type %q", typ)
		}
	}
}

func TestSamplesInBothModes(t *testing.T) {
	for name, data := range samples(t) {
		t.Run(name, func(t *testing.T) {
			envelope := events.Wrap(decode(t, data), "")

			headers, body, err := envelope.Binary()
			if err != nil {
				t.Fatal(err)
			}
			golden(t, name+".headers", lines(headers))
			back, err := events.DecodeBinary(headers, body)
			if err != nil {
				t.Fatal(err)
			}
			again, _, err := back.Binary()
			if err != nil {
				t.Fatal(err)
			}
			if got, want := lines(again), lines(headers); !bytes.Equal(got, want) {
				t.Errorf("headers after a round trip:\n%s\nwant:\n%s", got, want)
			}

			message, err := envelope.Structured()
			if err != nil {
				t.Fatal(err)
			}
			golden(t, name+".cloudevent", append(message, '\n'))
			back, err = events.DecodeStructured(message)
			if err != nil {
				t.Fatal(err)
			}
			if repeated, err := back.Structured(); err != nil || !bytes.Equal(repeated, message) {
				t.Errorf("structured after a round trip: %v\n%s\nwant:\n%s", err, repeated, message)
			}
		})
	}
}

// A reader of this version takes messages that a later version wrote.
func TestUnknownFieldsArePassedOver(t *testing.T) {
	for name, data := range samples(t) {
		later := bytes.Replace(data, []byte(`"status"`), []byte(`"mood": {"of": ["both"]}, "status"`), 1)
		e, err := events.Unmarshal(later)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := e.Validate(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := schema(t, e.Type()).Validate(value(t, later)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func lines(headers []events.Header) []byte {
	var b bytes.Buffer
	for _, h := range headers {
		b.WriteString(h.Key + ": " + string(h.Value) + "\n")
	}
	return b.Bytes()
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata/samples", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want := readFile(t, file); !bytes.Equal(got, want) {
		t.Errorf("%s:\n%s\nwant:\n%s", name, got, want)
	}
}

func schema(t *testing.T, typ events.Type) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	s, err := compiler.Compile(filepath.Join("schema", string(typ)+".v1.json"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func decode(t testing.TB, data []byte) events.Event {
	t.Helper()
	e, err := events.Unmarshal(data)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func value(t *testing.T, data []byte) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func compact(t *testing.T, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := json.Compact(&b, data); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func readFile(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
