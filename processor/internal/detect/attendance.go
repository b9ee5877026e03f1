package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// attendance finds the meeting at node k of those by whom it is told to be attended: "the
// meeting was attended by the foreign ministers of X and Y", "the talks, in which X and Y took part".
func (d *Document) attendance(k int) {
	if !d.nodes[k].is(lang.TalksNoun) || d.sitsAlone(k) || !d.isOwn(k) {
		return
	}
	j := d.attendees(k)
	a := d.actorAt(j)
	if a == nil || !isPeople(a) && !d.nodes[j-1].is(lang.Relative) || d.attends(a) || a.set.Len() < 2 {
		return
	}
	var b binding
	b.add(d, d.nodes[j].actor)
	b.left = 1
	d.bindChair(&b, k)
	c, ok := d.newMeeting("attendance", 0.6, &b, k)
	if !ok {
		return
	}
	c.Channel = d.channel(lang.TalksNoun, k)
	d.emit(c)
}

// attendees gives the node of those by whom the meeting at node k is told to be attended,
// or -1.
func (d *Document) attendees(k int) int {
	_, hi := d.clause(k)
	for v := k + 1; v < hi && d.nodes[v].first-d.nodes[k].end <= reach; v++ {
		switch n := &d.nodes[v]; {
		case n.is(lang.AttendVerb):
			if v > k+1 && d.nodes[v-2].is(lang.Relative) && d.actorAt(v-1) != nil {
				return v - 1
			}
			return d.agent(v)
		case n.any(verbs):
			return -1
		}
	}
	return -1
}

// isOwn tells whether the meeting at node k is that of those who attend it: neither it nor
// the text before is told of a body's gathering, to which many come.
func (d *Document) isOwn(k int) bool {
	return d.gathered.Empty() && d.hostBody(k) < 0 && !d.beside(k) && !d.told.Has(lang.Topic) && party.Nobody(d.named().Intersect(d.dict.Parties.Bodies))
}
