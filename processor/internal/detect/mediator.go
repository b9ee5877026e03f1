package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// findMediators takes those who are told to mediate, "with X as mediator", out of what others
// do: they are partners of nobody.
func (d *Document) findMediators() {
	for i := range d.actors {
		a, limit := &d.actors[i], d.span.End
		for j := len(d.actors) - 1; j > i && d.actors[j].first >= a.end; j-- {
			if !d.actors[j].set.Empty() { // the mediator's title has none
				limit = d.actors[j].first // "X met Y, with Z as mediator": not Y
			}
		}
		if !a.set.Empty() && (d.actsAsMediator(a.end, limit) || d.ownsMediation(a)) {
			a.kind, a.mediates = adjunct, true
		}
	}
}

// actingReach is how many words may stand between somebody and that he acts as mediator:
// "X, which acted as mediator".
const actingReach = 4

// actsAsMediator tells whether the words from token i on, before token limit, tell so of whoever
// stands before them: "as mediator", "bertindak sebagai penengah".
func (d *Document) actsAsMediator(i, limit int32) bool {
	for end := min(i+actingReach, limit-1, d.span.End-1); i < end && d.text.Tokens[i].Gap&^(scan.Inside|scan.Comma) == 0; i++ {
		if !actingAs.has(d.text.Tokens[i].Hash) {
			continue
		}
		if i++; d.isArticle(i) && i+1 < d.span.End {
			i++
		}
		return mediators.has(d.text.Tokens[i].Hash) || d.isWord(i+1, mediators) && d.text.Tokens[i+1].Gap&^scan.Inside == 0 // "as chief mediator", "sebagai orang tengah"
	}
	return false
}

// ownsMediation tells whether the words beside a tell of others being brought together by him:
// "under Qatari mediation", "dengan mediasi Qatar".
func (d *Document) ownsMediation(a *actor) bool {
	if d.profile().AdjectiveLast {
		return d.isWord(a.first-1, mediations)
	}
	end := a.end
	if t := d.tagAt(end); t != nil && t.Is(lang.Possessive) {
		end = t.End
	}
	return d.isWord(end, mediations)
}

// actingAs are the words before what somebody acts as, mediations those for what mediators do.
var (
	actingAs   = words("actingAs")
	mediations = words("mediations")
)

// mediators are the nouns for those who bring others together.
var mediators = words("mediators")
