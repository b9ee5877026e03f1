package lang_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/match"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// TestPacks lints every pack: a phrase is there once for each meaning, can be
// found in a text, and has a value that its class knows.
func TestPacks(t *testing.T) {
	packs, err := lang.Load()
	if err != nil {
		t.Fatal(err)
	}
	if len(packs) == 0 {
		t.Fatal("no language packs")
	}
	for _, p := range packs {
		t.Run(p.Tag, func(t *testing.T) {
			type meaning struct {
				class lang.Class
				words string
				exact bool
			}
			first := map[meaning]lang.Entry{}
			for _, e := range p.Entries {
				if reason := unreachable(e.Phrase); reason != "" {
					t.Errorf("%s: %q is never found: %s", e.Place, e.Phrase, reason)
				}
				if reason := badValue(e); reason != "" {
					t.Errorf("%s: %q: value %q %s", e.Place, e.Phrase, e.Value, reason)
				}
				m := meaning{e.Class, folded(e.Phrase), e.Exact}
				if e.Exact {
					m.words = e.Phrase
				}
				// A verb's base and past may look alike, and mean both.
				if o, ok := first[m]; ok && (o.Form == e.Form || o.Value != e.Value) {
					t.Errorf("%s: %q is already at %s", e.Place, e.Phrase, o.Place)
				} else if !ok {
					first[m] = e
				}
			}
		})
	}
}

// folded gives the words of a phrase as the engine compares them.
func folded(phrase string) string {
	var words []string
	for _, t := range scan.Tokens(nil, []byte(phrase)) {
		words = append(words, scan.Fold(phrase[t.Start:t.End]))
	}
	return strings.Join(words, " ")
}

// unreachable tells why no text can hold the phrase.
func unreachable(phrase string) string {
	toks := scan.Tokens(nil, []byte(phrase))
	switch {
	case len(toks) == 0:
		return "it has no word"
	case len(toks) > match.MaxWords:
		return "it has too many words"
	}
	for _, t := range toks[1:] {
		if t.Gap&^scan.Inside != 0 {
			return "words of a phrase have spaces, hyphens, apostrophes or points between them"
		}
	}
	return ""
}

// badValue tells what is wrong with the value of an entry.
func badValue(e lang.Entry) string {
	known := func(list ...string) string {
		if slices.Contains(list, e.Value) {
			return ""
		}
		return "is none of " + strings.Join(list, ", ")
	}
	switch e.Class {
	case lang.Date:
		if _, err := dates.Lexical(e.Value); err != nil {
			return err.Error()
		}
	case lang.DealNoun:
		// Behind the instrument stands whose initiative it is, or what it is about.
		instrument, about, _ := strings.Cut(e.Value, " ")
		if about != "" && about == strings.ToLower(about) {
			return invalid(events.Instrument(instrument), events.Sector(about))
		}
		if instrument != "" && instrument != "again" {
			return invalid(events.Instrument(instrument))
		}
	case lang.Sector:
		return invalid(events.InstrumentOther, events.Sector(e.Value))
	case lang.Title:
		rank, name, _ := strings.Cut(e.Value, ":")
		if !slices.Contains([]string{"leader", "minister", "official"}, rank) || name != strings.ToLower(name) {
			return "is not \"rank:english title\""
		}
	case lang.Measure:
		return known("km", "money", "speed", "area", "percent", "time")
	case lang.Pair:
		return known("", "0", "2", "3", "4", "5", "6", "members")
	case lang.Common:
		return known("", "contrast")
	}
	return ""
}

// invalid tells why no agreement can have this instrument and these sectors.
func invalid(instrument events.Instrument, sectors ...events.Sector) string {
	a := &events.Agreement{
		Common: events.Common{
			Kind: events.TypeAgreement, Status: events.AgreementSigned,
			Parties: []events.Party{
				{Code: "CHN", Name: "China", Kind: events.State, Role: events.RoleParty},
				{Code: "RUS", Name: "Russia", Kind: events.State, Role: events.RoleParty},
			},
			Evidence: []events.Span{{Start: 0, End: 1, Text: "x"}},
			Article:  events.Article{ID: "x"}, Detector: events.Detector{Version: "x"},
		},
		Instrument: instrument, Sectors: sectors,
	}
	events.Classify(a, events.Clues{})
	if err := a.Validate(); err != nil {
		return err.Error()
	}
	return ""
}
