package stream_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-wire/dragoman/internal/stream"
)

// oneLine fails unless err is one line that holds text.
func oneLine(t *testing.T, err error, text string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), text) || strings.Contains(err.Error(), "\n") {
		t.Errorf("error is %v, want one line with %q", err, text)
	}
}

func TestWrongConfigIsRefused(t *testing.T) {
	good := func() stream.Config {
		return stream.Config{
			Cluster: stream.Cluster{Brokers: []string{"localhost:9092"}},
			Group:   "g", Topics: []string{"in"}, DeadLetterTopic: "dead",
		}
	}
	tests := map[string]func(*stream.Config){
		"no brokers are set":        func(c *stream.Config) { c.Brokers = nil },
		`broker "localhost" is not`: func(c *stream.Config) { c.Brokers = []string{"localhost"} },
		"consumer group is not set": func(c *stream.Config) { c.Group = "" },
		"no topics to read":         func(c *stream.Config) { c.Topics = nil },
		"dead-letter topic is not":  func(c *stream.Config) { c.DeadLetterTopic = "" },
		"dead-letter topic in is":   func(c *stream.Config) { c.DeadLetterTopic = "in" },
		"workers is negative":       func(c *stream.Config) { c.Workers = -1 },
		"drain timeout is negative": func(c *stream.Config) { c.DrainTimeout = -time.Second },
		"more than a third":         func(c *stream.Config) { c.HeartbeatInterval = c.SessionTimeout + time.Minute },
		"not below the request":     func(c *stream.Config) { c.FetchWait = time.Hour },
		"SASL PLAIN without TLS": func(c *stream.Config) {
			c.Security = stream.Security{SASLMechanism: "PLAIN", Username: "u", Password: "p"}
		},
		"a topic to read has an empty": func(c *stream.Config) { c.Topics = []string{""} },
	}
	for want, change := range tests {
		t.Run(want, func(t *testing.T) {
			cfg := good()
			change(&cfg)
			oneLine(t, stream.Run(context.Background(), cfg, nil), want)
		})
	}
}
