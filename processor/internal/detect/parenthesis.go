package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// mostSpeech is how many words a parenthesis of speech has at most: ", the minister
// told reporters on Monday,".
const mostSpeech = 10

// resumeReach is how many words may stand behind it before a word that tells something: "are carrying out a study".
const resumeReach = 4

// dropSpeech takes out the words between commas that only say who tells, so that a
// subject keeps its verb: "Ghana and Togo, the minister said on Monday, signed". Who
// tells stays among the actors.
func (d *Document) dropSpeech() {
	if !d.told.Any(speech) {
		return
	}
	for i := 1; i+1 < len(d.nodes); i++ {
		if !d.nodes[i].is(lang.SayVerb) {
			continue
		}
		first, last := i, i
		for first > 0 && !d.separated(first-1, first) {
			first--
		}
		for last+1 < len(d.nodes) && !d.separated(last, last+1) {
			last++
		}
		if last+1 == len(d.nodes) || first == 0 || !d.parenthesis(first, last, i) {
			continue
		}
		for j := first; j <= last; j++ {
			if a := d.actorAt(j); a != nil {
				a.speaks = true
			}
		}
		if a := d.actorAt(first - 1); a != nil {
			a.speaks = false
		}
		d.said.first, d.said.end = d.nodes[first-1].end, d.nodes[last+1].first
		d.nodes = slices.Delete(d.nodes, first, last+1)
		i = first
	}
}

// dropSaid takes out the day on which that was said, where the sentence tells another one: "a treaty with Chad, the
// ministry said on Tuesday, was signed on Monday".
func (d *Document) dropSaid() {
	said := func(m dates.Mention) bool { return m.First >= d.said.first && m.End <= d.said.end }
	if d.said.end > 0 && slices.ContainsFunc(d.dates, func(m dates.Mention) bool { return !said(m) }) {
		d.dates = slices.DeleteFunc(d.dates, said)
	}
}

// parenthesis tells whether nodes first to last, with a verb of saying at node say,
// only interrupt a clause, which goes on with its verb, or with whom or by whom it is done, and tell of nothing else:
// "met X and, his office said, received Y", "The line, he said, was opened", "Work began, he said, with Y as
// contractor", but not "… on Friday, he said, under a treaty".
func (d *Document) parenthesis(first, last, say int) bool {
	goesOn := last + 1
	for goesOn+1 < len(d.nodes) && d.nodes[goesOn].is(lang.In) && d.actorAt(goesOn+1) == nil {
		goesOn++ // "in May"
	}
	next := &d.nodes[goesOn]
	marks := d.gaps(d.nodes[first-1].end-1, d.nodes[first].first) | d.gaps(d.nodes[last].end-1, next.first)
	if !next.any(resuming) || marks&(scan.QuoteOpen|scan.QuoteEnd|scan.Colon) != 0 {
		return false
	}
	if d.nodes[last].end-d.nodes[first].first > mostSpeech || next.first-d.nodes[last].end > resumeReach {
		return false
	}
	for j := first; j <= last; j++ {
		n := &d.nodes[j]
		if j != say && (n.any(triggers) || n.is(lang.Firm) || n.is(lang.Clause) && j > first || n.is(lang.Relative) || n.is(lang.SayVerb)) {
			return false
		}
	}
	return true
}

// resuming are the words with which a clause goes on behind it.
var resuming = triggers.Union(auxiliaries).Union(finite).Union(lang.SetOf(lang.StudyWord, lang.BeginVerb, lang.Cancel, lang.RejectVerb, lang.ProposeVerb, lang.With, lang.By)).Minus(lang.SetOf(lang.DealNoun))

// dropSource takes out who only tells of others in a headline: he stands alone at its end, behind a
// dash or a colon, "Japan, Vietnam ministers meet - Kremlin", or before the colon with which it
// begins, "Ruto: Sudan, South Sudan agree on border".
func (d *Document) dropSource() {
	last := len(d.nodes) - 1
	if d.span.First >= d.headline || last < 1 {
		return
	}
	if a := d.actorAt(last); a != nil && a.set.Len() == 1 && a.end >= d.span.End && d.text.Tokens[a.first].Gap&(scan.Dash|scan.Colon) != 0 {
		a.speaks = true
		d.nodes = d.nodes[:last]
	}
	a, others := d.actorAt(0), d.actorAt(1)
	if a != nil && others != nil && a.set.Len() == 1 && a.end < d.span.End && d.text.Tokens[a.end].After(scan.Colon) && others.first == a.end && others.set.Len() > 1 {
		a.speaks = true
		d.nodes = slices.Delete(d.nodes, 0, 1)
	}
}
