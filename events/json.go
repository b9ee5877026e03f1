package events

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// ErrUnknownType tells that a message is of a type, or of a version of a type,
// that this package does not know. A reader skips such a message.
var ErrUnknownType = errors.New("unknown event type")

func unknownType(name string) error { return fmt.Errorf("%w %q", ErrUnknownType, name) }

// Marshal returns e as one line of JSON: the data of its CloudEvent. The same
// event always gives the same bytes.
func Marshal(e Event) ([]byte, error) { return marshal(e.Type(), e) }

func marshal(t Type, message any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false) // article text is data here, never part of a page
	if err := enc.Encode(message); err != nil {
		return nil, fmt.Errorf("encode %s: %w", t, err)
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n")), nil
}

// Unmarshal reads an event's data; its "type" field tells which type it is. An
// error wraps ErrUnknownType when that type is not known. Unknown fields are
// passed over and values are not checked, so that messages of later versions
// can be read: call Validate for the codebook's rules.
func Unmarshal(data []byte) (Event, error) {
	var head struct {
		Type Type `json:"type"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return nil, fmt.Errorf("decode event: %w", err)
	}
	e, err := New(head.Type)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(data, e); err != nil {
		return nil, fmt.Errorf("decode %s event: %w", head.Type, err)
	}
	e.Base().Kind = head.Type
	return e, nil
}
