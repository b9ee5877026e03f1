package alert

import (
	"cmp"
	"iter"
	"math"
	"net/url"
	"slices"

	"github.com/dragoman-wire/dragoman/events"
)

// Further sources count less than the first, because wires copy and summarise each
// other without saying so; and nothing is ever certain.
const (
	furtherSource = 0.5
	certain       = 0.999
)

// support counts the independent sources and the languages of reports, and combines
// their confidence: the chance that not all of them are wrong. A source counts with
// its best report, and a text that another source has too counts once.
func support(reports iter.Seq[*events.Report]) (confidence float64, sources, languages int) {
	bySource := map[string]float64{}
	texts, tongues := map[string]string{}, map[string]bool{}
	for r := range reports {
		tongues[cmp.Or(r.Article.Language, "und")] = true
		name := sourceOf(&r.Article)
		if owner, copied := texts[r.Text]; copied && r.Text != "" {
			name = owner
		} else {
			texts[r.Text] = name
		}
		bySource[name] = max(bySource[name], r.Confidence)
	}
	var all []float64
	for _, c := range bySource {
		all = append(all, c)
	}
	slices.Sort(all)
	slices.Reverse(all)
	wrong := 1.0
	for i, c := range all {
		if i > 0 {
			c *= furtherSource
		}
		wrong *= 1 - c
	}
	return math.Round(min(1-wrong, certain)*1e4) / 1e4, len(all), len(tongues)
}

// sourceOf names who published an article: its source, or else the host of its
// address. Articles that tell neither are taken for one source.
func sourceOf(a *events.Article) string {
	if a.Source != "" {
		return a.Source
	}
	if u, err := url.Parse(a.URL); err == nil && u.Host != "" {
		return u.Host
	}
	return ""
}
