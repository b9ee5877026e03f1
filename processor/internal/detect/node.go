package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// node is a part of a sentence: an actor, or a tagged word.
type node struct {
	first, end int32    // tokens
	tag        int32    // index into tags; of an actor, its first
	actor      int32    // index into actors, or -1
	classes    lang.Set // of a word; an actor has none, but for Firm
	forms      lang.Form
	lo, hi     int32 // the nodes of its clause
}

func (n *node) is(c lang.Class) bool { return n.classes.Has(c) }

func (n *node) any(s lang.Set) bool { return n.classes.Any(s) }

// actorAt gives the actor at node i; nil where a word stands, or no node.
func (d *Document) actorAt(i int) *actor {
	if i < 0 || i >= len(d.nodes) || d.nodes[i].actor < 0 {
		return nil
	}
	return &d.actors[d.nodes[i].actor]
}

// buildNodes makes the nodes of the sentence: actors are read, given their
// prepositions and joined to groups; function words that bear nothing vanish.
func (d *Document) buildNodes() {
	d.nodes, d.actors, d.journeys = d.nodes[:0], d.actors[:0], false
	for i := 0; i < len(d.tags); {
		t := &d.tags[i]
		if t.Classes.Any(actorial) && !d.isInfinitive(i) {
			if next := d.skipFormer(i); next > i {
				i = next
				continue
			}
			if d.isStance(i) {
				i++
				continue
			}
			if a, next, ok := d.readActor(i); ok {
				if d.inRole(&a) {
					i = next
					continue
				}
				d.dropVisiting(&a)
				d.giveOwnersState(&a)
				n := node{first: a.first, end: a.end, tag: int32(i), actor: int32(len(d.actors))}
				if t.Is(lang.Firm) {
					n.classes.Add(lang.Firm) // JICA: a state's own, which lends for railways
				}
				d.nodes = append(d.nodes, n)
				d.actors = append(d.actors, a)
				i = next
				continue
			}
		}
		c, forms := t.Classes.Minus(besideNodes), t.Forms
		if c.Any(ambiguous) {
			c, forms = d.inContext(i, c, forms)
		}
		if c != (lang.Set{}) && !t.Classes.Any(transparent) { // "his" alone links nothing
			d.nodes = append(d.nodes, node{first: t.First, end: t.End, tag: int32(i), actor: -1, classes: c, forms: forms})
		}
		i++
	}
	d.dropExcepted()
	d.govern()
	d.adopt()
	d.adoptLeaders()
	d.standForTeams()
	d.takeAliases()
	d.dropKin()
	d.coordinate()
	d.dropQuarrels()
	d.standForGroups()
	d.distribute()
	d.dropSpheres()
	d.findMediators()
	d.dropNaming()
	d.findCalls()
	d.findStays()
	d.findAsideStay()
	d.markSpeakers()
	d.dropSpeech()
	d.dropSource()
	d.indexNodes()
}

// indexNodes finds the clauses of the nodes, and those of actors. It is to be called where
// nodes came or went.
func (d *Document) indexNodes() {
	d.findClauses()
	d.actorNodes = d.actorNodes[:0]
	for i := range d.nodes {
		if d.nodes[i].actor >= 0 {
			d.actorNodes = append(d.actorNodes, i)
		}
	}
}

// besideNodes are the classes that are read from the tags: function words, dates and spans.
var besideNodes = lang.SetOf(lang.Common, lang.Date, lang.Span, lang.Tour, lang.Session)

// stances are the words by which a hyphen joins a party to somebody whom it only describes, and
// supports those that also say by whom a thing is built, paid or led.
var (
	stances  = words("stances")
	supports = words("supports")
)

// isStance tells whether the party at tag i only describes whoever follows its hyphen: "EU-member
// Slovakia", "the Kenya-based lender", "the Iran-backed Houthis", but not "a China-backed railway".
func (d *Document) isStance(i int) bool {
	t := &d.tags[i]
	if !t.Classes.Any(countries) || t.End+1 >= d.span.End || d.text.Tokens[t.End].Gap != scan.Hyphen {
		return false
	}
	if d.isWord(t.End, stances) {
		return true
	}
	next := d.tagAt(t.End + 1)
	return d.isWord(t.End, supports) && (d.text.Tokens[t.End+1].Has(scan.Capital) || next != nil && next.Classes.Any(offices))
}

// isPeople tells whether a is one person or several, and neither a state nor an organ.
func isPeople(a *actor) bool { return (a.kind == byPerson || a.kind == byOffice) && !a.organ }

// inOffice tells whether a is a person in office.
func inOffice(a *actor) bool {
	return isPeople(a) && !a.plural
}

// dropVisiting takes off the "visiting" that only describes a: "visiting Finnish
// President X told …".
func (d *Document) dropVisiting(a *actor) {
	n := len(d.nodes) - 1
	if n < 0 || !d.nodes[n].is(lang.VisitVerb) || d.nodes[n].forms != lang.Gerund || d.nodes[n].end != a.first || a.kind != byPerson && a.kind != byOffice || a.organ && !d.isDetermined(d.nodes[n].first) {
		return // "visiting the ministry", but "a visiting Chinese delegation"
	}
	if n == 0 || !d.nodes[n-1].is(lang.Clause) { // "after visiting President X"
		d.nodes = d.nodes[:n]
	}
}

// roles are the words before an office in which somebody named before acts, and being
// those that make it one behind a "who".
var (
	roles = words("roles")
	being = words("being")
	who   = words("who")
)

// inRole tells whether a is only what somebody else is as well, an office of a body or
// the host: "Anwar, selaku Pengerusi ASEAN, memimpin", "Anwar, who is ASEAN chairman, led",
// "Lourenço, the African Union's mediator, received".
func (d *Document) inRole(a *actor) bool {
	ofBody := a.kind == byOffice && inOffice(a) && !a.set.Empty() && a.set.Within(&d.dict.Parties.Bodies)
	ofSomebody := a.kind == byOffice && inOffice(a) && a.weak && len(d.nodes) > 0 // "Prabowo, who is also president-elect, met"
	if !a.guest && !ofBody && !ofSomebody {
		return false
	}
	i := a.first - 1
	for i > d.span.First && (d.isArticle(i) || being.has(d.text.Tokens[i].Hash)) {
		i--
	}
	if i < d.span.First {
		return false
	}
	if ofSomebody && !ofBody && !a.guest {
		return i < a.first-1 && who.has(d.text.Tokens[i].Hash)
	}
	return roles.has(d.text.Tokens[i].Hash) || i < a.first-1 && who.has(d.text.Tokens[i].Hash) || d.apposed(a, i)
}

// apposed tells whether commas set off a, before which no word but an article stands behind
// token i, right behind a person.
func (d *Document) apposed(a *actor, i int32) bool {
	n := len(d.nodes) - 1
	for n > 0 && d.nodes[n].first > i {
		n-- // "current"
	}
	if n < 0 || d.nodes[n].actor < 0 || d.nodes[n].end != i+1 || a.end >= d.span.End || !d.text.Tokens[i+1].After(scan.Comma) || !d.text.Tokens[a.end].After(scan.Comma) {
		return false
	}
	t := d.tagAt(a.end)
	return inOffice(d.actorAt(n)) && (t == nil || !t.Is(lang.And))
}

// skipFormer passes over somebody whose office is no longer held, "former
// President X", and gives the tag behind him; i when there is none.
func (d *Document) skipFormer(i int) int {
	if i == 0 || !d.tags[i-1].Is(lang.Former) || !d.adjacent(i-1, 0) {
		return i
	}
	known := len(d.people)
	_, next, ok := d.readActor(i)
	if !ok {
		return i
	}
	for p := known; p < len(d.people); p++ {
		d.people[p].set = party.Set{} // his name means nobody's state from here on
	}
	return next
}

var prepositions = lang.SetOf(lang.With, lang.Between, lang.Of, lang.By, lang.To, lang.In, lang.From)

// govern gives every actor the preposition that stands right before it.
func (d *Document) govern() {
	for i := 1; i < len(d.nodes); i++ {
		n, p := &d.nodes[i], &d.nodes[i-1]
		if n.actor >= 0 && p.is(lang.And) && d.isWord(p.first-1, ourselves) && d.isWord(p.end, ours) {
			d.actors[n.actor].preps.Add(lang.With) // "we and our Uzbek colleagues"
			continue
		}
		if n.actor < 0 || !p.any(prepositions) || !d.nothingBetween(p.tag, n.tag, d.actors[n.actor].plural || d.actors[n.actor].kind == byOffice) || n.first-p.end > 2 || d.gaps(p.end-1, n.first)&^(scan.Inside|scan.Newline|scan.QuoteOpen) != 0 {
			continue
		}
		if whom.has(d.text.Tokens[p.end].Hash) {
			continue // "X, with whom Y met"
		}
		inHouse := d.tags[n.tag].Is(lang.Seat) && n.first == p.end+1 && houses.has(d.text.Tokens[p.end].Hash) // "di Istana Kosyam"
		if p.any(placing) && !inHouse && (n.first > p.end && !d.isArticle(p.end) && !d.isQuantity(p.end) || n.first > p.end+1) {
			continue // "di sana beliau", "in the evening Putin": the preposition has its own noun
		}
		if p.is(lang.Of) && d.actors[n.actor].plural && d.isWord(p.first-1, collectives) {
			continue // "a group of officials from Ankara": those who act are they
		}
		d.actors[n.actor].preps = p.classes
		if d.ofBorder(i - 1) {
			d.actors[n.actor].preps = lang.SetOf(lang.With)
		}
	}
}

// ofBorder tells whether the border at node i, whose other side follows, is what a deal is about: "the treaty on the
// state border with X".
func (d *Document) ofBorder(i int) bool {
	deal := i - 1
	if deal > 0 && d.nodes[deal].is(lang.In) {
		deal--
	}
	return deal >= 0 && d.isWord(d.nodes[i].first, bordering) && d.nodes[deal].is(lang.DealNoun) && d.near(deal, i, borderReach)
}

// borderReach is how many words may stand between the deal and the border: "on the state".
const borderReach = 3

// transparent are the words that may stand between a link and its actor: "with
// his counterpart", "with H.E. the president".
var transparent = lang.SetOf(lang.HeOrShe, lang.They, lang.Honorific)

// nothingBetween tells whether only such words stand between tags i and j, or how many people there
// are, where an office may be that of several: "by five ministers".
func (d *Document) nothingBetween(i, j int32, office bool) bool {
	for k := i + 1; k < j; k++ {
		if t := &d.tags[k]; !t.Classes.Any(transparent) && !(office && d.isNumeral(t)) {
			return false
		}
	}
	return true
}

// isQuantity tells whether token i tells how many there are of what follows: "didampingi lima menteri".
func (d *Document) isQuantity(i int32) bool {
	t := d.tagAt(i)
	return d.isWord(i, quantities) || t != nil && d.isNumeral(t)
}

// isNumeral tells whether t is a number in letters, such as "five".
func (d *Document) isNumeral(t *tag.Tag) bool {
	return t.Is(lang.Date) && d.dict.Date(d.text, t).Kind == dates.Number
}

var placing = lang.SetOf(lang.In, lang.From)

// collectives are the words for several of those who are told behind an "of".
var collectives = words("collectives")

// articles may stand between a preposition and its noun.
var articles = words("articles")

// quantities are the words that may stand there in languages without articles: "didampingi
// sejumlah menteri".
var quantities = words("quantities")

// isArticle tells whether a token of the text is an article; what is beyond its ends is none.
func (d *Document) isArticle(token int32) bool {
	return 0 <= token && int(token) < len(d.text.Tokens) && articles.has(d.text.Tokens[token].Hash)
}

// beforeArticle gives the token before token i, or before its article, which may be beyond the sentence.
func (d *Document) beforeArticle(i int32) int32 {
	if d.isArticle(i - 1) {
		return i - 2
	}
	return i - 1
}

// afterArticle tells whether an article stands right before node i: no verb does there.
func (d *Document) afterArticle(i int) bool {
	return d.isWord(d.nodes[i].first-1, articles)
}

// determiners stand before nouns only, and before no verb.
var determiners = words("determiners")

// isDetermined tells whether a determiner stands right before token i.
func (d *Document) isDetermined(i int32) bool {
	return d.isWord(i-1, determiners) && d.text.Tokens[i].Gap == scan.Space
}

var auxiliaries = lang.SetOf(lang.Will, lang.Now, lang.Not, lang.Maybe)

// nodeFrom gives the first node at the token first or behind it.
func (d *Document) nodeFrom(first int32) int {
	i := 0
	for i < len(d.nodes) && d.nodes[i].first < first {
		i++ // they are few
	}
	return i
}

// near tells whether at most n words and no sentence mark stand between nodes i and j,
// whichever comes first. The words of an aside that was taken out do not count.
func (d *Document) near(i, j int, n int32) bool {
	i, j = min(i, j), max(i, j)
	a, b := d.nodes[i].end, d.nodes[j].first
	if out := d.bygone; a <= out.first && out.end <= b {
		n += out.end - out.first
	}
	return b-a <= n && d.gaps(a-1, b)&(scan.Semicolon|scan.Stop) == 0
}
