// Package consumer is the daemon: it reads articles from the raw topic, publishes
// their events, and answers its operators over HTTP. It ties the stream, the
// pipeline, the engine, metrics and log together, and holds no rule of its own.
package consumer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/segmentio/kafka-go"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/metrics"
	"github.com/dragoman-wire/dragoman/internal/observe"
	"github.com/dragoman-wire/dragoman/internal/pipeline"
	"github.com/dragoman-wire/dragoman/internal/server"
	"github.com/dragoman-wire/dragoman/internal/stream"
	"github.com/dragoman-wire/dragoman/processor"
)

// Config is the setting of Run.
type Config struct {
	// Stream is the setting of the loop. Run fills in the topics and the observer.
	Stream stream.Config
	Topics events.Topics
	Engine pipeline.Engine
	// Languages are those of the engine's packs; their metrics start at 0.
	Languages []string
	Source    string // CloudEvents source; empty for events.DefaultSource
	// Listen is host:port for /metrics, /healthz and /readyz; empty for none.
	Listen string
	Logger *slog.Logger
	// Observers are told of everything, beside metrics and log.
	Observers []stream.Observer
	// Serving is called with the address of the HTTP server once it listens; may be nil.
	Serving func(address string)
}

// serverStop is the time for requests under way when the daemon stops.
const serverStop = time.Second

// Run reads, detects and publishes until ctx ends, then stops cleanly; see
// stream.Run for what that means and for the errors.
func Run(ctx context.Context, cfg Config) error {
	registry := prometheus.NewRegistry()
	counts := metrics.New(metrics.Options{
		Registerer: registry, Topics: cfg.Topics, Languages: cfg.Languages, Version: processor.Version, Now: time.Now,
	})
	ready := new(observe.Ready)
	defer context.AfterFunc(ctx, ready.Stop)()

	if cfg.Listen != "" {
		s, err := server.Start(cfg.Listen, registry, ready.Check)
		if err != nil {
			return err
		}
		defer stopServer(s, cfg.Logger)
		cfg.Logger.Info("serving metrics and health", "address", s.Addr())
		if cfg.Serving != nil {
			cfg.Serving(s.Addr())
		}
	}

	handler := pipeline.Pipeline{Engine: cfg.Engine, Topics: cfg.Topics, Source: cfg.Source, Observer: counts}
	cfg.Stream.Topics = []string{cfg.Topics.Raw()}
	cfg.Stream.DeadLetterTopic = cfg.Topics.DeadLetter()
	cfg.Stream.Observer = append(observe.Tee{counts, ready, observe.Log{Logger: cfg.Logger}}, cfg.Observers...)
	cfg.Logger.Info("consuming", "brokers", cfg.Stream.Brokers, "security", cfg.Stream.Security.String(),
		"group", cfg.Stream.Group, "delivery", cfg.Stream.Delivery.String(), "topic", cfg.Topics.Raw(), "version", processor.Version)

	err := stream.Run(ctx, cfg.Stream, handler.Handle)
	switch {
	case err == nil:
		cfg.Logger.Info("stopped: all that was begun is published and committed")
	case errors.Is(err, stream.ErrDrainTimeout):
		cfg.Logger.Warn("stopped before all that was begun was finished")
	case errors.Is(err, kafka.UnknownTopicOrPartition):
		return fmt.Errorf("%w; \"consumer topics --apply\" creates what is missing", err)
	}
	return err
}

func stopServer(s *server.Server, log *slog.Logger) {
	ctx, cancel := context.WithTimeout(context.Background(), serverStop)
	defer cancel()
	if err := s.Stop(ctx); err != nil {
		log.Warn("HTTP server did not stop cleanly", "error", err)
	}
}
