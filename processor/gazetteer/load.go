package gazetteer

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// phraseTables are the tables of phrases, in the order of [Gazetteer.Entries].
var phraseTables = []struct {
	file string
	kind Kind
}{
	{"names.tsv", Name},
	{"names.gen.tsv", Name},
	{"demonyms.tsv", Demonym},
	{"capitals.tsv", Capital},
	{"seats.tsv", Seat},
	{"cities.tsv", City},
	{"bodynames.tsv", Body},
	{"groups.tsv", Group},
	{"masks.tsv", Mask},
	{"firms.tsv", Firm},
	{"railways.tsv", Railway},
	{"treaties.tsv", Treaty},
}

// Load reads the embedded tables. An error names the file and line that is
// malformed or has an unknown code; [Gazetteer.Lint] checks the rest.
func Load() (*Gazetteer, error) { return load(tables) }

func load(fsys fs.FS) (*Gazetteer, error) {
	g := &Gazetteer{states: map[string]State{}, bodies: map[string]IGO{}}
	for _, step := range []func(fs.FS) error{g.loadStates, g.loadBodies, g.loadMembers, g.loadPhrases} {
		if err := step(fsys); err != nil {
			return nil, fmt.Errorf("gazetteer: %w", err)
		}
	}
	return g, nil
}

func (g *Gazetteer) loadStates(fsys fs.FS) error {
	rows, err := readTable(fsys, "states.tsv", 4, 4)
	if err != nil {
		return err
	}
	for _, r := range rows {
		s := State{r.fields[0], r.fields[1], Status(r.fields[2]), r.fields[3]}
		if _, ok := g.states[s.Code]; ok {
			return fmt.Errorf("%v: %s is there twice", r.origin, s.Code)
		}
		if !slices.Contains([]Status{Member, Observer, Other, Territory, Uninhabited}, s.Status) {
			return fmt.Errorf("%v: unknown status %q", r.origin, s.Status)
		}
		g.states[s.Code] = s
	}
	return nil
}

func (g *Gazetteer) loadBodies(fsys fs.FS) error {
	rows, err := readTable(fsys, "bodies.tsv", 3, 3)
	if err != nil {
		return err
	}
	for _, r := range rows {
		b := IGO{Code: r.fields[0], Seat: r.fields[1], Name: r.fields[2]}
		if b.Seat == "-" {
			b.Seat = ""
		}
		if _, ok := g.states[b.Seat]; !ok && b.Seat != "" {
			return fmt.Errorf("%v: unknown seat %q", r.origin, b.Seat)
		}
		if _, ok := g.EnglishName(b.Code); ok {
			return fmt.Errorf("%v: %s is there twice", r.origin, b.Code)
		}
		g.bodies[b.Code] = b
	}
	return nil
}

func (g *Gazetteer) loadMembers(fsys fs.FS) error {
	rows, err := readTable(fsys, "members.tsv", 2, 2)
	if err != nil {
		return err
	}
	for _, r := range rows {
		b, ok := g.bodies[r.fields[0]]
		if !ok {
			return fmt.Errorf("%v: unknown body %q", r.origin, r.fields[0])
		}
		b.Members = strings.Fields(r.fields[1])
		for _, m := range b.Members {
			if _, ok := g.EnglishName(m); !ok {
				return fmt.Errorf("%v: unknown member %q", r.origin, m)
			}
		}
		g.bodies[b.Code] = b
	}
	return nil
}

func (g *Gazetteer) loadPhrases(fsys fs.FS) error {
	named := map[[2]string]bool{} // languages and keys of the names so far
	for _, t := range phraseTables {
		rows, err := readTable(fsys, t.file, 3, 4)
		if err != nil {
			return err
		}
		for _, r := range rows {
			e, err := g.entry(r, t.kind)
			if err != nil {
				return fmt.Errorf("%v: %w", r.origin, err)
			}
			for lang := range strings.SplitSeq(r.fields[0], ",") {
				e.Lang = lang
				if t.kind == Name {
					k := [2]string{lang, key(e.Phrase)}
					if t.file == "names.gen.tsv" && named[k] {
						continue // names.tsv says it better, or CLDR says it twice but for an accent
					}
					named[k] = true
				}
				g.entries = append(g.entries, e)
				g.origins = append(g.origins, r.origin)
			}
		}
	}
	return nil
}

// codes tells how many codes the kinds have that do not have one.
var codes = map[Kind]struct{ least, most int }{Mask: {0, 0}, Group: {2, 50}, Railway: {1, 5}, Treaty: {0, 9}}

// entry makes the entry of a phrase table's row, without its language.
func (g *Gazetteer) entry(r row, kind Kind) (Entry, error) {
	e := Entry{Phrase: r.fields[2], Kind: kind}
	if r.fields[1] != "-" {
		e.Codes = strings.Fields(r.fields[1])
	}
	if n, ok := codes[kind]; !ok && len(e.Codes) != 1 || ok && (len(e.Codes) < n.least || len(e.Codes) > n.most) {
		return e, fmt.Errorf("%d codes for a %v", len(e.Codes), kind)
	}
	for _, code := range e.Codes {
		if _, ok := g.EnglishName(code); !ok {
			return e, fmt.Errorf("unknown code %q", code)
		}
	}
	if kind == Name && g.bodies[e.Codes[0]].Code != "" {
		e.Kind = Body // CLDR names the EU and the UN among the territories
	}
	if kind == Treaty {
		e.Text, e.ExactCase = r.fields[3], !strings.Contains(e.Phrase, " ")
		return e, nil
	}
	for flag := range strings.FieldsSeq(r.fields[3]) {
		switch flag {
		case "exact":
			e.ExactCase = true
		case Common, Person, Place, Shared, Joined:
			e.Ambiguous = flag
		case Apart:
			e.Apart = true
		default:
			return e, fmt.Errorf("unknown flag %q", flag)
		}
	}
	return e, nil
}
