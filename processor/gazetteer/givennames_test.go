package gazetteer

import (
	"slices"
	"strings"
	"testing"
)

func TestGivenNamesTable(t *testing.T) {
	seen, last := map[string]bool{}, ""
	for n, line := range lines(givenNamesTable) {
		if line <= last {
			t.Errorf("givennames.tsv:%d: not after the line before it; sort with LC_ALL=C", n)
		}
		last = line
		same := strings.Split(line, "|")
		if len(same) < 2 {
			t.Errorf("givennames.tsv:%d: one spelling only", n)
		}
		for _, name := range same {
			if name == "" || seen[name] {
				t.Errorf("givennames.tsv:%d: %q is empty or there twice", n, name)
			}
			seen[name] = true
		}
	}
}

func TestRespell(t *testing.T) {
	holders := []Holder{
		{Name: "Andrei Rudenko", Surnames: []string{"Rudenko"}},
		{Name: "Faisal bin Farhan", Surnames: []string{"Prince Faisal"}},
		{Name: "Mohammad Hasan", Surnames: []string{"Hasan"}},
		{Name: "Mohamed Hasan", Surnames: []string{"Hasan"}},
	}
	respell(holders)
	for i, want := range []string{"Andrey Rudenko", "Faisal Farhan", "Muhammad Hasan", ""} {
		if want != "" && !slices.Contains(holders[i].Spellings, want) {
			t.Errorf("%s has no spelling %q, but %q", holders[i].Name, want, holders[i].Spellings)
		}
	}
	if slices.Contains(holders[2].Spellings, "Mohamed Hasan") {
		t.Error("a name of somebody else is a spelling")
	}
}
