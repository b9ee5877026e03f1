package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/fit"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// The frames know only what somebody wrote down. Beside them, every sentence is
// weighed by what was learnt from annotated articles: how likely is it that it tells
// of an event of the parties that it names? What the frames found and no sentence
// makes likely is dropped; what is very likely, and no frame found, is taken.

// The bounds, in log odds: a probability of 0.86, one of 0.8 for parties of whom the text tells an
// event of another type as well, and one of 0.05. Who meet agree on something, and who agree have met.
const (
	likely       = 1.8
	likelyBeside = 1.4
	unlikely     = -2.9
)

// mostActors bounds the actors of a sentence that are paired, and mostWeighed the
// sets of parties of an article that are weighed.
const (
	mostActors  = 12
	mostWeighed = 512
)

// pairing is parties that may have to do with each other, and the nodes of the two
// actors that name them, which are one where it names all; -1 for none.
type pairing struct {
	set           party.Set
	first, second int
}

// Observer is told what is weighed. It is for learning.
type Observer struct {
	Article func(features []string)
	Pairing func(Sample)
}

// Sample is what is known of parties in one sentence.
type Sample struct {
	Parties    party.Set
	Start, End int32 // bytes of the sentence
	Features   []string
	Found      [len(fit.Types)]bool // a frame found such an event of theirs here
}

// appraise weighs the sentence, whose candidates begin at found, for all parties that
// may have to do with each other.
func (d *Document) appraise(found int) {
	if len(d.weighed) >= mostWeighed {
		return
	}
	if d.pairUp(found); len(d.pairings) == 0 {
		return
	}
	var everybody party.Set
	for i := range d.actors {
		everybody.Join(&d.actors[i].set)
	}
	var names []string
	var sentence tally
	if d.observe.Pairing != nil {
		sentence.names = &names
	}
	d.weighSentence(&sentence)
	common := len(names)
	for i := range d.pairings {
		p, t := &d.pairings[i], sentence
		names = names[:common]
		d.weighPairing(&t, p, everybody)
		if d.observe.Pairing != nil {
			d.observe.Pairing(d.sample(p, names, found))
		}
		before, again := d.weighed[p.set]
		best := before
		for k := range fit.Types {
			if !again || t.sum[k] > best[k] {
				best[k] = t.sum[k]
			}
			if t.sum[k] >= likelyBeside && !d.toldHere(fit.Types[k], p.set, found) && !p.set.Meets(&d.grounds) {
				d.suppose(fit.Types[k], p, t.sum[k])
			}
		}
		if p.first < 0 {
			d.vouch(p.set, found)
			continue
		}
		if !again || best != before {
			d.weighed[p.set] = best
		}
	}
}

// vouch keeps other sentences from making unlikely what a frame found here of the two of s, whom
// it has from elsewhere, or from a list, "flew on to A, B and C": it knows more than a sentence
// that names them. The candidates of the sentence begin at found.
func (d *Document) vouch(s party.Set, found int) {
	if s.Len() != 2 {
		return
	}
	for k := range fit.Types {
		if slices.ContainsFunc(d.found[found:], func(c Candidate) bool { return c.Type == fit.Types[k] && c.Parties == s }) {
			w := d.weighed[s]
			w[k] = max(w[k], 0)
			d.weighed[s] = w
		}
	}
}

// toldHere tells whether a frame found such an event of one of s in the sentence.
func (d *Document) toldHere(kind events.Type, s party.Set, found int) bool {
	return slices.ContainsFunc(d.found[found:], func(c Candidate) bool { return c.Type == kind && c.Parties.Meets(&s) })
}

func (d *Document) sample(p *pairing, names []string, found int) Sample {
	cue := d.bytes(d.span.First, d.span.End)
	s := Sample{Parties: p.set, Start: cue.Start, End: cue.End, Features: slices.Clone(names)}
	for k, t := range fit.Types {
		s.Found[k] = slices.ContainsFunc(d.found[found:], func(c Candidate) bool { return c.Type == t && c.Parties == p.set && !c.Background })
	}
	return s
}

// pairUp lists the parties that may have to do with each other by the sentence.
func (d *Document) pairUp(found int) {
	d.pairings = d.pairings[:0]
	var acting party.Set
	var at, size [mostActors]int // of the actors: their nodes, and how many each names
	n, pronoun := 0, false
	for _, i := range d.actorNodes {
		a := d.actorAt(i)
		if n == mostActors {
			break
		}
		pronoun = pronoun || a.kind == byPair
		if size[n] = a.set.Len(); size[n] == 0 || d.ofLaymen(a) {
			continue
		}
		at[n] = i
		n++
		if a.kind != adjunct {
			acting.Join(&a.set)
		}
	}
	for i := range n {
		a := d.actorAt(at[i])
		if size[i] >= 2 && size[i] <= 6 {
			d.pairOff(a.set, at[i], at[i])
		}
		for j := i + 1; j < n; j++ {
			if b := d.actorAt(at[j]); size[i]+size[j] <= 4 && !a.set.Meets(&b.set) {
				d.pairOff(a.set.Union(b.set), at[i], at[j])
			}
		}
	}
	named := acting.Len()
	if named >= 3 && named <= 8 {
		d.pairOff(acting, -1, -1)
	}
	nobody := n == 0 // then those are meant of whom the text speaks: "Talks on a treaty will go on."
	if d.index-d.priorPair <= recentSentences+1 && (pronoun || nobody || named > 0 && acting.Within(&d.prior)) {
		if k := d.prior.Len(); k >= 2 && k <= 3 {
			d.pairOff(d.prior, -1, -1)
		}
	}
	if nobody || named > 0 && acting.Within(&d.principal) {
		d.pairOff(d.principal, -1, -1)
	}
	for i := found; i < len(d.found); i++ {
		d.pairOff(d.found[i].Parties, -1, -1)
	}
}

// pairOff takes s, named by the actors at two nodes, into the list. Of several ways to
// name them the one is taken that has the fewest words between.
func (d *Document) pairOff(s party.Set, first, second int) {
	if s.Empty() {
		return
	}
	for i := range d.pairings {
		p := &d.pairings[i]
		if p.set != s {
			continue
		}
		if first >= 0 && d.length(first, second) < d.length(p.first, p.second) {
			p.first, p.second = first, second
		}
		return
	}
	d.pairings = append(d.pairings, pairing{s, first, second})
}

// length is how many words stand between the actors of a pairing. Those that only
// describe something, "Chinese food", count as far away.
func (d *Document) length(first, second int) int32 {
	const far = 1000
	if first < 0 {
		return 10 * far
	}
	n := d.nodes[second].first - d.nodes[first].end
	for _, i := range [...]int{first, second} {
		if d.actorAt(i).kind == adjunct {
			n += far
		}
	}
	return n
}

// weighSentence sees what is true of the sentence for all parties.
func (d *Document) weighSentence(t *tally) {
	t.see(bias)
	told := d.told
	told.Remove(lang.Common)
	t.seeClasses(&hasClass, told)
	if d.span.First < d.headline {
		t.see(inHeadline)
	} else {
		t.seeNumber(inBody, d.bodySentence)
	}
	actor := 0
	for i := d.span.First; i < d.span.End; i++ {
		for actor < len(d.actors) && d.actors[actor].end <= i {
			actor++
		}
		if actor < len(d.actors) && d.actors[actor].first <= i {
			continue // names of people and places would be learnt by heart
		}
		d.seeWord(t, i)
	}
}

// weighPairing sees what is true of the parties p among everybody whom actors of the
// sentence stand for.
func (d *Document) weighPairing(t *tally, p *pairing, everybody party.Set) {
	t.seeNumber(nParties, p.set.Len())
	t.seeNumber(nOthers, party.Count(everybody.Minus(p.set)))
	if p.set == d.principal {
		t.see(arePrincipal)
	}
	if p.set == d.prior {
		t.see(areSalient)
	}
	switch {
	case p.set.Within(&d.titled):
		t.see(inTitle[2])
	case p.set.Meets(&d.titled):
		t.see(inTitle[1])
	}
	if p.first < 0 {
		t.see(unnamed)
		return
	}
	a, b := d.actorAt(p.first), d.actorAt(p.second)
	t.see(kinds[int(a.kind)*int(byPair+1)+int(b.kind)])
	if a == b {
		t.see(oneActor)
	}
	if d.quoted(a.first) {
		t.see(inQuotes)
	}
	for i, a := range [...]*actor{a, b} {
		d.weighActor(t, a, i)
	}
	var words lang.Set
	for i := p.first + 1; i < p.second; i++ {
		if d.nodes[i].actor < 0 {
			words = words.Union(d.nodes[i].classes)
		}
	}
	t.seeClasses(&between, words)
}

func (d *Document) weighActor(t *tally, a *actor, i int) {
	t.seeClasses(&governs[i], a.preps)
	if a.preps == (lang.Set{}) {
		t.see(free[i])
	}
	if a.speaks {
		t.see(speaking[i])
	}
	if a.weak {
		t.see(inferred[i])
	}
	if a.organ {
		t.see(organs[i])
	}
	if a.possessive {
		t.see(owning[i])
	}
}
