package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// joins tells whether those of m come to the parties of p: who builds it or pays, or
// the other one where only one was known.
func (m *mention) joins(p *project) bool {
	s, set := m.stage, m.binding.set
	helps := party.Inside(set.Minus(m.helpers), p.parties)
	switch {
	case s == nil:
		return helps && p.waits() && p.news.laid()
	case s.class == lang.BuildVerb && set.Len() == 1 && p.event >= 0 && !p.helpers.Empty() && !set.Within(&p.helpers):
		return false // another builder, who has had to do with some part of it
	case s.by && helps && (p.waits() || !set.Empty()), s.class == lang.FinanceVerb && set.Len() == 1:
		return true
	}
	return set.Len() == 1 && p.parties.Len() == 1
}

// joinProject adds the parties of m, told at node k, to those of p, unless they had to
// do with it long ago.
func (d *Document) joinProject(p *project, k int, m *mention) bool {
	if d.recalls() {
		return true
	}
	b, s := &m.binding, m.stage
	if s != nil && s.class != lang.SignVerb { // a signature is of all whom its clause names
		d.keepNear(b, m.at)
	}
	p.parties.Join(&b.set)
	p.helpers = p.helpers.Union(m.helpers.Minus(p.way.ground))
	b.set = p.parties
	if p.event >= 0 { // they take part in what is told already
		d.found[p.event].Parties = p.parties
		return true
	}
	if p.news != nil && p.parties.Len() >= 2 && (s == nil || s.by) {
		p.news.Parties = p.parties
		d.publish(p, p.news)
		return true
	}
	return s != nil && d.tellRailway(p, k, m)
}

// helperReach bounds, in words, how far a builder stands from the word that tells what he does.
const helperReach = 10

// keepNear takes out of b those who stand too far behind node at, or behind a
// comma: "financed by a bank, beating rivals from China".
func (d *Document) keepNear(b *binding, at int) {
	var near, far party.Set
	end := d.nodes[at].end
	for i := int8(0); i < b.n; i++ {
		a := &d.actors[b.actors[i]]
		if a.first >= end && (a.first-end > helperReach || d.gaps(end-1, a.first)&scan.Comma != 0) {
			far.Join(&a.set)
		} else {
			near.Join(&a.set)
		}
	}
	b.set = b.set.Minus(far.Minus(near))
}

// recalls tells whether the sentence has a date that is no news, or no date and a word of the past.
func (d *Document) recalls() bool {
	if len(d.dates) == 0 {
		return d.told.Has(lang.Past)
	}
	for i := range d.dates {
		if date, ok := d.resolveDate(&d.dates[i], false); ok && date.Last().Before(d.dayOff(-newsDays)) {
			return true
		}
	}
	return false
}

// tellRailway makes a candidate of the stage of the project p that m tells at node k.
// It waits while only one party is known.
func (d *Document) tellRailway(p *project, k int, m *mention) bool {
	s, b, at := m.stage, &m.binding, m.at
	d.completeCourse(b, p, k)
	p.parties = b.set
	j := d.judge(at)
	c := Candidate{Type: events.TypeRailwayProject, Frame: "rail-" + s.name, Parties: b.set, Status: d.railwayStatus(s, at, j), Plan: j.modality == planned, Sentence: d.index, Confidence: 0.7, StatusCue: j.cue}
	if c.Status == "" {
		return true
	}
	c.Open = len(d.dates) == 0 && d.showsState(&c, s, at, j)
	d.fill(&c, b, at)
	if c.Status == events.RailwayConstruction && s.class == lang.OpenVerb && d.isService(k) {
		c.Status = events.RailwayAgreed // trains that are to run need no building
	}
	if c.Ahead || d.unkept(j) && !c.Background { // a project's date is that of its news, not of its plans
		c.Date, c.Dated, c.DateCue = dates.Date{}, false, Cue{}
		if c.Status == events.RailwayOperational {
			c.Status = events.RailwayConstruction
		}
	}
	if c.Background && (c.Plan && d.datesPaper(at, c.DateCue) || d.restsOnPaper(at)) {
		c.forgetDate()
		c.Background = false
	}
	switch {
	case c.Dated && c.Date.Month == 0 && c.Date.Year < d.pub.Year():
		c.Background = true // "last year"
	case s == &progressing && d.monthAgo(&c) && !c.Date.Last().Before(d.dayOff(-newsDays)):
		c.Background = false // "stood at 47 percent at the end of April": the figure is the last one
	}
	c.Line = p.other
	d.describeRailway(&c, k)
	if c.Name.Empty() && p.end > p.first {
		c.Name = d.bytes(p.first, p.end)
	}
	if b.set.Len() < 2 && (b.set.Empty() || !b.set.Within(&d.dict.Parties.Bodies)) {
		if p.news == nil && !c.Background {
			p.news = &c
		}
		return false
	}
	d.publish(p, &c)
	return true
}

// datesPaper tells whether the date behind the verb at node at is that of what was signed or agreed on
// before: "will be built under a treaty signed in May".
func (d *Document) datesPaper(at int, date Cue) bool {
	return slices.ContainsFunc(d.nodes[at+1:], func(n node) bool {
		return n.any(commitments) && n.forms == lang.Done && d.text.Tokens[n.first].Start < date.Start
	})
}

// restsOnPaper tells whether the signature at node at is only that of the paper under which something is
// to be done: "will be built under a treaty signed in May".
func (d *Document) restsOnPaper(at int) bool {
	return at > 0 && d.nodes[at].is(lang.SignVerb) && d.nodes[at-1].is(lang.DealNoun) && d.near(at-1, at, 0) && d.restsOn(at-1) && d.hasBefore(lang.Will, at-1)
}

// publish emits c, which is told of the project p: one news a project.
func (d *Document) publish(p *project, c *Candidate) {
	p.news = nil
	if p.event >= 0 && !c.Background { // told already
		if told := &d.found[p.event]; told.Parties.Within(&c.Parties) && c.Sentence-told.Sentence <= 1 {
			told.Parties = c.Parties // the next sentence knows better
		}
		if told := &d.found[p.event]; told.Status == events.RailwayProposed && c.Status == events.RailwayAgreed && !c.Plan {
			told.Status, told.StatusCue, told.Frame = c.Status, c.StatusCue, c.Frame // "unveiled plans for the line … The memorandum was signed"
		}
		if told := &d.found[p.event]; d.supersedes(c, told) {
			told.Status, told.StatusCue, told.Frame = c.Status, c.StatusCue, c.Frame
			told.TakeDate(c)
		}
		d.found[p.event].Evidence = append(d.found[p.event].Evidence, c.Evidence...)
		return
	}
	told := len(d.found)
	d.emit(*c)
	if p.event < 0 && !c.Background && len(d.found) > told {
		p.event = int32(told)
		if len(p.lines) > 0 {
			d.spread(p)
		}
	}
}

// supersedes tells whether c, told of the line of told in the sentence before, is the news, and told only says what was:
// "X and Y are building a line. Work was halted on Monday.", "X and Y built a line. The line opened on Monday."
func (d *Document) supersedes(c, told *Candidate) bool {
	opens := c.Status == events.RailwayOperational && d.nodes[0].is(lang.RailAgain) && d.value(0, lang.RailAgain) == ""
	if !opens && !d.isWord(d.span.First, lineAgain) && !d.hasWord(d.span.First, d.span.First+projectReach, projects) {
		return false
	}
	if told.Dated && told.Date.Day != 0 || c.Sentence-told.Sentence != 1 {
		return false
	}
	if opens {
		planned := told.Status == events.RailwayConstruction || told.Status == events.RailwayProposed
		return planned && c.Dated && c.Date.Day != 0 // "The line opened on Monday"
	}
	if c.Status == events.RailwayConstruction && told.Status == events.RailwayProposed {
		return !c.Plan // "A line was long planned. Construction began on Monday"
	}
	ends := c.Status == events.RailwayCancelled || c.Status == events.RailwaySuspended
	return ends && (told.Status == events.RailwayProposed || told.Status == events.RailwayConsulting || told.Status == events.RailwayConstruction)
}
