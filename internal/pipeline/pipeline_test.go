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

// now is the pipeline's time.
var now = time.Date(2024, 5, 21, 4, 0, 0, 0, time.UTC)

func handle(e engine, r *stream.Record) ([]stream.Output, *seen, error) {
	observer := &seen{}
	p := pipeline.Pipeline{
		Engine: e, Topics: events.Topics{Prefix: "t."}, Source: "/here", Observer: observer,
		Now: func() time.Time { return now },
	}
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
		"in part bad":     {meets, stream.Record{Value: []byte(`<newsMessage><itemSet>` + newsItem("urn:1", "") + newsItem("urn:2", `<pubStatus qcode="stat:odd"/>`) + `</itemSet></newsMessage>`)}, "malformed", "decode"},
		"embargoed":       {meets, stream.Record{Value: []byte(`{"id":"1","body":"b","embargoed":"2024-05-21T04:00:01Z"}`)}, "embargoed", "decode"},
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

func newsItem(id, more string) string {
	return `<newsItem guid="` + id + `"><itemMeta><versionCreated>2024-05-21T03:00:00Z</versionCreated>` + more + `</itemMeta><contentMeta><headline>h</headline></contentMeta></newsItem>`
}

// TestHandleTakesDocumentsOfSeveralArticles sends the events of all of them, each
// under its own article.
func TestHandleTakesDocumentsOfSeveralArticles(t *testing.T) {
	message := `<newsMessage><itemSet>` + newsItem("urn:1", "") + newsItem("urn:2", `<pubStatus qcode="stat:canceled"/>`) + newsItem("urn:3", "") + `</itemSet></newsMessage>`
	engine := func(a *article.Article) processor.Result {
		if a.Retracted() {
			return processor.Result{Skipped: processor.SkipCanceled}
		}
		return meets(a)
	}
	outs, observer, err := handle(engine, &stream.Record{Key: []byte("the message's own key"), Value: []byte(message)})
	if err != nil {
		t.Fatal(err)
	}
	var sent []string
	for _, o := range outs {
		for _, h := range o.Headers {
			if h.Key == events.HeaderSubject {
				sent = append(sent, o.Topic+" "+string(h.Value))
			}
		}
	}
	if want := []string{"t.diplomacy.meetings urn:1", "t.diplomacy.retractions urn:2", "t.diplomacy.meetings urn:3"}; !slices.Equal(sent, want) {
		t.Errorf("sent %q, want %q", sent, want)
	}
	if want := []pipeline.Outcome{"events", "skipped_canceled", "events"}; !slices.Equal(observer.outcomes, want) {
		t.Errorf("outcomes are %q, want %q", observer.outcomes, want)
	}
}

// TestHandleRetracts publishes one retraction for an article that is taken back,
// the same on every run, and none for one whose embargo is over.
func TestHandleRetracts(t *testing.T) {
	skip := func(a *article.Article) processor.Result {
		return processor.Result{Skipped: processor.Skip(a.Status)}
	}
	for status, want := range map[string]events.Status{"canceled": events.RetractionCanceled, "withheld": events.RetractionWithheld} {
		record := &stream.Record{Value: []byte(`{"uri":"urn:1","versioncreated":"2024-05-21T03:30:00Z","embargoed":"2030-01-01T00:00:00Z","pubstatus":"` + status + `"}`)}
		outs, observer, err := handle(skip, record)
		if err != nil || len(outs) != 1 {
			t.Fatalf("%d outputs, error %v", len(outs), err)
		}
		var headers []events.Header
		for _, h := range outs[0].Headers {
			headers = append(headers, events.Header(h))
		}
		envelope, err := events.DecodeBinary(headers, outs[0].Value)
		if err != nil {
			t.Fatal(err)
		}
		r := envelope.Retraction
		if outs[0].Topic != "t.diplomacy.retractions" || string(outs[0].Key) != "urn:1" || r.Status != want || r.Article.ID != "urn:1" {
			t.Errorf("retraction %+v of status %s in topic %s under key %s", r, r.Status, outs[0].Topic, outs[0].Key)
		}
		before := events.Envelope{Subject: "urn:1", Time: time.Date(2024, 5, 21, 3, 0, 0, 0, time.UTC)}
		if !r.TakesBack(before) {
			t.Error("it does not take back the event of the version before")
		}
		if want := []pipeline.Outcome{pipeline.Skipped(processor.Skip(status))}; !slices.Equal(observer.outcomes, want) {
			t.Errorf("outcomes are %q, want %q", observer.outcomes, want)
		}
		again, _, err := handle(skip, record)
		if err != nil || !bytes.Equal(again[0].Value, outs[0].Value) {
			t.Errorf("the second run gives %s, error %v", again[0].Value, err)
		}
	}
	over := &stream.Record{Value: []byte(`{"id":"1","body":"b","embargoed":"2024-05-21T04:00:00Z"}`)}
	if outs, _, err := handle(meets, over); err != nil || len(outs) != 1 {
		t.Errorf("an article whose embargo is over: %d outputs, error %v", len(outs), err)
	}
}
