package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// describing are the frames by which a text may only describe a railway: who built it,
// who paid for it, what was said of it.
var describing = map[string]bool{"rail-build": true, "rail-finance": true, "rail-talks": true, "rail-discuss": true, "rail-negotiate": true, "rail-plan": true}

// deciding are the stages of which a headline tells as news.
var deciding = lang.SetOf(lang.OpenVerb, lang.SignVerb, lang.SignNoun, lang.ReachVerb, lang.AgreeVerb, lang.StudyWord)

// entitle gives the first railway of the story the stage that the headline tells, where
// the text has only described it.
func (d *Document) entitle() {
	i := slices.IndexFunc(d.found, func(c Candidate) bool { return c.Type == events.TypeRailwayProject && !c.Background })
	if i < 0 || !describing[d.found[i].Frame] {
		return
	}
	for k := range d.nodes {
		if !d.mentionsRailway(k) {
			continue
		}
		lo, hi := d.railwayClause(k)
		s, at := d.stageOf(k, d.mainPart(lo, hi), hi)
		if s == nil || !deciding.Has(s.class) && s != &begun {
			continue
		}
		j := d.judge(at)
		if status := d.railwayStatus(s, at, j); status != "" {
			c := &d.found[i]
			c.Status, c.StatusCue, c.Frame = status, j.cue, "rail-"+s.name
		}
		return
	}
}
