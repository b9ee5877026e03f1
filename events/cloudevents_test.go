package events_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/dragoman-wire/dragoman/events"
)

func TestDecodeBinaryRefuses(t *testing.T) {
	headers, value, err := events.Wrap(meeting(), "/test").Binary()
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name, key, value string // the header that is set; removed when value is empty
		want             string // in the error
	}{
		{"no version", events.HeaderSpecVersion, "", "specversion"},
		{"other version", events.HeaderSpecVersion, "0.3", "specversion"},
		{"no id", events.HeaderID, "", "id is missing"},
		{"no source", events.HeaderSource, "", "source is missing"},
		{"no type", events.HeaderType, "", "type is missing"},
		{"time in words", events.HeaderTime, "yesterday", "RFC 3339"},
		{"structured mode", events.HeaderContentType, events.StructuredContentType, "content-type"},
		{"type of other data", events.HeaderType, "diplomacy.agreement.v1", "data is of type"},
		{"later version of the type", events.HeaderType, "diplomacy.meeting.v2", events.ErrUnknownType.Error()},
		{"other type", events.HeaderType, "diplomacy.relation.v1", events.ErrUnknownType.Error()},
		{"somebody else's type", events.HeaderType, "meeting", events.ErrUnknownType.Error()},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := events.DecodeBinary(with(headers, c.key, c.value), value)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error is %v, want one that says %q", err, c.want)
			}
			if unknown := c.want == events.ErrUnknownType.Error(); errors.Is(err, events.ErrUnknownType) != unknown {
				t.Errorf("errors.Is(%v, ErrUnknownType) is %t", err, !unknown)
			}
		})
	}
	for _, contentType := range []string{"", "application/json", "application/json; charset=utf-8"} {
		if _, err := events.DecodeBinary(with(headers, events.HeaderContentType, contentType), value); err != nil {
			t.Errorf("content-type %q: %v", contentType, err)
		}
	}
	if _, err := events.DecodeBinary(headers, value[:len(value)/2]); err == nil {
		t.Error("half a value was taken")
	}
}

func with(headers []events.Header, key, value string) []events.Header {
	var out []events.Header
	for _, h := range headers {
		if h.Key != key {
			out = append(out, h)
		}
	}
	if value != "" {
		out = append(out, events.Header{Key: key, Value: []byte(value)})
	}
	return out
}

func TestUnmarshalRefusesUnknownTypes(t *testing.T) {
	for _, data := range []string{`{"type":"relation"}`, `{}`, `{"type":""}`} {
		if _, err := events.Unmarshal([]byte(data)); !errors.Is(err, events.ErrUnknownType) {
			t.Errorf("%s: error is %v", data, err)
		}
	}
	for _, data := range []string{``, `[]`, `{"type":"meeting","parties":1}`, `{"type":3}`} {
		if _, err := events.Unmarshal([]byte(data)); err == nil || errors.Is(err, events.ErrUnknownType) {
			t.Errorf("%s: error is %v", data, err)
		}
	}
}

// Article text may hold what would be markup elsewhere; it stays readable.
func TestMarshalKeepsMarkupReadable(t *testing.T) {
	m := meeting()
	m.Evidence[0].Text = "<&>'"
	data, err := events.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), `<&>'`) {
		t.Errorf("text is escaped: %s", data)
	}
}
