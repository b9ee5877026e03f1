package table

import (
	"fmt"
	"hash/maphash"
	"testing"
)

var seed = maphash.MakeSeed()

func hash(s string) uint64 { return maphash.String(seed, s) }

// TestTableTellsKeysApart looks for keys that are not in a full table.
func TestTableTellsKeysApart(t *testing.T) {
	const n = 1 << 16
	table := New(n)
	for i := range uint64(n) {
		table.Put(hash(fmt.Sprint("w", i)), uint32(i+1))
	}
	wrong := 0
	for i := range uint64(n) {
		if got := table.Get(hash(fmt.Sprint("w", i))); got != uint32(i+1) {
			t.Fatalf("key %d has the value %d", i, got)
		}
		if table.Get(hash(fmt.Sprint("x", i))) != 0 {
			wrong++
		}
	}
	if wrong > 0 {
		t.Errorf("%d of %d absent keys are found", wrong, n)
	}
}
