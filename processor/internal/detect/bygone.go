package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// dropBygone takes out of the sentence the aside that only recalls what became of somebody or
// something long ago, where the main clause tells the news: "talks, which broke off in 2010, will
// resume", "the treaty, suspended last year, was ratified on Monday". Whom the aside of a text or a
// railway names can be its parties, and stays.
func (d *Document) dropBygone() {
	if len(d.dates) == 0 {
		return
	}
	for first := 1; first < len(d.nodes); first++ {
		end := d.asideFrom(first)
		if end < 0 {
			continue
		}
		from, to := d.nodes[first].first, d.span.End
		if end < len(d.nodes) {
			to = d.nodes[end].first
		}
		if !d.tellsNews(first, end) || !d.isBygone(from, to) {
			continue
		}
		out, keep := d.nodes[:first], d.headOf(first).any(texts)
		for _, n := range d.nodes[first:end] {
			if keep && n.actor >= 0 {
				out = append(out, n)
			}
		}
		d.nodes = append(out, d.nodes[end:]...)
		d.indexNodes()
		d.dates = slices.DeleteFunc(d.dates, func(m dates.Mention) bool { return m.First >= from && m.End <= to })
		d.bygone.first, d.bygone.end = from, to
		return
	}
}

// dropLongAfter takes out of the sentence what the news is only counted from, months or years later:
// "reopened its embassy, five months after the two had agreed to restore ties".
func (d *Document) dropLongAfter() {
	if !d.told.Has(lang.Clause) {
		return
	}
	for i := range d.nodes {
		if n := &d.nodes[i]; n.is(lang.Clause) && d.isWord(n.end-1, afters) && d.isWord(n.first-1, longUnits) && d.text.Tokens[n.first].Gap == scan.Space && !d.hasDate(n.first-1, n.first) {
			d.dropFrom(i)
			return
		}
	}
}

// dropFrom takes out of the sentence the clause that begins at node i and tells what somebody did, up to the comma
// behind which the main clause goes on. Where that comma is lacking behind a clause that opens the sentence, it stays.
func (d *Document) dropFrom(i int) {
	end := d.commaFrom(i + 1)
	if i > 0 {
		end = d.closedAside(i)
	} else if end == len(d.nodes) {
		return
	}
	if !slices.ContainsFunc(d.nodes[i:end], func(n node) bool { return n.any(dealings) }) {
		return
	}
	d.bygone.first, d.bygone.end = d.nodes[i].first, d.span.End
	if end < len(d.nodes) {
		d.bygone.end = d.nodes[end].first
	}
	d.nodes = slices.Delete(d.nodes, i, end)
	d.indexNodes()
	d.dates = slices.DeleteFunc(d.dates, func(m dates.Mention) bool { return m.First >= d.bygone.first && m.End <= d.bygone.end })
}

// commaFrom gives the first node from node i on that stands behind a comma, or as many as there are.
func (d *Document) commaFrom(i int) int {
	for i < len(d.nodes) && !d.separated(i-1, i) {
		i++
	}
	return i
}

// dealings are the verbs of what parties do with each other.
var dealings = verbs.Union(dealVerbs).Union(lang.SetOf(lang.JoinVerb, lang.LeaveVerb))

// longUnits are the words for times that make what was before them old.
var longUnits = words("longUnits")

// asideFrom gives the node with which the main clause goes on behind the relative clause or
// participle that begins at node first, the last one and one more where it is over; -1 where
// neither begins there.
func (d *Document) asideFrom(first int) int {
	relative := d.beginsRelative(first)
	switch {
	case d.separated(first-1, first) && (relative || d.describesBefore(first)):
		return d.closedAside(first)
	case relative && d.headOf(first).any(matter) && d.near(first-1, first, 0):
		return d.openAside(first)
	}
	return -1
}

// closedAside gives that node behind a comma. Behind a passive aside a participle may only go on
// with it, "which was signed in 2010, ratified in 2012, has ended", and does so where the main verb
// is told already.
func (d *Document) closedAside(first int) int {
	end, passive := len(d.nodes), false
	told := slices.ContainsFunc(d.nodes[:first], func(n node) bool { return n.any(dealVerbs) || n.any(verbs) })
	for e := first; e+1 < len(d.nodes); e++ {
		n, next := &d.nodes[e], &d.nodes[e+1]
		passive = passive || n.forms == lang.Done && d.isWord(n.first-1, beings)
		if !d.separated(e, e+1) {
			continue
		}
		if next.actor >= 0 && e+2 < len(d.nodes) && d.nodes[e+2].is(lang.SayVerb) && end == len(d.nodes) {
			end = e + 1 // "…, the minister said"
		}
		switch {
		case next.actor >= 0, !isFinite(next):
		case !passive || next.forms != lang.Done || d.isWord(next.first-1, beings):
			return e + 1
		case !told:
			end = e + 1
		}
	}
	return end
}

// openAside gives that node where no comma stands, "the pact that X and Y signed in 2019 was
// extended": the second verb with a tense of its own.
func (d *Document) openAside(first int) int {
	told := false
	for e := first + 1; e < len(d.nodes) && !d.nodes[e].any(breaks) && !d.nodes[e].is(lang.And) && !d.separated(e-1, e); e++ {
		n := &d.nodes[e]
		if told && (n.any(auxiliaries) || n.forms&lang.Passive != 0 || n.forms != 0 && (n.inPresent() || d.isWord(n.first-1, beings))) {
			return e
		}
		told = told || n.forms != 0
	}
	return -1
}

// describesBefore tells whether the participle at node i only describes the text, talks or line
// before its comma.
func (d *Document) describesBefore(i int) bool {
	a := d.actorAt(i - 1)
	return d.nodes[i].actor < 0 && d.nodes[i].forms&(lang.Done|lang.Passive) != 0 && (d.nodes[i-1].any(matter) || a != nil && a.preps.Any(prepositions))
}

// matter are the nouns for what can have a course of its own.
var matter = lang.SetOf(lang.DealNoun, lang.TalksNoun, lang.NegotiateNoun, lang.Gathering, lang.RailNoun)

// isFinite tells whether node n can begin with a verb that has a tense.
func isFinite(n *node) bool {
	return n.any(auxiliaries) || n.is(lang.SayVerb) || n.forms != 0 && n.forms&lang.Gerund == 0
}

// tellsNews tells whether the main clause around the aside of nodes [first, end) tells of an event:
// of one that is still to come or that is, or on a day that is not over for long. "An old plan,
// agreed on in 2016, came to nothing" tells no news.
func (d *Document) tellsNews(first, end int) bool {
	tells := func(n node) bool { return n.any(triggers) || n.is(lang.Light) || n.is(lang.BeginVerb) }
	if end == len(d.nodes) {
		return slices.ContainsFunc(d.nodes[:first], func(n node) bool { return n.any(dealVerbs) }) && d.hasFresh(d.span.First, d.nodes[first].first)
	}
	next := &d.nodes[end]
	if next.is(lang.Will) && d.headOf(first).any(occasionNouns) {
		return true // "talks, which broke off in 2010, are to go on"
	}
	return slices.ContainsFunc(d.nodes[end:], tells) && (next.any(auxiliaries) || next.inPresent() || d.hasFresh(d.span.First, d.nodes[first].first) || d.hasFresh(next.first, d.span.End))
}

// hasFresh tells whether the words [first, end) name a day that is not over for long.
func (d *Document) hasFresh(first, end int32) bool {
	return slices.ContainsFunc(d.dates, func(m dates.Mention) bool { return m.First >= first && m.End <= end && !d.longOver(&m) })
}

// isBygone tells whether the words [first, end) name days, and all of them are over for long.
func (d *Document) isBygone(first, end int32) bool {
	return d.hasDate(first, end) && !d.hasFresh(first, end)
}

// hasDate tells whether the words [first, end) name a day, a month or a year.
func (d *Document) hasDate(first, end int32) bool {
	return slices.ContainsFunc(d.dates, func(m dates.Mention) bool { return m.First >= first && m.End <= end })
}

// longOver tells whether m is a day over for so long, or a month or year that is over.
func (d *Document) longOver(m *dates.Mention) bool {
	date, ok := d.resolveDate(m, false)
	return ok && (date.Last().Before(d.dayOff(-newsDays)) || date.Day == 0 && !m.Weekly() && date.Last().Before(d.day()))
}

// headOf gives the noun that the aside from node i on is about, whose parties may stand between.
func (d *Document) headOf(i int) *node {
	for i--; i > 0 && (d.nodes[i].actor >= 0 || d.nodes[i].any(prepositions)); i-- {
	}
	return &d.nodes[i]
}

// texts are the nouns of what has the parties that an aside of it names.
var texts = lang.SetOf(lang.DealNoun, lang.RailNoun)
