package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// isFirm tells whether the state's name at node i is part of a firm's: "China
// Railway Group", "kontraktor Cina", or follows one's noun: "builders from Russia".
func (d *Document) isFirm(i int) bool {
	if d.actorAt(i).kind != byName {
		return false
	}
	firm := i - 1
	if firm > 0 && d.nodes[firm].is(lang.From) && d.near(firm, i, 0) {
		firm--
	}
	if firm >= 0 && d.nodes[firm].is(lang.Firm) && d.near(firm, i, 1) {
		return true
	}
	return i+1 < len(d.nodes) && (d.nodes[i+1].is(lang.Name) || d.nodes[i+1].is(lang.Firm)) && d.near(i, i+1, 0) && !d.separated(i, i+1)
}

// hasNation tells whether the firm at node k is called by its nationality, "Indian contractors", while somebody is still
// missing from the project p, or is "its Indian contractor".
func (d *Document) hasNation(k int, p *project) bool {
	for _, i := range [...]int{k - 1, k + 1} {
		if a := d.actorAt(i); a != nil && a.kind == adjunct && d.near(i, k, 1) {
			known := d.isWord(a.first-1, its) || d.isWord(a.first-1, definiteArticle) || d.isWord(a.end, those)
			return p.waits() || known && (p.parties.Len() == 1 || a.set.Within(&p.parties))
		}
	}
	return false
}

// firmIn tells whether the clause [lo, hi) names a builder or lender with his state.
func (d *Document) firmIn(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		a := d.actorAt(i)
		if !party.Nobody(d.stateOfFirm(i)) || a != nil && (a.kind == adjunct && d.besideFirm(i) || d.isFirm(i)) {
			return true
		}
	}
	return false
}

// besideFirm tells whether the nationality at node i is a firm's: "Turkish contractors",
// "kontraktor Turki", "Turkey's Yapi Merkezi".
func (d *Document) besideFirm(i int) bool {
	if d.actorAt(i).possessive {
		return true
	}
	for _, j := range [...]int{i - 1, i + 1} {
		if j >= 0 && j < len(d.nodes) && d.nodes[j].is(lang.Firm) && d.near(i, j, 2) {
			return true
		}
	}
	return false
}

// stateOfFirm gives the state for which the firm at node i stands.
func (d *Document) stateOfFirm(i int) party.Set {
	return d.standsFor(i, lang.Firm)
}

// statesOfLine gives the states that the railway at node i joins by its very name: "Rail Baltica".
func (d *Document) statesOfLine(i int) party.Set {
	return d.standsFor(i, lang.RailNoun)
}

// standsFor gives whom the gazetteer's name of class c at node i stands for.
func (d *Document) standsFor(i int, c lang.Class) (s party.Set) {
	if !d.nodes[i].is(c) {
		return s
	}
	return d.standsBy(&d.tags[d.nodes[i].tag], c)
}

// standsBy gives whom the name of class c that tag t holds stands for.
func (d *Document) standsBy(t *tag.Tag, c lang.Class) (s party.Set) {
	for sense := range d.dict.Senses(d.text, t, c) {
		s.Join(sense.Set)
	}
	return s
}
