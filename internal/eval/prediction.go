package eval

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor"
)

// Prediction is what scoring needs of an event that a detector found.
type Prediction struct {
	Article    string        `json:"article"` // id of the article
	Type       events.Type   `json:"type"`
	Parties    []string      `json:"parties"` // codes
	Status     events.Status `json:"status"`
	Background bool          `json:"background"`
	Date       string        `json:"date,omitempty"`     // YYYY-MM-DD, YYYY-MM, YYYY or empty
	Evidence   string        `json:"evidence,omitempty"` // for people; not scored
}

// Predict runs the engine over the articles and gives its events in order.
func Predict(engine *processor.Engine, articles []Article) []Prediction {
	var all []Prediction
	for _, a := range articles {
		for _, e := range engine.Process(a.Source()).Events {
			all = append(all, predictionOf(a.ID, e))
		}
	}
	return all
}

func predictionOf(article string, e events.Event) Prediction {
	base := e.Base()
	p := Prediction{
		Article:    article,
		Type:       e.Type(),
		Status:     base.Status,
		Background: base.Background,
		Date:       base.Date.Value,
	}
	for _, party := range base.Parties {
		p.Parties = append(p.Parties, party.Code)
	}
	var evidence []string
	for _, span := range base.Evidence {
		evidence = append(evidence, strings.ReplaceAll(span.Text, "\n", " "))
	}
	p.Evidence = strings.Join(evidence, " … ")
	return p
}

// WritePredictions writes one JSON object a line, which ReadPredictions reads.
func WritePredictions(w io.Writer, predictions []Prediction) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, p := range predictions {
		if err := enc.Encode(p); err != nil {
			return fmt.Errorf("writing predictions: %w", err)
		}
	}
	return nil
}

// ReadPredictions reads a file of one event a line: either what WritePredictions
// wrote, or CloudEvents in structured mode.
func ReadPredictions(path string) ([]Prediction, error) {
	var all []Prediction
	err := readLines(path, func(_ string, line []byte) error {
		p, err := decodePrediction(line)
		all = append(all, p)
		return err
	})
	return all, err
}

// foreignPrediction takes the looser forms: a CloudEvent's envelope around the
// event, objects in place of codes, dates and ids.
type foreignPrediction struct {
	Data       *foreignPrediction `json:"data"`
	Subject    string             `json:"subject"`
	Article    stringOr           `json:"article"`
	Type       string             `json:"type"`
	Parties    []stringOr         `json:"parties"`
	Status     events.Status      `json:"status"`
	Background bool               `json:"background"`
	Date       stringOr           `json:"date"`
}

func decodePrediction(line []byte) (Prediction, error) {
	var envelope foreignPrediction
	if err := json.Unmarshal(line, &envelope); err != nil {
		return Prediction{}, err
	}
	data := &envelope
	if envelope.Data != nil {
		data = envelope.Data
	}
	p := Prediction{
		Article:    cmp.Or(string(data.Article), envelope.Subject),
		Type:       typeName(cmp.Or(data.Type, envelope.Type)),
		Status:     data.Status,
		Background: data.Background,
		Date:       string(data.Date),
	}
	for _, code := range data.Parties {
		p.Parties = append(p.Parties, string(code))
	}
	return p, nil
}

// typeName reads the spellings of a type that are in use: "railway-project",
// "org.example.RailwayProject", "railway".
func typeName(s string) events.Type {
	s = s[strings.LastIndexByte(s, '.')+1:]
	s = strings.ToLower(strings.ReplaceAll(s, "-", "_"))
	if s == "railwayproject" || s == "railway" {
		return events.TypeRailwayProject
	}
	return events.Type(s)
}

// stringOr is a JSON string, or the string that identifies a JSON object: its
// code, id or value.
type stringOr string

// UnmarshalJSON takes both forms, and null as empty.
func (s *stringOr) UnmarshalJSON(b []byte) error {
	if len(b) == 0 || b[0] != '{' {
		return json.Unmarshal(b, (*string)(s))
	}
	var object struct{ Code, ID, Value string }
	if err := json.Unmarshal(b, &object); err != nil {
		return err
	}
	*s = stringOr(cmp.Or(object.Code, object.ID, object.Value))
	return nil
}
