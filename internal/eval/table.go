package eval

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// WriteErrors writes one line for each strict error: "FP" for a prediction that
// matched nothing, with its evidence if it has any, "FN" for an event missed.
func (r *Report) WriteErrors(w io.Writer) error {
	for _, e := range r.Errors {
		var line string
		if p := e.FalsePositive; p != nil {
			line = fmt.Sprintf("FP %s [%s] %s %s %s %s", e.Article, e.Lang, p.Type, list(distinct(p.Parties)), p.Status, p.Date)
			if p.Evidence != "" {
				line += " :: " + p.Evidence
			}
		} else {
			g := e.Missed
			line = fmt.Sprintf("FN %s [%s] %s %s %s :: %s", e.Article, e.Lang, g.Type, list(g.Parties), list(g.Status), g.Note)
		}
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
	}
	return nil
}

// WriteTable writes the report in the reference scorer's form.
func (r *Report) WriteTable(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "articles %d, predicted events %d, for unknown articles %d\n", r.Articles, r.Predicted, r.Unknown)
	fmt.Fprintf(&b, "%22s %8s %6s %6s   %9s %6s %6s   %5s\n", "", "strict P", "R", "F1", "lenient P", "R", "F1", "gold")
	for _, key := range r.keys() {
		writeRow(&b, key, r.Rows[key])
		b.WriteByte('\n')
	}
	if r.Matched > 0 {
		fmt.Fprintf(&b, "status accuracy %.3f (%d)", r.StatusAccuracy(), r.Matched)
		if r.Dated > 0 {
			fmt.Fprintf(&b, ", date accuracy %.3f (%d)", r.DateAccuracy(), r.Dated)
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "articles with no event kept clean: %d/%d\n", r.Clean, r.Silent)
	_, err := io.WriteString(w, b.String())
	return err
}

// Named is the report on one corpus.
type Named struct {
	Name string // "en-test"
	*Report
}

// WriteSummary writes one line for each report.
func WriteSummary(w io.Writer, reports []Named) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%-22s %8s %6s %6s   %9s %6s %6s   %5s   %6s %6s %7s\n",
		"corpus", "strict P", "R", "F1", "lenient P", "R", "F1", "gold", "status", "date", "clean")
	for _, r := range reports {
		writeRow(&b, r.Name, r.Rows["all"])
		fmt.Fprintf(&b, "   %6.3f %6.3f %7s\n", r.StatusAccuracy(), r.DateAccuracy(), fmt.Sprintf("%d/%d", r.Clean, r.Silent))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// StatusAccuracy is the share of matched events with an acceptable status; 1
// when none matched.
func (r *Report) StatusAccuracy() float64 { return share(r.StatusRight, r.Matched) }

// DateAccuracy is the share of matched and dated events with an acceptable
// date; 1 when none matched.
func (r *Report) DateAccuracy() float64 { return share(r.DateRight, r.Dated) }

func writeRow(b *strings.Builder, name string, row *Row) {
	s, l := row.Strict, row.Lenient
	fmt.Fprintf(b, "%-22s %8.3f %6.3f %6.3f   %9.3f %6.3f %6.3f   %5d", name,
		s.Precision(), s.Recall(), s.F1(), l.Precision(), l.Recall(), l.F1(), s.TP+s.FN)
}

// keys gives the rows to print: "all", then those with a strict outcome, sorted.
func (r *Report) keys() []string {
	var keys []string
	for key, row := range r.Rows {
		if key != "all" && row.Strict != (Counts{}) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return append([]string{"all"}, keys...)
}

// list writes strings as the reference scorer does: ['CHN', 'KAZ'].
func list[S ~string](items []S) string {
	quoted := make([]string, len(items))
	for i, s := range items {
		quoted[i] = "'" + string(s) + "'"
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

func distinct(codes []string) []string {
	sorted := slices.Clone(codes)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}
