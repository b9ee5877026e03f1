package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// papered is the stage of a line that a text is about on which states have agreed.
var papered = stage{lang.DealNoun, "paper", events.RailwayAgreed, events.RailwayAgreed, false}

// matterReach is how many sentences behind an agreement its matter can be told.
const matterReach = 3

// topicStage gives m, which tells no stage of the railway at node k of the clause that begins at node
// lo, the one that it has as the matter of an agreement of a moment ago, if the sentence names nobody
// else than its parties: "One of the documents concerns a metro line in Lima".
func (d *Document) topicStage(m *mention, k, lo int) {
	deal := d.trigger(lang.DealNoun, lo, k)
	if deal < 0 || !d.nodes[k].is(lang.RailNoun) || d.isManner(k) || d.told.Any(unsure) || d.told.Has(lang.Private) || d.agreed.Len() < 2 || d.index-d.lastAgreed > matterReach {
		return
	}
	if told := d.named().Union(d.everybody()).Union(m.way.ground); !told.Within(&d.agreed) {
		return
	}
	m.stage, m.at = &papered, deal
	m.binding.set, m.binding.weak = d.agreed, true
}

// isManner tells whether the railway noun at node k, which has no name, only says how something goes:
// "transport by road and rail", "lewat jalan raya dan kereta api".
func (d *Document) isManner(k int) bool {
	i := d.nodes[k].first - 1
	for i > d.span.First && d.isWord(i, otherManners) {
		i--
	}
	first, end := d.railwayName(k)
	return first == end && d.isWord(i, manners)
}

// manners are the words that lead to how something goes, and otherManners what may stand between them
// and the railway.
var (
	manners      = words("manners")
	otherManners = words("otherManners")
)
