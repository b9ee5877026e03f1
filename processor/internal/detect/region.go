package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// The government of a region or a city acts for its state when it deals with others:
// "the premier of Queensland", "Gubernur Kalimantan Barat", "Guangxi officials".

// regionOf gives the state of the region or city that tag i names, if its officials act
// for that.
func (d *Document) regionOf(i int) party.Set {
	if i >= len(d.tags) {
		return party.Set{}
	}
	s := d.dict.Sense(d.text, &d.tags[i], lang.City)
	if s == nil || s.Apart {
		return party.Set{}
	}
	return *s.Set
}

// readRegion reads the region behind office a, called by the title, and gives the tag
// behind it; k when there is none. The office is one of the region, and so its holder
// leads no state. A capital has its own governors and mayors, "Wali Kota Seoul".
func (d *Document) readRegion(a *actor, k int, title string) int {
	j := k
	if j < len(d.tags) && (d.tags[j].Is(lang.Of) || d.tags[j].Is(lang.From)) && (d.adjacent(j-1, 0) || a.organ && d.hasHeadcount(j-1)) {
		j++
	} else if !d.profile().AdjectiveLast {
		return k
	}
	if j >= len(d.tags) || !d.adjacent(j-1, 2) {
		return k
	}
	set := d.regionOf(j)
	if set.Empty() && d.tags[j].Is(lang.Capital) && (title == "mayor" || title == "governor") {
		set = d.setOf(&d.tags[j])
	}
	if set.Empty() {
		return k
	}
	a.set, a.rank, a.end = set, min(a.rank, official), d.tags[j].End
	return j + 1
}

// readRegional reads the office before which tag i names its region, "Queensland
// Premier Steven Miles", "Yunnan province officials". In "in Brisbane Premier Miles"
// and "his stay in Harbin the Premier" it is where he is.
func (d *Document) readRegional(i int) (actor, int, bool) {
	if d.profile().AdjectiveLast || d.placed(i) {
		return actor{}, 0, false
	}
	k := i + 1
	if k < len(d.tags) && d.tags[k].Is(lang.Possessive) && d.adjacent(i, 1) {
		k++
	}
	set := d.regionOf(i)
	if set.Empty() || k >= len(d.tags) || !d.tags[k].Classes.Any(offices) || !d.adjacent(k-1, 1) || d.isArticle(d.tags[k].First-1) || d.isHost(k) {
		return actor{}, 0, false
	}
	a, next, ok := d.readOffice(i, k, set)
	a.rank = min(a.rank, official)
	return a, next, ok
}
