package detect

import (
	"slices"
	"strings"
	"testing"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/fit"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
)

// A weight of a feature that the detector does not know would never be used.
func TestWeightsAreOfKnownFeatures(t *testing.T) {
	if len(known.ofWords) == 1 {
		t.Fatal("no words are known")
	}
	for name := range known.model {
		if !strings.HasPrefix(name, wordPrefix) && !slices.Contains(known.names, name) {
			t.Errorf("weights.tsv has %s, which is no feature: make fit", name)
		}
	}
}

func TestDecide(t *testing.T) {
	meeting := func(frame string, confidence float64, ids ...party.ID) Candidate {
		return Candidate{Type: events.TypeMeeting, Frame: frame, Status: events.MeetingHeld, Parties: party.Of(ids...), Confidence: confidence}
	}
	agreement := func(frame string, sentence int32, ids ...party.ID) Candidate {
		return Candidate{Type: events.TypeAgreement, Frame: frame, Parties: party.Of(ids...), Confidence: 0.75, Sentence: sentence}
	}
	planned := meeting("planned", 0.7, 3, 4)
	planned.Status = events.MeetingPlanned
	recalled := meeting("recalled", 0.7, 7, 8)
	recalled.Background = true
	d := Document{lists: lists{
		found: []Candidate{meeting("sure", 0.7, 1, 2), meeting("doubtful", 0.7, 3, 4), planned, recalled},
		supposed: []supposition{
			{meeting("weaker", 0.8, 5, 6), true},
			{meeting("stronger", 0.9, 5, 6), true},
			{meeting("part", 0.9, 1), true},
			{meeting("more", 0.9, 1, 2, 9), true},
			{agreement("beside", 1, 1, 2), false},
			{agreement("same sentence", 0, 3, 4), false},
			{agreement("alone", 1, 5, 6), false},
			{agreement("history", 1, 7, 8), false},
		},
		weighed: map[party.Set]fit.Weights{
			party.Of(1, 2): {2, 2, 0}, party.Of(3, 4): {unlikely - 1, 5, 5}, party.Of(7, 8): {unlikely - 1, 0, 0},
		},
	}}
	d.decide()
	var got []string
	for _, c := range d.found {
		got = append(got, c.Frame)
	}
	if want := []string{"sure", "planned", "recalled", "stronger", "beside"}; !slices.Equal(got, want) {
		t.Errorf("kept %q, want %q", got, want)
	}
}
