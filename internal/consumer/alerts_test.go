package consumer_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/alert"
	"github.com/dragoman-wire/dragoman/internal/broker"
	"github.com/dragoman-wire/dragoman/internal/consumer"
	"github.com/dragoman-wire/dragoman/internal/deliver"
	"github.com/dragoman-wire/dragoman/internal/stream"
	"github.com/dragoman-wire/dragoman/processor"
)

// soon is within what time of its article an alert must arrive.
const soon = 5 * time.Second

const signingKey = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

// inbox is an HTTP server that keeps what it is sent.
type inbox struct {
	address string // host:port
	mail    chan letter
	answer  func(n int) int // status of the n-th request, from 0
}

type letter struct {
	at     time.Time
	header http.Header
	body   []byte
}

func reserve(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func (i *inbox) open(t *testing.T) {
	t.Helper()
	l, err := net.Listen("tcp", i.address)
	if err != nil {
		t.Fatal(err)
	}
	var requests atomic.Int32
	s := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		status := http.StatusOK
		if n := int(requests.Add(1)) - 1; i.answer != nil {
			status = i.answer(n)
		}
		w.WriteHeader(status)
		if status == http.StatusOK {
			i.mail <- letter{time.Now(), r.Header, body}
		}
	})}
	go func() { _ = s.Serve(l) }()
	t.Cleanup(func() { _ = s.Close() })
}

func (i *inbox) next(t *testing.T) letter {
	t.Helper()
	return i.within(t, patience)
}

func (i *inbox) within(t *testing.T, limit time.Duration) letter {
	t.Helper()
	select {
	case got := <-i.mail:
		return got
	case <-time.After(limit):
		t.Fatal("nothing arrives")
		return letter{}
	}
}

// startAlertmanager runs the real program, if it is installed, and returns its address. It
// sends what it gets to a webhook.
func startAlertmanager(t *testing.T, webhook string) string {
	t.Helper()
	program, err := exec.LookPath("prometheus-alertmanager")
	if err != nil {
		if program, err = exec.LookPath("alertmanager"); err != nil {
			t.Skip("Alertmanager is not installed (Debian: prometheus-alertmanager)")
		}
	}
	dir, address := t.TempDir(), reserve(t)
	config := filepath.Join(dir, "alertmanager.yml")
	text := fmt.Sprintf("route: {receiver: desk, group_by: [alertname, story], group_wait: 0s, group_interval: 1s, repeat_interval: 1h}\n"+
		"receivers: [{name: desk, webhook_configs: [{url: 'http://%s/'}]}]\n", webhook)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	command := exec.Command(program, "--config.file="+config, "--storage.path="+dir, "--web.listen-address="+address, "--cluster.listen-address=")
	command.Stderr = &log
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = command.Process.Kill(); _ = command.Wait() })
	until(func() bool {
		res, err := http.Get("http://" + address + "/-/ready")
		if err != nil {
			return false
		}
		res.Body.Close()
		return res.StatusCode == http.StatusOK
	}, func() { t.Fatalf("Alertmanager does not start:\n%s", log.String()) })
	return address
}

// An article goes all the way: producer, Kafka, the consumer's three roles, Alertmanager
// and a webhook. Three wires report one signing, and each receiver hears of it once.
func TestAlertArrivesOnce(t *testing.T) {
	paged, hooked := &inbox{reserve(t), make(chan letter, 100), nil}, &inbox{reserve(t), make(chan letter, 100), nil}
	hooked.answer = func(n int) int { // the first try fails
		if n == 0 {
			return http.StatusInternalServerError
		}
		return http.StatusOK
	}
	paged.open(t)
	hooked.open(t)
	manager := startAlertmanager(t, paged.address)
	s := startAlerts(t, fmt.Sprintf(`receivers:
  - {name: ops, kind: alertmanager, url: "http://%s", allow_http: true, allow_private: true}
  - {name: desk, kind: webhook, url: "http://%s/hook", secret_files: [KEY], allow_http: true, allow_private: true}
`, manager, hooked.address))

	now, tell := time.Now().UTC(), s.tell
	tell("en:1", "en", "Wire A", "China and Kazakhstan signed a memorandum of understanding on gas supplies on "+now.Weekday().String()+", officials said.")
	sent := time.Now()

	first := paged.next(t)
	if took := first.at.Sub(sent); took > soon {
		t.Errorf("the alert took %v", took)
	} else {
		t.Logf("the alert took %v by Alertmanager", took)
	}
	var page struct {
		Status string
		Alerts []struct{ Labels, Annotations map[string]string }
	}
	if err := json.Unmarshal(first.body, &page); err != nil || len(page.Alerts) != 1 {
		t.Fatalf("the page is %s, error %v", first.body, err)
	}
	if got := page.Alerts[0].Labels; page.Status != "firing" || got["parties"] != "CHN-KAZ" || got["status"] != "signed" || got["sectors"] != "energy" {
		t.Errorf("the page has labels %v", got)
	}
	direct := hooked.next(t)
	hook, err := standardwebhooks.NewWebhook(signingKey)
	if err != nil {
		t.Fatal(err)
	}
	if err := hook.Verify(direct.body, direct.header); err != nil {
		t.Errorf("the webhook's signature: %v", err)
	}
	v, err := events.DecodeStructured(direct.body)
	if err != nil || v.Alert.Story != page.Alerts[0].Labels["story"] {
		t.Fatalf("the webhook has %s, error %v", direct.body, err)
	}

	// The same in another language, and then another agreement: only that one is news.
	tell("id:1", "id", "Kantor B", "China dan Kazakhstan menandatangani nota kesepahaman tentang pasokan gas, kata kementerian energi.")
	tell("ms:1", "ms", "Agensi C", "China dan Kazakhstan menandatangani memorandum persefahaman mengenai bekalan gas, menurut kementerian tenaga.")
	tell("en:2", "en", "Wire A", "China and Uzbekistan signed an agreement on tourism on "+now.Weekday().String()+", officials said.")
	if next, err := events.DecodeStructured(hooked.next(t).body); err != nil || next.Alert.Parties[1].Code != "UZB" {
		t.Errorf("the next alert is %+v, error %v", next.Alert, err)
	}
	if err := json.Unmarshal(paged.next(t).body, &page); err != nil || page.Alerts[0].Labels["parties"] != "CHN-UZB" {
		t.Errorf("the next page is %+v, error %v", page, err)
	}
	if len(paged.mail) > 0 || len(hooked.mail) > 0 {
		t.Errorf("%d pages and %d webhooks more", len(paged.mail), len(hooked.mail))
	}
}

var long = flag.Bool("long", false, "run the test that takes minutes by the clock")

// A receiver that is down for a minute by the clock gets the alert when it is up, once,
// and then the next one.
func TestReceiverIsDownForAMinute(t *testing.T) {
	if !*long {
		t.Skip("part of the long version of make test-faults")
	}
	desk := &inbox{reserve(t), make(chan letter, 100), nil}
	s := startAlerts(t, fmt.Sprintf(`receivers:
  - {name: desk, kind: webhook, url: "http://%s/hook", secret_files: [KEY], allow_http: true, allow_private: true}
`, desk.address))
	today := time.Now().UTC().Weekday().String()
	s.tell("en:1", "en", "Wire A", "China and Kazakhstan signed a memorandum of understanding on gas supplies on "+today+", officials said.")
	<-time.After(time.Minute)
	desk.open(t)
	up := time.Now()
	first, err := events.DecodeStructured(desk.within(t, 2*time.Minute).body)
	if err != nil || first.Alert.Parties[1].Code != "KAZ" {
		t.Fatalf("the alert is %+v, error %v", first.Alert, err)
	}
	t.Logf("the alert came %v after the receiver", time.Since(up).Round(time.Second))
	s.tell("en:2", "en", "Wire A", "China and Uzbekistan signed an agreement on tourism on "+today+", officials said.")
	if next, err := events.DecodeStructured(desk.next(t).body); err != nil || next.Alert.Parties[1].Code != "UZB" {
		t.Errorf("the next alert is %+v, error %v", next.Alert, err)
	}
}

// tell writes an article of now.
func (s *site) tell(id, language, source, body string) {
	s.t.Helper()
	value, err := json.Marshal(map[string]string{
		"id": id, "language": language, "source": source, "published": time.Now().UTC().Format(time.RFC3339), "headline": "Gas", "body": body,
	})
	if err != nil {
		s.t.Fatal(err)
	}
	s.send(stream.Output{Topic: events.Topics{}.Raw(), Key: []byte(id), Value: value})
}

// startAlerts runs a consumer with all roles and these receivers; KEY is the file of a key.
func startAlerts(t *testing.T, receivers string) *site {
	t.Helper()
	b, err := broker.Start(broker.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	s := &site{t: t, cluster: stream.Cluster{Brokers: []string{b.Addr()}}}
	if _, err := stream.CreateTopics(t.Context(), s.cluster, consumer.TopicPlan(events.Topics{}, 3, 0)); err != nil {
		t.Fatal(err)
	}
	key, file := filepath.Join(t.TempDir(), "key"), filepath.Join(t.TempDir(), "receivers.yaml")
	for name, text := range map[string]string{key: signingKey, file: string(bytes.ReplaceAll([]byte(receivers), []byte("KEY"), []byte(key)))} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cfg, err := deliver.ReadConfig(file)
	if err != nil {
		t.Fatal(err)
	}
	engine, err := processor.New()
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() {
		done <- consumer.Run(ctx, consumer.Config{
			Stream: stream.Config{Cluster: s.cluster, Group: "test"}, Engine: engine, Languages: engine.Languages(),
			Alerts: alert.Options{Policy: alert.DefaultPolicy()}, Receivers: cfg.Receivers, Logger: slog.New(slog.DiscardHandler),
		})
	}()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Errorf("the consumer ended with %v", err)
		}
	})
	return s
}
