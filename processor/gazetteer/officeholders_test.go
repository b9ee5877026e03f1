package gazetteer

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestHoldersTableIsSound(t *testing.T) {
	holders, err := parseHolders(holdersTable)
	if err != nil {
		t.Fatal(err)
	}
	g, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	known := func(code string) bool { _, ok := g.EnglishName(code); return ok }
	taken := map[string]bool{}
	for _, e := range g.Entries() {
		if e.Kind != City && slices.Contains([]string{AnyLanguage, "en", "id", "ms"}, e.Lang) {
			taken[strings.ToLower(e.Phrase)] = true
		}
	}
	for _, err := range lintHolders(holders, known, taken) {
		t.Error(err)
	}
	lines := slices.DeleteFunc(strings.Split(holdersTable, "\n"), func(l string) bool { return l == "" || l[0] == '#' })
	if !slices.IsSorted(lines) {
		t.Error("officeholders.tsv is not sorted by bytes (LC_ALL=C sort)")
	}
	if n := len(slices.Compact(slices.Clone(lines))); n != len(lines) {
		t.Errorf("officeholders.tsv repeats %d lines", len(lines)-n)
	}
}

func TestHoldersCoverTheWorld(t *testing.T) {
	holders, err := LoadHolders()
	if err != nil {
		t.Fatal(err)
	}
	offices := map[string][]string{}
	for _, h := range holders {
		if h.Mark == vacant {
			t.Errorf("LoadHolders gives a vacancy: %+v", h)
		}
		offices[h.Code] = append(offices[h.Code], h.Office)
	}
	states, bodies := 0, 0
	for _, has := range offices {
		switch {
		case slices.Contains(has, "foreign_minister") &&
			(slices.Contains(has, "head_of_state") || slices.Contains(has, "head_of_government")):
			states++
		case slices.Contains(has, "body_head") || slices.Contains(has, "body_secretary"):
			bodies++
		}
	}
	if states < 190 {
		t.Errorf("%d states have a leader and a foreign minister, want 190", states)
	}
	if bodies < 45 {
		t.Errorf("%d bodies have a head, want 45", bodies)
	}
}

func TestServes(t *testing.T) {
	day := func(s string) time.Time {
		t.Helper()
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range []struct {
		from, to string
		day      string
		want     bool
	}{
		{"2020-03-04", "2024-09-05", "2020-03-03", false},
		{"2020-03-04", "2024-09-05", "2020-03-04", true},
		{"2020-03-04", "2024-09-05", "2024-09-05", true},
		{"2020-03-04", "2024-09-05", "2024-09-06", false},
		{"2020-03", "2024-02", "2020-03-01", true},
		{"2020-03", "2024-02", "2024-02-29", true},
		{"2020-03", "2024-02", "2024-03-01", false},
		{"2020", "2024", "2019-12-31", false},
		{"2020", "2024", "2024-12-31", true},
		{"2020", "-", "2031-01-01", true},
	} {
		from, err1 := parseDate(c.from)
		to, err2 := parseDate(c.to)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		h := Holder{From: from, To: to}
		if got := h.Serves(day(c.day)); got != c.want {
			t.Errorf("from %s to %s: Serves(%s) = %v", c.from, c.to, c.day, got)
		}
	}
	late := time.Date(2024, 9, 5, 23, 30, 0, 0, time.FixedZone("", -3600)) // already the next day in UTC
	if (&Holder{From: Date{Year: 2020}, To: Date{2024, 9, 5}}).Serves(late) {
		t.Error("Serves reads the date in the day's own zone, not in UTC")
	}
}

func TestDateRoundTrip(t *testing.T) {
	for _, c := range []struct{ text, first, last string }{
		{"2024", "2024-01-01", "2024-12-31"},
		{"2024-02", "2024-02-01", "2024-02-29"},
		{"2024-02-03", "2024-02-03", "2024-02-03"},
	} {
		d, err := parseDate(c.text)
		if err != nil {
			t.Fatal(err)
		}
		if got := d.String(); got != c.text {
			t.Errorf("%s comes back as %s", c.text, got)
		}
		if first, last := d.First().Format(time.DateOnly), d.Last().Format(time.DateOnly); first != c.first || last != c.last {
			t.Errorf("%s spans %s to %s, want %s to %s", c.text, first, last, c.first, c.last)
		}
	}
	if d, err := parseDate("-"); err != nil || !d.IsZero() || d.String() != "-" {
		t.Errorf(`"-" gives %v, %v`, d, err)
	}
}

func TestKnownTerms(t *testing.T) {
	holders, err := LoadHolders()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ code, office, day, name string }{
		{"CHN", "foreign_minister", "2023-03-02", "Qin Gang"},
		{"CHN", "foreign_minister", "2024-05-20", "Wang Yi"},
		{"GBR", "head_of_government", "2022-10-01", "Liz Truss"},
		{"IDN", "foreign_minister", "2019-05-01", "Retno Marsudi"},
		{"KAZ", "foreign_minister", "2024-05-20", "Murat Nurtleu"},
		{"MYS", "head_of_government", "2021-01-01", "Muhyiddin Yassin"},
		{"RUS", "foreign_minister", "2014-01-01", "Sergei Lavrov"},
		{"UZB", "head_of_state", "2016-08-01", "Islam Karimov"},
	} {
		day, err := time.Parse(time.DateOnly, c.day)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, h := range holders {
			if h.Code == c.code && h.Office == c.office && h.Serves(day) {
				names = append(names, h.Name)
			}
		}
		if !slices.Equal(names, []string{c.name}) {
			t.Errorf("%s %s on %s: %q, want %q", c.code, c.office, c.day, names, c.name)
		}
	}
}

func threeLetters(code string) bool { return len(code) == 3 }

// line makes one line of the table: code, office, from, to, known_to, name, surnames, rule and note.
func line(fields ...string) string {
	return strings.Join(slices.Insert(fields, 7, "-"), "\t") + "\n"
}

func TestLintFindsFaults(t *testing.T) {
	for _, c := range []struct {
		name, table, want string
	}{
		{
			"overlap", line("ABC", "head_of_state", "2013", "2016-05-01", "-", "Al Pha", "Pha", "full", "-") +
				line("ABC", "head_of_state", "2016-04-01", "-", "2026-01", "Be Ta", "Ta", "full", "-"), "overlaps Al Pha",
		},
		{
			"joint and sole holders overlap", line("ABC", "head_of_state", "2013", "-", "2026-01", "Al Pha", "Pha", "full", "joint") +
				line("ABC", "head_of_state", "2016-04-01", "-", "2026-01", "Be Ta", "Ta", "full", "-"), "overlaps Al Pha",
		},
		{
			"gap", line("ABC", "foreign_minister", "2013", "2016-05-01", "-", "Al Pha", "Pha", "full", "-") +
				line("ABC", "foreign_minister", "2016-07-01", "-", "2026-01", "Be Ta", "Ta", "full", "-"), "nobody from 2016-05-01",
		},
		{"late start", line("ABC", "foreign_minister", "2015", "-", "2026-01", "Al Pha", "Pha", "full", "-"), "nobody from 2014-01-01"},
		{"early stop", line("ABC", "head_of_state", "2013", "2024", "-", "Al Pha", "Pha", "full", "-"), "stops in 2024-12-31"},
		{"expired", line("ABC", "defence_minister", "2013", "-", "2022-07", "Al Pha", "Pha", "full", "-"), "find the end"},
		{"unfinished main office", line("ABC", "head_of_state", "2013", "2026", "-", "Al Pha", "Pha", "full", "at_least"), "find the end"},
		{"unknown future", line("ABC", "defence_minister", "2026-10", "-", "2026-09", "Al Pha", "Pha", "full", "-"), "begins after"},
		{"no first day", line("ABC", "head_of_state", "-", "-", "2026-01", "Al Pha", "Pha", "full", "-"), "no first day"},
		{"backwards", line("ABC", "defence_minister", "2019", "2018", "-", "Al Pha", "Pha", "full", "-"), "ends before"},
		{"unknown code", line("ABCD", "defence_minister", "2013", "2018", "-", "Al Pha", "Pha", "full", "-"), "unknown code"},
		{
			"shared surname", line("ABC", "defence_minister", "2013", "2018", "-", "Al Pha", "Pha", "free", "-") +
				line("DEF", "defence_minister", "2017", "2019", "-", "Om Pha", "Pha", "full", "-"), "is free",
		},
		{"pronoun", line("ABC", "defence_minister", "2013", "2018", "-", "He Pha", "He", "full", "-"), "function word"},
		{"name of a state", line("ABC", "defence_minister", "2013", "2018", "-", "Al Mali", "Mali", "full", "-"), "name of the gazetteer"},
		{"repeated surname", line("ABC", "defence_minister", "2013", "2018", "-", "Al Pha", "Pha|Pha", "full", "-"), "twice"},
	} {
		t.Run(c.name, func(t *testing.T) {
			holders, err := parseHolders(c.table)
			if err != nil {
				t.Fatal(err)
			}
			for _, err := range lintHolders(holders, threeLetters, map[string]bool{"mali": true}) {
				if strings.Contains(err.Error(), c.want) {
					return
				}
			}
			t.Errorf("no fault with %q found", c.want)
		})
	}
}

func TestLintAllowsWhatIsReal(t *testing.T) {
	table := line("ABC", "head_of_state", "2013", "2016-05-01", "-", "Al Pha", "Pha", "full", "-") +
		line("ABC", "head_of_state", "2016-03-01", "2016-05-01", "-", "Ga Ma", "Ma", "full", "acting") +
		line("ABC", "head_of_state", "2016-05-01", "2017-05-01", "-", "-", "-", "-", "vacant: no majority") +
		line("ABC", "head_of_state", "2017-05-01", "-", "2026-01", "Be Ta", "Ta", "full", "joint") +
		line("ABC", "head_of_state", "2017-05-01", "-", "2026-01", "De Lta", "Lta", "full", "joint")
	holders, err := parseHolders(table)
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range lintHolders(holders, threeLetters, map[string]bool{"mali": true}) {
		t.Error(err)
	}
}

func TestMalformedLines(t *testing.T) {
	for name, table := range map[string]string{
		"too few fields":    "ABC\thead_of_state\n",
		"unknown office":    line("ABC", "shoemaker", "2013", "-", "-", "Al Pha", "Pha", "full", "-"),
		"bad date":          line("ABC", "head_of_state", "2013-13", "-", "-", "Al Pha", "Pha", "full", "-"),
		"no rule":           line("ABC", "head_of_state", "2013", "-", "-", "Al Pha", "Pha", "-", "-"),
		"unknown mark":      line("ABC", "head_of_state", "2013", "-", "-", "Al Pha", "Pha", "full", "odd"),
		"reasonless vacant": line("ABC", "head_of_state", "2013", "2014", "-", "-", "-", "-", "vacant"),
	} {
		if _, err := parseHolders(table); err == nil || !strings.HasPrefix(err.Error(), "line 1: ") {
			t.Errorf("%s: error %v, want one for line 1", name, err)
		}
	}
}
