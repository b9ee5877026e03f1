// Package pipeline is what the consumer does with one record: a raw article, or a
// document of several, goes in, the records of its events come out.
//
//	record → articles → events and retractions → CloudEvents → records
//
// It does no I/O: internal/stream reads and publishes.
package pipeline

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/stream"
	"github.com/dragoman-wire/dragoman/processor"
	"github.com/dragoman-wire/dragoman/processor/article"
)

// Engine detects the events of an article. *processor.Engine is one.
type Engine interface {
	Process(a *article.Article) processor.Result
}

// Pipeline holds what the handling of a record needs. It is safe for concurrent use.
type Pipeline struct {
	Engine   Engine
	Topics   events.Topics
	Source   string         // CloudEvents source; empty for events.DefaultSource
	Limits   article.Limits // of the decoder
	Observer Observer       // required
	// Now is the clock that embargoes are held against. Default: the system's.
	Now func() time.Time
}

// Outputs are the topics that the pipeline writes to, beside the dead letters.
func (p *Pipeline) Outputs() []string {
	outs := []string{p.Topics.Retractions()}
	for _, t := range events.Types() {
		outs = append(outs, p.Topics.Event(t))
	}
	return outs
}

// Note is what the pipeline tells the stream's observer about each output.
type Note struct {
	Event      events.Event       // nil for a retraction
	Language   string             // of the pack that read the article
	Retraction *events.Retraction // nil for an event
}

// The steps of the pipeline. They are metric labels and stand in dead letters.
const (
	StageDecode = "decode"
	StageDetect = "detect"
	StageEncode = "encode"
)

// The reasons for which the pipeline rejects a record, beside those of
// article.DecodeError. They are metric labels and stand in dead letters.
const (
	ReasonBadHeader    = "bad_header"    // a header of the record cannot be read
	ReasonInvalidEvent = "invalid_event" // the engine made an event that breaks the codebook
	ReasonEncode       = "encode"        // an event cannot be written as JSON
	ReasonEmbargoed    = "embargoed"     // its embargo is not over
)

// Handle turns one record of the raw topic into the records of its events. It is
// a stream.Handler. A record is published as a whole or not at all: where one of
// its articles is bad, all of it is rejected.
func (p *Pipeline) Handle(_ context.Context, r *stream.Record) ([]stream.Output, error) {
	outs, outcomes, err := p.handle(r)
	if err != nil {
		p.Observer.Article(OutcomeRejected)
		return nil, err
	}
	for _, outcome := range outcomes {
		p.Observer.Article(outcome)
	}
	return outs, nil
}

func (p *Pipeline) handle(r *stream.Record) (outs []stream.Output, outcomes []Outcome, err error) {
	began := time.Now()
	articles, err := p.decode(r)
	decoded := time.Now()
	p.Observer.Stage(StageDecode, decoded.Sub(began))
	if err != nil {
		return nil, nil, err
	}
	results := make([]processor.Result, len(articles))
	for i := range articles {
		results[i] = p.Engine.Process(&articles[i])
	}
	detected := time.Now()
	p.Observer.Stage(StageDetect, detected.Sub(decoded))

	for i := range articles {
		own := len(outs)
		if outs, err = p.encode(outs, &articles[i], results[i]); err != nil {
			return nil, nil, err
		}
		nameSiblings(outs[own:])
		outcomes = append(outcomes, OutcomeOf(results[i]))
	}
	carry(r, outs)
	p.Observer.Stage(StageEncode, time.Since(detected))
	return outs, outcomes, nil
}

// decode reads the articles. What they do not tell themselves comes from the
// record: headers first, then the key, which is an article id in the raw topic.
func (p *Pipeline) decode(r *stream.Record) ([]article.Article, error) {
	var contentType string
	var defaults article.Defaults
	if utf8.Valid(r.Key) {
		defaults.ID = string(r.Key)
	}
	for _, h := range r.Headers {
		if h.Key == events.HeaderContentType {
			contentType = string(h.Value)
		} else if err := defaults.SetHeader(h.Key, h.Value); err != nil {
			return nil, &stream.Reject{Reason: ReasonBadHeader, Stage: StageDecode, Err: err}
		}
	}
	articles, err := article.Decoder{Limits: p.Limits, Defaults: defaults}.DecodeAll(r.Value, contentType)
	if err != nil {
		reject := &stream.Reject{Reason: stream.ReasonError, Stage: StageDecode, Err: err}
		if cause, ok := errors.AsType[*article.DecodeError](err); ok {
			reject.Reason = string(cause.Reason)
			p.Observer.DecodeError(cause.Format)
		}
		return nil, reject
	}
	for i := range articles {
		if err := p.checkEmbargo(&articles[i]); err != nil {
			return nil, err
		}
	}
	return articles, nil
}

// checkEmbargo rejects what must not be published yet: it waits in the dead-letter
// topic, because here it would hold up all that is behind it.
func (p *Pipeline) checkEmbargo(a *article.Article) error {
	if a.Embargoed.IsZero() || a.Retracted() {
		return nil
	}
	now := time.Now
	if p.Now != nil {
		now = p.Now
	}
	if !now().Before(a.Embargoed) {
		return nil
	}
	return &stream.Reject{
		Reason: ReasonEmbargoed, Stage: StageDecode,
		Err: fmt.Errorf("embargoed until %s: send it again then", a.Embargoed.UTC().Format(time.RFC3339)),
	}
}

// encode appends one record an event, or the retraction of an article that its
// publisher takes back.
func (p *Pipeline) encode(outs []stream.Output, a *article.Article, result processor.Result) ([]stream.Output, error) {
	if a.Retracted() {
		return p.retract(outs, a)
	}
	for _, e := range result.Events {
		if err := e.Validate(); err != nil {
			return nil, &stream.Reject{Reason: ReasonInvalidEvent, Stage: StageDetect, Err: fmt.Errorf("%s %w", e.Type(), err)}
		}
		var err error
		note := Note{Event: e, Language: result.Language}
		if outs, err = appendOutput(outs, p.Topics.Event(e.Type()), events.Wrap(e, p.Source), note); err != nil {
			return nil, err
		}
	}
	return outs, nil
}

// retract appends a retraction. It is published whether or not anything was found
// in the article before: what was is not remembered here.
func (p *Pipeline) retract(outs []stream.Output, a *article.Article) ([]stream.Output, error) {
	r := &events.Retraction{
		Kind:   events.TypeRetraction,
		Status: events.RetractionCanceled,
		Article: events.Article{
			ID: a.ID, Headline: a.Headline, Published: a.Published, Language: a.Language, Source: a.Source, URL: a.URL,
		},
	}
	if a.Status == article.Withheld {
		r.Status = events.RetractionWithheld
	}
	return appendOutput(outs, p.Topics.Retractions(), events.WrapRetraction(r, p.Source), Note{Retraction: r})
}

// carry gives outputs the headers of their record that they carry on.
func carry(r *stream.Record, outs []stream.Output) {
	for _, h := range r.Headers {
		if h.Key != article.HeaderReplay {
			continue
		}
		for i := range outs {
			outs[i].Headers = append(outs[i].Headers, h)
		}
	}
}

// nameSiblings adds to each event of an article the ids of those of the same type and
// parties, where there are several.
func nameSiblings(outs []stream.Output) {
	if len(outs) < 2 {
		return
	}
	ids := map[string][]string{}
	group := func(o *stream.Output) string { return o.Topic + " " + string(o.Key) }
	for i := range outs {
		if e := outs[i].Note.(Note).Event; e != nil {
			ids[group(&outs[i])] = append(ids[group(&outs[i])], events.ID(e))
		}
	}
	for i := range outs {
		if all := ids[group(&outs[i])]; len(all) > 1 {
			outs[i].Headers = append(outs[i].Headers, stream.Header{Key: events.HeaderSiblings, Value: []byte(strings.Join(all, ","))})
		}
	}
}

func appendOutput(outs []stream.Output, topic string, v events.Envelope, note Note) ([]stream.Output, error) {
	headers, value, err := v.Binary()
	if err != nil {
		return nil, &stream.Reject{Reason: ReasonEncode, Stage: StageEncode, Err: err}
	}
	return append(outs, stream.Output{
		Topic: topic, Key: []byte(v.PartitionKey), Value: value, Headers: streamHeaders(headers), Note: note,
	}), nil
}

func streamHeaders(headers []events.Header) []stream.Header {
	out := make([]stream.Header, len(headers))
	for i, h := range headers {
		out[i] = stream.Header(h)
	}
	return out
}
