package events

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// StructuredContentType is the media type of a CloudEvent in structured mode.
const StructuredContentType = "application/cloudevents+json"

// structured is a CloudEvent as one JSON object.
type structured struct {
	SpecVersion     string          `json:"specversion"`
	ID              string          `json:"id"`
	Source          string          `json:"source"`
	Type            string          `json:"type"`
	Time            string          `json:"time,omitempty"`
	Subject         string          `json:"subject,omitempty"`
	DataSchema      string          `json:"dataschema,omitempty"`
	PartitionKey    string          `json:"partitionkey,omitempty"`
	DataContentType string          `json:"datacontenttype,omitempty"`
	Data            json.RawMessage `json:"data"`
}

// Structured returns the whole CloudEvent as one line of JSON, without the
// newline. The same envelope always gives the same bytes.
func (v Envelope) Structured() ([]byte, error) {
	data, err := v.marshal()
	if err != nil {
		return nil, err
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(structured{
		SpecVersion:     SpecVersion,
		ID:              v.ID,
		Source:          v.Source,
		Type:            v.Type,
		Time:            formatTime(v.Time),
		Subject:         v.Subject,
		DataSchema:      v.DataSchema,
		PartitionKey:    v.PartitionKey,
		DataContentType: DataContentType,
		Data:            data,
	}); err != nil {
		return nil, fmt.Errorf("encode cloudevent: %w", err)
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n")), nil
}

// DecodeStructured reads a CloudEvent in structured mode. An error wraps
// ErrUnknownType when it is some other kind of message.
func DecodeStructured(message []byte) (Envelope, error) {
	var s structured
	if err := json.Unmarshal(message, &s); err != nil {
		return Envelope{}, fmt.Errorf("decode cloudevent: %w", err)
	}
	v := Envelope{
		ID:           s.ID,
		Source:       s.Source,
		Type:         s.Type,
		Subject:      s.Subject,
		DataSchema:   s.DataSchema,
		PartitionKey: s.PartitionKey,
	}
	if err := v.check(s.SpecVersion); err != nil {
		return Envelope{}, err
	}
	var err error
	if v.Time, err = parseTime(s.Time); err != nil {
		return Envelope{}, err
	}
	if err := v.open(s.Data); err != nil {
		return Envelope{}, err
	}
	return v, nil
}
