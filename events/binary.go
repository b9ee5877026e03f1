package events

import (
	"fmt"
	"mime"
)

// Header is a Kafka record header.
type Header struct {
	Key   string
	Value []byte
}

// The headers of CloudEvents' Kafka binding in binary mode.
const (
	HeaderSpecVersion  = "ce_specversion"
	HeaderID           = "ce_id"
	HeaderSource       = "ce_source"
	HeaderType         = "ce_type"
	HeaderTime         = "ce_time"
	HeaderSubject      = "ce_subject"
	HeaderDataSchema   = "ce_dataschema"
	HeaderPartitionKey = "ce_partitionkey"
	HeaderContentType  = "content-type"
)

// HeaderSiblings lists the ids, joined by commas, of all events of one type and key that
// the same version of an article tells. It is there where they are more than one. A
// reader can tell by it what a new version of an article no longer tells.
const HeaderSiblings = "dragoman-siblings"

// DataContentType is the media type of an event's data.
const DataContentType = "application/json"

// Binary returns the headers and the value of a Kafka record that carries the
// envelope in binary mode. Attributes without a value have no header.
func (v Envelope) Binary() ([]Header, []byte, error) {
	value, err := v.marshal()
	if err != nil {
		return nil, nil, err
	}
	all := [...]struct{ key, value string }{
		{HeaderSpecVersion, SpecVersion},
		{HeaderID, v.ID},
		{HeaderSource, v.Source},
		{HeaderType, v.Type},
		{HeaderTime, formatTime(v.Time)},
		{HeaderSubject, v.Subject},
		{HeaderDataSchema, v.DataSchema},
		{HeaderPartitionKey, v.PartitionKey},
		{HeaderContentType, DataContentType},
	}
	headers := make([]Header, 0, len(all))
	for _, h := range all {
		if h.value != "" {
			headers = append(headers, Header{h.key, []byte(h.value)})
		}
	}
	return headers, value, nil
}

// DecodeBinary reads a Kafka record in binary mode. Headers that it does not
// know are passed over; of a repeated header the last one counts. An error wraps
// ErrUnknownType when the record is some other kind of message.
func DecodeBinary(headers []Header, value []byte) (Envelope, error) {
	var v Envelope
	var specVersion, contentType, published string
	fields := map[string]*string{
		HeaderSpecVersion:  &specVersion,
		HeaderID:           &v.ID,
		HeaderSource:       &v.Source,
		HeaderType:         &v.Type,
		HeaderTime:         &published,
		HeaderSubject:      &v.Subject,
		HeaderDataSchema:   &v.DataSchema,
		HeaderPartitionKey: &v.PartitionKey,
		HeaderContentType:  &contentType,
	}
	for _, h := range headers {
		if field := fields[h.Key]; field != nil {
			*field = string(h.Value)
		}
	}
	if err := v.check(specVersion); err != nil {
		return Envelope{}, err
	}
	if media, _, err := mime.ParseMediaType(contentType); contentType != "" && (err != nil || media != DataContentType) {
		return Envelope{}, fmt.Errorf("cloudevent: content-type is %q, must be %q", contentType, DataContentType)
	}
	var err error
	if v.Time, err = parseTime(published); err != nil {
		return Envelope{}, err
	}
	if err := v.open(value); err != nil {
		return Envelope{}, err
	}
	return v, nil
}
