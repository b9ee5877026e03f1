package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// Talks can be told by how many hold them: "trilateral talks", "pertemuan bertiga". Whom
// their clause does not name, the text has named a moment ago.

// circleReach is how many words may stand between talks and the word that tells of how
// many: "a trilateral foreign ministers' meeting".
const circleReach = 3

// circle gives how many parties the encounter at node k is told to have; 0 for any number.
func (d *Document) circle(k int) int {
	if !d.told.Has(lang.Joint) {
		return 0
	}
	for i := max(0, k-2); i <= k+1 && i < len(d.nodes); i++ {
		if !d.near(i, k, circleReach) || d.separated(i, k) {
			continue
		}
		if v := d.value(i, lang.Joint); v != "" {
			return int(v[0] - '0')
		}
	}
	return 0
}

// ofMatter tells whether the word at node k, which tells of how many hold talks, tells it
// of something else: "a trilateral memorandum".
func (d *Document) ofMatter(k int) bool {
	n := &d.nodes[k]
	if !n.is(lang.Joint) || n.end-n.first > 1 {
		return false
	}
	t := d.tagAt(n.end)
	return t != nil && t.Classes.Any(ofSeveral)
}

// ofSeveral are the words of what parties can have together, but for talks.
var ofSeveral = lang.SetOf(lang.DealNoun, lang.Scheme, lang.Vain, lang.Sector, lang.RailNoun)

// closeCircle adds to those of binding b, where the encounter at node k is told to have
// more parties, whom the text has just told of, if that makes them as many.
func (d *Document) closeCircle(b *binding, k int) {
	n := d.circle(k)
	if n <= b.set.Len() {
		return
	}
	here := d.recent[recentSentences-1]
	if s := d.lastCircle(n, b.set.Union(here)); !s.Empty() {
		b.set, b.weak = s, true
		return
	}
	s := b.set
	for _, more := range [...]party.Set{here, d.speaker(), d.salient, d.recent[1], d.recent[0]} {
		if all := s.Union(more); all.Len() <= n {
			s = all
		}
	}
	if s.Len() == n-1 && s.Len() > 1 {
		s = s.Union(d.hostCapital()) // "Trilateral talks in Baku", of a pair that has told of it
	}
	if s.Len() == n {
		b.set, b.weak = s, true
	}
}

// hostCapital gives the state in whose capital the sentence sets what it tells; other cities lend
// only their halls.
func (d *Document) hostCapital() party.Set {
	for i := range d.actors {
		if a := &d.actors[i]; a.kind == byPlace && a.preps.Has(lang.In) {
			if a.city {
				return party.Set{}
			}
			return a.set.Minus(d.dict.Parties.Bodies)
		}
	}
	return party.Set{}
}

// lastCircle gives the n parties of the last event that had as many, those of with among
// them; nobody where none had. A railway can have its builder's state.
func (d *Document) lastCircle(n int, with party.Set) party.Set {
	for i := len(d.found) - 1; i >= 0; i-- {
		if s := d.found[i].Parties; s.Len() == n && with.Within(&s) && d.found[i].Type != events.TypeRailwayProject {
			return s
		}
	}
	return party.Set{}
}

// speaker gives the state that says what the sentence tells: "Moscow said".
func (d *Document) speaker() party.Set {
	for i := range d.actors {
		if a := &d.actors[i]; a.speaks && a.set.Len() == 1 {
			return a.set
		}
	}
	return party.Set{}
}

// unnamedCircle finds the encounter at node k of so many parties of whom its clause names
// none: "Before the trilateral session, X received each of them".
func (d *Document) unnamedCircle(k int) {
	b := binding{weak: true}
	if d.closeCircle(&b, k); b.set.Empty() {
		return
	}
	c, ok := d.newMeeting("circle", 0.6, &b, k)
	if !ok {
		return
	}
	c.Joint = true
	c.Channel = d.channel(lang.TalksNoun, k)
	d.emit(c)
}
