package events_test

import (
	"bytes"
	"reflect"
	"testing"

	"github.com/dragoman-wire/dragoman/events"
)

// Whatever a broker hands over, Unmarshal neither panics nor reads a message
// that it would write differently.
func FuzzUnmarshal(f *testing.F) {
	for _, data := range samples(f) {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		e, err := events.Unmarshal(data)
		if err != nil {
			return
		}
		_ = e.Validate() // must not panic on any values
		first, err := events.Marshal(e)
		if err != nil {
			return // a year that RFC 3339 cannot write
		}
		second, err := events.Marshal(decode(t, first))
		if err != nil || !bytes.Equal(first, second) {
			t.Errorf("%v\nonce:  %s\ntwice: %s", err, first, second)
		}
	})
}

func FuzzDecodeBinary(f *testing.F) {
	for _, data := range samples(f) {
		v := events.Wrap(decode(f, data), "")
		f.Add(v.Type, v.ID, v.Subject, "2024-05-21T03:00:00Z", events.DataContentType, data)
	}
	f.Fuzz(func(t *testing.T, typ, id, subject, published, contentType string, data []byte) {
		headers := []events.Header{
			{Key: events.HeaderSpecVersion, Value: []byte(events.SpecVersion)},
			{Key: events.HeaderSource, Value: []byte("/fuzz")},
			{Key: events.HeaderType, Value: []byte(typ)},
			{Key: events.HeaderID, Value: []byte(id)},
			{Key: events.HeaderSubject, Value: []byte(subject)},
			{Key: events.HeaderTime, Value: []byte(published)},
			{Key: events.HeaderContentType, Value: []byte(contentType)},
		}
		v, err := events.DecodeBinary(headers, data)
		if err != nil {
			return
		}
		again, value, err := v.Binary()
		if err != nil {
			return
		}
		back, err := events.DecodeBinary(again, value)
		if err != nil {
			t.Fatal(err)
		}
		if !back.Time.Equal(v.Time) {
			t.Errorf("time %v became %v", v.Time, back.Time)
		}
		back.Time, back.Event, v.Event = v.Time, nil, nil
		if !reflect.DeepEqual(back, v) {
			t.Errorf("envelope %+v became %+v", v, back)
		}
	})
}

func FuzzDecodeStructured(f *testing.F) {
	for _, data := range samples(f) {
		message, err := events.Wrap(decode(f, data), "").Structured()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(message)
	}
	f.Fuzz(func(t *testing.T, message []byte) {
		v, err := events.DecodeStructured(message)
		if err != nil {
			return
		}
		first, err := v.Structured()
		if err != nil {
			return
		}
		back, err := events.DecodeStructured(first)
		if err != nil {
			t.Fatal(err)
		}
		if second, err := back.Structured(); err != nil || !bytes.Equal(first, second) {
			t.Errorf("%v\nonce:  %s\ntwice: %s", err, first, second)
		}
	})
}
