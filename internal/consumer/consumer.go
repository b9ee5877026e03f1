// Package consumer is the daemon: it reads articles from the raw topic, publishes
// their events, makes alerts of the agreements among them, delivers these, and answers
// its operators over HTTP. It ties the stream, the pipeline, the engine, the alerts,
// metrics and log together, and holds no rule of its own.
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
	"github.com/dragoman-wire/dragoman/internal/alert"
	"github.com/dragoman-wire/dragoman/internal/deliver"
	"github.com/dragoman-wire/dragoman/internal/metrics"
	"github.com/dragoman-wire/dragoman/internal/pipeline"
	"github.com/dragoman-wire/dragoman/internal/server"
	"github.com/dragoman-wire/dragoman/internal/stream"
	"github.com/dragoman-wire/dragoman/processor"
)

// Config is the setting of Run.
type Config struct {
	// Stream is the setting of the loop. Run fills in the topics and the observers, and
	// names the groups of the roles after its Group.
	Stream stream.Config
	Topics events.Topics
	// Roles are what to do. Default: all.
	Roles  []Role
	Engine pipeline.Engine
	// Languages are those of the engine's packs; their metrics start at 0.
	Languages []string
	Source    string // CloudEvents source; empty for events.DefaultSource
	// Alerts tells what alerts and how long it is remembered.
	Alerts alert.Options
	// Receivers are whom to deliver alerts to.
	Receivers []deliver.Receiver
	// Listen is host:port for /metrics, /healthz and /readyz; empty for none.
	Listen string
	Logger *slog.Logger
	// Observers are told of everything in detection, beside metrics and log;
	// AlertObservers of everything in making alerts.
	Observers, AlertObservers []stream.Observer
	// Serving is called with the address of the HTTP server once it listens; may be nil.
	Serving func(address string)
}

// serverStop is the time for requests under way when the daemon stops.
const serverStop = time.Second

// Run plays its roles until ctx ends, then stops cleanly; see stream.Run for what that
// means and for the errors. When one role fails, all stop.
func Run(ctx context.Context, cfg Config) error {
	if len(cfg.Roles) == 0 {
		cfg.Roles = Roles()
	}
	var receivers []string
	for _, r := range cfg.Receivers {
		receivers = append(receivers, r.Name)
	}
	registry := prometheus.NewRegistry()
	d := daemon{Config: cfg, metrics: metrics.New(metrics.Options{
		Registerer: registry, Topics: cfg.Topics, Languages: cfg.Languages, Receivers: receivers,
		Version: processor.Version, Now: time.Now,
	})}
	parts := d.parts()
	defer context.AfterFunc(ctx, func() {
		for _, p := range parts {
			p.ready.Stop()
		}
	})()

	if cfg.Listen != "" {
		s, err := server.Start(cfg.Listen, registry, func() error { return checkReady(parts) })
		if err != nil {
			return err
		}
		defer stopServer(s, cfg.Logger)
		cfg.Logger.Info("serving metrics and health", "address", s.Addr())
		if cfg.Serving != nil {
			cfg.Serving(s.Addr())
		}
	}
	cfg.Logger.Info("consuming", "brokers", cfg.Stream.Brokers, "security", cfg.Stream.Security.String(),
		"group", cfg.Stream.Group, "delivery", cfg.Stream.Delivery.String(), "topic", cfg.Topics.Raw(), "roles", cfg.Roles,
		"version", processor.Version)

	err := runAll(ctx, parts)
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
