package faults

import (
	"context"
	"fmt"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/dragoman-wire/dragoman/internal/stream"
)

// trial is work that is tried in a scene.
type trial struct {
	kind    kind
	group   string   // of the workers, as the brokers know it
	inputs  []string // topics that the group reads
	outputs []string // topics that are judged
	step    func(i int) []*kgo.Record
	judge   func(inputs map[string]offsets, outputs []record) verdict
}

// verdict counts what is wrong with the outputs.
type verdict interface {
	fmt.Stringer
	// exactlyOnce tells whether it is what exactly once promises, atLeastOnce likewise.
	exactlyOnce() bool
	atLeastOnce() bool
}

// result is what a play of havoc came to.
type result struct {
	toll      toll
	verdicts  map[string]verdict // by reader
	backwards []string           // offsets of the group that went back
	badEnds   int                // workers that ended by themselves
	aborted   int                // outputs that were written and rolled back
	under     int64              // inputs that were done with while there was havoc
	outputs   []record           // as franz-go reads them
}

// play feeds n steps to workers under havoc, and judges what they wrote.
func (s *scene) play(t *testing.T, w trial, d stream.Delivery, n, rate int) result {
	t.Helper()
	workers, err := newTroupe(job{Kind: w.kind, Brokers: s.cluster.Brokers(), Group: "faults", Delivery: d}, s.workers)
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
	feeding, giveUp := context.WithCancel(t.Context())
	defer giveUp()
	all.Go(func() {
		if r.toll, harm = s.havoc(harming, workers); harm != nil {
			giveUp() // a broker is down for good
		}
	})
	all.Go(func() { feed = s.feed(feeding, n, rate, w.step) })
	var backwards []string
	var watch sync.WaitGroup
	watch.Go(func() { // most is to be done under havoc, the rest in peace
		backwards = s.watch(watching, w.group, w.inputs, func(done int64) {
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
	inputs, err := s.drained(t.Context(), w.group, w.inputs)
	if err != nil {
		workers.end(syscall.SIGQUIT)
		t.Fatal(err)
	}
	drained()
	watch.Wait()
	r.backwards = backwards
	workers.stop()
	r.badEnds = workers.badEnds
	s.judge(t, w, inputs, &r)
	return r
}

// judge reads the outputs with two readers that know nothing of each other.
func (s *scene) judge(t *testing.T, w trial, inputs map[string]offsets, r *result) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	first, err := s.franz(ctx, kgo.ReadCommitted(), w.outputs)
	if err != nil {
		t.Fatal(err)
	}
	name, second, err := s.second(ctx, w.outputs)
	if err != nil {
		t.Fatal(err)
	}
	all, err := s.franz(ctx, kgo.ReadUncommitted(), w.outputs)
	if err != nil {
		t.Fatal(err)
	}
	r.aborted, r.outputs = len(all)-len(first), first
	r.verdicts = map[string]verdict{"franz-go": w.judge(inputs, first), name: w.judge(inputs, second)}
}

// check reports what a delivery does not allow.
func (r *result) check(t *testing.T, d stream.Delivery) {
	t.Helper()
	for reader, v := range r.verdicts {
		t.Logf("%s: %v", reader, v)
		if d == stream.ExactlyOnce && !v.exactlyOnce() || !v.atLeastOnce() {
			t.Errorf("%v is broken", d)
		}
	}
	if len(r.backwards) > 0 {
		t.Errorf("the group went back: %v", r.backwards)
	}
	if r.badEnds > 0 {
		t.Errorf("%d workers ended by themselves", r.badEnds)
	}
}

// size is how many steps a scene has.
func size(short, full int) int {
	switch {
	case *records > 0:
		return *records
	case *long:
		return full
	}
	return short
}

// rate is how many steps of copying are fed a second.
const rate = 3000

// scenes are what each work is tried in.
var scenes = []struct {
	delivery stream.Delivery
	nodes    int
	short    bool // part of the short version
}{
	{stream.ExactlyOnce, 1, true},
	{stream.ExactlyOnce, 3, false},
	{stream.AtLeastOnce, 1, false},
	{stream.AtLeastOnce, 3, false},
}

// inScenes plays a trial in all scenes.
func inScenes(t *testing.T, w trial, plan map[string]int, n, rate int) {
	for _, sc := range scenes {
		t.Run(fmt.Sprintf("%v/%d brokers", sc.delivery, sc.nodes), func(t *testing.T) {
			if !sc.short && !*long {
				t.Skip("part of the long version")
			}
			s := newScene(t, sc.nodes, plan)
			began := time.Now()
			r := s.play(t, w, sc.delivery, n, rate)
			t.Logf("%s, %d brokers, %v: %d records in %v, %d of them under havoc; %v; %d outputs rolled back",
				s.cluster.Version(), sc.nodes, sc.delivery, n, time.Since(began).Round(time.Second), r.under, r.toll, r.aborted)
			r.check(t, sc.delivery)
			if t.Failed() && w.kind == copying {
				s.postMortem(t, w.group, findingsOf(r.outputs), r.toll)
			}
		})
	}
}

func TestFaults(t *testing.T) {
	inScenes(t, copyTrial(copying), copyPlan, size(25_000, 200_000), rate)
}

// mostScenes is how often the planted bug gets a chance: a scene that kills two workers
// only may kill none of them between its commit and its writing.
const mostScenes = 5

// The harness finds the bug of a worker that commits before it writes.
func TestPlantedBugIsFound(t *testing.T) {
	needKafka(t)
	for i := range mostScenes {
		found := false
		t.Run(strconv.Itoa(i+1), func(t *testing.T) {
			s := newScene(t, 1, copyPlan)
			s.workers, s.havocFor = 1, min(s.havocFor, 20*time.Second)
			r := s.play(t, copyTrial(naive), stream.AtLeastOnce, size(20_000, 20_000), rate)
			t.Logf("%v; went back %d times", r.toll, len(r.backwards))
			found = len(r.verdicts) > 0
			for reader, v := range r.verdicts {
				t.Logf("%s: %v", reader, v)
				found = found && !v.atLeastOnce()
			}
		})
		if found || t.Failed() {
			return
		}
	}
	t.Errorf("in %d scenes nothing was found wrong with a worker that commits before it writes", mostScenes)
}
