package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// pledgeReach is how many words may stand between "said" and the "would" of what
// several promise.
const pledgeReach = 12

var denying = lang.SetOf(lang.Not, lang.Refuse)

// jointPledge finds an agreement that several parties tell together as what they will
// do: "Iran and Saudi Arabia said on Friday they would resume ties", "in a joint
// statement the three said that a working group would be set up".
func (d *Document) jointPledge() {
	if d.told.Any(denying) {
		return
	}
	for i := range d.nodes {
		if !d.nodes[i].is(lang.SayVerb) && !d.nodes[i].is(lang.ReachVerb) || d.quoted(d.nodes[i].first) {
			continue
		}
		a := d.actorAt(i - 1)
		if a == nil || !d.near(i-1, i, 1) || a.preps.Any(prepositions) || a.kind == adjunct || a.organ {
			continue
		}
		if d.resolve(a); a.set.Len() < 2 || !a.set.Intersect(d.dict.Parties.Bodies).Empty() {
			continue
		}
		if !d.promises(i, a) {
			continue
		}
		b := binding{}
		b.add(d, d.nodes[i-1].actor)
		c := Candidate{Type: events.TypeAgreement, Frame: "pledge", Parties: b.set, Status: events.AgreementAgreed, Sentence: d.index, Confidence: 0.6}
		d.fill(&c, &b, i)
		if c.Ahead {
			c.Dated, c.Ahead, c.DateCue = false, false, Cue{}
		}
		c.Instrument = d.instrument(d.trigger(lang.DealNoun, 0, i))
		c.Sectors = d.sectors(i, len(d.nodes))
		d.agreed, d.lastAgreed = b.set, d.index
		d.emit(c)
		return
	}
}

// promises tells whether those of a speak behind the verb of saying at node i of what
// they will do: they are its subject, or it stands in a joint statement.
func (d *Document) promises(i int, a *actor) bool {
	own := d.trigger(lang.DealNoun, 0, i-1) >= 0
	for j := i + 1; j < len(d.nodes) && d.near(i, j, pledgeReach); j++ {
		n := &d.nodes[j]
		if b := d.actorAt(j); b != nil {
			if b.kind != byPair && !b.set.Within(a.set) {
				return false
			}
			own = own || b.kind == byPair && !b.possessive && !b.preps.Any(prepositions)
			continue
		}
		if n.is(lang.Maybe) && d.value(j, lang.Maybe) == "reported" {
			return own && n.end < d.span.End && !d.concernsOthers(j, a)
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
		if b := d.actorAt(j); b != nil && b.kind != byPair && !b.set.Within(a.set) {
			return true
		}
	}
	return false
}
