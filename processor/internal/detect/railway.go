package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// stage is what a word says of a railway project's course.
type stage struct {
	class   lang.Class
	name    string
	status  events.Status
	planned events.Status // when the clause only plans it
}

// stages are tried in this order: the word that stands first here decides.
var stages = [...]stage{
	{lang.EndVerb, "end", events.RailwayCancelled, ""},
	{lang.SuspendVerb, "suspend", events.RailwaySuspended, ""},
	{lang.Cancel, "put-off", events.RailwaySuspended, ""},
	{lang.StudyWord, "study", events.RailwayConsulting, events.RailwayConsulting},
	{lang.NegotiateVerb, "negotiate", events.RailwayConsulting, events.RailwayConsulting},
	{lang.NegotiateNoun, "negotiations", events.RailwayConsulting, events.RailwayConsulting},
	{lang.OpenVerb, "open", events.RailwayOperational, events.RailwayConstruction},
	{lang.FinanceVerb, "finance", events.RailwayFinanced, events.RailwayAgreed},
	{lang.SignVerb, "sign", events.RailwayAgreed, events.RailwayProposed},
	{lang.SignNoun, "signing", events.RailwayAgreed, events.RailwayProposed},
	{lang.SupplyVerb, "supply", events.RailwayAgreed, events.RailwayAgreed},
	{lang.BuildVerb, "build", events.RailwayConstruction, events.RailwayAgreed},
	{lang.ReachVerb, "reach", events.RailwayAgreed, events.RailwayConsulting},
	{lang.AgreeVerb, "agree", events.RailwayAgreed, events.RailwayConsulting},
	{lang.DiscussVerb, "discuss", events.RailwayConsulting, events.RailwayConsulting},
	{lang.ProposeVerb, "propose", events.RailwayProposed, events.RailwayProposed},
	{lang.PlanVerb, "plan", events.RailwayProposed, events.RailwayProposed},
}

// railways finds the railway project of the sentence: the first railway of
// which a stage is told.
func (d *Document) railways() {
	for k := range d.nodes {
		if d.nodes[k].is(lang.RailNoun) && !d.quoted(d.nodes[k].first) && d.railway(k) {
			return
		}
	}
}

func (d *Document) railway(k int) bool {
	lo, hi := d.clause(k)
	s, at := d.stageOf(k, lo, hi)
	if s == nil {
		return false
	}
	b, ok := d.bindRailway(k, lo, hi)
	if !ok {
		return false
	}
	j := d.judge(at)
	c := Candidate{Type: events.TypeRailwayProject, Frame: "rail-" + s.name, Parties: b.set, Status: s.status, Sentence: d.index, Confidence: 0.7, StatusCue: j.cue}
	switch j.modality {
	case negated, refused, hypothetical:
		return true
	case planned:
		if s.planned != "" {
			c.Status = s.planned
		}
	case cancelled:
		c.Status = events.RailwaySuspended
	}
	d.fill(&c, &b, at)
	if c.Status == events.RailwayOperational && c.Ahead {
		c.Status = events.RailwayConstruction
	}
	d.describeRailway(&c, k)
	d.emit(c)
	return true
}

// stageOf gives the stage that the clause tells of the railway at node k, and
// the node that tells it. A verb's gerund or noun ("pembangunan") names no stage reached.
func (d *Document) stageOf(k, lo, hi int) (*stage, int) {
	for i := range stages {
		s := &stages[i]
		for n := lo; n < hi; n++ {
			if !d.nodes[n].is(s.class) || d.quoted(d.nodes[n].first) {
				continue
			}
			if s.class == lang.BuildVerb && d.nodes[n].forms == lang.Gerund {
				continue
			}
			return s, n
		}
	}
	return nil, 0
}

// bindRailway takes the states of the clause, those on whose soil the line is
// among them, and the states of the places in its name.
func (d *Document) bindRailway(k, lo, hi int) (binding, bool) {
	var b binding
	for i := lo; i < hi; i++ {
		if d.nodes[i].actor < 0 {
			continue
		}
		a := &d.actors[d.nodes[i].actor]
		if a.speaks || a.weak && a.organ {
			continue
		}
		if a.city || a.kind == byPlace {
			onSite := i > k && a.preps.Has(lang.In) && d.near(k, i, 4) || i < k && a.preps == (lang.Set{}) && d.near(i, k, 2) // "railway in Abidjan", "Abidjan metro"
			if !onSite && !(a.members > 1 && a.set.Len() >= 2 && a.preps == (lang.Set{}) && d.near(min(i, k), max(i, k), 4) || a.kind == byPlace && !a.city && a.preps == (lang.Set{})) {
				continue
			}
		}
		d.resolve(a)
		b.add(d, d.nodes[i].actor)
	}
	b.set = b.set.Minus(d.dict.Parties.Bodies)
	if b.set.Len() >= 2 || d.pair(&b) {
		return b, true
	}
	return b, false
}

// describeRailway reads the name, length and cost that stand by the railway at node k.
func (d *Document) describeRailway(c *Candidate, k int) {
	first, end := d.nodes[k].first, d.nodes[k].end
	for i := k - 1; i >= 0 && d.nodes[i].actor >= 0 && first-d.nodes[i].end <= 2 && d.gaps(d.nodes[i].end-1, first)&^(scan.Inside|scan.Dash) == 0; i-- {
		first = d.nodes[i].first
	}
	if adjectiveLast[d.dict.Packs[d.text.Lang]] && k+1 < len(d.nodes) && d.nodes[k+1].actor >= 0 && d.near(k, k+1, 3) {
		end = d.nodes[k+1].end
	}
	c.Name = d.bytes(first, end)
	for i := range d.nodes {
		n := &d.nodes[i]
		if !n.is(lang.Measure) || n.first == d.span.First {
			continue
		}
		num := &d.text.Tokens[n.first-1]
		if !num.Has(scan.Number) {
			continue
		}
		switch d.dict.Value(d.text, &d.tags[n.tag], lang.Measure) {
		case "km":
			c.Length = parseNumber(d.text.Bytes[num.Start:num.End])
		case "money":
			c.Cost = d.bytes(n.first-1, n.end)
		}
	}
}

// parseNumber reads "12.24", "1,200", "1.200": the mark before exactly three
// last digits groups thousands.
func parseNumber(b []byte) float64 {
	v, scale, frac := 0.0, 1.0, false
	for i, c := range b {
		switch {
		case c >= '0' && c <= '9':
			v = v*10 + float64(c-'0')
			if frac {
				scale *= 10
			}
		case (c == '.' || c == ',') && len(b)-i-1 != 3:
			frac = true
		case c != '.' && c != ',':
			return v / scale
		}
	}
	return v / scale
}
