package faults

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// found is one output as a reader sees it.
type found struct {
	partition int
	offset    int64
	origin    string // of the input, see origin
	content   string // all else that must be the same in every copy
	by        writer
}

// findings are the outputs by topic; those of one partition in its order.
type findings map[string][]found

// findingsOf knows where outputs and dead letters come from.
func findingsOf(outputs []record) findings {
	all := findings{}
	for _, r := range outputs {
		from := r.headers["origin"]
		if p, dead := r.headers["dragoman-source-partition"]; dead {
			from = p + ":" + r.headers["dragoman-source-offset"]
		}
		all[r.topic] = append(all[r.topic], found{partition: r.partition, offset: r.offset, origin: from, content: r.key + r.value, by: r.by})
	}
	return all
}

// copied counts what is wrong with copies.
type copied struct {
	wanted, lost, duplicated, disordered, differing, foreign int
}

func (v copied) String() string {
	return fmt.Sprintf("%d outputs wanted: %d lost, %d duplicated, %d out of order, %d duplicates that differ, %d foreign",
		v.wanted, v.lost, v.duplicated, v.disordered, v.differing, v.foreign)
}

// exactlyOnce tells whether v is what exactly once promises, atLeastOnce likewise.
func (v copied) exactlyOnce() bool { return v.atLeastOnce() && v.duplicated == 0 }

func (v copied) atLeastOnce() bool { return v.lost+v.disordered+v.differing+v.foreign == 0 }

// judgeCopies compares the outputs with the inputs: inputs are the ends of the input
// partitions, all of which begin at 0. The order is that of first copies.
func judgeCopies(inputs offsets, outputs findings) (v copied) {
	type copies struct {
		n       int
		content string
	}
	seen := map[string]map[string]*copies{topicA: {}, topicB: {}, topicDead: {}}
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
			for _, topic := range outputsOf(offset) {
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
func TestCopyJudge(t *testing.T) {
	inputs := offsets{0: 200, 1: 100}
	right := func() findings {
		all := findings{}
		for partition, end := range inputs {
			for offset := range end {
				for _, topic := range outputsOf(offset) {
					all[topic] = append(all[topic], found{partition: partition, origin: origin(partition, offset), content: "x"})
				}
			}
		}
		return all
	}
	if v := judgeCopies(inputs, right()); !v.exactlyOnce() || v.wanted != 597 {
		t.Errorf("what is right is judged %v", v)
	}
	tests := map[string]struct {
		spoil func(findings)
		want  func(copied) int
	}{
		"one lost":     {func(f findings) { f[topicA] = slices.Delete(f[topicA], 7, 8) }, func(v copied) int { return v.lost }},
		"letter lost":  {func(f findings) { f[topicDead] = f[topicDead][1:] }, func(v copied) int { return v.lost }},
		"doubled":      {func(f findings) { f[topicB] = append(f[topicB], f[topicB][3]) }, func(v copied) int { return v.duplicated }},
		"swapped":      {func(f findings) { f[topicA][4], f[topicA][5] = f[topicA][5], f[topicA][4] }, func(v copied) int { return v.disordered }},
		"wrong topic":  {func(f findings) { f[topicDead] = append(f[topicDead], f[topicA][9]) }, func(v copied) int { return v.foreign }},
		"of nothing":   {func(f findings) { f[topicA] = append(f[topicA], found{origin: "0:200"}) }, func(v copied) int { return v.foreign }},
		"no origin":    {func(f findings) { f[topicA] = append(f[topicA], found{origin: "?"}) }, func(v copied) int { return v.foreign }},
		"other values": {func(f findings) { c := f[topicB][3]; c.content = "y"; f[topicB] = append(f[topicB], c) }, func(v copied) int { return v.differing }},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			f := right()
			tt.spoil(f)
			v := judgeCopies(inputs, f)
			if v.exactlyOnce() || tt.want(v) != 1 {
				t.Errorf("judged %v", v)
			}
			if strings.Contains(name, "doubled") && !v.atLeastOnce() {
				t.Errorf("a duplicate breaks at least once: %v", v)
			}
		})
	}
}
