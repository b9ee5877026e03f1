package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
)

// corridorReach is how many sentences before that of a railway the corridor is told of in
// which it will lie, and mostAlong how many states have to do with one at most.
const (
	corridorReach = 2
	mostAlong     = 3
)

// corridors are the words by which a text tells of a strip of land for passage.
var corridors = words("corridors")

// alongCorridor gives the states that have to do with a corridor in which a railway is to
// be laid: those that the text has named since it spoke of it, in the last sentences. "The
// corridor crosses Armenia. The United States has the right to develop it. A railway …".
func (d *Document) alongCorridor() (s party.Set) {
	told := false
	for i := max(0, d.index-corridorReach); i < d.index; i++ {
		sentence := d.text.Sentences[i]
		for j := sentence.First; j < sentence.End && !told; j++ {
			told = corridors.has(d.text.Tokens[j].Hash)
		}
		if told {
			s = s.Union(d.statesIn(d.tagsOf(i)))
		}
	}
	return s
}
