package detect

import "github.com/dragoman-wire/dragoman/processor/internal/party"

// principals finds whom the text names most often: the two whom it is about; and
// whom its headline names.
func (d *Document) principals() {
	var count [party.Max]int
	for i := range d.text.Tags {
		t := &d.text.Tags[i]
		if !t.Classes.Any(standing) {
			continue
		}
		s := d.setOf(t)
		if t.First < d.headline {
			d.titled = d.titled.Union(s)
		}
		for id := range s.All() {
			count[id]++
		}
	}
	first, second := -1, -1
	for id, n := range count {
		switch {
		case n > 0 && (first < 0 || n > count[first]):
			first, second = id, first
		case n > 0 && (second < 0 || n > count[second]):
			second = id
		}
	}
	if second >= 0 {
		d.principal = party.Of(party.ID(first), party.ID(second))
	}
}
