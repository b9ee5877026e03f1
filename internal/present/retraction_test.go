package present_test

import (
	"testing"
	"time"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/present"
)

func TestRetractionLine(t *testing.T) {
	r := &events.Retraction{
		Kind: events.TypeRetraction, Status: events.RetractionCanceled,
		Article: events.Article{ID: "urn:a\nb", Published: time.Date(2024, 5, 21, 3, 0, 0, 0, time.UTC)},
	}
	if got, want := present.RetractionLine(r), "2024-05-21  retraction canceled     urn:a b"; got != want {
		t.Errorf("line is %q, want %q", got, want)
	}
	r.Article.Published = time.Time{}
	if got, want := present.RetractionLine(r), "undated     retraction canceled     urn:a b"; got != want {
		t.Errorf("line is %q, want %q", got, want)
	}
}
