package pipeline_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/pipeline"
	"github.com/dragoman-wire/dragoman/internal/stream"
	"github.com/dragoman-wire/dragoman/processor"
	"github.com/dragoman-wire/dragoman/processor/article"
)

// engine answers every article with what its function makes of it.
type engine func(a *article.Article) processor.Result

func (e engine) Process(a *article.Article) processor.Result { return e(a) }

// seen keeps what the pipeline tells.
type seen struct {
	outcomes []pipeline.Outcome
	formats  []string
	stages   []string
}

func (s *seen) Stage(stage string, _ time.Duration) { s.stages = append(s.stages, stage) }
func (s *seen) Article(o pipeline.Outcome)          { s.outcomes = append(s.outcomes, o) }
func (s *seen) DecodeError(format string)           { s.formats = append(s.formats, format) }

// meets finds one meeting in every article.
func meets(a *article.Article) processor.Result {
	return processor.Result{Language: "en", Events: []events.Event{meetingIn(a)}}
}

func meetingIn(a *article.Article) *events.Meeting {
	m := &events.Meeting{
		Common: events.Common{
			Kind: events.TypeMeeting,
			Parties: []events.Party{
				{Code: "CHN", Name: "China", Kind: events.State, Role: events.RoleParty},
				{Code: "KAZ", Name: "Kazakhstan", Kind: events.State, Role: events.RoleParty},
			},
			Status:     events.MeetingHeld,
			Confidence: 0.9,
			Evidence:   []events.Span{{Start: 0, End: 1, Text: "x"}},
			Article:    events.Article{ID: a.ID, Published: a.Published, Language: a.Language},
			Detector:   events.Detector{Version: "test"},
		},
		Channel: events.InPerson, Level: events.Ministers, Format: events.Bilateral,
	}
	events.Classify(m, events.Clues{})
	return m
}

func handle(e engine, r *stream.Record) ([]stream.Output, *seen, error) {
	observer := &seen{}
	p := pipeline.Pipeline{Engine: e, Topics: events.Topics{Prefix: "t."}, Source: "/here", Observer: observer}
	outs, err := p.Handle(context.Background(), r)
	return outs, observer, err
}

func TestHandleMakesRecordsOfEvents(t *testing.T) {
	r := &stream.Record{
		Value: []byte(`{"id":"urn:1","headline":"h","body":"b","published":"2024-05-21T03:00:00Z","language":"en"}`),
	}
	outs, observer, err := handle(meets, r)
	if err != nil {
		t.Fatal(err)
	}
	if len(outs) != 1 || outs[0].Topic != "t.diplomacy.meetings" || string(outs[0].Key) != "CHN-KAZ" {
		t.Fatalf("outputs are %+v", outs)
	}
	var headers []events.Header
	for _, h := range outs[0].Headers {
		headers = append(headers, events.Header(h))
	}
	envelope, err := events.DecodeBinary(headers, outs[0].Value)
	if err != nil {
		t.Fatal(err)
	}
	note := outs[0].Note.(pipeline.Note)
	if envelope.ID != events.ID(note.Event) || envelope.Source != "/here" || envelope.Subject != "urn:1" || note.Language != "en" {
		t.Errorf("envelope is %+v, note %+v", envelope, note)
	}
	if !slices.Equal(observer.outcomes, []pipeline.Outcome{pipeline.OutcomeEvents}) {
		t.Errorf("outcomes are %q", observer.outcomes)
	}
	if want := []string{pipeline.StageDecode, pipeline.StageDetect, pipeline.StageEncode}; !slices.Equal(observer.stages, want) {
		t.Errorf("stages are %q", observer.stages)
	}
}

func TestRecordFillsWhatTheArticleDoesNotTell(t *testing.T) {
	var got article.Article
	keep := func(a *article.Article) processor.Result { got = *a; return processor.Result{} }
	published := time.Date(2024, 5, 21, 3, 0, 0, 0, time.UTC)
	record := &stream.Record{
		Key:   []byte("key-id"),
		Value: []byte("a story\nin plain text"),
		Headers: []stream.Header{
			{Key: "content-type", Value: []byte("text/plain; charset=utf-8")},
			{Key: article.HeaderLanguage, Value: []byte("id")},
			{Key: article.HeaderPublished, Value: []byte(published.Format(time.RFC3339))},
			{Key: "trace", Value: []byte("anything")},
		},
	}
	if _, _, err := handle(keep, record); err != nil {
		t.Fatal(err)
	}
	if got.ID != "key-id" || got.Language != "id" || !got.Published.Equal(published) {
		t.Errorf("article is %+v", got)
	}
	record.Headers = append(record.Headers, stream.Header{Key: article.HeaderID, Value: []byte("header-id")})
	if _, _, err := handle(keep, record); err != nil || got.ID != "header-id" {
		t.Errorf("id is %q, error %v: the header goes before the key", got.ID, err)
	}
}

func TestHandleRejectsWithTheReason(t *testing.T) {
	broken := func(a *article.Article) processor.Result {
		m := meetingIn(a)
		m.Confidence = 2
		return processor.Result{Language: "en", Events: []events.Event{m}}
	}
	cases := map[string]struct {
		engine engine
		record stream.Record
		reason string
		stage  string
	}{
		"broken JSON":     {meets, stream.Record{Value: []byte(`{"id":"1","body":`)}, "malformed", "decode"},
		"invalid UTF-8":   {meets, stream.Record{Value: []byte("caf\xe9 \xff\xfe")}, "invalid_utf8", "decode"},
		"empty value":     {meets, stream.Record{}, "empty", "decode"},
		"empty body":      {meets, stream.Record{Value: []byte(`{"id":"1","headline":"","body":" "}`)}, "no_text", "decode"},
		"50 MB":           {meets, stream.Record{Value: bytes.Repeat([]byte("a "), 25<<20)}, "too_large", "decode"},
		"10,000 deep":     {meets, stream.Record{Value: []byte(strings.Repeat(`{"a":`, 10000) + "1" + strings.Repeat("}", 10000))}, "too_deep", "decode"},
		"unread format":   {meets, stream.Record{Value: []byte("<?xml version='1.0'?><x/>")}, "unsupported", "decode"},
		"odd header":      {meets, stream.Record{Value: []byte("x"), Headers: []stream.Header{{Key: article.HeaderPublished, Value: []byte("noon")}}}, "bad_header", "decode"},
		"event of no use": {broken, stream.Record{Value: []byte("a story")}, "invalid_event", "detect"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			outs, observer, err := handle(c.engine, &c.record)
			var reject *stream.Reject
			if !errors.As(err, &reject) {
				t.Fatalf("error is %v, want a *stream.Reject", err)
			}
			if reject.Reason != c.reason || reject.Stage != c.stage || len(outs) != 0 {
				t.Errorf("reason %q, stage %q, %d outputs; want %q, %q, none", reject.Reason, reject.Stage, len(outs), c.reason, c.stage)
			}
			if !slices.Equal(observer.outcomes, []pipeline.Outcome{pipeline.OutcomeRejected}) {
				t.Errorf("outcomes are %q", observer.outcomes)
			}
		})
	}
}

func TestHandleCountsSkips(t *testing.T) {
	for skip, want := range map[processor.Skip]pipeline.Outcome{
		"":                     "no_events",
		processor.SkipLanguage: "skipped_unknown_language",
		processor.SkipWithheld: "skipped_withheld",
	} {
		result := processor.Result{Skipped: skip}
		outs, observer, err := handle(func(*article.Article) processor.Result { return result }, &stream.Record{Value: []byte("x")})
		if err != nil || len(outs) != 0 || !slices.Equal(observer.outcomes, []pipeline.Outcome{want}) {
			t.Errorf("%q: outcomes %q, %d outputs, error %v", skip, observer.outcomes, len(outs), err)
		}
	}
}
