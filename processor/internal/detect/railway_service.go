package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// serviceNouns are the words of what runs on a line, and can begin without a work.
var serviceNouns = words("serviceNouns")

// isService tells whether the railway noun at node k means trains that run, not a line.
func (d *Document) isService(k int) bool {
	n := &d.nodes[k]
	return d.hasWord(n.first, n.end, serviceNouns) && (n.is(lang.RailNoun) || d.runs(k))
}

// runs tells whether the trains at node k are those of a service, and not goods: "trains between Tunis and Annaba",
// "Trains began running between Warsaw and Vilnius", "suspended trains to Hungary", "the Baku-Tbilisi train".
func (d *Document) runs(k int) bool {
	n := &d.nodes[k]
	if !n.is(lang.Stock) {
		return false
	}
	if d.value(k, lang.Stock) == "one" && n.first > d.span.First && d.hyphened(n.first-1, d.span.First, n.first) {
		return true
	}
	lead := d.leadOf(k)
	if lead >= len(d.nodes) || !d.near(lead-1, lead, runsReach) {
		return false
	}
	switch next := &d.nodes[lead]; {
	case next.is(lang.Between):
		return true
	case next.is(lang.From) && lead+2 < len(d.nodes) && d.nodes[lead+2].is(lang.To):
		return true // "from Barcelona to Paris"
	case next.is(lang.To), next.is(lang.From):
		return lead == k+1 && (k > 0 && d.nodes[k-1].any(stopping) && d.near(k-1, k, 1) || d.saidBehind(k))
	}
	return false
}

// saidBehind tells whether behind the place to which the trains at node k go stands what becomes of them: "trains to
// Riga were suspended", "trains to Riga would resume".
func (d *Document) saidBehind(k int) bool {
	if k+3 >= len(d.nodes) || d.actorAt(k+2) == nil || !d.near(k+2, k+3, 1) {
		return false
	}
	n := &d.nodes[k+3]
	return n.any(auxiliaries) || n.is(lang.Light) || n.any(stopping)
}

// runsReach is how many words may stand between trains, or what they do, and the places: "launched a train on Monday between".
const runsReach = 3

// stopping are the verbs of who stops trains, or lets them run.
var stopping = lang.SetOf(lang.SuspendVerb, lang.OpenVerb)

// departures are the verbs by which a train is on its way: "The train between Warsaw and Vilnius departed at noon".
var departures = words("departures")

// leadOf gives the node behind the railway at node k and the verb that is said of it, if one is: that of "between" in
// "A line will be built between Tehran and Basra".
func (d *Document) leadOf(k int) int {
	lead := k + 1
	for lead < len(d.nodes) && d.nodes[lead].any(saidOfLine) && d.nodes[lead].actor < 0 && d.near(lead-1, lead, 1) {
		lead++
	}
	return lead
}

// saidOfLine are the verbs of what becomes of a line, and the words before them.
var saidOfLine = auxiliaries.Union(lang.SetOf(lang.Light, lang.OpenVerb, lang.BeginVerb, lang.BuildVerb, lang.SuspendVerb, lang.PlanVerb))

// countsTrains tells whether the text speaks of some trains at node k, and so of journeys, and not of a service:
// "several trains from Brussels to Paris", "sejumlah kereta".
func (d *Document) countsTrains(k int) bool {
	n := &d.nodes[k]
	before, noun := n.first-1, n.end-1
	if d.profile().AdjectiveLast {
		noun = n.first
	}
	return d.isWord(noun, trains) && !d.told.Has(lang.DealNoun) && !d.ofOrderEnded(k) && (d.isWord(before, someOf) || d.isWord(before, counts) || d.isWord(before, quantities) || before >= d.span.First && d.text.Tokens[before].Has(scan.Number))
}

// trains are the nouns of trains that run.
var trains = words("trains")

// isTrain tells whether the word at token i, which can be a verb too, is the noun of a train, "a train between", "the
// Baku-Tbilisi train", and not "to train soldiers", "by train".
func (d *Document) isTrain(i int32) bool {
	if d.isWord(i-1, infinitiveMarks) {
		return false
	}
	return d.hasWord(i-2, i, determiners) || i > d.span.First && d.hyphened(i-1, d.span.First, i)
}
