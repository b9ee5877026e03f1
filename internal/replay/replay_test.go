package replay

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-wire/dragoman/internal/archive"
	"github.com/dragoman-wire/dragoman/internal/stream"
	"github.com/dragoman-wire/dragoman/processor/article"
)

// recorder is a Publisher that keeps what it is given.
type recorder struct {
	outs    []stream.Output
	batches int
	answer  func(ctx context.Context, outs []stream.Output) error // default: all is taken
}

func (r *recorder) Produce(ctx context.Context, outs []stream.Output) error {
	r.batches++
	if r.answer != nil {
		if err := r.answer(ctx, outs); err != nil {
			return err
		}
	}
	r.outs = append(r.outs, slices.Clone(outs)...)
	return nil
}

func (r *recorder) keys() string {
	var keys []string
	for _, o := range r.outs {
		keys = append(keys, string(o.Key))
	}
	return strings.Join(keys, " ")
}

// records makes the records of JSON articles; "" makes an item that cannot be read.
func records(lines ...string) iter.Seq2[archive.Record, error] {
	return func(yield func(archive.Record, error) bool) {
		for i, line := range lines {
			place := fmt.Sprintf("a.jsonl:%d", i+1)
			r, err := archive.Record{Name: place, Data: []byte(line), ContentType: "application/json"}, error(nil)
			if line == "" {
				r, err = archive.Record{}, &archive.Error{Place: place, Reason: archive.ReasonTooLarge, Err: errors.New("long")}
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

func story(id string) string { return fmt.Sprintf(`{"id":%q,"lang":"en","body":"Met."}`, id) }

func storyAt(id, published string) string {
	return fmt.Sprintf(`{"id":%q,"published":%q,"body":"Met."}`, id, published)
}

func headers(o stream.Output) string {
	var all []string
	for _, h := range o.Headers {
		all = append(all, h.Key+"="+string(h.Value))
	}
	return strings.Join(all, " ")
}

func TestRunSendsTheBytesUnderTheID(t *testing.T) {
	p := &recorder{}
	summary, err := Run(t.Context(), records(story("a"), `{"body":"No id."}`), p, Options{Topic: "news.raw"})
	if err != nil {
		t.Fatal(err)
	}
	first := p.outs[0]
	if first.Topic != "news.raw" || string(first.Key) != "a" || string(first.Value) != story("a") {
		t.Errorf("sent %s %s %s", first.Topic, first.Key, first.Value)
	}
	if got, want := headers(first), "content-type=application/json dragoman-replay=true dragoman-id=a"; got != want {
		t.Errorf("headers %q, want %q", got, want)
	}
	if summary.Read != 2 || summary.Sent != 2 || summary.Languages["en"] != 1 || summary.Formats["json"] != 2 || summary.Last != "a.jsonl:2" {
		t.Errorf("summary %+v", summary)
	}
}

// TestRecordsDecodeToTheSameArticle decodes what was sent as the consumer does:
// value, content type and headers must give the article that the archive gave.
func TestRecordsDecodeToTheSameArticle(t *testing.T) {
	defaults := article.Defaults{Language: "id", Source: "Wire", Published: time.Date(2024, 5, 21, 3, 0, 0, 0, time.UTC)}
	texts := []archive.Record{
		{Name: "a.txt", Data: []byte("Para menteri bertemu."), ContentType: "text/plain"},
		{Name: "b.json", Data: []byte(`{"title":"T","text":"No id, no date."}`), ContentType: "application/json"},
		{Name: "c.json", Data: []byte(`{"url":"https://wire.example/c","lang":"en","text":"Own language."}`)},
	}
	p := &recorder{}
	decoder := article.Decoder{Defaults: defaults}
	source := func(yield func(archive.Record, error) bool) {
		for _, r := range texts {
			if !yield(r, nil) {
				return
			}
		}
	}
	if _, err := Run(t.Context(), source, p, Options{Topic: "t", Decoder: decoder, Live: true}); err != nil {
		t.Fatal(err)
	}
	for i, r := range texts {
		want, err := decoder.Decode(r.Data, r.ContentType)
		if err != nil {
			t.Fatal(err)
		}
		var contentType string
		var fromHeaders article.Defaults
		for _, h := range p.outs[i].Headers {
			if h.Key == "content-type" {
				contentType = string(h.Value)
			}
			if h.Key == article.HeaderReplay {
				t.Errorf("%s: marked as a replay in live mode", r.Name)
			}
			if err := fromHeaders.SetHeader(h.Key, h.Value); err != nil {
				t.Fatal(err)
			}
		}
		got, err := article.Decoder{Defaults: fromHeaders}.Decode(p.outs[i].Value, contentType)
		if err != nil {
			t.Fatal(err)
		}
		if got != want || got.ID != string(p.outs[i].Key) {
			t.Errorf("%s: decoded to %+v, want %+v", r.Name, got, want)
		}
	}
}

func TestRunSkipsAndGoesOn(t *testing.T) {
	p := &recorder{answer: func(_ context.Context, outs []stream.Output) error {
		return &stream.RefusedError{Refused: []stream.Refused{{Index: 1, Topic: "t", Err: errors.New("too big")}}}
	}}
	var skipped []string
	o := Options{Topic: "t", Skipped: func(s Skip) { skipped = append(skipped, s.Reason+": "+s.Err.Error()) }}
	summary, err := Run(t.Context(), records(story("a"), "", "{", story("b"), story("c")), p, o)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"too_large: a.jsonl:2: too_large: long",
		"malformed: a.jsonl:3: decode json article: malformed: byte 1: unexpected EOF",
		"refused: a.jsonl:4: too big",
	}
	if !slices.Equal(skipped, want) {
		t.Errorf("skipped %q, want %q", skipped, want)
	}
	if summary.Read != 5 || summary.Sent != 2 || summary.SkippedTotal() != 3 {
		t.Errorf("summary %+v", summary)
	}
}

func TestRunStopsAtTheLimit(t *testing.T) {
	p := &recorder{}
	summary, err := Run(t.Context(), records(story("a"), "", story("b"), story("c")), p, Options{Limit: 2})
	if err != nil || p.keys() != "a b" || summary.Read != 3 {
		t.Errorf("sent %q, read %d, error %v", p.keys(), summary.Read, err)
	}
}

func TestRunSendsInBatchesInOrder(t *testing.T) {
	var lines, want []string
	for i := range 2*batchRecords + 10 {
		id := fmt.Sprint(i)
		lines, want = append(lines, story(id)), append(want, id)
	}
	p := &recorder{}
	reports := 0
	o := Options{Progress: func(s *Summary) { reports++ }}
	if _, err := Run(t.Context(), records(lines...), p, o); err != nil {
		t.Fatal(err)
	}
	if p.keys() != strings.Join(want, " ") {
		t.Error("articles are missing or out of order")
	}
	if p.batches < 3 || reports != p.batches {
		t.Errorf("%d batches, %d reports, want three at least, and one each", p.batches, reports)
	}
}

func TestRunStopsWhenNothingCanBeSent(t *testing.T) {
	down := errors.New("no broker")
	p := &recorder{answer: func(context.Context, []stream.Output) error { return down }}
	summary, err := Run(t.Context(), records(story("a"), story("b")), p, Options{})
	if !errors.Is(err, down) || summary.Sent != 0 || !strings.Contains(err.Error(), "a.jsonl:1 to a.jsonl:2") {
		t.Errorf("sent %d, error %v", summary.Sent, err)
	}
}

// TestRunStopsWhenTold ends the context while a batch is on its way: that batch
// and what has been read are still sent, and nothing more is read.
func TestRunStopsWhenTold(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	stop := errors.New("told to stop")
	var lines []string
	for i := range 3 * batchRecords {
		lines = append(lines, story(fmt.Sprint(i)))
	}
	p := &recorder{answer: func(sending context.Context, _ []stream.Output) error {
		cancel(stop)
		return sending.Err()
	}}
	summary, err := Run(ctx, records(lines...), p, Options{})
	if !errors.Is(err, stop) {
		t.Errorf("error %v, want the cause", err)
	}
	if summary.Sent != summary.Read || summary.Sent == 0 || summary.Sent > 2*batchRecords {
		t.Errorf("read %d, sent %d", summary.Read, summary.Sent)
	}
}
