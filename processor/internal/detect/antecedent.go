package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// resolve gives a pair ("both sides", "they") the parties that the discourse is about.
func (d *Document) resolve(a *actor) {
	if a.kind != byPair || !a.set.Empty() {
		return
	}
	if d.resolveSpeakers(a); a.kind != byPair || a.host && d.placeHost(a) {
		return
	}
	d.findAntecedent(a)
	if d.toldByMediator(a) {
		a.set = party.Set{}
	}
}

// findAntecedent gives pair a those whom the surest reading finds.
func (d *Document) findAntecedent(a *actor) {
	if d.isMembers(a) && a.want == 0 && !d.ofStates(a) {
		if a.set = d.membersTold(a); a.set.Empty() {
			a.set = d.onlyBody()
		}
		return // those of a body, and never two states
	}
	for _, find := range antecedents {
		if a.set = find(d, a); !a.set.Empty() {
			return
		}
	}
	if a.want == 2 {
		a.set = d.story
		return
	}
	d.resolveBand(a)
}

// toldByMediator tells whether one of those whom a would mean speaks of a as whoever mediates between
// them: "The Kenyan mediator said the parties had signed".
func (d *Document) toldByMediator(a *actor) bool {
	if a.kind != byPair || a.set.Empty() {
		return false
	}
	for i := range d.actors {
		o := &d.actors[i]
		if o.first >= a.first {
			break
		}
		if o.speaks && o.set.Len() == 1 && o.set.Meets(&a.set) && d.hasWord(o.first, o.end, mediators) {
			return true
		}
	}
	return false
}

// antecedents find whom "they", "both sides" or "the three" mean, the surest reading first.
var antecedents = [...]func(d *Document, a *actor) party.Set{
	(*Document).saidBefore, (*Document).ownersTold, (*Document).metInClause, (*Document).visitorsTold, (*Document).companionsTold, (*Document).severalTold, (*Document).newcomers, (*Document).membersTold,
	(*Document).pairTold, (*Document).namedLately, (*Document).officialsTold,
}

// saidBefore gives the several who are told before a in its sentence: "Armenia and Azerbaijan
// said that they …".
func (d *Document) saidBefore(a *actor) party.Set {
	var governed party.Set
	for i := range d.actors {
		o := &d.actors[i]
		if o.first >= a.first {
			break
		}
		if n := o.set.Len(); n < 2 || a.want != 0 && n != int(a.want) || o.kind == byPair || o.kind == adjunct {
			continue
		}
		if !o.preps.Any(prepositions) {
			return o.set
		}
		if isPeople(o) {
			governed = o.set
		}
	}
	if a.want == 0 {
		return party.Set{}
	}
	return governed // "was watched by X and Y after the two had met"
}

// ownersTold gives the three or more of whom the sentence before tells something, where a is told as theirs: "X,
// Y and Z called for restraint. Their ministers met".
func (d *Document) ownersTold(a *actor) party.Set {
	if a.want == 2 && d.salient.Len() > 2 && d.lastPair == d.index-1 && d.isWord(a.first, its) {
		return d.salient
	}
	return party.Set{}
}

// metInClause gives the two who act before "they" in the sentence, where a clause only tells when these
// meet: "X will raise it with Y when they meet in June".
func (d *Document) metInClause(a *actor) party.Set {
	k := d.nodeFrom(a.first)
	if a.want != 0 || a.plural || a.possessive || k == 0 || !d.nodes[k-1].is(lang.Clause) || that.has(d.text.Tokens[d.nodes[k-1].first].Hash) {
		return party.Set{}
	}
	for k++; k < len(d.nodes) && d.nodes[k].any(auxiliaries); k++ {
	}
	if k >= len(d.nodes) || !d.nodes[k].is(lang.MeetVerb) && !d.nodes[k].is(lang.CallVerb) {
		return party.Set{}
	}
	var s party.Set
	var last *actor
	for i := range d.actors {
		if o := &d.actors[i]; o.first < a.first && isPeople(o) {
			s.Join(&o.set)
			last = o
		}
	}
	if s.Len() != 2 || last.weak {
		return party.Set{} // "when they see each other", said of "he" and "him"
	}
	return s
}

// visitorsTold gives the state of the visitors of whom this sentence or the one before begins to tell, and
// who came to the talks told last: "X received a delegation of Y. The guests asked for aid. They met Z".
func (d *Document) visitorsTold(a *actor) party.Set {
	if a.want != 0 || a.plural || a.possessive || !d.opensWithGuests(d.index) && !d.opensWithGuests(d.index-1) {
		return party.Set{}
	}
	c := d.lastTalks()
	if c == nil || c.Parties.Len() != 2 || c.Place.Country.Len() != 1 || !c.Place.Country.Within(&c.Parties) {
		return party.Set{}
	}
	a.kind = byOffice
	return c.Parties.Minus(c.Place.Country)
}

// opensWithGuests tells whether sentence i begins with the guests of somebody.
func (d *Document) opensWithGuests(i int32) bool {
	if i < 0 {
		return false
	}
	s := d.text.Sentences[i]
	for t := s.First; t < min(s.First+guestsReach, s.End); t++ {
		if guestWords.has(d.text.Tokens[t].Hash) {
			return true
		}
	}
	return false
}

// guestsReach is how many words such a sentence can begin with before and with them: "Later the guests".
const guestsReach = 3

// companionsTold gives those who acted in the sentence before, where this one tells whom else they met: "X was accompanied
// to Tunis by Y and Z. The three held talks with President W".
func (d *Document) companionsTold(a *actor) party.Set {
	last := d.recent[recentSentences-2]
	if a.want < 2 || a.possessive || last.Len() != int(a.want) || d.ofStates(a) {
		return party.Set{}
	}
	for i := range d.actors {
		if o := &d.actors[i]; o.first >= a.end && isPeople(o) && !o.set.Empty() {
			if o.set.Meets(&last) {
				break
			}
			return last
		}
	}
	return party.Set{}
}

// severalTold gives the three or more whom the sentence and the discourse name together.
func (d *Document) severalTold(a *actor) party.Set {
	if a.want <= 2 {
		return party.Set{}
	}
	s := d.actingBefore(a.first)
	if here := s.Union(d.statesBefore(a.first)); d.ofStates(a) && here.Len() == int(a.want) {
		return here // "X, with colleagues from Y and Z, signed a pact on a line between the three countries"
	}
	if told := d.toldStates(a); !told.Empty() {
		return told
	}
	if all := s.Union(d.salient); s.Len() == int(a.want) || all.Len() == int(a.want) {
		return all // "X received each of them, then the three sat down"
	}
	if others := d.lastCircle(int(a.want)+1, party.Set{}).Minus(d.named()); others.Len() == int(a.want) && d.ofStates(a) {
		return others // "Iran will meet X, Y and Z. The ministers of the three states told Iran's envoy"
	}
	return party.Set{}
}

// statesBefore gives the states that the sentence names before a token as such, and no place or thing.
func (d *Document) statesBefore(token int32) (s party.Set) {
	for i := range d.actors {
		if a := &d.actors[i]; a.first < token && a.kind == byName && !a.preps.Any(placing) {
			s.Join(&a.set)
		}
	}
	return s
}

// newcomers gives a pair of which the sentence or the last event has told first.
func (d *Document) newcomers(a *actor) party.Set {
	if s := d.actingBefore(a.first); (a.possessive || a.want == 2 && !d.ofStates(a) && !d.isWord(a.first-1, that)) && s.Len() == 2 && !s.Within(&d.salient) {
		return s // "had with President X their first conversation", "X was asked by Y when the two spoke"
	}
	if a.want == 2 {
		if s := d.newPair(a.first); s.Len() == 2 {
			return s
		}
	}
	if n := len(d.found); n > 0 && a.want > 1 && d.found[n-1].Parties == d.salient && d.found[n-1].Guests.Len() == int(a.want) {
		return d.found[n-1].Guests // "Z hosted talks between X and Y. The two agreed"
	}
	return party.Set{}
}

// membersTold gives the body whose members nobody counts.
func (d *Document) membersTold(a *actor) party.Set {
	if a.want != 0 {
		return party.Set{}
	}
	if body := d.gathered.Intersect(d.dict.Parties.Collective); body.Len() == 1 && a.plural && a.rank >= minister && d.toConvene(a) {
		return body // "when the leaders convene on Wednesday": for the summit that was told
	}
	if d.bodyMet() && d.lastMet > d.lastPair {
		return d.met // "member states adopted": those of the body that met
	}
	if s := d.union; a.rank >= minister && s.Len() == 1 && (d.salient.Empty() || d.salient.Meets(&s) || d.index-d.lastPair > 2 || d.isMembers(a) || d.onlyUnion(a)) {
		return s // "ECOWAS suspended Mali. Its leaders will meet": those of the members
	}
	if a.plural && a.rank >= minister && d.index-d.lastEvent > 1 && party.Count(d.titleBody()) == 1 {
		return d.titleBody()
	}
	return party.Set{}
}

// onlyBody gives the one body of the text whose members agree with each other under its name.
func (d *Document) onlyBody() party.Set {
	s := d.mentioned.Intersect(d.dict.Parties.Collective)
	if s.Len() > 1 {
		return party.Set{}
	}
	return s
}

// onlyUnion tells whether the sentence names a union of states before a, and nobody else: "At the Forum
// itself leaders endorsed".
func (d *Document) onlyUnion(a *actor) bool {
	return d.unionAt == d.index && a.plural && a.first > d.span.First && party.Inside(d.named(), d.union) && slices.ContainsFunc(d.tags, func(t tag.Tag) bool {
		return t.First < a.first && d.unionOf(&t) == d.union
	})
}

// toConvene tells whether a verb of holding a session stands behind a.
func (d *Document) toConvene(a *actor) bool {
	k := d.nodeFrom(a.end)
	for k < len(d.nodes) && d.nodes[k].any(auxiliaries) && !d.nodes[k].is(lang.MeetVerb) {
		k++
	}
	return k < len(d.nodes) && d.value(k, lang.MeetVerb) == "convene" && d.nodes[k].first-a.end <= 2
}

// pairTold gives the pair, or the several, that the discourse is about.
func (d *Document) pairTold(a *actor) party.Set {
	if a.want == 2 && d.ofStates(a) && d.spoke.Len() == 2 && d.spokeAt == d.index-1 && !d.opensParagraph() {
		return d.spoke // "X and Y reiterated it. The ministers of the two countries signed"
	}
	if a.want == 2 && d.onlyNamed() && (!d.ofStates(a) || d.history == d.lastPair) {
		return d.event // "X met Y. A and B are at war. The two sides signed"
	}
	if s := d.recent[recentSentences-2]; a.want != 1 && a.want < 3 && s.Len() == 2 && d.lastPair < d.index-1 && bare.has(d.text.Tokens[a.end-1].Hash) {
		return s // "X's minister was waiting for Y's. After an hour they decided"
	}
	if s := d.pairs[0]; a.want == 0 && s.Len() > 2 && s == d.recent[recentSentences-2] && d.salient.Within(&s) {
		return s // "The leaders of X, Y and Z came. X and Y arrived by car; Z walked. They signed"
	}
	if s := d.ofRank(a); !s.Empty() {
		return s
	}
	if n := d.salient.Len(); n >= 2 && (a.want == 0 || n == int(a.want)) && !d.passingBodies() {
		return d.salient
	}
	if p := d.pairs[0]; p.Len() >= 2 && p.Len() == int(a.want) && (d.index-d.lastPair <= recentSentences || p == d.agreed) {
		return p
	}
	return party.Set{}
}

// namedLately gives those named in the last sentences, where nobody has been bound yet, if they
// are as many.
func (d *Document) namedLately(a *actor) party.Set {
	var s party.Set
	for i := recentSentences - 1; i >= 0; i-- {
		s.Join(&d.recent[i])
		if n := s.Len(); n >= 2 && (a.want == 0 || n == int(a.want)) {
			return s
		}
		if all := s.Union(d.salient); all.Len() == int(a.want) && a.want > 2 {
			return all // "the three": a pair and somebody who came to them
		}
	}
	told := d.justTold()
	if a.want > 0 && told.Len() == int(a.want) && (d.ofStates(a) || d.hasWord(a.first, a.end, ministerNouns) && !d.isWord(a.first, its)) {
		return told // "Russia will finance a railway in Iran. The ministers of both countries signed"
	}
	if all := told.Union(d.recentlyActing()).Union(d.salient); a.want > 2 && all.Len() == int(a.want) && d.ofStates(a) {
		return all // "X and Y opened the line. It may go on to Z. Ministers of the three countries will meet"
	}
	return party.Set{}
}

// officialsTold gives those whose ministers or leaders the text has named, if they are as many.
func (d *Document) officialsTold(a *actor) party.Set {
	if s := d.officials(minister); a.want == 2 && s.Len() == 2 {
		return s
	}
	if s := d.officials(leader).Minus(d.dict.Parties.Bodies); a.want > 2 && s.Len() == int(a.want) && !d.ofStates(a) {
		return s // "the four leaders": all whom the text has named
	}
	return party.Set{}
}

// ofRank gives the two of whom the text spoke last and has named leaders, or ministers, where a
// means such and the last pair has none for one of them: "Presidents A and B met. C's minister
// will be in B's capital. The two presidents discussed"; nobody else.
func (d *Document) ofRank(a *actor) party.Set {
	if a.want != 2 && !(a.want == 0 && a.plural && d.isDefinite(a)) || d.salient.Len() != 2 || d.ofStates(a) { // "ministers of the two countries" need no names
		return party.Set{}
	}
	r := a.rank
	if r < minister && d.hasWord(a.first, a.end, leaderNouns) {
		r = leader
	} else if r < minister && d.hasWord(a.first, a.end, ministerNouns) {
		r = minister
	}
	if r < minister || party.Inside(d.salient, d.ofLeast(r)) {
		return party.Set{}
	}
	for _, s := range [...]party.Set{d.event, d.pairs[0], d.pairs[1], d.story} {
		if s.Len() == 2 && party.Inside(s, d.ofLeast(r)) {
			return s
		}
	}
	return party.Set{}
}

// The last words of a pair of leaders, and of one of ministers.
var (
	leaderNouns   = words("leaderNouns")
	ministerNouns = words("ministerNouns")
)

// ofLeast gives the parties of all officials of such a rank whom the text has named so far, or who
// have taken part in what it told.
func (d *Document) ofLeast(r rank) party.Set {
	s := d.officials(r)
	for ; r <= leader; r++ {
		s.Join(&d.acted[r])
	}
	return s
}
