package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// remarksOn tells whether the word at node n of a clause that begins at node lo stands in a
// relative clause and says of a visit that it ended, or of a line that is taken up or opened that it had
// stopped: "agreed to revive the line, which was abandoned in 2012", "layanan yang sempat dihentikan
// kembali beroperasi".
func (d *Document) remarksOn(n, lo int) bool {
	r := n - 1
	for r > lo && !d.nodes[r].is(lang.Relative) && d.near(r, n, remarkReach) {
		r--
	}
	if r <= lo || !d.nodes[r].is(lang.Relative) || !d.near(r, n, remarkReach) {
		return false
	}
	if d.nodes[n].is(lang.EndVerb) {
		visit := r - 1
		for visit > lo && d.nodes[visit].actor >= 0 {
			visit-- // "kunjungan Xi Jinping yang berakhir"
		}
		if d.nodes[visit].any(occasionNouns) {
			return true
		}
	}
	if !d.nodes[n].any(halting) {
		return false
	}
	_, hi := d.clause(n)
	return slices.ContainsFunc(d.nodes[lo:r], func(v node) bool {
		return v.any(undertaking) || v.is(lang.BuildVerb) && d.hasWord(v.first, v.end, anew)
	}) || slices.ContainsFunc(d.nodes[n+1:hi], func(v node) bool { return v.any(runningOn) })
}

// halting are the words for what stops a railway.
var halting = lang.SetOf(lang.SuspendVerb, lang.Cancel, lang.EndVerb)

// undertaking are the verbs of who takes a railway up, of which a relative clause then tells that it
// had stopped, and runningOn those of what goes on again.
var (
	undertaking = lang.SetOf(lang.OpenVerb, lang.AgreeVerb, lang.StudyWord, lang.ProposeVerb, lang.DiscussVerb, lang.NegotiateVerb, lang.SignVerb, lang.PlanVerb)
	runningOn   = lang.SetOf(lang.OpenVerb, lang.BeginVerb)
)

// remarkReach is how many words may stand between "that" and such a word.
const remarkReach = 3

// stopsLine tells whether what the verb at node n stops is a line, and not a train that runs on it:
// "has halted the Chinese-built railway".
func (d *Document) stopsLine(n, hi int) bool {
	i := d.trigger(lang.RailNoun, n+1, hi)
	return i > n && d.near(n, i, farWork) && !d.separated(n, i) && !d.isService(i) && !d.nodes[i].is(lang.Stock)
}

// stopsService tells whether a state, or its railway, stops by the verb at node n the trains to another one:
// "Latvia stopped passenger trains to Belarus", and not "Police stopped a train".
func (d *Document) stopsService(n int) bool {
	by := n - 1
	for by >= 0 && d.nodes[by].any(auxiliaries) {
		by--
	}
	a := d.actorAt(by)
	if a == nil || a.kind > byPlace && !a.organ || a.preps.Any(prepositions) || !d.near(by, n, 2) {
		return false
	}
	i := n + 1
	return i+1 < len(d.nodes) && (d.nodes[i].is(lang.RailNoun) || d.nodes[i].is(lang.Stock)) && d.near(n, i, 3) && d.hasWord(d.nodes[i].first, d.nodes[i].end, serviceNouns) &&
		(d.nodes[i+1].is(lang.To) || d.nodes[i+1].is(lang.Between) || d.nodes[i+1].is(lang.From)) && d.near(i, i+1, runsReach)
}

// handsLine tells whether the verb at node n of the clause [lo, hi) hands a line over, and not trains,
// a site or a report: "handed over a rebuilt railway", "the line was handed over".
func (d *Document) handsLine(n, lo, hi int) bool {
	if d.isPassive(&d.nodes[n]) {
		return n > lo && d.nodes[n-1].any(lines)
	}
	far := int32(farWork)
	if d.profile().AdjectiveLast {
		far = 0 // but "menyerahkan pengurusan kereta api"
	}
	for i := n + 1; i < hi && d.near(n, i, far); i++ {
		switch v := &d.nodes[i]; {
		case v.any(lines):
			return true
		case v.any(prepositions), v.is(lang.Stock):
			return false
		}
	}
	return false
}

// trainLeaves tells whether it is a train that sets out by the verb at tag i: "The first train from Bangkok to Phnom Penh
// departed", "Kereta pertama dari Bangkok ke Phnom Penh berangkat".
func (d *Document) trainLeaves(i int) bool {
	for k := i - 1; k >= 0 && d.tags[i].First-d.tags[k].End <= departReach; k-- {
		switch t := &d.tags[k]; {
		case t.Is(lang.RailNoun), t.Is(lang.Stock):
			return !slices.ContainsFunc(d.tags[:k], func(t tag.Tag) bool { return t.Classes.Any(riders) })
		case t.Classes.Any(riders):
			return false
		}
	}
	return false
}

// riders are the words for people, and for what they do with a train.
var riders = verbs.Union(lang.SetOf(lang.Title, lang.Person, lang.Org, lang.HeOrShe, lang.They, lang.Relative, lang.With, lang.NegotiateVerb))

// departReach is how many words, of whence and where to, may stand between a train and its verb.
const departReach = 8

// closesLine tells whether what the verb at node n of the clause [lo, hi) closes is a line: "Iran closed the railway to
// Iraq", "The line between Riga and Minsk was closed", and not "the harbour by the line was closed".
func (d *Document) closesLine(n, lo, hi int) bool {
	if !d.isPassive(&d.nodes[n]) {
		return n+1 < hi && d.nodes[n+1].is(lang.RailNoun) && d.stopsLine(n, hi)
	}
	i := d.subjectOfLine(n, lo)
	return i >= 0 && d.nodes[i].any(lines) && d.value(i, lang.RailNoun) != "none"
}

// areStopped tells whether trains, and not only one, are what the passive verb at node n of a clause that begins at
// node lo is said of: "All trains between Riga and Minsk were halted".
func (d *Document) areStopped(n, lo int) bool {
	i := d.subjectOfLine(n, lo)
	return i >= 0 && d.isService(i) && !d.isWord(d.nodes[i].end-1, oneTrain)
}

// oneTrain are the words for a single train.
var oneTrain = words("oneTrain")

// subjectOfLine gives the line, or the trains, of which the verb at node n of a clause that begins at node lo is said,
// where only places stand between; -1 where that is something else.
func (d *Document) subjectOfLine(n, lo int) int {
	i := n - 1
	for i > lo && !d.nodes[i].any(railThings) && (d.nodes[i].actor >= 0 || d.nodes[i].any(betweenPlaces)) {
		i--
	}
	if i < lo || !d.nodes[i].any(railThings) || d.gaps(d.nodes[i].end-1, d.nodes[n].first)&scan.Comma != 0 || i > lo && d.nodes[i-1].any(prepositions) || d.isWord(d.beforeArticle(d.nodes[i].first), besideLines) {
		return -1
	}
	return i
}

// besideLines are the words for what only lies by a line: "the road along the railway".
var besideLines = words("besideLines")

// railThings are the words for a railway or its trains.
var railThings = lines.Union(lang.SetOf(lang.Stock))

// betweenPlaces are what may stand between a line and what is said of it: where it lies, and auxiliaries.
var betweenPlaces = prepositions.Union(auxiliaries).Union(lang.SetOf(lang.And, lang.Light))

// leavesLine tells whether what is left by the verb at node n, of a clause that ends at node hi, is a line: "withdrew on
// Monday from the line between Riga and Minsk".
func (d *Document) leavesLine(n, hi int) bool {
	if d.value(n, lang.LeaveVerb) != "from" || n+1 >= hi || !d.nodes[n+1].any(leftBehind) || !d.near(n, n+1, runsReach) {
		return false
	}
	i := d.trigger(lang.RailNoun, n+2, hi)
	return i > n && d.gaps(d.nodes[n+1].end-1, d.nodes[i].first)&scan.Comma == 0 && d.trigger(lang.And, n+2, i) < 0
}

// leftBehind are the words behind "withdrew" and "pulled out" before what is left.
var leftBehind = lang.SetOf(lang.Of, lang.From)
