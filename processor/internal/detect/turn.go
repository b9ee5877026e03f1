package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// turn finds the meetings that follow one told a moment ago, of which only the partner
// is told: "Erdogan received X. In the afternoon it was the turn of Y", "giliran Y".
func (d *Document) turn() {
	if j := d.nextTopic(); j >= 0 {
		d.emitTurn(j, j)
	}
	for k := range d.nodes {
		if !d.nodes[k].is(lang.Then) || d.value(k, lang.Then) != "turn" || d.quoted(d.nodes[k].first) || d.isDetermined(d.nodes[k].first) {
			continue // "waits her turn"
		}
		if j := d.whoseTurn(k); j >= 0 {
			d.emitTurn(j, k)
		}
	}
}

// emitTurn emits the meeting that whoever received the last ones had with the one of node j, which
// the word at node k tells.
func (d *Document) emitTurn(j, k int) {
	last := d.lastTalks()
	if last == nil || last.Parties.Len() != 2 {
		return
	}
	b := binding{left: 1, weak: true}
	b.add(d, d.nodes[j].actor)
	if b.set = b.set.Union(d.hostOf(last)); b.set.Len() != 2 || b.set == last.Parties {
		return
	}
	channel, plan := last.Channel, last.Status == events.MeetingPlanned
	if c, ok := d.newMeeting("turn", 0.65, &b, k); ok {
		if c.Channel = channel; plan && c.Status == events.MeetingHeld {
			c.Status = events.MeetingPlanned // "will receive X on Thursday. A day later it is the turn of Y"
			c.forgetDate()
			d.date(&c, k)
		}
		d.emit(c)
	}
}

// topics are the words for what people talk about.
var topics = words("topics")

// nextTopic gives the node of the one with whom, behind those who were met before, something was
// talked about: "With X, the talks turned to grain", "Dengan X, topiknya gandum". It is -1 where
// the sentence does not open so, or somebody new does something.
func (d *Document) nextTopic() int {
	last := d.lastTalks()
	if last == nil || len(d.actorNodes) == 0 || !d.opensWith() || d.isWord(d.span.First, companions) { // "Together with X, Y met Z"
		return -1
	}
	j := d.actorNodes[0]
	a := d.actorAt(j)
	if !isPeople(a) || a.plural || a.set.Len() != 1 || !a.preps.Has(lang.With) || a.first-d.span.First > withReach {
		return -1
	}
	for _, i := range d.actorNodes[1:] {
		if o := d.actorAt(i); !o.set.Within(&last.Parties) || o.set.Meets(&a.set) {
			return -1
		}
	}
	if d.hasWord(a.end, d.span.End, topics) || slices.ContainsFunc(d.nodes[j+1:], func(n node) bool { return n.any(talking) }) {
		return j
	}
	return -1
}

// withReach is how many words may stand before the one of whom a sentence opens: "Adapun dengan",
// "With the".
const withReach = 3

// opensWith tells whether the sentence opens by a "with".
func (d *Document) opensWith() bool {
	return len(d.tags) > 0 && d.tags[0].Is(lang.With) && d.tags[0].First-d.span.First <= 1
}

// whoseTurn gives the node of the one whose turn the word at node k tells, or -1: behind
// it, "the turn of X", "next came X", or before it, "X's turn", "X came next".
func (d *Document) whoseTurn(k int) int {
	before := k - 1
	for before > 0 && d.nodes[before].any(auxiliaries) {
		before-- // "X will have his turn"
	}
	for _, j := range [...]int{k + 1, before} {
		a := d.actorAt(j)
		if a != nil && isPeople(a) && !a.plural && a.set.Len() == 1 && d.near(j, k, 2) && !d.separated(j, k) && (j > k || !a.preps.Any(prepositions)) {
			return j
		}
	}
	return -1
}

// hostOf gives the one of meeting c to whom others come: the one of the meeting before as
// well, or the one whom the article is about, else who was told first.
func (d *Document) hostOf(c *Candidate) party.Set {
	for i := len(d.found) - 1; i >= 0 && d.index-d.found[i].Sentence <= thirdReach; i-- {
		o := &d.found[i]
		if both := o.Parties.Intersect(c.Parties); isMeeting(*o) && o.Parties.Len() == 2 && both.Len() == 1 {
			return both
		}
	}
	switch {
	case !d.hero.Empty() && d.hero.Within(&c.Parties):
		return d.hero
	case len(c.Roles) > 0:
		return party.Of(c.Roles[0].Party)
	}
	return party.Set{}
}
