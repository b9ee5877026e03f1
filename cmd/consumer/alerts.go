package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/alert"
	"github.com/dragoman-wire/dragoman/internal/cli"
	"github.com/dragoman-wire/dragoman/internal/present"
)

type alertsCmd struct {
	cli.Kafka  `embed:""`
	topicFlags `embed:""`

	Country []string      `placeholder:"CODE" help:"Only stories of these countries."`
	Silent  bool          `help:"Stories that nobody was alerted to, too."`
	JSON    bool          `name:"json" help:"Write each story as its CloudEvent, one a line."`
	Timeout time.Duration `default:"30s" help:"How long to wait for the brokers."`
}

// Validate is called by kong.
func (c *alertsCmd) Validate() error {
	if c.Timeout <= 0 {
		return fmt.Errorf("--timeout: %v is not more than 0", c.Timeout)
	}
	return cmp.Or(c.check(), c.Kafka.Validate())
}

// Run lists the stories that stand now, the latest last.
func (c *alertsCmd) Run(console *console) error {
	ctx, cancel := context.WithTimeout(console.ctx, c.Timeout)
	defer cancel()
	stories, err := alert.List(ctx, c.Cluster(), c.topics())
	if err != nil {
		return err
	}
	stories = slices.DeleteFunc(stories, func(v events.Envelope) bool { return !c.wants(v.Alert) })
	for _, v := range stories {
		line := []byte(present.Story(v.Alert))
		if c.JSON {
			if line, err = v.Structured(); err != nil {
				return err
			}
		}
		if _, err := fmt.Fprintf(console.stdout, "%s\n", line); err != nil {
			return err
		}
	}
	return nil
}

func (c *alertsCmd) wants(a *events.Alert) bool {
	of := func(p events.Party) bool {
		return slices.ContainsFunc(c.Country, func(code string) bool { return strings.EqualFold(code, p.Code) })
	}
	return a.Best != nil && (c.Silent || len(a.Alerted) > 0) && (len(c.Country) == 0 || slices.ContainsFunc(a.Parties, of))
}
