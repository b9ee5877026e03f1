package detect

import (
	"bytes"

	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// commits tells whether an "agreed" binds the parties to something: not to an
// opinion ("agreed that"), not only to meet, and not only to be better friends.
func (d *Document) commits(k, hi, deal int) bool {
	if content := d.contentOf(k, hi); content >= 0 && that.has(d.text.Tokens[d.nodes[hi].first].Hash) {
		return d.resolves(content) // "bersetuju supaya", "so that", is to do something
	}
	if d.isOpinion(k) || deal < 0 && d.endsProject(k, hi) {
		return false
	}
	if deal >= 0 || !party.Nobody(d.favoured(k)) || d.asAgreed(k) {
		return true
	}
	vain := false
	for i := k + 1; i < hi; i++ {
		n := &d.nodes[i]
		if n.is(lang.Sector) || n.is(lang.RailNoun) || n.is(lang.Scheme) || n.is(lang.NegotiateNoun) || n.is(lang.NegotiateVerb) {
			return true
		}
		if n.any(encounters) && d.isOccasion(i) {
			if hi+1 < len(d.nodes) && that.has(d.text.Tokens[d.nodes[hi].first].Hash) {
				return d.resolves(hi + 1)
			}
			continue // "menyepakati lima butir dalam pertemuan": where they did
		}
		if n.any(encounters) {
			return false
		}
		if n.is(lang.ReachVerb) && d.changes(i) {
			return true // "agreed to normalise ties"
		}
		vain = vain || (n.is(lang.Vain) || n.is(lang.Topic)) && n.first-d.nodes[k].end < 8
	}
	return !vain && d.undertakes(k) || d.settles(k) || !vain && d.agreesOn(k)
}

// endsProject tells whether what is agreed on at node k of a clause that ends at node hi is the end
// of a railway project, which tells of that alone: "bersetuju menamatkan projek kereta api".
func (d *Document) endsProject(k, hi int) bool {
	end := k + 1
	for end < hi && d.nodes[end].is(lang.To) {
		end++
	}
	line := d.trigger(lang.RailNoun, end, hi)
	return end < hi && d.nodes[end].is(lang.EndVerb) && d.near(k, end, 1) && line > end && d.near(end, line, projectReach) &&
		d.hasWord(d.nodes[end].end, d.nodes[line].end+projectReach, projects)
}

// accordingly are the words before what was agreed on and the main clause tells.
var accordingly = words("accordingly")

// asAgreed tells whether the main clause says what was agreed on at node k: "the post will open in
// August, as agreed by X and Y", "seperti yang disepakati X dan Y", "as X and Y agreed".
func (d *Document) asAgreed(k int) bool {
	first := d.nodes[k].first
	if a := d.actorAt(k - 1); a != nil && d.near(k-1, k, 0) {
		first = a.first
	} else if that.has(d.text.Tokens[max(first-1, 0)].Hash) {
		first--
	}
	return first-1 > d.span.First && d.isWord(first-1, accordingly)
}

// isOccasion tells whether the encounter at node i is the one on which something else is agreed:
// "agreed at a meeting in Lima to", but not "agreed through talks".
func (d *Document) isOccasion(i int) bool {
	in := &d.nodes[i-1]
	return in.is(lang.In) && !vias.has(d.text.Tokens[in.first].Hash)
}

// that are the conjunctions behind which a view stands.
var that = words("that")

// beginsRelative tells whether a relative clause can begin with the word at node i: a relative pronoun, or
// a "that", which leads to a view elsewhere.
func (d *Document) beginsRelative(i int) bool {
	n := &d.nodes[i]
	return n.is(lang.Relative) || n.is(lang.Clause) && that.has(d.text.Tokens[n.first].Hash)
}

// settles tells whether the verb at node k has what is agreed on as its object,
// "menyepakati batas laut", and that stands behind it: to settle it is a deed.
func (d *Document) settles(k int) bool {
	n := &d.nodes[k]
	if d.value(k, lang.AgreeVerb) != "what" || n.end >= d.span.End || d.byParliament(k) {
		return false
	}
	if k+1 < len(d.nodes) && d.near(k, k+1, 1) && (d.nodes[k+1].any(prepositions) || d.nodes[k+1].is(lang.Vain) && !d.countsPacts(k) || d.nodes[k+1].is(lang.Topic)) {
		return false
	}
	return d.text.Tokens[n.end].Gap&^scan.Inside == 0 && !d.hasWord(n.end, n.end+onReach, openMatters)
}

// openMatters are what talks clear away, whatever it may be: "settled the outstanding points".
var openMatters = words("openMatters")

// The words behind "agreed on": prepositions that such a verb ends in, articles of what is new, the
// deeds of which a "the" tells, and what is agreed on without binding anybody.
var (
	ons        = words("ons")
	indefinite = words("indefinite")
	doings     = words("doings")
	idle       = words("idle")
)

// onReach is how many words of what is agreed on are looked at.
const onReach = 5

// agreesOn tells whether what the "on" of the verb at node k, or another "on" behind its day, leads to is a thing
// or a deed: "agreed on a second flight", "on building a bridge", "on Friday on the return of two statues".
func (d *Document) agreesOn(k int) bool {
	first := d.nodes[k].end
	for i := range d.dates {
		if m := &d.dates[i]; m.First == first && d.isWord(m.End, ons) {
			first = m.End + 1
		}
	}
	if first+1 >= d.span.End || !d.isWord(first-1, ons) || d.text.Tokens[first].Gap&^scan.Inside != 0 {
		return false
	}
	end := first
	for end < d.span.End && end-first < onReach && d.text.Tokens[end].Gap&^scan.Inside == 0 && !d.leadsOn(end) {
		end++
	}
	if d.hasWord(first, end, idle) || d.toldWithin(k, first, end, unsettled) {
		return false
	}
	w := &d.text.Tokens[first]
	return indefinite.has(w.Hash) || d.isGerund(first) && !w.Has(scan.Capital) || d.hasWord(first, end, doings)
}

// leadsOn tells whether token i is a preposition behind which something else is told of what was
// named: "a flight to the islands by way of the capital".
func (d *Document) leadsOn(i int32) bool {
	t := d.tagAt(i)
	return t != nil && !t.Is(lang.Of) && t.Classes.Any(prepositions)
}

// unsettled are the words of what is only to be told of, or is no deed of states.
var unsettled = encounters.Union(lang.SetOf(lang.Gathering, lang.Topic, lang.Vain))

// gerund ends the words of what is to be done behind a preposition.
var gerund = []byte("ing")

// isOpinion tells whether what is agreed on at node k is no more than a view:
// "agreed on the need to".
func (d *Document) isOpinion(k int) bool {
	for i := k + 1; i < len(d.nodes) && d.near(k, i, 3); i++ {
		if n := &d.nodes[i]; n.is(lang.Vain) {
			return d.dict.Value(d.text, &d.tags[n.tag], lang.Vain) == "view"
		}
	}
	return false
}

// undertakes tells whether what is agreed at node k is to do something: "agreed on
// Friday to reopen their embassies", "decided to" as one word, "sepakat membuka kembali
// kedutaan". A verb that ends the sentence says too little: "decided to leave".
func (d *Document) undertakes(k int) bool {
	const reach = 8 // words that may stand before the infinitive
	last := d.profile().AdjectiveLast
	for i := d.nodes[k].end - 1; i+1 < d.span.End && i-d.nodes[k].end < reach; i++ {
		w := &d.text.Tokens[i]
		if i >= d.nodes[k].end && w.Gap&(scan.Semicolon|scan.Stop|scan.Bracket) != 0 {
			return false
		}
		if last && i == d.nodes[k].end && i < d.headline && (w.Flags&scan.Capital == 0 || d.inTitleCase(k)) {
			if t := d.tagAt(i); t == nil || t.Forms&lang.Base != 0 {
				return true // headlines drop the prefix: "setuju tubuh majlis", "Sepakat Hentikan Pertempuran"
			}
		}
		if last && i >= d.nodes[k].end && w.Flags&scan.Capital == 0 && verbal(d.text.Bytes[w.Start:w.End]) {
			return true
		}
		if !last && infinitive.has(w.Hash) {
			next := &d.text.Tokens[i+1]
			return i+2 < d.span.End && next.Flags&(scan.Capital|scan.Number) == 0 && !d.isArticle(i+1) && next.Gap&^scan.Inside == 0
		}
	}
	return false
}

// byOne tells whether what the verb at node k of the clause from lo on tells of is a commitment only where
// several make it, and one makes it: "decided to recall its ambassador".
func (d *Document) byOne(k, lo int) bool {
	return d.value(k, lang.AgreeVerb) == "alone" && !d.jointly(k, lo, k+1)
}

// inTitleCase tells whether the word at node k, which is no name, is written with a capital
// within its sentence, so that capitals say nothing.
func (d *Document) inTitleCase(k int) bool {
	first := d.nodes[k].first
	return first > d.span.First && d.text.Tokens[first].Has(scan.Capital)
}

var infinitive = words("infinitive")

// verbal tells whether a word has the form of an active verb in Indonesian and
// Malay, or of its noun: "mengembangkan", "pengembangan".
func verbal(word []byte) bool {
	return len(word) > 5 && (bytes.HasPrefix(word, []byte("me")) || bytes.HasPrefix(word, []byte("ber"))) ||
		len(word) > 8 && bytes.HasPrefix(word, []byte("pe")) && bytes.HasSuffix(word, []byte("an"))
}

// encounters are the words of what is no commitment by itself: "agreed to meet".
var encounters = lang.SetOf(lang.MeetVerb, lang.TalksNoun, lang.VisitNoun, lang.VisitVerb, lang.CallNoun)

// wishes tells whether what is announced at node k only may come, in a clause
// without a conjunction: "announced it would oppose the loans".
func (d *Document) wishes(k, deal int) bool {
	for i := k + 1; i < deal; i++ {
		if d.nodes[i].is(lang.Maybe) {
			return true
		}
	}
	return false
}

// toDraft tells whether what is agreed at node k is to bring a deal about: "agreed to draft a
// treaty", "to speed up work on a treaty", "sepakat mendorong percepatan perjanjian".
func (d *Document) toDraft(k, hi int) bool {
	for i := k + 1; i < hi && d.near(k, i, draftReach); i++ {
		switch n := &d.nodes[i]; {
		case n.is(lang.DealNoun):
			for w := max(d.nodes[k].end, n.first-draftWords); w < n.first; w++ {
				if d.isWord(w, drafting) && (!d.isDetermined(w) || d.hasInfinitive(d.nodes[k].end, w)) { // but "agreed on a draft treaty"
					return true
				}
			}
			return false
		case n.any(dealVerbs), n.is(lang.And), n.is(lang.By):
			return false
		}
	}
	return false
}

// draftReach is how many words may stand between "agreed" and such a deal.
const draftReach = 8

// draftWords is how many words before a deal such a word stands.
const draftWords = 4

// drafting are the words for that.
var drafting = words("drafting")

// negotiates tells whether what is agreed is to negotiate, or to work on a text.
func (d *Document) negotiates(k, hi int) bool {
	if d.toDraft(k, hi) {
		return true
	}
	if content := d.contentOf(k, hi); content >= 0 {
		_, hi = d.clause(content) // "agreed that negotiations will begin"
	}
	for i := k + 1; i < hi && d.nodes[i].first-d.nodes[k].end < 8; i++ {
		if d.nodes[i].is(lang.DealNoun) && !d.nodes[i].is(lang.NegotiateNoun) && d.value(k, lang.AgreeVerb) == "what" {
			return false // "menyepakati nota untuk merundingkan": what they have agreed on is there
		}
		if d.nodes[i].is(lang.NegotiateVerb) && d.value(i, lang.NegotiateVerb) != "done" || d.nodes[i].is(lang.TalksNoun) && d.isText(i) ||
			d.nodes[i].is(lang.NegotiateNoun) && !d.nodes[i-1].is(lang.In) { // "agreed in negotiations to"
			return true
		}
	}
	return false
}
