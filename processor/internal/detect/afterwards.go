package detect

import (
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// afterwards finds the meeting at node k of a body's ministers or leaders of whom the sentence tells what they
// did after it: "G7 foreign ministers condemned X after meeting in Berlin", "Selepas bersidang di Berlin, menteri
// luar G7 mengecam X".
func (d *Document) afterwards(k int) {
	n := &d.nodes[k]
	if !n.any(sittings) || d.afterAt(k) < 0 || d.isToldBefore(k) {
		return
	}
	i := d.leadSubject(k)
	a := d.actorAt(i)
	if a == nil || !d.isMinisters(a) {
		return
	}
	var b binding
	b.add(d, d.nodes[i].actor)
	b.left = 1
	c, ok := d.newMeeting("afterwards", 0.65, &b, k)
	if !ok {
		return
	}
	c.Channel = d.channel(lang.TalksNoun, k)
	d.emit(c)
	d.assemble()
}

// isMinisters tells whether a are several in office in the members of one body: "G7 ministers". Where a plural has no
// ending, they are those of whom nobody is named.
func (d *Document) isMinisters(a *actor) bool {
	if a.kind != byOffice || a.set.Len() != 1 || !a.set.Within(&d.dict.Parties.Bodies) {
		return false
	}
	return a.plural || d.profile().AdjectiveLast && a.rank >= minister && a.persons == 0
}

// sittings are the words for a meeting that the members of a body can hold among themselves.
var sittings = lang.SetOf(lang.MeetVerb, lang.TalksNoun, lang.Gathering)

// afterReach is how many words may stand between an "after" and the meeting behind it.
const afterReach = 5

// afterAt gives the "after" that tells that something was done after the meeting at node k, "after holding an
// emergency summit"; -1 where there is none.
func (d *Document) afterAt(k int) int32 {
	first := d.nodes[k].first
	for w := first - 1; w >= d.span.First && first-w <= afterReach; w-- {
		if d.isWord(w, afters) {
			return w
		}
	}
	return -1
}

// leadSubject gives the node of whoever the sentence tells to do something after the meeting at node k: the first
// one that it names, or, where it opens with the meeting, the one behind its comma; -1 where there is none.
func (d *Document) leadSubject(k int) int {
	for _, i := range d.actorNodes {
		if i < k || d.separated(i-1, i) {
			return i
		}
	}
	return -1
}
