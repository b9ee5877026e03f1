package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/stream"
)

// daemon is a running "consumer run --embedded --print".
type daemon struct {
	command         *exec.Cmd
	lines           *bufio.Scanner // of standard output
	broker, metrics string
}

func startEmbedded(ctx context.Context, t *testing.T, dir string) *daemon {
	t.Helper()
	d := &daemon{command: exec.CommandContext(ctx, name, "run", "--embedded", "--data-dir", dir, "--print",
		"--broker-listen=127.0.0.1:0", "--listen=127.0.0.1:0", "--log-format=json")}
	stdout, err := d.command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	stderr, err := d.command.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	d.lines = bufio.NewScanner(stdout)
	if err := d.command.Start(); err != nil {
		t.Fatal(err)
	}
	// The log tells the addresses. Every line of it is JSON.
	log := bufio.NewScanner(stderr)
	for d.broker == "" || d.metrics == "" {
		if !log.Scan() {
			t.Fatal("the log ended before it told the addresses")
		}
		var line struct{ Level, Msg, Address string }
		if err := json.Unmarshal(log.Bytes(), &line); err != nil {
			t.Fatalf("log line %s: %v", log.Text(), err)
		}
		switch {
		case line.Level != "INFO":
			t.Errorf("log line %s", log.Text())
		case strings.HasPrefix(line.Msg, "embedded broker"):
			d.broker = line.Address
		case strings.HasPrefix(line.Msg, "serving"):
			d.metrics = line.Address
		}
	}
	go func() { _, _ = io.Copy(io.Discard, stderr) }() // lets the rest through
	return d
}

// send produces an article of one meeting with this third party.
func (d *daemon) send(ctx context.Context, t *testing.T, id, minister string) {
	t.Helper()
	producer, err := stream.NewProducer(stream.ProducerConfig{Cluster: stream.Cluster{Brokers: []string{d.broker}}})
	if err != nil {
		t.Fatal(err)
	}
	defer producer.Close()
	value := fmt.Appendf(nil, `{"id":%q,"language":"en","published":"2024-05-21T03:00:00Z","headline":"Talks",`+
		`"body":"Chinese Foreign Minister Wang Yi met %s in Astana on Monday."}`, id, minister)
	out := stream.Output{Topic: events.Topics{}.Raw(), Key: []byte(id), Value: value}
	if err := producer.Produce(ctx, []stream.Output{out}); err != nil {
		t.Fatal(err)
	}
}

// printed waits for the next event and checks its parties.
func (d *daemon) printed(t *testing.T, parties string) {
	t.Helper()
	if !d.lines.Scan() {
		t.Fatal("standard output ended")
	}
	if !strings.Contains(d.lines.Text(), " "+parties+" ") {
		t.Errorf("printed %q, want parties %s", d.lines.Text(), parties)
	}
}

// becomesReady waits until every role has joined its group; the events of the first can
// be printed before the others have.
func (d *daemon) becomesReady(ctx context.Context, t *testing.T) {
	t.Helper()
	for tick := time.NewTicker(20 * time.Millisecond); ; {
		response, err := http.Get("http://" + d.metrics + "/readyz")
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode == http.StatusOK {
			return
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatalf("/readyz: %s", response.Status)
		}
	}
}

func (d *daemon) stop(t *testing.T) {
	t.Helper()
	if err := d.command.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	if d.lines.Scan() {
		t.Errorf("printed at the end: %q", d.lines.Text())
	}
	if err := d.command.Wait(); err != nil {
		t.Errorf("stopped with %v", err)
	}
}

// With a data directory nothing is lost and nothing repeated over a restart.
func TestEmbeddedKeepsItsData(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	dir := t.TempDir()

	first := startEmbedded(ctx, t, dir)
	first.send(ctx, t, "urn:1", "Russian Foreign Minister Sergei Lavrov")
	first.printed(t, "CHN–RUS")
	first.becomesReady(ctx, t)
	first.stop(t)

	second := startEmbedded(ctx, t, dir)
	second.send(ctx, t, "urn:2", "Indonesian Foreign Minister Retno Marsudi")
	second.printed(t, "CHN–IDN") // and not the first event again
	second.stop(t)
}
