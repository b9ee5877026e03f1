package events_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/dragoman-wire/dragoman/events"
)

// TestRetractionSamplesStayReadable holds the message to its schema and to its
// golden forms in both modes, and reads both back.
func TestRetractionSamplesStayReadable(t *testing.T) {
	files, err := filepath.Glob("testdata/retractions/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	schema, err := compiler.Compile("schema/retraction.v1.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		t.Run(name, func(t *testing.T) {
			data := readFile(t, file)
			var r events.Retraction
			if err := json.Unmarshal(data, &r); err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(value(t, data)); err != nil {
				t.Error(err)
			}
			envelope := events.WrapRetraction(&r, "")
			headers, body, err := envelope.Binary()
			if err != nil {
				t.Fatal(err)
			}
			if want := compact(t, data); !bytes.Equal(body, want) {
				t.Errorf("encoded\n%s\nwant\n%s", body, want)
			}
			golden(t, "../retractions/"+name+".headers", lines(headers))
			back, err := events.DecodeBinary(headers, body)
			if err != nil || back.Event != nil || *back.Retraction != r {
				t.Errorf("binary mode came back as %+v, error %v", back.Retraction, err)
			}
			message, err := envelope.Structured()
			if err != nil {
				t.Fatal(err)
			}
			golden(t, "../retractions/"+name+".cloudevent", append(message, '\n'))
			back, err = events.DecodeStructured(message)
			if err != nil || back.Event != nil || *back.Retraction != r {
				t.Errorf("structured mode came back as %+v, error %v", back.Retraction, err)
			}
		})
	}
}

func TestRetractionTakesBackWhatCameBefore(t *testing.T) {
	noon := time.Date(2024, 5, 21, 12, 0, 0, 0, time.UTC)
	kill := func(published time.Time) *events.Retraction {
		return &events.Retraction{Kind: events.TypeRetraction, Status: events.RetractionCanceled, Article: events.Article{ID: "a", Published: published}}
	}
	for _, c := range []struct {
		name    string
		killed  time.Time
		subject string
		time    time.Time
		want    bool
	}{
		{"an event of before", noon, "a", noon.Add(-time.Hour), true},
		{"an event of the same time", noon, "a", noon, true},
		{"an event without a time", noon, "a", time.Time{}, true},
		{"a later version", noon, "a", noon.Add(time.Second), false},
		{"another article", noon, "b", noon.Add(-time.Hour), false},
		{"a kill without a time", time.Time{}, "a", noon, true},
	} {
		if got := kill(c.killed).TakesBack(events.Envelope{Subject: c.subject, Time: c.time}); got != c.want {
			t.Errorf("%s: taken back is %t, want %t", c.name, got, c.want)
		}
	}
}

func TestRetractionIDs(t *testing.T) {
	r := &events.Retraction{Kind: events.TypeRetraction, Status: events.RetractionCanceled, Article: events.Article{ID: "urn:a"}}
	const want = "ef86d8ad-fede-584a-b63c-2760e6e356dc"
	if got := r.ID(); got != want {
		t.Errorf("id %s, want %s: it must never change", got, want)
	}
	again := *r
	again.Article.Headline = "the id does not depend on it"
	withheld := *r
	withheld.Status = events.RetractionWithheld
	if again.ID() != r.ID() || withheld.ID() == r.ID() {
		t.Error("the id depends on something else than type, status, time and article")
	}
}

func TestInvalidRetractions(t *testing.T) {
	good := events.Retraction{Kind: events.TypeRetraction, Status: events.RetractionWithheld, Article: events.Article{ID: "a"}}
	if err := good.Validate(); err != nil {
		t.Fatal(err)
	}
	for field, spoil := range map[string]func(*events.Retraction){
		"type":       func(r *events.Retraction) { r.Kind = events.TypeMeeting },
		"status":     func(r *events.Retraction) { r.Status = events.MeetingHeld },
		"article.id": func(r *events.Retraction) { r.Article.ID = "" },
	} {
		bad := good
		spoil(&bad)
		var failure *events.FieldError
		if !errors.As(bad.Validate(), &failure) || failure.Field != field {
			t.Errorf("%s is spoilt, but the error is %v", field, bad.Validate())
		}
	}
}
