package server_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/dragoman-wire/dragoman/internal/server"
)

func TestServer(t *testing.T) {
	registry := prometheus.NewRegistry()
	counter := prometheus.NewCounter(prometheus.CounterOpts{Name: "cups_total", Help: "Cups."})
	registry.MustRegister(counter)
	counter.Inc()
	var joined atomic.Bool
	s, err := server.Start("127.0.0.1:0", registry, func() error {
		if !joined.Load() {
			return errors.New("has not joined the group")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	check := func(path string, status int, body string) {
		t.Helper()
		response, err := http.Get("http://" + s.Addr() + path)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		got, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		if response.StatusCode != status || !strings.Contains(string(got), body) {
			t.Errorf("%s: %d %q, want %d and %q", path, response.StatusCode, got, status, body)
		}
	}
	check("/metrics", http.StatusOK, "cups_total 1")
	check("/healthz", http.StatusOK, "ok")
	check("/readyz", http.StatusServiceUnavailable, "not ready: has not joined the group")
	joined.Store(true)
	check("/readyz", http.StatusOK, "ready")
	check("/debug/pprof/", http.StatusNotFound, "")

	if _, err := server.Start(s.Addr(), registry, func() error { return nil }); err == nil || !strings.Contains(err.Error(), s.Addr()) {
		t.Errorf("a taken address: error is %v", err)
	}
	if err := s.Stop(context.Background()); err != nil {
		t.Error(err)
	}
	if _, err := http.Get("http://" + s.Addr() + "/healthz"); err == nil {
		t.Error("it answers after Stop")
	}
}
