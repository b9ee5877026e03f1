package clean

import "sort"

// mark tells that from clean byte clean on, bytes come from received byte origin on.
type mark struct {
	clean, origin int32
	replaced      bool // the bytes up to the next mark stand for those up to the next mark's origin
}

// mark notes that the next clean byte comes from received byte origin.
func (t *Text) mark(origin int, replaced bool) {
	m := mark{int32(len(t.Bytes)), int32(origin), replaced}
	n := len(t.marks)
	if n > 0 && t.marks[n-1].clean == m.clean && (n == 1 || !t.marks[n-2].replaced) {
		t.marks[n-1] = m // what was noted for this byte has no bytes, and ends no replacement
		return
	}
	t.marks = append(t.marks, m)
}

// Field tells to which field of the article the clean bytes [start, end) belong
// and gives the offsets there of the received bytes that they come from; a
// passage across both is cut to its part of the body.
func (t *Text) Field(start, end int) (headline bool, from, to int) {
	start, end = t.origin(start), t.originEnd(end)
	if end <= t.split-1 {
		return true, start, end
	}
	return false, max(start-t.split, 0), end - t.split
}

// at gives the mark that tells of clean byte i. The text's first mark is at 0.
func (t *Text) at(i int) int {
	return sort.Search(len(t.marks), func(k int) bool { return int(t.marks[k].clean) > i }) - 1
}

// origin gives the received byte that clean byte i comes from.
func (t *Text) origin(i int) int {
	m := &t.marks[t.at(i)]
	if m.replaced {
		return int(m.origin)
	}
	return int(m.origin) + i - int(m.clean)
}

// originEnd gives the received byte behind those that clean byte i-1 comes from.
func (t *Text) originEnd(i int) int {
	if i == 0 {
		return 0
	}
	k := t.at(i - 1)
	m := &t.marks[k]
	if m.replaced {
		return int(t.marks[k+1].origin)
	}
	return int(m.origin) + i - int(m.clean)
}
