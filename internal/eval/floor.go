package eval

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Floor is the least value that a figure may have.
type Floor struct {
	Corpus string  // "en-test", or "all"
	Figure string  // a key of figures
	Least  float64 // between 0 and 1
}

// figures are the values that a floor can hold up.
var figures = map[string]func(*Report) float64{
	"strict-precision":  func(r *Report) float64 { return r.Rows["all"].Strict.Precision() },
	"strict-recall":     func(r *Report) float64 { return r.Rows["all"].Strict.Recall() },
	"strict-f1":         func(r *Report) float64 { return r.Rows["all"].Strict.F1() },
	"lenient-precision": func(r *Report) float64 { return r.Rows["all"].Lenient.Precision() },
	"lenient-recall":    func(r *Report) float64 { return r.Rows["all"].Lenient.Recall() },
	"lenient-f1":        func(r *Report) float64 { return r.Rows["all"].Lenient.F1() },
	"status":            (*Report).StatusAccuracy,
	"date":              (*Report).DateAccuracy,
	"clean":             func(r *Report) float64 { return share(r.Clean, r.Silent) },
}

// ReadFloors reads a floor file: "corpus figure value" a line, "#" starts a comment.
func ReadFloors(path string) ([]Floor, error) {
	var floors []Floor
	err := readLines(path, func(_ string, line []byte) error {
		text, _, _ := strings.Cut(string(line), "#")
		fields := strings.Fields(text)
		if len(fields) == 0 {
			return nil
		}
		if len(fields) != 3 {
			return fmt.Errorf("want corpus, figure and value, have %q", text)
		}
		if figures[fields[1]] == nil {
			return fmt.Errorf("unknown figure %q", fields[1])
		}
		least, err := strconv.ParseFloat(fields[2], 64)
		if err != nil || least < 0 || least > 1 {
			return fmt.Errorf("value %q is not between 0 and 1", fields[2])
		}
		floors = append(floors, Floor{Corpus: fields[0], Figure: fields[1], Least: least})
		return nil
	})
	return floors, err
}

// Fallen tells, one line each, which figures are below their floors. Figures
// are rounded to the three digits that the table shows. A floor for a corpus
// that was not scored counts as fallen: a floor that checks nothing is a mistake.
func Fallen(floors []Floor, reports []Named) []string {
	byName := map[string]*Report{}
	for _, r := range reports {
		byName[r.Name] = r.Report
	}
	var fallen []string
	for _, f := range floors {
		r := byName[f.Corpus]
		if r == nil {
			fallen = append(fallen, fmt.Sprintf("%s %s: corpus was not scored", f.Corpus, f.Figure))
			continue
		}
		if value := math.Round(figures[f.Figure](r)*1000) / 1000; value < f.Least {
			fallen = append(fallen, fmt.Sprintf("%s %s: %.3f is below %.3f", f.Corpus, f.Figure, value, f.Least))
		}
	}
	return fallen
}
