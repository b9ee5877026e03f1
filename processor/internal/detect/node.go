package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
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
	d.govern()
	d.adopt()
	d.adoptLeaders()
	d.takeAliases()
	d.coordinate()
	d.distribute()
	d.dropSpheres()
	d.findMediators()
	d.dropNaming()
	d.findCalls()
	d.findStays()
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

// ambiguous are the classes of words that the words around them can make something else, or
// nothing.
var ambiguous = lang.SetOf(lang.To, lang.With, lang.Journey, lang.DealNoun, lang.Clause, lang.Maybe, lang.SayVerb, lang.TalksNoun).Union(encounterVerbs).Union(fates)

// inContext gives what is left where tag i stands of the classes c and the forms that it can have.
func (d *Document) inContext(i int, c lang.Set, forms lang.Form) (lang.Set, lang.Form) {
	t := &d.tags[i]
	if c.Has(lang.To) && int(t.End) < len(d.text.Tokens) && d.text.Tokens[t.End].Has(scan.Number) && d.text.Tokens[t.End].After(scan.Hyphen) {
		c.Remove(lang.To) // "ke-46": an ordinal
	}
	if c.Has(lang.With) && d.insideName(t.First) {
		c.Remove(lang.With) // "Komite Perbatasan Bersama"
	}
	if c.Has(lang.Journey) {
		c = d.asJourney(i, c)
	}
	if c.Has(lang.VisitVerb) && !t.Is(lang.Journey) && d.isWord(t.First, beings) && d.mayBeDate(t.End) {
		c.Remove(lang.VisitVerb) // "their last meeting was in 2019"
	}
	if c.Any(encounterVerbs) && (c.Any(occasionNouns) || t.Forms&lang.Base != 0) && d.isDetermined(t.First) {
		c = c.Minus(encounterVerbs) // "during the visit, Kenya and Uganda met", "had a telephone talk": it has no object
		forms = 0
	}
	if t.Forms&lang.Done != 0 && c.Any(fates) && d.describesText(i) {
		c = c.Minus(fates) // "talks on the suspended agreement"
	}
	if c.Has(lang.VisitVerb) && d.goesOnDoing(i) {
		c.Remove(lang.VisitVerb)
	}
	if c.Has(lang.DealNoun) && t.End == t.First+1 && d.isWord(t.First, dealingWords) && d.isWord(t.First-1, modals) {
		c.Remove(lang.DealNoun) // "would deal with the war"
	}
	if c.Has(lang.DealNoun) && d.isAgain(i) && !d.dealTold(i) {
		c.Remove(lang.DealNoun) // "a visit, and one with more pomp"
	}
	if c.Has(lang.Clause) && (d.untilDate(i) || d.sinceDate(i) || c.Has(lang.Maybe) && d.wishesAside(t.End)) {
		c.Remove(lang.Clause) // "from 25 until 27 April": no clause follows
	}
	if c.Has(lang.SayVerb) && d.dict.Value(d.text, t, lang.SayVerb) == "that" && !d.opensContent(t.End) {
		c.Remove(lang.SayVerb) // "confirmed a visit"
	}
	if c.Has(lang.TalksNoun) && d.isParticiple(i) {
		return lang.SetOf(lang.MeetVerb), lang.Gerund
	}
	if d.urgesAtTalks(i) {
		return lang.SetOf(lang.TellVerb), lang.Done
	}
	return c, forms
}

// mayBeDate tells whether a date can begin at token i, before the dates are read.
func (d *Document) mayBeDate(i int32) bool {
	return i < d.span.End && d.text.Tokens[i].Has(scan.Number) || d.dated(i)
}

// opensContent tells whether what is said begins at token i, a day aside: "confirmed on Monday that".
func (d *Document) opensContent(i int32) bool {
	for ; i < d.span.End && d.text.Tokens[i].Gap == scan.Space; i++ {
		switch t := d.tagAt(i); {
		case d.isWord(i, that):
			return true
		case t == nil && !d.text.Tokens[i].Has(scan.Number), t != nil && !t.Is(lang.Date) && !t.Is(lang.In) && !t.Is(lang.Here):
			return t != nil && (t.Is(lang.HeOrShe) || t.Is(lang.They)) && d.dict.Value(d.text, t, lang.HeOrShe) != "owner"
		}
	}
	return false
}

// participles are the nouns of an encounter that are participles as well.
var participles = words("participles")

// isParticiple tells whether the noun at tag i is the participle that opens the sentence or stands
// behind a comma, before whom they meet or where: "meeting in Nairobi, the leaders of X and Y called".
func (d *Document) isParticiple(i int) bool {
	t := &d.tags[i]
	if !d.isWord(t.First, participles) || t.End != t.First+1 || t.First != d.span.First && !d.text.Tokens[t.First].After(scan.Comma) || i+1 >= len(d.tags) {
		return false
	}
	next := &d.tags[i+1]
	return next.First == t.End && d.text.Tokens[t.End].Gap == scan.Space && (next.Is(lang.In) || next.Is(lang.With) || next.Is(lang.Side) || next.Is(lang.Person) || next.Is(lang.Title))
}

// urging are the verbs of who wants something of somebody, and amidst the words by which it is told
// that they talked meanwhile.
var (
	urging = words("urging")
	amidst = words("amidst")
)

// urgeReach is how many words behind such a verb the talks can be told.
const urgeReach = 24

// urgesAtTalks tells whether the verb at tag i wants something of the official right behind it at
// talks with him: "urged President X during a meeting in Cairo to free the pair", "asked X for money
// at talks on Monday".
func (d *Document) urgesAtTalks(i int) bool {
	t := &d.tags[i]
	if !urging.has(d.text.Tokens[t.First].Hash) || t.End != t.First+1 || i+1 >= len(d.tags) || d.tags[i+1].First != t.End || !d.tags[i+1].Classes.Any(addressed) {
		return false
	}
	wants := false
	for w := d.tags[i+1].End; w < min(t.End+urgeReach, d.span.End); w++ {
		wants = wants || d.text.Tokens[w].Hash == infinitive
		if at := d.tagAt(w); !d.isWord(w, amidst) || wants && at != nil && at.Is(lang.In) {
			continue
		}
		for k := tagFrom(d.tags, w+1); k < len(d.tags) && d.tags[k].First-w <= circleReach; k++ {
			if d.tags[k].Is(lang.TalksNoun) || d.tags[k].Is(lang.CallNoun) {
				return k+1 == len(d.tags) || !d.tags[k+1].Is(lang.With) && !d.tags[k+1].Is(lang.Between)
			}
		}
	}
	return false
}

// addressed are the classes with which an official's name or office begins.
var addressed = lang.SetOf(lang.Person, lang.Name, lang.Title, lang.Honorific, lang.Demonym, lang.State)

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

// encounterVerbs are the verbs of meetings that can be nouns as well: "visit", "call", "pull aside".
var encounterVerbs = lang.SetOf(lang.VisitVerb, lang.MeetVerb, lang.CallVerb)

// isInfinitive tells whether tag i, which is also a title, is the verb that "will" or
// "to" leads: "will host the Kenyan president".
func (d *Document) isInfinitive(i int) bool {
	t := &d.tags[i]
	return i > 0 && t.Forms&lang.Base != 0 && t.Is(lang.ReceiveVerb) && (d.tags[i-1].Is(lang.Will) || d.tags[i-1].Is(lang.To)) && d.adjacent(i-1, 0)
}

// dropNaming drops every "called" that is no call.
func (d *Document) dropNaming() {
	if !d.told.Has(lang.CallVerb) {
		return
	}
	for k := len(d.nodes) - 1; k >= 0; k-- {
		if d.nodes[k].is(lang.CallVerb) && d.value(k, lang.CallVerb) == "name" && !d.rings(k) {
			d.nodes = slices.Delete(d.nodes, k, k+1)
		}
	}
}

// findCalls finds the "called on" by which somebody went to see an official, and asked
// for nothing: "The ambassador called on the minister on Friday", "will call on the king".
func (d *Document) findCalls() {
	if !d.told.Has(lang.Clause) {
		return
	}
	for i := 1; i+1 < len(d.nodes); i++ {
		n := &d.nodes[i]
		if !n.is(lang.Clause) || d.value(i, lang.Clause) != "call" {
			continue
		}
		if host := d.actorAt(i + 1); host != nil && inOffice(host) && d.isWord(n.first-1, afters) && d.near(i, i+1, 1) && !d.asks(i+2) {
			n.classes, n.forms = lang.SetOf(lang.MeetVerb), lang.Gerund // "spoke to reporters after calling on the minister"
			d.told.Add(lang.MeetVerb)
			continue
		}
		by, will := i-1, false
		for by > 0 && d.isBetween(by) {
			will = will || d.nodes[by].is(lang.Will)
			by--
		}
		host, guest := d.actorAt(i+1), d.actorAt(by)
		if host == nil || guest == nil || !d.near(i, i+1, 1) || !inOffice(host) || !inOffice(guest) || d.asks(i+2) {
			continue
		}
		n.classes = lang.SetOf(lang.MeetVerb)
		if n.forms = lang.Done; will {
			n.forms = lang.Base
		}
		d.told.Add(lang.MeetVerb)
	}
}

// dealingWords are verbs behind modals, and else nouns of agreements.
var (
	dealingWords = words("dealingWords")
	modals       = words("modals")
)

// afters are the conjunctions for what comes before the main clause; behind one, somebody is told
// to have called on an official.
var afters = words("afters")

// findStays finds the "in" by which a headline tells without a verb that an official is
// abroad, "Putin in Beijing for talks": it stands for a verb of visiting.
func (d *Document) findStays() {
	for i := 1; i+1 < len(d.nodes) && d.nodes[i].first < d.headline; i++ {
		n := &d.nodes[i]
		if n.actor < 0 && n.any(verbs) {
			return
		}
		guest, place := d.actorAt(i-1), d.actorAt(i+1)
		if !n.is(lang.In) || guest == nil || place == nil || !inOffice(guest) || place.kind > byPlace || !d.near(i-1, i, 0) || !d.near(i, i+1, 0) {
			continue
		}
		if d.isWord(d.nodes[i+1].end, purposes) {
			n.classes, n.forms = lang.SetOf(lang.VisitVerb, lang.Now), lang.Present
			return
		}
	}
}

// isBetween tells whether node i may stand between the guest and the "called on": "Ambassador to
// Pakistan Jiang Zaidong on Monday will".
func (d *Document) isBetween(i int) bool {
	if a := d.actorAt(i); a != nil {
		return a.kind <= byPlace && (a.preps.Has(lang.To) || a.preps.Has(lang.In))
	}
	n := &d.nodes[i]
	return n.any(auxiliaries) || n.is(lang.In) || n.is(lang.To) || n.is(lang.Name)
}

// isPeople tells whether a is one person or several, and neither a state nor an organ.
func isPeople(a *actor) bool { return (a.kind == byPerson || a.kind == byOffice) && !a.organ }

// inOffice tells whether a is a person in office.
func inOffice(a *actor) bool {
	return isPeople(a) && !a.plural
}

// asks tells whether an infinitive follows before the next clause, from node i on, and not
// only where somebody goes.
func (d *Document) asks(i int) bool {
	for ; i < len(d.nodes) && !d.nodes[i].any(breaks); i++ {
		if a := d.actorAt(i + 1); d.nodes[i].is(lang.To) && (a == nil || !a.preps.Has(lang.To)) {
			return true
		}
	}
	return false
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
	if !a.guest && !(a.kind == byOffice && inOffice(a) && !a.set.Empty() && a.set.Within(d.dict.Parties.Bodies)) {
		return false
	}
	i := a.first - 1
	for i > d.span.First && (d.isArticle(i) || being.has(d.text.Tokens[i].Hash)) {
		i--
	}
	if i < d.span.First {
		return false
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

// insideName tells whether token i of the body is a capitalised word behind another one.
func (d *Document) insideName(i int32) bool {
	if i < d.headline || i <= d.span.First {
		return false
	}
	t := &d.text.Tokens[i]
	return t.Gap == scan.Space && t.Has(scan.Capital) && !t.Has(scan.Upper) && d.text.Tokens[i-1].Has(scan.Capital)
}

// goesOnDoing tells whether the "went on to" of tag i leads to what somebody did next and not to a
// place: another verb follows, of which no pack need have heard.
func (d *Document) goesOnDoing(i int) bool {
	t := &d.tags[i]
	if t.End-t.First != 3 || t.End >= d.span.End || !d.isWord(t.First+1, ons) {
		return false
	}
	next := &d.text.Tokens[t.End]
	return !next.Has(scan.Capital) && !d.isArticle(t.End) && !d.isGerund(t.End) && (i+1 == len(d.tags) || d.tags[i+1].First > t.End || d.tags[i+1].Forms&lang.Base != 0)
}

// untilDate tells whether tag i is the "until" between two dates, or before a time that is told
// in a few words up to a comma: "kept secret until the last minute, was received".
func (d *Document) untilDate(i int) bool {
	t := &d.tags[i]
	if d.dict.Value(d.text, t, lang.Clause) != "until" || t.End >= d.span.End || t.First == d.span.First {
		return false
	}
	return d.untilTime(i) || d.text.Tokens[t.First-1].Has(scan.Number) && d.mayBeDate(t.End)
}

// ownWish tells whether what stands behind a verb of wishing, at token i, is what its doer wants to
// do, and not what he wants of others: "hopes to end the war".
func (d *Document) ownWish(i int32) bool {
	return i < d.span.End && d.text.Tokens[i].Hash == infinitive && d.text.Tokens[i].Gap == scan.Space
}

// wishesAside tells whether the verb of wishing that ends before token end, and follows the nodes so
// far, only tells more of who acts: "X, who wants to end the war, met", "Hoping to end it, X met".
func (d *Document) wishesAside(end int32) bool {
	n := len(d.nodes)
	return d.ownWish(end) && (n == 0 || d.nodes[n-1].is(lang.Relative))
}

// untilWords is how many words such a time has at most.
const untilWords = 4

// untilTime tells whether what follows the "until" of tag i, up to a comma, is too short for a
// clause and has neither an actor nor a verb.
func (d *Document) untilTime(i int) bool {
	end := d.tags[i].End
	for end < d.span.End && d.text.Tokens[end].Gap&^scan.Inside == 0 {
		end++
	}
	if end >= d.span.End || !d.text.Tokens[end].After(scan.Comma) || end-d.tags[i].End > untilWords {
		return false
	}
	for j := i + 1; j < len(d.tags) && d.tags[j].First < end; j++ {
		if t := &d.tags[j]; t.Classes.Any(actorial) || t.Classes.Any(verbs) || t.Classes.Any(dealVerbs) || t.Classes.Any(auxiliaries) {
			return false
		}
	}
	return true
}

// sinceReach is how many words may stand between a "which" and its "since".
const sinceReach = 4

// sinceDate tells whether tag i is the "since" of a day in a relative clause, behind which
// the main clause goes on: "talks that were stalled since 2020 will resume".
func (d *Document) sinceDate(i int) bool {
	t := &d.tags[i]
	if d.dict.Value(d.text, t, lang.Clause) != "since" || i+1 >= len(d.tags) {
		return false
	}
	next := &d.tags[i+1]
	if !d.text.Tokens[t.End].Has(scan.Number) && !(next.First == t.End && next.Is(lang.Date)) {
		return false
	}
	for j := i - 1; j >= 0 && t.First-d.tags[j].End < sinceReach; j-- {
		if d.tags[j].Is(lang.Relative) {
			return true
		}
	}
	return false
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
		if n.actor < 0 || !p.any(prepositions) || !d.nothingBetween(p.tag, n.tag) || n.first-p.end > 2 || d.gaps(p.end-1, n.first)&^(scan.Inside|scan.Newline|scan.QuoteOpen) != 0 {
			continue
		}
		if p.any(placing) && (n.first > p.end && !d.isArticle(p.end) && !quantities.has(d.text.Tokens[p.end].Hash) || n.first > p.end+1) {
			continue // "di sana beliau", "in the evening Putin": the preposition has its own noun
		}
		if p.is(lang.Of) && d.actors[n.actor].plural && d.isWord(p.first-1, collectives) {
			continue // "a group of officials from Ankara": those who act are they
		}
		d.actors[n.actor].preps = p.classes
	}
}

// transparent are the words that may stand between a link and its actor: "with
// his counterpart", "with H.E. the president".
var transparent = lang.SetOf(lang.HeOrShe, lang.They, lang.Honorific)

// nothingBetween tells whether only such words stand between tags i and j.
func (d *Document) nothingBetween(i, j int32) bool {
	for k := i + 1; k < j; k++ {
		if !d.tags[k].Classes.Any(transparent) {
			return false
		}
	}
	return true
}

var placing = lang.SetOf(lang.In, lang.From)

// collectives are the words for several of those who are told behind an "of".
var collectives = words("collectives")

// articles may stand between a preposition and its noun.
var articles = words("articles")

// quantities are the words that may stand there in languages without articles: "didampingi
// sejumlah menteri".
var quantities = words("quantities")

func (d *Document) isArticle(token int32) bool { return articles.has(d.text.Tokens[token].Hash) }

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

// fates are the classes of what a text can have behind it without any news of that.
var fates = lang.SetOf(lang.RatifyVerb, lang.ExtendVerb, lang.SuspendVerb, lang.EndVerb, lang.RejectVerb, lang.Cancel)

// describesText tells whether the participle at tag i only describes the text named
// right behind it: "the suspended trade agreement".
func (d *Document) describesText(i int) bool {
	t := &d.tags[i]
	for j := i + 1; j < len(d.tags) && d.tags[j].First <= t.End+1; j++ {
		if d.tags[j].Is(lang.DealNoun) {
			return d.isDetermined(t.First)
		}
	}
	return false
}

// speech are the classes of what can be a verb of saying.
var speech = lang.SetOf(lang.SayVerb, lang.ReachVerb)

// markSpeakers marks the actors that only say something: "X said", "said X",
// "according to X".
func (d *Document) markSpeakers() {
	if !d.told.Any(speech) {
		return
	}
	d.findAnnouncer()
	for i := range d.nodes {
		if !d.nodes[i].is(lang.SayVerb) {
			continue
		}
		after, before := i+1, i-1
		for before >= 0 && d.nodes[before].any(auxiliaries) {
			before--
		}
		left, right := d.actorAt(before), d.actorAt(after)
		if left != nil && !d.near(before, i, 3) {
			left = nil
		}
		switch {
		case left != nil && d.gaps(d.nodes[before].end-1, d.nodes[i].first)&(scan.Comma|scan.QuoteEnd) == 0:
			left.speaks = true
		case right != nil && d.near(i, after, 1) && right.preps == (lang.Set{}) && d.endsSpeech(after):
			right.speaks = true
		case left != nil && left.preps == (lang.Set{}) && d.text.Tokens[d.nodes[before+1].first].After(scan.Comma): // not "in Kampala, his office said"
			if j := d.beforeAside(i); d.actorAt(j) != nil {
				before = j // "X, who is visiting Y, said"
			}
			if a := d.actorAt(before); !d.isObject(a, before) { // "X met Y on Friday, Reuters reports"
				a.speaks = true
			}
		}
	}
}

// findAnnouncer finds a verb of concluding that tells only who makes known what stands before:
// "A and B have agreed to a truce, X announced on Friday". It has a subject of its own behind
// a comma, and no object.
func (d *Document) findAnnouncer() {
	if !d.told.Has(lang.ReachVerb) {
		return
	}
	i := len(d.nodes) - 1
	for i >= 0 && !d.nodes[i].any(triggers) && !d.nodes[i].any(breaks) {
		i-- // "in Doha"
	}
	if i < 0 || !d.nodes[i].is(lang.ReachVerb) || d.nodes[i].forms&(lang.Done|lang.Base) == 0 {
		return
	}
	by := i - 1
	for by >= 0 && d.nodes[by].any(auxiliaries) {
		by--
	}
	if a := d.actorAt(by); a != nil && by > 0 && a.preps == (lang.Set{}) && d.near(by, i, 1) && d.separated(by-1, by) {
		d.nodes[i].classes = lang.SetOf(lang.SayVerb)
	}
}

// endsSpeech tells whether the actor at node i, behind a verb of saying, is who
// says it: a pause, a preposition or a conjunction follows. In "said Manila was
// talking to Japan" a verb does.
func (d *Document) endsSpeech(i int) bool {
	end := d.nodes[i].end
	if end >= d.span.End || d.text.Tokens[end].Gap&^scan.Inside != 0 {
		return true
	}
	for k := d.nodes[i].tag; int(k) < len(d.tags); k++ {
		if t := &d.tags[k]; t.First >= end {
			return t.First == end && (t.Classes.Any(prepositions) || t.Is(lang.Clause) || t.Is(lang.Date) || t.Is(lang.Relative))
		}
	}
	return false
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
