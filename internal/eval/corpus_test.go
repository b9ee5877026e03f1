package eval_test

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/eval"
)

// statuses are the values that the codebook allows for each type.
var statuses = map[events.Type][]events.Status{
	events.TypeMeeting: {
		events.MeetingHeld, events.MeetingOngoing, events.MeetingPlanned, events.MeetingCancelled,
	},
	events.TypeAgreement: {
		events.AgreementProposed, events.AgreementNegotiating, events.AgreementAgreed, events.AgreementSigned,
		events.AgreementRatified, events.AgreementInForce, events.AgreementExtended, events.AgreementSuspended,
		events.AgreementTerminated, events.AgreementRejected,
	},
	events.TypeRailwayProject: {
		events.RailwayProposed, events.RailwayConsulting, events.RailwayAgreed, events.RailwayFinanced,
		events.RailwayConstruction, events.RailwayOperational, events.RailwaySuspended, events.RailwayCancelled,
	},
}

var dateForm = regexp.MustCompile(`^(1[4-9]|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$`)

// TestCorpora holds every annotated article to the codebook's form.
func TestCorpora(t *testing.T) {
	paths, err := filepath.Glob("testdata/corpus/*.jsonl")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no corpora: %v", err)
	}
	if _, err := eval.ReadGold(paths...); err != nil {
		t.Fatal(err) // an id in two corpora, for one
	}
	for _, path := range paths {
		articles, err := eval.ReadGold(path)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(path), ".jsonl")
		lang, half, _ := strings.Cut(name, "-")
		prefix := lang + "-" + half[:1] + "-"
		for _, a := range articles {
			if a.Lang != lang || !strings.HasPrefix(a.ID, prefix) {
				t.Errorf("%s: %s (%s): want language %s and an id that starts with %s", path, a.ID, a.Lang, lang, prefix)
			}
			checkArticle(t, a)
		}
	}
}

func checkArticle(t *testing.T, a eval.Article) {
	t.Helper()
	kind := "positive"
	if len(a.Gold) == 0 {
		kind = "negative"
	}
	if a.Kind != kind {
		t.Errorf("%s: kind is %q with %d events", a.ID, a.Kind, len(a.Gold))
	}
	if a.Published.IsZero() || a.Body == "" {
		t.Errorf("%s: no publication time or no body", a.ID)
	}
	for i, g := range a.Gold {
		if g.Note == "" || len(g.Parties) == 0 || len(g.Status) == 0 {
			t.Errorf("%s: event %d: note, parties or status missing", a.ID, i+1)
		}
		for _, s := range g.Status {
			if !slices.Contains(statuses[g.Type], s) {
				t.Errorf("%s: event %d: %q is no status of %q", a.ID, i+1, s, g.Type)
			}
		}
		for _, d := range g.Date {
			if !dateForm.MatchString(d) {
				t.Errorf("%s: event %d: %q is no date", a.ID, i+1, d)
			}
		}
		for _, code := range slices.Concat(g.Parties, g.PartiesOK) {
			if !isParty(code) {
				t.Errorf("%s: event %d: %q is neither a state nor a body", a.ID, i+1, code)
			}
		}
	}
}

// bodies are intergovernmental bodies whose acronym has three characters, so that it
// could be taken for a mistyped state.
var bodies = strings.Fields("ADB AES AFC AIS ARF BIS CIS COE EAC EAS ECO EIB EPC FAO G20 G77 GCC ICC ICJ IDB ILO IMF IMO IOC IOM ISA ITU MSG NBI NDB OAS OCC OIC OIF OTS PIF SCO WFP WHO WTO")

// isParty takes ISO 3166-1 alpha-3, XKX, and acronyms of bodies.
func isParty(code string) bool {
	if code == "" || strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != "" {
		return false
	}
	if len(code) != 3 || code == "XKX" || slices.Contains(bodies, code) {
		return true
	}
	region, err := language.ParseRegion(code)
	return err == nil && region.IsCountry() && region.ISO3() == code
}
