package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// pledgeReach is how many words may stand between "said" and the "would" of what
// several promise.
const pledgeReach = 12

// denying are the words by which something is not so, or not done.
var denying = lang.SetOf(lang.Not, lang.Refuse)

// pledging are the classes of the words by which several tell what they will do.
var pledging = lang.SetOf(lang.SayVerb, lang.ReachVerb, lang.Will, lang.Journey) // the last can be a "will"

// jointPledge finds an agreement that several parties tell together as what they will
// do: "Iran and Saudi Arabia said on Friday they would resume ties", "in a joint
// statement the three said that a working group would be set up", "Peru and Chile will
// open a customs post, their ministers announced".
func (d *Document) jointPledge() {
	if d.told.Any(denying) || !d.told.Any(pledging) {
		return
	}
	for i := 1; i < len(d.nodes); i++ {
		if d.quoted(d.nodes[i].first) || !d.pledgedAt(i) {
			continue
		}
		b := binding{}
		b.add(d, d.nodes[i-1].actor)
		c := Candidate{Type: events.TypeAgreement, Frame: "pledge", Parties: b.set, Status: events.AgreementAgreed, Sentence: d.index, Confidence: 0.6}
		d.fill(&c, &b, i)
		if c.Ahead || d.nodes[i].is(lang.Will) && c.Dated && c.DateCue.Start >= c.Trigger.End { // what they will do then
			c.forgetDate()
			c.Background = false
		}
		c.Instrument = d.instrument(d.trigger(lang.DealNoun, 0, i))
		c.Sectors = d.sectors(i, len(d.nodes))
		d.agreed, d.lastAgreed = b.set, d.index
		d.emit(c)
		return
	}
}

// pledgedAt tells whether node i is the verb by which several parties before it say what
// they will do, or the "will" itself where they tell it in other words.
func (d *Document) pledgedAt(i int) bool {
	n := &d.nodes[i]
	says := n.is(lang.SayVerb) || n.is(lang.ReachVerb)
	if !says && !n.is(lang.Will) {
		return false
	}
	a := d.actorAt(i - 1)
	if a == nil || !d.near(i-1, i, 1) || a.preps.Any(prepositions) || a.kind == adjunct || a.organ {
		return false
	}
	who := *a
	if d.resolve(&who); who.set.Len() < 2 || who.set.Meets(&d.dict.Parties.Bodies) {
		return false
	}
	if says {
		*a = who
		return d.promises(i, a)
	}
	if d.meets(i) || d.concernsOthers(i, &who) || !d.tellTogether(i, &who) {
		return false // and nobody is known to be meant by a pronoun
	}
	*a = who
	return true
}

// tellsPlan tells whether the sentence has the words by which several tell what they
// will do.
func (d *Document) tellsPlan() bool {
	return d.told.Has(lang.Will) && d.told.Has(lang.SayVerb) && (d.told.Has(lang.Pair) || d.told.Has(lang.They))
}

// meets tells whether what those before the "will" at node i will do is to meet, or no
// more than an idea.
func (d *Document) meets(i int) bool {
	if d.value(i, lang.Will) != "" {
		return true
	}
	for j := i + 1; j < len(d.nodes) && d.near(i, j, meetReach); j++ {
		if n := &d.nodes[j]; (n.any(meetingTriggers) || n.is(lang.Gathering)) && !d.setUp(j) {
			return true
		}
	}
	return false
}

// meetReach is how many words may stand between "will" and the talks.
const meetReach = 6

// tellReach is how many nodes away from what is told those stand who tell it.
const tellReach = 30

// tellTogether tells whether those of a tell together what node i says of them: in a
// joint statement, or as "both ministers", "Presidents X and Y", "they".
func (d *Document) tellTogether(i int, a *actor) bool {
	for j := max(0, i-tellReach); j < min(len(d.nodes), i+tellReach); j++ {
		n := &d.nodes[j]
		if n.is(lang.DealNoun) && d.instrument(j) == events.JointStatement {
			return true
		}
		if !n.is(lang.SayVerb) && !n.is(lang.ReachVerb) && !n.is(lang.AgreeVerb) {
			continue
		}
		for _, k := range [...]int{j - 1, j + 1} {
			b := d.actorAt(k)
			if b == nil || k == i-1 || b.preps.Any(prepositions) || !d.near(j, k, 1) {
				continue
			}
			them := *b
			if d.resolve(&them); them.set == a.set {
				return true
			}
		}
	}
	return false
}

// promises tells whether those of a speak behind the verb of saying at node i of what
// they will do: they are its subject, or it stands in a joint statement.
func (d *Document) promises(i int, a *actor) bool {
	own := d.trigger(lang.DealNoun, 0, i-1) >= 0
	for j := i + 1; j < len(d.nodes) && d.near(i, j, pledgeReach); j++ {
		n := &d.nodes[j]
		if b := d.actorAt(j); b != nil {
			if b.kind != byPair && !b.set.Within(&a.set) {
				return false
			}
			own = own || b.kind == byPair && !b.possessive && !b.preps.Any(prepositions)
			continue
		}
		if n.is(lang.Maybe) && d.value(j, lang.Maybe) == "reported" {
			return own && n.end < d.span.End && !d.concernsOthers(j, a)
		}
		if n.is(lang.Will) && d.near(i, j, 0) {
			return !d.meets(j) && !d.concernsOthers(j, a) // "mengumumkan akan membuka perbatasan"
		}
		if n.any(verbs) || n.is(lang.SayVerb) {
			return false
		}
	}
	return false
}

// concernsOthers tells whether what those of a promise behind node i is about somebody
// else: "would recognise a Palestinian state" binds them to nothing among themselves.
func (d *Document) concernsOthers(i int, a *actor) bool {
	for j := i + 1; j < len(d.nodes) && d.nodes[j].first-d.nodes[i].end <= reach; j++ {
		if b := d.actorAt(j); b != nil && b.kind != byPair && !b.set.Within(&a.set) {
			return true
		}
	}
	return false
}
