package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// takeAliases makes one actor of a name and the same party's other name in brackets behind
// it, so that a list goes on, "the European Union (EU) and Mercosur", "Bank Negara
// Malaysia (BNM) dan", and of a body and its members, "ministers of ECOWAS member states".
func (d *Document) takeAliases() {
	if d.span.Gaps&scan.Bracket == 0 && !d.told.Has(lang.Pair) {
		return
	}
	out := d.nodes[:0]
	for i := 0; i < len(d.nodes); i++ {
		n := d.nodes[i]
		if a := d.actorAt(i); a != nil && (d.isAlias(a, i+1) || d.ownMembers(a, i+1)) {
			a.end, n.end = d.nodes[i+1].end, d.nodes[i+1].end
			i++
		}
		out = append(out, n)
	}
	d.nodes = out
}

// isAlias tells whether node i is another name of actor a, in brackets right behind it; that of an
// organ can be an acronym which means nobody else.
func (d *Document) isAlias(a *actor, i int) bool {
	if i >= len(d.nodes) || d.nodes[i].first != a.end || !d.text.Tokens[a.end].After(scan.Bracket) {
		return false
	}
	b := d.actorAt(i)
	switch {
	case b == nil:
		return a.organ && d.nodes[i].is(lang.Name)
	case a.organ:
		return a.set == b.set && b.organ
	}
	return a.kind <= byPlace && a.set == b.set && b.kind == byName
}

// ownMembers tells whether node i names the members of the body that a is, or whose officials it is, right behind
// it: "ECOWAS member states".
func (d *Document) ownMembers(a *actor, i int) bool {
	b := d.actorAt(i)
	return b != nil && b.kind == byPair && d.nodes[i].first == a.end && d.text.Tokens[a.end].Gap == scan.Space && a.set.Within(&d.dict.Parties.Bodies) && a.set.Len() == 1 && d.isMembers(b)
}

// coordinate joins "A, B and C" into one actor. A chain of commas alone is no list.
func (d *Document) coordinate() {
	if len(d.actors) < 2 {
		return
	}
	out := d.nodes[:0]
	for i := 0; i < len(d.nodes); {
		n := d.nodes[i]
		if n.actor < 0 {
			out = append(out, n)
			i++
			continue
		}
		last, chain, joined := i, i, false
		headline := n.first < d.headline // where a comma is an "and"
		for j := i; ; {
			next, how := d.linked(j, i)
			if next < 0 || how == scan.Comma && (d.opensSentence(out, &d.actors[n.actor]) || d.opensPhrase(i)) {
				break
			}
			if how != scan.Comma || headline && d.listedBare(&d.actors[n.actor], next) {
				last, joined = next, true
			}
			j, chain = next, next
		}
		if !joined && d.goesOn(i, chain) {
			last, joined = chain, true
		}
		if joined {
			a := &d.actors[n.actor]
			for k := i + 1; k <= last; k++ {
				if b := d.actorAt(k); b != nil {
					d.ownOrgan(a, b)
					a.join(b)
				}
			}
			n.end, a.end = d.nodes[last].end, d.nodes[last].end
		}
		out = append(out, n)
		i = last + 1
	}
	d.nodes = out
}

// listedBare tells whether a comma in a headline is an "and" between actor a and the one at
// node next: both are states, or a opens the headline and who acts stands behind both, "Japan,
// Vietnam leaders meet", "Menteri luar Jepun, Vietnam bertemu", "Xi, Putin to meet".
func (d *Document) listedBare(a *actor, next int) bool {
	b := d.actorAt(next)
	if a.kind <= byPlace && b.kind <= byPlace {
		return true
	}
	return a.first == d.span.First && next+1 < len(d.nodes) && d.near(next, next+1, 0) && d.gaps(b.end-1, b.end)&^scan.Inside == 0 &&
		(d.nodes[next+1].any(triggers) || d.nodes[next+1].any(auxiliaries) || d.nodes[next+1].is(lang.To) || d.nodes[next+1].is(lang.Light))
}

// opensSentence tells whether actor a, behind the nodes so far, ends a phrase before
// those who act, so that a comma behind it begins no list: "at a summit of the African
// Union, Ghana and Togo signed", "in the presence of President X, the ministers signed".
func (d *Document) opensSentence(nodes []node, a *actor) bool {
	k := len(nodes) - 1
	if k == 0 && a.preps.Has(lang.In) && (a.kind == byPerson || a.kind == byOffice) {
		return true
	}
	if k > 0 && nodes[k].is(lang.Of) {
		k--
	}
	return k >= 0 && nodes[k].any(venues) && a.set.Len() == 1 && a.set.Within(&d.dict.Parties.Bodies)
}

// venues are the words by which a body is only where those behind it act: "on the sidelines of
// the UNGA, X and Y met".
var venues = lang.SetOf(lang.Gathering, lang.TalksNoun, lang.Side)

// opensPhrase tells whether the sentence begins with a phrase that ends with the actor at node
// i, and those behind its comma act: "At the invitation of X, Y and Z met", "Menurut Kremlin, X
// dan Y". No comma stands before their verb, as it would behind a list that begins with him.
func (d *Document) opensPhrase(i int) bool {
	if d.endsClause(i) {
		return d.actBehind(i)
	}
	if i > openingNodes || !openers.has(d.text.Tokens[d.span.First].Hash) || i > 0 && d.actorAt(i).preps == (lang.Set{}) && !d.nodes[i-1].is(lang.SayVerb) && !d.isOpener(i-1, i) {
		return false
	}
	for j := range i {
		if d.nodes[j].actor >= 0 || d.nodes[j].any(verbs) {
			return false
		}
	}
	return d.actBehind(i)
}

// endsClause tells whether the sentence begins with a clause of time whose verb has the actor at node i
// for its place or its object: "Sehari sebelum X tiba di Pyongyang, Y dan Z bertemu", "After X visited
// Kampala, Y and Z met".
func (d *Document) endsClause(i int) bool {
	if i == 0 || i > openingNodes || !d.nodes[0].is(lang.Clause) || d.nodes[0].is(lang.Relative) || d.nodes[0].first-d.span.First > clauseLead {
		return false
	}
	a := d.actorAt(i)
	return a.kind <= byPlace && (a.preps.Any(placing) || a.preps.Has(lang.To) || d.nodes[i-1].any(verbs) && d.near(i-1, i, 0))
}

// clauseLead is how many words may stand before the conjunction with which such a sentence begins: "a day
// before".
const clauseLead = 2

// actBehind tells whether those who are listed behind the comma of the actor at node i have the verb that
// follows.
func (d *Document) actBehind(i int) bool {
	last := i
	for next, _ := d.linked(last, i); next >= 0; next, _ = d.linked(last, i) {
		last = next
	}
	verb := last + 1
	return last > i && verb < len(d.nodes) && d.near(last, verb, 0) && !d.separated(last, verb) &&
		(d.nodes[verb].any(verbs) || d.nodes[verb].any(dealVerbs) || d.nodes[verb].any(auxiliaries) || d.nodes[verb].is(lang.Light))
}

// isOpener tells whether node k is the word with which the phrase begins that ends with node i:
// "Under Qatari mediation".
func (d *Document) isOpener(k, i int) bool {
	return d.nodes[k].first == d.span.First && d.near(k, i, 1) && !d.separated(k, i)
}

// openingNodes is how many nodes such a phrase has at most.
const openingNodes = 6

// openers are the words with which a phrase before those who act begins.
var openers = words("openers")

// goesOn tells whether the chain of commas from node first to node last ends in an
// "and" and somebody whom nobody knows: "met A, B and other officials", "signed by A, B,
// C and the Africa Finance Corporation".
func (d *Document) goesOn(first, last int) bool {
	if last == first || last+1 >= len(d.nodes) || !d.nodes[last+1].is(lang.And) || !d.near(last, last+1, 0) {
		return false
	}
	next := d.nodes[last+1].end
	if d.actorAt(last).kind < byOffice {
		return last-first >= 2 && d.isCapital(next)
	}
	t := d.tagAt(next) // a verb goes on with something else
	return t == nil || !t.Classes.Any(verbs) && !t.Is(lang.Light) && !t.Is(lang.SayVerb)
}

// isCapital tells whether token i, or the one behind an article there, has a capital.
func (d *Document) isCapital(i int32) bool {
	if i < d.span.End && d.isArticle(i) {
		i++
	}
	return i < d.span.End && d.text.Tokens[i].Has(scan.Capital)
}

// farList is how many words may stand between "the leaders of five states" and
// the list of those states.
const farList = 8

// distribute gives "the leaders of five states – A, B, C, D and E" its states.
func (d *Document) distribute() {
	for i := 0; i < len(d.nodes); i++ {
		a, last := d.actorAt(i), i
		switch {
		case a == nil:
		case d.takeNamely(a, d.behindDay(i)):
			last = d.behindDay(i)
		case a.plural && a.weak:
			last = d.takeListed(a, i)
		}
		if last > i {
			d.nodes[i].end = d.nodes[last].end
			d.nodes = slices.Delete(d.nodes, i+1, last+1)
		}
	}
}

// takeListed gives actor a at node i the states listed behind him before any other actor, and
// gives their node; i where there is none.
func (d *Document) takeListed(a *actor, i int) int {
	end := d.nodes[i].end
	for j := i + 1; j < len(d.nodes) && d.nodes[j].first-end <= farList && !d.nodes[j].any(triggers); j++ {
		list := d.actorAt(j)
		if list == nil {
			continue
		}
		if list.kind != byName || list.members < 2 {
			break
		}
		a.set, a.members, a.weak, a.persons, a.end = list.set, list.members, false, 0, list.end
		return j
	}
	return i
}

// namely are the words before the names of those who were only counted.
var namely = words("namely")

// behindDay gives the node behind node i, the "on" of a day aside: "three countries on Monday, namely".
func (d *Document) behindDay(i int) int {
	if i+1 < len(d.nodes) && d.nodes[i+1].is(lang.In) && d.mayBeDate(d.nodes[i+1].end) {
		return i + 2
	}
	return i + 1
}

// takeNamely gives pair a the states that a "namely" behind it lists at node i,
// "the three countries, namely A, B and C"; false where none or not as many follow.
func (d *Document) takeNamely(a *actor, i int) bool {
	list := d.actorAt(i)
	if a.kind != byPair || list == nil || !namely.has(d.text.Tokens[list.first-1].Hash) || list.set.Len() != int(a.want) {
		return false
	}
	a.kind, a.set, a.members, a.weak, a.end = byOffice, list.set, list.members, false, list.end
	return true
}

// compounds tells whether node k, which is nobody, is the first part of an adjective that a
// hyphen joins, before the next node: "Israel and Muslim-majority Kosovo".
func (d *Document) compounds(k int) bool {
	return k+1 < len(d.nodes) && d.nodes[k].actor < 0 && d.nodes[k].end < d.span.End && d.text.Tokens[d.nodes[k].end].Gap == scan.Hyphen && d.nodes[k+1].first == d.nodes[k].end+1
}

// linked gives the index of the actor that goes on the list after node j, and
// by what; -1 when the list ends there. first is the list's first node.
func (d *Document) linked(j, first int) (int, scan.Gap) {
	k := j + 1
	a, b := d.actorAt(first), d.actorAt(j)
	and := k < len(d.nodes) && d.nodes[k].is(lang.And)
	with := k < len(d.nodes) && d.nodes[k].is(lang.With) && a.preps.Has(lang.Between) // "antara X dengan Y"
	if and || with {
		k++
	}
	if and && d.compounds(k) {
		k++
	}
	c := d.actorAt(k)
	if c != nil && c.guest {
		d.resolveBeside(c, a.set)
	}
	if c == nil || !a.fits(c) || !b.fits(c) || c.preps != (lang.Set{}) && c.preps != a.preps && !with {
		return -1, 0
	}
	from, to := d.nodes[j].end-1, d.nodes[k].first
	g := d.gaps(from, to)
	if d.gaps(b.first, b.end-1)&scan.Bracket != 0 {
		g &^= scan.Bracket // "Kenyatta (Kenya), Museveni (Uganda) and"
	}
	free := to - from - 1 // words between
	if g&scan.Dash != 0 && g&^(scan.Inside|scan.Dash) == 0 && free == 0 && d.dashed(first, j, k) {
		return k, scan.Hyphen
	}
	if g&^(scan.Inside|scan.Comma) != 0 {
		return -1, 0
	}
	switch {
	case and && d.gaps(d.nodes[j+1].end-1, to)&scan.Comma != 0:
		return -1, 0 // "X and, in the evening, Y": each alone
	case and && a.preps.Has(lang.With) && d.partnerFrom(k, len(d.nodes)) > k:
		return -1, 0 // "with China, and Montenegro one with Turkey"
	case and && j == first && g&scan.Comma != 0 && d.tags[d.nodes[k].tag].Is(lang.HeOrShe):
		return -1, 0 // "appointed an envoy, and he will visit": another clause
	case and && j == first && g&scan.Comma != 0 && d.isObject(a, first) && d.doesNext(k):
		return -1, 0 // "received X, and Y had breakfast with him"
	case (and || with) && (free <= 3 || free == 4 && d.text.Tokens[to-2].Has(scan.Number)): // "and the 16-member SADC"
		return k, scan.Space
	case g&scan.Hyphen != 0 && free == 0:
		return k, scan.Hyphen
	case g&scan.Comma != 0 && free <= 1:
		return k, scan.Comma
	}
	return -1, 0
}

// dashed tells whether the dash between nodes j and k, with spaces around it, only joins the names of
// those whose talks or treaty it is, like a hyphen: "the EU – Japan summit", "KTT Rusia - ASEAN".
// first is the first node of the list.
func (d *Document) dashed(first, j, k int) bool {
	if !isBare(d.actorAt(j)) || !isBare(d.actorAt(k)) {
		return false
	}
	if d.profile().AdjectiveLast {
		return first > 0 && d.nodes[first-1].any(betweenStates) && d.near(first-1, first, 1) && !d.separated(first-1, first)
	}
	for k++; k < len(d.nodes) && d.near(k-1, k, 2); k++ {
		if a := d.actorAt(k); a == nil || !isBare(a) {
			break
		}
	}
	return k < len(d.nodes) && d.nodes[k].any(betweenStates) && d.near(k-1, k, 2) && !d.separated(k-1, k)
}

// isBare tells whether a is the name of a state or body, or its adjective.
func isBare(a *actor) bool { return a.kind == byName || a.kind == adjunct }

// betweenStates are the nouns for what several parties have together.
var betweenStates = occasionNouns.Union(lang.SetOf(lang.DealNoun))

// doesNext tells whether a verb of his own stands right behind the actor at node k.
func (d *Document) doesNext(k int) bool {
	if k+1 >= len(d.nodes) || !d.near(k, k+1, 0) || d.separated(k, k+1) {
		return false
	}
	n := &d.nodes[k+1]
	return n.forms&^lang.Gerund != 0 || n.any(auxiliaries) || n.is(lang.Light) || n.is(lang.SayVerb)
}
