package observe_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-wire/dragoman/internal/observe"
	"github.com/dragoman-wire/dragoman/internal/stream"
)

// recorder keeps the names of the methods that were called.
type recorder struct {
	stream.NopObserver
	calls []string
}

func (r *recorder) Assigned(string, []int) { r.calls = append(r.calls, "Assigned") }

func (r *recorder) Revoked(string, []int) { r.calls = append(r.calls, "Revoked") }

func (r *recorder) Consumed(string, int, int, int) { r.calls = append(r.calls, "Consumed") }

func (r *recorder) Published(*stream.Record, []stream.Output) { r.calls = append(r.calls, "Published") }

func (r *recorder) Produced(string, int, int, time.Duration) { r.calls = append(r.calls, "Produced") }

func (r *recorder) DeadLetter(*stream.Record, *stream.Reject) {
	r.calls = append(r.calls, "DeadLetter")
}

func (r *recorder) Retry(stream.Stage, string, error, time.Duration) {
	r.calls = append(r.calls, "Retry")
}
func (r *recorder) Committed(string, int, int64)          { r.calls = append(r.calls, "Committed") }
func (r *recorder) CommitFailed(error)                    { r.calls = append(r.calls, "CommitFailed") }
func (r *recorder) Gap(string, int, int64, int64)         { r.calls = append(r.calls, "Gap") }
func (r *recorder) Lag(string, int, int64, time.Duration) { r.calls = append(r.calls, "Lag") }
func (r *recorder) InFlight(int64, int64)                 { r.calls = append(r.calls, "InFlight") }

// Every method of the interface reaches every observer, one added later too.
func TestTeeTellsAll(t *testing.T) {
	first, second := &recorder{}, &recorder{}
	tee := reflect.ValueOf(observe.Tee{first, second})
	observer := reflect.TypeFor[stream.Observer]()
	for i := range observer.NumMethod() {
		method := tee.MethodByName(observer.Method(i).Name)
		var args []reflect.Value
		for j := range method.Type().NumIn() {
			args = append(args, reflect.Zero(method.Type().In(j)))
		}
		method.Call(args)
		for _, r := range []*recorder{first, second} {
			if len(r.calls) != i+1 || r.calls[i] != observer.Method(i).Name {
				t.Fatalf("%s: observer was told %q", observer.Method(i).Name, r.calls)
			}
		}
	}
}

func TestReady(t *testing.T) {
	now := time.Now()
	r := observe.Ready{Now: func() time.Time { return now }}
	if err := r.Check(); err == nil {
		t.Error("ready before it joined")
	}
	r.Assigned("news.raw", nil) // a member without partitions has joined too
	if err := r.Check(); err != nil {
		t.Error(err)
	}
	r.Revoked("news.raw", nil)
	now = now.Add(10 * time.Second)
	if err := r.Check(); err != nil {
		t.Errorf("not ready during a rebalance: %v", err)
	}
	now = now.Add(time.Minute)
	if err := r.Check(); err == nil {
		t.Error("ready while it is out of its group")
	}
	r.Assigned("news.raw", []int{1})
	if err := r.Check(); err != nil {
		t.Errorf("not ready after it joined again: %v", err)
	}
	r.Stop()
	if err := r.Check(); err == nil {
		t.Error("ready while stopping")
	}
}

func TestLogNeverHoldsText(t *testing.T) {
	var out bytes.Buffer
	log := observe.Log{Logger: slog.New(slog.NewJSONHandler(&out, nil))}
	log.DeadLetter(
		&stream.Record{Topic: "news.raw", Partition: 3, Offset: 41, Value: []byte("the article"), Key: []byte("the key")},
		&stream.Reject{Reason: "malformed", Stage: "decode", Err: errors.New("byte 7")},
	)
	var line map[string]any
	if err := json.Unmarshal(out.Bytes(), &line); err != nil {
		t.Fatalf("not one JSON line: %v\n%s", err, out.Bytes())
	}
	for key, want := range map[string]any{"topic": "news.raw", "partition": 3.0, "offset": 41.0, "reason": "malformed", "stage": "decode", "error": "byte 7"} {
		if line[key] != want {
			t.Errorf("%s is %v, want %v", key, line[key], want)
		}
	}
	if strings.Contains(out.String(), "the article") || strings.Contains(out.String(), "the key") {
		t.Errorf("the line shows the record: %s", out.String())
	}
}

func TestLogTellsGapFromNewTopic(t *testing.T) {
	var out bytes.Buffer
	log := observe.Log{Logger: slog.New(slog.NewTextHandler(&out, nil))}
	log.Gap("news.raw", 0, 10, 25)
	if !strings.Contains(out.String(), "records=15") {
		t.Errorf("a gap is logged as %s", out.String())
	}
	out.Reset()
	log.Gap("news.raw", 0, 10, 0)
	if !strings.Contains(out.String(), "anew") {
		t.Errorf("a new topic is logged as %s", out.String())
	}
}
