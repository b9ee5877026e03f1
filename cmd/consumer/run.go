package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/dragoman-wire/dragoman/internal/broker"
	"github.com/dragoman-wire/dragoman/internal/cli"
	"github.com/dragoman-wire/dragoman/internal/consumer"
	"github.com/dragoman-wire/dragoman/internal/stream"
	"github.com/dragoman-wire/dragoman/processor"
)

type runCmd struct {
	cli.Kafka  `embed:""`
	topicFlags `embed:""`
	logFlags   `embed:""`

	Group        string        `default:"dragoman" help:"Consumer group. Its members share the partitions."`
	StartFrom    string        `enum:"first,last" default:"first" help:"Where a new group begins: first (the oldest record) or last (the next to come)."`
	Delivery     string        `enum:"at-least-once,exactly-once" default:"at-least-once" help:"at-least-once, or exactly-once: outputs and offsets commit in Kafka transactions, which readers of committed records see once."`
	LostRecords  string        `name:"lost-records" enum:"first,last,stop" default:"first" help:"What to do when retention deleted records before they were read: go on with the first record there is, with the last (the next to come), or stop."`
	Workers      int           `placeholder:"N" help:"Articles handled at once. Default: the number of CPUs."`
	MemoryLimit  int64         `name:"in-flight-bytes" default:"67108864" help:"Memory for records that are fetched and not yet published."`
	DrainTimeout time.Duration `default:"8s" help:"Time for a clean stop."`
	Source       string        `default:"${source}" help:"CloudEvents source of the events."`
	Listen       string        `default:"127.0.0.1:9464" help:"Address of /metrics, /healthz and /readyz; empty for none."`
	Print        bool          `help:"Print each published event, and each alert, as a readable line."`
	Roles        []string      `enum:"detect,alert,deliver" default:"detect,alert,deliver" help:"What this process does: detect (articles to events), alert (agreements to stories), deliver (alerts to receivers)."`

	alertFlags `embed:""`

	Embedded     bool   `help:"Start a Kafka broker in this process, with all topics. For trying out and small sites." group:"Embedded broker:"`
	DataDir      string `type:"path" placeholder:"DIR" help:"Where the embedded broker keeps its data. Default: a temporary folder, gone at the end." group:"Embedded broker:"`
	BrokerListen string `default:"127.0.0.1:9092" help:"Address of the embedded broker." group:"Embedded broker:"`
}

// Validate is called by kong.
func (c *runCmd) Validate() error {
	switch {
	case c.Group == "":
		return errors.New("--group: is empty")
	case c.Workers < 0:
		return fmt.Errorf("--workers: %d is negative", c.Workers)
	case c.MemoryLimit <= 0:
		return fmt.Errorf("--in-flight-bytes: %d is not more than 0", c.MemoryLimit)
	case c.DrainTimeout <= 0:
		return fmt.Errorf("--drain-timeout: %v is not more than 0", c.DrainTimeout)
	case c.DataDir != "" && !c.Embedded:
		return errors.New("--data-dir: needs --embedded")
	}
	return cmp.Or(c.check(), c.checkAlerts(), c.Kafka.Validate())
}

// Run consumes until the process is told to stop.
func (c *runCmd) Run(console *console) error {
	engine, err := processor.New()
	if err != nil {
		return err
	}
	cfg := consumer.Config{
		Stream: stream.Config{
			Cluster:          c.Cluster(),
			Group:            c.Group,
			Workers:          c.Workers,
			MaxInFlightBytes: c.MemoryLimit,
			DrainTimeout:     c.DrainTimeout,
			Delivery:         map[string]stream.Delivery{"exactly-once": stream.ExactlyOnce}[c.Delivery],
			OutOfRange:       map[string]stream.OutOfRange{"last": stream.OutOfRangeLast, "stop": stream.OutOfRangeStop}[c.LostRecords],
			StartOffset:      map[string]stream.StartOffset{"first": stream.StartFirst, "last": stream.StartLast}[c.StartFrom],
		},
		Topics:    c.topics(),
		Engine:    engine,
		Languages: engine.Languages(),
		Source:    c.Source,
		Alerts:    c.options(),
		Listen:    c.Listen,
		Logger:    c.logger(console.stderr),
	}
	for _, role := range c.Roles {
		cfg.Roles = append(cfg.Roles, consumer.Role(role))
	}
	if cfg.Receivers, err = c.receivers(); err != nil {
		return err
	}
	if c.Print {
		printer := consumer.NewPrinter(console.stdout)
		cfg.Observers, cfg.AlertObservers = append(cfg.Observers, printer), append(cfg.AlertObservers, printer)
	}
	if c.Embedded {
		b, err := embed(console.ctx, broker.Options{Dir: c.DataDir, Listen: c.BrokerListen, Logger: cfg.Logger}, c.topicFlags)
		if err != nil {
			return err
		}
		defer closeBroker(b, cfg.Logger)
		cfg.Stream.Cluster = stream.Cluster{Brokers: []string{b.Addr()}}
		cfg.Logger.Info("embedded broker started", "address", b.Addr(), "data", cmp.Or(c.DataDir, "temporary"))
	}
	return consumer.Run(console.ctx, cfg)
}

// embeddedPartitions is small: one process reads them all.
const embeddedPartitions = 4

// embed starts a broker in this process and creates the topics on it.
func embed(ctx context.Context, options broker.Options, names topicFlags) (*broker.Broker, error) {
	b, err := broker.Start(options)
	if err != nil {
		return nil, err
	}
	cluster := stream.Cluster{Brokers: []string{b.Addr()}}
	if _, err := stream.CreateTopics(ctx, cluster, consumer.TopicPlan(names.topics(), embeddedPartitions, 0)); err != nil {
		return nil, errors.Join(fmt.Errorf("create topics on the embedded broker: %w", err), b.Close())
	}
	return b, nil
}

func closeBroker(b *broker.Broker, log *slog.Logger) {
	if err := b.Close(); err != nil {
		log.Warn("embedded broker did not close cleanly", "error", err)
	}
}
