package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// oneByOne tells whether the party on the left met the others each alone: they were called,
// told one after the other, beside a gathering or besides somebody, or the clause says so.
func (d *Document) oneByOne(c *Candidate, b *binding, k int) bool {
	if party.Count(d.visitor(b)) != 1 {
		return false
	}
	if d.hasOwnTalks(b) {
		return true
	}
	lo, hi := d.clause(k)
	if joint := d.trigger(lang.Joint, lo, hi); joint >= 0 {
		return joint < k && d.apart(k) // "before the trilateral, X received each of them"
	}
	if d.value(k, lang.ReceiveVerb) == "singly" {
		return true // "is to see Modi, Erdogan and Aliyev"
	}
	return d.apart(k) || c.Channel == events.Call || b.serial || !c.SidelineOf.Empty() || d.hasSide(lo, hi) || d.opensBesides() || d.goesOnMeeting(b, lo, k)
}

// hasOwnTalks tells whether the last partner of b has talks of his own: "a meeting with X, and a second, by
// video link, with Y".
func (d *Document) hasOwnTalks(b *binding) bool {
	if b.n < 2 {
		return false
	}
	last, before := &d.actors[b.actors[b.n-1]], &d.actors[b.actors[b.n-2]]
	return last.preps.Has(lang.With) && before.end < last.first && d.hasWord(before.end, last.first, oneOfSeveral) && d.gaps(before.end-1, last.first)&scan.Semicolon == 0
}

// hasSide tells whether "on the sidelines" stands among nodes [lo, hi).
func (d *Document) hasSide(lo, hi int) bool {
	return d.told.Has(lang.Side) && slices.ContainsFunc(d.nodes[lo:hi], func(n node) bool { return n.is(lang.Side) })
}

// more are the words by which somebody who has met one partner is told to meet others.
var more = words("more")

// goesOnMeeting tells whether the party on the left of b, who has just been told to meet one
// partner alone, goes on with people of several states, by the verb at node k of the clause
// that begins at node lo: "Wang later met X and Y".
func (d *Document) goesOnMeeting(b *binding, lo, k int) bool {
	n := len(d.found)
	if n == 0 || d.nodes[k].is(lang.Gathering) {
		return false
	}
	last, visitor := &d.found[n-1], d.visitor(b)
	if !isMeeting(*last) || last.Background || last.Parties.Len() != 2 || d.index-last.Sentence > recentSentences || !visitor.Within(&last.Parties) || !party.Nobody(b.set.Minus(visitor).Intersect(last.Parties)) {
		return false
	}
	return d.hasWord(d.nodes[lo].first, d.nodes[k].end, more)
}

// joint tells whether all of b meet in one circle: the clause of node k says so, or one list
// names them all.
func (d *Document) joint(b *binding, k int) bool {
	if b.n > 0 && d.actors[b.actors[0]].want > 2 || b.n == 1 && b.set.Len() > 2 {
		return true
	}
	lo, hi := d.clause(k)
	return d.trigger(lang.Joint, lo, hi) >= 0
}

// apart tells whether the clause says that each partner is one for himself.
func (d *Document) apart(k int) bool {
	lo, hi := d.clause(k)
	return d.told.Has(lang.Apart) && slices.ContainsFunc(d.nodes[lo:hi], func(n node) bool {
		return d.tags[n.tag].Is(lang.Apart) && !d.isWord(n.first-1, oneOf) // "a separate meeting" is one
	})
}

// oneOf are the articles of what there is one of.
var oneOf = words("oneOf")

// visitor gives the parties on the left of a binding, else those of the main
// clause, whom no "with" governs.
func (d *Document) visitor(b *binding) (s party.Set) {
	if !b.meant.Empty() {
		return b.meant
	}
	for i := int8(0); i < b.left; i++ {
		s.Join(&d.actors[b.actors[i]].set)
	}
	if b.left > 0 || !b.with {
		return s
	}
	for i := int8(0); i < b.n; i++ {
		if a := &d.actors[b.actors[i]]; a.preps.Has(lang.With) {
			s.Join(&a.set)
		}
	}
	return b.set.Minus(s)
}

// each makes one meeting with every partner: the states that a visitor goes to,
// those who were called, those who were met separately.
func (d *Document) each(c Candidate, b *binding) {
	visitor := d.visitor(b)
	if visitor.Empty() {
		return // "they", of whom nothing is known
	}
	told := visitor
	for i := b.left; i < b.n; i++ {
		stop := c
		if a := &d.actors[b.actors[i]]; a.kind == byPair {
			stop.Guests = a.set // no sentence names one of them alone
		}
		d.dateStop(&stop, b, i, visitor)
		for id := range d.actors[b.actors[i]].set.Minus(told).All() {
			stop.Parties = visitor.Union(party.Of(id))
			d.emit(stop)
		}
		told.Join(&d.actors[b.actors[i]].set)
	}
	for id := range b.set.Minus(told).All() {
		c.Parties = visitor.Union(party.Of(id))
		d.emit(c)
	}
}

// eachVisitor makes one meeting of each of several with the one whom the clause of node k
// says that they met apart, "A and B met separately with C"; false where it does not.
func (d *Document) eachVisitor(c Candidate, b *binding, k int) bool {
	var host party.Set
	for i := b.left; i < b.n; i++ {
		host.Join(&d.actors[b.actors[i]].set)
	}
	if b.left == 0 || host.Len() != 1 || c.Joint || !d.apart(k) {
		return false
	}
	for id := range b.set.Minus(host).All() {
		c.Parties = host.Union(party.Of(id))
		d.emit(c)
	}
	return true
}

// eachGuest makes one meeting of every guest whom the text has just told where the word at node k
// tells that each of them was met, and by whom: "received each separately", "each was received
// by X".
func (d *Document) eachGuest(k int) {
	if !d.told.Has(lang.Apart) {
		return
	}
	var b binding
	switch agent := d.agent(k); {
	case d.isEach(k+1) && d.near(k, k+1, 1):
		d.bindSubject(&b, &frame{subject: true, personsLeft: true}, k)
	case d.isEach(k-1) && d.near(k-1, k, 1) && agent >= 0:
		b.add(d, d.nodes[agent].actor)
	}
	guests := d.circleOf(b.set)
	if b.set.Len() != 1 || guests.Len() < 2 {
		return
	}
	b.left, b.set, b.weak = b.n, b.set.Union(guests), true
	if c, ok := d.newMeeting("each", 0.65, &b, k); ok {
		c.Channel, c.Guests = d.channel(lang.ReceiveVerb, k), guests
		d.each(c, &b)
	}
}

// isEach tells whether node i stands for each of those who were told.
func (d *Document) isEach(i int) bool {
	return i >= 0 && i < len(d.nodes) && d.value(i, lang.Apart) == "whom"
}

// circleOf gives those whom the last meeting told in this sentence or the one before has with host.
func (d *Document) circleOf(host party.Set) (guests party.Set) {
	for i := len(d.found) - 1; i >= 0 && d.index-d.found[i].Sentence <= 1; i-- {
		if c := &d.found[i]; isMeeting(*c) && !c.Background && host.Within(&c.Parties) {
			guests = guests.Union(c.Parties.Minus(host))
		}
	}
	return guests
}

// comesAlong tells whether people at node j come with the guest of b who was told right
// before them: "received X along with Y and Z".
func (d *Document) comesAlong(b *binding, j int) bool {
	a := d.actorAt(j)
	return b.n > b.left && j > 1 && d.nodes[j-2].actor == b.actors[b.n-1] && a.preps.Has(lang.With) && isPeople(a) && d.near(j-2, j, 2)
}

// verbReach is how many words behind somebody his verb stands at most, where a time or a
// place comes between them.
const verbReach = 6

// nextPartner tells whether somebody at node j is one more whom the verb has for its
// object, without a link of his own: "met X in Bishkek on Monday and Y in Tashkent", "met
// X and, later in the day, Y". With a verb behind him, he begins another clause.
func (d *Document) nextPartner(j int) bool {
	a := d.actorAt(j)
	if !isPeople(a) || a.possessive || a.set.Empty() || !d.wholeVerb(j) {
		return false
	}
	for i := j + 1; i < len(d.nodes) && d.near(j, i, verbReach) && !d.nodes[i].any(breaks); i++ {
		if d.nodes[i].is(lang.And) && d.separated(i-1, i) {
			break // "and Y on Monday, and goes on to Z"
		}
		if d.nodes[i].forms&^lang.Gerund != 0 {
			return false // "and Y on the same day opened a port"
		}
	}
	first := d.beforeArticle(a.first) + 1
	if d.text.Tokens[first].After(scan.Comma) && d.dated(first-1) && d.ownDate(a.end, d.span.End) != nil {
		return true // "met X on Monday, Y on Tuesday"
	}
	for i := d.nodes[j].tag - 1; i >= 0; i-- {
		t := &d.tags[i]
		if t.End < first && !(t.End+1 == first && d.isArticle(t.End)) {
			return false // a word that nobody knows may be a verb
		}
		if t.Is(lang.And) {
			return true
		}
		if !t.Classes.Any(timely) {
			return false
		}
		first = t.First
	}
	return false
}

// afterRemark gives the node of those with whom the partners of b go on behind a relative
// clause about the last of them, which begins at node j: "met X, with whom he had argued,
// Y and Z"; 0 where they do not.
func (d *Document) afterRemark(b *binding, j int) int {
	if !d.nodes[j].is(lang.Relative) && !d.nodes[j].is(lang.With) || b.n == b.left || d.nodes[j-1].actor != b.actors[b.n-1] || !d.separated(j-1, j) {
		return 0
	}
	for i := j + 1; i < len(d.nodes) && d.near(j, i, reach); i++ {
		a, and := d.actorAt(i), d.nodes[i-1].is(lang.And)
		first := i
		if and {
			first--
		}
		if a == nil || !isPeople(a) || a.possessive || a.preps.Any(prepositions) || !and && a.members < 2 || !d.text.Tokens[d.nodes[first].first].After(scan.Comma) {
			continue
		}
		if !a.set.Empty() && !a.set.Meets(&b.set) && d.wholeVerb(i) {
			return i
		}
		return 0
	}
	return 0
}

// timely are the words that tell when or how, between an "and" and the next partner.
var timely = lang.SetOf(lang.Then, lang.Date, lang.In, lang.Common, lang.Apart, lang.Phone, lang.Video)
