package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// judge tells how the text speaks of the trigger at node k. The words before a
// trigger govern it up to its subject; the words behind it count where it is a
// noun that nothing before it governs.
func (d *Document) judge(k int) judgement {
	j := d.ownJudgement(k)
	lo, hi := d.clause(k)
	if k > lo && d.nodes[k].forms == lang.Done && d.nodes[k-1].is(lang.DealNoun) && d.near(k-1, k, 0) && !d.toBeSeen(k) {
		d.subordinate(&j, lo, k)
		return j // "will get $1 billion under an agreement signed on Monday": what is before speaks of the rest
	}
	verb := d.judgeBefore(&j, k, lo, hi)
	if j.modality == hypothetical && d.reported(j.cue, lo) {
		j.modality = planned
	}
	d.subordinate(&j, lo, k)
	if (j.modality == asserted || j.modality == planned) && !verb {
		d.judgeBehind(&j, k, hi)
	}
	d.correct(&j, k, lo, hi, verb)
	if j.modality == asserted || j.modality == ongoing {
		if set := d.setBehind(k); set >= 0 {
			j = judgement{planned, d.bytes(d.nodes[set].first, d.nodes[set].end)}
		}
	}
	return j
}

// ownJudgement gives what the word at node k tells of itself: "is due in", "is visiting".
func (d *Document) ownJudgement(k int) judgement {
	n := &d.nodes[k]
	switch {
	case n.is(lang.Will) && !n.is(lang.AgreeVerb): // but not "vowed to"
		return judgement{planned, d.bytes(n.first, n.end)}
	case n.is(lang.VisitVerb) && n.is(lang.Cancel): // "had been expected in"
		return judgement{cancelled, d.bytes(n.first, n.end)}
	case n.is(lang.Now), n.is(lang.DiscussVerb) && n.forms == lang.Gerund && d.progressive(k): // "are still discussing"
		return judgement{ongoing, d.bytes(n.first, n.end)}
	}
	return judgement{}
}

// judgeBefore judges by what stands before node k in its clause [lo, hi), and tells whether a
// verb governs the word there.
func (d *Document) judgeBefore(j *judgement, k, lo, hi int) (verb bool) {
	from := lo
	if main := d.mainPart(lo, hi); main <= k {
		from = main // "A day before it was due to expire, the deal was extended"
	}
	subject, described := false, false
	first, end := d.asideBefore(from, k)
	for i := k - 1; i >= from; i-- {
		if i < end && i >= first {
			continue
		}
		n := &d.nodes[i]
		if n.actor >= 0 {
			if a := &d.actors[n.actor]; !a.preps.Any(prepositions) && !d.isObject(a, i) && !d.isGoal(i) && !d.isWatched(i) && !d.ownsCalledOff(a, i, k) && !d.namesObject(a, i, k) && !d.endsFirst(i, k) && !(i == k-1 && a.kind == byPair && a.possessive) {
				if d.ofAside(i, k, j.cue) {
					*j = judgement{}
					continue
				}
				subject = true
			}
			continue
		}
		if subject {
			d.judgeSubject(j, i)
			continue
		}
		if d.endsGovernment(i, k) {
			return verb
		}
		verb = verb || n.is(lang.Light) || n.any(verbs) && !d.isTopic(i, k)
		described = described || n.is(lang.Relative) && !d.nodes[k].any(occasionNouns)
		switch {
		case d.measures(i, k), i > 0 && n.is(lang.Will) && d.nodes[i-1].is(lang.Relative) && d.isWord(n.end, joiners): // "work on the line that will link X and Y began"
		case n.is(lang.Will) && i > lo && d.nodes[i-1].is(lang.Maybe) && d.near(i-1, i, 0) && d.value(i, lang.Will) == "soon": // "perlu segera meratifikasi"
		case n.is(lang.Will) && d.nodes[k].forms == lang.Done && d.gaps(n.end-1, d.nodes[k].first)&scan.Comma != 0: // "X, due to leave on Friday, met Y"
		case n.is(lang.Will) && d.isPassive(&d.nodes[k]) && d.isWord(d.nodes[k].first-1, copulasPast): // "a treaty under which tariffs will fall was signed"
		case n.is(lang.Will) && d.hasWord(n.end, d.nodes[k].first, alreadies): // "sebelum berangkat ia sudah bertemu X"
		case n.is(lang.Will) && i > 0 && d.nodes[i-1].is(lang.SayVerb) && infinitive.has(d.text.Tokens[n.first].Hash) && d.near(i-1, i, 0): // "was said to be complete"
		case described && (n.is(lang.Will) || n.is(lang.Cancel)): // "will revive the treaty that was signed": of the treaty only
		case n.is(lang.Maybe) && i+1 < k && d.nodes[i+1].is(lang.Will) && d.ownWish(n.end): // "hopes to be received"
			*j = judgement{hypothetical, d.bytes(n.first, n.end)}
		case d.refusesNot(i, k):
			*j = judgement{hypothetical, d.bytes(n.first, n.end)}
		case d.wishedAt(i, k): // "demanded an apology in a meeting with X"
		case n.is(lang.Maybe) && d.nodes[k].is(lang.RejectVerb) && d.isWord(n.first, drafts): // "a proposal for a treaty was rejected"
		case d.breaksUp(i, k) && j.modality == asserted:
			*j = judgement{cancelled, d.bytes(n.first, n.end)}
		case d.proposes(i, k) && j.modality == asserted:
			*j = judgement{hypothetical, d.bytes(n.first, n.end)}
		default:
			d.weigh(j, n)
		}
	}
	return verb
}

// alreadies are the words by which a verb without a tense tells what is done.
var alreadies = words("alreadies")

// endsFirst tells whether the actor at node i ends the first of two things that one subject does, whose
// verbs an "and" joins before the trigger at node k: "akan menghadiri konferensi Ukraina dan bertemu X".
func (d *Document) endsFirst(i, k int) bool {
	return i+2 == k && d.nodes[i+1].is(lang.And) && d.nodes[k].any(verbs) && d.nodes[k].forms != 0
}

// namesObject tells whether a at node i only names the talks at node k, which a verb before it has
// for its object: "to host US-Iran talks", "will not host the APEC summit".
func (d *Document) namesObject(a *actor, i, k int) bool {
	names := d.compounded(a) || a.kind == byName && a.set.Within(&d.dict.Parties.Bodies)
	return names && i == k-1 && i > 0 && d.nodes[k].any(occasionNouns) && (d.nodes[i-1].any(verbs) || d.nodes[i-1].any(holding) || d.nodes[i-1].is(lang.Maybe)) && d.near(i-1, i, 2) && !d.separated(i-1, i)
}

// judgeSubject judges by node i before the subject.
func (d *Document) judgeSubject(j *judgement, i int) {
	n := &d.nodes[i]
	switch {
	case i > 0 && d.nodes[i-1].is(lang.Relative): // "Apart from X, who wants aid, Y met"
	case n.is(lang.Maybe) && (n.is(lang.Clause) || d.near(i, i+1, 0) && d.actorAt(i+1) != nil): // "perhaps Xi met Putin", but not "hoping to sell rice, Xi met Putin"
		*j = judgement{hypothetical, d.bytes(n.first, n.end)}
	case n.is(lang.Refuse) && d.near(i, i+1, 0): // "denies Anwar met Netanyahu"
		*j = judgement{negated, d.bytes(n.first, n.end)}
	case n.is(lang.Not) && d.invertsBehind(i): // "Never before had Vucic visited"
		*j = judgement{negated, d.bytes(n.first, n.end)}
	case d.isPastPlan(i) && d.near(i, i+1, 0): // "Sedianya Anwar bertemu Modi"
		*j = judgement{cancelled, d.bytes(n.first, n.end)}
	}
}

// refusesNot tells whether the negation at node i, before node k, is of a refusal: "has not ruled out signing".
func (d *Document) refusesNot(i, k int) bool {
	return d.nodes[i].any(denying) && i+1 < k && d.nodes[i+1].is(lang.Refuse) && d.near(i, i+1, 0)
}

// invertsBehind tells whether the negation at node i opens the sentence, so that its verb stands before
// the subject: "At no point did X meet Y", but not "Not until Monday did X meet Y".
func (d *Document) invertsBehind(i int) bool {
	n := &d.nodes[i]
	return n.first == d.span.First && d.isWord(n.end, inverted)
}

// inverted are the verbs that stand before their subject behind a negation.
var inverted = words("inverted")

// endsGovernment tells whether nothing before node i, nor that itself, governs the trigger at
// node k.
func (d *Document) endsGovernment(i, k int) bool {
	n := &d.nodes[i]
	switch {
	case d.nodes[k].first-n.end > governReach:
	case d.quoted(n.first) && !d.quoted(d.nodes[k].first): // "'Trade will grow,' X told Y"
	case d.nodes[k].forms == lang.Done && n.any(verbs) && !toBe.has(d.text.Tokens[d.nodes[k].first-1].Hash) && !d.toBeSeen(k): // a verb in the past stands for itself: what is before the other one speaks of that
	case d.nodes[k].forms == lang.Done && n.any(occasionNouns) && d.gaps(n.end-1, d.nodes[i+1].first)&scan.Comma != 0: // "opened talks, initialled a treaty"
	case n.is(lang.And) && i+1 == k && d.isSitting(k): // "signed the act, and a joint committee of X and Y will meet"
	case n.is(lang.And) && i+1 < k && d.nodes[i+1].is(lang.Will): // "scrapped a trip to X and will go to Y"
	case n.is(lang.And) && d.nodes[k].any(plannable) && d.near(i, k, 2) && d.plansNext(k): // "agreed on a text and a signing is planned"
	case n.is(lang.Relative) && d.actorAt(i-1) != nil && d.separated(i-1, i): // "X does not compete with Y, who is building the line"
	default:
		return false
	}
	return true
}

// judgeBehind judges by what stands behind node k in its clause, which ends at node hi, where
// no verb before it governs the word.
func (d *Document) judgeBehind(j *judgement, k, hi int) {
	carried := d.nodes[k].forms == lang.Gerund && d.progressive(k) // by its verb: what follows tells of something else
	borne := false                                                 // by a verb, however near
	remark := false                                                // what follows is added to what is told
	relative := 0                                                  // the relative clause that has begun
	aside := d.asideEnd(k)
	end := d.endOfNoun(k, hi)
	for i := k + 1; i < hi && d.nodes[i].first-end <= callOffReach; i++ {
		if a := d.actorAt(i); a != nil && !a.preps.Any(prepositions) && d.separated(i-1, i) && !d.isApposed(a, i) {
			return
		}
		if d.nodes[k].is(lang.MeetVerb) && d.nodes[k].forms == lang.Gerund && d.separated(i-1, i) {
			return // "X and Y, meeting in Z, called for calm"
		}
		n := &d.nodes[i]
		if n.is(lang.Relative) {
			relative = i
		}
		if n.is(lang.Cancel) && (d.isArticle(n.first-1) || relative > 0 && d.nodes[k].any(deedVerbs) && d.near(relative, i, remarkReach)) {
			continue // "discussed the delayed dam", "membuka laluan yang lama tertangguh"
		}
		if n.is(lang.Cancel) && (d.saysWhatDeal(i, k) || d.isToDefer(k, i)) {
			continue // "meneken persetujuan penundaan utang", "signed a deal to defer payments"
		}
		if n.is(lang.Maybe) && d.nodes[k].is(lang.StudyWord) && d.hasWord(d.nodes[k].end, n.first, questions) {
			continue // "are studying what it would cost"
		}
		if d.pleads(i, k) {
			continue
		}
		if d.isPastPlan(i) && !d.isPlanToHold(i) {
			continue // "the talks were supposed to heal the rift"
		}
		if n.is(lang.Maybe) && n.is(lang.Will) && d.nodes[i-1].is(lang.Relative) {
			*j = judgement{planned, d.bytes(n.first, n.end)}
			continue // "kunjungan yang seharusnya dimulai besok": it was to be
		}
		if remark = remark || n.is(lang.Relative) && d.separated(i-1, i); remark && n.is(lang.Maybe) && d.nodes[k].is(lang.NegotiateNoun) {
			continue // "negotiations with X, which are hoped to end in May"
		}
		if n.first >= aside {
			return // "X, whose trip to Y ended, is due in Z"
		}
		if n.is(lang.And) && i+1 < len(d.nodes) && (d.nodes[i+1].any(verbs) || d.nodes[i+1].is(lang.Light) || borne && (d.nodes[i+1].any(occasionNouns) || d.nodes[i+1].is(lang.Next))) {
			return // what follows speaks of something else
		}
		if d.isSuspended(i) && d.nodes[k].any(occasionNouns) {
			*j = judgement{cancelled, d.bytes(n.first, n.end)}
			return
		}
		if d.isMooted(i) && d.nodes[k].any(occasionNouns) && !carried && j.modality == asserted {
			*j = judgement{hypothetical, d.bytes(n.first, n.end)}
			return
		}
		borne = borne || n.is(lang.Light)
		carried = carried || n.is(lang.Light) && !d.near(k, i, 0)
		far := n.first-end > statusReach
		if (j.modality == planned || carried || far) && !n.is(lang.Cancel) {
			continue // "planned talks have been called off", "talks closed with a call for …"
		}
		if n.actor < 0 && d.value(i, lang.Will) != "nearly" && (n.is(lang.Cancel) || !d.nodes[k].is(lang.TellVerb)) && (d.nodes[k].forms&^lang.Gerund == 0 || d.nodes[k].is(lang.VisitNoun) || n.is(lang.Cancel)) {
			d.weigh(j, n)
		}
	}
}

// pleads tells whether the gathering of a body at node k is itself who asks for something by the verb behind it at node
// i: "The ASEAN summit urged the junta to", but not "a NATO summit urged by Kyiv".
func (d *Document) pleads(i, k int) bool {
	n := &d.nodes[i]
	if !n.is(lang.Maybe) || !d.nodes[k].is(lang.Gathering) || d.value(i, lang.Maybe) != "wish" || d.isWord(n.first-1, copulas) || d.isWord(n.first-1, copulasPast) {
		return false
	}
	agent := i+1 < len(d.nodes) && (d.nodes[i+1].is(lang.By) || d.nodes[i+1].is(lang.In))
	return !agent && d.trigger(lang.Relative, k, i) < 0 && d.hostBody(k) >= 0
}

// questions are the words with which begins what a study is to find out.
var questions = words("questions")

// isToDefer tells whether what the infinitive at node i puts off is what the parties agree to put off by the verb at
// node k: payments, and neither a meeting nor a text.
func (d *Document) isToDefer(k, i int) bool {
	if !d.nodes[k].any(dealVerbs) || !d.nodes[i].is(lang.Cancel) || !d.isWord(d.nodes[i].first-1, infinitiveMarks) {
		return false
	}
	for j := k + 1; j < len(d.nodes) && d.near(i, max(i, j), objectReach); j++ {
		n := &d.nodes[j]
		if j < i && n.is(lang.AgreeVerb) || n.any(occasionNouns) || n.is(lang.SignNoun) || j > i && n.is(lang.DealNoun) && d.form(j) != events.Loan {
			return false
		}
	}
	return true
}

// saysWhatDeal tells whether the noun at node i, behind what one does by the active verb at node k, says only what the
// deal is about, in a language whose adjectives come last: "persetujuan penundaan utang".
func (d *Document) saysWhatDeal(i, k int) bool {
	return i > k+1 && d.profile().AdjectiveLast && d.nodes[k].forms == lang.Base && d.nodes[i-1].is(lang.DealNoun) && d.near(i-1, i, 0) && !d.separated(i-1, i)
}

// isApposed tells whether a at node i is the name of whom the words before its comma mean, and another comma
// ends it: "with his Vietnamese counterpart, Pham Binh Minh, was called off".
func (d *Document) isApposed(a *actor, i int) bool {
	before := d.actorAt(i - 1)
	return before != nil && before.preps.Any(prepositions) && a.set.Within(&before.set) && a.end < d.span.End && d.text.Tokens[a.end].After(scan.Comma)
}

// mayBe tells whether a "may" right behind the clause of the talks at node k, which ends with them at node hi, says
// what they can do: "rundingan keahlian EU boleh diteruskan".
func (d *Document) mayBe(k, hi int) bool {
	return d.nodes[k].any(occasionNouns) && hi < len(d.nodes) && d.nodes[hi].is(lang.Maybe) && d.nodes[hi].is(lang.Clause) && d.near(k, hi, mayReach) && d.near(hi-1, hi, 0) && !d.separated(k, hi)
}

// mayReach is how many words may stand between the talks and the "may": whose they are and what for.
const mayReach = 3

// correct mends a judgement on node k by what the clause [lo, hi) tells beside it.
func (d *Document) correct(j *judgement, k, lo, hi int, verb bool) {
	if j.modality == cancelled && d.heldLater(k, hi, d.cueNode(j.cue)) {
		*j = judgement{}
	}
	if i := d.nextVerb(k, hi); j.modality == planned && verb && i > 0 && d.nodes[k].any(occasionNouns) && d.nodes[i].is(lang.Cancel) {
		*j = judgement{cancelled, d.bytes(d.nodes[i].first, d.nodes[i].end)} // "had a scheduled meeting with X called off"
	}
	if j.modality == hypothetical && (d.reported(j.cue, lo) || d.attributed(j.cue, k)) { // also behind a noun: "agreed that the next session would be in Kampala"
		j.modality = planned
	}
	if j.modality == hypothetical && (d.nodes[k].is(lang.SignVerb) && d.retold(j.cue, lo) || d.failsToCome(j.cue, k)) {
		j.modality = planned
	}
	if j.modality == asserted && d.nodes[k].forms&^lang.Gerund == 0 {
		d.putOff(j, k, hi)
	}
	if j.modality == planned && hi < len(d.nodes) && d.nodes[hi].is(lang.Maybe) && d.nodes[hi].is(lang.Clause) && !d.nodes[hi-1].is(lang.Relative) && d.value(hi, lang.Maybe) == "" {
		*j = judgement{hypothetical, d.bytes(d.nodes[hi].first, d.nodes[hi].end)} // "will be signed if …"
	}
	if j.modality == asserted && !verb && d.mayBe(k, hi) && !d.pleads(hi, k) {
		*j = judgement{hypothetical, d.bytes(d.nodes[hi].first, d.nodes[hi].end)}
	}
	if i := d.announcedBy(lo, k); j.modality == asserted && i >= 0 {
		*j = judgement{planned, d.bytes(d.nodes[i].first, d.nodes[i].end)}
	}
	if j.modality == asserted && d.comesAfter(k) {
		*j = judgement{planned, d.metHere().StatusCue}
	}
	d.condition(j, k, lo, hi)
	if t := d.infinitive(k); t > 0 && (j.modality == asserted || j.modality == ongoing && d.nodes[t].is(lang.SignVerb)) {
		*j = judgement{d.purpose(t-1, lo), d.bytes(d.nodes[t-1].first, d.nodes[t-1].end)}
	}
	if n := &d.nodes[k]; j.modality == asserted && n.forms == lang.Passive && d.isWord(n.first-1, infinitiveMarks) {
		*j = judgement{planned, d.bytes(n.first-1, n.end)} // "dikirim ke parlemen untuk diratifikasi"
	}
	if j.modality == negated && d.asPlanned(k) {
		j.modality = cancelled
	}
	if j.modality == hypothetical && d.isAccepted(k) {
		j.modality = planned
	}
}
