package eval_test

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dragoman-wire/dragoman/internal/eval"
)

var update = flag.Bool("update", false, "rewrite the expected output with the script that "+scorerVariable+" names")

// scorerVariable names the environment variable that holds the path of the
// reference scorer. It is not part of the repository: its output is.
const scorerVariable = "DRAGOMAN_SCORE_PY"

func TestScoreAgreesWithReferenceScorer(t *testing.T) {
	cases, err := filepath.Glob("testdata/score/*/gold.jsonl")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases in testdata/score: %v", err)
	}
	for _, gold := range cases {
		dir := filepath.Dir(gold)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			pred, want := filepath.Join(dir, "pred.jsonl"), filepath.Join(dir, "want.txt")
			got := scoreFiles(t, gold, pred)
			checkReference(t, gold, pred, want)
			expected, err := os.ReadFile(want)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(expected) {
				t.Errorf("have\n%s\nwant\n%s", got, expected)
			}
		})
	}
}

// checkReference holds the expected output to the reference scorer, where there is one.
func checkReference(t *testing.T, gold, pred, want string) {
	t.Helper()
	script := os.Getenv(scorerVariable)
	if script == "" {
		if *update {
			t.Fatalf("-update needs %s", scorerVariable)
		}
		return
	}
	out, err := exec.Command("python3", script, gold, pred, "--errors").CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", script, err, out)
	}
	if *update {
		if err := os.WriteFile(want, out, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	expected, err := os.ReadFile(want)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(out, expected) {
		t.Errorf("the reference scorer now says\n%s", out)
	}
}

func scoreFiles(t *testing.T, gold, pred string) string {
	t.Helper()
	articles, err := eval.ReadGold(gold)
	if err != nil {
		t.Fatal(err)
	}
	predictions, err := eval.ReadPredictions(pred)
	if err != nil {
		t.Fatal(err)
	}
	report := eval.Score(articles, predictions)
	var out strings.Builder
	if err := report.WriteErrors(&out); err != nil {
		t.Fatal(err)
	}
	if err := report.WriteTable(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
