package detect

import "github.com/dragoman-wire/dragoman/processor/lang"

// condition judges the step of a treaty at node k, of the clause [lo, hi), by the other
// one on which it depends: what "takes effect once both parliaments have ratified it" is
// neither in force nor ratified.
func (d *Document) condition(j *judgement, k, lo, hi int) {
	switch n := &d.nodes[k]; {
	case j.modality != asserted:
	case n.is(lang.ForceVerb) && d.awaited(k, hi):
		when := d.value(hi, lang.Clause)
		if _, end := d.clause(hi + 1); when == "when" && n.forms == lang.Present || when == "once" || d.trigger(lang.RatifyVerb, hi+1, end) >= 0 {
			*j = judgement{planned, d.bytes(d.nodes[hi].first, d.nodes[hi].end)}
		}
	case n.is(lang.RatifyVerb) && lo > 1:
		first, _ := d.clause(lo - 2)
		if f := d.trigger(lang.ForceVerb, first, lo-1); f >= 0 && d.awaited(f, lo-1) {
			*j = judgement{hypothetical, d.bytes(d.nodes[lo-1].first, d.nodes[lo-1].end)}
		}
	}
}

// awaited tells whether the entry into force at node k is told without a day or the past,
// and a conjunction follows at node c: "takes effect when".
func (d *Document) awaited(k, c int) bool {
	if c >= len(d.nodes) || d.nodes[k].forms == lang.Done || !d.nodes[c].is(lang.Clause) {
		return false
	}
	for i := range d.dates {
		if m := &d.dates[i]; m.First >= d.nodes[k].end && m.End <= d.nodes[c].first {
			return false
		}
	}
	return true
}
