package gazetteer

import (
	_ "embed" // for officeholders.tsv
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"
)

// Rule tells when a surname that stands alone may be read as a [Holder].
type Rule uint8

// The rules, from the strictest to the mildest.
const (
	Full  Rule = iota // after the full name, or a title and the country, in the same article
	Title             // beside a title: "Foreign Minister Kuleba"
	Free              // anywhere: the world knows only one ("Lavrov", "Macron")
)

// Rank is the level at which an office takes part in diplomacy.
type Rank uint8

// The ranks, from the lowest to the highest.
const (
	Official Rank = iota // envoys, advisers, heads of secretariats and agencies
	Minister             // ministers, deputy heads of government, speakers
	Leader               // heads of state, government and of the main bodies
)

// Marks of a [Holder]'s term that is not an ordinary one.
const (
	Acting  = "acting"   // also caretakers and interim heads
	Joint   = "joint"    // one of several who hold the office at one time
	AtLeast = "at_least" // To is as far as the term is known; it ended later
	vacant  = "vacant"   // nobody; the rest of the note says why
)

// Holder is one term of one person in one office.
type Holder struct {
	Code      string   // ISO 3166-1 alpha-3, XKX, or the acronym of a body
	Office    string   // a key of the office table, such as "foreign_minister"
	Name      string   // the usual English form of the full name
	From, To  Date     // first and last day; a zero To is an open term
	KnownTo   Date     // of an open term: how far the facts behind the table reach
	Surnames  []string // what wires call the person alone, at least one; with a title where the bare word misleads ("King Salman", "PM Key")
	Spellings []string // further spellings of the full name
	Rule      Rule     // when a surname alone suffices
	Rank      Rank     // the office's
	Mark      string   // "", Acting, Joint or AtLeast
	Style     string   // the title of whoever holds the office, where it is not the usual one: "chancellor"
}

// Serves tells whether the day (its date in UTC) lies within the term. Dates
// that are known to the month or the year count at their widest; an open term
// goes on past KnownTo.
func (h *Holder) Serves(day time.Time) bool {
	y, m, d := day.UTC().Date()
	on := Date{y, m, d}
	return !on.before(h.From) && (h.To.IsZero() || !h.To.before(on))
}

// ranks is the table of offices.
var ranks = map[string]Rank{
	"head_of_state": Leader, "head_of_government": Leader, "governor_general": Leader, "vice_president": Leader,
	"party_leader": Leader, "national_leader": Leader, "body_head": Leader, "council_president": Leader,

	"deputy_head_of_government": Minister, "foreign_minister": Minister, "second_foreign_minister": Minister,
	"defence_minister": Minister, "interior_minister": Minister, "finance_minister": Minister, "economy_minister": Minister,
	"trade_minister": Minister, "transport_minister": Minister, "energy_minister": Minister, "coordinating_minister": Minister,
	"high_representative": Minister, "trade_commissioner": Minister, "commissioner": Minister,
	"unification_minister": Minister, "minister_of_state": Minister,
	"agriculture_minister": Minister, "other_minister": Minister, "parliament_speaker": Minister, "senate_president": Minister, "top_diplomat": Minister, "entity_leader": Minister,

	"security_adviser": Official, "deputy_security_council_chair": Official, "presidential_aide": Official,
	"presidential_chief_of_staff": Official, "special_envoy": Official, "deputy_foreign_minister": Official,
	"foreign_secretary": Official, "trade_representative": Official, "army_chief": Official, "commander": Official,
	"intelligence_chief": Official, "central_bank_governor": Official, "regional_head": Official, "agency_head": Official, "security_service_chief": Official, "international_department": Official, "body_secretary": Official,
}

//go:embed officeholders.tsv
var holdersTable string

// LoadHolders reads the embedded table of office-holders. An error names the
// line that is malformed.
func LoadHolders() ([]Holder, error) {
	all, err := parseHolders(holdersTable)
	if err != nil {
		return nil, fmt.Errorf("gazetteer: officeholders.tsv: %w", err)
	}
	styles, err := loadStyles(tables)
	if err != nil {
		return nil, fmt.Errorf("gazetteer: %w", err)
	}
	var holders []Holder
	for _, h := range all {
		if h.Mark != vacant {
			h.Style = styles[[2]string{h.Code, h.Office}]
			holders = append(holders, h)
		}
	}
	respell(holders)
	return holders, nil
}

// loadStyles reads the titles of offices that have one of their own, by code and office.
func loadStyles(fsys fs.FS) (map[[2]string]string, error) {
	rows, err := readTable(fsys, "styles.tsv", 3, 3)
	if err != nil {
		return nil, err
	}
	styles := map[[2]string]string{}
	for _, r := range rows {
		if _, ok := ranks[r.fields[1]]; !ok {
			return nil, fmt.Errorf("%v: unknown office %q", r.origin, r.fields[1])
		}
		styles[[2]string{r.fields[0], r.fields[1]}] = r.fields[2]
	}
	return styles, nil
}

// parseHolders reads the lines of a table, those of vacant offices too.
func parseHolders(table string) ([]Holder, error) {
	var holders []Holder
	for n, line := range lines(table) {
		h, err := parseHolder(strings.Split(line, "\t"))
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		holders = append(holders, h)
	}
	return holders, nil
}

func parseHolder(f []string) (h Holder, err error) {
	if len(f) != 10 {
		return h, fmt.Errorf("%d fields, want 10", len(f))
	}
	h = Holder{Code: f[0], Office: f[1], Name: f[5], Surnames: list(f[6]), Spellings: list(f[7])}
	var ok bool
	if h.Rank, ok = ranks[h.Office]; !ok {
		return h, fmt.Errorf("unknown office %q", h.Office)
	}
	for i, d := range []*Date{&h.From, &h.To, &h.KnownTo} {
		if *d, err = parseDate(f[2+i]); err != nil {
			return h, err
		}
	}
	mark, reason, _ := strings.Cut(f[9], ": ")
	switch h.Mark = strings.TrimPrefix(mark, "-"); {
	case h.Mark == vacant && reason == "":
		return h, fmt.Errorf("a vacant %s needs a reason", h.Office)
	case h.Mark == vacant:
		return h, nil
	case !slices.Contains([]string{"", Acting, Joint, AtLeast}, h.Mark):
		return h, fmt.Errorf("unknown mark %q", mark)
	}
	switch f[8] {
	case "full":
		h.Rule = Full
	case "title":
		h.Rule = Title
	case "free":
		h.Rule = Free
	default:
		return h, fmt.Errorf("%s has no rule for the surname, or an unknown one: %q", h.Name, f[8])
	}
	return h, nil
}

// list cuts a field at its bars; "-" is the empty list.
func list(field string) []string {
	if field == "-" {
		return nil
	}
	return strings.Split(field, "|")
}
