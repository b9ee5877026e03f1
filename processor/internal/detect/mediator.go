package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// findMediators takes those who are told to mediate, "with X as mediator", out of what others
// do: they are partners of nobody.
func (d *Document) findMediators() {
	for i := range d.actors {
		a := &d.actors[i]
		if !a.set.Empty() && (d.actsAsMediator(a.end, d.nextParty(i)) || d.ownsMediation(a) || d.bringsTogether(a)) {
			a.kind, a.mediates = adjunct, true
		}
	}
}

// nextParty gives the token at which the next one behind actor i begins whose state is known, as the
// mediator's title has none, or the sentence ends: "X met Y, with Z as mediator" is not said of Y.
func (d *Document) nextParty(i int) int32 {
	end := d.actors[i].end
	for i++; i < len(d.actors); i++ {
		if next := &d.actors[i]; next.first >= end && !next.set.Empty() {
			return next.first
		}
	}
	return d.span.End
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

// bringsTogether tells whether a compound tells that a has brought others together: "EU-mediated".
func (d *Document) bringsTogether(a *actor) bool {
	return d.isWord(a.end, mediatedBy) && d.text.Tokens[a.end].Gap == scan.Hyphen
}

// mediatedBy are the participles of such compounds.
var mediatedBy = words("mediatedBy")

// actingAs are the words before what somebody acts as, mediations those for what mediators do.
var (
	actingAs   = words("actingAs")
	mediations = words("mediations")
)

// mediators are the nouns for those who bring others together.
var mediators = words("mediators")
