package detect

import (
	"cmp"
	"math"
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/fit"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// suppose makes a candidate of an event of the parties p that no frame need have
// found. It changes nothing of what the discourse is about.
func (d *Document) suppose(kind events.Type, p *pairing, odds float32) {
	if len(d.supposed) >= mostCandidates || p.set.Len() < 2 && !p.set.Within(&d.dict.Parties.Bodies) {
		return
	}
	b := binding{set: p.set}
	k := -1 // where they are named first
	for i := range d.nodes {
		if a := d.actorAt(i); a != nil && !a.set.Empty() && a.set.Within(&p.set) {
			b.add(d, d.nodes[i].actor)
			if k < 0 {
				k = i
			}
		}
	}
	c := Candidate{Type: kind, Frame: "weighed", Parties: p.set, Body: p.set.Len() == 1, Sentence: d.index, Confidence: 1 / (1 + math.Exp(-float64(odds)))}
	happens := false
	switch kind {
	case events.TypeMeeting:
		k, happens = d.supposeMeeting(&c)
	case events.TypeAgreement:
		k, happens = d.supposeAgreement(&c, k)
	case events.TypeRailwayProject:
		k, happens = d.supposeRailway(&c, k)
	}
	if !happens || k < 0 {
		return
	}
	d.attributes(&c, &b, k)
	if c.Ahead && kind != events.TypeMeeting { // what it is to lead to
		c.forgetDate()
	} else if c.Ahead && c.Status != events.MeetingCancelled {
		c.Status = events.MeetingPlanned
	}
	if !c.Background {
		d.supposed = append(d.supposed, supposition{c, odds >= likely && !d.told.Any(unsure)})
	}
}

// supposition is an event that a sentence makes likely; sure where it needs no other to vouch for it.
type supposition struct {
	Candidate
	sure bool
}

// speakingOf are the words of meetings that need no object to tell of one: who "received"
// something may have received help.
var speakingOf = func() lang.Set {
	all := meetingWords
	all.Remove(lang.ReceiveVerb)
	all.Remove(lang.Company)
	all.Remove(lang.JoinVerb)
	return all
}()

// heldByOthers tells whether those who meet by the word at node k, of whom no party is named, are told
// to be others than states: "Talks between the unions and the port", "The opposition will meet".
func (d *Document) heldByOthers(k int) bool {
	if d.ofNamed(k) && d.actorAt(k+2) == nil {
		return true
	}
	return len(d.actors) == 0 && (d.domestic(k) || d.told.Any(insiders))
}

// insiders are the words for those who meet each other inside one state.
var insiders = lang.SetOf(lang.Domestic, lang.Private, lang.Parliament)

// supposeMeeting gives c its status, by the word at the node that it returns, and
// tells whether it happens.
func (d *Document) supposeMeeting(c *Candidate) (int, bool) {
	k := d.firstOf(speakingOf)
	if k < 0 || d.onText(k) || d.closed(k) || d.stalled(k) || d.setUp(k) || d.heldByOthers(k) || d.addressed() || d.coChaired() && d.leadThere(c.Parties) {
		return k, false
	}
	j := d.judge(k)
	c.StatusCue = j.cue
	c.Channel = d.channel(lang.MeetVerb, k)
	var happens bool
	c.Status, happens = meetingStatus(j.modality)
	if c.Status == events.MeetingHeld && d.told.Has(lang.Will) {
		happens = false // "plan to sign it during his visit"
	}
	return k, happens
}

// supposeAgreement is the like for an agreement: the strongest word decides, and
// where there is none, the node k where the parties are named stands for it.
func (d *Document) supposeAgreement(c *Candidate, k int) (int, bool) {
	c.Status = events.AgreementAgreed
	deal := d.firstOf(lang.SetOf(lang.DealNoun))
	if deal >= 0 && (d.isCelebrated(deal) || d.form(deal) == events.Contract && d.isPrivate(deal)) {
		return k, false
	}
	if deal > 0 && d.form(deal) == events.Loan && d.isWord(d.nodes[deal].first-1, introducing) && !d.told.Any(dealVerbs) {
		return k, false // "costs $8 billion, including loans from X"
	}
	c.Instrument = d.instrument(deal)
	c.Sectors = d.sectors(0, len(d.nodes))
	unreal := false
	for i := range steps {
		s := &steps[i]
		at := d.trigger(s.trigger, 0, len(d.nodes))
		if at >= 0 && (d.discussed(at) || d.byPrivate(at, 0) || k >= 0 && d.runBetween(k, at) || s.trigger == lang.ReachVerb && d.reachesSum(at, deal) || d.stepOfTalks(s, at, deal)) {
			return at, false
		}
		if at < 0 || s.instrument && deal < 0 || !d.tellsStep(s, at, len(d.nodes), deal) || d.tellsOther(s, at, 0, len(d.nodes)) {
			continue
		}
		j := d.judge(at)
		if _, hi := d.clause(at); s.trigger == lang.AgreeVerb && (!d.commits(at, hi, deal) || deal < 0 && j.modality != asserted) {
			return at, false // an agreement of opinion, or a wish
		}
		if j.modality == cancelled && bargaining.Has(s.trigger) {
			return at, false
		}
		if status := s.status(j.modality); status != "" {
			c.Status, c.StatusCue = status, j.cue
			return at, true
		}
		unreal = unreal || j.modality == hypothetical
	}
	if at := d.firstOf(negotiating); at >= 0 && deal < 0 {
		c.Status = events.AgreementNegotiating // on what is no instrument: "negotiate cooperation"
		return at, !d.isEnded(at)
	}
	switch at := d.firstOf(lang.SetOf(lang.DiscussVerb)); {
	case at >= 0 && deal > at && d.near(at, deal, objectReach):
		c.Status = events.AgreementNegotiating // "are discussing an agreement"
	case at >= 0 && deal < 0 && !d.told.Any(dealVerbs):
		return at, false // "touched on cooperation in trade"
	}
	if k < 0 {
		k = deal
	}
	if deal < 0 && d.told.Has(lang.Will) && !d.told.Any(dealVerbs) {
		return k, false // "will chair the joint commission with X": nothing is agreed on yet
	}
	return k, !unreal && !d.isOld(deal) && !d.told.Any(unsure)
}

// isEnded tells whether the talks at node k are only told to be over: "mengakhiri perundingan
// tanpa kesepakatan", "perundingan X dan Y berakhir buntu".
func (d *Document) isEnded(k int) bool {
	if k > 0 && d.near(k-1, k, 1) && (d.nodes[k-1].is(lang.EndVerb) || d.value(k-1, lang.Light) == "end") {
		return true
	}
	i := k + 1
	for i < len(d.nodes) && (d.nodes[i].actor >= 0 || d.nodes[i].any(qualities) || d.nodes[i].any(prepositions)) {
		i++
	}
	return i < len(d.nodes) && d.value(i, lang.EndVerb) == "finish" && d.near(k, i, reach)
}

// negotiating are the words for negotiations.
var negotiating = lang.SetOf(lang.NegotiateVerb, lang.NegotiateNoun)

// onlyBorders tells whether the sentence names one of s, of a railway, only for a border: "the line from
// Tallinn to the Lithuanian-Polish border".
func (d *Document) onlyBorders(s party.Set) bool {
	var acting, bordering party.Set
	for _, i := range d.actorNodes {
		if d.borders(i) {
			bordering.Join(&d.actorAt(i).set)
		} else {
			acting.Join(&d.actorAt(i).set)
		}
	}
	only := bordering.Minus(acting)
	return s.Meets(&only)
}

// supposeRailway is the like for a railway project.
func (d *Document) supposeRailway(c *Candidate, k int) (int, bool) {
	line := d.firstOf(railTriggers)
	if line < 0 {
		c.Status = events.RailwayProposed
		return k, !d.told.Any(unsure)
	}
	if d.onlyBorders(c.Parties) {
		return line, false
	}
	d.describeRailway(c, line)
	lo, hi := d.railwayClause(line)
	s, at := d.stageOf(line, lo, hi)
	if s == nil {
		s, at = d.stageOf(line, 0, len(d.nodes))
	}
	if s == nil {
		c.Status = events.RailwayAgreed
		return line, !d.told.Any(unsure)
	}
	j := d.judge(at)
	c.Status, c.StatusCue, c.Frame = s.status, j.cue, "rail-"+s.name
	switch j.modality {
	case hypothetical:
		c.Status = events.RailwayProposed
	case planned:
		if d.value(at, lang.BuildVerb) == "on" {
			return at, false // "a line that will be continued to X and Y": it is not theirs
		}
		c.Plan = true
		c.Status = cmp.Or(d.plannedStage(s, at), events.RailwayProposed)
	case cancelled:
		c.Status = events.RailwaySuspended
	case negated, refused:
		return at, false
	}
	return at, true
}

// decide drops the news that no sentence makes likely, and takes in the likeliest of
// what was supposed, unless news of the same type has its parties or some of them. Weights
// say little of three and more who meet: most lists of so many that they learnt from do not.
func (d *Document) decide() {
	d.found = slices.DeleteFunc(d.found, func(c Candidate) bool {
		if c.Joint || c.Background || c.Type == events.TypeRailwayProject || c.plainly() || !slices.Contains(doubtful, c.Status) {
			return false
		}
		w, ok := d.weighed[c.Parties]
		kind := slices.Index(fit.Types[:], c.Type)
		return ok && w[kind] < unlikely && (c.Guests.Empty() || d.weighed[c.Guests][kind] < unlikely)
	})
	slices.SortStableFunc(d.supposed, func(a, b supposition) int { return cmp.Compare(b.Confidence, a.Confidence) })
	framed := d.found
	for i := range d.supposed {
		c := &d.supposed[i].Candidate
		if !d.supposed[i].sure && !tellsBeside(framed, c) {
			continue
		}
		own := c.Parties
		if !c.Guests.Empty() {
			own = c.Guests
		}
		told := slices.ContainsFunc(d.found, func(f Candidate) bool {
			return f.Type == c.Type && !f.Background && (f.Parties.Within(&own) || own.Within(&f.Parties))
		})
		if !told && len(d.found) < mostCandidates {
			d.found = append(d.found, *c)
		}
	}
}

// plainly tells whether officials are told to meet by that verb, or to be on a journey to the other, which
// leaves the weights no doubt: "Saat berkunjung ke Hanoi, Presiden Laos memuji hubungan kedua negara".
func (c *Candidate) plainly() bool { return c.Frame == "meet" && c.Level != noRank || c.Journey() }

// tellsBeside tells whether found has news of another type of the parties of c, told elsewhere: from
// the same sentence the frames have taken what it tells.
func tellsBeside(found []Candidate, c *Candidate) bool {
	return slices.ContainsFunc(found, func(f Candidate) bool {
		return !f.Background && f.Type != c.Type && f.Parties == c.Parties && f.Sentence != c.Sentence
	})
}

// doubtful are the statuses that weights can speak against: a signature leaves little
// to doubt, and of plans, refusals, ends and works too few were annotated to learn from.
// Nor do they speak against railways, whose words are their own.
var doubtful = []events.Status{events.MeetingHeld, events.MeetingOngoing, events.AgreementAgreed}
