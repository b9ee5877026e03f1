package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// remember keeps what the next sentence may refer to.
func (d *Document) remember() {
	if d.span.First >= d.headline && d.span.First < d.span.End {
		d.bodySentence++
	}
	if d.told.Has(lang.DealNoun) {
		d.lastDeal = d.index
	}
	if d.told.Has(lang.Parliament) {
		d.houseAt = d.index
	}
	d.seePanel()
	d.seeCentre()
	if i := d.pronounAt(); i >= 0 && !d.he.set.Empty() {
		if first := d.firstPerson(); first != nil && first.set != d.he.set && first.first < d.tags[i].First && d.doer(i, first.first) {
			d.him, d.he = d.he, *first // "Li chaired the summit, at which he offered …"
		} else if a := d.ownerBehind(i); a != nil {
			d.tellOf(a)
		}
		d.he.sentence = d.index
		return // whom a sentence calls "he" stays the one it is about
	}
	for _, i := range d.actorNodes {
		if a := d.actorAt(i); inOffice(a) && a.preps == (lang.Set{}) && a.set.Len() == 1 && !d.namesHost(i) {
			d.tellOf(a)
			return
		}
	}
	if i := d.soleAgent(); i >= 0 {
		d.tellOf(d.actorAt(i))
		return
	}
	for i := range d.actors {
		if a := &d.actors[i]; a.speaks && inOffice(a) && a.set.Len() == 1 {
			d.tellOf(a) // "The work, according to X, begins in May"
			return
		}
	}
	// "For Putin, …": nobody else acts, so that the sentence is about him.
	if a := d.actorAt(1); a != nil && a.kind == byPerson && a.set.Len() == 1 && d.nodes[0].is(lang.To) && d.nodes[0].first == d.span.First {
		d.tellOf(a)
		return
	}
	for _, i := range d.actorNodes {
		if a := d.actorAt(i); d.he.set.Empty() && i >= 2 && d.nodes[i-2].is(lang.VisitNoun) && a.kind == byPerson && a.set.Len() == 1 && (a.preps.Has(lang.By) || a.preps.Has(lang.Of)) {
			d.tellOf(a) // "A and B signed a pact during a visit by President X"
		}
	}
}

// pronounAt gives the first tag that is a pronoun for whoever the text is about, and not for one of two;
// -1 where the sentence has none.
func (d *Document) pronounAt() int {
	if !d.told.Has(lang.HeOrShe) {
		return -1
	}
	return slices.IndexFunc(d.tags, func(t tag.Tag) bool {
		return t.Is(lang.HeOrShe) && !isOneOfTwo(d.dict.Value(d.text, &t, lang.HeOrShe))
	})
}

// namesHost tells whether the actor at node i only names, behind a comma, one of the several right before:
// "X and his host, Y, agreed".
func (d *Document) namesHost(i int) bool {
	a, before := d.actorAt(i), d.actorAt(i-1)
	return before != nil && before.set.Len() > 1 && a.set.Within(&before.set) && before.end == a.first && d.separated(i-1, i)
}

// soleAgent gives the node of the one official by whom what the sentence tells was done, where nobody
// else acts in it, or -1: "The meeting was chaired by X".
func (d *Document) soleAgent() int {
	who := -1
	for _, i := range d.actorNodes {
		a := d.actorAt(i)
		switch {
		case a.kind < byOffice || a.organ:
		case who >= 0 || !inOffice(a) || !a.preps.Has(lang.By) || a.set.Len() != 1:
			return -1
		default:
			who = i
		}
	}
	return who
}

// ownerBehind gives the subject behind the phrase that opens the sentence, whom the pronoun in it at
// tag i means: "During his stay in Harbin the minister visited"; nil where that is no owner.
func (d *Document) ownerBehind(i int) *actor {
	his := &d.tags[i]
	if d.dict.Value(d.text, his, lang.HeOrShe) != "owner" || his.First == d.span.First || his.First-d.span.First > openingOwner {
		return nil // also "His Ethiopian counterpart said"
	}
	for _, n := range d.actorNodes {
		if a := d.actorAt(n); inOffice(a) && a.first > his.First && a.preps == (lang.Set{}) {
			if a.first-his.End < ownedWords || d.isObject(a, n) || a.set.Len() != 1 {
				return nil
			}
			return a
		}
	}
	return nil
}

// How many words stand at most before the owner in such a phrase, and at least between him and the
// subject: "during his stay the minister", but not "after his ambassador".
const (
	openingOwner = 3
	ownedWords   = 1
)

// tellOf makes a the one whom the story is about.
func (d *Document) tellOf(a *actor) {
	if d.he.set != a.set {
		d.him = d.he
	}
	d.he = d.refer(a)
}

// refer gives a, whom the sentence names, as one who can be meant by a pronoun.
func (d *Document) refer(a *actor) referent {
	r := referent{set: a.set, rank: a.rank, person: -1, first: a.first, sentence: d.index}
	if a.persons > 0 {
		r.person = a.people[0]
	}
	return r
}

// recentSentences is how far back "the three" reaches.
const recentSentences = 3

// recall notes who acts in the sentence, for the pronouns of the next ones.
func (d *Document) recall() {
	copy(d.recent[:], d.recent[1:])
	var s party.Set
	for _, i := range d.actorNodes {
		if a := d.actorAt(i); isPeople(a) {
			s.Join(&a.set)
			for _, p := range a.people[:a.persons] {
				d.people[p].last = d.index
			}
		}
	}
	d.recent[recentSentences-1] = s
	if d.choosing {
		d.two = d.twoBefore(len(d.nodes))
	}
	d.seeBand()
	// "Thailand and Cambodia …": whom the next sentence calls "the two countries".
	if len(d.actorNodes) == 0 {
		return
	}
	a := d.actorAt(d.actorNodes[0])
	if a.set.Len() == 2 && a.kind <= byPlace && a.speaks {
		d.spoke, d.spokeAt = a.set, d.index
	}
	if a.set.Len() >= 2 && a.kind != adjunct && a.kind != byPair && !a.preps.Any(prepositions) && !a.speaks && !(!d.event.Empty() && (a.kind == byOffice && a.rank == official || d.onlyComes(a))) {
		d.speakOf(a.set, d.index)
	} else if d.event.Empty() && d.salient.Len() < 2 && !d.told.Any(triggers) {
		d.speakOfBetween()
	}
}

// speakOfBetween takes the two between whom there is something for those of whom the text speaks, where it
// has told of no others yet, and of no event here: "Fighting between Thailand and Cambodia broke out".
func (d *Document) speakOfBetween() {
	for _, i := range d.actorNodes {
		if a := d.actorAt(i); a.set.Len() == 2 && a.kind == byName && a.preps.Has(lang.Between) && !d.quoted(a.first) {
			d.speakOf(a.set, d.index)
			return
		}
	}
}

// onlyComes tells whether a are told to send somebody, or to attend: they come to the talks of others,
// "The US and China sent their ambassadors to the talks", "AS dan China turut menghadiri".
func (d *Document) onlyComes(a *actor) bool {
	t := d.tagAt(a.end)
	return d.hasWord(a.end, a.end+2, despatching) || t != nil && t.Is(lang.AttendVerb)
}

// despatching are the verbs by which somebody is sent.
var despatching = words("despatching")

// attends tells whether a are officials below a minister, who come to the talks of
// others: "the ambassadors of the United States and China attended".
func (d *Document) attends(a *actor) bool {
	return a.kind == byOffice && !a.organ && a.rank <= official
}

// referent is whom the story is about: the one whom a pronoun means.
type referent struct {
	set      party.Set
	rank     rank
	person   int32 // index, or -1
	first    int32 // token at which the sentence under work names him
	sentence int32 // in which he was named last
}

// recentPairs is how many earlier pairs "the two leaders" can mean, where the
// last one does not fit.
const recentPairs = 4

// speakOf makes s, which sentence i names, the parties that the discourse is about.
func (d *Document) speakOf(s party.Set, i int32) {
	if s != d.salient && !d.salient.Empty() {
		copy(d.pairs[1:], d.pairs[:])
		d.pairs[0] = d.salient
	}
	d.salient, d.lastPair = s, i
}

// placeTold gives the state in which the sentence sets what it tells, if it names one:
// that of the first city behind "in".
func (d *Document) placeTold() party.Set { return d.placeNamed().Minus(d.dict.Parties.Bodies) }

// placeNamed gives whose that city is, which can be the seat of a body.
func (d *Document) placeNamed() party.Set {
	for i := range d.nodes {
		if a := d.actorAt(i); a != nil && a.kind == byPlace && a.preps.Has(lang.In) {
			return a.set
		}
	}
	return party.Set{}
}

// otherOf gives the other one of the pair that the discourse is about, if s is one of it.
func (d *Document) otherOf(s party.Set) party.Set {
	if d.salient.Len() != 2 || !s.Within(&d.salient) || d.index-d.lastPair > 2 {
		return party.Set{}
	}
	return d.salient.Minus(s)
}

// passingBodies tells whether the discourse went from two states to bodies, whose
// leaders and countries nobody means by "the two": "observers of CELAC and UNASUR".
func (d *Document) passingBodies() bool {
	states := d.pairs[0]
	if states.Empty() {
		states = d.story
	}
	return d.salient.Within(&d.dict.Parties.Bodies) && !states.Empty() && !states.Meets(&d.dict.Parties.Bodies)
}

// resolveSpeakers gives "they" the state of the several who say it right before: "Seoul officials said
// they would consult with Washington".
func (d *Document) resolveSpeakers(a *actor) {
	if a.want != 0 || a.plural || a.possessive {
		return
	}
	k := d.nodeFrom(a.first)
	for k--; k > 0 && a.first-d.nodes[k].end <= speakerReach; k-- {
		if !d.nodes[k].is(lang.SayVerb) {
			continue
		}
		if o := d.actorAt(k - 1); o != nil && o.speaks && o.plural && !o.preps.Any(prepositions) && o.set.Len() == 1 {
			a.kind, a.set, a.rank = byOffice, o.set, o.rank
		}
		return
	}
}

// speakerReach is how many words may stand between a verb of saying and the "they" of who says it.
const speakerReach = 2

// officials gives the parties of all officials of such a rank whom the text has named so far.
func (d *Document) officials(least rank) (s party.Set) {
	for i := range d.people {
		if p := &d.people[i]; p.rank >= least {
			s.Join(&p.set)
		}
	}
	return s
}

// titleBody gives the body of the headline whose summit the story has told of: "the heads of
// state adopted a charter" is said of its members, whoever else was named.
func (d *Document) titleBody() party.Set {
	return d.gathered.Intersect(d.titled).Intersect(d.dict.Parties.Collective)
}

// onlyNamed tells whether the two of whom the discourse is are others than those of an event
// that was told a moment ago, and so named in passing.
func (d *Document) onlyNamed() bool {
	return d.event.Len() == 2 && d.salient.Len() == 2 && !d.salient.Meets(&d.event) && d.index-d.lastEvent <= recentSentences
}

// newPair gives the two states whom the sentence names before a token, if somebody acts for
// one of them of whom the discourse was not: "Salvador's president offered to take in
// migrants from the United States, and the two sides signed".
func (d *Document) newPair(token int32) party.Set {
	acting := d.actingBefore(token)
	if acting.Len() != 1 || acting.Within(&d.salient) {
		return party.Set{}
	}
	all := acting
	for i := range d.actors {
		if a := &d.actors[i]; a.first < token && a.kind != byPair {
			all.Join(&a.set)
		}
	}
	return all
}

// toldStates gives the states that pair a means as "the three countries": those of the
// headline, or of the last event of so many; nobody where there are none.
func (d *Document) toldStates(a *actor) party.Set {
	if !d.ofStates(a) {
		return party.Set{}
	}
	if s := d.titled.Minus(d.dict.Parties.Bodies); s.Len() == int(a.want) {
		return s
	}
	if s := d.lastCircle(int(a.want), party.Set{}); !s.Meets(&d.dict.Parties.Bodies) {
		return s
	}
	return party.Set{}
}

// actingBefore gives the parties of the people whom the sentence names before a token.
func (d *Document) actingBefore(token int32) (s party.Set) {
	for i := range d.actors {
		if a := &d.actors[i]; a.first < token && isPeople(a) {
			s.Join(&a.set)
		}
	}
	return s
}

// recentlyActing gives the parties of the people of the last sentences.
func (d *Document) recentlyActing() (s party.Set) {
	for _, acting := range d.recent {
		s.Join(&acting)
	}
	return s
}

// stateNouns are the words of those who can only be states, or act for them.
var stateNouns = words("stateNouns")

// bare are the last words of a pair that tells nothing of those whom it means.
var bare = words("bare")

// ofStates tells whether pair a is one of states by its own words: "both countries",
// and not "the two".
func (d *Document) ofStates(a *actor) bool {
	return d.hasWord(a.first, a.end, stateNouns)
}

// isMembers tells whether pair a is told as the members of a body: "ministers of member
// states", "menteri luar negara anggota".
func (d *Document) isMembers(a *actor) bool {
	return d.hasWord(a.first, a.end, memberWords)
}

// memberWords are the words for those who belong to a body.
var memberWords = words("memberWords")

// justTold gives the states whose names, or whose cities, the sentence before has.
func (d *Document) justTold() party.Set { return d.statesIn(d.tagsBefore()) }

// statesIn gives the states whose names, or whose cities, are among tags.
func (d *Document) statesIn(tags []tag.Tag) (s party.Set) {
	for i := range tags {
		if t := &tags[i]; t.Classes.Any(countries) || t.Is(lang.City) {
			s = s.Union(d.setOf(t))
		}
	}
	return s.Minus(d.dict.Parties.Bodies)
}

// tagsBefore gives the tags of the sentence before; none for the first one.
func (d *Document) tagsBefore() []tag.Tag {
	if d.index == 0 {
		return nil
	}
	return d.tagsOf(d.index - 1)
}

// tagsOf gives the tags of sentence i.
func (d *Document) tagsOf(i int32) []tag.Tag {
	s, tags := d.text.Sentences[i], d.text.Tags
	return tags[tagFrom(tags, s.First):tagFrom(tags, s.End)]
}
