package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestCheckedInSchemasAreCurrent(t *testing.T) {
	out := t.TempDir()
	if err := run("../..", out); err != nil {
		t.Fatal(err)
	}
	generated, err := filepath.Glob(filepath.Join(out, "*"))
	if err != nil {
		t.Fatal(err)
	}
	checkedIn, err := filepath.Glob("../../schema/*")
	if err != nil {
		t.Fatal(err)
	}
	if len(generated) == 0 || len(generated) != len(checkedIn) {
		t.Fatalf("%d schemas generated, %d checked in", len(generated), len(checkedIn))
	}
	for _, file := range generated {
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join("../../schema", filepath.Base(file)))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is stale: run go generate ./events", filepath.Base(file))
		}
	}
}
