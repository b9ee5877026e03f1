package gazetteer

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/dragoman-wire/dragoman/processor/internal/scan"
)

// Languages are those in which every state and territory has a name.
var Languages = []string{"ar", "de", "en", "es", "fa", "fr", "hi", "id", "ja", "kk", "ko", "ms", "pt", "ru", "tr", "vi", "zh"}

// maxWords bounds a phrase, and with it the cost of matching.
const maxWords = 8

// abbreviation matches what is a word of some language once its case is folded ("US", "who").
var abbreviation = regexp.MustCompile(`^\p{Lu}{2,3}$`)

// Lint checks what [Load] does not: that the tables are sorted, their phrases
// clean, that no phrase has two readings without a flag, and that no state lacks
// a name, an English demonym or a capital. It reports every finding.
func (g *Gazetteer) Lint() error {
	return errors.Join(lintSorted(tables), g.lintPhrases(), g.lintReadings(), g.lintCoverage())
}

// lintSorted checks that the lines of every table are sorted and differ.
func lintSorted(fsys fs.FS) error {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return err
	}
	var errs []error
	for _, entry := range entries {
		text, err := fs.ReadFile(fsys, entry.Name())
		if err != nil {
			return err
		}
		last := ""
		for n, line := range lines(string(text)) {
			if line <= last {
				errs = append(errs, fmt.Errorf("%s:%d: not after the line before it; sort with LC_ALL=C", entry.Name(), n))
			}
			last = line
		}
	}
	return errors.Join(errs...)
}

// lintPhrases checks each phrase by itself.
func (g *Gazetteer) lintPhrases() error {
	var errs []error
	for i, e := range g.entries {
		fault := func(format string, args ...any) {
			errs = append(errs, fmt.Errorf("%v: %q: %s", g.origins[i], e.Phrase, fmt.Sprintf(format, args...)))
		}
		if e.Lang != AnyLanguage && !slices.Contains(Languages, e.Lang) {
			fault("unknown language %q", e.Lang)
		}
		if n := len(strings.Fields(e.Phrase)); n > maxWords {
			fault("%d words, at most %d", n, maxWords)
		}
		if strings.ContainsFunc(e.Phrase, unicode.IsControl) || strings.Join(strings.Fields(e.Phrase), " ") != e.Phrase {
			fault("control characters or stray spaces")
		}
		if !norm.NFC.IsNormalString(e.Phrase) {
			fault("not in Unicode form NFC")
		}
		if key(e.Phrase) == "" {
			fault("no letter")
		}
		if abbreviation.MatchString(e.Phrase) && !e.ExactCase {
			fault("so short an abbreviation needs the flag exact")
		}
	}
	return errors.Join(errs...)
}

// lintReadings checks that a phrase is not entered twice with the same meaning,
// and that of its different meanings at most one is unflagged. Seats are meant
// to differ: "Brussels" is Belgium's capital and the seat of the EU.
func (g *Gazetteer) lintReadings() error {
	byKey := map[string][]int{}
	for i, e := range g.entries {
		byKey[key(e.Phrase)] = append(byKey[key(e.Phrase)], i)
	}
	var errs []error
	for i, e := range g.entries {
		for _, j := range byKey[key(e.Phrase)] {
			other := g.entries[j]
			if j >= i || e.Lang != other.Lang && e.Lang != AnyLanguage && other.Lang != AnyLanguage {
				continue
			}
			same := slices.Equal(e.Codes, other.Codes)
			switch {
			case same && (e.Kind == other.Kind || e.Kind == Demonym && other.Kind == Name):
				errs = append(errs, fmt.Errorf("%v: %q is already at %v", g.origins[i], e.Phrase, g.origins[j]))
			case !same && e.Kind != Seat && other.Kind != Seat && e.Ambiguous == "" && other.Ambiguous == "" && e.ExactCase == other.ExactCase:
				errs = append(errs, fmt.Errorf("%v: %q means %v, but %v at %v: flag one", g.origins[i], e.Phrase, e.Codes, other.Codes, g.origins[j]))
			}
		}
	}
	return errors.Join(errs...)
}

// lintCoverage checks that what must be known is known.
func (g *Gazetteer) lintCoverage() error {
	has := map[string]bool{}
	for _, e := range g.entries {
		for _, code := range e.Codes {
			has[fmt.Sprint(code, e.Kind, e.Lang)] = true
		}
	}
	var errs []error
	need := func(code string, kind Kind, langs ...string) {
		for _, lang := range langs {
			if !has[fmt.Sprint(code, kind, lang)] && !has[fmt.Sprint(code, kind, AnyLanguage)] {
				errs = append(errs, fmt.Errorf("%s has no %v in %s", code, kind, lang))
			}
		}
	}
	for code, s := range g.states {
		need(code, Name, Languages...)
		if s.Sovereign() {
			need(code, Demonym, "en")
			need(code, Capital, "en", "id", "ms")
		}
	}
	for code := range g.bodies {
		need(code, Body, "en", "id", "ms")
	}
	slices.SortFunc(errs, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return errors.Join(errs...)
}

// key gives the form in which the engine compares phrases: folded words.
func key(phrase string) string {
	words := strings.FieldsFunc(scan.Fold(phrase), func(r rune) bool { return !unicode.In(r, unicode.Letter, unicode.Digit, unicode.Mark) })
	return strings.Join(words, " ")
}
