package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// gold and predictions are of the scorer's own fixtures.
const fixture = "../../testdata/score/duplicates/"

func TestRunPrintsErrorsTableAndFloors(t *testing.T) {
	floors := filepath.Join(t.TempDir(), "floors.txt")
	if err := os.WriteFile(floors, []byte("all strict-recall 1\ngold strict-f1 0.7\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	dump := filepath.Join(t.TempDir(), "dump.jsonl")
	o := options{Gold: []string{fixture + "gold.jsonl"}, Pred: fixture + "pred.jsonl", Errors: true, Min: floors, Dump: dump}
	var out strings.Builder
	err := o.run(&out)
	if err == nil || !strings.Contains(err.Error(), "1 of 2 figures") {
		t.Errorf("error is %v", err)
	}
	want, readErr := os.ReadFile(fixture + "want.txt")
	if readErr != nil {
		t.Fatal(readErr)
	}
	if got := out.String(); got != string(want)+"gold strict-f1: 0.667 is below 0.700\n" {
		t.Errorf("printed\n%s", got)
	}

	again := options{Gold: o.Gold, Pred: dump, Errors: true}
	out.Reset()
	if err := again.run(&out); err != nil || out.String() != string(want) {
		t.Errorf("the dump scores differently (%v):\n%s", err, &out)
	}
}

func TestRunSummarisesSeveralCorpora(t *testing.T) {
	o := options{
		Gold: []string{fixture + "gold.jsonl,../../testdata/score/silence/gold.jsonl"},
		Pred: "../../testdata/score/silence/pred.jsonl",
	}
	var out strings.Builder
	if err := o.run(&out); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "\ncorpus ") || !strings.Contains(out.String(), "4/6\n") {
		t.Errorf("printed\n%s", &out)
	}
}

func TestRunWithoutCorpus(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := (&options{}).run(os.Stdout); err == nil || !strings.Contains(err.Error(), "no corpus") {
		t.Errorf("error is %v", err)
	}
}
