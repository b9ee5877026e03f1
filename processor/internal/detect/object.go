package detect

import (
	"bytes"
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// objectReach is how many words may stand between a verb and the noun of its object.
const objectReach = 4

// concludes tells whether the object of the verb at node k of the clause [lo, hi) is an
// agreement though no instrument is named: "restored ties", "menandatangani kerja
// sama", "unveiled a framework", "signed it".
func (d *Document) concludes(s *step, k, lo, hi int) bool {
	switch s.trigger {
	case lang.ReachVerb:
		if d.changes(k) {
			return d.objectIs(k, hi, "ties") || d.schemeAt(k, lo, hi) && d.jointly(k, lo, hi)
		}
		if d.value(k, lang.ReachVerb) == "text" {
			adopted := d.hasWord(d.nodes[k].first, d.nodes[k].end, adopting)
			return d.schemeAt(k, lo, hi) && (d.collectively(k, lo) || adopted && d.jointly(k, lo, hi)) // and not "approved it", "released a plan"
		}
		return d.schemeAt(k, lo, hi) && d.jointly(k, lo, hi) || d.meansText(k) || d.endsBargain(k, hi)
	case lang.SignVerb:
		return d.value(k, lang.SignVerb) == "pen" || d.objectIs(k, hi, "pact") || d.subjectIs(k, lo, "pact") || d.schemeAt(k, lo, hi) && d.jointly(k, lo, hi) || d.meansText(k) || d.signsFor(k)
	case lang.SignNoun:
		return d.objectIs(k, hi, "pact")
	case lang.NegotiateNoun:
		return d.bargains(k) || d.ofText(k)
	case lang.NegotiateVerb:
		return d.value(k, lang.NegotiateVerb) == "" && (d.bargains(k) || d.inProgress(k) && d.ofText(k)) || d.nowNegotiate(k, lo, hi) || d.schemeAt(k, lo, hi) && d.jointly(k, lo, hi)
	case lang.TalksNoun:
		return d.bargains(k) || d.advanced(k)
	case lang.ExtendVerb:
		return d.schemeAt(k, lo, hi) && d.jointly(k, lo, hi) || d.meansText(k)
	case lang.RatifyVerb, lang.RejectVerb:
		return d.meansText(k)
	case lang.ForceVerb:
		return d.textHolds(k)
	}
	return false
}

// adopting are the verbs by which several make a text or a plan their own.
var adopting = words("adopting")

// nowNegotiate tells whether several parties negotiate at present, or one does with
// another, what the transitive verb at node k names: "Indonesia dan China tengah
// merundingkan restrukturisasi utang".
func (d *Document) nowNegotiate(k, lo, hi int) bool {
	n := &d.nodes[k]
	if !d.profile().AdjectiveLast || n.forms&lang.Base == 0 || !bytes.HasSuffix(d.word(n.end-1), transitive) {
		return false
	}
	if k == lo || !d.nodes[k-1].is(lang.Now) || !d.near(k-1, k, 1) {
		return false
	}
	for i := k + 1; i < hi; i++ {
		if a := d.actorAt(i); a != nil && a.preps.Has(lang.With) && a.kind <= byPlace && d.near(k, i, jointReach) {
			return true
		}
	}
	return d.jointly(k, lo, hi)
}

// transitive ends the verbs that have an object.
var transitive = []byte("kan")

// objectIs tells whether a noun for the relations of parties, of the kind that want
// says, stands behind the verb at node k.
func (d *Document) objectIs(k, hi int, want string) bool {
	for i := k + 1; i < hi && d.near(k, i, objectReach); i++ {
		if d.value(i, lang.Vain) == want {
			return true
		}
	}
	return false
}

// subjectIs tells whether such a noun begins the clause of the passive verb at node k:
// "kerja sama pendidikan diteken kedua menteri".
func (d *Document) subjectIs(k, lo int, want string) bool {
	if lo+1 < k && d.nodes[lo].actor < 0 && d.near(lo, lo+1, 1) && d.isWord(d.nodes[lo+1].first-1, counts) {
		lo++ // "Sejumlah kerja sama", "sebanyak lima kerja sama"
	}
	return d.nodes[k].forms&lang.Passive != 0 && d.value(lo, lang.Vain) == want && d.near(lo, k, reach)
}

// countsPacts tells whether the object right behind the verb at node k are pacts that are counted: "menyepakati lima kerja
// sama", but not "menyepakati kerja sama".
func (d *Document) countsPacts(k int) bool {
	for i := k + 1; i < len(d.nodes) && d.near(k, i, 2); i++ {
		if d.value(i, lang.Vain) == "pact" {
			return d.isWord(d.nodes[i].first-1, counts)
		}
	}
	return false
}

// schemeAt tells whether what the verb at node k is said of is something that parties
// can have together, a framework or a fund: its object, or the subject of a passive.
func (d *Document) schemeAt(k, lo, hi int) bool {
	for i := k + 1; i < hi && d.near(k, i, objectReach); i++ {
		switch n := &d.nodes[i]; {
		case n.is(lang.EndVerb), n.is(lang.SuspendVerb):
			return false // "mengumumkan pencabutan pembatasan kerja sama"
		case n.is(lang.Scheme), d.value(i, lang.Vain) == "pact":
			return true
		}
	}
	if d.nodes[k].forms&(lang.Passive|lang.Done) == 0 {
		return false
	}
	for i := k - 1; i >= lo; i-- {
		if d.nodes[i].is(lang.Scheme) {
			return true
		}
		if a := d.actorAt(i); a != nil && !a.preps.Any(prepositions) {
			return false // "at the session of the joint commission, the ministers signed": he does it
		}
	}
	return false
}

// jointly tells whether several parties do what the verb at node k of the clause
// [lo, hi) says: they are its subject, or one of them does it with another.
func (d *Document) jointly(k, lo, hi int) bool {
	one := false
	for i := lo; i < hi; i++ {
		a := d.actorAt(i)
		if a == nil || a.kind == adjunct || a.organ && a.set.Empty() || !d.near(i, k, jointReach) || i > k && !a.preps.Any(jointLinks) && !(d.isPassive(&d.nodes[k]) && d.isAgent(a)) {
			continue
		}
		p := a.preps
		p.Remove(lang.By)
		p.Remove(lang.With)
		p.Remove(lang.Between)
		if p.Any(prepositions) {
			continue
		}
		if d.resolve(a); a.set.Len() >= 2 {
			return true
		}
		if one && (a.preps.Has(lang.With) || i < k && d.actorAt(i-1) != nil && d.near(i-1, i, 0)) {
			return true // also "Ali, Maduro vow"
		}
		one = one || a.set.Len() == 1
	}
	return false
}

// jointLinks are the links of those with whom somebody acts.
var jointLinks = lang.SetOf(lang.With, lang.Between)

// collectively tells whether a body whose members agree under its name, or its leaders or its
// meeting, does what the verb at node k of the clause from lo on says: "Forum leaders endorsed an
// initiative", "Ministers endorsed it".
func (d *Document) collectively(k, lo int) bool {
	for i := k - 1; i >= lo && d.near(i, k, jointReach); i-- {
		if a := d.actorAt(i); a != nil && !a.preps.Any(prepositions) {
			d.resolve(a)
			return a.set.Len() == 1 && a.set.Within(&d.dict.Parties.Collective)
		}
	}
	return d.assemblyActs(k, lo)
}

// byItsParties tells whether those who do what the verb at node k of the clause [lo, hi)
// says are the parties of the deal, or it names them: what one side accepts alone is not
// agreed on, and who brokers a ceasefire does so between others.
func (d *Document) byItsParties(k, lo, hi, deal int) bool {
	switch d.value(k, lang.ReachVerb) {
	case "joint":
		return d.jointly(k, lo, hi)
	case "broker":
		return d.betweenWhom(deal) >= 0
	}
	return true
}

// jointReach is how far from the verb those stand who do something together.
const jointReach = 8

// textReach is for how many sentences a text that was named can be meant by "it".
const textReach = 2

// meansText tells whether the object of the verb at node k, or the subject of its passive, is a text that was
// named a moment ago: "memeterainya", "signed it", "signed a similar one", "It was signed in May".
func (d *Document) meansText(k int) bool {
	return d.index-d.lastDeal <= textReach && d.takesIt(k)
}

// signsFor tells whether the verb at node k, without an object, says for whom somebody signs a text that was named
// a moment ago: "Ali Sabry signed for Sri Lanka and Ayman Safadi for Jordan".
func (d *Document) signsFor(k int) bool {
	who := k + 1
	if who < len(d.nodes) && d.value(who, lang.By) == "proxy" && d.near(k, who, 0) {
		who++
	} else if !d.isWord(d.nodes[k].end, proxies) {
		return false
	}
	signer, state := d.actorAt(k-1), d.actorAt(who)
	return d.index-d.lastDeal <= textReach && state != nil && d.near(who-1, who, 1) && (signer == nil || signer.set.Within(&state.set))
}

// proxies are the words before the one for whom somebody signs.
var proxies = words("proxies")

// takesIt tells whether the object of the verb at node k is an "it", "nya" or "one".
func (d *Document) takesIt(k int) bool {
	n := &d.nodes[k]
	if d.isPassive(n) {
		return d.isWord(d.span.First, itself) && n.first-d.span.First <= itSubjectReach && !d.namesDoer()
	}
	if d.profile().AdjectiveLast {
		w := d.text.Tokens[n.end-1]
		return n.forms&lang.Base != 0 && bytes.HasSuffix(d.text.Bytes[w.Start:w.End], clitic)
	}
	for i := n.end; i < d.span.End && i-n.end <= 2; i++ {
		switch w := &d.text.Tokens[i]; {
		case w.Gap&^scan.Inside != 0:
			return false
		case it.has(w.Hash):
			return i == n.end
		case another.has(w.Hash):
			return i > n.end
		}
	}
	return false
}

// textHolds tells whether the verb at node k says when the text that the sentence before named came into force: "It
// took effect on Monday", but not "It put the law into effect".
func (d *Document) textHolds(k int) bool {
	n := &d.nodes[k]
	if d.index-d.lastDeal != 1 || !d.isWord(d.span.First, it) || n.first-d.span.First > itSubjectReach || d.hasBefore(lang.Will, k) {
		return false
	}
	return slices.ContainsFunc(d.dates, func(m dates.Mention) bool { return m.First >= n.end && m.First <= n.end+1 })
}

// itSubjectReach is how many words stand at most between "it" and its verb and with it: "It has been signed".
const itSubjectReach = 3

var (
	clitic  = []byte("nya")
	it      = words("it")
	another = words("another")
)
