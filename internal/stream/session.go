package stream

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/segmentio/kafka-go"

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

	known     bool          // id and sequences are what the brokers have
	identity  wire.Producer // without the sequence
	sequences map[wire.Target]int32
}

// produce publishes outs, those for one partition in order. It returns when all are
// acknowledged or refused (*RefusedError), on a fatal error, or when ctx ends; what
// passes is retried until then.
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
		if err != nil && !errors.Is(err, errPartitionGone) {
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
		if err := s.pause(ctx, topic, passing, attempt); err != nil {
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
	err := s.retry(ctx, "", func() error {
		res, err := s.conn.roundTrip(ctx, wire.NewInitProducer())
		if err != nil {
			return err
		}
		r := res.(*wire.InitProducerResponse)
		if r.ErrorCode != 0 {
			return kafka.Error(r.ErrorCode)
		}
		s.identity = wire.Producer{ID: r.ProducerID, Epoch: r.ProducerEpoch}
		return nil
	})
	if err != nil {
		return fmt.Errorf("asking for a producer id: %w", err)
	}
	s.known, s.sequences = true, map[wire.Target]int32{}
	for _, queue := range q {
		queue[0].encoded = nil
	}
	return nil
}

// encode gives a batch its sequence number, the first time.
func (s *session) encode(to wire.Target, b *outgoing) (err error) {
	if b.encoded != nil {
		return nil
	}
	p := s.identity
	p.Sequence = s.sequences[to]
	b.encoded, err = wire.Encode(b.records, s.codec, p, false)
	b.sent = time.Now()
	return err
}

// retry calls try until it succeeds, fails for good, or ctx ends.
func (s *session) retry(ctx context.Context, topic string, try func() error) error {
	for attempt := 0; ; attempt++ {
		err := try()
		if err == nil || isFatal(err) {
			return err
		}
		if err := s.pause(ctx, topic, err, attempt); err != nil {
			return err
		}
	}
}

// pause waits before the next attempt. When ctx ends it returns why, and what was wrong.
func (s *session) pause(ctx context.Context, topic string, cause error, attempt int) error {
	wait := s.backoff.wait(attempt)
	if ctx.Err() == nil {
		s.observer.Retry(StageProduce, topic, cause, wait)
	}
	if !sleep(ctx, wait) {
		return fmt.Errorf("%w: %w", context.Cause(ctx), cause)
	}
	return nil
}
