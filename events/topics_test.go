package events_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/dragoman-wire/dragoman/events"
)

func TestTopics(t *testing.T) {
	want := []string{
		"news.raw", "diplomacy.meetings", "diplomacy.agreements",
		"diplomacy.railway-projects", "diplomacy.retractions", "diplomacy.alerts", "news.dead-letter",
	}
	if got := (events.Topics{}).All(); !slices.Equal(got, want) {
		t.Errorf("topics are %q, want %q", got, want)
	}
	prefixed := events.Topics{Prefix: "test."}
	if got := prefixed.Event(events.TypeAgreement); got != "test.diplomacy.agreements" {
		t.Errorf("with a prefix: %q", got)
	}
	if got := prefixed.Event("relation"); got != "" {
		t.Errorf("topic of an unknown type: %q", got)
	}
}

func TestTopicPrefix(t *testing.T) {
	for prefix, valid := range map[string]bool{
		"":                       true,
		"eu-1_a.":                true,
		"a b":                    false,
		"a/":                     false,
		"é":                      false,
		strings.Repeat("a", 300): false,
	} {
		if err := (events.Topics{Prefix: prefix}).Validate(); (err == nil) != valid {
			t.Errorf("prefix %.10q: error is %v, valid is %t", prefix, err, valid)
		}
	}
}
