package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// bloc is the body that the phrase "the bloc" at a token means.
type bloc struct {
	token int32
	set   party.Set
}

// findBlocs lets every "the bloc" name the union of states that the text has named last
// before it. From then on it reads as that body's name: "leaders of the bloc".
func (d *Document) findBlocs() {
	var last party.Set
	for i := range d.text.Tags {
		t := &d.text.Tags[i]
		switch {
		case t.Is(lang.Bloc) && !last.Empty():
			d.blocs = append(d.blocs, bloc{t.First, last})
			t.Classes.Add(lang.Body)
		case t.Is(lang.Bloc):
		case t.Is(lang.Body), t.Is(lang.Seat) && !t.Is(lang.Capital):
			if s := d.setOf(t); s.Within(d.dict.Parties.Unions) {
				last = s
			}
		}
	}
}

// blocAt gives the body that "the bloc" at a token means.
func (d *Document) blocAt(token int32) party.Set {
	i, ok := slices.BinarySearchFunc(d.blocs, token, func(b bloc, token int32) int { return int(b.token - token) })
	if !ok {
		return party.Set{}
	}
	return d.blocs[i].set
}
