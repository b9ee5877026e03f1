package stream

import (
	"context"
	"maps"
	"sync"

	"github.com/segmentio/kafka-go"
	"github.com/segmentio/kafka-go/protocol/produce"

	"github.com/dragoman-wire/dragoman/internal/stream/wire"
)

// send sends the first batch of each queue once: one request to each leader, at the
// same time. It returns what became of each; err is for what concerns all.
func (s *session) send(ctx context.Context, q queues) (map[wire.Target]error, error) {
	if err := s.begin(ctx, q); err != nil {
		return nil, err
	}
	results := make(map[wire.Target]error, len(q))
	requests := map[int32]map[wire.Target][]byte{}
	var targets []wire.Target
	leaders := map[string][]int32{}
	for to, queue := range q {
		if _, ok := leaders[to.Topic]; !ok {
			found, err := s.conn.leaders(ctx, to.Topic)
			if err != nil {
				results[to] = err
				continue
			}
			leaders[to.Topic] = found
		}
		if to.Partition >= len(leaders[to.Topic]) {
			results[to] = errPartitionGone
			continue
		}
		leader := leaders[to.Topic][to.Partition]
		if leader < 0 {
			results[to] = kafka.LeaderNotAvailable
			continue
		}
		b := queue[0]
		if err := s.encode(to, b); err != nil {
			return nil, err
		}
		if requests[leader] == nil {
			requests[leader] = map[wire.Target][]byte{}
		}
		requests[leader][to] = b.encoded
		targets = append(targets, to)
	}
	if s.enlist != nil {
		if err := s.enlist(ctx, targets); err != nil {
			return nil, err
		}
	}
	var wg sync.WaitGroup
	var mu sync.Mutex
	for _, request := range requests {
		wg.Go(func() {
			answers := s.request(ctx, request)
			mu.Lock()
			defer mu.Unlock()
			maps.Copy(results, answers)
		})
	}
	wg.Wait()
	return results, nil
}

// request sends batches to their common leader. Every batch has an answer.
func (s *session) request(ctx context.Context, batches map[wire.Target][]byte) map[wire.Target]error {
	answers := make(map[wire.Target]error, len(batches))
	// The broker shall give up first: its answer tells more than none.
	replication := s.conn.timeout * 3 / 4
	res, err := s.conn.roundTrip(ctx, wire.NewProduce(s.transactionalID, int32(replication.Milliseconds()), batches))
	if err != nil {
		for to := range batches {
			answers[to] = err
		}
		return answers
	}
	for to := range batches {
		answers[to] = kafka.Unknown // unless the answer has it
	}
	for _, t := range res.(*produce.Response).Topics {
		for _, p := range t.Partitions {
			to := wire.Target{Topic: t.Topic, Partition: int(p.Partition)}
			answers[to] = nil
			if p.ErrorCode != 0 {
				answers[to] = kafka.Error(p.ErrorCode)
			}
		}
	}
	return answers
}
