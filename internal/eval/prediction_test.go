package eval_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/eval"
)

func TestWrittenPredictionsCanBeRead(t *testing.T) {
	want := []eval.Prediction{
		{Article: "a", Type: events.TypeMeeting, Parties: []string{"CHN", "KAZ"}, Status: "held", Date: "2024-05-20"},
		{Article: "b", Type: events.TypeRailwayProject, Parties: []string{"CHN", "KAZ"}, Status: "consulting", Background: true},
	}
	var b bytes.Buffer
	if err := eval.WritePredictions(&b, want); err != nil {
		t.Fatal(err)
	}
	got, err := eval.ReadPredictions(writeFile(t, b.String()))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("have %+v, want %+v", got, want)
	}
}

func TestReadGoldRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"{\"id\":\"a\"}\n\n{\"id\":":             "file:3: unexpected end of JSON input",
		"{\"id\":\"a\"}\n{\"id\":\"a\"}":         "file:2: article a is already at",
		"{\"lang\":\"en\"}":                      "file:1: article has no id",
		"{\"id\":\"a\",\"published\":\"today\"}": "file:1: parsing time",
	} {
		if _, err := eval.ReadGold(writeFile(t, text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: have %v, want %s", text, err, want)
		}
	}
}
