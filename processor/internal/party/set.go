// Package party numbers the states and bodies of the gazetteer, so that sets of
// them are a few machine words.
package party

import "math/bits"

// ID is a party's number; it depends on the data version and is never published.
type ID uint16

// Max bounds the number of parties.
const Max = 448

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

// The operations are written out word by word: as loops they are several times as long when
// they run, and they run everywhere. Where Max asks for more words, this does not compile.
var _ = [7]uint64(Set{})

// Union gives the parties of s and t.
func (s Set) Union(t Set) Set {
	return Set{s[0] | t[0], s[1] | t[1], s[2] | t[2], s[3] | t[3], s[4] | t[4], s[5] | t[5], s[6] | t[6]}
}

// Join adds the parties of t to s.
func (s *Set) Join(t *Set) {
	s[0] |= t[0]
	s[1] |= t[1]
	s[2] |= t[2]
	s[3] |= t[3]
	s[4] |= t[4]
	s[5] |= t[5]
	s[6] |= t[6]
}

// Minus gives the parties of s that are not in t.
func (s Set) Minus(t Set) Set {
	return Set{s[0] &^ t[0], s[1] &^ t[1], s[2] &^ t[2], s[3] &^ t[3], s[4] &^ t[4], s[5] &^ t[5], s[6] &^ t[6]}
}

// Intersect gives the parties in both s and t.
func (s Set) Intersect(t Set) Set {
	return Set{s[0] & t[0], s[1] & t[1], s[2] & t[2], s[3] & t[3], s[4] & t[4], s[5] & t[5], s[6] & t[6]}
}

// Within tells whether every party of s is in t.
func (s *Set) Within(t *Set) bool {
	return s[0]&^t[0]|s[1]&^t[1]|s[2]&^t[2]|s[3]&^t[3]|s[4]&^t[4]|s[5]&^t[5]|s[6]&^t[6] == 0
}

// Meets tells whether s and t share a party.
func (s *Set) Meets(t *Set) bool {
	return s[0]&t[0]|s[1]&t[1]|s[2]&t[2]|s[3]&t[3]|s[4]&t[4]|s[5]&t[5]|s[6]&t[6] != 0
}

// Empty tells whether s has no party.
func (s *Set) Empty() bool { return s[0]|s[1]|s[2]|s[3]|s[4]|s[5]|s[6] == 0 }

// Only gives the party of a set of one; false for all other sets.
func (s *Set) Only() (id ID, ok bool) {
	if s.Len() != 1 {
		return 0, false
	}
	i := 0
	for s[i] == 0 {
		i++
	}
	return ID(i*64 + bits.TrailingZeros64(s[i])), true
}

// Len counts the parties. It is called so often that it must not stand everywhere itself.
//
//go:noinline
func (s *Set) Len() int {
	return bits.OnesCount64(s[0]) + bits.OnesCount64(s[1]) + bits.OnesCount64(s[2]) +
		bits.OnesCount64(s[3]) + bits.OnesCount64(s[4]) + bits.OnesCount64(s[5]) +
		bits.OnesCount64(s[6])
}

// Nobody tells whether a set that stands in no variable is empty.
func Nobody(s Set) bool { return s.Empty() }

// Count counts the parties of such a set.
func Count(s Set) int { return s.Len() }

// Inside tells whether every party of such a set, or of s, is in t.
func Inside(s, t Set) bool { return s.Within(&t) }

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
