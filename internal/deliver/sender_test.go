package deliver

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/stream"
)

// noon is when the alerts of these tests were taken by the broker.
var noon = time.Date(2024, 5, 21, 12, 0, 0, 0, time.UTC)

const testKey = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

// fixture is a receiver's server and a sender to it. Its clock moves only by waiting.
type fixture struct {
	*testing.T
	*Sender
	server *httptest.Server
	log    bytes.Buffer

	mu       sync.Mutex
	now      time.Time
	waits    []time.Duration
	results  []Result
	requests []request
}

type request struct {
	header http.Header
	body   []byte
}

// start makes a fixture whose server answers the requests one after the other, the
// last answer for ever.
func start(t *testing.T, change func(r *Receiver), answers ...http.HandlerFunc) *fixture {
	t.Helper()
	f := &fixture{T: t, now: noon}
	f.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		f.mu.Lock()
		n := len(f.requests)
		f.requests = append(f.requests, request{r.Header, body})
		f.mu.Unlock()
		answers[min(n, len(answers)-1)](w, r)
	}))
	t.Cleanup(f.server.Close)
	key := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(key, []byte(testKey+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	r := &Receiver{
		Name: "desk", Kind: Webhook, URL: f.server.URL + "/hook", SecretFiles: []string{key}, AllowHTTP: true, AllowPrivate: true,
		Tries: 4,
	}
	if change != nil {
		change(r)
	}
	if err := r.prepare(); err != nil {
		t.Fatal(err)
	}
	f.Sender = NewSender(r, Options{
		Clock:    Clock{Now: f.time, Wait: f.wait},
		Jitter:   func() float64 { return 0 },
		Observer: f,
		Logger:   slog.New(slog.NewJSONHandler(&f.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	})
	return f
}

func (f *fixture) time() time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.now
}

func (f *fixture) wait(ctx context.Context, d time.Duration) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.waits = append(f.waits, d)
	f.now = f.now.Add(d)
	return ctx.Err() == nil
}

func (f *fixture) Try(string, time.Duration) {}

func (f *fixture) Delivery(_ string, result Result) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.results = append(f.results, result)
}

// hand gives the sender one record and returns its error.
func (f *fixture) hand(r *stream.Record) error {
	f.Helper()
	h, err := f.Open(f.Context(), r.Topic, r.Partition)
	if err != nil {
		f.Fatal(err)
	}
	_, err = h(f.Context(), r)
	return err
}

func (f *fixture) want(results ...Result) {
	f.Helper()
	if !slices.Equal(f.results, results) {
		f.Errorf("results are %q, want %q", f.results, results)
	}
	f.results = nil
}

func answer(code int, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(code)
	}
}

// sample reads one of the contract's own messages.
func sample(t *testing.T, name string) events.Envelope {
	t.Helper()
	data, err := os.ReadFile("../../events/testdata/alerts/" + name + ".cloudevent")
	if err != nil {
		t.Fatal(err)
	}
	v, err := events.DecodeStructured(bytes.TrimSpace(data))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// record makes the record of a sample, changed.
func record(t *testing.T, name string, change func(a *events.Alert)) *stream.Record {
	t.Helper()
	v := sample(t, name)
	if change != nil {
		change(v.Alert)
	}
	headers, value, err := v.Binary()
	if err != nil {
		t.Fatal(err)
	}
	r := &stream.Record{Topic: "diplomacy.alerts", Time: noon, Key: []byte(v.PartitionKey), Value: value}
	for _, h := range headers {
		r.Headers = append(r.Headers, stream.Header(h))
	}
	return r
}

// What is sent is verified by the reference library of Standard Webhooks; while keys
// are changed, by either key.
func TestWebhookIsSigned(t *testing.T) {
	const nextKey = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
	f := start(t, func(r *Receiver) {
		file := filepath.Join(t.TempDir(), "next")
		if err := os.WriteFile(file, []byte(nextKey), 0o600); err != nil {
			t.Fatal(err)
		}
		r.SecretFiles = append(r.SecretFiles, file)
	}, answer(500), answer(204))
	f.now = time.Now() // the library looks at the clock
	r := record(t, "new", nil)
	r.Time = f.now
	if err := f.hand(r); err != nil {
		t.Fatal(err)
	}
	f.want(Failed, Delivered)
	for i, got := range f.requests {
		for _, key := range []string{testKey, nextKey} {
			hook, err := standardwebhooks.NewWebhook(key)
			if err != nil {
				t.Fatal(err)
			}
			if err := hook.Verify(got.body, got.header); err != nil {
				t.Errorf("try %d: %v", i+1, err)
			}
			if err := hook.Verify(append(got.body, ' '), got.header); err == nil {
				t.Errorf("try %d: another body is verified too", i+1)
			}
		}
		v, err := events.DecodeStructured(got.body)
		if err != nil || v.Alert.Change != events.AlertNew {
			t.Errorf("try %d: body %s: %v", i+1, got.body, err)
		}
		if got.header.Get("webhook-id") != v.ID || got.header.Get("Content-Type") != events.StructuredContentType {
			t.Errorf("try %d: headers are %v", i+1, got.header)
		}
	}
}

func TestAnswers(t *testing.T) {
	hang := func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	cut := func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }
	for name, c := range map[string]struct {
		answers []http.HandlerFunc
		results []Result
		waits   []time.Duration
		letter  string // what the dead letter says
	}{
		"taken":            {[]http.HandlerFunc{answer(200)}, []Result{Delivered}, nil, ""},
		"500, then taken":  {[]http.HandlerFunc{answer(500), answer(502), answer(200)}, []Result{Failed, Failed, Delivered}, []time.Duration{2 * time.Second, 4 * time.Second}, ""},
		"500 for ever":     {[]http.HandlerFunc{answer(500)}, []Result{Failed, Failed, Failed, Failed, DeadLetter}, []time.Duration{2 * time.Second, 4 * time.Second, 8 * time.Second}, "try 4: it answered 500"},
		"429, in a minute": {[]http.HandlerFunc{answer(429, "Retry-After", "60"), answer(200)}, []Result{Failed, Delivered}, []time.Duration{time.Minute}, ""},
		"503, at a time":   {[]http.HandlerFunc{answer(503, "Retry-After", noon.Add(90*time.Second).Format(http.TimeFormat)), answer(200)}, []Result{Failed, Delivered}, []time.Duration{90 * time.Second}, ""},
		"429, in a year":   {[]http.HandlerFunc{answer(429, "Retry-After", "31536000"), answer(200)}, []Result{Failed, Delivered}, []time.Duration{maxWait}, ""},
		"the line is cut":  {[]http.HandlerFunc{cut, answer(200)}, []Result{Failed, Delivered}, []time.Duration{2 * time.Second}, ""},
		"it hangs":         {[]http.HandlerFunc{hang, answer(200)}, []Result{Failed, Delivered}, []time.Duration{2 * time.Second}, ""},
		"a redirect inside": {
			[]http.HandlerFunc{answer(307, "Location", "http://169.254.169.254/latest/meta-data/")},
			[]Result{Failed, DeadLetter},
			nil,
			"redirects are not followed",
		},
		"refused": {[]http.HandlerFunc{answer(400)}, []Result{Failed, DeadLetter}, nil, "it answered 400"},
	} {
		t.Run(name, func(t *testing.T) {
			f := start(t, func(r *Receiver) { r.Timeout = 200 * time.Millisecond }, c.answers...)
			err := f.hand(record(t, "new", nil))
			reject, _ := errors.AsType[*stream.Reject](err)
			if c.letter == "" && err != nil || c.letter != "" && (reject == nil || reject.Reason != ReasonUndeliverable || !strings.Contains(reject.Error(), c.letter)) {
				t.Errorf("error is %v, want one that says %q", err, c.letter)
			}
			f.want(c.results...)
			if !slices.Equal(f.waits, c.waits) {
				t.Errorf("waits are %v, want %v", f.waits, c.waits)
			}
		})
	}
}

// A receiver whose host refuses connections for a minute gets the alert once it is up,
// and once.
func TestReceiverIsDownForAMinute(t *testing.T) {
	f := start(t, func(r *Receiver) { r.Tries = 0 }, answer(200))
	address := f.server.Listener.Addr().String()
	f.server.Close()
	f.Clock.Wait = func(ctx context.Context, d time.Duration) bool {
		before := f.time()
		f.wait(ctx, d)
		if up := noon.Add(time.Minute); before.Before(up) && !f.time().Before(up) {
			l, err := net.Listen("tcp", address)
			if err != nil {
				t.Error(err)
				return false
			}
			again := &httptest.Server{Listener: l, Config: &http.Server{Handler: f.server.Config.Handler}}
			again.Start()
			t.Cleanup(again.Close)
		}
		return true
	}
	if err := f.hand(record(t, "new", nil)); err != nil {
		t.Fatal(err)
	}
	f.want(Failed, Failed, Failed, Failed, Failed, Delivered)
	if len(f.requests) != 1 || f.time().Sub(noon) > 2*time.Minute {
		t.Errorf("%d requests; the last %v after the alert", len(f.requests), f.time().Sub(noon))
	}
}

func TestGoneReceiverGetsNoMore(t *testing.T) {
	f := start(t, nil, answer(410))
	for range 2 {
		if err := f.hand(record(t, "new", nil)); err != nil {
			t.Fatal(err)
		}
	}
	f.want(Disabled, Disabled)
	if len(f.requests) != 1 {
		t.Errorf("%d requests, want one", len(f.requests))
	}
}

func TestStopLeavesTheAlertUndone(t *testing.T) {
	f := start(t, nil, answer(500))
	ctx, cancel := context.WithCancel(t.Context())
	h, err := f.Open(ctx, "diplomacy.alerts", 0)
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if _, err := h(t.Context(), record(t, "new", nil)); !errors.Is(err, stream.ErrUndone) {
		t.Errorf("error is %v, want ErrUndone", err)
	}
}

func TestWhatIsNotSent(t *testing.T) {
	f := start(t, nil, answer(200))
	old := record(t, "new", nil)
	old.Time = noon.Add(-25 * time.Hour)
	for name, c := range map[string]struct {
		record *stream.Record
		want   []Result
	}{
		"a forgotten story":   {&stream.Record{Topic: "diplomacy.alerts", Key: []byte("x")}, nil},
		"of yesterday":        {old, []Result{Stale}},
		"of an archive":       {record(t, "new", func(a *events.Alert) { a.Replay = true }), []Result{Filtered}},
		"an update":           {record(t, "new", func(a *events.Alert) { a.Change = events.AlertUpdate }), []Result{Filtered}},
		"taken back silently": {record(t, "retraction", func(a *events.Alert) { a.Alerted = nil }), []Result{Filtered}},
	} {
		if err := f.hand(c.record); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		f.want(c.want...)
	}
	broken := record(t, "new", nil)
	broken.Value = []byte("{")
	if reject, ok := errors.AsType[*stream.Reject](f.hand(broken)); !ok || reject.Reason != ReasonMalformed {
		t.Errorf("a broken message: %v", reject)
	}
	if len(f.requests) != 0 {
		t.Errorf("%d requests", len(f.requests))
	}
}

func TestFilter(t *testing.T) {
	for name, c := range map[string]struct {
		filter Filter
		want   bool
	}{
		"none":          {Filter{}, true},
		"its country":   {Filter{Countries: []string{"DEU", "KAZ"}}, true},
		"others":        {Filter{Countries: []string{"DEU"}}, false},
		"its sector":    {Filter{Sectors: []events.Sector{events.Energy}}, true},
		"another":       {Filter{Sectors: []events.Sector{events.Trade}}, false},
		"its status":    {Filter{Statuses: []events.Status{events.AgreementSigned}}, true},
		"a further one": {Filter{Statuses: []events.Status{events.AgreementRatified}}, false},
		"confidence":    {Filter{MinConfidence: 0.8}, true},
		"more of it":    {Filter{MinConfidence: 0.9}, false},
		"follow-ups":    {Filter{Kinds: []events.Change{events.AlertFollowUp}}, false},
		"its kind":      {Filter{Kinds: []events.Change{events.AlertNew}}, true},
	} {
		if err := c.filter.prepare(); err != nil {
			t.Fatal(err)
		}
		if got := c.filter.wants(sample(t, "new").Alert); got != c.want {
			t.Errorf("%s: wanted is %v", name, got)
		}
	}
}

// Neither keys nor the address of a receiver appear in errors and logs.
func TestNothingSecretIsShown(t *testing.T) {
	dir := t.TempDir()
	address := filepath.Join(dir, "address")
	f := start(t, nil, answer(200))
	f.server.Close()
	if err := os.WriteFile(address, []byte(f.server.URL+"/services/T0/hunter2"), 0o600); err != nil {
		t.Fatal(err)
	}
	f.receiver.URL, f.receiver.URLFile = "", address
	if err := f.receiver.prepare(); err != nil {
		t.Fatal(err)
	}
	err := f.hand(record(t, "new", nil))
	if err == nil {
		t.Fatal("delivered to nobody")
	}
	shown, _ := json.Marshal(f.receiver)
	for _, text := range []string{err.Error(), f.log.String(), string(shown)} {
		if strings.Contains(text, "hunter2") || strings.Contains(text, strings.TrimPrefix(testKey, "whsec_")) {
			t.Errorf("shown: %s", text)
		}
	}
}

func TestSlackText(t *testing.T) {
	f := start(t, func(r *Receiver) { r.Kind, r.SecretFiles = Slack, nil }, answer(200))
	err := f.hand(record(t, "new", func(a *events.Alert) {
		a.Best.Text = "Ministers <!channel> signed & sealed it."
		a.Best.Article.URL = "https://example.org/1"
	}))
	if err != nil {
		t.Fatal(err)
	}
	var body struct{ Text string }
	if err := json.Unmarshal(f.requests[0].body, &body); err != nil {
		t.Fatal(err)
	}
	want := "*China and Kazakhstan: mou on energy signed*\n> Ministers &lt;!channel&gt; signed &amp; sealed it.\n" +
		"<https://example.org/1|China, Kazakhstan sign gas memorandum> (Wire A, en)\nsources: 1, languages: 1, confidence: 0.87"
	if body.Text != want {
		t.Errorf("text is\n%s\nwant\n%s", body.Text, want)
	}
}
