package events_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dragoman-wire/dragoman/events"
)

// The messages in testdata/alerts are what this version writes: it must read them and
// write them again, byte for byte, and they fit the schema.
func TestAlertSamples(t *testing.T) {
	files, err := filepath.Glob("testdata/alerts/*.cloudevent")
	if err != nil || len(files) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	for _, file := range files {
		message := bytes.TrimSpace(readFile(t, file))
		v, err := events.DecodeStructured(message)
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		if err := v.Alert.Validate(); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		if v.Event != nil || v.ID != v.Alert.ID() || v.Subject != v.Alert.Story || v.PartitionKey != v.Alert.Story {
			t.Errorf("%s: envelope is %+v", file, v)
		}
		again := events.WrapAlert(v.Alert, v.Source)
		if got, err := again.Structured(); err != nil || !bytes.Equal(got, message) {
			if *update && err == nil {
				if err := os.WriteFile(file, append(got, '\n'), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			t.Errorf("%s: %v\n%s\nwant:\n%s", file, err, got, message)
		}
		headers, data, err := again.Binary()
		if err != nil {
			t.Fatal(err)
		}
		if err := schema(t, events.TypeAlert).Validate(value(t, data)); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		if back, err := events.DecodeBinary(headers, data); err != nil || back.Alert.Story != v.Alert.Story {
			t.Errorf("%s: %+v, %v", file, back, err)
		}
	}
}

func TestAlertValidate(t *testing.T) {
	v, err := events.DecodeStructured(bytes.TrimSpace(readFile(t, "testdata/alerts/follow-up.cloudevent")))
	if err != nil {
		t.Fatal(err)
	}
	for field, breakIt := range map[string]func(a *events.Alert){
		"type":                  func(a *events.Alert) { a.Kind = events.TypeMeeting },
		"story":                 func(a *events.Alert) { a.Story = "one" },
		"revision":              func(a *events.Alert) { a.Revision = 0 },
		"kind":                  func(a *events.Alert) { a.Change = "loud" },
		"reason":                func(a *events.Alert) { a.Reason = "why" },
		"status":                func(a *events.Alert) { a.Status = "held" },
		"instrument":            func(a *events.Alert) { a.Instrument = "" },
		"parties":               func(a *events.Alert) { a.Parties = nil },
		"confidence":            func(a *events.Alert) { a.Confidence = 1.5 },
		"evidence":              func(a *events.Alert) { a.Best = nil },
		"merged_into":           func(a *events.Alert) { a.MergedInto = a.Story },
		"reports":               func(a *events.Alert) { a.Reports = nil },
		"reports[0].event":      func(a *events.Alert) { a.Reports[0].Event = "" },
		"reports[0].article.id": func(a *events.Alert) { a.Reports[0].Article.ID = "" },
		"reports[0].status":     func(a *events.Alert) { a.Reports[0].Status = "" },
	} {
		a := *v.Alert
		a.Reports = append([]events.Report(nil), a.Reports...)
		breakIt(&a)
		broken, ok := errors.AsType[*events.FieldError](a.Validate())
		if !ok || broken.Field != field {
			t.Errorf("%s broken: error is %v", field, broken)
		}
	}
}

// A message of a later version is none of this one's.
func TestAlertOfALaterVersion(t *testing.T) {
	message := strings.Replace(string(readFile(t, "testdata/alerts/follow-up.cloudevent")), "diplomacy.alert.v1", "diplomacy.alert.v2", 1)
	if _, err := events.DecodeStructured([]byte(message)); !errors.Is(err, events.ErrUnknownType) {
		t.Errorf("error is %v, want ErrUnknownType", err)
	}
}
