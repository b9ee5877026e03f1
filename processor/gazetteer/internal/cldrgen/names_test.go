package main

import (
	"slices"
	"strings"
	"testing"
)

func TestNamesInRunningText(t *testing.T) {
	codes := map[string]string{"CD": "COD", "CG": "COG", "MM": "MMR", "AG": "ATG", "LC": "LCA", "HK": "HKG", "SX": "SXM", "MF": "MAF", "US": "USA"}
	for _, c := range []struct {
		lang  string
		texts locale
		want  []string
	}{
		{"en", locale{"MM": "Myanmar (Burma)", "MM-alt-short": "Myanmar"}, []string{"en MMR Myanmar"}},
		{"en", locale{"CD": "Congo - Kinshasa", "CD-alt-variant": "Congo (DRC)", "CG": "Congo - Brazzaville", "CG-alt-variant": "Congo (Republic)"}, []string{"en COD Congo-Kinshasa", "en COG Congo-Brazzaville"}},
		{"en", locale{"AG": "Antigua & Barbuda"}, []string{"en ATG Antigua and Barbuda"}},
		{"en", locale{"LC": "St. Lucia"}, []string{"en LCA Saint Lucia", "en LCA St. Lucia"}},
		{"en", locale{"US-alt-short": "US", "001": "world"}, []string{"en USA US exact"}},
		{"pt", locale{"HK": "Hong Kong, RAE da China", "HK-alt-short": "Hong Kong"}, []string{"pt HKG Hong Kong"}},
		{"fr", locale{"MF": "Saint-Martin", "SX": "Saint-Martin (partie néerlandaise)"}, []string{"fr MAF Saint-Martin", "fr SXM Saint-Martin (partie néerlandaise)"}},
	} {
		var got []string
		for _, n := range names(map[string]locale{c.lang: c.texts}, codes) {
			got = append(got, strings.TrimSpace(n.lang+" "+n.code+" "+n.text+" "+n.flags))
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%v: got %q, want %q", c.texts, got, c.want)
		}
	}
}

func TestPackageOfAnotherVersionIsRefused(t *testing.T) {
	if _, err := readPackage("names.go"); err == nil || !strings.Contains(err.Error(), "digest") {
		t.Errorf("error is %v, want one about the digest", err)
	}
}
