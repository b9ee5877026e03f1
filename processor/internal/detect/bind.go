package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// binding is the actors that a frame found around a trigger.
type binding struct {
	set    party.Set
	actors [8]int32 // indexes of actors
	n      int8
	left   int8      // how many of them on the left
	weak   bool      // an actor's state was inferred
	serial bool      // partners were told one after the other: "with X, then with Y"
	guests party.Set // who met in somebody's house: set without him
	with   bool      // a partner was told, "with X": somebody else must be the other side
	meant  party.Set // the doer, where only an epithet tells him
}

func (b *binding) add(d *Document, i int32) {
	a := &d.actors[i]
	b.set.Join(&a.set)
	b.weak = b.weak || a.weak
	if int(b.n) < len(b.actors) {
		b.actors[b.n] = i
		b.n++
	}
}

// addHost adds actor i, who only came to the talks of those whom b has.
func (b *binding) addHost(d *Document, i int32) {
	if guests := b.set; !guests.Meets(&d.actors[i].set) {
		b.guests = guests
	}
	b.add(d, i)
}

// has tells whether actor i is one of b.
func (b *binding) has(i int32) bool { return slices.Contains(b.actors[:b.n], i) }

// take adds the actors and parties of o to b.
func (b *binding) take(d *Document, o *binding) {
	for i := int8(0); i < o.n; i++ {
		b.add(d, o.actors[i])
	}
	b.set.Join(&o.set)
}

// reach bounds, in words, how far an argument stands from its trigger.
const reach = 30

// breaks are what a clause ends at.
var breaks = lang.SetOf(lang.Clause, lang.SayVerb)

// verbs on the way are other triggers: an object belongs to the nearer one.
var verbs = lang.SetOf(lang.MeetVerb, lang.ReceiveVerb, lang.VisitVerb, lang.Journey, lang.CallVerb, lang.AttendVerb, lang.SignVerb, lang.AgreeVerb,
	lang.RatifyVerb, lang.SuspendVerb, lang.EndVerb, lang.DiscussVerb)

// bind finds the actors of the trigger at node k by frame f.
func (d *Document) bind(f *frame, k int) (binding, bool) {
	var b binding
	if f.trigger == lang.VisitVerb && d.bindVisited(&b, k) {
		return b, true
	}
	if !d.bindDoers(&b, f, k) {
		return b, false
	}
	b.left = b.n
	if f.trigger == lang.TalksNoun {
		d.bindMet(&b, k)
		d.bindOutcome(&b, k)
	}
	if b.set.Len() < 2 || f.links.Has(lang.Between) || f.trigger == lang.MeetVerb || f.trigger == lang.JoinVerb || f.links.Has(lang.With) && d.doersTold(&b) || f.place || d.receives(&b, f, k) {
		d.bindRight(&b, f, k)
	}
	if !d.bindMissing(&b, f, k) {
		return b, false
	}
	ok := d.bindFromClause(&b, f, k)
	return b, ok
}

// bindDoers finds those on the left of the trigger at node k by frame f, or whoever does from
// elsewhere what it tells. It is false where nobody who goes to talk is sent.
func (d *Document) bindDoers(b *binding, f *frame, k int) bool {
	if f.trigger == lang.TalksNoun && (d.bindSitting(b, k) || d.bindHolder(b, k)) {
		return true
	}
	if f.compound {
		d.bindCompound(b, k)
	}
	if f.possessive {
		d.bindPossessive(b, f, k)
	}
	if f.place && b.n == 0 {
		d.bindVisitor(b, k)
	}
	if (f.trigger == lang.DiscussVerb || f.trigger == lang.NegotiateVerb) && d.suffered(k) {
		d.bindAgent(b, k)
	}
	if b.n == 0 && (f.subject || f.leftWith) {
		d.bindSubject(b, f, k)
	}
	if f.leftWith {
		d.bindCompanion(b)
	}
	if f.subject && b.n == 0 && !d.bindItself(b, k) {
		d.bindElided(b, f, k)
	}
	if f.place && b.n == 0 {
		d.bindItinerary(b, f, k)
	}
	if f.trigger == lang.VisitNoun && b.n == 0 {
		d.bindGuest(b, k)
		d.bindLeaver(b, k)
	}
	if f.possessive && b.n == 0 {
		d.bindOwner(b, f, k)
	}
	return f.trigger != lang.Journey || d.bindSent(b, k)
}

// bindSitting takes the several of whom the talks or the panel at node k is told to be, where it is what
// does or suffers something itself, so that nobody before it does: "A spoke of B, and a joint committee
// of X and Y will meet".
func (d *Document) bindSitting(b *binding, k int) bool {
	if !d.isSitting(k) {
		return false
	}
	b.add(d, d.nodes[k+2].actor)
	return true
}

// bindHolder takes the one of whom the talks at node k are told to be, with another: "Beijing welcomed the meeting of X
// with Y".
func (d *Document) bindHolder(b *binding, k int) bool {
	a, partner := d.actorAt(k+2), d.actorAt(k+4)
	if a == nil || partner == nil || !a.preps.Has(lang.Of) || a.kind == adjunct || a.kind == byPair || !partner.preps.Has(lang.With) || !d.near(k, k+2, 3) || !d.near(k+2, k+4, 3) {
		return false
	}
	b.add(d, d.nodes[k+2].actor)
	return true
}

// isSitting tells whether the talks or the panel at node k is of several parties and has a verb.
func (d *Document) isSitting(k int) bool {
	a := d.actorAt(k + 2)
	return a != nil && d.nodes[k].is(lang.TalksNoun) && a.preps.Has(lang.Of) && a.set.Len() >= 2 && a.kind != adjunct && a.kind != byPair && d.near(k, k+2, 3) && d.doesNext(k+2)
}

// bindMissing finds the one whom neither side of the trigger at node k tells, by what frame f is of. It
// is false where one side cannot do without the other.
func (d *Document) bindMissing(b *binding, f *frame, k int) bool {
	alone := b.left > 0 && b.left == b.n // nobody is told on the right
	if alone && f.place {
		d.bindLeft(b, k)
	}
	if b.left == 1 && b.n == 1 {
		d.bindWhom(b, f)
	}
	if b.left == 1 && b.n == 2 && b.set.Len() == 1 && d.actors[b.actors[1]].kind >= byOffice {
		d.bindOwnOrgan(b, &d.actors[b.actors[0]], k)
	}
	if b.left > 0 && b.left == b.n {
		switch f.trigger {
		case lang.VisitNoun:
			d.bindCanceller(b, k)
		case lang.ReceiveVerb:
			d.bindReceivedAt(b, k)
		}
	}
	switch {
	case f.place && (b.left == 0 && b.meant.Empty() || b.left == b.n && !d.bindHome(b, k) && !d.bindInviter(b, k) && !d.bindAnnouncer(b, k)):
		return false // a visit without a visitor or a place
	case f.trigger == lang.ReceiveVerb && (b.left == b.n && (b.set.Len() >= 2 || b.n > 0 && d.actors[b.actors[0]].kind <= byPlace) || d.isReceived(b, k)):
		return false // two hosts, or two guests, of somebody unknown; a state that welcomes something; a summit that is hosted
	case f.trigger == lang.TellVerb && b.n >= 2 && d.actors[b.actors[0]].organ && d.actors[b.actors[b.n-1]].organ:
		return false // "The government informed the Serbian foreign ministry": by a note
	}
	if b.left > 0 && b.left == b.n && b.set.Len() == 1 && !f.place {
		d.bindClitic(b, f, k)
	}
	if b.set.Len() == 1 && b.left > 0 && f.trigger != lang.TellVerb && !b.set.Within(&d.dict.Parties.Bodies) {
		d.bindHere(b, k) // but "told the forum here", "the council convened here"
	}
	if f.subject && !f.place {
		d.bindEpithet(b, k)
	}
	return true
}

// bindFromClause finds those whom only the main clause, or what follows, tells to take part in what
// the trigger at node k tells, and who has brought them together. It is false where
// that is nobody's.
func (d *Document) bindFromClause(b *binding, f *frame, k int) bool {
	after := k > 0 && d.nodes[k-1].is(lang.Clause) && d.near(k-1, k, 2) // "after meeting X, Y said …"
	switch {
	case !b.meant.Empty(), b.set.Len() >= 2 && (!b.with || d.actors[b.actors[0]].preps.Has(lang.Of)) || b.left > 0 || !f.subject || f.direct && !b.with && !after:
	case b.n > 0:
		if told := b.n; f.direct && !after || !d.bindMainSubject(b, k) {
			return told == 1 && !f.direct
		}
	case d.isAfterwards(k):
		if d.bindMainPair(b, k); d.hasPartner(k) && !d.actorAt(k+2).set.Within(&b.set) {
			*b = binding{} // "X and Y met before talks with Z": whose?
		}
	}
	d.bindToldAfter(b, k)
	if b.set.Len() < 2 && !f.place {
		d.bindPresent(b, k)
	}
	if b.set.Len() >= 2 && d.nodes[k].any(talking) {
		d.bindChair(b, k)
		d.bindHouse(b, k)
		d.bindTeller(b, k)
	}
	return b.n > 0
}

// doersTold tells whether who stands before the trigger is told as its doer: several who are,
// "A and B", can have a partner all the same.
func (d *Document) doersTold(b *binding) bool {
	a := &d.actors[b.actors[b.n-1]]
	return a.kind >= byOffice && !a.preps.Any(prepositions) && !a.possessive
}

// joinsWhole tells whether a can be the partner of several who are told by frame f: behind
// a noun, or a verb of talking, only people "with" whom they talk, whom they call or join. "A
// and B discussed relations with Z" is no meeting of Z.
func (d *Document) joinsWhole(f *frame, a *actor) bool {
	switch f.trigger {
	case lang.MeetVerb, lang.ReceiveVerb:
		return true
	case lang.JoinVerb:
		return isPeople(a) || a.preps.Has(lang.By)
	}
	return (isPeople(a) || a.host) && (f.trigger == lang.CallVerb || a.preps.Has(lang.With))
}

// receives tells whether the several actors before node k receive somebody, or are
// received: "both were received by Z". Behind a comma something else is,
// "the leaders adopted it at the summit, hosted by Z".
func (d *Document) receives(b *binding, f *frame, k int) bool {
	return f.trigger == lang.ReceiveVerb && d.gaps(d.actors[b.actors[b.n-1]].end-1, d.nodes[k].first)&scan.Comma == 0
}

// isReceived tells whether who stands on the left of the verb at node k is no host: talks
// are hosted, "talks hosted by X", or he is a bare name and the verb passive, or the name
// is a body's, which may be that of its summit.
func (d *Document) isReceived(b *binding, k int) bool {
	if k > 0 && d.nodes[k-1].is(lang.TalksNoun) && d.near(k-1, k, 0) {
		return true
	}
	if b.left == 0 || d.actors[b.actors[0]].kind > byPlace {
		return false
	}
	return d.nodes[k].forms&lang.Passive != 0 || d.actors[b.actors[0]].set.Meets(&d.dict.Parties.Bodies)
}

// separated tells whether a comma or bracket stands between nodes i and j, whichever
// comes first.
func (d *Document) separated(i, j int) bool {
	i, j = min(i, j), max(i, j)
	return d.gaps(d.nodes[i].end-1, d.nodes[j].first)&(scan.Comma|scan.Bracket|scan.Dash|scan.Semicolon|scan.Colon) != 0
}

// suits tells whether an actor can do what the frame says.
func (d *Document) suits(a *actor, person bool) bool {
	if a.speaks || a.city || a.kind == adjunct {
		return false
	}
	if person && (a.kind == byName || a.kind == byPlace) {
		return false
	}
	return true
}

// isAudience tells whether actor a at node i are several of whom nobody knows how many
// they are: who are only told something, "informed his colleagues", partners told
// without an article, "held talks with ministers", or what gives talks their name,
// "mengadakan Mesyuarat Pemimpin".
func (d *Document) isAudience(a *actor, i int) bool {
	if i > 0 && a.weak && a.kind != byPerson && d.insideName(a.first) && d.nodes[i-1].end == a.first {
		return true
	}
	if a.kind != byPair || a.want != 0 || i == 0 {
		return false
	}
	return d.nodes[i-1].is(lang.TellVerb) || a.plural && a.preps.Has(lang.With) && !d.profile().AdjectiveLast && !definiteArticle.has(d.text.Tokens[a.first-1].Hash)
}

// isJudge tells whether the one at node j only says what he thinks of what is told at node k: "X met Y, a move welcomed
// by Z", "a visit criticised by Z".
func (d *Document) isJudge(j, k int) bool {
	by := d.nodes[j].first - 1
	return d.isWord(by-1, judging) || d.hasWord(max(d.nodes[k].end, by-judgeReach), by, moves)
}

// judgeReach is how many words before a "by" what is judged is told, at most.
const judgeReach = 4

// judging are the participles of what somebody thinks of, and moves the words for an event as something done.
var (
	judging = words("judging")
	moves   = words("moves")
)

// meetsOthers tells whether a verb of meeting follows the actor at node j at once, so that he is its doer:
// "met each of them, then the three sat down".
func (d *Document) meetsOthers(j int) bool {
	return j+1 < len(d.nodes) && d.near(j, j+1, 0) && d.nodes[j+1].forms&(lang.Done|lang.Present) != 0 && d.nodes[j+1].any(meetingWords)
}

// watches tells whether those of node j are told to be there as well, and no partners:
// "met on Monday, with experts from X attending".
func (d *Document) watches(j int) bool {
	return j+1 < len(d.nodes) && d.nodes[j+1].is(lang.AttendVerb) && d.nodes[j+1].forms == lang.Gerund && d.near(j, j+1, 0)
}

// bordersOn tells whether the bare state a at node j is not whom others meet with, but whom a
// border or a war is with: "a meeting on security along the border with X".
func (d *Document) bordersOn(a *actor, j int) bool {
	if j == 0 {
		return false
	}
	link := d.nodes[j-1].first // "border with" is one phrase
	if !d.isWord(link, bordering) {
		link--
	}
	return a.kind <= byPlace && a.preps.Any(sharing) && d.isWord(link, bordering) && !d.describesTalks(link)
}

// describesTalks tells whether the word at token i only says of what the talks or the panel right
// before it are, where such words stand behind: "perundingan perbatasan dengan X".
func (d *Document) describesTalks(i int32) bool {
	if !d.profile().AdjectiveLast {
		return false
	}
	if d.isWord(i-1, boards) {
		return true
	}
	t := d.tagAt(i - 1)
	return t != nil && (t.Classes.Any(occasionNouns) || t.Is(lang.MeetVerb) && t.End-t.First > 1) // "menggelar perundingan"
}

// ofMatterWith tells whether the bare state of node j, a partner "with" whom others have what stands
// right before it, has no part in the encounter at node k: "chaired a meeting on the negotiations
// with the US", and, where two of one state talk, "Menlu bertemu Menhan membahas kerja sama dengan
// Jepang".
func (d *Document) ofMatterWith(b *binding, j, k int) bool {
	a, n := d.actorAt(j), j-2
	if !a.preps.Has(lang.With) || n <= k || !d.near(n, n+1, 1) || (isPeople(a) || a.organ) && !(b.n > b.left && d.isTalkedOf(n)) {
		return false
	}
	if b.n > b.left && d.isTalkedOf(n) {
		return true // "met X to prepare talks with Y"
	}
	about := n > k+1 && d.nodes[n].any(occasionNouns) && topicLeads.has(d.text.Tokens[d.nodes[n-1].first].Hash)
	return about && !d.nodes[k].is(lang.DiscussVerb) || d.amongOwn(b, k)
}

// amongOwn tells whether the one doer of b talks with somebody of his own state before node k or
// right behind it.
func (d *Document) amongOwn(b *binding, k int) bool {
	if b.left == 0 || b.set.Len() != 1 {
		return false
	}
	doer := b.actors[0]
	for i := range d.nodes[:min(k+3, len(d.nodes))] {
		if a := d.actorAt(i); a != nil && d.nodes[i].actor > doer && a.kind >= byOffice && a.kind != byPair && (a.set == b.set || a.organ && a.set.Empty()) && !a.speaks {
			return true
		}
	}
	return false
}

// linkPartner takes the actor a of node j, behind what states share and a "with", for a partner in
// what the word at node k tells: a person of what is discussed, "discussed the border with President
// X", and not "… with Y", and whoever talks on it are held with, "perundingan perbatasan dengan Y".
func (d *Document) linkPartner(a *actor, j, k int) {
	link := &d.nodes[j-1]
	if link.end-link.first < 2 || !d.isWord(link.first, bordering) || !d.near(j-1, j, 1) {
		return
	}
	discussed := a.preps.Has(lang.Of) && d.nodes[k].is(lang.DiscussVerb) && a.kind == byPerson && j == k+2 && d.near(k, k+1, 2)
	if discussed || d.describesTalks(link.first) {
		a.preps = lang.SetOf(lang.With)
	}
}

// sharing are the links between what states share and one of them.
var sharing = lang.SetOf(lang.With, lang.Of)

// bordering are the words for what states share against their will.
var bordering = words("bordering")

// ownsThing tells whether what the actor at node j owns is nobody: "the president's
// offer", and not "the president's envoy".
func (d *Document) ownsThing(j int) bool {
	return d.actors[d.nodes[j].actor].possessive && (d.actorAt(j+1) == nil || !d.near(j, j+1, 2))
}

// isEnvoy tells whether actor a of node n is somebody whom a state sends, told without it.
func (d *Document) isEnvoy(a *actor, n *node) bool {
	if !a.set.Empty() || a.kind != byOffice {
		return false
	}
	_, title, _ := readTitle(d.dict.Value(d.text, &d.tags[n.tag], lang.Title))
	return envoys[title]
}

// envoys are the titles of those whom a state sends to another.
var envoys = map[string]bool{"ambassador": true, "envoy": true, "special envoy": true, "special representative": true, "high commissioner": true}

// explained tells whether the actor of node j is an office told without its state, or a
// host, and who it is behind a comma: "his counterpart, Minister X of Y". What governs
// the office governs him, where a comma closes his name or a host needs one.
func (d *Document) explained(j int) bool {
	a, next := d.actorAt(j), d.actorAt(j+1)
	if a.kind != byOffice && !a.guest || !a.set.Empty() || next == nil || next.set.Empty() || next.preps != (lang.Set{}) ||
		next.first != a.end || d.text.Tokens[a.end].Gap&^scan.Space != scan.Comma {
		return false
	}
	if a.guest || !a.organ && next.end < d.span.End && d.text.Tokens[next.end].After(scan.Comma) {
		next.preps = a.preps
	}
	return true
}

// ownsObject tells whether actor a, behind a verb of meeting, only owns what the verb is
// said of: "welcomed X's offer", and not X. A visit or talks of his are events.
func (d *Document) ownsObject(a *actor) bool {
	if !a.possessive || a.kind == byPair || a.end >= d.span.End {
		return false
	}
	t, after := d.tagAt(a.end), a.end
	if t != nil && t.Is(lang.Possessive) {
		t, after = d.tagAt(t.End), t.End
	}
	if a.kind == byName && (after >= d.span.End || d.text.Tokens[after].Gap&^scan.Inside != 0 || t != nil && t.Classes.Any(prepositions)) {
		return false // "the Kenyan minister met Uganda's in Nairobi"
	}
	return t == nil || !t.Classes.Any(ownable) && !t.Classes.Any(offices) && !t.Classes.Any(named)
}
