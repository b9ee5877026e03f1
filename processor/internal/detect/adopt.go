package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// mostNames bounds the words of a name that no dictionary has.
const mostNames = 4

// adopt gives a name that nobody knows its state, behind another office-holder, or where
// several stand in a list: in "ministers X of Ghana and Y of Togo", Y acts for Togo.
func (d *Document) adopt() {
	if !d.told.Has(lang.Of) || !d.told.Any(unknownNames) {
		return
	}
	for i := 1; i < len(d.nodes); i++ {
		a, of := d.actorAt(i), i-1
		if a == nil || a.kind != byName || !a.preps.Has(lang.Of) || !d.nodes[of].is(lang.Of) || a.set.Len() != 1 {
			continue
		}
		name := of
		for name > 0 && d.nodes[name-1].any(unknownNames) && d.nodes[name-1].end == d.nodes[name].first && of-name < mostNames {
			name--
		}
		n := &d.nodes[name]
		if name == of || !d.followsPerson(d.nodes[:name], n.first) && !d.headsList(i) {
			continue
		}
		n.end, n.actor, n.classes = a.end, d.nodes[i].actor, lang.Set{}
		a.first, a.kind, a.preps = n.first, byPerson, lang.Set{}
		d.nodes = slices.Delete(d.nodes, name+1, i+1)
		i = name
	}
}

// followsPerson tells whether the last of nodes are a person of whom a state is known and
// an "and", or a comma, before token first.
func (d *Document) followsPerson(nodes []node, first int32) bool {
	n := len(nodes)
	and := n > 0 && nodes[n-1].is(lang.And)
	if and {
		n--
	}
	if n == 0 || nodes[n-1].actor < 0 || !and && (nodes[n-1].end != first || !d.text.Tokens[first].After(scan.Comma)) {
		return false
	}
	a := &d.actors[nodes[n-1].actor]
	return a.kind == byPerson && !a.set.Empty()
}

// headsList tells whether the name of which the state at node i is told stands before
// another one told so, or known: "X of Ghana, Y of Togo and Z of Benin".
func (d *Document) headsList(i int) bool {
	j := i + 1
	if j >= len(d.nodes) || d.nodes[j].first != d.nodes[i].end || !d.text.Tokens[d.nodes[j].first].After(scan.Comma) {
		return false
	}
	if next := d.actorAt(j); next != nil {
		return next.kind == byPerson && !next.set.Empty() && !next.set.Meets(&d.actorAt(i).set)
	}
	for j < len(d.nodes) && d.nodes[j].any(unknownNames) && j-i <= mostNames {
		j++
	}
	if j == i+1 || j+1 >= len(d.nodes) || !d.nodes[j].is(lang.Of) {
		return false
	}
	a := d.actorAt(j + 1)
	return a != nil && a.kind == byName && a.set.Len() == 1 && a.preps.Has(lang.Of)
}

var unknownNames = lang.SetOf(lang.Name, lang.Person, lang.Particle)

// The verbs for who leads a delegation, said of it and of him.
var (
	isLed = words("isLed")
	leads = words("leads")
)

// ledReach is how many words may stand between a delegation and such a verb.
const ledReach = 3

// adoptLeaders gives those who lead the delegation of a state, and are told without one,
// that state: "a Chinese delegation led by Deputy Minister Li Wei", "delegasi Brussels
// yang diketuai Ketua Pengarah Florika Fink-Hooijer", "Li Wei heads the Chinese delegation".
func (d *Document) adoptLeaders() {
	for i := range d.nodes {
		a := d.actorAt(i)
		if a == nil || !a.organ || a.weak || a.set.Len() != 1 {
			continue
		}
		if verb := d.beforeArticle(a.first); d.isWord(verb, leads) {
			d.giveState(a, d.nameBefore(verb))
		}
		led, k := d.ledBy(a.end)
		switch b := d.actorAt(k); {
		case led < 0:
		case b == nil:
			d.giveState(a, d.nameBehind(led))
		case b.kind >= byOffice && b.kind != byPair && !b.organ && (b.weak || b.set.Empty()):
			b.set, b.weak = a.set, false
			for _, p := range b.people[:b.persons] {
				d.people[p].set = a.set
			}
		}
	}
}

// standForTeams lets him who leads a delegation that is told without its state act for it: "A
// delegation led by the Zambian trade minister arrived in Kigali".
func (d *Document) standForTeams() {
	for i := range d.nodes {
		n := &d.nodes[i]
		if n.actor >= 0 || !n.is(lang.Org) || d.value(i, lang.Org) != envoyed {
			continue
		}
		_, k := d.ledBy(n.end)
		b := d.actorAt(k)
		if b == nil || k <= i || !inOffice(b) || b.weak || b.set.Len() != 1 || !d.isDoer(i) && !d.profile().AdjectiveLast {
			continue // "received a delegation led by X": by X
		}
		b.preps.Remove(lang.By)
		b.first, d.nodes[k].first = n.first, n.first
		d.nodes = slices.Delete(d.nodes, i, k)
		return
	}
}

// isDoer tells whether no verb and no preposition stands before node i.
func (d *Document) isDoer(i int) bool {
	return !slices.ContainsFunc(d.nodes[:i], func(n node) bool { return n.any(verbs) || n.any(prepositions) })
}

// ledBy gives the token of the verb by which what ends before token i is told to be led, or -1, and the
// node of whoever leads it, or -1 where that is nobody known: "led by X".
func (d *Document) ledBy(i int32) (verb int32, who int) {
	verb = i
	for verb < min(i+ledReach, d.span.End) && !isLed.has(d.text.Tokens[verb].Hash) {
		verb++
	}
	if !d.isWord(verb, isLed) {
		return -1, -1
	}
	who = d.nodeFrom(verb + 1)
	if who < len(d.nodes) && d.nodes[who].is(lang.By) {
		who++
	}
	if b := d.actorAt(who); b == nil || b.first-verb > ledReach {
		return verb, -1
	}
	return verb, who
}

// giveState gives the person of name n, whom nobody knows, the state of the delegation a.
func (d *Document) giveState(a *actor, n name) {
	if n.tokens < 2 {
		return
	}
	if p := d.lookUp(&n); p >= 0 && d.people[p].set.Empty() {
		d.people[p].set, d.people[p].rank = a.set, official
	}
}

// nameBehind gives the name of who does what the verb at a token tells, behind its "by" or right
// behind it; one without words if none does.
func (d *Document) nameBehind(verb int32) name {
	k := tagFrom(d.tags, verb+1)
	if k < len(d.tags) && d.tags[k].Is(lang.By) {
		k++
	}
	if k >= len(d.tags) || d.tags[k].First-verb > ledReach {
		return name{}
	}
	n, _ := d.readName(k)
	return n
}

// nameBefore gives the name that ends before a token; one without words if none does.
func (d *Document) nameBefore(token int32) name {
	k := tagFrom(d.tags, token)
	for k > 0 && d.tags[k-1].Classes.Any(unknownNames) && d.tags[k-1].End == token {
		k--
		token = d.tags[k].First
	}
	if k >= len(d.tags) || d.tags[k].First != token {
		return name{}
	}
	n, _ := d.readName(k)
	return n
}
