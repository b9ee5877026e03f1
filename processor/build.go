package processor

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/article"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/detect"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
)

// builder turns an article's candidates into events.
type builder struct {
	engine   *Engine
	article  *article.Article
	work     *workspace
	language string
}

// build makes the events in order of the text.
func (b *builder) build(cs []detect.Candidate, explain bool) ([]events.Event, []Trace) {
	for i := range cs {
		slices.SortStableFunc(cs[i].Evidence, func(x, y detect.Cue) int { return cmp.Compare(x.Start, y.Start) })
	}
	slices.SortStableFunc(cs, func(x, y detect.Candidate) int { return cmp.Compare(x.Evidence[0].Start, y.Evidence[0].Start) })
	out := make([]events.Event, 0, len(cs))
	var traces []Trace
	ordinals := map[identity]int{}
	for i := range cs {
		ev := b.event(&cs[i])
		events.Classify(ev, events.Clues{Signed: cs[i].Frame == "rail-sign" || cs[i].Frame == "rail-signing"})
		base := ev.Base()
		key := identity{base.Kind, events.Key(ev), base.Background, base.Date.Value}
		base.Ordinal = ordinals[key]
		ordinals[key]++
		out = append(out, ev)
		if explain {
			traces = append(traces, b.trace(&cs[i]))
		}
	}
	return out, traces
}

// identity is what tells an article's events apart; those that share it are numbered.
type identity struct {
	kind       events.Type
	parties    string
	background bool
	date       string
}

func (b *builder) event(c *detect.Candidate) events.Event {
	common := b.common(c)
	switch c.Type {
	case events.TypeAgreement:
		return &events.Agreement{Common: common, Instrument: c.Instrument, Sectors: c.Sectors}
	case events.TypeRailwayProject:
		return &events.RailwayProject{Common: common, Name: b.text(c.Name), Endpoints: c.Endpoints, LengthKM: c.Length, Cost: b.text(c.Cost)}
	}
	m := &events.Meeting{Common: common, Channel: c.Channel, Level: c.LevelOf(), Format: events.Bilateral, SidelinesOf: b.text(c.SidelineOf)}
	if len(common.Parties) != 2 || c.Body {
		m.Format = events.Multilateral
	}
	return m
}

func (b *builder) common(c *detect.Candidate) events.Common {
	out := events.Common{
		Kind: c.Type, Status: c.Status, Background: c.Background, Confidence: min(max(c.Confidence, 0.1), 0.99), Date: date(c.Date),
		Article: events.Article{
			ID: b.article.ID, Headline: b.article.Headline, Published: b.article.Published, Language: b.language,
			Source: b.article.Source, URL: b.article.URL,
		},
		Detector: events.Detector{Version: Version},
	}
	out.Confidence = float64(int(out.Confidence*100+0.5)) / 100
	out.Parties = make([]events.Party, 0, c.Parties.Len())
	for id := range c.Parties.All() {
		out.Parties = append(out.Parties, b.engine.dict.Parties.Party(id))
	}
	slices.SortFunc(out.Parties, func(x, y events.Party) int { return cmp.Compare(x.Code, y.Code) })
	for _, p := range c.People {
		person := b.work.doc.Person(p)
		out.Participants = append(out.Participants, events.Participant{Name: b.text(person.Name), Title: person.Title, Party: b.code(person.Parties)})
	}
	if !c.Place.Empty() {
		out.Place = &events.Place{Name: b.text(c.Place.Cue), Country: b.code(c.Place.Country)}
	}
	for _, e := range c.Evidence {
		s := b.span(e)
		if len(out.Evidence) == 0 || out.Evidence[len(out.Evidence)-1] != s {
			out.Evidence = append(out.Evidence, s)
		}
	}
	return out
}

// code gives the code of a set of one party, else "".
func (b *builder) code(s party.Set) string {
	if s.Len() != 1 {
		return ""
	}
	for id := range s.All() {
		return b.engine.dict.Parties.Party(id).Code
	}
	return ""
}

// date writes a calendar date as the codebook has it.
func date(d dates.Date) events.Date {
	switch {
	case d.Year == 0:
		return events.Date{}
	case d.Month == 0:
		return events.Date{Value: fmt.Sprintf("%04d", d.Year), Precision: events.Year}
	case d.Day == 0:
		return events.Date{Value: fmt.Sprintf("%04d-%02d", d.Year, d.Month), Precision: events.Month}
	}
	return events.Date{Value: fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day), Precision: events.Day}
}

// text gives the clean words of a cue.
func (b *builder) text(c detect.Cue) string { return string(b.work.clean.Bytes[c.Start:c.End]) }

// span gives the received bytes of a cue.
func (b *builder) span(c detect.Cue) events.Span {
	headline, from, to := b.work.clean.Field(int(c.Start), int(c.End))
	if headline {
		return events.Span{Field: events.FieldHeadline, Start: from, End: to, Text: b.article.Headline[from:to]}
	}
	return events.Span{Start: from, End: to, Text: b.article.Body[from:to]}
}

func (b *builder) trace(c *detect.Candidate) Trace {
	t := Trace{Frame: c.Frame, Trigger: b.cue(c.Trigger, ""), Status: b.cue(c.StatusCue, string(c.Status)), Date: b.cue(c.DateCue, date(c.Date).Value)}
	for _, r := range c.Roles {
		cue := b.cue(r, b.engine.dict.Parties.Party(r.Party).Code)
		if !slices.Contains(t.Roles, cue) {
			t.Roles = append(t.Roles, cue)
		}
	}
	return t
}

func (b *builder) cue(c detect.Cue, label string) Cue {
	if c.Empty() {
		return Cue{}
	}
	s := b.span(c)
	return Cue{Label: label, Field: s.Field, Start: s.Start, End: s.End, Text: s.Text}
}
