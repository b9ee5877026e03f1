package gazetteer

import (
	"embed"
	"fmt"
	"io/fs"
	"iter"
	"slices"
	"strings"
)

//go:embed states.tsv bodies.tsv members.tsv names.gen.tsv names.tsv demonyms.tsv capitals.tsv seats.tsv cities.tsv bodynames.tsv groups.tsv masks.tsv firms.tsv railways.tsv treaties.tsv styles.tsv
var tables embed.FS

// origin is the place of a line in the tables.
type origin struct {
	file string
	line int
}

func (o origin) String() string { return fmt.Sprintf("%s:%d", o.file, o.line) }

// lines yields the lines of a table with their numbers, comments left out.
func lines(table string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		n := 0
		for line := range strings.Lines(table) {
			n++
			if !strings.HasPrefix(line, "#") && !yield(n, strings.TrimSuffix(line, "\n")) {
				return
			}
		}
	}
}

// row is one line of a table, cut into fields.
type row struct {
	origin
	fields []string
}

// readTable gives the rows of a table. Each has between least and most fields,
// none of them empty; missing ones at the end are filled up with "".
func readTable(fsys fs.FS, file string, least, most int) ([]row, error) {
	text, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, err
	}
	var rows []row
	for n, line := range lines(string(text)) {
		r := row{origin{file, n}, strings.Split(line, "\t")}
		if len(r.fields) < least || len(r.fields) > most {
			return nil, fmt.Errorf("%v: %d fields, want %d to %d", r.origin, len(r.fields), least, most)
		}
		if i := slices.Index(r.fields, ""); i >= 0 {
			return nil, fmt.Errorf("%v: field %d is empty", r.origin, i+1)
		}
		for len(r.fields) < most {
			r.fields = append(r.fields, "")
		}
		rows = append(rows, r)
	}
	return rows, nil
}
