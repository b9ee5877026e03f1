package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// setBehind gives the node behind the session at node k that tells for when it is planned, whatever its clause
// tells: "talked about fish and the meeting of the commission, planned for July", "sidang komisi bersama yang
// akan digelar pada Februari"; -1 where there is none.
func (d *Document) setBehind(k int) int {
	if len(d.dates) == 0 || !d.nodes[k].any(rounds) && !d.isPanel(k) {
		return -1
	}
	i := k + 1
	for i < len(d.nodes) && d.near(i-1, i, 1) && d.namesSession(i) {
		i++
	}
	relative := i < len(d.nodes) && d.nodes[i].is(lang.Relative)
	if relative {
		i++
		if a := d.actorAt(i); a != nil && !a.preps.Any(prepositions) {
			i++ // "which Paris is to host"
		}
	}
	if i >= len(d.nodes) || !d.nodes[i].is(lang.Will) || !d.near(i-1, i, 1) || !relative && !d.text.Tokens[d.nodes[i].first].After(scan.Comma) {
		return -1
	}
	if relative && !d.nodes[k].any(rounds) && !(i+1 < len(d.nodes) && d.nodes[i+1].any(gathers) && d.near(i, i+1, 1)) {
		return -1 // "a working group that will report within a year"
	}
	for m := range d.dates {
		date, ok := d.dates[m].Resolve(d.pub, true)
		if apart := d.dates[m].First - d.nodes[i].end; ok && apart >= 0 && apart <= setReach && date.Last().After(d.day()) {
			return i
		}
	}
	return -1
}

// setReach is how many words may stand between "planned" and the time for which something is.
const setReach = 8

// namesSession tells whether node i, behind a session, only says of what it is one: "of the intergovernmental
// commission", "between X and Y".
func (d *Document) namesSession(i int) bool {
	a := d.actorAt(i)
	return d.nodes[i].is(lang.Of) || d.nodes[i].is(lang.Between) || d.isPanel(i) || d.nodes[i].any(rounds) || a != nil && (a.kind == byPair || i > 0 && (d.nodes[i-1].is(lang.Of) || d.nodes[i-1].is(lang.Between)))
}

// isTheirs tells whether the session at node k is one of a panel, or of a pair that the text speaks of.
func (d *Document) isTheirs(k int) bool {
	for i := k; i < len(d.nodes) && (i == k || d.near(i-1, i, 1) && d.namesSession(i)); i++ {
		a := d.actorAt(i)
		if d.isPanel(i) || a != nil && a.kind == byPair || d.nodes[i].any(rounds) && panels.has(d.text.Tokens[d.nodes[i].end-1].Hash) {
			return true
		}
	}
	return false
}
