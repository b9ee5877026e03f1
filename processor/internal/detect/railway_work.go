package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// copulas are the words that make a gerund tell what goes on: "is laying".
var copulas = words("copulas")

// progressive tells whether the gerund at node n tells what somebody does, "is now
// laying", and is no noun.
func (d *Document) progressive(n int) bool {
	first := d.nodes[n].first
	return d.hasWord(first-2, first, copulas)
}

// showsState tells whether c, stage s of a railway that the word at node k tells and that
// is judged j, is the state in which the writer finds it: "is half finished", "masih dikaji".
func (d *Document) showsState(c *Candidate, s *stage, k int, j judgement) bool {
	lasting := c.Status == events.RailwayConstruction || c.Status == events.RailwayConsulting
	return s == &progressing || lasting && d.isUnderWay(k, j)
}

// continuing are the words by which a verb, or the word that judges it, tells what goes
// on: "tengah merancang", "masih dalam pengerjaan", "under construction".
var continuing = words("continuing")

// isUnderWay tells whether the word at node k, which is judged j, tells what goes on, and
// not what was begun or done on some day: "is building the line", "sedang dibangun".
func (d *Document) isUnderWay(k int, j judgement) bool {
	if d.nodes[k].forms == lang.Gerund && d.progressive(k) || continuing.has(d.text.Tokens[d.nodes[k].first].Hash) {
		return true
	}
	i := d.cueNode(j.cue)
	return j.modality == ongoing && i >= 0 && d.isWord(d.nodes[i].first, continuing)
}

// progressReach is how many words may stand between the percentage and what is so
// far done.
const progressReach = 3

// progress gives the node in [lo, hi) that tells how many percent of the work are
// done, or -1. Percentages of money stand beside other words.
func (d *Document) progress(lo, hi int) int {
	if !d.told.Has(lang.Measure) {
		return -1
	}
	for i := lo; i < hi; i++ {
		if !d.nodes[i].is(lang.Measure) || d.value(i, lang.Measure) != "percent" {
			continue
		}
		for _, j := range [...]int{i - 1, i + 1} {
			if j >= lo && j < hi && d.nodes[j].any(works) && d.near(i, j, progressReach) && !d.separated(i, j) && !d.isShare(lo, j) {
				return j
			}
		}
		if d.hasWord(d.nodes[i].first-soFarReach, d.nodes[i].first, soFar) && i > lo && !d.isPortion(lo, i) {
			return i
		}
	}
	return -1
}

// soFar are the words before a percentage that is reached, "pembangunan jalur itu sudah 50 persen".
var soFar = words("soFar")

// soFarReach is how many words they stand before its unit: "sudah 50 persen".
const soFarReach = 2

// isPortion tells whether the percentage at node i of a clause that begins at node lo is of something else than the work
// that the clause begins with.
func (d *Document) isPortion(lo, i int) bool {
	if first, _ := d.clauseSpan(i); !d.nodes[lo].is(lang.BuildVerb) || d.nodes[lo].first-first > 1 || d.hasWord(first, d.nodes[lo].first, costs) {
		return true
	}
	for j := lo; j < i; j++ {
		if n := &d.nodes[j]; !n.any(lines) && !n.is(lang.BuildVerb) && !n.is(lang.Now) && !n.is(lang.And) && n.actor < 0 {
			return true
		}
	}
	return false
}

// isShare tells whether the word at node j of a clause that begins at node lo, "stood
// at", tells the percentage of something else than a line or the work on it: "ridership
// on the line stood at 40 percent".
func (d *Document) isShare(lo, j int) bool {
	if d.value(j, lang.BeginVerb) != "share" {
		return false
	}
	for i := lo; i < j; i++ {
		if n := &d.nodes[i]; n.any(lines) || n.is(lang.BuildVerb) {
			return false
		} else if n.any(prepositions) {
			return true
		}
	}
	return true
}

// lines are the words for a railway.
var lines = lang.SetOf(lang.RailNoun, lang.RailAgain)

// works are words beside which a percentage tells how far a work has come.
var works = lang.SetOf(lang.BuildVerb, lang.BeginVerb, lang.ReachVerb)

// work gives the noun of building in [lo, hi), or -1.
func (d *Document) work(lo, hi int) int {
	if !d.told.Has(lang.BuildVerb) {
		return -1
	}
	for i := lo; i < hi; i++ {
		if n := &d.nodes[i]; n.is(lang.BuildVerb) && n.forms == lang.Gerund && !d.progressive(i) {
			return i
		}
	}
	return -1
}

// paid tells whether the clause [lo, hi) names an amount of money.
func (d *Document) paid(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if d.nodes[i].is(lang.Measure) && d.value(i, lang.Measure) == "money" {
			return true
		}
	}
	return false
}

// done tells whether a verb of class c stands in [lo, hi).
func (d *Document) done(c lang.Class, lo, hi int) bool {
	i := d.trigger(c, lo, hi)
	return i >= 0 && d.nodes[i].forms != lang.Gerund
}

// funds are the words for what pays for a line, and fundReach bounds how far they stand
// behind the verb that gives it up.
var funds = words("funds")

const fundReach = 7

// funded tells whether the verb at node n is said of what pays for a line: "dropped China as
// a source of funds for the railway", "tidak lagi akan menggunakan wang China".
func (d *Document) funded(n int) bool {
	first := d.nodes[n].end
	return d.hasWord(first, first+fundReach, funds)
}

// isUseOfMoney tells whether to build, by the verb at node n of the clause that begins at node lo, is only what
// money is for: "gave Dhaka a loan to build a metro line".
func (d *Document) isUseOfMoney(n, lo int) bool {
	return n > lo && d.nodes[n].forms&lang.Base != 0 && d.nodes[n-1].is(lang.To) && d.near(n-1, n, 0) && d.trigger(lang.FinanceVerb, lo, n) >= 0
}
