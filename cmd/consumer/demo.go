package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"

	"github.com/segmentio/kafka-go"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/alert"
	"github.com/dragoman-wire/dragoman/internal/broker"
	"github.com/dragoman-wire/dragoman/internal/consumer"
	"github.com/dragoman-wire/dragoman/internal/stream"
	"github.com/dragoman-wire/dragoman/processor"
)

type demoCmd struct {
	Archives []string `arg:"" name:"archive" help:"Articles to replay: files and folders that the producer takes."`
	Serve    bool     `help:"Go on serving until Ctrl-C when the sample is done."`
	Producer string   `type:"path" placeholder:"FILE" help:"The producer's program. Default: the one beside this program."`
}

// Run starts an embedded broker, consumes from it as the command run does, and
// lets the producer replay the archives to it, in a process of its own: all that
// is seen has gone over Kafka's protocol.
func (c *demoCmd) Run(console *console) error {
	engine, err := processor.New()
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(console.stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	b, err := embed(console.ctx, broker.Options{Logger: log}, topicFlags{})
	if err != nil {
		return err
	}
	defer closeBroker(b, log)

	ctx, cancel := context.WithCancelCause(console.ctx)
	defer cancel(nil)
	tally, alerts := consumer.NewTally(), consumer.NewTally()
	printer := consumer.NewPrinter(console.stdout)
	address := make(chan string, 1)
	done := make(chan error, 1)
	go func() {
		err := consumer.Run(ctx, consumer.Config{
			Stream:         stream.Config{Cluster: stream.Cluster{Brokers: []string{b.Addr()}}, Group: "demo"},
			Engine:         engine,
			Languages:      engine.Languages(),
			Alerts:         alert.Options{Policy: alert.DefaultPolicy()},
			Listen:         "127.0.0.1:0",
			Logger:         log,
			Observers:      []stream.Observer{printer, tally},
			AlertObservers: []stream.Observer{printer, alerts},
			Serving:        func(at string) { address <- at },
		})
		cancel(err) // ends what waits for a consumer that is gone
		done <- err
	}()

	err = c.replay(ctx, console, b.Addr(), tally)
	if err == nil {
		err = finished(ctx, alerts, tally.Events(events.TypeAgreement))
	}
	if err == nil {
		fmt.Fprintf(console.stdout, "\n%s%d alerts\n", tally.Summary(), alerts.Alerts())
		if c.Serve {
			fmt.Fprintf(console.stdout, "\nmetrics  http://%s/metrics\nbroker   %s\nCtrl-C stops.\n", <-address, b.Addr())
			<-ctx.Done()
		}
	}
	cancel(nil)
	return errors.Join(<-done, ignoreStop(console.ctx, err))
}

// replay runs the producer and returns when all its records are finished.
func (c *demoCmd) replay(ctx context.Context, console *console, broker string, tally *consumer.Tally) error {
	select {
	case <-tally.Joined():
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	program := c.Producer
	if program == "" {
		self, err := os.Executable()
		if err != nil {
			return fmt.Errorf("find the producer: %w", err)
		}
		program = filepath.Join(filepath.Dir(self), "producer")
		if runtime.GOOS == "windows" {
			program += ".exe"
		}
	}
	producer := exec.CommandContext(ctx, program, append([]string{"--brokers", broker}, c.Archives...)...)
	producer.Stdout, producer.Stderr = console.stderr, console.stderr
	if err := producer.Run(); err != nil {
		return fmt.Errorf("%s: %w", filepath.Base(program), err)
	}
	sent, err := recordsIn(ctx, broker, events.Topics{}.Raw())
	if err != nil {
		return err
	}
	return finished(ctx, tally, sent)
}

// finished waits until n records are.
func finished(ctx context.Context, tally *consumer.Tally, n int) error {
	for {
		finished, changed := tally.Finished()
		if finished >= n {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// recordsIn counts the records of a topic that has lost none.
func recordsIn(ctx context.Context, broker, topic string) (int, error) {
	client := &kafka.Client{Addr: kafka.TCP(broker)}
	requests := make([]kafka.OffsetRequest, embeddedPartitions)
	for p := range requests {
		requests[p] = kafka.LastOffsetOf(p)
	}
	answer, err := client.ListOffsets(ctx, &kafka.ListOffsetsRequest{Topics: map[string][]kafka.OffsetRequest{topic: requests}})
	if err != nil {
		return 0, fmt.Errorf("count the records of %s: %w", topic, err)
	}
	sum := 0
	for _, p := range answer.Topics[topic] {
		if p.Error != nil {
			return 0, fmt.Errorf("count the records of %s: %w", topic, p.Error)
		}
		sum += int(p.LastOffset)
	}
	return sum, nil
}

// ignoreStop drops the error of work that was cut short because the user stopped it.
func ignoreStop(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}
