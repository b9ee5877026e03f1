package party

import (
	"slices"
	"testing"
)

func TestSet(t *testing.T) {
	s := Of(0, 63, 64, Max-1)
	if got := slices.Collect(s.All()); !slices.Equal(got, []ID{0, 63, 64, Max - 1}) || s.Len() != 4 {
		t.Errorf("set is %v, %d parties", got, s.Len())
	}
	if !s.Has(64) || s.Has(65) || s.Empty() || !Nobody(Set{}) || s.Len() != Count(s) {
		t.Error("Has or Empty is wrong")
	}
	if s.Union(Of(1)) != Of(0, 1, 63, 64, Max-1) || s.Minus(Of(0, 5)) != Of(63, 64, Max-1) || s.Intersect(Of(0, 5)) != Of(0) {
		t.Error("Union, Minus or Intersect is wrong")
	}
	if one := Of(0); !one.Within(&s) || s.Within(&one) || !Inside(Set{}, s) {
		t.Error("Within is wrong")
	}
	for id := range s.All() {
		if id != 0 {
			t.Errorf("All goes on to %d", id)
		}
		break
	}
}
