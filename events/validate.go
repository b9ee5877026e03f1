package events

import (
	"cmp"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"
)

// FieldError tells which field of an event breaks the codebook, and how.
type FieldError struct {
	Field  string // JSON path, such as "parties[1].code"
	Reason string
}

// Error says what is wrong in one line.
func (e *FieldError) Error() string { return "event: " + e.Field + ": " + e.Reason }

// invalid makes the error of one field. It returns error, not *FieldError, so
// that cmp.Or can pick the first of several checks.
func invalid(field, format string, args ...any) error {
	return &FieldError{Field: field, Reason: fmt.Sprintf(format, args...)}
}

// oneOf checks a value against the values that its field may have.
func oneOf[T ~string](field string, value T, allowed []T) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	return invalid(field, "%q is not one of %v", value, allowed)
}

// validate checks the fields that every event has.
func (c *Common) validate(kind Type, statuses []Status) error {
	if c.Kind != kind {
		return invalid("type", "is %q, must be %q", c.Kind, kind)
	}
	if !(c.Confidence >= 0 && c.Confidence <= 1) { // written so that NaN fails too
		return invalid("confidence", "%v is not between 0 and 1", c.Confidence)
	}
	if c.Article.ID == "" {
		return invalid("article.id", "is empty")
	}
	if c.Detector.Version == "" {
		return invalid("detector.version", "is empty")
	}
	if c.Ordinal < 0 {
		return invalid("ordinal", "%d is negative", c.Ordinal)
	}
	return cmp.Or(
		oneOf("status", c.Status, statuses),
		validateParties(c.Parties),
		validateParticipants(c.Participants),
		c.Date.validate(),
		c.Place.validate(),
		validateCodes(c.PLOVER, c.CAMEO),
		validateEvidence(c.Evidence),
	)
}

// item names a field of a list's element. It is called for errors only: a valid
// event, which is nearly every one, is checked without formatting anything.
func item(list string, i int, field string) string { return fmt.Sprintf("%s[%d]%s", list, i, field) }

func validateParties(parties []Party) error {
	hasBody := false
	for i, p := range parties {
		hasBody = hasBody || p.Kind == IGO
		switch {
		case !slices.Contains(partyKinds, p.Kind):
			return oneOf(item("parties", i, ".kind"), p.Kind, partyKinds)
		case !slices.Contains(roles, p.Role):
			return oneOf(item("parties", i, ".role"), p.Role, roles)
		case p.Kind == State && !isISO3(p.Code):
			return invalid(item("parties", i, ".code"), "%q is not three capital letters", p.Code)
		case p.Kind == IGO && !isAcronym(p.Code):
			return invalid(item("parties", i, ".code"), "%q is not an acronym in capitals", p.Code)
		case p.Name == "":
			return invalid(item("parties", i, ".name"), "is empty")
		case i > 0 && p.Code <= parties[i-1].Code:
			return invalid(item("parties", i, ".code"), "%q stands after %q: codes are sorted and unique", p.Code, parties[i-1].Code)
		}
	}
	if len(parties) == 0 || len(parties) == 1 && !hasBody {
		return invalid("parties", "%d named: an event has two or more, or one body", len(parties))
	}
	return nil
}

func validateParticipants(people []Participant) error {
	for i, p := range people {
		if p.Name == "" {
			return invalid(item("participants", i, ".name"), "is empty")
		}
		if p.Party != "" && !isISO3(p.Party) && !isAcronym(p.Party) {
			return invalid(item("participants", i, ".party"), "%q is no party code", p.Party)
		}
	}
	return nil
}

func (d Date) validate() error {
	if d == (Date{}) {
		return nil
	}
	var layout string
	switch d.Precision {
	case Day:
		layout = time.DateOnly
	case Month:
		layout = "2006-01"
	case Year:
		layout = "2006"
	default:
		return oneOf("date.precision", d.Precision, []Precision{Day, Month, Year})
	}
	if _, err := time.Parse(layout, d.Value); err != nil {
		return invalid("date.value", "%q is no calendar date of precision %q", d.Value, d.Precision)
	}
	return nil
}

func (p *Place) validate() error {
	switch {
	case p == nil:
		return nil
	case p.Name == "":
		return invalid("place.name", "is empty")
	case p.Country != "" && !isISO3(p.Country):
		return invalid("place.country", "%q is not three capital letters", p.Country)
	}
	return nil
}

// validateEvidence checks that spans are what they say and stand in the order of
// the text: the headline's first, then the body's.
func validateEvidence(spans []Span) error {
	if len(spans) == 0 {
		return invalid("evidence", "is empty")
	}
	for i, s := range spans {
		switch {
		case s.Field != "" && s.Field != FieldHeadline:
			return invalid(item("evidence", i, ".field"), "%q is neither empty nor %q", s.Field, FieldHeadline)
		case s.Start < 0 || s.End <= s.Start:
			return invalid(item("evidence", i, ""), "[%d, %d) is no passage", s.Start, s.End)
		case len(s.Text) != s.End-s.Start:
			return invalid(item("evidence", i, ".text"), "has %d bytes, [%d, %d) has %d", len(s.Text), s.Start, s.End, s.End-s.Start)
		case !utf8.ValidString(s.Text):
			return invalid(item("evidence", i, ".text"), "is not valid UTF-8")
		case i > 0 && !inOrder(spans[i-1], s):
			return invalid(item("evidence", i, ""), "stands before its predecessor in the text")
		}
	}
	return nil
}

func inOrder(a, b Span) bool {
	if a.Field != b.Field {
		return a.Field == FieldHeadline
	}
	return a.Start <= b.Start
}

// isISO3 tells whether code has the shape of an ISO 3166-1 alpha-3 code.
func isISO3(code string) bool { return len(code) == 3 && isAcronym(code) && !hasDigit(code) }

// maxAcronym bounds a body's code; "ARABLEAGUE" is the longest usual one.
const maxAcronym = 24

// isAcronym tells whether code is capitals and digits, a capital first.
func isAcronym(code string) bool {
	for i := range len(code) {
		capital := 'A' <= code[i] && code[i] <= 'Z'
		if !capital && (i == 0 || !isDigit(code[i])) {
			return false
		}
	}
	return 2 <= len(code) && len(code) <= maxAcronym
}

func hasDigit(s string) bool {
	for i := range len(s) {
		if isDigit(s[i]) {
			return true
		}
	}
	return false
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
