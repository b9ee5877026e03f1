// Package events is Dragoman's public contract: the typed messages that the
// consumer publishes, their codes, identities, keys and topics, and their
// CloudEvents binding.
//
// It imports the standard library and github.com/google/uuid only, so that a
// downstream program can read the topics without the rest of Dragoman.
package events

import "time"

//go:generate go run ./internal/schemagen

// Type names a kind of event. It is the "type" field of the data and the middle
// of the CloudEvents type ("diplomacy.meeting.v1").
type Type string

// The event types. The codebook's "relation" comes later.
const (
	TypeMeeting        Type = "meeting"
	TypeAgreement      Type = "agreement"
	TypeRailwayProject Type = "railway_project"
)

// Status is how far an event has come. Which values are valid depends on the type.
type Status string

// Event is one thing that happened, or is planned, between the same parties on
// the same occasion. *Meeting, *Agreement and *RailwayProject implement it.
type Event interface {
	// Base gives the fields that every event has. It is never nil.
	Base() *Common
	// Type tells the kind of event.
	Type() Type
	// Validate reports the first field that breaks the codebook as a *FieldError, or nil.
	Validate() error
	// classify gives the event's codes; see Classify.
	classify(Clues) (PLOVER, string)
}

// Common holds the fields that every event has (codebook, section 4).
type Common struct {
	// Kind is always equal to the event's Type method; it is the discriminator in JSON.
	Kind Type `json:"type"`
	// Parties take part in the event, sorted by code, at least one.
	Parties []Party `json:"parties"`
	// Participants are the people named as taking part.
	Participants []Participant `json:"participants,omitempty"`
	// Status is how far the event has come; each type lists its own values.
	Status Status `json:"status"`
	// Background is true when the article tells the event as history, not as news.
	Background bool `json:"background"`
	// Date is when the event happened or is planned; the zero Date when the text gives no ground.
	Date Date `json:"date,omitzero"`
	// Place is where it happened, if told.
	Place *Place `json:"place,omitempty"`
	// PLOVER is the event's place in the PLOVER ontology.
	PLOVER PLOVER `json:"plover"`
	// CAMEO is the code of the older CAMEO ontology, such as "057".
	CAMEO string `json:"cameo,omitempty"`
	// Confidence is between 0 and 1.
	Confidence float64 `json:"confidence"`
	// Evidence are the passages that report the event, in order of the text.
	Evidence []Span `json:"evidence"`
	// Article is the report that the event was read from.
	Article Article `json:"article"`
	// Detector tells which engine and data made the event.
	Detector Detector `json:"detector"`
	// Ordinal tells apart events of one article that agree in type, parties,
	// background and date: 0 for the first in the text. It enters the id only.
	Ordinal int `json:"-"`
}

// Base returns c itself; it makes every type that embeds Common half an Event.
func (c *Common) Base() *Common { return c }

// PartyKind tells states from intergovernmental bodies.
type PartyKind string

// The kinds of party.
const (
	State PartyKind = "state"
	IGO   PartyKind = "igo"
)

// Role is a party's part in the event.
type Role string

// The roles. Typed events of this version are undirected: every party is RoleParty.
const (
	RoleParty  Role = "party"
	RoleSource Role = "source"
	RoleTarget Role = "target"
)

var (
	partyKinds = []PartyKind{State, IGO}
	roles      = []Role{RoleParty, RoleSource, RoleTarget}
)

// Party is a state (ISO 3166-1 alpha-3, Kosovo XKX) or an intergovernmental
// body (its acronym in capitals).
type Party struct {
	Code string    `json:"code"` // ISO 3166-1 alpha-3, XKX for Kosovo, or a body's acronym
	Name string    `json:"name"` // English short name
	Kind PartyKind `json:"kind"` // state or intergovernmental body
	Role Role      `json:"role"` // part in the event
}

// Participant is a person who takes part.
type Participant struct {
	Name  string `json:"name"`            // as the text has it
	Title string `json:"title,omitempty"` // English, lower case: "foreign minister"
	Party string `json:"party,omitempty"` // the code of the party served
}

// Precision tells how much of a Date is known.
type Precision string

// The precisions.
const (
	Day   Precision = "day"
	Month Precision = "month"
	Year  Precision = "year"
)

// Date is a calendar date of known precision: value is YYYY-MM-DD, YYYY-MM or YYYY.
type Date struct {
	Value     string    `json:"value"`     // YYYY-MM-DD, YYYY-MM or YYYY
	Precision Precision `json:"precision"` // how much of it is known
}

// Place is where an event happened.
type Place struct {
	Name    string `json:"name"`              // of the town or site, as the text has it
	Country string `json:"country,omitempty"` // ISO 3166-1 alpha-3
}

// PLOVER places an event in the PLOVER ontology.
type PLOVER struct {
	Root     string   `json:"root"`               // such as CONSULT
	Mode     string   `json:"mode,omitempty"`     // of CONSULT: visit, third-party, multilateral, phone
	Contexts []string `json:"contexts,omitempty"` // such as economic, sorted
}

// FieldHeadline marks a Span or cue that lies in the headline, not in the body.
const FieldHeadline = "headline"

// Span is a passage of the article as received: Text is the bytes [Start, End)
// of the article's body, or of its headline when Field says so.
type Span struct {
	Field string `json:"field,omitempty"` // "headline", or empty for the body
	Start int    `json:"start"`           // byte offset of the first byte
	End   int    `json:"end"`             // byte offset behind the last byte
	Text  string `json:"text"`            // the bytes themselves
}

// Article identifies the report that an event was read from.
type Article struct {
	ID        string    `json:"id"`                 // the publisher's, stable over versions
	Headline  string    `json:"headline,omitempty"` // as received
	Published time.Time `json:"published,omitzero"` // when it was published
	Language  string    `json:"language,omitempty"` // BCP 47
	Source    string    `json:"source,omitempty"`   // agency or site
	URL       string    `json:"url,omitempty"`      // where it can be read
}

// Detector tells what made an event.
type Detector struct {
	Version string `json:"version"` // of the engine and its data
}
