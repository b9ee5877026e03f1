// Package table looks numbers up by hashes. It is for what every word of every
// article is looked up in, where a map is slow.
package table

// Table is an open-addressing hash table of non-zero values. A slot keeps half of
// its key's bits; with the place of the slot they are enough to tell keys apart.
type Table struct {
	slots []slot
	mask  uint64
}

type slot struct {
	mark  uint32
	value uint32
}

// New gives a Table for n keys.
func New(n int) Table {
	size := 8
	for size < 2*n {
		size *= 2
	}
	return Table{make([]slot, size), uint64(size - 1)}
}

// spread gives the place where to look for a key first, and its mark.
func (t *Table) spread(key uint64) (place uint64, mark uint32) {
	key *= 0x9E3779B97F4A7C15
	return (key ^ key>>32) & t.mask, uint32(key >> 32)
}

// Put gives a key that has none yet its value, which is not 0.
func (t *Table) Put(key uint64, value uint32) {
	i, mark := t.spread(key)
	for t.slots[i].value != 0 {
		i = (i + 1) & t.mask
	}
	t.slots[i] = slot{mark, value}
}

// Get gives the value of a key, 0 if it has none. Whether a slot is empty or has the key is
// asked at once: either is a matter of chance, but hardly any slot has another key.
func (t *Table) Get(key uint64) uint32 {
	for i, mark := t.spread(key); ; i = (i + 1) & t.mask {
		s := &t.slots[i]
		if uint64(s.mark^mark)*uint64(s.value) == 0 {
			return s.value
		}
	}
}
