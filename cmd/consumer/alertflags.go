package main

import (
	"fmt"
	"time"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/alert"
	"github.com/dragoman-wire/dragoman/internal/cli"
	"github.com/dragoman-wire/dragoman/internal/deliver"
)

// alertFlags are the flags of the roles alert and deliver.
type alertFlags struct {
	AlertStatuses   []string      `enum:"proposed,negotiating,rejected,agreed,signed,ratified,in_force,extended,suspended,terminated" default:"agreed,signed,ratified,in_force,extended,suspended,terminated" help:"Statuses of an agreement to alert to." group:"Alerts:"`
	AlertConfidence float64       `default:"0.5" help:"Least confidence of a report that counts, 0 to 1." group:"Alerts:"`
	AlertBodies     bool          `help:"Alert to agreements of a state with an intergovernmental body, too." group:"Alerts:"`
	AlertMany       bool          `help:"Alert to agreements of more than two parties, too." group:"Alerts:"`
	AlertWindow     time.Duration `default:"2160h" help:"How long a story is remembered after its latest report, by the time of the articles." group:"Alerts:"`
	Receivers       string        `type:"path" placeholder:"FILE" help:"YAML file with the receivers of alerts. Default: none." group:"Alerts:"`
}

// checkAlerts is called by the command's Validate: kong does not ask embedded structs.
func (f *alertFlags) checkAlerts() error {
	switch {
	case f.AlertConfidence < 0 || f.AlertConfidence > 1:
		return fmt.Errorf("--alert-confidence: %v is not between 0 and 1", f.AlertConfidence)
	case f.AlertWindow < 24*time.Hour:
		return fmt.Errorf("--alert-window: %v is less than a day", f.AlertWindow)
	}
	return nil
}

func (f *alertFlags) options() alert.Options {
	o := alert.Options{Window: f.AlertWindow, Policy: alert.Policy{
		Bodies: f.AlertBodies, Many: f.AlertMany, MinConfidence: f.AlertConfidence,
	}}
	for _, status := range f.AlertStatuses {
		o.Policy.Alerting = append(o.Policy.Alerting, events.Status(status))
	}
	return o
}

func (f *alertFlags) receivers() ([]deliver.Receiver, error) {
	if f.Receivers == "" {
		return nil, nil
	}
	cfg, err := deliver.ReadConfig(f.Receivers)
	if err != nil {
		return nil, cli.Usagef("--receivers: %w", err)
	}
	return cfg.Receivers, nil
}
