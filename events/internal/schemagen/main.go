// Schemagen writes the JSON Schemas of the event types from their Go types.
// The events package's sources are the only input: fields and their JSON names
// from the structs, descriptions from the comments, enumerations from the
// constants. Run it by "go generate ./events".
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	source := flag.String("source", ".", "folder of the events package")
	out := flag.String("out", "schema", "folder for the schemas")
	flag.Parse()
	if err := run(*source, *out); err != nil {
		fmt.Fprintln(os.Stderr, "schemagen:", err)
		os.Exit(1)
	}
}

func run(source, out string) error {
	schemas, err := Generate(source)
	if err != nil {
		return err
	}
	for name, schema := range schemas {
		data, err := json.MarshalIndent(schema, "", "  ")
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(out, name), append(data, '\n'), 0o644); err != nil {
			return err
		}
	}
	return nil
}
