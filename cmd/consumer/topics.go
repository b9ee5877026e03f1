package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/cli"
	"github.com/dragoman-wire/dragoman/internal/consumer"
	"github.com/dragoman-wire/dragoman/internal/stream"
)

// topicFlags are the flags of the topics' names.
type topicFlags struct {
	TopicPrefix string `placeholder:"PREFIX" help:"Put before the name of every topic."`
}

// check is called by the commands' Validate: kong does not ask embedded structs.
func (f topicFlags) check() error {
	if err := f.topics().Validate(); err != nil {
		return fmt.Errorf("--topic-prefix: %w", err)
	}
	return nil
}

func (f topicFlags) topics() events.Topics { return events.Topics{Prefix: f.TopicPrefix} }

type topicsCmd struct {
	cli.Kafka   `embed:""`
	topicFlags  `embed:""`
	Apply       bool          `help:"Create those that are missing. One that exists is left as it is."`
	Partitions  int           `default:"12" help:"Partitions of a topic that is created: the most consumers that can share the work."`
	Replication int           `placeholder:"N" help:"Copies of a topic that is created. Default: as the brokers are set."`
	Timeout     time.Duration `default:"30s" help:"How long to wait for the brokers."`
}

// Validate is called by kong.
func (c *topicsCmd) Validate() error {
	switch {
	case c.Partitions < 1:
		return fmt.Errorf("--partitions: %d is not 1 or more", c.Partitions)
	case c.Replication < 0:
		return fmt.Errorf("--replication: %d is negative", c.Replication)
	case c.Timeout <= 0:
		return fmt.Errorf("--timeout: %v is not more than 0", c.Timeout)
	}
	return cmp.Or(c.check(), c.Kafka.Validate())
}

// Run shows the topics, after creating those that are missing if asked to.
func (c *topicsCmd) Run(console *console) error {
	ctx, cancel := context.WithTimeout(console.ctx, c.Timeout)
	defer cancel()
	plan := consumer.TopicPlan(c.topics(), c.Partitions, c.Replication)
	var created []string
	if c.Apply {
		var err error
		if created, err = stream.CreateTopics(ctx, c.Cluster(), plan); err != nil {
			return err
		}
	}
	names := make([]string, len(plan))
	for i, t := range plan {
		names[i] = t.Name
	}
	found, err := stream.DescribeTopics(ctx, c.Cluster(), names...)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(console.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "TOPIC\tSTATE\tPARTITIONS\tREPLICATION\tCLEANUP")
	for _, name := range names {
		i := slices.IndexFunc(found, func(t stream.Topic) bool { return t.Name == name })
		switch {
		case i < 0:
			fmt.Fprintf(table, "%s\tmissing\t\t\t\n", name)
			continue
		case slices.Contains(created, name):
			fmt.Fprintf(table, "%s\tcreated", name)
		default:
			fmt.Fprintf(table, "%s\tpresent", name)
		}
		t := found[i]
		fmt.Fprintf(table, "\t%d\t%d\t%s\n", t.Partitions, t.ReplicationFactor, cmp.Or(t.Config["cleanup.policy"], "default"))
	}
	return table.Flush()
}
