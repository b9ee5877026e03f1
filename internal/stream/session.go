package stream

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/segmentio/kafka-go/protocol/initproducerid"

	"github.com/dragoman-wire/dragoman/internal/stream/wire"
)

// session is one idempotent producer as the brokers see it: an id and a sequence
// number for each partition. A batch keeps its numbers however often it is sent,
// so a broker stores it once. Not for concurrent use.
type session struct {
	conn       *connection
	codec      Compression
	batchBytes int
	backoff    Backoff
	observer   Observer

	transactionalID string                                     // empty for an idempotent producer
	enlist          func(context.Context, []wire.Target) error // before a transactional producer sends to a partition

	known     bool          // id and sequences are what the brokers have
	identity  wire.Producer // without the sequence
	sequences map[wire.Target]int32
}

// produce publishes outs, those for one partition in order. It returns when all are
// acknowledged or refused (*RefusedError), on a fatal error, or when ctx ends; what
// passes is retried until then. A transactional session does not begin anew by
// itself: its error wraps errAborted.
func (s *session) produce(ctx context.Context, outs []Output, keyless int) error {
	var refused []Refused
	for left := count(len(outs)); len(left) > 0; {
		q, err := s.place(ctx, outs, left, keyless)
		if err != nil {
			return err
		}
		if err = s.deliver(ctx, q, &refused); err != nil {
			s.known = false // it is open what of the rest arrived
		}
		switch {
		case errors.Is(err, errPartitionGone) && s.transactionalID != "":
			return fmt.Errorf("%w: %w", errAborted, err)
		case err != nil && !errors.Is(err, errPartitionGone):
			return err
		}
		left = q.indexes()
	}
	if len(refused) > 0 {
		return &RefusedError{refused}
	}
	return nil
}

// deliver sends the first batch of every queue, again and again, until all are empty.
func (s *session) deliver(ctx context.Context, q queues, refused *[]Refused) error {
	var why error // of the latest attempt that ctx did not cut short
	for attempt := 0; len(q) > 0; {
		results, err := s.send(ctx, q)
		if err != nil {
			return err
		}
		var passing error
		var topic string
		for to, result := range results {
			again, err := s.settle(q, to, result, refused)
			if err != nil {
				return err
			}
			if again {
				passing, topic = result, to.Topic
			}
		}
		if passing == nil {
			attempt = 0
			continue
		}
		if why == nil || !over(ctx) {
			why = passing
		}
		if err := s.pause(ctx, topic, StageProduce, why, attempt); err != nil {
			return err
		}
		attempt++
	}
	return nil
}

// settle draws the consequence of what became of the first batch for a partition.
// It tells whether the same batch must be sent again; an error ends the delivery.
func (s *session) settle(q queues, to wire.Target, result error, refused *[]Refused) (again bool, err error) {
	b := q[to][0]
	var code kafka.Error
	switch errors.As(result, &code); {
	case result == nil, code == kafka.DuplicateSequenceNumber:
		s.sequences[to] = wire.NextSequence(s.sequences[to], len(b.records))
		s.observer.Produced(to.Topic, len(b.records), len(b.encoded), time.Since(b.sent))
		q.drop(to)
	case isRefusal(code):
		if b.doubtful {
			s.known = false // its number may be used up: others must not get it
		}
		if len(b.records) > 1 {
			q.split(to) // one of them is at fault: the halves find out which
			break
		}
		*refused = append(*refused, Refused{b.indexes[0], to.Topic, result})
		q.drop(to)
	case isAborting(result) && s.transactionalID != "":
		return false, fmt.Errorf("publishing to %s: %w", to.Topic, aborted(result))
	case isSequenceLost(code):
		s.known = false
		return true, nil
	case errors.Is(result, errPartitionGone):
		return false, result
	case isFatal(result):
		return false, fmt.Errorf("publishing to %s: %w", to.Topic, result)
	default:
		b.doubtful = true
		return true, nil
	}
	return false, nil
}

// begin makes the session a producer that the brokers have not seen, if need be.
func (s *session) begin(ctx context.Context, q queues) error {
	if s.known {
		return nil
	}
	if s.transactionalID != "" {
		return fmt.Errorf("%w: what the brokers have of it is not known", errAborted)
	}
	err := s.retry(ctx, "", StageProduce, func() error {
		res, err := s.conn.roundTrip(ctx, wire.NewInitProducer(wire.AnyBroker, "", -1))
		if err != nil {
			return err
		}
		r := res.(*initproducerid.Response)
		if r.ErrorCode != 0 {
			return kafka.Error(r.ErrorCode)
		}
		s.become(wire.Producer{ID: r.ProducerID, Epoch: r.ProducerEpoch})
		return nil
	})
	if err != nil {
		return fmt.Errorf("asking for a producer id: %w", err)
	}
	for _, queue := range q {
		queue[0].encoded = nil
	}
	return nil
}

// become takes on an identity that no broker has seen.
func (s *session) become(identity wire.Producer) {
	s.identity, s.known, s.sequences = identity, true, map[wire.Target]int32{}
}

// encode gives a batch its sequence number, the first time.
func (s *session) encode(to wire.Target, b *outgoing) (err error) {
	if b.encoded != nil {
		return nil
	}
	p := s.identity
	p.Sequence = s.sequences[to]
	b.encoded, err = wire.Encode(b.records, s.codec, p, s.transactionalID != "")
	b.sent = time.Now()
	return err
}

// retry calls try until it succeeds, fails for good, or ctx ends.
func (s *session) retry(ctx context.Context, topic string, stage Stage, try func() error) error {
	for attempt := 0; ; attempt++ {
		err := try()
		if err == nil || isFatal(err) || errors.Is(err, errAborted) || errors.Is(err, errOusted) {
			return err
		}
		if err := s.pause(ctx, topic, stage, err, attempt); err != nil {
			return err
		}
	}
}

// pause waits before the next attempt. When ctx ends it returns why, and what was wrong.
func (s *session) pause(ctx context.Context, topic string, stage Stage, cause error, attempt int) error {
	wait := s.backoff.wait(attempt)
	if !over(ctx) {
		s.observer.Retry(stage, topic, cause, wait)
	}
	if !sleep(ctx, wait) {
		return fmt.Errorf("%w: %w", context.Cause(ctx), cause)
	}
	return nil
}
