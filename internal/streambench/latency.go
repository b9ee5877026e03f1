package main

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

// latency measures the time from before a record is produced until a reader of
// committed records has its copy, in milliseconds, at a modest rate.
func (b *bench) latency(ctx context.Context, contestant string, n, rate int) (p50, p99 float64, err error) {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute+time.Duration(n/rate)*time.Second)
	defer cancel()
	in, out := "latency.in."+contestant, "latency.out."+contestant
	if err := b.create(ctx, in, out); err != nil {
		return 0, 0, err
	}
	sink, err := kgo.NewClient(kgo.SeedBrokers(b.brokers...), kgo.ConsumeTopics(out), kgo.FetchIsolationLevel(kgo.ReadCommitted()),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()), kgo.RequestRetries(3))
	if err != nil {
		return 0, 0, err
	}
	defer sink.Close()
	source, err := kgo.NewClient(kgo.SeedBrokers(b.brokers...), kgo.RecordPartitioner(kgo.ManualPartitioner()))
	if err != nil {
		return 0, 0, err
	}
	defer source.Close()
	cmd, _, err := b.start(ctx, task{Contestant: contestant, In: in, Out: out})
	if err != nil {
		return 0, 0, err
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = cmd.Wait()
		cancel() // there is nothing more to come
	}()
	defer func() {
		_ = cmd.Process.Kill()
		<-ended
	}()
	send := func(i int) {
		r := b.record(in, i)
		r.Headers = []kgo.RecordHeader{{Key: "sent", Value: binary.BigEndian.AppendUint64(nil, uint64(time.Now().UnixNano()))}}
		source.Produce(ctx, r, nil)
	}
	warmUp := 2 * partitions
	for i := range warmUp {
		send(i)
	}
	if _, err := receive(ctx, sink, warmUp); err != nil {
		return 0, 0, fmt.Errorf("%s: warming up: %w", contestant, err)
	}
	go func() {
		tick := time.NewTicker(time.Second / time.Duration(rate))
		defer tick.Stop()
		for i := range n {
			select {
			case <-tick.C:
				send(i)
			case <-ctx.Done():
				return
			}
		}
	}()
	times, err := receive(ctx, sink, n)
	if err != nil {
		return 0, 0, fmt.Errorf("%s: %w", contestant, err)
	}
	slices.Sort(times)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	return ms(times[n/2]), ms(times[n*99/100]), b.remove(ctx, in, out)
}

// receive reads n copies and returns how long each took.
func receive(ctx context.Context, sink *kgo.Client, n int) (times []time.Duration, err error) {
	for len(times) < n {
		fetches := sink.PollFetches(ctx)
		now := time.Now()
		if err := fetches.Err0(); err != nil {
			return nil, err
		}
		fetches.EachRecord(func(r *kgo.Record) {
			if len(r.Headers) == 1 {
				times = append(times, now.Sub(time.Unix(0, int64(binary.BigEndian.Uint64(r.Headers[0].Value)))))
			}
		})
	}
	if len(times) > n {
		return nil, errors.New("more copies than records")
	}
	return times, nil
}
