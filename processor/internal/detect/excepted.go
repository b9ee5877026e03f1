package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// excepting is the value of the links before those who have no part in what is told of others.
const excepting = "except"

// dropExcepted takes out those of whom it is told that they have no part in what others do, or have
// done the like: "Tanzania, unlike Kenya, signed", "rather than Kenya", "Like Kenya, Tanzania signed".
func (d *Document) dropExcepted() {
	for i := 0; i < len(d.nodes); i++ {
		link := d.nodes[i].is(lang.From) && d.value(i, lang.From) == excepting
		first := i
		if link {
			first++
		}
		if a := d.actorAt(first); a == nil || a.possessive || !(link && d.near(i, first, 1) && !d.separated(i, first)) && !d.isLikened(a) {
			if link && d.nodes[i].classes != lang.SetOf(lang.From) {
				d.nodes[i].classes.Remove(lang.From) // "rather than sign"
			}
			continue
		}
		last := d.lastJoined(first)
		if last+1 < len(d.nodes) && d.nodes[last+1].is(lang.Relative) {
			continue // "Apart from X, who wants aid, Y met Z"
		}
		if last+1 < len(d.nodes) && d.nodes[last+1].is(lang.Clause) && d.near(last, last+1, 0) && d.commaNear(d.nodes[last+1].end, d.nodes[last+1].end+2) {
			last++ // "like Kenya before it,"
		}
		d.nodes = slices.Delete(d.nodes, i, last+1)
		i--
	}
}

// isLikened tells whether actor a is told, where a phrase begins, to be whom others are like: ", like Kenya".
func (d *Document) isLikened(a *actor) bool {
	i := d.beforeArticle(a.first)
	return d.isWord(i, likening) && (i == d.span.First || d.text.Tokens[i].After(scan.Comma))
}

// likening are the words before those whom others are like.
var likening = words("likening")

// lastJoined gives the last of those whom an "and" joins to the actor at node i, up to a comma.
func (d *Document) lastJoined(i int) int {
	for i+2 < len(d.nodes) && d.nodes[i+1].is(lang.And) && d.near(i, i+2, 1) && !d.separated(i, i+2) && d.actorAt(i+2) != nil {
		i += 2
	}
	return i
}
