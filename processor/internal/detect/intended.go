package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// intended finds a journey, or talks, told by the noun at node k whose doer comes only in a relative
// clause, which says that he makes it, or is or was to make it: "The visit that Y paid to X last week", "A trip
// to X that Y was to have begun on Sunday has been put off", "Lawatan ke X yang akan dibuat Y ditangguhkan",
// "Talks that X and Y were to hold".
func (d *Document) intended(k int) {
	if !d.nodes[k].is(lang.VisitNoun) && !d.nodes[k].any(rounds) {
		return
	}
	who, plan := d.intention(k)
	if who < 0 {
		return
	}
	b := binding{left: 1}
	b.add(d, d.nodes[who].actor)
	off := d.calledOffFrom(max(who, plan))
	if host := d.hostTold(k, who, off); host >= 0 && b.set.Len() == 1 {
		b.add(d, d.nodes[host].actor)
	}
	if b.set.Len() < 2 || off < 0 && d.nodes[plan].is(lang.Cancel) {
		return // what became of what he "was to have led" is not told
	}
	c := Candidate{Type: events.TypeMeeting, Frame: "intended", Parties: b.set, Sentence: d.index, Confidence: 0.65, Status: events.MeetingPlanned}
	cue := plan
	switch {
	case off >= 0:
		c.Status, cue = events.MeetingCancelled, off
	case d.nodes[plan].is(lang.Light):
		c.Status = events.MeetingHeld
	}
	c.StatusCue = d.bytes(d.nodes[cue].first, d.nodes[cue].end)
	c.Channel = events.InPerson
	if d.fill(&c, &b, k); !c.Dated {
		d.date(&c, plan)
		d.settle(&c, plan)
	}
	d.emit(c)
}

// intention gives the doer of the relative clause about the noun at node k, and the word by which
// he did it, or is or was to do it, which stands before a passive, "yang akan dibuat Y"; -1 where there is no
// such clause.
func (d *Document) intention(k int) (who, plan int) {
	r := d.relativeAbout(k)
	if r < 0 {
		return -1, -1
	}
	who, plan = r+1, r+2
	if d.profile().AdjectiveLast && who < len(d.nodes) && d.nodes[who].actor < 0 {
		for plan = who; who < len(d.nodes) && d.near(plan, who, doerReach) && d.nodes[who].actor < 0; {
			who++
		}
	}
	if max(who, plan) >= len(d.nodes) || !d.near(r, min(who, plan), 1) || !d.near(min(who, plan), max(who, plan), doerReach) {
		return -1, -1
	}
	a := d.actorAt(who)
	if a == nil || !isPeople(a) && a.kind > byPlace || !d.nodes[plan].is(lang.Will) && !d.isPastPlan(plan) && !d.madeTo(plan) {
		return -1, -1
	}
	if two := a.set.Len() == 2 && !d.nodes[k].is(lang.VisitNoun) && !d.nodes[plan].is(lang.Light); !two && a.set.Len() != 1 {
		return -1, -1
	}
	return who, plan
}

// relativeAbout gives the node at which the relative clause about the noun at node k begins: that of its
// pronoun, or the noun's own where the clause has none; -1 where there is no such clause.
func (d *Document) relativeAbout(k int) int {
	if d.takesRelative(k) {
		return k // "the trip X will make to Y"
	}
	for r := k + 1; r < len(d.nodes) && d.near(k, r, reach); r++ {
		if d.beginsRelative(r) {
			return r
		}
		if n := &d.nodes[r]; !n.any(prepositions) && n.actor < 0 && !n.is(lang.Name) {
			break
		}
	}
	return -1
}

// takesRelative tells whether somebody's doing stands right behind the noun at node k, as in a language whose
// relative clauses need no pronoun: "the trip X will make".
func (d *Document) takesRelative(k int) bool {
	a := d.actorAt(k + 1)
	return !d.profile().AdjectiveLast && d.isArticle(d.nodes[k].first-1) && a != nil && isPeople(a) && a.preps == (lang.Set{}) && d.nodes[k+1].first-d.nodes[k].end <= 1 && !d.separated(k, k+1)
}

// madeTo tells whether the verb at node i tells that what stands before it was done, with where to behind it:
// "the visit that X paid to Y", "kunjungan yang dilakukan X ke Y".
func (d *Document) madeTo(i int) bool {
	n := &d.nodes[i]
	if !n.is(lang.Light) || i+1 >= len(d.nodes) {
		return false
	}
	return d.profile().AdjectiveLast && n.forms == lang.Passive || n.forms == lang.Done && d.nodes[i+1].any(prepositions) && d.near(i, i+1, 0)
}

// calledOffFrom gives the word, behind node i, by which something does not take place, or -1.
func (d *Document) calledOffFrom(i int) int {
	for i++; i < len(d.nodes); i++ {
		if n := &d.nodes[i]; n.is(lang.Cancel) && !d.isPastPlan(i) || d.isSuspended(i) || n.is(lang.EndVerb) && d.isPassive(n) {
			return i
		}
	}
	return -1
}

// hostTold gives the node of whoever is to be seen on what node k tells: where the noun says so, or else
// behind the doer at node who, and before node off, where it is called off.
func (d *Document) hostTold(k, who, off int) int {
	if off < 0 {
		off = len(d.nodes)
	}
	for i := k + 1; i < off; i++ {
		a := d.actorAt(i)
		if a == nil || i == who || a.set.Len() != 1 && !a.preps.Has(lang.With) || a.kind == adjunct || !a.preps.Any(prepositions) {
			continue
		}
		return i
	}
	return -1
}
