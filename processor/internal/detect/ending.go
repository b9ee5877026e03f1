package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// breaksDeal tells whether what is ended or suspended at node k is the deal, which
// stands right behind it or is the subject before it.
func (d *Document) breaksDeal(k, deal int) bool {
	switch {
	case deal < 0, d.isSigning(deal):
		return false
	case d.value(k, lang.EndVerb) == "finish", d.value(k, lang.EndVerb) == "any", d.value(k, lang.EndVerb) == "break":
		return d.finishes(k, deal)
	case deal < k:
		return d.nodes[k].forms != lang.Gerund && d.subjectOf(k, deal) // and not "perjanjian itu mengatur pembekuan aset"
	}
	for i := k + 1; i < deal; i++ {
		if d.nodes[i].is(lang.Relative) {
			return false // "lifted the injunction that barred him from signing a treaty"
		}
	}
	return d.near(k, deal, objectOfReach) && !d.separated(k, deal)
}

// isSigning tells whether the deal at node k is only whose signing is told: "menangguhkan
// majlis menandatangani perjanjian itu", "suspended the signing of the treaty".
func (d *Document) isSigning(k int) bool {
	for k--; k > 0 && d.nodes[k].is(lang.Of); k-- {
	}
	return k >= 0 && d.nodes[k].is(lang.SignNoun)
}

// How many words may stand between a verb and the deal that it ends, or the deal and the
// verb that is said of it.
const (
	objectOfReach  = 7
	subjectOfReach = 12
)

// subjectOf tells whether the deal before the verb at node k is its subject, and no
// other verb's object: "signed a treaty, ending the dispute".
func (d *Document) subjectOf(k, deal int) bool {
	for i := max(0, deal-3); i < deal; i++ {
		if d.nodes[i].any(dealVerbs) && d.value(i, lang.AgreeVerb) != "alone" {
			return false // and not "decided to put the treaty on hold"
		}
	}
	return d.near(deal, k, subjectOfReach-1) && !d.ofOccasion(deal, k)
}

// ofOccasion tells whether the deal is told in an aside of an occasion, which is the subject of the verb
// at node k: "The visit, during which three memoranda were signed, ended".
func (d *Document) ofOccasion(deal, k int) bool {
	if !d.separated(k-1, k) {
		return false
	}
	for i := deal - 1; i > 0 && d.near(i, deal, reach/3); i-- {
		if n := &d.nodes[i]; n.is(lang.Relative) || n.is(lang.Clause) {
			occasion := i - 1
			for occasion > 0 && d.nodes[occasion].any(prepositions) {
				occasion-- // "at which"
			}
			return d.nodes[occasion].any(occasionNouns) && d.gaps(d.nodes[occasion].end-1, d.nodes[i].first)&scan.Comma != 0
		}
	}
	return false
}

// finishes tells whether the verb at node k, by which much else comes to an end, is said
// of the deal: that is its object, "ended its accord with", or the subject of which it
// says no more, "the accord ended on Friday". Wars are ended by deals, and talks on deals
// end as well.
func (d *Document) finishes(k, deal int) bool {
	switch {
	case d.talksBefore(k, deal), d.nodes[k].forms == lang.Base && d.afterArticle(k):
		return false // also "in the end a treaty was signed"
	case deal < k:
		return d.nodes[k].forms&(lang.Passive|lang.Done) != 0 && d.subjectOf(k, deal) && !d.hasObject(k)
	}
	return d.nodes[k].forms&lang.Passive == 0 && d.objectOf(k, deal) && !d.decidesOn(k, deal)
}

// decidesOn tells whether the verb at node k, which can also tell of a decision, has a clause of the deal for its
// object: "memutuskan perjanjian itu akan dibahas", but not "memutuskan perjanjian dengan Italia".
func (d *Document) decidesOn(k, deal int) bool {
	if !d.nodes[k].is(lang.AgreeVerb) {
		return false
	}
	_, hi := d.clause(k)
	return slices.ContainsFunc(d.nodes[deal+1:max(hi, deal+1)], func(n node) bool { return n.any(auxiliaries) || n.any(verbs) || n.any(dealVerbs) })
}

// objectOf tells whether the deal behind the verb at node k is its object.
func (d *Document) objectOf(k, deal int) bool {
	for i := k + 1; i < deal; i++ {
		n := &d.nodes[i]
		if n.is(lang.Of) && d.isWord(n.first-1, parts) {
			continue // "terminated two annexes of its treaty"
		}
		if n.any(prepositions) || n.is(lang.Relative) || n.any(dealVerbs) {
			return false
		}
	}
	return d.near(k, deal, objectOfReach) && !d.separated(k, deal) && !d.hasWord(d.nodes[k].end, d.nodes[deal].first, under)
}

// parts are the words for a part of a text.
var parts = words("parts")

// hasObject tells whether an object begins right behind the English verb at node k:
// "ended the war", "ended decades of".
func (d *Document) hasObject(k int) bool {
	end := d.nodes[k].end
	return end < d.span.End && d.isArticle(end) || k+1 < len(d.nodes) && d.nodes[k+1].is(lang.Of) && d.near(k, k+1, 1)
}

// byItself are the words behind what a text foresees, and nobody does: "prolonged
// automatically".
var byItself = words("byItself")

// renews tells whether the verb or noun at node k is said of the deal: that is its
// object, "renewed the treaty", "perpanjangan perjanjian", or the subject of a passive.
// It only describes "a renewed partnership", and who "extends a loan" to a state grants it.
func (d *Document) renews(k, deal int) bool {
	n := &d.nodes[k]
	switch {
	case d.isWord(n.end, byItself):
		return false
	case d.value(k, lang.ExtendVerb) == "noun":
		return deal > k && d.objectOf(k, deal) // "an agreement on the extension of the railway"
	case deal < 0, n.forms == lang.Gerund && deal > k && !d.objectOf(k, deal):
		return n.forms != lang.Gerund // "the extension of a line is paid by a loan"
	case n.forms == lang.Done && d.afterArticle(k):
		return false
	case deal < k:
		return !d.profile().AdjectiveLast || n.forms&lang.Passive != 0 || d.trigger(lang.Relative, deal, k) >= 0
	case d.grantsLoan(k, deal):
		return d.isGiven(deal)
	}
	return !slices.ContainsFunc(d.nodes[min(k+1, deal):deal], func(n node) bool { return n.is(lang.Maybe) }) // "renewed his call for a truce"
}

// grantsLoan tells whether the loan behind the verb at node k is given by it, and no longer time for one: "extended a
// $2 billion loan to Y", but not "extended the loan", nor "extended a loan by a year".
func (d *Document) grantsLoan(k, deal int) bool {
	n := &d.nodes[k]
	return d.value(k, lang.ExtendVerb) == "grant" && deal > k && d.form(deal) == events.Loan && d.isArticle(n.end) && !definiteArticle.has(d.text.Tokens[n.end].Hash) && !d.saysHowLong(d.nodes[deal].end)
}

// isGiven tells whether who gets it stands behind the deal: "a loan to Y".
func (d *Document) isGiven(deal int) bool {
	for i := deal + 1; i < len(d.nodes) && d.near(deal, i, objectReach); i++ {
		if a := d.actorAt(i); a != nil {
			return a.preps.Has(lang.To)
		}
	}
	return false
}

// saysHowLong tells whether one of the next words from token i on tells by how long something is extended: "by a year".
func (d *Document) saysHowLong(i int32) bool {
	for end := min(i+howLongReach, d.span.End-2); i < end; i++ {
		if t := d.tagAt(i + 2); d.isWord(i, bySpans) && t != nil && d.dateWord(t).Kind == dates.Unit {
			return true
		}
	}
	return false
}

// howLongReach is how many words may stand between a deal and by how long it is extended.
const howLongReach = 5

// bySpans are the words before by how long, or for how long, something is extended.
var bySpans = words("bySpans")

// breaksOff tells whether what is ended at node k are the negotiations on the deal.
func (d *Document) breaksOff(k, deal int) bool {
	return deal > k+1 && d.value(k, lang.EndVerb) == "" && d.nodes[k+1].any(bargaining) && d.near(k, k+1, 2)
}

// talksCalledOff tells whether what is suspended at node k of the clause that ends before node hi
// are talks: that calls a meeting off, whatever they were on. Talks that only do not move are on.
func (d *Document) talksCalledOff(k, hi int) bool {
	lo, _ := d.clause(k)
	for i := lo; i < hi && d.value(k, lang.SuspendVerb) != "idle"; i++ {
		if d.nodes[i].any(bargaining) && d.judge(i).modality == cancelled {
			return true
		}
	}
	return false
}

// expiries are the verbs by which a text comes to the end of its time by itself.
var expiries = words("expiries")
