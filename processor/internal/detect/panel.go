package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// panel is something that parties have together and that can sit, as the text told of it last.
type panel struct {
	set      party.Set // those of what the same sentence told
	sentence int32
}

// seePanel notes the panel of which the sentence tells, and whose it is.
func (d *Document) seePanel() {
	if !slices.ContainsFunc(d.tags, func(t tag.Tag) bool {
		return d.isPanelTag(t) || t.Classes.Any(rounds) && panels.has(d.text.Tokens[t.End-1].Hash)
	}) {
		return
	}
	if d.panel.sentence = d.index; len(d.found) > 0 {
		if c := &d.found[len(d.found)-1]; c.Sentence == d.index {
			d.panel.set = c.Parties
		}
	}
}

// panelTold tells whether a sentence shortly before told of a panel, or any one of whose it is, where
// the sentence has an article for it: "the commission", "komisi itu".
func (d *Document) panelTold() bool {
	return d.index-d.panel.sentence <= recentSentences || !d.panel.set.Empty() && !d.isThey(d.span.First)
}

// isPanel tells whether node k is something that parties have together and that can
// sit: a task force, a working group.
func (d *Document) isPanel(k int) bool {
	return d.nodes[k].is(lang.Scheme) && d.isPanelTag(d.tags[d.nodes[k].tag])
}

func (d *Document) isPanelTag(t tag.Tag) bool {
	return t.Is(lang.Scheme) && d.dict.Value(d.text, &t, lang.Scheme) == "panel"
}

// panels are the words by which a panel is told of again, at the beginning of a sentence.
var panels = words("panels")

// isAcronym tells whether node k is the acronym of a panel told before, of which a next one is to
// come: "the Joint Border Committee (JBC) … The next JBC will be held".
func (d *Document) isAcronym(k int) bool {
	n := &d.nodes[k]
	t := &d.text.Tokens[n.first]
	return n.is(lang.Name) && n.end == n.first+1 && t.Has(scan.Upper) && slices.ContainsFunc(d.acronyms, func(i int32) bool {
		return i < d.span.First && d.text.Tokens[i].Hash == t.Hash
	})
}

// mostAcronyms is how many panels a text can call by their letters.
const mostAcronyms = 16

// noteAcronyms keeps where sentence s gives a panel its letters in brackets, so that nobody needs to
// look through the text for them.
func (d *Document) noteAcronyms(s scan.Sentence) {
	if s.Gaps&scan.Bracket == 0 {
		return
	}
	for i := s.First; i < s.End && len(d.acronyms) < mostAcronyms; i++ {
		if t := &d.text.Tokens[i]; t.Has(scan.Upper) && t.After(scan.Bracket) && d.endsPanel(i) {
			d.acronyms = append(d.acronyms, i)
		}
	}
}

// endsPanel tells whether the name that ends before token i is that of a panel or of talks.
func (d *Document) endsPanel(i int32) bool {
	for k := tagFrom(d.text.Tags, i) - 1; k >= 0 && i-d.text.Tags[k].End <= panelWords; k-- {
		if t := d.text.Tags[k]; t.Classes.Any(rounds) || d.isPanelTag(t) {
			return true
		}
	}
	return false
}

// panelWords is how many words may stand between a panel's noun and its acronym.
const panelWords = 5

// panelAgain tells whether the verb at node k tells of something to come that a panel does
// of which the sentence before told: "It will meet in June", "Komisi itu akan bersidang".
func (d *Document) panelAgain(k int) bool {
	n := &d.nodes[k]
	if !n.is(lang.MeetVerb) && !n.is(lang.Company) {
		return false
	}
	said := d.saidToOpen(k)
	switch {
	case !said && !d.opens(k):
		return false
	case d.jointPanel(k):
		return d.planBefore(k) >= 0
	case !d.panelTold():
		return false
	case n.inPresent() && (d.nextAt(k-1, k) || d.nextAt(k+1, k)): // "it meets next in Hanoi in June"
	case d.satDown(k): // "The committee met for the first time in Lima on Monday"
	case d.planBefore(k) < 0 && !(said && d.judge(k).modality == planned):
		return false
	}
	if d.isWord(d.nodes[k].end, determiners) {
		return false // "it will meet the costs"
	}
	if a := d.actorAt(k + 1); a != nil && !a.preps.Has(lang.In) {
		return false
	}
	return said || d.againAt(d.span.First)
}

// satDown tells whether the verb at node k tells that a panel whose it is known sat on a day that its clause
// names.
func (d *Document) satDown(k int) bool {
	first, end := d.clauseSpan(k)
	return d.nodes[k].forms == lang.Done && !d.panel.set.Empty() && d.panel.sentence < d.index && d.hasDate(first, end) && d.judge(k).modality == asserted
}

// saidToOpen tells whether what somebody says begins with a panel told before, and goes on with the verb at
// node k: "A statement said that the committee would convene".
func (d *Document) saidToOpen(k int) bool {
	lo, _ := d.clause(k)
	first, _ := d.clauseSpan(k)
	if lo == 0 || !d.againAt(first) || !d.nodes[lo-1].is(lang.SayVerb) && !(lo > 1 && d.nodes[lo-2].is(lang.SayVerb) && d.isWord(first-1, that)) {
		return false
	}
	return !slices.ContainsFunc(d.nodes[lo:k], func(n node) bool { return n.actor >= 0 })
}

// jointPanel tells whether who sits by the verb at node k, with which the sentence begins, is a panel
// that states share by its name: "Komite Perbatasan Umum dijadwalkan bersidang".
func (d *Document) jointPanel(k int) bool {
	first := d.span.First
	if d.isArticle(first) {
		first++
	}
	end := min(first+panelWords, d.nodes[k].first)
	return d.text.Tokens[first].Has(scan.Capital) && d.hasWord(first, end, panels) && d.hasWord(first, end, sharedBy)
}

// sharedBy are the words in the name of a panel that states share.
var sharedBy = words("sharedBy")

// againAt tells whether token i is the word by which a panel is told of again, or its article,
// and no name of one follows: "the commission".
func (d *Document) againAt(i int32) bool {
	if d.isArticle(i) {
		i++
	}
	return d.isWord(i, panels)
}

// isThey tells whether token i is a pronoun.
func (d *Document) isThey(i int32) bool {
	t := d.tagAt(i)
	return !d.isArticle(i) && !d.profile().AdjectiveLast || t != nil && (t.Is(lang.They) || t.Is(lang.HeOrShe))
}

// isToSit tells whether the panel at node k will meet, or hold a meeting, and meets nobody
// else: "a working group of the two ministries is to hold its first meeting".
func (d *Document) isToSit(k int) bool {
	i := k + 1
	for i < len(d.nodes) && d.near(k, i, reach) && !d.nodes[i].is(lang.Will) && !d.nodes[i].any(verbs) && !d.nodes[i].any(breaks) {
		i++
	}
	for i < len(d.nodes) && d.near(k, i, reach) && d.nodes[i].is(lang.Will) && !d.nodes[i].is(lang.MeetVerb) {
		i++
	}
	if i+2 < len(d.nodes) && d.nodes[i].is(lang.ReachVerb) && d.nodes[i-1].is(lang.Will) && d.nodes[i+1].is(lang.And) && d.near(i, i+1, 1) {
		return d.nodes[i+2].any(gathers) && d.near(i+1, i+2, 1) // "a working group will be set up and meet in June"
	}
	if i+1 >= len(d.nodes) || !d.nodes[i-1].is(lang.Will) && !(d.nodes[i].is(lang.MeetVerb) && d.nodes[i].is(lang.Will)) {
		return false
	}
	if d.nodes[i].is(lang.Light) {
		return d.nodes[i+1].any(rounds) && d.near(i, i+1, 2)
	}
	a := d.actorAt(i + 1)
	return d.nodes[i].is(lang.MeetVerb) && !d.nodes[i+1].is(lang.Private) && (a == nil || a.preps.Has(lang.In))
}

// gathers are the words by which those of a panel come together.
var gathers = lang.SetOf(lang.MeetVerb, lang.Light)
