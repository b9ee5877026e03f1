package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/party"
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
		if a := d.actorAt(first); a == nil || a.possessive || !(link && d.near(i, first, 1) && !d.separated(i, first)) && !d.isLikened(a) && !d.isMissing(a) {
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

// dropQuarrels takes out those between whom there is a quarrel, where two others are told before to do something: "X and
// Y signed a treaty amid a dispute between Z and W".
func (d *Document) dropQuarrels() {
	if !d.told.Has(lang.Between) {
		return
	}
	var others party.Set
	for i := 0; i < len(d.nodes); i++ {
		a := d.actorAt(i)
		if a == nil || a.kind == byPlace || a.kind == adjunct {
			continue
		}
		if i > 0 && others.Len() >= 2 && a.preps.Has(lang.Between) && !a.set.Meets(&others) && d.isWord(d.nodes[i-1].first-1, troubles) && !d.tellsMediation() {
			d.nodes = slices.Delete(d.nodes, i-1, i+1)
			i -= 2
			continue
		}
		others.Join(&a.set)
	}
}

// tellsMediation tells whether the sentence tells of others being brought together, who may be those who quarrel.
func (d *Document) tellsMediation() bool {
	for k := range d.nodes {
		if d.chairs(k) || d.brokers(k) {
			return true
		}
	}
	return false
}

// isLikened tells whether actor a is told, where a phrase begins, to be whom others are like: ", like Kenya".
func (d *Document) isLikened(a *actor) bool {
	i := d.beforeArticle(a.first)
	return d.isWord(i, likening) && (i == d.span.First || d.text.Tokens[i].After(scan.Comma))
}

// isMissing tells whether actor a is told only to be away, to look on or to be spoken of: "with Kenya absent", "with
// Kenya high on the agenda".
func (d *Document) isMissing(a *actor) bool {
	return d.isWord(d.beforeArticle(a.first), withs) && d.isWord(a.end, missing)
}

// withs are the words before those who are there, and missing those behind whoever takes no part.
var (
	withs   = words("withs")
	missing = words("missing")
)

// likening are the words before those whom others are like.
var likening = words("likening")

// lastJoined gives the last of those whom an "and" joins to the actor at node i, up to a comma.
func (d *Document) lastJoined(i int) int {
	for i+2 < len(d.nodes) && d.nodes[i+1].is(lang.And) && d.near(i, i+2, 1) && !d.separated(i, i+2) && d.actorAt(i+2) != nil {
		i += 2
	}
	return i
}
