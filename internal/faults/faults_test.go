package faults

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/dragoman-wire/dragoman/internal/stream"
)

// result is what a play of havoc came to.
type result struct {
	toll      toll
	verdicts  map[string]verdict // by reader
	backwards []string           // offsets of the group that went back
	badEnds   int                // workers that ended by themselves
	aborted   int                // outputs that were written and rolled back
	under     int64              // inputs that were done with while there was havoc
	outputs   findings           // as franz-go reads them
}

// play lets workers copy n records under havoc, and judges what they wrote.
func (s *scene) play(t *testing.T, j job, n, rate int) result {
	t.Helper()
	j.Brokers, j.Group, j.Topics = s.cluster.Brokers(), group, s.topics
	workers, err := newTroupe(j, s.workers)
	if err != nil {
		t.Fatal(err)
	}
	defer workers.stop()
	var r result
	harming, calm := context.WithTimeout(t.Context(), s.havocFor)
	defer calm()
	watching, drained := context.WithCancel(t.Context())
	defer drained()
	var all sync.WaitGroup
	var harm, feed error
	all.Go(func() { r.toll, harm = s.havoc(harming, workers) })
	all.Go(func() { feed = s.feed(t.Context(), n, rate) })
	var backwards []string
	var watch sync.WaitGroup
	watch.Go(func() { // most is to be done under havoc, the rest in peace
		backwards = s.watch(watching, func(done int64) {
			if harming.Err() == nil {
				if r.under = done; done > int64(n)*9/10 {
					calm()
				}
			}
		})
	})
	all.Wait()
	if feed != nil || harm != nil {
		t.Fatal(feed, harm)
	}
	inputs, err := s.drained(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	drained()
	watch.Wait()
	r.backwards = backwards
	workers.stop()
	r.badEnds = workers.badEnds
	s.judge(t, inputs, &r)
	return r
}

// judge reads the outputs with two readers that know nothing of each other.
func (s *scene) judge(t *testing.T, inputs map[int]int64, r *result) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	first, err := s.franz(ctx, kgo.ReadCommitted())
	if err != nil {
		t.Fatal(err)
	}
	name, second, err := s.second(ctx)
	if err != nil {
		t.Fatal(err)
	}
	all, err := s.franz(ctx, kgo.ReadUncommitted())
	if err != nil {
		t.Fatal(err)
	}
	for topic := range all {
		r.aborted += len(all[topic]) - len(first[topic])
	}
	r.outputs = first
	r.verdicts = map[string]verdict{"franz-go": judge(inputs, s.topics, first), name: judge(inputs, s.topics, second)}
}

// size is how many records a scene has, and how many are fed a second.
func size(short, full int) (n, rate int) {
	n = short
	if *long {
		n = full
	}
	if *records > 0 {
		n = *records
	}
	return n, 3000
}

func TestFaults(t *testing.T) {
	scenes := []struct {
		delivery stream.Delivery
		nodes    int
		short    bool // part of the short version
	}{
		{stream.ExactlyOnce, 1, true},
		{stream.ExactlyOnce, 3, false},
		{stream.AtLeastOnce, 1, false},
		{stream.AtLeastOnce, 3, false},
	}
	for _, sc := range scenes {
		t.Run(fmt.Sprintf("%v/%d brokers", sc.delivery, sc.nodes), func(t *testing.T) {
			if !sc.short && !*long {
				t.Skip("part of the long version")
			}
			s := newScene(t, sc.nodes)
			n, rate := size(25_000, 200_000)
			began := time.Now()
			r := s.play(t, job{Delivery: sc.delivery}, n, rate)
			t.Logf("%s, %d brokers, %v: %d records in %v, %d of them under havoc; %v; %d outputs rolled back",
				s.cluster.Version(), sc.nodes, sc.delivery, n, time.Since(began).Round(time.Second), r.under, r.toll, r.aborted)
			for reader, v := range r.verdicts {
				t.Logf("%s: %v", reader, v)
				if sc.delivery == stream.ExactlyOnce && !v.exactlyOnce() || !v.atLeastOnce() {
					t.Errorf("%v is broken", sc.delivery)
				}
			}
			if t.Failed() {
				s.postMortem(t, r.outputs, r.toll)
			}
			if len(r.backwards) > 0 {
				t.Errorf("the group went back: %v", r.backwards)
			}
			if r.badEnds > 0 {
				t.Errorf("%d workers ended by themselves", r.badEnds)
			}
		})
	}
}

// The harness finds the bug of a worker that commits before it writes.
func TestPlantedBugIsFound(t *testing.T) {
	s := newScene(t, 1)
	s.havocFor = min(s.havocFor, 20*time.Second)
	n, rate := size(8_000, 8_000)
	r := s.play(t, job{Naive: true}, n, rate)
	t.Logf("%v; went back %d times", r.toll, len(r.backwards))
	for reader, v := range r.verdicts {
		t.Logf("%s: %v", reader, v)
		if v.atLeastOnce() {
			t.Errorf("%s finds nothing wrong with a worker that commits before it writes", reader)
		}
	}
}
