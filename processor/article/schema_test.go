package article

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// TestFixturesFollowTheSchemas validates the ninjs fixtures against IPTC's own
// JSON Schemas. These are not part of this repository: name the folder that holds
// ninjs_1.6.json, ninjs_2.2.json and ninjs_3.1.json in NINJS_SCHEMAS.
func TestFixturesFollowTheSchemas(t *testing.T) {
	folder := os.Getenv("NINJS_SCHEMAS")
	if folder == "" {
		t.Skip("NINJS_SCHEMAS is not set")
	}
	for generation, version := range map[int]string{1: "1.6", 2: "2.2", 3: "3.1"} {
		compiler := jsonschema.NewCompiler()
		// The fixtures name no coordinates, and nothing is fetched.
		if err := compiler.AddResource("https://geojson.org/schema/GeoJSON.json", map[string]any{}); err != nil {
			t.Fatal(err)
		}
		schema, err := compiler.Compile(filepath.Join(folder, "ninjs_"+version+".json"))
		if err != nil {
			t.Fatal(err)
		}
		inputs, err := filepath.Glob(filepath.Join("testdata", "articles", fmt.Sprintf("ninjs%d-*.json", generation)))
		if err != nil || len(inputs) == 0 {
			t.Fatalf("no fixtures of ninjs %d.x (%v)", generation, err)
		}
		for _, input := range inputs {
			data, err := os.ReadFile(input)
			if err != nil {
				t.Fatal(err)
			}
			value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(value); err != nil {
				t.Errorf("%s: %v", input, err)
			}
		}
	}
}
