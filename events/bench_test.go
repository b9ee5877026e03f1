package events_test

import (
	"testing"

	"github.com/dragoman-wire/dragoman/events"
)

func BenchmarkBinary(b *testing.B) {
	e := decode(b, samples(b)["meeting-held"])
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := events.Wrap(e, "").Binary(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkValidate(b *testing.B) {
	e := decode(b, samples(b)["meeting-held"])
	b.ReportAllocs()
	for b.Loop() {
		if err := e.Validate(); err != nil {
			b.Fatal(err)
		}
	}
}
