package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// railwayStatus gives the status of a project of which the word at node at tells stage s
// in this way; empty when it tells nothing.
func (d *Document) railwayStatus(s *stage, at int, j judgement) events.Status {
	if d.helpsTo(at) && (j.modality == hypothetical || j.modality == asserted) {
		if lo, _ := d.clause(at); d.trigger(lang.Will, lo, at) >= 0 {
			return s.planned // "will help Kenya build a line"
		}
		return s.status
	}
	switch j.modality {
	case hypothetical:
		switch {
		case d.wished(j.cue), d.offersTo(at):
			return events.RailwayProposed
		case s.class == lang.DiscussVerb && d.meetsTo(at), s.class == lang.StudyWord && d.studiesWhether(j.cue):
			return s.status
		}
		return ""
	case negated, refused:
		return ""
	case planned:
		if i := d.cueNode(j.cue); i >= 0 && d.value(i, lang.Will) == "then" {
			return "" // "was to be built": what became of it is told elsewhere
		}
		if d.dropsPlan(at, j) || s.class == lang.SuspendVerb && d.announces(at, j) {
			return s.status
		}
		return d.plannedStage(s, at)
	case cancelled:
		switch {
		case s.class == lang.EndVerb:
			return s.status // "cancelled a contract for the line"
		case d.isOff(d.cueNode(j.cue)):
			return events.RailwayCancelled
		case d.unkept(j):
			return d.plannedStage(s, at) // "was to have opened in 2020": it is late
		}
		return events.RailwaySuspended
	}
	switch {
	case s.class == lang.Cancel && d.isOff(at):
		return events.RailwayCancelled
	case d.stillAhead(at), s.class == lang.OpenVerb && d.ranUntil(at):
		return ""
	case d.subjunctive(at):
		return events.RailwayProposed
	case s.class == lang.BuildVerb && d.mayBuild(at):
		return s.planned
	case s.name == "build" && (j.modality == asserted || d.nodes[at].is(lang.Now)) && d.nodes[at].forms&(lang.Done|lang.Passive) != 0 && (d.nodes[at].is(lang.ExtendVerb) || d.ofService(at)):
		return events.RailwayOperational // "was extended to the airport on Saturday"
	case deeds.Has(s.class) && d.isProposed(at):
		return events.RailwayProposed
	case s.class == lang.OpenVerb && d.revivesProject(at):
		return events.RailwayAgreed
	}
	return s.status
}

// offersTo tells whether the infinitive at node at is what somebody offers, proposes or wishes: "offered Nigeria on Monday
// to build a line", "has asked the Chinese government to build one".
func (d *Document) offersTo(at int) bool {
	i := d.beforeTo(at)
	return i >= 0 && (d.isProposing(i) || d.value(i, lang.Maybe) == "wish")
}

// beforeTo gives the node with whose verb the infinitive at node at goes, past those whom that names, "asked" in "asked
// China to build"; -1 where it is none.
func (d *Document) beforeTo(at int) int {
	lo, _ := d.clause(at)
	if at-2 < lo || !d.nodes[at-1].is(lang.To) {
		return -1
	}
	return d.beforeNamed(at-2, lo)
}

// beforeNamed gives the node at node i or before it, from node lo on, that is neither somebody nor a link to him: "asked" in
// "asked the World Bank for"; node lo where all are.
func (d *Document) beforeNamed(i, lo int) int {
	for i > lo && (d.nodes[i].actor >= 0 || d.nodes[i].any(prepositions)) {
		i--
	}
	return i
}

// isOff tells whether what the word at node i says of a plan is that nothing comes of it: "batal membangun jalur itu".
func (d *Document) isOff(i int) bool { return i >= 0 && d.value(i, lang.Cancel) == "off" }

// helpsTo tells whether the infinitive at node at is what somebody helps another one to do: "is helping Kenya to build a line".
func (d *Document) helpsTo(at int) bool {
	i := at - 1
	if i > 0 && d.nodes[i].is(lang.To) {
		i--
	}
	a := d.actorAt(i)
	return a != nil && d.nodes[at].forms&lang.Base != 0 && d.isWord(d.beforeArticle(a.first), assisting)
}

// assisting are the verbs by which somebody helps others.
var assisting = words("assisting")

// meetsTo tells whether the infinitive at node at is what people met for: "met in Geneva on Monday to discuss a line".
func (d *Document) meetsTo(at int) bool {
	lo, _ := d.clause(at)
	i := d.beforeTo(at)
	return i >= 0 && d.nodes[i].is(lang.MeetVerb) && !slices.ContainsFunc(d.nodes[lo:i], func(n node) bool { return n.any(auxiliaries) })
}

// studiesWhether tells whether the cue of a hypothesis is a noun of what is studied: "The possibility of a line is being
// studied".
func (d *Document) studiesWhether(cue Cue) bool {
	i := d.cueNode(cue)
	return i >= 0 && i+1 < len(d.nodes) && (d.nodes[i+1].is(lang.Of) || d.profile().AdjectiveLast && d.nodes[i+1].is(lang.RailNoun)) && d.near(i, i+1, 0)
}

// ofService tells whether what is done by the verb at node at is done to trains that run, and not to a line: "The freight
// service was expanded".
func (d *Document) ofService(at int) bool {
	first, _ := d.clauseSpan(at)
	return d.hasWord(first, min(first+serviceReach, d.nodes[at].first), services)
}

// services are the words for such trains, and serviceReach is how many words there are up to one that is a subject.
var services = words("services")

const serviceReach = 3

// announces tells whether the plan to stop by the verb at node at, which is judged j, is firm: "will suspend the
// trains", and not "plans for them to be suspended".
func (d *Document) announces(at int, j judgement) bool {
	i, first := d.cueNode(j.cue), d.nodes[at].first
	if d.hasWord(first-2, first, infinitiveMarks) {
		return false
	}
	return d.isReported(j.cue) || i >= 0 && d.nodes[i].is(lang.Will) && d.value(i, lang.Will) == ""
}

// dropsPlan tells whether the verb at node at, which is judged j, tells what became of the plan that is its
// subject: "Plans for a line were shelved", but not "plans for the line to be shelved".
func (d *Document) dropsPlan(at int, j judgement) bool {
	n, i := &d.nodes[at], d.cueNode(j.cue)
	return n.any(halting) && i >= 0 && i < at && d.value(i, lang.Will) == "idea" && (d.isPassive(n) || d.isWord(n.first, beings)) && !toBe.has(d.text.Tokens[n.first-1].Hash)
}

// stillAhead tells whether the verb in the present at node at only tells when, or on what condition,
// something else is to be: "Before work on the line begins", "once the line opens".
func (d *Document) stillAhead(at int) bool {
	lo, _ := d.clause(at)
	return d.nodes[at].forms == lang.Present && d.hasWord(d.nodes[lo].first-1, d.nodes[at].first, aheads)
}

// aheads are the words that lead to that.
var aheads = words("aheads")

// ranUntil tells whether the trains of the verb at node at are told to have run only up to a day: "carried passengers
// until March 2022".
func (d *Document) ranUntil(at int) bool {
	first := d.nodes[at].end
	_, end := d.clauseSpan(at)
	return slices.ContainsFunc(d.dates, func(m dates.Mention) bool { return m.First >= first && m.First < end && d.isUntil(&m) })
}

// subjunctive tells whether the participle at node at follows an English "be" that nothing governs, as
// what somebody proposes does: "suggested that the line be extended".
func (d *Document) subjunctive(at int) bool {
	n := &d.nodes[at]
	return n.forms == lang.Done && n.first > d.span.First && toBe.has(d.text.Tokens[n.first-1].Hash) && (at == 0 || d.nodes[at-1].end != n.first)
}

// isProposed tells whether the verb at node at tells what somebody proposes: "proposed that they build a line",
// or, in the passive and in languages that need no conjunction for that, "mencadangkan perkhidmatan itu
// dihidupkan semula".
func (d *Document) isProposed(at int) bool {
	lo, _ := d.clause(at)
	if d.nodes[at].forms&(lang.Base|lang.Passive) != 0 && d.proposal(lo) >= 0 {
		return true
	}
	for i := at - 1; i >= lo && d.nodes[at].forms == lang.Passive; i-- {
		switch n := &d.nodes[i]; {
		case n.is(lang.ProposeVerb):
			return true
		case n.any(verbs), n.is(lang.Relative), n.is(lang.And):
			return false
		}
	}
	return false
}

// mayBuild tells whether the verb at node at tells what somebody gets the right to do: "the
// right to develop it", "hak membangunkan landasan".
func (d *Document) mayBuild(at int) bool {
	first := d.nodes[at].first
	return d.isWord(first-1, rights) || d.isWord(first-2, rights)
}

// rights are the words for that.
var rights = words("rights")

// revivesProject tells whether the words at node at tell that a plan is taken up again, and
// not that trains run again: "proyek itu hidup kembali", "projek itu disambung semula".
func (d *Document) revivesProject(at int) bool {
	lo, _ := d.clause(at)
	if !d.isWord(d.nodes[at].end-1, anew) {
		return false
	}
	return d.hasWord(d.nodes[lo].first-1, d.nodes[at].first, projects)
}

// anew closes such words, and projects are the nouns of what is planned.
var (
	anew     = words("anew")
	projects = words("projects")
)

// plannedStage gives the stage of a project of which the clause of node at only
// plans stage s; empty when that is nothing.
func (d *Document) plannedStage(s *stage, at int) events.Status {
	if s == &begun && d.value(at, lang.BeginVerb) == "end" {
		return s.status // "work on the line will finish by 2028" goes on
	}
	if s.class != lang.BuildVerb && s.class != lang.OpenVerb {
		return s.planned
	}
	if s.class == lang.OpenVerb && d.isWord(d.nodes[at].first, operating) && d.firmIn(d.clause(at)) {
		return events.RailwayAgreed // "a Turkish firm will operate the metro"
	}
	lo, hi := d.clause(at)
	status := s.planned
	switch {
	case s.class == lang.OpenVerb && d.nodes[at].is(lang.BeginVerb) && d.value(at, lang.BeginVerb) != "end":
		status = begun.planned // "the project will be resumed"
	case s.class == lang.BuildVerb && d.value(at, lang.BeginVerb) == "end":
		status = s.status // "will be completed": it is being built
	}
	for i := lo; i < hi; i++ {
		switch n := &d.nodes[i]; {
		case i == at && (n.is(lang.BeginVerb) || status == s.status): // what "launched" and "completed" say of a deal
		case n.any(commitments):
			return events.RailwayAgreed
		case d.plansOpening(s, at, i):
		case n.any(proposals), n.is(lang.Will) && d.value(i, lang.Will) == "idea":
			status = events.RailwayProposed
		}
	}
	return status
}

// plansOpening tells whether the word at node i, of those who plan, says when the opening is to be that the word at node
// at tells, stage s: "The opening of the line is planned for May", "Pembukaan jalur itu direncanakan bulan depan".
func (d *Document) plansOpening(s *stage, at, i int) bool {
	n := &d.nodes[i]
	return s.class == lang.OpenVerb && n.is(lang.PlanVerb) && (n.is(lang.Will) && d.value(i, lang.Will) == "" || i > at && d.nodes[at].forms == lang.Gerund && n.forms == lang.Passive)
}

// makesPlan tells whether the plan at node n of the clause [lo, hi) is one that somebody has, or makes known: "There are
// plans for a line", "A proposal for a line was submitted", but not "The plan for the line dates from 1901".
func (d *Document) makesPlan(n, lo, hi int) bool {
	if n > lo && (d.nodes[n-1].is(lang.Light) || d.nodes[n-1].any(verbs)) && d.near(n-1, n, runsReach) {
		return true
	}
	end := d.nodes[hi-1].end
	return d.hasWord(d.span.First, d.nodes[n].first, existing) || d.hasWord(d.nodes[n].end, end, unveiling) || d.hasWord(end, end+runsReach, unveiling)
}

// existing are the words that say that there is something.
var existing = words("existing")

// operating are the verbs of who runs a line that another one owns.
var operating = words("operating")
