package consumer_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/broker"
	"github.com/dragoman-wire/dragoman/internal/consumer"
	"github.com/dragoman-wire/dragoman/internal/pipeline"
	"github.com/dragoman-wire/dragoman/internal/stream"
	"github.com/dragoman-wire/dragoman/processor"
	"github.com/dragoman-wire/dragoman/processor/article"
)

// patience is how long a test waits for what must come; it waits no longer than
// it takes.
const patience = 30 * time.Second

// site is an embedded broker with all topics and a running consumer.
type site struct {
	t       *testing.T
	cluster stream.Cluster
	tally   *consumer.Tally
	metrics string // address
	reader  *kgo.Client
}

func start(t *testing.T, engine pipeline.Engine) *site {
	t.Helper()
	b, err := broker.Start(broker.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	s := &site{t: t, cluster: stream.Cluster{Brokers: []string{b.Addr()}}, tally: consumer.NewTally()}
	if _, err := stream.CreateTopics(t.Context(), s.cluster, consumer.TopicPlan(events.Topics{}, 3, 0)); err != nil {
		t.Fatal(err)
	}
	topics := (events.Topics{}).All()[1:] // all but the raw one
	if s.reader, err = kgo.NewClient(kgo.SeedBrokers(b.Addr()), kgo.ConsumeTopics(topics...)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.reader.Close)

	ctx, stop := context.WithCancel(context.Background())
	serving, done := make(chan string, 1), make(chan error, 1)
	go func() {
		done <- consumer.Run(ctx, consumer.Config{
			Stream:    stream.Config{Cluster: s.cluster, Group: "test"},
			Engine:    engine,
			Listen:    "127.0.0.1:0",
			Logger:    slog.New(slog.DiscardHandler),
			Observers: []stream.Observer{s.tally},
			Serving:   func(address string) { serving <- address },
		})
	}()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Errorf("the consumer ended with %v", err)
		}
	})
	s.metrics = <-serving
	return s
}

// send produces records to the raw topic.
func (s *site) send(records ...stream.Output) {
	s.t.Helper()
	producer, err := stream.NewProducer(stream.ProducerConfig{Cluster: s.cluster})
	if err != nil {
		s.t.Fatal(err)
	}
	defer producer.Close()
	for i := range records {
		records[i].Topic = events.Topics{}.Raw()
	}
	if err := producer.Produce(s.t.Context(), records); err != nil {
		s.t.Fatal(err)
	}
}

// finish waits until n raw records are finished.
func (s *site) finish(n int) {
	s.t.Helper()
	timeout := time.After(patience)
	for {
		finished, changed := s.tally.Finished()
		if finished >= n {
			return
		}
		select {
		case <-changed:
		case <-timeout:
			s.t.Fatalf("%d of %d records are finished after %v", finished, n, patience)
		}
	}
}

// becomesReady waits until every role has joined its group.
func (s *site) becomesReady() {
	s.t.Helper()
	var status int
	var body string
	until(func() bool {
		status, body = s.get("/readyz")
		return status == http.StatusOK
	}, func() { s.t.Fatalf("/readyz: %d %s", status, body) })
}

// until asks again and again whether something is so, of which nobody tells, and fails when
// patience is over.
func until(isSo func() bool, fail func()) {
	for tick, late := time.NewTicker(20*time.Millisecond), time.After(patience); !isSo(); {
		select {
		case <-tick.C:
		case <-late:
			fail()
		}
	}
}

// receive reads n records from the topics that the consumer writes to.
func (s *site) receive(n int) []*kgo.Record {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), patience)
	defer cancel()
	var all []*kgo.Record
	for len(all) < n {
		fetches := s.reader.PollFetches(ctx)
		if err := fetches.Err(); err != nil {
			s.t.Fatalf("after %d of %d records: %v", len(all), n, err)
		}
		all = append(all, fetches.Records()...)
	}
	if len(all) > n {
		s.t.Fatalf("%d records came, want %d", len(all), n)
	}
	return all
}

func headers(r *kgo.Record) []events.Header {
	var all []events.Header
	for _, h := range r.Headers {
		all = append(all, events.Header{Key: h.Key, Value: h.Value})
	}
	return all
}

// get asks the consumer's HTTP server.
func (s *site) get(path string) (int, string) {
	s.t.Helper()
	response, err := http.Get("http://" + s.metrics + path)
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

func newEngine(t *testing.T) *processor.Engine {
	t.Helper()
	engine, err := processor.New()
	if err != nil {
		t.Fatal(err)
	}
	return engine
}

// story is an article of several events.
const story = `{"id":"urn:example:1","language":"en","published":"2024-05-21T03:00:00Z","headline":"Wang meets Lavrov",` +
	`"body":"Chinese Foreign Minister Wang Yi met Russian Foreign Minister Sergei Lavrov in Astana on Monday.\n` +
	`China and Kazakhstan signed an agreement on energy in Beijing on Sunday."}`

func TestEventsArriveAsDetected(t *testing.T) {
	engine := newEngine(t)
	a, err := article.Decode([]byte(story), "")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]events.Event{}
	for _, e := range engine.Process(&a).Events {
		want[events.ID(e)] = e
	}
	if len(want) < 2 {
		t.Fatalf("the engine finds %d events in the story", len(want))
	}

	s := start(t, engine)
	s.send(stream.Output{Key: []byte("urn:example:1"), Value: []byte(story)})
	for _, r := range s.receive(len(want)) {
		envelope, err := events.DecodeBinary(headers(r), r.Value)
		if err != nil {
			t.Fatal(err)
		}
		e := want[envelope.ID]
		if e == nil {
			t.Errorf("event %s is none of those detected", envelope.ID)
			continue
		}
		data, err := events.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		if string(r.Value) != string(data) {
			t.Errorf("value is\n%s, want\n%s", r.Value, data)
		}
		if r.Topic != (events.Topics{}).Event(e.Type()) || string(r.Key) != events.Key(e) || envelope.Subject != a.ID {
			t.Errorf("event %s went to topic %s with key %s and subject %s", envelope.ID, r.Topic, r.Key, envelope.Subject)
		}
		delete(want, envelope.ID)
	}
	if len(want) > 0 {
		t.Errorf("these did not come: %v", want)
	}
	s.finish(1)      // the metrics follow the acknowledgement
	s.becomesReady() // detection has joined, alerting may yet have to
	_, body := s.get("/metrics")
	for _, line := range []string{
		`dragoman_articles_processed_total{result="events"} 1`,
		`dragoman_events_published_total{event_type="meeting",language="en"} 1`,
	} {
		if !strings.Contains(body, line+"\n") {
			t.Errorf("/metrics lacks %s", line)
		}
	}
}

// panics is an engine that dies of some articles.
type panics struct{ *processor.Engine }

func (p panics) Process(a *article.Article) processor.Result {
	if strings.Contains(a.Body, "poison") {
		panic("poisoned")
	}
	return p.Engine.Process(a)
}

// Every bad record goes whole to the dead-letter topic with its reason, or is
// counted as skipped; the good ones around it are published.
func TestBadRecordsDoNotHarmTheirNeighbours(t *testing.T) {
	s := start(t, panics{newEngine(t)})
	bad := map[string]string{ // value → reason
		`{"id":"1","body":`:                   "malformed",
		"caf\xe9 \xff\xfe":                    "invalid_utf8",
		"":                                    "empty",
		`{"id":"1","headline":"","body":" "}`: "no_text",
		strings.Repeat(`{"a":`, 10000) + "1" + strings.Repeat("}", 10000): "too_deep",
		"<?xml version='1.0'?><x/>":                                       "unsupported",
		`{"id":"1","language":"en","body":"poison"}`:                      "panic",
	}
	skipped := `{"id":"2","language":"el","body":"Οι δύο υπουργοί συναντήθηκαν τη Δευτέρα στην Αθήνα."}`
	var records []stream.Output
	good := func() {
		id := fmt.Sprintf("urn:good:%d", len(records))
		value := strings.Replace(story, "urn:example:1", id, 1)
		records = append(records, stream.Output{Key: []byte("same partition"), Value: []byte(value)})
	}
	good()
	for value := range bad {
		records = append(records, stream.Output{Key: []byte("same partition"), Value: []byte(value)})
		good()
	}
	records = append(records, stream.Output{Key: []byte("same partition"), Value: []byte(skipped)})
	good()
	s.send(records...)
	s.finish(len(records))

	const eventsEach = 2
	goods := map[string]int{}
	for _, r := range s.receive(len(bad) + (len(bad)+2)*eventsEach) {
		if r.Topic != (events.Topics{}).DeadLetter() {
			envelope, err := events.DecodeBinary(headers(r), r.Value)
			if err != nil {
				t.Fatal(err)
			}
			goods[envelope.Subject]++
			continue
		}
		reason, known := bad[string(r.Value)]
		if !known {
			t.Errorf("a dead letter that nobody sent: %.100q", r.Value)
		}
		found := false
		for _, h := range r.Headers {
			found = found || string(h.Value) == reason
		}
		if !found {
			t.Errorf("dead letter %.40q has headers %s, want the reason %q among them", r.Value, r.Headers, reason)
		}
		delete(bad, string(r.Value))
	}
	if len(bad) > 0 {
		t.Errorf("no dead letters for %q", bad)
	}
	for id, n := range goods {
		if n != eventsEach {
			t.Errorf("article %s has %d events, want %d", id, n, eventsEach)
		}
	}
	_, body := s.get("/metrics")
	for _, line := range []string{
		`dragoman_articles_processed_total{result="skipped_unknown_language"} 1`,
		`dragoman_dead_letters_total{reason="panic"} 1`,
		`dragoman_dead_letters_total{reason="too_deep"} 1`,
	} {
		if !strings.Contains(body, line+"\n") {
			t.Errorf("/metrics lacks %s", line)
		}
	}
}

func TestTakenAddressIsTold(t *testing.T) {
	s := start(t, newEngine(t))
	err := consumer.Run(t.Context(), consumer.Config{
		Stream: stream.Config{Cluster: s.cluster, Group: "other"},
		Engine: newEngine(t), Listen: s.metrics, Logger: slog.New(slog.DiscardHandler),
	})
	if err == nil || !strings.Contains(err.Error(), s.metrics) {
		t.Errorf("error is %v, want one that names %s", err, s.metrics)
	}
}

func TestMissingTopicsAreTold(t *testing.T) {
	b, err := broker.Start(broker.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	err = consumer.Run(t.Context(), consumer.Config{
		Stream: stream.Config{
			Cluster: stream.Cluster{Brokers: []string{b.Addr()}}, Group: "test", StartTimeout: 200 * time.Millisecond,
		},
		Engine: newEngine(t), Logger: slog.New(slog.DiscardHandler),
	})
	if err == nil || !strings.Contains(err.Error(), "news.") || !strings.Contains(err.Error(), "topics --apply") {
		t.Errorf("error is %v, want one that names a topic and what to do", err)
	}
}
