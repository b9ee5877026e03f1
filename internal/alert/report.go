package alert

import (
	"slices"
	"time"
	"unicode/utf8"

	"github.com/dragoman-wire/dragoman/events"
)

// report is a report with what its story takes from the first of them.
type report struct {
	events.Report
	parties []events.Party
	facet   facet
}

// maxAhead is how far an article's time may be ahead of its arrival: more is a fault
// of its publisher's, and would make all other stories look old.
const maxAhead = time.Hour

// maxText bounds the passage and the headline that a report keeps, in bytes.
const maxText = 400

func reportOf(in Input) report {
	a := in.Agreement
	published := a.Article.Published
	if !in.Arrived.IsZero() && (published.IsZero() || published.After(in.Arrived.Add(maxAhead))) {
		published = in.Arrived
	}
	r := report{parties: slices.Clone(a.Parties), Report: events.Report{
		Event: in.ID, Article: a.Article, Status: a.Status, Date: a.Date, Instrument: a.Instrument, Sectors: a.Sectors,
		Place: a.Place, Confidence: a.Confidence, Text: passage(a.Evidence), Replay: in.Replay,
	}}
	r.Article.Published = published.UTC()
	r.Article.Headline = shorten(r.Article.Headline)
	r.facet = facetOf(&r.Report)
	return r
}

// passage is what a report quotes: the first sentence of the body that tells the
// event, or the headline where that alone tells it.
func passage(evidence []events.Span) string {
	text := ""
	for _, span := range evidence {
		if text == "" || span.Field == "" {
			text = span.Text
		}
		if span.Field == "" {
			break
		}
	}
	return shorten(text)
}

// shorten cuts a text that is longer than a report keeps.
func shorten(text string) string {
	if len(text) <= maxText {
		return text
	}
	cut := maxText
	for !utf8.RuneStart(text[cut]) {
		cut--
	}
	return text[:cut]
}
