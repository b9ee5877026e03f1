package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// extension is where a line that the article has told of is to go on to.
type extension struct {
	verb int       // the node that tells it; 0: it is not to go on
	to   party.Set // the states of the places to which
}

// How many words may stand between a line and the verb by which it goes on, and between
// that and the places to which.
const (
	extendReach = 6
	goalReach   = 8
)

// extension reads where the line at node k, of which the article has told, is to go on to, "the line will be extended to
// Kindu in the Democratic Republic of Congo", "akan memanjangkan landasan itu ke Kigali".
// Only a place tells that, for a line may be extended by years too.
func (d *Document) extension(k int) (e extension) {
	if !d.rails.live(d.index) || d.rails.projects[0].event < 0 {
		return e
	}
	lo, hi := d.clause(k)
	for v := lo; v < hi && e.verb == 0; v++ {
		if d.value(v, lang.BuildVerb) == "on" && d.near(v, d.lineBefore(k, v), extendReach) && slices.ContainsFunc(d.nodes[max(0, lo-1, v-extendReach):v], intends) {
			e.verb = v
		}
	}
	if e.verb == 0 {
		return e
	}
	led := false
	for i := max(e.verb, k) + 1; i < hi && d.near(max(e.verb, k), i, goalReach); i++ {
		a := d.actorAt(i)
		if a == nil {
			led = led || d.nodes[i].is(lang.To) && d.isCapital(d.nodes[i].end) // a place, and not "to midnight", "to the network of"
			continue
		}
		led = led || d.isWord(a.first-1, intos) || d.isWord(a.first-2, intos)
		if led && (a.preps == (lang.Set{}) || a.preps.Has(lang.To) || a.preps.Has(lang.In)) {
			e.to.Join(&a.set)
		}
	}
	if e.to.Empty() {
		return extension{}
	}
	return e
}

// lineBefore gives the node that speaks of a line last before node v, from node k on, "the railway is a line of
// friendship, which will be continued"; k where none does.
func (d *Document) lineBefore(k, v int) int {
	for i := v - 1; i > k; i-- {
		if d.nodes[i].any(lines) {
			return i
		}
	}
	return k
}

// intends tells whether n is a word for what is to come, or for what somebody agrees on, talks about or looks
// into: "agreed to extend the line", "in talks on extending it".
func intends(n node) bool {
	return n.is(lang.Will) || n.any(proposals) || n.any(governing)
}

// intos are the words before a state into which a line is to go on.
var intos = words("intos")
