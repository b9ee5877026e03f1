package processor

import (
	"maps"
	"slices"
)

// Languages returns the BCP 47 tags of the language packs, sorted.
func (e *Engine) Languages() []string { return slices.Sorted(maps.Keys(e.packs)) }
