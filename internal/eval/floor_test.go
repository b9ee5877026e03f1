package eval_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/eval"
)

// twoOfThree is a report with strict precision 1 and strict recall 2/3.
func twoOfThree() *eval.Report {
	meeting := func(a, b string) eval.Gold {
		return eval.Gold{Type: events.TypeMeeting, Parties: []string{a, b}, Status: []events.Status{"held"}}
	}
	found := func(a, b string) eval.Prediction {
		return eval.Prediction{Article: "a", Type: events.TypeMeeting, Parties: []string{a, b}, Status: "held"}
	}
	return eval.Score(
		[]eval.Article{{ID: "a", Lang: "en", Gold: []eval.Gold{meeting("FRA", "DEU"), meeting("FRA", "ITA"), meeting("FRA", "ESP")}}},
		[]eval.Prediction{found("FRA", "DEU"), found("FRA", "ITA")},
	)
}

func writeFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFallen(t *testing.T) {
	floors, err := eval.ReadFloors(writeFile(t, `# corpus figure value
en-test strict-precision 1
en-test strict-recall    0.667  # 2/3, as the table rounds it
en-test strict-f1        0.801
en-test status           1
id-test strict-f1        0.5
`))
	if err != nil {
		t.Fatal(err)
	}
	got := eval.Fallen(floors, []eval.Named{{Name: "en-test", Report: twoOfThree()}})
	want := []string{
		"en-test strict-f1: 0.800 is below 0.801",
		"id-test strict-f1: corpus was not scored",
	}
	if !slices.Equal(got, want) {
		t.Errorf("have %q, want %q", got, want)
	}
}

func TestReadFloorsRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"en-test strict-f1":        "file:1: want corpus, figure and value",
		"\nen-test recall 0.5":     `file:2: unknown figure "recall"`,
		"en-test strict-f1 ninety": `value "ninety" is not between 0 and 1`,
		"en-test strict-f1 90":     `value "90" is not between 0 and 1`,
	} {
		if _, err := eval.ReadFloors(writeFile(t, text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: have %v, want %s", text, err, want)
		}
	}
}
