package events_test

import (
	"encoding/json"
	"path/filepath"
	"testing"

	"github.com/dragoman-wire/dragoman/events"
)

// The schema's enumerations come from the constants, Validate's from its own
// lists: this holds the two together.
func TestSchemaAndValidateAllowTheSameValues(t *testing.T) {
	for _, e := range []events.Event{meeting(), agreement(), railway()} {
		data, err := events.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		for field, values := range enumerations(t, e.Type()) {
			if len(values) == 0 {
				t.Errorf("%s.%s: no values", e.Type(), field)
			}
			for _, v := range append(values, "x-none") {
				changed := decode(t, set(t, data, field, v))
				schemaErr := schema(t, e.Type()).Validate(value(t, set(t, data, field, v)))
				ruleErr := changed.Validate()
				if want := v != "x-none"; (schemaErr == nil) != want || (ruleErr == nil) != want {
					t.Errorf("%s.%s = %q: schema says %v, Validate says %v", e.Type(), field, v, schemaErr, ruleErr)
				}
			}
		}
	}
}

// enumerations gives the values of the fields of a type that have a fixed set.
func enumerations(t *testing.T, typ events.Type) map[string][]string {
	t.Helper()
	var s struct {
		Properties map[string]struct {
			Enum  []string
			Items struct{ Enum []string }
		}
	}
	if err := json.Unmarshal(readFile(t, filepath.Join("schema", string(typ)+".v1.json")), &s); err != nil {
		t.Fatal(err)
	}
	all := map[string][]string{}
	for name, p := range s.Properties {
		if values := append(p.Enum, p.Items.Enum...); len(values) > 0 {
			all[name] = values
		}
	}
	if all["status"] == nil {
		t.Fatalf("%s: the schema has no statuses", typ)
	}
	return all
}

// set gives data with one field changed.
func set(t *testing.T, data []byte, field, v string) []byte {
	t.Helper()
	var fields map[string]any
	if err := json.Unmarshal(data, &fields); err != nil {
		t.Fatal(err)
	}
	if _, list := fields[field].([]any); list {
		fields[field] = []any{v}
	} else {
		fields[field] = v
	}
	changed, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	return changed
}
