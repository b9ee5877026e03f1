// Consumer reads news articles from Kafka and publishes the diplomatic events
// that they report.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/cli"
	"github.com/dragoman-wire/dragoman/processor"
)

const (
	name        = "consumer"
	description = "Reads news articles in many languages and publishes the diplomatic events that they report."
)

type grammar struct {
	Run    runCmd    `cmd:"" help:"Read articles from Kafka and publish their events, until stopped."`
	Detect detectCmd `cmd:"" help:"Detect the events of articles in files or standard input, without Kafka."`
	Topics topicsCmd `cmd:"" help:"Show the topics that Dragoman needs, or create them."`
	Alerts alertsCmd `cmd:"" help:"List the stories that alerts are about, as they stand now."`
	Demo   demoCmd   `cmd:"" help:"Show the whole way at once: embedded broker, producer and consumer on a sample."`

	Version kong.VersionFlag `env:"-" help:"Show the version."`
}

func main() { os.Exit(start()) }

func start() int {
	var g grammar
	command, err := cli.Parse(&g, name, description, os.Args[1:], os.Stdout, os.Stderr, kong.Vars{"version": processor.Version, "source": events.DefaultSource})
	if err != nil {
		return cli.Exit(name, err, os.Stderr)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	return cli.Exit(name, command.Run(&console{ctx, os.Stdin, os.Stdout, os.Stderr}), os.Stderr)
}
