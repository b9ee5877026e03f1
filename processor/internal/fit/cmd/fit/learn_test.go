package main

import (
	"slices"
	"testing"
)

// Feature 0 is of all samples, 1 of those that tell, 2 of those that are silent, 3 of
// such as do not count.
func TestLearn(t *testing.T) {
	var rows [][]int32
	var labels []label
	for i := range 60 {
		kind := [...]label{silent, tells, unknown}[i%3]
		rows = append(rows, []int32{0, map[int]int32{0: 2, 1: 1, 2: 3}[i%3]})
		labels = append(labels, kind)
	}
	w := learn(rows, labels, 4)
	if w[1] < 0.5 || w[2] > -0.5 {
		t.Errorf("weights %v: want feature 1 for and feature 2 against", w)
	}
	if w[3] != 0 {
		t.Errorf("weight %v of a feature that no sample counts with, want 0", w[3])
	}
	if !slices.Equal(w, learn(rows, labels, 4)) {
		t.Error("learning again gives other weights")
	}
}

func TestQuotes(t *testing.T) {
	words := wordsOf("On Monday the two ministers signed a treaty in Lima.")
	for note, want := range map[string]bool{
		"the two ministers signed a treaty": true,
		"ministers … signed a treaty in":    true,
		"a treaty":                          false, // too short to tell
		"they will meet again next month":   false,
	} {
		if quotes(note, words) != want {
			t.Errorf("%q: %v, want %v", note, !want, want)
		}
	}
}
