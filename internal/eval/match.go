package eval

import (
	"slices"
	"sort"
)

// lenientOverlap is the least Jaccard overlap of parties for a lenient match.
const lenientOverlap = 0.5

// statusBonus makes the gold event whose status agrees win among equal overlaps.
const statusBonus = 0.1

// pair is a prediction and a gold event that could be the same, by index.
type pair struct {
	pred, gold int
	strict     bool
	required   bool    // an optional gold event takes only what is left
	rank       float64 // overlap, and a bonus for the right status
}

// matching gives each matched prediction of one article its gold event, one to
// one: strict pairs first, then required ones, then by rank, then in order of
// predictions and gold events.
func matching(predictions []Prediction, gold []Gold) map[int]pair {
	var pairs []pair
	for i, p := range predictions {
		for j, g := range gold {
			if c, ok := compare(p, g); ok {
				c.pred, c.gold = i, j
				pairs = append(pairs, c)
			}
		}
	}
	sort.SliceStable(pairs, func(a, b int) bool { return better(pairs[a], pairs[b]) })
	match := map[int]pair{}
	taken := map[int]bool{}
	for _, c := range pairs {
		if _, used := match[c.pred]; !used && !taken[c.gold] {
			match[c.pred] = c
			taken[c.gold] = true
		}
	}
	return match
}

func better(a, b pair) bool {
	if a.strict != b.strict {
		return a.strict
	}
	if a.required != b.required {
		return a.required
	}
	return a.rank > b.rank
}

// compare tells whether p could be g, and how well it fits.
func compare(p Prediction, g Gold) (pair, bool) {
	if p.Type != g.Type || p.Background != g.Background {
		return pair{}, false
	}
	got, required, allowed := set(p.Parties), set(g.Parties), set(g.PartiesOK)
	// What the prediction should have been, granted the extras that it chose.
	want := set(g.Parties)
	for code := range got {
		if allowed[code] {
			want[code] = true
		}
	}
	shared := 0
	for code := range got {
		if want[code] {
			shared++
		}
	}
	missing := false
	for code := range required {
		missing = missing || !got[code]
	}
	overlap := 0.0
	if union := len(got) + len(want) - shared; union > 0 {
		overlap = float64(shared) / float64(union)
	}
	c := pair{strict: !missing && shared == len(got), required: !g.Optional, rank: overlap}
	if !c.strict && overlap < lenientOverlap {
		return pair{}, false
	}
	if slices.Contains(g.Status, p.Status) {
		c.rank += statusBonus
	}
	return c, true
}

func set(codes []string) map[string]bool {
	s := make(map[string]bool, len(codes))
	for _, code := range codes {
		s[code] = true
	}
	return s
}
