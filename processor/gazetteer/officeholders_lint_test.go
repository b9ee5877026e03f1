package gazetteer

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// What the lint of the office-holders allows.
const (
	maxOverlap = 3 * 24 * time.Hour  // of two holders: a handover over a few days
	maxGap     = 45 * 24 * time.Hour // between two holders of a main office
)

var (
	sequenceStart = Date{Year: 2014, Month: time.January, Day: 1}
	staleBefore   = Date{Year: 2025, Month: time.June, Day: 1} // an open term known to an earlier day is expired
	functionWords = strings.Fields(`An As At By Di Do Go He I If In It Me My No On Or She So Te The They To Up We You
		Dan Dari Ini Itu Para Sang Yang April August Friday January July June March May Monday October Saturday Sunday
		Thursday Tuesday Wednesday English Key Long Man Young`)
	mainOffices = []string{"head_of_state", "head_of_government", "foreign_minister"}
)

// lintHolders gives what is wrong with a table of office-holders, vacant terms
// included, given the codes and the names of states, bodies and peoples.
func lintHolders(holders []Holder, known func(code string) bool, taken map[string]bool) []error {
	var errs []error
	report := func(h Holder, format string, args ...any) {
		errs = append(errs, fmt.Errorf("%s %s %s: %s", h.Code, h.Office, h.Name, fmt.Sprintf(format, args...)))
	}
	terms := map[[2]string][]Holder{}
	for _, h := range holders {
		if !known(h.Code) {
			report(h, "unknown code")
		}
		lintTerm(h, report)
		if h.Mark != vacant {
			lintName(h, taken, report)
		}
		key := [2]string{h.Code, h.Office}
		terms[key] = append(terms[key], h)
	}
	for key, sequence := range terms {
		lintOverlap(sequence, report)
		if slices.Contains(mainOffices, key[1]) {
			lintGaps(sequence, report)
		}
	}
	lintSurnames(holders, report)
	return errs
}

type reporter func(h Holder, format string, args ...any)

func lintTerm(h Holder, report reporter) {
	switch {
	case h.From.IsZero():
		report(h, "no first day")
	case !h.To.IsZero() && h.To.Last().Before(h.From.First()):
		report(h, "ends before it begins")
	case !h.To.IsZero() && !h.KnownTo.IsZero():
		report(h, "is closed, so known_to says nothing")
	case h.To.IsZero() && (h.Mark == vacant || h.Mark == AtLeast):
		report(h, "a term that is %s needs an end", h.Mark)
	case h.Mark == AtLeast && slices.Contains(mainOffices, h.Office):
		report(h, "find the end")
	case h.To.IsZero() && h.KnownTo.Last().Before(staleBefore.First()):
		report(h, "open, but known to %v only: find the end", h.KnownTo)
	case h.To.IsZero() && h.KnownTo.Last().Before(h.From.First()):
		report(h, "begins after known_to")
	}
}

func lintName(h Holder, taken map[string]bool, report reporter) {
	if h.Name == "" || h.Name == "-" || len(h.Surnames) == 0 {
		report(h, "no name or surname")
	}
	for _, s := range h.Surnames {
		if slices.Contains(functionWords, s) {
			report(h, "the surname %q is a function word: give it with a title", s)
		}
		if taken[strings.ToLower(s)] {
			report(h, "the surname %q is a name of the gazetteer too: give it with a title", s)
		}
	}
	names := slices.Concat([]string{h.Name}, h.Surnames, h.Spellings)
	seen := map[string]bool{}
	for i, n := range names {
		if n == "" || n != strings.Join(strings.Fields(n), " ") {
			report(h, "blank or badly spaced name %q", n)
		}
		if seen[n] && i != 1 { // a single name is its own surname
			report(h, "%q is there twice", n)
		}
		seen[n] = true
	}
}

func lintOverlap(sequence []Holder, report reporter) {
	for i, a := range sequence {
		for _, b := range sequence[i+1:] {
			if a.Mark == Joint && b.Mark == Joint && a.Name != b.Name || (a.Mark == Acting) != (b.Mark == Acting) {
				continue
			}
			from, to := b.From.Last(), narrowEnd(a)
			if aFrom := a.From.Last(); aFrom.After(from) {
				from = aFrom
			}
			if end := narrowEnd(b); end.Before(to) {
				to = end
			}
			if to.Sub(from) > maxOverlap {
				report(b, "overlaps %s from %s", a.Name, from.Format(time.DateOnly))
			}
		}
	}
}

// narrowEnd is the earliest day on which a term can have ended.
func narrowEnd(h Holder) time.Time {
	if h.To.IsZero() {
		return time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return h.To.First()
}

func lintGaps(sequence []Holder, report reporter) {
	sequence = slices.Clone(sequence)
	slices.SortFunc(sequence, func(a, b Holder) int { return a.From.First().Compare(b.From.First()) })
	covered := sequenceStart.First()
	for _, h := range sequence {
		if h.From.First().Sub(covered) > maxGap {
			report(h, "nobody from %s to %s", covered.Format(time.DateOnly), h.From.First().Format(time.DateOnly))
		}
		end := h.To
		if end.IsZero() {
			end = h.KnownTo
		}
		if end.Last().After(covered) {
			covered = end.Last()
		}
	}
	if last := sequence[len(sequence)-1]; covered.Before(staleBefore.First()) {
		report(last, "the sequence stops in %s", covered.Format(time.DateOnly))
	}
}

// lintSurnames looks for free surnames that holders of different states bear at
// one time.
func lintSurnames(holders []Holder, report reporter) {
	bearers := map[string][]Holder{}
	for _, h := range holders {
		for _, s := range h.Surnames {
			bearers[s] = append(bearers[s], h)
		}
	}
	for surname, same := range bearers {
		for _, a := range same {
			for _, b := range same {
				if a.Rule == Free && a.Code != b.Code && a.Name != b.Name && overlap(a, b) {
					report(a, "%q is free, yet %s of %s bears it too", surname, b.Name, b.Code)
				}
			}
		}
	}
}

func overlap(a, b Holder) bool {
	return (b.To.IsZero() || !a.From.First().After(b.To.Last())) && (a.To.IsZero() || !b.From.First().After(a.To.Last()))
}
