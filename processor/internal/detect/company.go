package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// shared tells whether those whom frame f bound to the trigger at node k share what
// makes a meeting of a word that can tell of other things as well: time, as who "spent
// two hours" with somebody, or a session.
func (d *Document) shared(f *frame, b *binding, k int) bool {
	if f.trigger == lang.JoinVerb {
		return d.joinsFor(b, k)
	}
	if f.trigger == lang.TellVerb && d.byLetter(k) {
		return false
	}
	switch d.value(k, f.trigger) {
	case "time": // spent two hours with X, spent Monday in one room
		return (d.lasts(k) || d.onDay(k)) && d.accompanied(b, k)
	case "walk": // walked for an hour with X
		return d.lasts(k) && d.accompanied(b, k)
	case "sit":
		return d.accompanied(b, k) && (d.lasts(k) || d.inSession(b, k))
	case "beside": // brought X and Y together
		return d.lasts(k)
	case "given": // half an hour for X
		return b.left < b.n && d.accompanied(b, k)
	case "office": // gathered the leaders of X and Y
		return !d.amongOthers(b, k)
	case "face":
		return b.left < b.n && d.actors[b.actors[b.left]].first-d.nodes[k].end <= 1 && (d.nodes[k].forms&lang.Base != 0 || d.told.Has(lang.Date))
	case "singly":
		if d.regarded(b, k) {
			d.nodes[k].classes.Remove(f.trigger) // it tells of nobody's meeting
			return false
		}
	}
	return true
}

// joinBody makes the body for whose gathering leaders, told without their states, come together by
// the verb at node k the one that b meets as, whoever was told of before: "where leaders have
// gathered for the Pacific Islands Forum".
func (d *Document) joinBody(f *frame, b *binding, k int) bool {
	if f.trigger != lang.Company || b.left != 1 || d.actors[b.actors[0]].kind != byPair || !d.actors[b.actors[0]].plural {
		return false
	}
	_, hi := d.clause(k)
	for i := k + 1; i < hi && d.near(k, i, reach/2); i++ {
		if a := d.actorAt(i); a != nil && a.set.Len() == 1 && a.set.Within(&d.dict.Parties.Bodies) && !a.preps.Any(sharing) {
			*b = binding{}
			b.add(d, d.nodes[i].actor)
			return true
		}
	}
	return false
}

// accompanied tells whether the first whom b has behind node k is told by a "with": the
// object of "spent hours defending X" is another verb's.
func (d *Document) accompanied(b *binding, k int) bool {
	for i := b.left; i < b.n; i++ {
		if a := &d.actors[b.actors[i]]; a.first >= d.nodes[k].end {
			return a.preps.Has(lang.With)
		}
	}
	return true
}

// amongOthers tells whether an "and" stands between the verb at node k and whom b has on
// its right: "gathered 200 traders, and the ambassador of X watched".
func (d *Document) amongOthers(b *binding, k int) bool {
	if b.left == b.n {
		return false
	}
	for i := k + 1; i < len(d.nodes) && d.nodes[i].actor < 0; i++ {
		if d.nodes[i].is(lang.And) {
			return true
		}
	}
	return false
}

// lasts tells whether a span of time or a "together" stands behind node k, before
// another verb.
func (d *Document) lasts(k int) bool {
	end := min(d.nodes[k].end+reach/2, d.span.End)
	for i := k + 1; i < len(d.nodes); i++ {
		if d.nodes[i].any(verbs) || d.nodes[i].any(breaks) || !d.near(k, i, reach/2) {
			end = min(end, d.nodes[i].first)
			break
		}
	}
	return d.toldWithin(k, d.nodes[k].end, end, spans)
}

// onDay tells whether a date stands right behind node k: "spent most of Monday morning".
func (d *Document) onDay(k int) bool {
	const reach = 4
	return d.toldWithin(k, d.nodes[k].end, d.nodes[k].end+reach, lang.SetOf(lang.Date))
}

// joining are the words that tell what somebody joins others for.
var joining = words("joining")

// joinsFor tells whether those whom somebody joins by binding b at node k are told with talks
// or the time that these take right behind, "joined the leaders for two hours of discussion",
// or before him, "were joined for lunch by X".
func (d *Document) joinsFor(b *binding, k int) bool {
	if b.left == b.n {
		return false
	}
	last := &d.actors[b.actors[b.n-1]]
	if last.preps.Has(lang.By) && d.toldWithin(k, d.nodes[k].end, last.first, spans) {
		return d.lastTalks() == nil || d.agent(k) < 0 // else he comes to those
	}
	return d.isWord(last.end, joining) && d.toldWithin(k, last.end, last.end+4, spans)
}

// spans are the words that tell that people were together for a while.
var spans = lang.SetOf(lang.Span, lang.Joint, lang.TalksNoun)

// toldWithin tells whether a word of cs begins behind node k within tokens [first, end).
func (d *Document) toldWithin(k int, first, end int32, cs lang.Set) bool {
	for i := int(d.nodes[k].tag); i < len(d.tags) && d.tags[i].First < end; i++ {
		if t := &d.tags[i]; t.First >= first && t.Classes.Any(cs) {
			return true
		}
	}
	return false
}

// inSession tells whether those of binding b sit somewhere by the verb at node k, as
// delegations and ministers do; two people may sit anywhere, and ambassadors in the
// talks of others.
func (d *Document) inSession(b *binding, k int) bool {
	for i := int8(0); i < b.n; i++ {
		if a := &d.actors[b.actors[i]]; a.kind == byPerson || a.kind < byOffice || !a.organ && (!a.plural || a.rank <= official) {
			return false
		}
	}
	lo, hi := d.clause(k)
	return slices.ContainsFunc(d.nodes[lo:hi], func(n node) bool {
		return n.actor >= 0 && d.actors[n.actor].kind == byPlace && d.actors[n.actor].preps.Has(lang.In)
	})
}

// regarded tells whether the verb at node k tells what somebody is thought to be: "sees
// him as a rival".
func (d *Document) regarded(b *binding, k int) bool {
	if b.left == b.n {
		return false
	}
	a := &d.actors[b.actors[b.left]]
	return a.first > d.nodes[k].first && d.isWord(a.end, roles)
}

// houses are the words of where somebody lives or works.
var houses = words("houses")

// houseReach is how many words stand between a house and whose it is: "the residence of
// the late", "kediaman rasmi".
const houseReach = 3

// bindHouse adds somebody of a third state in whose house those of b are told to meet by
// the word at node k: "X and Y talked at the home of Z".
func (d *Document) bindHouse(b *binding, k int) {
	_, hi := d.clause(k)
	for i := k + 1; i < hi && d.nodes[i].first-d.nodes[k].end <= reach; i++ {
		a := d.actorAt(i)
		if a == nil || a.kind != byPerson && a.kind != byOffice && !a.host || a.organ {
			continue
		}
		d.resolveBeside(a, b.set)
		if a.set.Len() != 1 || a.set.Meets(&b.set) || d.attends(a) { // an ambassador's villa is only a place
			continue
		}
		for j := a.first - 1; j >= max(d.nodes[k].end, a.first-houseReach); j-- {
			if houses.has(d.text.Tokens[j].Hash) && d.gaps(j, a.first)&^scan.Inside == 0 {
				b.guests = b.set
				b.add(d, d.nodes[i].actor)
				return
			}
		}
	}
}
