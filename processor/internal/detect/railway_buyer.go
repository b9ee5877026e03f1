package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// makers gives the states of the firms in the clause of node k that make trains, and do not
// run them: "INKA", and not "Bangladesh Railway".
func (d *Document) makers(k int) (s party.Set) {
	lo, hi := d.clause(k)
	for i := lo; i < hi; i++ {
		if !d.hasWord(d.nodes[i].first, d.nodes[i].end, railwayWords) {
			s = s.Union(d.stateOfFirm(i))
		}
	}
	return s
}

// railwayWords are the words in the name of a firm that runs trains.
var railwayWords = words("railwayWords")

// buysToo tells whether m, told of trains at node k, is of another buyer than that of p, whose
// maker is known: "Besides Egypt, Talgo is building 12 trains for Danish State Railways". It
// then makes the maker a party of it.
func (d *Document) buysToo(p *project, k int, m *mention) bool {
	if !d.nodes[k].is(lang.Stock) || p.event < 0 || p.maker.Empty() || m.stage == nil || !sales.Has(m.stage.class) {
		return false
	}
	buyer := m.binding.set.Minus(p.maker)
	if d.opensBesides() {
		buyer = buyer.Minus(p.parties)
	}
	if buyer.Len() != 1 || buyer.Within(&p.parties) {
		return false
	}
	m.binding.set, m.helpers = buyer.Union(p.maker), p.maker
	return true
}

// sales are the stages of trains that are made for somebody.
var sales = lang.SetOf(lang.SupplyVerb, lang.BuildVerb, lang.SignVerb, lang.NegotiateVerb, lang.DiscussVerb, lang.StudyWord)

// onlyOrdered tells whether the verb at node n only says from whom the trains before it were ordered of which something
// else is told before node hi: "the first of 30 trains ordered from Alstom arrived".
func (d *Document) onlyOrdered(n, hi int) bool {
	if n == 0 || d.value(n, lang.SupplyVerb) != "order" || d.nodes[n].forms != lang.Done || !d.nodes[n-1].is(lang.Stock) || !d.near(n-1, n, 0) {
		return false
	}
	i := d.trigger(lang.SupplyVerb, n+1, hi)
	return i > n && d.nodes[i].forms == lang.Done
}
