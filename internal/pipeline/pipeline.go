// Package pipeline is what the consumer does with one record: a raw article
// goes in, the records of its events come out.
//
//	record → article → events → CloudEvents → records
//
// It does no I/O: internal/stream reads and publishes.
package pipeline

import (
	"context"
	"errors"
	"fmt"
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
}

// Note is what the pipeline tells the stream's observer about each output.
type Note struct {
	Event    events.Event
	Language string // of the pack that read the article
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
)

// Handle turns one record of the raw topic into the records of its events. It is
// a stream.Handler.
func (p *Pipeline) Handle(_ context.Context, r *stream.Record) ([]stream.Output, error) {
	began := time.Now()
	a, err := p.decode(r)
	decoded := time.Now()
	p.Observer.Stage(StageDecode, decoded.Sub(began))
	if err != nil {
		p.Observer.Article(OutcomeRejected)
		return nil, err
	}
	result := p.Engine.Process(&a)
	detected := time.Now()
	p.Observer.Stage(StageDetect, detected.Sub(decoded))

	outs, err := p.encode(result)
	p.Observer.Stage(StageEncode, time.Since(detected))
	if err != nil {
		p.Observer.Article(OutcomeRejected)
		return nil, err
	}
	p.Observer.Article(OutcomeOf(result))
	return outs, nil
}

// decode reads the article. What it does not tell itself comes from the record:
// headers first, then the key, which is an article id in the raw topic.
func (p *Pipeline) decode(r *stream.Record) (article.Article, error) {
	var contentType string
	var defaults article.Defaults
	if utf8.Valid(r.Key) {
		defaults.ID = string(r.Key)
	}
	for _, h := range r.Headers {
		if h.Key == events.HeaderContentType {
			contentType = string(h.Value)
		} else if err := defaults.SetHeader(h.Key, h.Value); err != nil {
			return article.Article{}, &stream.Reject{Reason: ReasonBadHeader, Stage: StageDecode, Err: err}
		}
	}
	a, err := article.Decoder{Limits: p.Limits, Defaults: defaults}.Decode(r.Value, contentType)
	if err == nil {
		return a, nil
	}
	reject := &stream.Reject{Reason: stream.ReasonError, Stage: StageDecode, Err: err}
	if cause, ok := errors.AsType[*article.DecodeError](err); ok {
		reject.Reason = string(cause.Reason)
		p.Observer.DecodeError(cause.Format)
	}
	return article.Article{}, reject
}

// encode makes one record an event.
func (p *Pipeline) encode(result processor.Result) ([]stream.Output, error) {
	if len(result.Events) == 0 {
		return nil, nil
	}
	outs := make([]stream.Output, 0, len(result.Events))
	for _, e := range result.Events {
		if err := e.Validate(); err != nil {
			return nil, &stream.Reject{Reason: ReasonInvalidEvent, Stage: StageDetect, Err: fmt.Errorf("%s %w", e.Type(), err)}
		}
		envelope := events.Wrap(e, p.Source)
		headers, value, err := envelope.Binary()
		if err != nil {
			return nil, &stream.Reject{Reason: ReasonEncode, Stage: StageEncode, Err: err}
		}
		outs = append(outs, stream.Output{
			Topic:   p.Topics.Event(e.Type()),
			Key:     []byte(envelope.PartitionKey),
			Value:   value,
			Headers: streamHeaders(headers),
			Note:    Note{Event: e, Language: result.Language},
		})
	}
	return outs, nil
}

func streamHeaders(headers []events.Header) []stream.Header {
	out := make([]stream.Header, len(headers))
	for i, h := range headers {
		out[i] = stream.Header(h)
	}
	return out
}
