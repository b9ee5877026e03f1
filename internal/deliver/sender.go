package deliver

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync/atomic"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/stream"
)

// ReasonUndeliverable is the reason of the dead letter of an alert that a receiver has
// not taken after the last try. ReasonMalformed is that of a record that is no alert.
const (
	ReasonUndeliverable = "undeliverable"
	ReasonMalformed     = "malformed"
)

const stage = "deliver"

// Options are what a Sender needs beside its receiver.
type Options struct {
	Clock    Clock
	Jitter   func() float64 // between 0 and 1
	Observer Observer
	Logger   *slog.Logger
	// Read hands the records of a partition to a function; see stream.ReadAll.
	Read func(ctx context.Context, topic string, partition int, f func(*stream.Record) error) error
}

// Sender delivers to one receiver.
type Sender struct {
	Options
	receiver *Receiver
	client   *http.Client
	gone     atomic.Bool // it answered 410
}

// NewSender makes the sender of a receiver that ReadConfig has given.
func NewSender(r *Receiver, o Options) *Sender {
	return &Sender{Options: o, receiver: r, client: newClient(r)}
}

// Open is a stream.Opener for the partitions of the alerts topic.
func (s *Sender) Open(ctx context.Context, topic string, partition int) (stream.Handler, error) {
	var to sink
	switch s.receiver.Kind {
	case Webhook:
		to = webhook{s.receiver}
	case Slack:
		to = slack{s.receiver}
	case Alertmanager:
		a := newAlertmanager(s.receiver)
		if err := s.restore(ctx, a, topic, partition); err != nil {
			return nil, err
		}
		go s.repost(ctx, a)
		to = a
	}
	return func(work context.Context, r *stream.Record) ([]stream.Output, error) {
		return nil, s.handle(ctx, work, to, r)
	}, nil
}

// handle deals with one record. stopping ends when the partition is to be given up,
// work when a request must be broken off.
func (s *Sender) handle(stopping, work context.Context, to sink, r *stream.Record) error {
	m, err := read(r)
	switch {
	case err != nil:
		return &stream.Reject{Reason: ReasonMalformed, Stage: stage, Err: err}
	case m == nil:
		return nil
	case s.gone.Load():
		s.ended(m, Disabled, 0)
	case !s.receiver.wants(m.Alert):
		s.ended(m, Filtered, 0)
	case s.Clock.Now().Sub(m.taken) > s.receiver.MaxAge:
		s.ended(m, Stale, 0)
	default:
		return s.deliver(stopping, work, to, m)
	}
	return nil
}

// deliver tries until the receiver takes the message, or will not.
func (s *Sender) deliver(stopping, work context.Context, to sink, m *message) error {
	for n := 1; ; n++ {
		req, err := to.request(work, m, s.Clock.Now())
		if req == nil && err == nil {
			s.ended(m, Filtered, 0)
			return nil
		}
		if err == nil {
			err = s.try(req)
		}
		switch {
		case err == nil:
			s.ended(m, Delivered, n)
			return nil
		case work.Err() != nil:
			return stream.ErrUndone
		case errors.Is(err, errGone):
			s.gone.Store(true)
			s.Logger.Error("receiver is gone: it gets no more alerts until the next start", "receiver", s.receiver.Name)
			s.ended(m, Disabled, n)
			return nil
		}
		s.Observer.Delivery(s.receiver.Name, Failed)
		if final(err) || n >= s.receiver.Tries {
			s.ended(m, DeadLetter, n)
			return &stream.Reject{Reason: ReasonUndeliverable, Stage: stage, Err: fmt.Errorf("receiver %s, try %d: %w", s.receiver.Name, n, err)}
		}
		pause := wait(n, err, s.Jitter())
		s.Logger.Warn("alert not delivered, trying again", "receiver", s.receiver.Name, "story", m.Alert.Story,
			"try", n, "error", err, "wait", pause.String())
		if !s.Clock.Wait(stopping, pause) {
			return stream.ErrUndone
		}
	}
}

// try sends a request and observes how long it took.
func (s *Sender) try(req *http.Request) error {
	began := s.Clock.Now()
	err := try(s.client, req, s.Clock.Now)
	s.Observer.Try(s.receiver.Name, s.Clock.Now().Sub(began))
	return err
}

// ended records how an alert ended.
func (s *Sender) ended(m *message, result Result, tries int) {
	s.Observer.Delivery(s.receiver.Name, result)
	level := slog.LevelDebug
	switch result {
	case Delivered, Stale:
		level = slog.LevelInfo
	case DeadLetter, Disabled:
		level = slog.LevelWarn
	}
	s.Logger.Log(context.Background(), level, "alert "+string(result), "receiver", s.receiver.Name, "story", m.Alert.Story,
		"id", m.ID, "kind", string(m.Alert.Change), "tries", tries)
}

// read decodes a record of the alerts topic. It gives nil for what is no alert: a
// story that is forgotten, or a message of a type that this version does not know.
func read(r *stream.Record) (*message, error) {
	if r.Value == nil {
		return nil, nil
	}
	headers := make([]events.Header, len(r.Headers))
	for i, h := range r.Headers {
		headers[i] = events.Header(h)
	}
	v, err := events.DecodeBinary(headers, r.Value)
	switch {
	case errors.Is(err, events.ErrUnknownType):
		return nil, nil
	case err != nil:
		return nil, err
	case v.Alert == nil:
		return nil, nil
	}
	return &message{Envelope: v, taken: r.Time}, nil
}

// restore finds the alerts that are still active.
func (s *Sender) restore(ctx context.Context, a *alertmanager, topic string, partition int) error {
	now := s.Clock.Now()
	return s.Read(ctx, topic, partition, func(r *stream.Record) error {
		if now.Sub(r.Time) > a.Keep {
			return nil
		}
		if m, err := read(r); err == nil && m != nil && a.wants(m.Alert) {
			a.apply(m, now)
		}
		return nil // what cannot be read is the handler's to complain of
	})
}

// repost pushes the active alerts again and again until ctx ends.
func (s *Sender) repost(ctx context.Context, a *alertmanager) {
	for s.Clock.Wait(ctx, a.Repost) {
		active := a.still(s.Clock.Now())
		if len(active) == 0 || s.gone.Load() {
			continue
		}
		req, err := a.push(ctx, active)
		if err == nil {
			err = s.try(req)
		}
		if err != nil && ctx.Err() == nil {
			s.Logger.Warn("active alerts not pushed again", "receiver", s.receiver.Name, "alerts", len(active), "error", err)
		}
	}
}
