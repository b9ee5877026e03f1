package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// lineAgain are the words with which a sentence goes on about the line of the one before: "It opened on Monday", "Work
// was halted".
var lineAgain = words("lineAgain")

// goesOnWithLine tells whether the sentence goes on so.
func (d *Document) goesOnWithLine() bool {
	return d.behindLine() && d.isWord(d.span.First, lineAgain)
}

// behindLine tells whether the sentence before told of a line.
func (d *Document) behindLine() bool {
	return d.rails.n > 0 && d.index-d.rails.projects[0].sentence == 1
}

// fatesOfLine are the verbs of what becomes of a line.
var fatesOfLine = lang.SetOf(lang.BuildVerb, lang.OpenVerb, lang.SuspendVerb)

// How many words there are at most up to such a verb: "It will soon be completed"; and where adjectives, which make
// something else of the noun, come last: "Pekerjaan itu dihentikan", but not "Pekerjaan rumah di sana dibuka".
const (
	fateReach = 5
	nextFate  = 2
)

// isFate tells whether the verb at node k of a sentence that goes on with a line tells what becomes of that: it has no
// object, and nobody else is its subject.
func (d *Document) isFate(k int) bool {
	n := &d.nodes[k]
	far := n.first - d.span.First
	if !n.any(fatesOfLine) || far > fateReach || far > nextFate && d.profile().AdjectiveLast || !d.goesOnWithLine() {
		return false
	}
	if second := d.span.First + 1; second < n.first && d.tagAt(second) == nil && !d.isWord(second, beings) {
		return false // "Work permits were suspended", "Pekerjaan rumah"
	}
	for i := range d.nodes[:k] {
		if b := &d.nodes[i]; b.first > d.span.First && !b.any(auxiliaries) && !b.is(lang.Light) {
			return false // "Construction firms were suspended"
		}
	}
	if d.isPassive(n) || n.end == d.span.End || d.text.Tokens[n.end].Gap&^scan.Space != 0 {
		return true
	}
	t := d.tagAt(n.end)
	return t != nil && (t.Is(lang.Date) || t.Is(lang.Next) || t.Classes.Any(prepositions) || d.isWord(n.end, occasionLeads))
}
