package detect

import (
	"bytes"

	"github.com/dragoman-wire/dragoman/processor/lang"
)

// ownStage gives m, which tells no stage of the railway at node k, the one that the clause
// behind node hi tells of its study or design: "the second bridge; its design is being
// studied by both sides", "naskah kereta cepat; studi kelayakannya digarap pihak China".
func (d *Document) ownStage(m *mention, k, hi int) {
	for hi < len(d.nodes) && d.nodes[hi].any(breaks) {
		hi++
	}
	if hi >= len(d.nodes) || !d.ownStudy(hi) {
		return
	}
	lo, end := d.clause(hi)
	if m.stage, m.at = d.stageOf(k, lo, end); m.stage == nil {
		return
	}
	b, helpers := d.bindRailway(&m.way, k, lo, end)
	m.binding.take(d, &b)
	m.helpers.Join(&helpers)
}

// ownStudy tells whether node i is a study or a design, and somebody's: "its feasibility
// study", "reka bentuknya".
func (d *Document) ownStudy(i int) bool {
	n := &d.nodes[i]
	if !n.is(lang.StudyWord) {
		return false
	}
	return d.isWord(n.first-1, its) || bytes.HasSuffix(d.word(n.end-1), clitic)
}

// its are the words before what belongs to something told of before.
var its = words("its")
