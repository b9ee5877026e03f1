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
	return d.rails.n > 0 && d.index-d.rails.projects[0].sentence == 1 && d.isWord(d.span.First, lineAgain)
}

// fatesOfLine are the verbs of what becomes of a line.
var fatesOfLine = lang.SetOf(lang.BuildVerb, lang.OpenVerb, lang.SuspendVerb)

// fateReach is how many words there are at most up to such a verb: "It will soon be completed".
const fateReach = 5

// isFate tells whether the verb at node k of a sentence that goes on with a line tells what becomes of that: it has no
// object, and nobody else is its subject.
func (d *Document) isFate(k int) bool {
	n := &d.nodes[k]
	if !n.any(fatesOfLine) || n.first-d.span.First > fateReach || !d.goesOnWithLine() {
		return false
	}
	for i := range d.nodes[:k] {
		if d.nodes[i].actor >= 0 || d.nodes[i].any(triggers) {
			return false
		}
	}
	if d.isPassive(n) || n.end == d.span.End || d.text.Tokens[n.end].Gap&^scan.Space != 0 {
		return true
	}
	t := d.tagAt(n.end)
	return t != nil && (t.Is(lang.Date) || t.Is(lang.Next) || t.Classes.Any(prepositions) || d.isWord(n.end, occasionLeads))
}
