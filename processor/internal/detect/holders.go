package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// mostHolders is how many names behind an office of several states are read.
const mostHolders = 4

// readHolders reads the names of those who hold the office a of several states, from tag k on, "the
// foreign ministers of X and Y, A and B,", which stand in the order of the states. It gives the tag
// behind them; k where there are not as many.
func (d *Document) readHolders(a *actor, k int, title string, plural bool) int {
	if !plural || a.organ || k == 0 || k >= len(d.tags) || d.tags[k].First != a.end || d.text.Tokens[a.end].Gap&^scan.Space != scan.Comma {
		return k
	}
	states := d.inOrder(a)
	if len(states) < 2 || len(states) > mostHolders || len(states) != a.set.Len() {
		return k
	}
	var names [mostHolders]name
	j := k
	for i := range states {
		if i > 0 && j < len(d.tags) && d.tags[j].Is(lang.And) && d.adjacent(j-1, 0) {
			j++
		}
		if j >= len(d.tags) || !d.tags[j].Classes.Any(named) && !d.tags[j].Is(lang.Honorific) || d.tags[j].First != d.tags[j-1].End {
			return k
		}
		if names[i], j = d.readName(j); names[i].tokens == 0 {
			return k
		}
	}
	for i := range states {
		one := actor{first: names[i].first, end: names[i].end, set: states[i], kind: byPerson, rank: a.rank}
		d.identify(&one, &names[i], title)
		if one.persons > 0 {
			a.addPerson(one.people[0])
		}
	}
	a.end = names[len(states)-1].end
	return j
}
