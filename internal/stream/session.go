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

// outgoing is a batch on its way.
type outgoing struct {
	target  wire.Target
	records []wire.Record
	indexes []int  // of the records in what was given to produce
	encoded []byte // nil before it is first sent, and after the session began anew
	sent    time.Time
}

// produce publishes outs in rounds: one batch a partition in each, so that order
// holds. It returns when all are acknowledged, refused (*RefusedError), on a fatal
// error, or when ctx ends; what passes is retried until then.
func (s *session) produce(ctx context.Context, outs []Output, keyless int) error {
	if len(outs) == 0 {
		return nil
	}
	queues, err := s.place(ctx, outs, keyless)
	if err != nil {
		return err
	}
	var refused []Refused
	for len(queues) > 0 {
		if err := s.round(ctx, queues, &refused); err != nil {
			s.known = false // it is open what arrived
			return err
		}
	}
	if len(refused) > 0 {
		return &RefusedError{refused}
	}
	return nil
}

// place finds the partition of every output and cuts what goes to each into batches.
func (s *session) place(ctx context.Context, outs []Output, keyless int) (map[wire.Target][]*outgoing, error) {
	sizes := map[string]int{}
	for i := range outs {
		topic := outs[i].Topic
		if _, ok := sizes[topic]; ok {
			continue
		}
		err := s.retry(ctx, topic, func() error {
			leaders, err := s.conn.leaders(ctx, topic)
			sizes[topic] = len(leaders)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	queues := map[wire.Target][]*outgoing{}
	room := map[wire.Target]int{} // what is left in a target's last batch
	for i := range outs {
		o := &outs[i]
		n := sizes[o.Topic]
		to := wire.Target{Topic: o.Topic, Partition: keyless % n}
		if o.Key != nil {
			to.Partition = partitionOf(o.Key, n)
		}
		rec := wire.Record{Key: o.Key, Value: o.Value, Headers: wireHeaders(o.Headers)}
		size := wire.EncodedSize(&rec)
		if room[to] < size {
			queues[to] = append(queues[to], &outgoing{target: to})
			room[to] = s.batchBytes - wire.BatchOverhead
		}
		last := queues[to][len(queues[to])-1]
		last.records = append(last.records, rec)
		last.indexes = append(last.indexes, i)
		room[to] -= size
	}
	return queues, nil
}

// round sends the first batch of every queue until each is acknowledged or
// refused, and takes it off its queue.
func (s *session) round(ctx context.Context, queues map[wire.Target][]*outgoing, refused *[]Refused) error {
	pending := map[wire.Target]*outgoing{}
	for to, queue := range queues {
		pending[to] = queue[0]
	}
	for attempt := 0; len(pending) > 0; {
		results, err := s.send(ctx, pending)
		if err != nil {
			return err
		}
		var passing error
		passingTopic := ""
		for to, err := range results {
			b := pending[to]
			var code kafka.Error
			switch errors.As(err, &code); {
			case err == nil, code == kafka.DuplicateSequenceNumber:
				s.sequences[to] = wire.NextSequence(s.sequences[to], len(b.records))
				s.observer.Produced(to.Topic, len(b.records), len(b.encoded), time.Since(b.sent))
			case isRefusal(code) && len(b.records) > 1:
				// One of them is at fault: the halves find out which.
				first, second := b.halves()
				pending[to] = first
				queues[to] = append([]*outgoing{first, second}, queues[to][1:]...)
				continue
			case isRefusal(code):
				*refused = append(*refused, Refused{b.indexes[0], to.Topic, err})
			case isSequenceLost(code):
				s.known = false
				passing, passingTopic = err, to.Topic
				continue
			case isFatal(err):
				return fmt.Errorf("publishing to %s: %w", to.Topic, err)
			default:
				passing, passingTopic = err, to.Topic
				continue
			}
			delete(pending, to)
			if queues[to] = queues[to][1:]; len(queues[to]) == 0 {
				delete(queues, to)
			}
		}
		if passing == nil {
			continue
		}
		if err := s.pause(ctx, passingTopic, passing, attempt); err != nil {
			return err
		}
		attempt++
	}
	return nil
}

func (b *outgoing) halves() (first, second *outgoing) {
	n := len(b.records) / 2
	return &outgoing{target: b.target, records: b.records[:n], indexes: b.indexes[:n]},
		&outgoing{target: b.target, records: b.records[n:], indexes: b.indexes[n:]}
}

// begin makes the session a producer that the brokers have not seen, if need be.
func (s *session) begin(ctx context.Context, pending map[wire.Target]*outgoing) error {
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
	for _, b := range pending {
		b.encoded = nil
	}
	return nil
}

// encode gives the batch its sequence number, the first time.
func (s *session) encode(b *outgoing) (err error) {
	if b.encoded != nil {
		return nil
	}
	p := s.identity
	p.Sequence = s.sequences[b.target]
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

func wireHeaders(hs []Header) []wire.Header {
	if len(hs) == 0 {
		return nil
	}
	out := make([]wire.Header, len(hs))
	for i, h := range hs {
		out[i] = wire.Header(h)
	}
	return out
}
