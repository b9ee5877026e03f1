package gazetteer

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// small is a sound set of tables but for its coverage; change overlays it.
func small(change map[string]string) fstest.MapFS {
	files := map[string]string{
		"states.tsv":    "# states\nGEO\tGE\tmember\tGeorgia\nGRL\tGL\tterritory\tGreenland\n",
		"bodies.tsv":    "EU\tGEO\tEuropean Union\n",
		"members.tsv":   "EU\tGEO\n",
		"names.gen.tsv": "en\tEU\tEU\texact\nen\tGEO\tGeorgia\nen\tGRL\tGreenland\n",
		"names.tsv":     "en,id\tGEO\tGeorgia\tplace\n",
		"demonyms.tsv":  "en\tGEO\tGeorgian\n",
		"capitals.tsv":  "mul\tGEO\tTbilisi\n",
		"seats.tsv":     "", "cities.tsv": "mul\tGEO\tBatumi\n", "bodynames.tsv": "", "groups.tsv": "en\tGEO GRL\tboth\n", "masks.tsv": "en\t-\tGeorgia Tech\n", "firms.tsv": "", "railways.tsv": "", "treaties.tsv": "mul\tEU GEO\tBatumi Accord\tagreement trade\n",
	}
	fsys := fstest.MapFS{}
	for name, text := range files {
		if changed, ok := change[name]; ok {
			text = changed
		}
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func TestHandmadeNameReplacesGenerated(t *testing.T) {
	g, err := load(small(nil))
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, e := range g.Entries() {
		if e.Phrase == "Georgia" {
			found = append(found, e.Lang+" "+e.Ambiguous)
		}
	}
	if got := strings.Join(found, ", "); got != "en place, id place" {
		t.Errorf("Georgia is entered as %q", got)
	}
}

func TestGeneratedNameOfBodyIsBody(t *testing.T) {
	g, err := load(small(nil))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range g.Entries() {
		if e.Phrase == "EU" && (e.Kind != Body || !e.ExactCase) {
			t.Errorf("EU is %+v", e)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{"states.tsv", "GEO\tGE\tmember\n", "states.tsv:1: 3 fields, want 4 to 4"},
		{"states.tsv", "GEO\tGE\tmember\tGeorgia\nGEO\tGE\tmember\tGeorgia\n", "states.tsv:2: GEO is there twice"},
		{"states.tsv", "GEO\tGE\tkingdom\tGeorgia\n", `unknown status "kingdom"`},
		{"bodies.tsv", "EU\tXXX\tEuropean Union\n", `unknown seat "XXX"`},
		{"bodies.tsv", "GEO\t-\tBody with a state's code\n", "GEO is there twice"},
		{"members.tsv", "EU\tGEO XXX\n", `unknown member "XXX"`},
		{"members.tsv", "OECD\tGEO\n", `unknown body "OECD"`},
		{"cities.tsv", "# cities\nen\tXXX\tBatumi\n", `cities.tsv:2: unknown code "XXX"`},
		{"cities.tsv", "en\tGEO\t\texact\n", "field 3 is empty"},
		{"cities.tsv", "en\tGEO GRL\tBatumi\n", "2 codes for a city"},
		{"masks.tsv", "en\tGEO\tGeorgia Tech\n", "1 codes for a mask"},
		{"cities.tsv", "en\tGEO\tBatumi\tcapital\n", `unknown flag "capital"`},
	} {
		_, err := load(small(map[string]string{c.file: c.text}))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %q: error %v, want %q", c.file, c.text, err, c.want)
		}
	}
}

func TestLintFinds(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{"cities.tsv", "xx\tGEO\tBatumi\n", `unknown language "xx"`},
		{"cities.tsv", "en\tGEO\ta b c d e f g h i\n", "9 words, at most 8"},
		{"cities.tsv", "en\tGEO\tBatumi  Port\n", "stray spaces"},
		{"cities.tsv", "en\tGEO\tBatu\u200bmi\x01\n", "control characters"},
		{"cities.tsv", "en\tGEO\tBe\u0301o\n", "not in Unicode form NFC"},
		{"cities.tsv", "en\tGEO\t–\n", "no letter"},
		{"names.tsv", "en\tGEO\tGEO\n", "needs the flag exact"},
		{"cities.tsv", "en\tGEO\tBatumi\nmul\tGEO\tBATUMI\n", `cities.tsv:2: "BATUMI" is already at cities.tsv:1`},
		{"demonyms.tsv", "en\tGEO\tGeorgia\n", `"Georgia" is already at names.tsv:1`},
		{"cities.tsv", "en\tGRL\tTbilisi\n", "flag one"},
		{"cities.tsv", "", ""},
	} {
		g, err := load(small(map[string]string{c.file: c.text}))
		if err != nil {
			t.Fatal(err)
		}
		report := fmt.Sprint(g.lintPhrases(), g.lintReadings())
		if c.want == "" && report != "<nil> <nil>" || !strings.Contains(report, c.want) {
			t.Errorf("%s %q: report %q, want %q", c.file, c.text, report, c.want)
		}
	}
}

func TestLintSorted(t *testing.T) {
	for _, text := range []string{"mul\tGEO\tPoti\nmul\tGEO\tBatumi\n", "mul\tGEO\tPoti\nmul\tGEO\tPoti\n"} {
		err := lintSorted(small(map[string]string{"cities.tsv": "# places\n" + text}))
		if err == nil || !strings.Contains(err.Error(), "cities.tsv:3: not after the line before it") {
			t.Errorf("%q: error %v", text, err)
		}
	}
	if err := lintSorted(small(nil)); err != nil {
		t.Error(err)
	}
}

func TestLintCoverage(t *testing.T) {
	g, err := load(small(map[string]string{"capitals.tsv": "en\tGEO\tTbilisi\n", "demonyms.tsv": ""}))
	if err != nil {
		t.Fatal(err)
	}
	report := g.lintCoverage().Error()
	for _, want := range []string{"GEO has no capital in id", "GEO has no demonym in en", "GRL has no name in zh", "EU has no body in ms"} {
		if !strings.Contains(report, want) {
			t.Errorf("report lacks %q", want)
		}
	}
	for _, not := range []string{"GEO has no capital in en", "GRL has no capital", "GEO has no name in id"} {
		if strings.Contains(report, not) {
			t.Errorf("report has %q", not)
		}
	}
}
