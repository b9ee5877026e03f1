package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// ambiguous are the classes of words that the words around them can make something else, or
// nothing.
var ambiguous = lang.SetOf(lang.To, lang.With, lang.Journey, lang.DealNoun, lang.Clause, lang.Maybe, lang.SayVerb, lang.TalksNoun, lang.ReceiveVerb, lang.TellVerb, lang.DiscussVerb, lang.ReachVerb, lang.Stock, lang.OpenVerb, lang.Relative).Union(encounterVerbs).Union(fates)

// articleReach is how many words before a noun, itself not counted, an article stands at most: "a long debate".
const articleReach = 2

// inContext gives what is left where tag i stands of the classes c and the forms that it can have.
func (d *Document) inContext(i int, c lang.Set, forms lang.Form) (lang.Set, lang.Form) {
	t := &d.tags[i]
	if c.Has(lang.To) && int(t.End) < len(d.text.Tokens) && d.text.Tokens[t.End].Has(scan.Number) && d.text.Tokens[t.End].After(scan.Hyphen) {
		c.Remove(lang.To) // "ke-46": an ordinal
	}
	if c.Has(lang.Stock) && d.dict.Value(d.text, t, lang.Stock) == "one" && !d.isTrain(t.First) {
		c.Remove(lang.Stock)
	}
	if c.Any(ofLines) && !d.told.Any(railTriggers) && !d.goesOnWithLine() {
		c = d.withoutLine(t, c)
	}
	if c.Has(lang.Relative) && d.onlyQualifies(i) {
		return lang.Set{}, 0
	}
	if c.Has(lang.With) && d.insideName(t.First) {
		c.Remove(lang.With) // "Komite Perbatasan Bersama"
	}
	if c.Has(lang.VisitVerb) && c.Has(lang.OpenVerb) {
		if d.trainLeaves(i) {
			return lang.SetOf(lang.OpenVerb), forms
		}
		c.Remove(lang.OpenVerb) // "The minister departed for Paris"
	}
	c, forms = d.asEncounter(i, c, forms)
	if t.Forms&lang.Done != 0 && c.Any(fates) && d.describesText(i) {
		c = c.Minus(fates) // "talks on the suspended agreement"
	}
	if c.Has(lang.EndVerb) && c.Has(lang.AgreeVerb) && i+1 < len(d.tags) && d.adjacent(i, 0) && d.tags[i+1].Forms&lang.Base != 0 {
		c.Remove(lang.EndVerb) // "memutuskan membatalkan perjanjian": what is decided follows
	}
	if c.Has(lang.Cancel) && d.hasOccasion(i) {
		return lang.SetOf(lang.Will), forms // "was to have talks"
	}
	if c.Has(lang.DealNoun) && t.End == t.First+1 && d.isWord(t.First, dealingWords) && d.isWord(t.First-1, modals) {
		c.Remove(lang.DealNoun) // "would deal with the war"
	}
	if c.Has(lang.DealNoun) && d.isAgain(i) && !d.dealTold(i) {
		c.Remove(lang.DealNoun) // "a visit, and one with more pomp"
	}
	if c.Has(lang.Clause) && (d.untilDate(i) || d.sinceDate(i) || d.pastHour(i) || c.Has(lang.Maybe) && d.wishesAside(t.End)) {
		c.Remove(lang.Clause) // "from 25 until 27 April": no clause follows
	}
	if c.Has(lang.Clause) && i > 0 && d.tags[i-1].Is(lang.StudyWord) && d.tags[i-1].End == t.First && d.isWord(t.First, questions) {
		return c.Minus(lang.SetOf(lang.Clause, lang.Maybe)), forms // "are studying whether a line could be built"
	}
	if c.Has(lang.Clause) && d.isWord(t.First, that) && d.describesDoer(i) {
		return lang.SetOf(lang.Relative), forms
	}
	if c.Has(lang.Clause) && d.isCallOnDay(t) {
		d.told.Add(lang.CallNoun)
		return lang.SetOf(lang.CallNoun), 0
	}
	if c.Has(lang.SayVerb) && d.dict.Value(d.text, t, lang.SayVerb) == "that" && !d.opensContent(t.End) {
		c.Remove(lang.SayVerb) // "confirmed a visit"
	}
	if c.Has(lang.SayVerb) && d.dict.Value(d.text, t, lang.SayVerb) == "aside" && d.text.Tokens[t.First].Gap == scan.Space {
		c.Remove(lang.SayVerb) // "discussed adding trains"
	}
	if c.Has(lang.SayVerb) && d.tellsHearsay(t) {
		c.Remove(lang.SayVerb)
	}
	if c.Has(lang.ReachVerb) && d.isWord(t.First, announcing) && d.opensContent(t.End) {
		return lang.SetOf(lang.SayVerb), forms // "announced that it would host the summit"
	}
	if c.Has(lang.TalksNoun) && d.isParticiple(i) {
		return lang.SetOf(lang.MeetVerb), lang.Gerund
	}
	if d.urgesAtTalks(i) { // a verb of wishing still governs what is wanted
		c.Remove(lang.SayVerb)
		c.Add(lang.MeetVerb)
		return c, lang.Done
	}
	return c, forms
}

// lineVerbs are the classes of words that can be said of a railway only, and ofLines all of them.
var (
	lineVerbs = [...]lang.Class{lang.SuspendVerb, lang.EndVerb, lang.OpenVerb}
	ofLines   = lang.SetOf(lineVerbs[:]...)
)

// withoutLine gives what is left of the classes c of tag t in a sentence that names no railway: "closed the trip".
func (d *Document) withoutLine(t *tag.Tag, c lang.Set) lang.Set {
	for _, class := range lineVerbs {
		if c.Has(class) && onLine[d.dict.Value(d.text, t, class)] {
			c.Remove(class)
		}
	}
	return c
}

// onLine are the values of words that are said of a railway only.
var onLine = map[string]bool{"line": true, "first": true}

// asEncounter is inContext for the words of encounters: verbs that are nouns where they stand, "after a long
// debate", or tell of no journey, "a delegation headed by".
func (d *Document) asEncounter(i int, c lang.Set, forms lang.Form) (lang.Set, lang.Form) {
	t := &d.tags[i]
	if c.Has(lang.Journey) {
		c = d.asJourney(i, c)
	}
	if c.Any(sitting) && d.told.Has(lang.Org) && d.isInner(i) {
		c = c.Minus(sitting) // "a meeting of the cabinet"
	}
	if c.Any(movements) && d.isWord(t.First, isLed) && i+1 < len(d.tags) && d.tags[i+1].Is(lang.By) && d.adjacent(i, 0) {
		c = c.Minus(movements) // "a delegation headed by"
	}
	if c.Has(lang.VisitVerb) && !t.Is(lang.Journey) && d.isWord(t.First, beings) && d.mayBeDate(t.End) {
		c.Remove(lang.VisitVerb) // "their last meeting was in 2019"
	}
	if c.Any(encounterVerbs) && c.Any(occasionNouns) && d.isDetermined(t.First) {
		c = c.Minus(encounterVerbs) // "during the visit, Kenya and Uganda met", "had a telephone talk": it has no object
		forms = 0
	}
	if c.Has(lang.ReceiveVerb) && i > 0 && d.ownsNext(i-1) {
		c = c.Minus(lang.SetOf(lang.ReceiveVerb, lang.Light)) // "the minister and her hosts"
	}
	if c.Has(lang.DiscussVerb) && t.Forms&lang.Base != 0 && (d.isDetermined(t.First) || d.isWord(t.First-1, ordinals) || d.hasWord(t.First-articleReach, t.First, indefinite)) {
		c.Remove(lang.DiscussVerb) // "agreed on a review", "the first review", "after a long debate"
	}
	if c.Has(lang.MeetVerb) && d.addresses(t) {
		c.Remove(lang.MeetVerb)
	}
	if c.Has(lang.VisitVerb) && d.goesOnDoing(i) {
		c.Remove(lang.VisitVerb)
	}
	return c, forms
}

// movements are the classes of verbs of going.
var movements = lang.SetOf(lang.VisitVerb, lang.Journey)

// addresses tells whether those who speak by the verb at t do so before a gathering, and not with each other: "spoke at
// the plenary session", "berbicara di forum itu".
func (d *Document) addresses(t *tag.Tag) bool {
	reach := int32(platformReach)
	if d.profile().AdjectiveLast {
		reach = 1 // but "di tepi forum itu"
	}
	return d.isWord(t.First, speeches) && d.isWord(t.End, occasionLeads) && d.hasWord(t.End+1, t.End+1+reach, platforms)
}

// addressed tells whether the sentence tells of such a speech.
func (d *Document) addressed() bool {
	return d.told.Has(lang.MeetVerb) && slices.ContainsFunc(d.tags, func(t tag.Tag) bool { return d.addresses(&t) })
}

// platformReach bounds how far the noun of a gathering stands behind "at": "at the opening of a conference".
const platformReach = 3

// speeches are the verbs of who makes a speech, and platforms the nouns of where.
var (
	speeches  = words("speeches")
	platforms = words("platforms")
)

// ownsNext tells whether tag i is, or ends with, a pronoun that owns what stands right behind it: "and her".
func (d *Document) ownsNext(i int) bool {
	t := &d.tags[i]
	return (d.isOwner(t) || d.isWord(t.End-1, ownersOf)) && d.adjacent(i, 0)
}

// hearsayReach is how many words may stand between "is reported" and what somebody is reported to have done.
const hearsayReach = 4

// tellsHearsay tells whether the verb of saying at t says of its subject, in a sentence that denies nothing, what it is
// told to have done: "is reported to have met", "has been reported by state media to have signed".
func (d *Document) tellsHearsay(t *tag.Tag) bool {
	if !d.isWord(t.First-1, beings) || d.told.Has(lang.Refuse) {
		return false
	}
	for i := t.End; i < t.End+hearsayReach && i+1 < d.span.End; i++ {
		if infinitive.has(d.text.Tokens[i].Hash) {
			return d.isWord(i+1, perfects)
		}
	}
	return false
}

// describesDoer tells whether the "that" at tag i has no subject of its own, and so says which people stand
// before it, or which organ opens the sentence: "The delegation that visited Kigali".
func (d *Document) describesDoer(i int) bool {
	n := len(d.nodes) - 1
	a := d.actorAt(n)
	if a == nil || a.kind != byOffice || a.organ && n > 0 || a.end != d.tags[i].First || i+1 >= len(d.tags) {
		return false
	}
	next := &d.tags[i+1]
	return d.adjacent(i, 0) && next.Forms&lang.Done != 0 && (next.Classes.Any(verbs) || next.Is(lang.Light))
}

// ordinals stand before one of several things of a kind, and before no verb.
var ordinals = words("ordinals")

// onlyQualifies tells whether the relative pronoun of tag i has but an adjective behind it, told of an encounter whose
// partners follow: "mengadakan pembicaraan yang produktif dengan X".
func (d *Document) onlyQualifies(i int) bool {
	if i == 0 || i+1 >= len(d.tags) || !d.tags[i-1].Classes.Any(encounters) || !d.adjacent(i-1, 0) {
		return false
	}
	with := &d.tags[i+1]
	return with.Is(lang.With) && with.First == d.tags[i].End+1
}

// mayBeDate tells whether a date can begin at token i, before the dates are read.
func (d *Document) mayBeDate(i int32) bool {
	return i < d.span.End && d.text.Tokens[i].Has(scan.Number) || d.dated(i)
}

// opensContent tells whether what is said begins at token i, a day aside: "confirmed on Monday that",
// "confirmed he had come", "confirmed its president would".
func (d *Document) opensContent(i int32) bool {
	for ; i < d.span.End && d.text.Tokens[i].Gap == scan.Space; i++ {
		switch t := d.tagAt(i); {
		case d.isWord(i, that):
			return true
		case t == nil && d.text.Tokens[i].Has(scan.Number), t != nil && (t.Is(lang.Date) || t.Is(lang.In) || t.Is(lang.Here)):
		default:
			return t != nil && (t.Is(lang.HeOrShe) || t.Is(lang.They)) && !d.isOwner(t) || d.somebodyWill(i)
		}
	}
	return false
}

// somebodyWill tells whether somebody from token i on is to do something, or has it done to him: "confirmed
// its president would come", "announced it will", "mengumumkan Indonesia diterima", and not "confirmed its
// president's visit".
func (d *Document) somebodyWill(i int32) bool {
	from := i
	if d.isWord(i, determiners) || d.isWord(i, itself) {
		i++
	}
	for k := range d.tags {
		switch t := &d.tags[k]; {
		case t.First < i:
		case t.Classes.Any(auxiliaries), t.Forms == lang.Passive:
			return i > from && t.First <= i+unknownName
		case t.First > i+unknownName || !t.Classes.Any(actorial) && !t.Is(lang.Possessive):
			return false
		default:
			i = t.End
		}
	}
	return false
}

// unknownName is how many words a name has of which no dictionary has.
const unknownName = 2

// participles are the nouns of an encounter that are participles as well.
var participles = words("participles")

// besideParticiple begin what tells where, when and with whom they meet.
var besideParticiple = lang.SetOf(lang.In, lang.With, lang.Side, lang.Date)

// isParticiple tells whether the noun at tag i is the participle that opens the sentence or stands
// behind a comma, before whom they meet or where: "meeting in Nairobi, the leaders of X and Y called".
func (d *Document) isParticiple(i int) bool {
	t := &d.tags[i]
	if !d.isWord(t.First, participles) || t.End != t.First+1 || t.First != d.span.First && !d.text.Tokens[t.First].After(scan.Comma) || i+1 >= len(d.tags) {
		return false
	}
	next, object := &d.tags[i+1], t.End
	if !next.Is(lang.HeOrShe) && d.isWord(object, determiners) {
		object++
	}
	if next.First != object || d.text.Tokens[object].Gap != scan.Space {
		return false
	}
	return next.Classes.Any(actorial) || object == t.End && next.Classes.Any(besideParticiple)
}

// encounterVerbs are the verbs of meetings that can be nouns as well: "visit", "call", "pull aside".
var encounterVerbs = lang.SetOf(lang.VisitVerb, lang.MeetVerb, lang.CallVerb)

// isInfinitive tells whether tag i, which is also a title, is the verb that a modal or
// "to" leads: "will host the Kenyan president".
func (d *Document) isInfinitive(i int) bool {
	t := &d.tags[i]
	return i > 0 && t.Forms&lang.Base != 0 && t.Is(lang.ReceiveVerb) && (d.tags[i-1].Classes.Any(auxiliaries) || d.tags[i-1].Is(lang.To)) && d.adjacent(i-1, 0)
}

// dealingWords are verbs behind modals, and else nouns of agreements.
var (
	dealingWords = words("dealingWords")
	modals       = words("modals")
)

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
	return d.untilTime(i) || d.mayBeDate(t.End)
}

// ownWish tells whether what stands behind a verb of wishing, at token i, is what its doer wants to
// do, and not what he wants of others: "hopes to end the war".
func (d *Document) ownWish(i int32) bool {
	return i < d.span.End && infinitive.has(d.text.Tokens[i].Hash) && d.text.Tokens[i].Gap == scan.Space
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

// hasOccasion tells whether the plan of tag i is to have talks, which follow: "was to have talks", and not "was
// to have visited".
func (d *Document) hasOccasion(i int) bool {
	t := &d.tags[i]
	return d.isWord(t.End-1, having) && d.isWord(t.First+1, infinitiveMarks) && i+1 < len(d.tags) && d.adjacent(i, 2) && d.tags[i+1].Is(lang.TalksNoun) && d.tags[i+1].Forms == 0
}

// pastHour tells whether tag i is the "after" or "before" of an hour that is told by itself: "landed after
// eight and is to meet X", "shortly before midnight, Y arrived".
func (d *Document) pastHour(i int) bool {
	t := &d.tags[i]
	if !d.isWord(t.First, hourLeads) || t.End+1 >= d.span.End || !d.isWord(t.End, hours) {
		return false
	}
	next := d.tagAt(t.End + 1)
	return d.text.Tokens[t.End+1].Gap&^scan.Space != 0 || next != nil && next.Is(lang.And)
}

// hours are the words for an hour, and hourLeads those before it.
var (
	hours     = words("hours")
	hourLeads = words("hourLeads")
)

// sinceReach is how many words may stand between a "which" and its "since".
const sinceReach = 4

// sinceDate tells whether tag i is the "since" of a day in a relative clause or an aside, behind which
// the main clause goes on: "talks that were stalled since 2020 will resume", "the line, closed since
// 1994, will reopen".
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
	year := d.text.Tokens[t.End].Has(scan.Number) || t.End+1 < d.span.End && d.text.Tokens[t.End+1].Has(scan.Number)
	return year && d.commaNear(t.First-sinceAside, t.First) && d.commaNear(t.End+1, t.End+1+sinceAside)
}

// sinceAside is how many words an aside has before its "since" and behind it: ", closed since May 1994,".
const sinceAside = 3

// commaNear tells whether a comma stands right before one of the tokens [first, end).
func (d *Document) commaNear(first, end int32) bool {
	for i := max(first, d.span.First+1); i < min(end, d.span.End); i++ {
		if d.text.Tokens[i].After(scan.Comma) {
			return true
		}
	}
	return false
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
