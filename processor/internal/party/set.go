// Package party numbers the states and bodies of the gazetteer, so that sets of
// them are a few machine words.
package party

import "math/bits"

// ID is a party's number; it depends on the data version and is never published.
type ID uint16

// Max bounds the number of parties.
const Max = 384

// Set is a set of parties. The zero Set is empty.
type Set [Max / 64]uint64

// Of gives the set of ids.
func Of(ids ...ID) (s Set) {
	for _, id := range ids {
		s.Add(id)
	}
	return s
}

// Add puts id into s.
func (s *Set) Add(id ID) { s[id/64] |= 1 << (id % 64) }

// Has tells whether id is in s.
func (s *Set) Has(id ID) bool { return s[id/64]>>(id%64)&1 == 1 }

// Union gives the parties of s and t.
func (s Set) Union(t Set) Set {
	for i := range s {
		s[i] |= t[i]
	}
	return s
}

// Minus gives the parties of s that are not in t.
func (s Set) Minus(t Set) Set {
	for i := range s {
		s[i] &^= t[i]
	}
	return s
}

// Intersect gives the parties in both s and t.
func (s Set) Intersect(t Set) Set {
	for i := range s {
		s[i] &= t[i]
	}
	return s
}

// Within tells whether every party of s is in t.
func (s Set) Within(t Set) bool {
	for i := range s {
		if s[i]&^t[i] != 0 {
			return false
		}
	}
	return true
}

// Meets tells whether s and t share a party.
func (s *Set) Meets(t *Set) bool {
	for i := range s {
		if s[i]&t[i] != 0 {
			return true
		}
	}
	return false
}

// Empty tells whether s has no party.
func (s Set) Empty() bool {
	for _, w := range s {
		if w != 0 {
			return false
		}
	}
	return true
}

// Only gives the party of a set of one; false for all other sets.
func (s *Set) Only() (id ID, ok bool) {
	for i, w := range s {
		if w == 0 {
			continue
		}
		if ok || w&(w-1) != 0 {
			return 0, false
		}
		id, ok = ID(i*64+bits.TrailingZeros64(w)), true
	}
	return id, ok
}

// Len counts the parties.
func (s Set) Len() int {
	n := 0
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// All yields the parties in order of their numbers.
func (s Set) All() func(yield func(ID) bool) {
	return func(yield func(ID) bool) {
		for i, w := range s {
			for w != 0 {
				b := bits.TrailingZeros64(w)
				if !yield(ID(i*64 + b)) {
					return
				}
				w &= w - 1
			}
		}
	}
}
