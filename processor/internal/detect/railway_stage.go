package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// stage is what a word says of a railway project's course.
type stage struct {
	class   lang.Class
	name    string
	status  events.Status
	planned events.Status // when the clause only plans it; empty: nothing
	by      bool          // done by somebody for the project: he is a party of it
}

// stages are tried in this order: the word that stands first here decides.
var stages = [...]stage{
	{lang.EndVerb, "end", events.RailwayCancelled, "", false},
	{lang.SuspendVerb, "suspend", events.RailwaySuspended, "", false},
	{lang.Cancel, "put-off", events.RailwaySuspended, "", false},
	{lang.StudyWord, "study", events.RailwayConsulting, events.RailwayConsulting, false},
	opened,
	{lang.SignVerb, "sign", events.RailwayAgreed, events.RailwayProposed, true},
	{lang.SignNoun, "signing", events.RailwayAgreed, events.RailwayProposed, true},
	{lang.AwardVerb, "award", events.RailwayAgreed, events.RailwayAgreed, true},
	{lang.SupplyVerb, "supply", events.RailwayOperational, events.RailwayAgreed, false},
	{lang.NegotiateVerb, "negotiate", events.RailwayConsulting, events.RailwayConsulting, false},
	{lang.NegotiateNoun, "negotiations", events.RailwayConsulting, events.RailwayConsulting, false},
	{lang.BuildVerb, "build", events.RailwayConstruction, events.RailwayAgreed, true},
	{lang.FinanceVerb, "finance", events.RailwayFinanced, events.RailwayAgreed, true},
	{lang.ReachVerb, "reach", events.RailwayAgreed, events.RailwayConsulting, false},
	{lang.AgreeVerb, "agree", events.RailwayAgreed, events.RailwayConsulting, false},
	{lang.RatifyVerb, "approve", events.RailwayAgreed, events.RailwayConsulting, false},
	{lang.TalksNoun, "talks", events.RailwayConsulting, events.RailwayConsulting, false},
	{lang.MeetVerb, "talks", events.RailwayConsulting, events.RailwayConsulting, false},
	{lang.DiscussVerb, "discuss", events.RailwayConsulting, events.RailwayConsulting, false},
	{lang.StudyWord, "design", events.RailwayConsulting, events.RailwayConsulting, true},
	{lang.LeaveVerb, "leave", events.RailwayCancelled, "", false},
	{lang.BeginVerb, "start", events.RailwayOperational, events.RailwayAgreed, false},
	{lang.ProposeVerb, "propose", events.RailwayProposed, events.RailwayProposed, false},
	{lang.PlanVerb, "plan", events.RailwayProposed, events.RailwayProposed, false},
}

// begun is the stage of "construction has begun", "the work is complete".
var begun = stage{lang.BuildVerb, "begin", events.RailwayConstruction, events.RailwayAgreed, true}

// ordered is the stage of rolling stock that is bought.
var ordered = stage{lang.SupplyVerb, "order", events.RailwayAgreed, events.RailwayAgreed, false}

// finished is the stage of what ends the construction.
var finished = stage{lang.OpenVerb, "finish", events.RailwayOperational, events.RailwayConstruction, false}

// opened is the stage of a line that is opened, by a rite too.
var opened = stage{lang.OpenVerb, "open", events.RailwayOperational, events.RailwayConstruction, false}

// lent is the stage of what a loan is signed for.
var lent = stage{lang.FinanceVerb, "finance", events.RailwayFinanced, events.RailwayProposed, true}

// spent is the stage of what the money of a loan is for.
var spent = stage{lang.FinanceVerb, "finance", events.RailwayFinanced, events.RailwayFinanced, true}

// designed is the stage of what a firm draws up.
var designed = stage{lang.PlanVerb, "design", events.RailwayConsulting, events.RailwayConsulting, true}

// asking is the stage of "approached the bank for a loan".
var asking = stage{lang.AwardVerb, "ask", events.RailwayConsulting, events.RailwayConsulting, true}

// progressing is the stage of "the line is 70 percent complete".
var progressing = stage{lang.BuildVerb, "progress", events.RailwayConstruction, events.RailwayConstruction, false}

// extended is the stage of a line that is to go on to another place.
var extended = stage{lang.BuildVerb, "extend", events.RailwayConstruction, events.RailwayProposed, true}

// commitments are words under which a plan is more than a proposal.
var commitments = lang.SetOf(lang.AgreeVerb, lang.ReachVerb, lang.SignVerb, lang.SignNoun, lang.DealNoun)

// proposals are words under which building is no more than an idea.
var proposals = lang.SetOf(lang.ProposeVerb, lang.PlanVerb)

// stageOf gives the stage that the clause [lo, hi) tells of the railway at node
// k, and the node that tells it. The noun of a verb ("pembangunan") names no
// stage reached, unless the clause tells that it begins or goes on.
func (d *Document) stageOf(k, lo, hi int) (*stage, int) {
	if at := d.progress(lo, hi); at >= 0 {
		return &progressing, at
	}
	work, begin := d.work(lo, hi), d.trigger(lang.BeginVerb, lo, hi)
	for i := range stages {
		s := &stages[i]
		if !d.told.Has(s.class) || !d.fitsStage(k, s) {
			continue
		}
		for n := lo; n < hi; n++ {
			if !d.nodes[n].is(s.class) || d.quoted(d.nodes[n].first) || d.onJourney(k, n, s) || d.isPastPlan(n) || d.idleBefore(n, hi) || !d.reaches(s, n, lo, hi) {
				continue
			}
			if work >= 0 && d.begins(n, hi) {
				return &begun, n // "launched the construction", "inaugurated the start of work"
			}
			if work >= 0 && begin >= 0 && s.class == lang.BuildVerb {
				return &begun, begin // "work on the line that will link them has begun"
			}
			return d.closer(s, n), n
		}
	}
	if begin >= 0 && d.value(begin, lang.BeginVerb) != "share" && (work >= 0 || d.firmIn(lo, hi)) {
		return &begun, begin // also "the Turkish firm has finished the first 300 km"
	}
	if now := d.trigger(lang.Now, work+1, hi); work >= 0 && now > 0 && d.profile().AdjectiveLast {
		return &begun, now // "pekerjaan di jalur itu masih berlangsung"
	}
	return nil, 0
}

// idleBefore tells whether the word at node n only says in an aside since when the line lay idle of
// which more is told before node hi: "the railway, closed since 1994, will reopen".
func (d *Document) idleBefore(n, hi int) bool {
	if n == 0 || !d.nodes[n].is(lang.SuspendVerb) && !d.nodes[n].is(lang.EndVerb) || !d.text.Tokens[d.nodes[n].first].After(scan.Comma) || !d.isWord(d.nodes[n].end, idleSince) {
		return false
	}
	for i := n + 1; i < hi; i++ {
		if d.separated(n, i) && (d.nodes[i].is(lang.OpenVerb) || d.nodes[i].is(lang.BuildVerb)) {
			return true
		}
	}
	return false
}

// idleSince are the words that lead to the time since when, or for which, a line has lain idle.
var idleSince = words("idleSince")

// onJourney tells whether the word at node n, which says of a project that somebody left it or of goods
// that they came, tells only of a journey of the train at node k: "a train pulled out of Kunming", "a
// high-speed train from Kunming arrived", "the tourists arrived by train", "several trains to Paris were
// cancelled".
func (d *Document) onJourney(k, n int, s *stage) bool {
	switch s.class {
	case lang.OpenVerb:
		switch d.value(n, lang.OpenVerb) {
		case "run": // "the line will run through the hills", "trains will run from January"
			way := d.way(d.nodes[n].end, d.span.End)
			return !d.isService(k) || way.n < 2 && n+1 != k
		case "first":
			return !d.isService(k)
		}
		return d.nodes[k].is(lang.Stock) && d.runs(k) && d.isWord(d.nodes[n].first, departures)
	case lang.EndVerb:
		return d.nodes[n].is(lang.OpenVerb) && d.isService(k) || d.nodes[n].is(lang.Cancel) && d.countsTrains(k)
	case lang.Cancel:
		return d.countsTrains(k)
	case lang.SupplyVerb:
		if d.value(n, lang.SupplyVerb) != "arrive" {
			return false
		}
		way := d.way(d.nodes[k].end, d.nodes[max(n, k)].first)
		return n < k || way.n > 0
	}
	return false
}

// closer gives the stage that the word at node n tells by its value, else s.
func (d *Document) closer(s *stage, n int) *stage {
	switch value := d.value(n, s.class); {
	case s.class == lang.EndVerb && value == "finish" && n+1 < len(d.nodes) && d.work(n+1, n+2) >= 0:
		return &finished // "mengakhiri pembangunan jalur itu", but not "cancelled the construction of the line"
	case s.class == lang.OpenVerb && d.nodes[n].is(lang.BeginVerb) && d.hasWord(d.nodes[n].first-projectReach, d.nodes[n].end+projectReach, projects):
		return &begun // "launched the project"
	case s.class == lang.PlanVerb && value == "design" && d.firmIn(d.clause(n)):
		return &designed
	case s.class == lang.SupplyVerb && value == "order":
		return &ordered
	case s.class == lang.BuildVerb && d.nodes[n].is(lang.Will):
		return &progressing // "is on schedule"
	case (s.class == lang.BuildVerb || s.class == lang.FinanceVerb || s.class == lang.ReachVerb) && d.spendsLoan(n):
		return &spent
	case s.class == lang.SignVerb && d.signsLoan(n):
		return &lent
	case s.class == lang.FinanceVerb && d.asksLoan(n):
		return &asking // "asked the World Bank for a loan"
	case s.class == lang.NegotiateVerb && d.nodes[n].is(lang.BuildVerb) && d.firmIn(d.clause(n)):
		return &progressing // "a Turkish firm is working on the line"
	case s.class == lang.NegotiateVerb && value == "work":
		return &begun // "resumed work on the line"
	case s.class == lang.NegotiateVerb && value == "done" && d.nodes[n].is(lang.BuildVerb) && !d.hasBefore(lang.NegotiateNoun, n):
		return &progressing // "jalur itu hampir rampung", but not "perundingan jalur itu"
	case s.class == lang.ReachVerb && (d.workReaches(n) || d.completesLine(n)):
		return &progressing
	case s.class == lang.AwardVerb && value == "works":
		return &progressing // "is in the hands of"
	case s.class == lang.AwardVerb && value == "ask":
		return &asking
	}
	return s
}

// workReaches tells whether the work on a line reaches a place or a state by the verb at node n, and not those who
// work a deal: "Work on the line has reached the mountains".
func (d *Document) workReaches(n int) bool {
	lo, hi := d.clause(n)
	return d.work(lo, n) >= 0 && !d.isPassive(&d.nodes[n]) && d.trigger(lang.DealNoun, lo, hi) < 0
}

// completesLine tells whether the verb at node n says of a line that it is built, and not of a text: "jalur itu akan rampung".
func (d *Document) completesLine(n int) bool {
	lo, hi := d.clause(n)
	return d.value(n, lang.BeginVerb) == "end" && d.trigger(lang.RailNoun, lo, n) >= 0 && d.trigger(lang.DealNoun, lo, hi) < 0 && d.trigger(lang.NegotiateNoun, lo, hi) < 0
}

// projectReach is how many words may stand between "launch" and the project.
const projectReach = 4

// begins tells whether the word at node n says that work begins or goes on, or that
// it opens a beginning, or the work: "meresmikan dimulainya pembangunan", "inaugurated the construction".
func (d *Document) begins(n, hi int) bool {
	return d.nodes[n].is(lang.BeginVerb) ||
		d.nodes[n].is(lang.OpenVerb) && n+1 < hi && (d.nodes[n+1].is(lang.BeginVerb) || d.work(n+1, n+2) > n && d.nodes[n].forms != lang.Gerund) && d.near(n, n+1, 1)
}

// reaches tells whether the word at node n of the clause [lo, hi) tells that stage
// s is reached.
func (d *Document) reaches(s *stage, n, lo, hi int) bool {
	t := &d.nodes[n]
	if d.remarksOn(n, lo) {
		return false
	}
	switch s.class {
	case lang.BuildVerb:
		if t.forms == lang.Gerund && !d.progressive(n) && d.value(n, s.class) != "rite" || t.first > d.span.First && d.text.Tokens[t.first].Gap&scan.Hyphen != 0 {
			return false // no work told: "the Chinese-built line"
		}
		if d.isUseOfMoney(n, lo) || t.is(lang.ExtendVerb) && d.extendsLoan(n, hi) {
			return false // "extended a loan"
		}
	case lang.SuspendVerb:
		switch d.value(n, s.class) {
		case "line":
			return d.closesLine(n, lo, hi) || d.stopsService(n) || d.isFate(n)
		case "stop":
			i := d.work(lo, n)
			return i >= 0 && !d.separated(n-1, n) || d.stopsLine(n, hi) || d.stopsService(n) || d.isPassive(t) && d.areStopped(n, lo) || d.isFate(n) // "work on the line stopped", but "the train stopped"
		}
	case lang.StudyWord:
		if d.value(n, lang.StudyWord) == "weigh" && !d.weighsRail(n, lo, hi) {
			return false
		}
		return (s.name == "design") == (d.value(n, lang.StudyWord) == "design")
	case lang.SupplyVerb:
		return !d.onlyOrdered(n, hi) && !(n+1 < hi && (d.nodes[n+1].is(lang.To) || d.nodes[n+1].any(halting)) && d.value(n, s.class) == "order") // "ordered a halt to the trains"
	case lang.AwardVerb:
		return d.firmIn(lo, hi) && d.value(n, s.class) != "accept" || d.value(n, s.class) == "ask" && (d.trigger(lang.Firm, n, hi) >= 0 || d.isBank(n+1) || d.asksState(n))
	case lang.EndVerb, lang.OpenVerb:
		if !d.opensOrEnds(s, n, lo, hi) {
			return false
		}
	case lang.SignVerb:
		if i := d.trigger(lang.FinanceVerb, n+1, hi); i > n && d.near(n, i, farWork) && !(d.nodes[i].forms == lang.Base && (d.signsLoan(n) || d.buildsToo(i))) || d.swaps(n) {
			return false // "signed a loan", but "signed a loan agreement to finance it", "to finance and build"
		}
	case lang.ReachVerb:
		if t.is(lang.OpenVerb) || d.isDisclosed(n) || d.isWord(t.end-1, announcing) && d.planBefore(n) >= lo || d.presentsPlan(n, lo, hi) {
			return false // "launched": of a railway it is no agreement; "fares will be announced": nothing yet
		}
		if n > lo && d.nodes[n-1].is(lang.To) && d.near(n-1, n, 0) && !t.is(lang.BeginVerb) && d.trigger(lang.DealNoun, n+1, hi) < 0 {
			return false // "the first line to reach the country"
		}
	case lang.PlanVerb:
		return !d.isWord(t.end-1, purposes) || d.makesPlan(n, lo, hi)
	case lang.LeaveVerb:
		return d.leavesLine(n, hi)
	case lang.BeginVerb:
		return true
	case lang.ProposeVerb:
		return d.isProposing(n)
	case lang.MeetVerb:
		return t.end-t.first >= 2 // "met", without "talks"
	case lang.FinanceVerb:
		if !d.finances(n, lo, hi) {
			return false
		}
	}
	return !deeds.Has(s.class) || !d.onlyMeant(s, n, lo)
}

// presentsPlan tells whether it is a plan that somebody makes known by the verb at node n of the clause [lo, hi):
// "unveiled a plan for a line", "Plans for a line were presented".
func (d *Document) presentsPlan(n, lo, hi int) bool {
	if !d.isWord(d.nodes[n].first, unveiling) {
		return false
	}
	return n+1 < hi && d.nodes[n+1].is(lang.PlanVerb) && d.near(n, n+1, 1) || d.isPassive(&d.nodes[n]) && d.trigger(lang.PlanVerb, lo, n) >= 0
}

// unveiling are the verbs by which a plan is made known.
var unveiling = words("unveiling")

// opensOrEnds tells whether the word at node n of the clause [lo, hi), which can tell stage s, that a line
// opens or is given up, tells so of it, and not of the way to it or of talks on it.
func (d *Document) opensOrEnds(s *stage, n, lo, hi int) bool {
	end := s.class == lang.EndVerb
	switch {
	case end && !d.endsLine(n, hi):
		return false
	case !end && d.value(n, lang.OpenVerb) == "hand" && !d.handsLine(n, lo, hi), d.talksGoOn(n, lo, hi):
		return false
	case !end && d.nodes[n].forms == lang.Gerund && n > lo && d.nodes[n-1].is(lang.DealNoun) && d.near(n-1, n, 0):
		return false // "perjanjian pengoperasian kereta": what the deal is about
	}
	if !end && d.nodes[n].is(lang.AwardVerb) && d.orders(n, hi) {
		return false // "commissioned a firm to build it"
	}
	i := d.work(n, hi)
	return i <= n || !d.near(n, i, farWork) || d.begins(n, hi) || end && i == n+1 // and not "opens the way for the building"
}

// endsLine tells whether the verb at node n of a clause that ends at node hi, which may end much else, is said of a line, of
// the work on it, or of a contract or the money for it.
func (d *Document) endsLine(n, hi int) bool {
	if n+1 < hi && d.value(n+1, lang.RailNoun) == "none" {
		return false // "keluar dari stesen": it leaves
	}
	switch d.value(n, lang.EndVerb) {
	case "any":
		return d.endsContract(n, hi) // "ending a long wait"
	case "break":
		return d.isPassive(&d.nodes[n]) || d.endsContract(n, hi) || d.work(n, hi) == n+1 || n+1 < hi && d.nodes[n+1].is(lang.RailNoun) && d.near(n, n+1, 1) // "the train terminates at the border"
	case "fund":
		return d.funded(n) // "no longer needs", but no money
	}
	return true
}

// endsContract tells whether what the verb at node n ends is a deal: "ended a contract with a Turkish firm", but not "at the
// end a deal was signed".
func (d *Document) endsContract(n, hi int) bool {
	return d.nodes[n].forms != lang.Base && n+1 < hi && d.nodes[n+1].is(lang.DealNoun) && d.near(n, n+1, 1)
}

// orders tells whether somebody is told behind the verb at node n what to build: "commissioned a Turkish firm to build".
func (d *Document) orders(n, hi int) bool {
	i := d.trigger(lang.BuildVerb, n+1, hi)
	return i > n+1 && d.nodes[i].forms&lang.Base != 0 && d.nodes[i-1].is(lang.To)
}

// talksGoOn tells whether the verb at node n of the clause [lo, hi), which has no line for its object, is said of
// talks with which the clause begins: "Talks on the railway between X and Y resumed".
func (d *Document) talksGoOn(n, lo, hi int) bool {
	if n+1 < hi && d.nodes[n+1].any(bargaining) && d.near(n, n+1, 1) || n+2 < hi && d.nodes[n+1].is(lang.RailNoun) && d.nodes[n+2].any(bargaining) && d.near(n+1, n+2, 0) {
		return true // "resumed talks on the line", "resumed rail talks"
	}
	return lo < n && d.nodes[lo].any(bargaining) && d.trigger(lang.And, lo, n) < 0 && d.trigger(lang.RailNoun, n, hi) < 0
}

// onlyMeant tells whether the deed at node n is only what somebody agrees on or talks about in the
// clause that begins at node lo: "agreed to build", "in talks to restore".
func (d *Document) onlyMeant(s *stage, n, lo int) bool {
	if forms := d.nodes[n].forms; forms == 0 || forms&(lang.Done|lang.Passive|lang.Present) != 0 {
		return false
	}
	if to := d.firstInfinitive(n, lo) - 1; to-1 >= lo && d.nodes[to].is(lang.To) {
		if deal := d.beforeNamed(to-1, lo); d.nodes[deal].is(lang.DealNoun) && d.near(deal, to, farInfinitive) {
			return true // "an agreement to build", "a deal with China to build and operate"
		}
	}
	for i := n - 1; i >= lo; i-- {
		if d.nodes[i].is(lang.AgreeVerb) && (s.class == lang.EndVerb || s.class == lang.SuspendVerb) {
			return false // who agree to end a project have ended it
		}
		if g := &d.nodes[i]; g.is(lang.AgreeVerb) && s.class == lang.BuildVerb || g.any(governing) && d.near(i, n, farInfinitive) && !d.separated(i, n) {
			return true
		}
	}
	return false
}

// isDisclosed tells whether the verb at node n only says of some paper, by which more is known, that it was made public:
// "a letter made public on Thursday showed".
func (d *Document) isDisclosed(n int) bool {
	noun := d.nodes[n].first - 1
	if d.isRelative(noun) {
		noun--
	}
	return d.isWord(noun, disclosures)
}

// disclosures are the nouns for such papers.
var disclosures = words("disclosures")

// buildsToo tells whether an "and" joins a verb of building to that of financing at node i.
func (d *Document) buildsToo(i int) bool {
	return i+2 < len(d.nodes) && d.nodes[i+1].is(lang.And) && d.nodes[i+2].is(lang.BuildVerb) && d.near(i, i+2, 1)
}

// firstInfinitive gives the node of the first of the verbs that one "to" leads, of which node n, behind node lo, is one:
// "design" of "to design, build and operate".
func (d *Document) firstInfinitive(n, lo int) int {
	for i := n - 1; i > lo; i-- {
		if v := &d.nodes[i]; !d.near(i, i+1, 0) || !v.is(lang.And) && !v.is(lang.StudyWord) && v.forms&lang.Base == 0 {
			break
		} else if !v.is(lang.And) {
			n = i
		}
	}
	return n
}

// onlyAdds tells whether the verb at node n opens an aside that says what was done to whatever stands
// before its comma: ", financed by Japan", ", yang dibiayai Jepang".
func (d *Document) onlyAdds(n int) bool {
	if t := &d.nodes[n]; n == 0 || t.forms != lang.Done && t.forms != lang.Passive {
		return false
	}
	if d.nodes[n-1].is(lang.Relative) && d.near(n-1, n, 1) {
		n--
	}
	return d.text.Tokens[d.nodes[n].first].After(scan.Comma)
}

// isBank tells whether a body stands at node i, as a lender does.
func (d *Document) isBank(i int) bool {
	a := d.actorAt(i)
	return a != nil && !a.set.Empty() && a.set.Within(&d.dict.Parties.Bodies)
}

// asksState tells whether a state, or its government, is asked by the verb at node n: "turned to China
// for a loan", "meminta pinjaman dari Jepang".
func (d *Document) asksState(n int) bool {
	if n+1 < len(d.nodes) && d.nodes[n+1].any(prepositions) && d.near(n, n+1, 0) {
		n++
	}
	return d.actorAt(n+1) != nil && d.near(n, n+1, 1)
}

// deeds are the stages that are done to a railway, and not only talked of.
var deeds = lang.SetOf(lang.BuildVerb, lang.OpenVerb, lang.FinanceVerb, lang.SupplyVerb, lang.SuspendVerb, lang.EndVerb, lang.ReachVerb)

// governing are words whose infinitive tells only what it is about.
var governing = lang.SetOf(lang.AgreeVerb, lang.TalksNoun, lang.NegotiateNoun, lang.NegotiateVerb, lang.DiscussVerb, lang.StudyWord, lang.AwardVerb)

// farWork is how many words may stand between a verb and the work that is its object.
const farWork = 4

// farInfinitive is how many words may stand between those and the infinitive.
const farInfinitive = 6

// weighsRail tells whether the verb at node n, of who looks into anything, has a railway behind it in
// the clause [lo, hi), and nobody does anything to one before it: "agreed to assess the reopening of
// the line", but not "opened a line and agreed to explore new markets".
func (d *Document) weighsRail(n, lo, hi int) bool {
	return d.trigger(lang.RailNoun, n+1, hi) > n && !slices.ContainsFunc(d.nodes[lo:n], func(v node) bool { return v.any(deeds) })
}

// fitsStage tells whether the railway noun at node k can be in stage s: trains
// are bought and delivered, a line is not.
func (d *Document) fitsStage(k int, s *stage) bool {
	n := &d.nodes[k]
	if s.class == lang.SupplyVerb {
		return n.is(lang.Stock) || n.first > d.span.First && d.text.Tokens[n.first-1].Has(scan.Number) // "35 trains"
	}
	if s.class == lang.BeginVerb {
		return d.isService(k)
	}
	if n.is(lang.RailNoun) || !n.is(lang.Stock) {
		return true
	}
	if s.class == lang.OpenVerb && d.firmIn(d.clause(k)) {
		return true // "the trains ordered from Hyundai entered service"
	}
	if s.class == lang.OpenVerb && n.first == d.span.First && d.hasWord(n.first, n.end, serviceNouns) && d.behindLine() {
		return true // "The line is 300 km long. Trains started running on Monday."
	}
	return s.by || s.class == lang.EndVerb && (d.told.Has(lang.DealNoun) || d.ofOrderEnded(k)) || s.class != lang.Cancel && d.runs(k) // "cancelled a contract for 200 wagons"
}

// ofOrderEnded tells whether the trains at node k are those of an order that is given up: "scrapped an order for
// 50 wagons".
func (d *Document) ofOrderEnded(k int) bool {
	lo, _ := d.clause(k)
	i := d.trigger(lang.SupplyVerb, lo, k)
	return i > lo && d.value(i, lang.SupplyVerb) == "order" && d.nodes[i-1].is(lang.EndVerb) && d.near(i-1, i, 1)
}

// value gives the value that the word at node i has as a c.
func (d *Document) value(i int, c lang.Class) string {
	return d.dict.Value(d.text, &d.tags[d.nodes[i].tag], c)
}
