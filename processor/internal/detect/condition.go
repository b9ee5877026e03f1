package detect

import "github.com/dragoman-wire/dragoman/processor/lang"

// condition judges the step of a treaty at node k, of the clause [lo, hi), by the other
// one on which it depends: what "takes effect once both parliaments have ratified it" is
// neither in force nor ratified.
func (d *Document) condition(j *judgement, k, lo, hi int) {
	switch n := &d.nodes[k]; {
	case j.modality != asserted:
	case d.isPermitted(k):
		*j = judgement{planned, d.bytes(n.first, n.end)}
	case n.any(fulfilled) && d.onlyThen(k, hi):
		*j = judgement{planned, d.bytes(d.nodes[hi].first, d.nodes[hi].end)}
	case n.is(lang.ForceVerb) && d.awaited(k, hi):
		when := d.value(hi, lang.Clause)
		if _, end := d.clause(hi + 1); when == "when" && n.forms == lang.Present || when == "once" || d.trigger(lang.RatifyVerb, hi+1, end) >= 0 || d.justSigned(k) {
			*j = judgement{planned, d.bytes(d.nodes[hi].first, d.nodes[hi].end)}
		}
	case n.is(lang.RatifyVerb) && lo > 1:
		first, _ := d.clause(lo - 2)
		if f := d.trigger(lang.ForceVerb, first, lo-1); f >= 0 && d.awaited(f, lo-1) {
			*j = judgement{hypothetical, d.bytes(d.nodes[lo-1].first, d.nodes[lo-1].end)}
		}
	}
}

// isPermitted tells whether the signing at node k is what somebody only allows: "The cabinet approved the signing of
// a treaty", "kabinet menyetujui penandatanganan".
func (d *Document) isPermitted(k int) bool {
	n := &d.nodes[k]
	if !n.is(lang.SignNoun) && !(n.is(lang.SignVerb) && n.forms == lang.Gerund) {
		return false
	}
	return d.isWord(d.beforeArticle(n.first), permitting)
}

// permitting are the verbs by which a signing is allowed.
var permitting = words("permitting")

// justSigned tells whether the text has told right before of the agreement which the verb at node k, in no
// past tense, says will bind only behind something else: "It enters into force after an exchange of notes".
func (d *Document) justSigned(k int) bool {
	return !d.agreed.Empty() && d.index-d.lastAgreed <= sequel && d.index > d.lastAgreed && !d.hasWord(d.nodes[k].first-anteriorReach, d.nodes[k].first, already)
}

// awaited tells whether the step at node k is told without a day or the past,
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

// fulfilled are the steps of a treaty that may wait for a condition.
var fulfilled = lang.SetOf(lang.ForceVerb, lang.SignVerb, lang.RatifyVerb)

// onlyThen tells whether the verb at node k says what will be done no earlier than the clause
// behind node hi tells: "hanya berkuat kuasa selepas diluluskan parlimen". What is "baru"
// behind a noun is new.
func (d *Document) onlyThen(k, hi int) bool {
	first := d.nodes[k].first
	if first == d.span.First || !d.awaited(k, hi) || d.nodes[hi].is(lang.Relative) {
		return false
	}
	word := d.text.Tokens[first-1].Hash
	return onlyWords.has(word) || newWords.has(word) && !(k > 0 && d.nodes[k-1].is(lang.DealNoun) && d.nodes[k-1].end == first-1)
}

// onlyWords and newWords are the words for "no earlier than"; the latter also mean new.
var (
	onlyWords = words("onlyWords")
	newWords  = words("newWords")
)
