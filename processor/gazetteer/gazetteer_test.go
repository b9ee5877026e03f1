package gazetteer

import (
	"slices"
	"testing"
)

func mustLoad(t testing.TB) *Gazetteer {
	t.Helper()
	g, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestLint(t *testing.T) {
	if err := mustLoad(t).Lint(); err != nil {
		t.Error(err)
	}
}

// TestReadings holds the data to facts that are easily broken by an edit.
func TestReadings(t *testing.T) {
	g := mustLoad(t)
	for _, want := range []struct {
		lang, phrase string
		kind         Kind
		codes        []string
		exact        bool
		ambiguous    string
	}{
		{"en", "Kazakhstan", Name, []string{"KAZ"}, false, ""},
		{"en", "US", Name, []string{"USA"}, true, Common},
		{"id", "AS", Name, []string{"USA"}, true, Common},
		{"id", "RRT", Name, []string{"CHN"}, true, ""},
		{"en", "Georgia", Name, []string{"GEO"}, false, Place},
		{"en", "Turkey", Name, []string{"TUR"}, false, Common},
		{"en", "Polish", Demonym, []string{"POL"}, false, Common},
		{"en", "Nigeriens", Demonym, []string{"NER"}, false, ""},
		{"id", "Kirgistan", Name, []string{"KGZ"}, false, ""},
		{"zh", "吉尔吉斯斯坦", Name, []string{"KGZ"}, false, ""},
		{"en", "Kremlin", Seat, []string{"RUS"}, false, ""},
		{"en", "Brussels", Seat, []string{"EU"}, false, ""},
		{"en", "Brussels", Capital, []string{"BEL"}, false, ""},
		{"mul", "Putrajaya", Seat, []string{"MYS"}, false, ""},
		{"ms", "Perancis", Name, []string{"FRA"}, false, ""},
		{"id", "lima negara Asia Tengah", Group, []string{"KAZ", "KGZ", "TJK", "TKM", "UZB"}, false, ""},
		{"en", "South China Sea", Mask, nil, false, ""},
	} {
		found := slices.ContainsFunc(g.Entries(), func(e Entry) bool {
			return e.Lang == want.lang && e.Phrase == want.phrase && e.Kind == want.kind && slices.Equal(e.Codes, want.codes) &&
				e.ExactCase == want.exact && e.Ambiguous == want.ambiguous
		})
		if !found {
			t.Errorf("no entry %+v", want)
		}
	}
}

func TestCodes(t *testing.T) {
	g := mustLoad(t)
	if s, ok := g.State("XKX"); !ok || s.Name != "Kosovo" || !s.Sovereign() {
		t.Errorf("XKX is %+v", s)
	}
	if s, _ := g.State("GRL"); s.Sovereign() {
		t.Error("Greenland is no sovereign state")
	}
	if b, ok := g.Body("VISEGRAD"); !ok || !slices.Equal(b.Members, []string{"CZE", "HUN", "POL", "SVK"}) {
		t.Errorf("VISEGRAD is %+v", b)
	}
	if name, ok := g.EnglishName("SCO"); !ok || name != "Shanghai Cooperation Organization" {
		t.Errorf("SCO is %q", name)
	}
	if _, ok := g.EnglishName("XXX"); ok {
		t.Error("XXX has a name")
	}
	if n := len(g.States()); n != 250 {
		t.Errorf("%d states and territories, want the 249 of ISO 3166-1 and XKX", n)
	}
	if n := len(g.Bodies()); n < 70 {
		t.Errorf("%d bodies, want at least 70", n)
	}
}

// TestMembers holds the well-known memberships of 2025 to their sizes.
func TestMembers(t *testing.T) {
	g := mustLoad(t)
	for code, want := range map[string]int{
		"EU": 27, "NATO": 32, "ASEAN": 11, "BRICS": 10, "SCO": 10, "GCC": 6, "G7": 7, "G20": 21, "EAEU": 5, "CSTO": 6, "OTS": 5,
		"VISEGRAD": 4, "BENELUX": 3, "QUAD": 4, "AUKUS": 3, "CAREC": 11, "MERCOSUR": 5, "APEC": 21, "ARABLEAGUE": 22, "ECOWAS": 12, "SADC": 16,
	} {
		b, _ := g.Body(code)
		if len(b.Members) != want {
			t.Errorf("%s has %d members, want %d", code, len(b.Members), want)
		}
		if !slices.IsSorted(b.Members) {
			t.Errorf("the members of %s are not sorted", code)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		mustLoad(b)
	}
}
