package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// Some words tell of a journey only where a place follows: who "is due in Suva",
// "continues on Friday to Suva" or "reached Suva" visits it, and whoever sends an envoy
// to Suva has him visit it. Everywhere else they are expected to speak, continue to
// hope, reach a deal and send a letter.

// sending is the value of the words that name no link: they send somebody, who goes
// for the sender.
const sending = "send"

// staying is the value of those by which somebody is in a place for a time: "spent Monday in Suva".
const staying = "stay"

// conducting is the value of those by which somebody goes with a delegation that he leads.
const conducting = "lead"

// journeyReach is how many tags may stand between such a word and its place, and
// envoyReach how many where the one who is sent stands there too.
const (
	journeyReach = 8
	envoyReach   = 18
)

// asJourney gives the classes that tag i, which may tell of a journey, has in its
// sentence, out of all that it can have, c.
func (d *Document) asJourney(i int, c lang.Set) lang.Set {
	c.Remove(lang.Journey)
	switch link := d.dict.Value(d.text, &d.tags[i], lang.Journey); {
	case c.Has(lang.BuildVerb) && d.isWord(d.tags[i].First-1, beings): // "the line will be continued to Suva"
	case link == sending, link == conducting:
		if d.sends(i, link == conducting) {
			d.journeys = true
			return lang.SetOf(lang.Journey)
		}
	case d.leads(i, link):
		d.journeys = true
		switch at := lang.SetOf(lang.VisitVerb); {
		case c.Has(lang.Cancel): // "had been expected in Suva"
			at.Add(lang.Cancel)
			return at
		case link == "in" && c.Has(lang.Now): // "masih di Suva"
			at.Add(lang.Now)
			return at
		case link == "in" || c.Has(lang.Will): // who is expected there is still to come
			at.Add(lang.Will)
			return at
		default:
			return at
		}
	}
	return c
}

// places are the classes of what one can go to: a state's name, a place, "both
// capitals", "the Fijian capital".
var places = lang.SetOf(lang.State, lang.Demonym, lang.Capital, lang.Seat, lang.City, lang.Pair)

// leads tells whether a place follows tag i by the link, "in", "to" or "for", with nothing
// but dates and where it begins before it; by "at", right behind it.
func (d *Document) leads(i int, link string) bool {
	linked, end := link == "at", d.tags[i].End
	for j := i + 1; j < len(d.tags) && j-i <= journeyReach; j++ {
		t := &d.tags[j]
		for ; end < t.First; end++ {
			switch w := &d.text.Tokens[end]; {
			case link == "for" && whither.has(w.Hash):
				linked = true
			case !w.Has(scan.Number) && !d.isArticle(end):
				return false
			}
		}
		if d.text.Tokens[t.First].Gap&^scan.Inside != 0 {
			return false
		}
		end = t.End
		switch {
		case !linked && t.Classes.Any(places) && (link == "for" || d.tags[j-1].Is(lang.From)): // "left X for Y", "continues from X to Y"
		case linked && (t.Classes.Any(places) || d.dict.Value(d.text, t, lang.Org) == capital):
			return link != staying || j+1 == len(d.tags) || !d.tags[j+1].Is(lang.With) || !d.adjacent(j, 0) // "spent Monday in Suva with X"
		case (link == "in" || link == staying) && t.Is(lang.In), link == "to" && t.Is(lang.To):
			linked = true
		case link == "at", !t.Classes.Any(filling), link == staying && (t.Is(lang.With) || d.isYears(t)):
			return false
		}
	}
	return false
}

// isYears tells whether t counts years: who spent some in a place lived there.
func (d *Document) isYears(t *tag.Tag) bool {
	w := d.dateWord(t)
	return w.Kind == dates.Unit && w.Value == dates.Years
}

// filling are the words that may stand between a verb of going and its place.
var filling = lang.SetOf(lang.Date, lang.Common, lang.In, lang.Then, lang.From)

// whither is the word before the goal of a journey that is told by where it begins.
var whither = words("whither")

// isLeft tells whether actor a, behind the verb of a journey at node k, is where that
// begins: "left Vilnius on Friday for Suva".
func (d *Document) isLeft(k int, a *actor) bool {
	return d.value(k, lang.Journey) == "for" && !whither.has(d.text.Tokens[a.first-1].Hash)
}

// sends tells whether somebody who can act for a state follows tag i, and then a place
// by "to"; who leads him there goes as well.
func (d *Document) sends(i int, leads bool) bool {
	somebody := false
	for j := i + 1; j < len(d.tags) && j-i <= envoyReach; j++ {
		t := &d.tags[j]
		switch {
		case t.Classes.Any(breaks) && !t.Is(lang.In), t.Classes.Any(verbs):
			return false
		case t.Is(lang.To) && j+1 < len(d.tags) && d.tags[j+1].Classes.Any(places) && d.adjacent(j, 1):
			return somebody
		case leads && t.Is(lang.To):
			return false // "headed the delegation to the summit in Z"
		case t.Is(lang.Title), t.Is(lang.Person), t.Is(lang.Org) && d.dict.Value(d.text, t, lang.Org) == envoyed:
			somebody = true
		}
	}
	return false
}

// The values of organs that are none: one that exists to be sent, as a delegation; one
// that a body sends, while those of states play; and the place of a government.
const (
	envoyed = "sent"
	team    = "team"
	capital = "capital"
)

// resident are the titles of those who are sent to stay, which makes no meeting.
var resident = map[string]bool{"ambassador": true, "high commissioner": true, "charge d'affaires": true, "consul": true, "consul general": true}

// bindSent gives the journey that the verb at node k has somebody make its visitor:
// the sender, who is bound already, or else the one who is sent. It is false where
// that is nobody who goes to talk.
func (d *Document) bindSent(b *binding, k int) bool {
	if k+1 >= len(d.nodes) || !d.near(k, k+1, 4) {
		return false
	}
	n := &d.nodes[k+1]
	for t := n.tag; int(t) < len(d.tags) && d.tags[t].First < n.end; t++ {
		if _, title, _ := readTitle(d.dict.Value(d.text, &d.tags[t], lang.Title)); resident[title] {
			return false
		}
	}
	a := d.actorAt(k + 1)
	switch {
	case a == nil:
		return n.is(lang.Org) && b.n > 0 // "sends a delegation": one of its own
	case a.kind != byPerson && a.kind != byOffice || a.preps.Any(prepositions) || a.possessive:
		return false
	}
	if b.n == 0 && !a.set.Empty() {
		b.add(d, n.actor)
	}
	return b.n > 0
}

// resides tells whether the visitor of b is an ambassador, and what he visits is a place:
// that of his post, "the ambassador visited a factory in Jakarta". To a body he may be sent
// from anywhere, and comes as a guest.
func (d *Document) resides(b *binding) bool {
	if b.left != 1 || b.n < 2 {
		return false
	}
	a := &d.actors[b.actors[0]]
	for i := range d.tags {
		if t := &d.tags[i]; t.First >= a.end {
			return false
		} else if t.First >= a.first && t.Is(lang.Title) {
			_, title, _ := readTitle(d.dict.Value(d.text, t, lang.Title))
			return posted[title] && d.actors[b.actors[1]].kind <= byPlace && !d.toBody(b.actors[0])
		}
	}
	return false
}

// posted are the titles of those who live in the state to which they are sent.
var posted = map[string]bool{"ambassador": true, "high commissioner": true}

// toBody tells whether actor i is followed by the body to which he is sent: "the ambassador
// to the United Nations".
func (d *Document) toBody(i int32) bool {
	if int(i)+1 >= len(d.actors) {
		return false
	}
	next := &d.actors[i+1]
	return next.preps.Has(lang.To) && !next.set.Empty() && next.set.Within(&d.dict.Parties.Bodies)
}

// stayReach is how many words may stand between where somebody is and what he is there for: "in Lusaka on
// Monday on a two-day visit".
const stayReach = 5

// findAsideStay finds the "in" by which an aside, or what opens the sentence, tells that an official is abroad
// for talks or on a visit, "X, in Lusaka for talks, said": it stands for a verb of visiting.
func (d *Document) findAsideStay() {
	if !d.told.Any(stayed) {
		return
	}
	for i := 0; i+1 < len(d.nodes); i++ {
		n, place := &d.nodes[i], d.actorAt(i+1)
		if !n.is(lang.In) || place == nil || place.kind > byPlace || place.city || n.first < d.headline || !d.near(i, i+1, 1) {
			continue
		}
		if guest := d.actorAt(i - 1); n.first != d.span.First && (guest == nil || !inOffice(guest) || !d.text.Tokens[n.first].After(scan.Comma)) {
			continue
		}
		for k := i + 2; k < len(d.nodes) && d.near(i+1, k, stayReach) && !d.separated(i+1, k); k++ {
			if d.nodes[k].any(stayed) && !d.nodes[k].is(lang.Gathering) && d.leadsToStay(place.end, d.nodes[k].first) {
				n.classes, n.forms = lang.SetOf(lang.VisitVerb), lang.Gerund
				return
			} else if d.nodes[k].actor >= 0 {
				break
			}
		}
	}
}

// leadsToStay tells whether one of the tokens [first, end) leads to what somebody is abroad for: "for talks",
// "on a visit", but not "on Monday talks".
func (d *Document) leadsToStay(first, end int32) bool {
	for i := first; i < end; i++ {
		if d.isWord(i, purposes) || d.isWord(i, ons) && d.isWord(i+1, determiners) {
			return true
		}
	}
	return false
}

// stayed are what somebody is abroad for.
var stayed = lang.SetOf(lang.TalksNoun, lang.VisitNoun)

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
