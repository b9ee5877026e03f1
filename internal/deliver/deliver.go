// Package deliver brings alerts to people: it reads the alerts topic and sends each
// message that a receiver wants to a webhook, to a chat, or to an Alertmanager.
//
// A receiver has a consumer group of its own, so that a slow one holds up no other,
// and is sent each alert at least once, in order, under an id that stays the same. What
// it does not take after the last try goes to the dead-letter topic.
package deliver

import (
	"context"
	"net/http"
	"time"

	"github.com/dragoman-wire/dragoman/events"
)

// Result is how an alert ended at a receiver, or a try. It is a metric label and a
// log field.
type Result string

// The results.
const (
	Delivered  Result = "delivered"
	Failed     Result = "failed"      // a try; another follows, or a dead letter
	DeadLetter Result = "dead_letter" // it is in the dead-letter topic
	Filtered   Result = "filtered"    // the receiver does not want it
	Stale      Result = "stale"       // older than the receiver wants it
	Disabled   Result = "disabled"    // the receiver said that it is gone
)

// Results lists all results.
func Results() []Result { return []Result{Delivered, Failed, DeadLetter, Filtered, Stale, Disabled} }

// Observer is told what becomes of alerts. It must not block.
type Observer interface {
	// Try: a request to a receiver took so long.
	Try(receiver string, took time.Duration)
	// Delivery: an alert, or a try to deliver it, had this result.
	Delivery(receiver string, result Result)
}

// Clock is the time as this package knows it.
type Clock struct {
	Now func() time.Time
	// Wait returns after d, or sooner, with false, when ctx ends.
	Wait func(ctx context.Context, d time.Duration) bool
}

// SystemClock is the computer's.
func SystemClock() Clock {
	return Clock{Now: time.Now, Wait: func(ctx context.Context, d time.Duration) bool {
		timer := time.NewTimer(d)
		defer timer.Stop()
		select {
		case <-timer.C:
			return true
		case <-ctx.Done():
			return false
		}
	}}
}

// message is an alert as it came from the topic.
type message struct {
	events.Envelope
	taken time.Time // when the broker took it
}

// sink makes the request that brings a message to a receiver of some kind; nil when
// there is nothing to send.
type sink interface {
	request(ctx context.Context, m *message, now time.Time) (*http.Request, error)
}
