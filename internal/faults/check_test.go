package faults

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// found is one output as a reader sees it.
type found struct {
	partition int32
	offset    int64
	origin    string // of the input, see origin
	content   string // all else that must be the same in every copy
	by        writer // where the reader tells
}

// writer is who wrote a record, and when.
type writer struct {
	producer int64
	epoch    int16
	time     time.Time
}

func (w writer) String() string {
	return fmt.Sprintf("by producer %d, epoch %d, at %s", w.producer, w.epoch, clock(w.time))
}

// findings are the outputs by topic; those of one partition in its order.
type findings map[string][]found

// verdict counts what is wrong.
type verdict struct {
	wanted, lost, duplicated, disordered, differing, foreign int
}

func (v verdict) String() string {
	return fmt.Sprintf("%d outputs wanted: %d lost, %d duplicated, %d out of order, %d duplicates that differ, %d foreign",
		v.wanted, v.lost, v.duplicated, v.disordered, v.differing, v.foreign)
}

// exactlyOnce tells whether v is what exactly once promises, atLeastOnce likewise.
func (v verdict) exactlyOnce() bool { return v.atLeastOnce() && v.duplicated == 0 }

func (v verdict) atLeastOnce() bool { return v.lost+v.disordered+v.differing+v.foreign == 0 }

// judge compares the outputs with the inputs: inputs are the ends of the input
// partitions, all of which begin at 0. The order is that of first copies.
func judge(inputs map[int]int64, t topics, outputs findings) (v verdict) {
	type copies struct {
		n       int
		content string
	}
	seen := map[string]map[string]*copies{t.A: {}, t.B: {}, t.Dead: {}}
	for topic, all := range outputs {
		last := map[string]int64{} // by input partition and output partition
		for _, f := range all {
			if c := seen[topic][f.origin]; c != nil {
				c.n++
				if c.content != f.content {
					v.differing++
				}
				continue
			}
			seen[topic][f.origin] = &copies{1, f.content}
			var partition int
			var offset int64
			if _, err := fmt.Sscanf(f.origin, "%d:%d", &partition, &offset); err != nil {
				continue // counted as foreign below
			}
			way := fmt.Sprintf("%d>%d", partition, f.partition)
			if before, ok := last[way]; ok && offset < before {
				v.disordered++
			}
			last[way] = offset
		}
	}
	for partition, end := range inputs {
		for offset := range end {
			for _, topic := range t.outputs(offset) {
				v.wanted++
				c := seen[topic][origin(partition, offset)]
				if c == nil {
					v.lost++
					continue
				}
				v.duplicated += c.n - 1
				delete(seen[topic], origin(partition, offset))
			}
		}
	}
	for _, left := range seen {
		v.foreign += len(left)
	}
	return v
}

// The judge sees each kind of fault that it is there for.
func TestJudge(t *testing.T) {
	names := topics{"in", "a", "b", "dead"}
	inputs := map[int]int64{0: 200, 1: 100}
	right := func() findings {
		all := findings{}
		for partition, end := range inputs {
			for offset := range end {
				for _, topic := range names.outputs(offset) {
					all[topic] = append(all[topic], found{partition: int32(partition), origin: origin(partition, offset), content: "x"})
				}
			}
		}
		return all
	}
	if v := judge(inputs, names, right()); !v.exactlyOnce() || v.wanted != 597 {
		t.Errorf("what is right is judged %v", v)
	}
	tests := map[string]struct {
		spoil func(findings)
		want  func(verdict) int
	}{
		"one lost":     {func(f findings) { f["a"] = slices.Delete(f["a"], 7, 8) }, func(v verdict) int { return v.lost }},
		"letter lost":  {func(f findings) { f["dead"] = f["dead"][1:] }, func(v verdict) int { return v.lost }},
		"doubled":      {func(f findings) { f["b"] = append(f["b"], f["b"][3]) }, func(v verdict) int { return v.duplicated }},
		"swapped":      {func(f findings) { f["a"][4], f["a"][5] = f["a"][5], f["a"][4] }, func(v verdict) int { return v.disordered }},
		"wrong topic":  {func(f findings) { f["dead"] = append(f["dead"], f["a"][9]) }, func(v verdict) int { return v.foreign }},
		"of nothing":   {func(f findings) { f["a"] = append(f["a"], found{origin: "0:200"}) }, func(v verdict) int { return v.foreign }},
		"no origin":    {func(f findings) { f["a"] = append(f["a"], found{origin: "?"}) }, func(v verdict) int { return v.foreign }},
		"other values": {func(f findings) { c := f["b"][3]; c.content = "y"; f["b"] = append(f["b"], c) }, func(v verdict) int { return v.differing }},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			f := right()
			tt.spoil(f)
			v := judge(inputs, names, f)
			if v.exactlyOnce() || tt.want(v) != 1 {
				t.Errorf("judged %v", v)
			}
			if strings.Contains(name, "doubled") && !v.atLeastOnce() {
				t.Errorf("a duplicate breaks at least once: %v", v)
			}
		})
	}
}
