package gazetteer

import (
	_ "embed" // for givennames.tsv
	"slices"
	"strings"
)

//go:embed givennames.tsv
var givenNamesTable string

// mostSpellings bounds the spellings that one full name gets from the table of given names.
const mostSpellings = 16

// respell gives the holders the further spellings of their full names: with a given name
// written as others write it, "Andrey Rudenko" for "Andrei", and without "bin", as the
// Malay press does: "Faisal Farhan". What is somebody else's name is left out.
func respell(holders []Holder) {
	given := givenNames()
	bearer := map[string]string{}
	for _, h := range holders {
		for _, n := range fullNames(h) {
			bearer[strings.ToLower(n)] = h.Name
		}
	}
	for i := range holders {
		h := &holders[i]
		names := fullNames(*h)
		for _, n := range names {
			for _, other := range respellings(strings.Fields(n), given) {
				key := strings.ToLower(other)
				if whose, ok := bearer[key]; ok && whose != h.Name || slices.Contains(names, other) || slices.Contains(h.Surnames, other) {
					continue
				}
				bearer[key] = h.Name
				names = append(names, other)
			}
		}
		h.Spellings = names[1:]
	}
}

// fullNames gives all spellings of a holder's full name.
func fullNames(h Holder) []string { return append([]string{h.Name}, h.Spellings...) }

// givenNames gives all spellings of each given name of the table.
func givenNames() map[string][]string {
	given := map[string][]string{}
	for _, line := range lines(givenNamesTable) {
		same := strings.Split(line, "|")
		for _, name := range same {
			given[name] = same
		}
	}
	return given
}

// respellings gives the names that are words with other spellings of the given names among
// them, all but the last one, and those without "bin". The last word alone is a surname.
func respellings(words []string, given map[string][]string) []string {
	forms := [][]string{nil}
	for i, w := range words {
		spellings := []string{w}
		if same := given[w]; same != nil && i < len(words)-1 {
			spellings = same
		}
		var longer [][]string
		for _, f := range forms {
			for _, s := range spellings {
				longer = append(longer, append(slices.Clip(f), s))
			}
			if w == "bin" && i > 0 && len(words) > 2 {
				longer = append(longer, f)
			}
		}
		forms = longer[:min(len(longer), mostSpellings)]
	}
	names := make([]string, len(forms))
	for i, f := range forms {
		names[i] = strings.Join(f, " ")
	}
	return names
}
