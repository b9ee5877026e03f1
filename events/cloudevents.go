package events

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

// DefaultSource is the CloudEvents source of an installation that names none.
const DefaultSource = "/dragoman"

// SpecVersion is the version of CloudEvents that envelopes follow.
const SpecVersion = "1.0"

const (
	typePrefix = "diplomacy."
	version    = ".v1"
	schemaBase = "https://github.com/dragoman-wire/dragoman/events/schema/"
)

// Envelope is an event, an alert or a retraction, as a CloudEvent 1.0: its context
// attributes and its data.
type Envelope struct {
	ID           string    // see ID
	Source       string    // URI reference of the installation that published it
	Type         string    // "diplomacy.meeting.v1" and so on
	Subject      string    // the article's id
	Time         time.Time // when the article was published; zero when it does not tell
	DataSchema   string    // URI of the data's JSON Schema
	PartitionKey string    // the Kafka key; see Key

	Event      Event       // nil in the envelope of another message
	Alert      *Alert      // nil but in an alert's
	Retraction *Retraction // nil but in a retraction's
}

// Wrap puts e into an envelope; source is DefaultSource when empty. The time is
// the article's own and not the clock's: an event is the same message, byte for
// byte, whenever and wherever it is made again, and a replay of an archive keeps
// the time of the news.
func Wrap(e Event, source string) Envelope {
	if source == "" {
		source = DefaultSource
	}
	article := e.Base().Article
	return Envelope{
		ID:           ID(e),
		Source:       source,
		Type:         CloudEventType(e.Type()),
		Subject:      article.ID,
		Time:         article.Published.UTC(),
		DataSchema:   schemaOf(e.Type()),
		PartitionKey: Key(e),
		Event:        e,
	}
}

// CloudEventType is the CloudEvents type of events of type t.
func CloudEventType(t Type) string { return typePrefix + string(t) + version }

func schemaOf(t Type) string { return schemaBase + string(t) + version + ".json" }

// marshal returns the data.
func (v *Envelope) marshal() ([]byte, error) {
	if v.Alert != nil {
		return marshal(TypeAlert, v.Alert)
	}
	if v.Retraction != nil {
		return marshal(TypeRetraction, v.Retraction)
	}
	return Marshal(v.Event)
}

// check reports a required attribute that is missing, and a type that does not
// fit the data.
func (v *Envelope) check(specVersion string) error {
	switch {
	case specVersion != SpecVersion:
		return fmt.Errorf("cloudevent: specversion is %q, must be %q", specVersion, SpecVersion)
	case v.ID == "":
		return errors.New("cloudevent: id is missing")
	case v.Source == "":
		return errors.New("cloudevent: source is missing")
	case v.Type == "":
		return errors.New("cloudevent: type is missing")
	}
	return nil
}

// open reads the data into the envelope. The envelope's type decides before the
// data is looked at, so that a later version's data is never misread as this one's.
func (v *Envelope) open(data []byte) error {
	name, rest := strings.CutPrefix(v.Type, typePrefix)
	name, ours := strings.CutSuffix(name, version)
	if rest && ours && Type(name) == TypeAlert {
		v.Alert = new(Alert)
		if err := json.Unmarshal(data, v.Alert); err != nil {
			return fmt.Errorf("decode alert: %w", err)
		}
		return nil
	}
	if rest && ours && Type(name) == TypeRetraction {
		v.Retraction = new(Retraction)
		if err := json.Unmarshal(data, v.Retraction); err != nil {
			return fmt.Errorf("decode retraction: %w", err)
		}
		return v.Retraction.Validate()
	}
	if _, err := New(Type(name)); err != nil || !rest || !ours {
		return unknownType(v.Type)
	}
	e, err := Unmarshal(data)
	if err != nil {
		return err
	}
	if string(e.Type()) != name {
		return fmt.Errorf("cloudevent: type is %q, but the data is of type %q", v.Type, e.Type())
	}
	v.Event = e
	return nil
}

func formatTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339Nano)
}

func parseTime(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return time.Time{}, fmt.Errorf("cloudevent: time %q is not RFC 3339", s)
	}
	return t, nil
}
