package consumer

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"

	"github.com/dragoman-wire/dragoman/internal/alert"
	"github.com/dragoman-wire/dragoman/internal/deliver"
	"github.com/dragoman-wire/dragoman/internal/metrics"
	"github.com/dragoman-wire/dragoman/internal/observe"
	"github.com/dragoman-wire/dragoman/internal/pipeline"
	"github.com/dragoman-wire/dragoman/internal/stream"
)

// Role is a part of the work that a process can do alone.
type Role string

// The roles.
const (
	Detect  Role = "detect"  // articles to events
	Alert   Role = "alert"   // agreements to stories
	Deliver Role = "deliver" // stories to receivers
)

// Roles lists all roles, in the order of the work.
func Roles() []Role { return []Role{Detect, Alert, Deliver} }

// daemon is a running Run.
type daemon struct {
	Config
	metrics *metrics.Metrics
}

// part is one member of one consumer group.
type part struct {
	ready *observe.Ready
	run   func(ctx context.Context) error
}

// parts makes what the roles consist of.
func (d *daemon) parts() (parts []part) {
	for _, role := range d.Roles {
		switch role {
		case Detect:
			parts = append(parts, d.detect())
		case Alert:
			parts = append(parts, d.alert())
		case Deliver:
			for i := range d.Receivers {
				parts = append(parts, d.deliver(&d.Receivers[i]))
			}
		}
	}
	return parts
}

func (d *daemon) detect() part {
	handler := pipeline.Pipeline{Engine: d.Engine, Topics: d.Topics, Source: d.Source, Observer: d.metrics}
	cfg, ready := d.stream("", []string{d.Topics.Raw()}, d.metrics, d.Observers)
	cfg.OutputTopics = handler.Outputs()
	return part{ready, func(ctx context.Context) error { return stream.Run(ctx, cfg, handler.Handle) }}
}

func (d *daemon) alert() part {
	role := alert.Role{
		Cluster: d.Stream.Cluster, Topics: d.Topics, Source: d.Source, Options: d.Alerts,
		Decided: d.metrics.Decided, Logger: d.Logger,
	}
	cfg, ready := d.stream("-alerts", role.Inputs(), metrics.Alerts{Metrics: d.metrics}, d.AlertObservers)
	cfg.OutputTopics, cfg.Open = role.Outputs(), role.Open
	return part{ready, func(ctx context.Context) error { return stream.Run(ctx, cfg, nil) }}
}

func (d *daemon) deliver(r *deliver.Receiver) part {
	sender := deliver.NewSender(r, deliver.Options{
		Clock: deliver.SystemClock(), Jitter: rand.Float64, Observer: d.metrics, Logger: d.Logger,
		Read: func(ctx context.Context, topic string, partition int, f func(*stream.Record) error) error {
			return stream.ReadAll(ctx, d.Stream.Cluster, topic, partition, f)
		},
	})
	cfg, ready := d.stream("-deliver-"+r.Name, []string{d.Topics.Alerts()}, d.metrics.NewDeliveries(r.Name), nil)
	cfg.Open = sender.Open
	cfg.Delivery = stream.AtLeastOnce   // what a receiver has been sent cannot be rolled back
	cfg.StartOffset = stream.StartFirst // a receiver does not want what is old
	return part{ready, func(ctx context.Context) error { return stream.Run(ctx, cfg, nil) }}
}

// stream is the setting of a group's loop.
func (d *daemon) stream(group string, topics []string, counts stream.Observer, more []stream.Observer) (stream.Config, *observe.Ready) {
	ready := new(observe.Ready)
	cfg := d.Stream
	cfg.Group += group
	cfg.Topics = topics
	cfg.DeadLetterTopic = d.Topics.DeadLetter()
	cfg.Observer = append(observe.Tee{counts, ready, observe.Log{Logger: d.Logger}}, more...)
	return cfg, ready
}

// checkReady reports the first part that is not ready.
func checkReady(parts []part) error {
	for _, p := range parts {
		if err := p.ready.Check(); err != nil {
			return err
		}
	}
	return nil
}

// runAll runs the parts until ctx ends or one of them does, and returns what went
// wrong first, or a drain timeout.
func runAll(ctx context.Context, parts []part) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	errs := make([]error, len(parts))
	var all sync.WaitGroup
	for i, p := range parts {
		all.Go(func() {
			errs[i] = p.run(ctx)
			stop()
		})
	}
	all.Wait()
	for _, err := range errs {
		if err != nil && !errors.Is(err, stream.ErrDrainTimeout) {
			return err
		}
	}
	return errors.Join(errs...)
}
