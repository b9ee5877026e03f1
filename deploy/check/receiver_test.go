package check

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"
)

// receiver is somebody whom Alertmanager tells of alerts, by webhook.
type receiver struct {
	url string

	mu      sync.Mutex
	seen    []notice
	changed chan struct{} // closed and made anew with every notice
}

// notice is one alert in a message of Alertmanager.
type notice struct {
	Status string
	Labels map[string]string
}

func startReceiver(t *testing.T) *receiver {
	t.Helper()
	r := &receiver{changed: make(chan struct{})}
	server := httptest.NewServer(http.HandlerFunc(r.take))
	t.Cleanup(server.Close)
	r.url = server.URL
	return r
}

func (r *receiver) take(w http.ResponseWriter, request *http.Request) {
	var message struct{ Alerts []notice }
	if err := json.NewDecoder(request.Body).Decode(&message); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.seen = append(r.seen, message.Alerts...)
	close(r.changed)
	r.changed = make(chan struct{})
}

// wait returns when an alert has come with this status.
func (r *receiver) wait(t *testing.T, alert, status string) {
	t.Helper()
	began := time.Now()
	limit := time.NewTimer(patience)
	defer limit.Stop()
	for {
		r.mu.Lock()
		here := slices.ContainsFunc(r.seen, func(n notice) bool { return n.Labels["alertname"] == alert && n.Status == status })
		changed := r.changed
		r.mu.Unlock()
		if here {
			t.Logf("%s %s after %.1f s", alert, status, time.Since(began).Seconds())
			return
		}
		select {
		case <-changed:
		case <-limit.C:
			t.Fatalf("%s %s has not come; seen: %v", alert, status, r.seen)
		}
	}
}

// others are the alerts that came beside one.
func (r *receiver) others(alert string) []notice {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(r.seen), func(n notice) bool { return n.Labels["alertname"] == alert })
}
