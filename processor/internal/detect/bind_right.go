package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// rightSide is a walk over what stands on the right of a trigger, for those whom its frame binds
// there.
type rightSide struct {
	b       *binding
	f       *frame
	from    int   // node of the trigger, or of the last place of a tour
	direct  bool  // an object without a link can still come
	unknown bool  // a "with" leads to somebody whom no dictionary has
	whole   bool  // "A and B met": nobody else is needed
	far     int32 // how many words may stand before the object
}

// objectFar is how many words may stand before an object that is needed.
const objectFar = 8

// verdict is what an actor on the right is to the frame.
type verdict uint8

const (
	passed verdict = iota // nothing
	taken                 // one of those whom it binds
	ends                  // the one with whom something else begins
)

// bindRight takes the actors on the right by the frame's links.
func (d *Document) bindRight(b *binding, f *frame, k int) {
	r := rightSide{b: b, f: f, from: k, direct: f.direct && !(f.trigger == lang.ReceiveVerb && d.receivesThing(k)), whole: b.set.Len() >= 2 && !f.place, far: objectFar}
	if r.whole {
		r.far = 1
	}
	for j := k + 1; j < len(d.nodes) && d.nodes[j].first-d.nodes[r.from].end <= reach; j++ {
		n := &d.nodes[j]
		if n.actor < 0 {
			next, done := d.passWord(b, f, j)
			if done {
				return
			}
			r.unknown = r.unknown || next == j && n.is(lang.With) && (d.actorAt(j+1) == nil || !d.near(j, j+1, 2))
			j = next
			continue
		}
		if d.gaps(d.nodes[j-1].end-1, n.first)&(scan.Semicolon|scan.QuoteOpen) != 0 && j > r.from+1 {
			return
		}
		switch d.bindNext(&r, j) {
		case ends:
			return
		case taken:
			if b.set.Len() >= 2 && !f.links.Has(lang.By) && !f.place {
				return
			}
			if a := d.actorAt(j); f.place && isPeople(a) && !a.organ && !a.preps.Any(prepositions) {
				return // "visited X in Vienna": that is only where
			}
			if f.place {
				r.from = j // the next place of the tour follows this one
			}
		}
	}
}

// bindNext takes the actor of node j, if he is one of those on the right.
func (d *Document) bindNext(r *rightSide, j int) verdict {
	b, f, k := r.b, r.f, r.from
	n, a := &d.nodes[j], d.actorAt(j)
	if b.n > 0 && b.actors[b.n-1] == n.actor || a.speaks || d.explained(j) || d.tellsLevel(a, j) {
		return passed
	}
	d.linkPartner(a, j, k)
	d.linkStop(a, j, k)
	then, linked := d.isLinked(r, j)
	if !linked && (a.preps.Any(prepositions) || !r.direct) {
		if f.trigger != lang.Journey && !a.preps.Any(prepositions) && a.kind != adjunct && d.separated(j-1, j) && j > k+1 || d.holdsOther(f, a, j, k) {
			return ends // a new clause begins with its own subject
		}
		return passed
	}
	if !linked && d.opensClause(j) {
		return ends
	}
	if f.place {
		if v := d.judgeGoal(r, j, linked); v != taken {
			return v
		}
	} else if !d.suits(a, f.personsRight) || !linked && a.kind == byPlace {
		return passed
	}
	if !linked && n.first-d.nodes[k].end > r.far || r.whole && !d.joinsWhole(f, a) && !d.withBody(f, a, j, k) {
		return passed
	}
	if a.preps.Has(lang.By) && d.isJudge(j, k) {
		return passed
	}
	if !linked && !f.place && d.ownsObject(a) {
		a.kind, r.direct = adjunct, false
		return passed
	}
	if b.left > 0 && (linked || n.first-d.nodes[k].end <= 1) && d.isEnvoy(a, n) {
		a.set, a.weak = d.otherOf(b.set), true // "received the envoy"
	}
	if d.isAudience(a, j) || d.watches(j) || d.bordersOn(a, j) || d.ofMatterWith(b, j, k) || !d.meanPartner(r, j, linked) {
		return passed
	}
	b.serial = b.serial || then || (b.with || d.repeatsLink(r.from, j)) && b.n > b.left && a.preps.Has(lang.With) && d.gaps(d.actors[b.actors[b.n-1]].end-1, n.first)&scan.Comma != 0
	b.add(d, n.actor)
	b.with = b.with || a.preps.Has(lang.With) && !a.preps.Has(lang.Between)
	r.direct = false
	return taken
}

// tellsLevel tells whether the office a at node j only says who meets on both sides: "pertemuan menteri luar negeri
// antara Bolivia dan Peru".
func (d *Document) tellsLevel(a *actor, j int) bool {
	return a.kind == byOffice && a.set.Empty() && j+1 < len(d.nodes) && d.nodes[j+1].is(lang.Between) && d.near(j, j+1, 0)
}

// withBody tells whether the body at node j is told right behind the talks at node k as the one with whom
// several leaders hold them: "the leaders of X, Y and Z held summits with ASEAN".
func (d *Document) withBody(f *frame, a *actor, j, k int) bool {
	return f.trigger == lang.TalksNoun && a.preps.Has(lang.With) && a.kind == byName && a.set.Within(&d.dict.Parties.Bodies) && d.nodes[j].first-d.nodes[k].end <= 2
}

// opensClause tells whether another clause begins with the actor of node j behind an "and", who does
// something himself: "spoke on the phone, and Z discussed it with W".
func (d *Document) opensClause(j int) bool {
	return d.nodes[j-1].is(lang.And) && d.actorAt(j).kind != byPair && j+1 < len(d.nodes) && d.near(j, j+1, 1) && isFinite(&d.nodes[j+1])
}

// isLinked tells whether a link of the frame leads to the actor of node j, or he is the next of
// several: then.
func (d *Document) isLinked(r *rightSide, j int) (then, linked bool) {
	b, f, a := r.b, r.f, d.actorAt(j)
	more := b.n > b.left
	next := j - 1
	if next > r.from+1 && d.nodes[next].is(lang.With) && d.near(next, j, 1) {
		next-- // "spoke with X, and afterwards with Y"
	}
	then = next > r.from && more && d.nodes[next].is(lang.Then) && d.near(next, j, 2) && !d.meetsOthers(j) // "received X, then Y"
	then = then || more && (f.place && d.nextStop(j) || !f.place && d.nextPartner(j))
	linked = then && !a.preps.Any(prepositions) || a.preps.Any(f.links) && !((r.unknown || b.with) && (a.preps.Has(lang.Of) || a.preps.Has(lang.From)))
	return then, linked || f.trigger == lang.ReceiveVerb && d.comesAlong(b, j) || more && isPeople(a) && d.repeatsLink(r.from, j)
}

// repeatsLink tells whether the link with which the verb at node k ends stands again, behind an "and" and perhaps a
// day, before the actor of node j: "spoke to X on Monday and on Tuesday to Y".
func (d *Document) repeatsLink(k, j int) bool {
	link := j - 1
	if d.nodes[link].actor >= 0 || !d.near(link, j, 1) || d.text.Tokens[d.nodes[link].first].Hash != d.text.Tokens[d.nodes[k].end-1].Hash {
		return false
	}
	and := link - 1
	for and > k && d.nodes[and].any(leadsOn) {
		and--
	}
	return and > k && d.nodes[and].is(lang.And)
}

// leadsOn are the words that may stand between an "and" and the link to the next of several partners.
var leadsOn = lang.SetOf(lang.In, lang.Date, lang.Then)

// judgeGoal judges the actor of node j where the frame is of a journey, whose goal he may be.
func (d *Document) judgeGoal(r *rightSide, j int, linked bool) verdict {
	b, n, a := r.b, &d.nodes[j], d.actorAt(j)
	switch {
	case b.n == b.left && d.isLeft(r.from, a), a.preps.Has(lang.By) && !d.isPassive(&d.nodes[r.from]):
		return passed // and not "X will be visited by Y"
	case b.n > b.left && d.isWord(d.nodes[j-1].first, topicLeads):
		return passed // "visited Paris for talks on Ukraine"
	case b.n > b.left && d.tellsWhere(j):
		return passed // "will visit X next week, prompting protests in Y"
	case b.n > b.left && (a.organ || a.possessive) && a.preps.Has(lang.In) && a.set.Within(&d.dict.Parties.Bodies):
		return passed // "to thank soldiers in NATO's mission"
	case a.city && !a.set.Empty() || a.kind == adjunct || d.tags[n.tag].Is(lang.Group) && a.kind == byName:
		return passed // "the Gulf states": which of them?
	case d.separated(j-1, j) && (n.first < d.headline || !linked && b.n == b.left && !d.isAddress(r.from, j)):
		return ends // where a comma begins another clause
	}
	return taken
}

// isAddress tells whether the capital at node j, behind a comma, only says where the house or the airport is to which
// the verb at node k leads: "landed at Haneda Airport, Tokyo, on Monday".
func (d *Document) isAddress(k, j int) bool {
	a := d.actorAt(j)
	if a.kind != byPlace || a.city || a.preps != (lang.Set{}) || j < k+2 {
		return false
	}
	for i := k + 1; i < j; i++ {
		if x := d.actorAt(i); x != nil && !x.city || x == nil && !d.nodes[i].any(houseWords) && !d.nodes[i].is(lang.Sector) {
			return false
		}
	}
	return a.end == d.span.End || d.text.Tokens[a.end].Gap&^scan.Inside != 0 || d.startsDate(a.end+1)
}

// meanPartner finds whom the actor of node j means where he is told as several, and tells whether
// they can be meant: behind a doer, not where something of theirs is the object.
func (d *Document) meanPartner(r *rightSide, j int, linked bool) bool {
	b, a := r.b, d.actorAt(j)
	switch {
	case a.kind != byPair || b.set.Empty() || b.left == 0 || !a.weak && !a.set.Empty():
		d.resolve(a) // also "five Gulf leaders, among them those of X and Y"
	case !linked && d.nodes[j].first-d.nodes[r.from].end > 1:
		return false
	case b.set.Len() >= 2 && !a.host:
		a.set = b.set // "A and B met with each other"
	default:
		d.resolveBeside(a, b.set)
		if here := d.atCentre(); a.host && a.set.Empty() && !here.Meets(&b.set) {
			a.set = here // "It was a full day for X in Lima. His guest, Y, talked about trade with his host"
		}
	}
	return true
}

// holdsOther tells whether actor a at node j is told right behind the talks at node k as who does
// something there, so that a "between" behind him is of what he speaks of: "In the call both voiced
// concern over the fighting between X and Y".
func (d *Document) holdsOther(f *frame, a *actor, j, k int) bool {
	return f.links.Has(lang.Between) && j > k && !a.preps.Any(prepositions) && !a.possessive && (isPeople(a) || a.kind == byPair)
}

// passWord passes the word at node j on the way from a trigger to whoever frame f binds on its right,
// and gives the last node that goes with it; done tells that nobody follows.
func (d *Document) passWord(b *binding, f *frame, j int) (last int, done bool) {
	n := &d.nodes[j]
	switch i := d.afterRemark(b, j); {
	case i > j && f.direct && !f.place:
		b.add(d, d.nodes[i].actor)
		b.serial = true
		return j, true
	case f.place && d.tellsStops(j):
		return j, false
	case n.is(lang.Relative) && f.links.Has(lang.Between) && j+2 < len(d.nodes) && (d.brokers(j+1) && d.actorAt(j+2) != nil || d.chairs(j+1) && d.agent(j+1) == j+2):
		return j + 2, false // "talks that Qatar brokered between X and Y", in languages that put it so
	case d.beginsRelative(j) && f.links.Has(lang.Between) && d.betweenBehind(j) > 0:
		return d.betweenBehind(j) - 1, false
	case f.trigger == lang.TalksNoun && f.links.Has(lang.Between) && n.is(lang.TalksNoun) && d.partnerBefore(j): // "left a meeting with X and put off a summit between Y and Z"
		return j, true
	case n.any(breaks) || n.is(lang.Relative) || n.any(verbs) && n.forms&lang.Gerund == 0:
		return j, true
	case n.is(lang.JoinVerb) && d.ofBody(j, len(d.nodes)): // "in talks to join X"
		return j, true
	case b.n > b.left && !f.place && n.any(occasionNouns) && j+1 < len(d.nodes) && d.nodes[j+1].is(lang.With): // "to meet X and then to Y for talks with Z"
		return j, true
	case f.trigger == lang.Gathering && n.is(lang.DealNoun): // "ratified at its session an agreement between X and Y"
		return j, true
	case f.place && (n.first < d.headline || d.isWord(n.first, watches)) && d.separated(j-1, j): // "Li akhiri lawatan, ECRL disambung ke Thailand"
		return j, true
	}
	return j, false
}

// partnerBefore tells whether somebody is told shortly before node j "with" whom others talk.
func (d *Document) partnerBefore(j int) bool {
	for i := j - 2; i >= 0 && d.near(i, j, reach); i-- {
		if a := d.actorAt(i); a != nil {
			return a.preps.Has(lang.With)
		}
	}
	return false
}

// betweenBehind gives the node of those "between" whom the talks are of which the relative clause
// that begins at node j only says when or where: "talks that ran through Wednesday between X and
// Y"; 0 where somebody else comes first.
func (d *Document) betweenBehind(j int) int {
	for i := j + 1; i < len(d.nodes) && d.near(j, i, reach/2); i++ {
		if a := d.actorAt(i); a != nil && a.preps.Has(lang.Between) {
			return i
		} else if a != nil && a.kind != byPlace || d.nodes[i].any(betweenStates) {
			return 0
		}
	}
	return 0
}
