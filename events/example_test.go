package events_test

import (
	"errors"
	"fmt"

	"github.com/dragoman-wire/dragoman/events"
)

// A downstream program reads a record of the topics by its headers and value,
// and passes over what it does not know.
func ExampleDecodeBinary() {
	headers := []events.Header{
		{Key: "ce_specversion", Value: []byte("1.0")},
		{Key: "ce_id", Value: []byte("0f0c8f6c-6b2b-5f0e-9d53-3f5f2f1f0d11")},
		{Key: "ce_source", Value: []byte("/dragoman")},
		{Key: "ce_type", Value: []byte("diplomacy.meeting.v1")},
		{Key: "content-type", Value: []byte("application/json")},
	}
	value := []byte(`{"type":"meeting","status":"held","parties":[{"code":"CHN"},{"code":"KAZ"}]}`)

	envelope, err := events.DecodeBinary(headers, value)
	switch {
	case errors.Is(err, events.ErrUnknownType):
		return
	case err != nil:
		fmt.Println(err)
		return
	}
	switch e := envelope.Event.(type) {
	case *events.Meeting:
		fmt.Println(events.Key(e), "meeting", e.Status)
	case *events.Agreement:
		fmt.Println(events.Key(e), e.Instrument, e.Status)
	}
	// Output: CHN-KAZ meeting held
}
