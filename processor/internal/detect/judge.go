package detect

import (
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// judgeAlone tells how the trigger at node k speaks of itself.
func (d *Document) judgeAlone(k int) judgement {
	n := &d.nodes[k]
	cue := d.bytes(n.first, n.end)
	switch {
	case n.is(lang.Will) && !n.is(lang.AgreeVerb): // "is due in", but not "vowed to"
		return judgement{planned, cue}
	case n.is(lang.VisitVerb) && n.is(lang.Cancel): // "had been expected in"
		return judgement{cancelled, cue}
	case n.is(lang.Now): // "is visiting"
		return judgement{ongoing, cue}
	}
	return judgement{}
}

// judgeBefore judges the trigger at node k by the words before it in its clause [lo, hi), and tells
// whether a verb is among them, so that those behind it speak of something else.
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
		switch {
		case n.actor >= 0 && !d.governs(i, k):
			continue
		case n.actor >= 0 && d.ofAside(i, k, j.cue):
			*j = judgement{}
			continue
		case n.actor >= 0:
			subject = true
			continue
		case subject:
			d.judgeSubject(j, i)
			continue
		}
		if d.nodes[k].first-n.end > governReach {
			break
		}
		if d.nodes[k].forms == lang.Done && n.any(verbs) {
			break // a verb in the past stands for itself: what is before the other one speaks of that
		}
		if n.is(lang.And) && i+1 < k && d.nodes[i+1].is(lang.Will) {
			break // "scrapped a trip to X and will go to Y"
		}
		if n.is(lang.Relative) && d.actorAt(i-1) != nil && d.separated(i-1, i) {
			break // "X does not compete with Y, who is building the line"
		}
		verb = verb || n.is(lang.Light) || n.any(verbs) && !d.isTopic(i, k)
		described = described || n.is(lang.Relative) && !d.nodes[k].any(occasionNouns)
		switch {
		case d.measures(i, k), i > 0 && n.is(lang.Will) && d.nodes[i-1].is(lang.Relative) && d.isWord(n.end, joiners): // "work on the line that will link X and Y began"
		case n.is(lang.Will) && i > lo && d.nodes[i-1].is(lang.Maybe) && d.near(i-1, i, 0) && d.value(i, lang.Will) == "soon": // "perlu segera meratifikasi"
		case n.is(lang.Will) && d.nodes[k].forms == lang.Done && d.gaps(n.end-1, d.nodes[k].first)&scan.Comma != 0: // "X, due to leave on Friday, met Y"
		case described && (n.is(lang.Will) || n.is(lang.Cancel)): // "will revive the treaty that was signed": of the treaty only
		case n.is(lang.Maybe) && i+1 < k && d.nodes[i+1].is(lang.Will) && d.ownWish(n.end): // "hopes to be received"
			*j = judgement{hypothetical, d.bytes(n.first, n.end)}
		case d.breaksUp(i, k) && j.modality == asserted:
			*j = judgement{cancelled, d.bytes(n.first, n.end)}
		default:
			d.weigh(j, n)
		}
	}
	return verb
}

// governs tells whether the actor at node i may be the subject of the trigger at node k behind him.
func (d *Document) governs(i, k int) bool {
	a := d.actorAt(i)
	return !a.preps.Any(prepositions) && !d.isObject(a, i) && !d.isGoal(i) && !d.isWatched(i) && !d.ownsCalledOff(a, i, k) && !(i == k-1 && a.kind == byPair && a.possessive)
}

// judgeSubject judges a trigger by the word at node i before its subject.
func (d *Document) judgeSubject(j *judgement, i int) {
	n := &d.nodes[i]
	cue := d.bytes(n.first, n.end)
	switch {
	case i > 0 && d.nodes[i-1].is(lang.Relative): // "Apart from X, who wants aid, Y met"
	case n.is(lang.Maybe) && (n.is(lang.Clause) || d.near(i, i+1, 0) && d.actorAt(i+1) != nil): // "perhaps Xi met Putin", but not "hoping to sell rice, Xi met Putin"
		*j = judgement{hypothetical, cue}
	case n.is(lang.Refuse) && d.near(i, i+1, 0): // "denies Anwar met Netanyahu"
		*j = judgement{negated, cue}
	case d.isPastPlan(i) && d.near(i, i+1, 0): // "Sedianya Anwar bertemu Modi"
		*j = judgement{cancelled, cue}
	}
}

// judgeBehind judges the trigger at node k by the words behind it, before node hi.
func (d *Document) judgeBehind(j *judgement, k, hi int) {
	carried := false // by its verb: what follows tells of something else
	remark := false  // what follows is added to what is told
	relative := 0    // the relative clause that has begun
	aside := d.asideEnd(k)
	for i := k + 1; i < hi && d.nodes[i].first-d.nodes[k].end <= callOffReach; i++ {
		if a := d.actorAt(i); a != nil && !a.preps.Any(prepositions) && d.separated(i-1, i) {
			break
		}
		if d.nodes[k].is(lang.MeetVerb) && d.nodes[k].forms == lang.Gerund && d.separated(i-1, i) {
			break // "X and Y, meeting in Z, called for calm"
		}
		n := &d.nodes[i]
		if n.is(lang.Relative) {
			relative = i
		}
		if n.is(lang.Cancel) && (d.isArticle(n.first-1) || relative > 0 && d.nodes[k].any(deedVerbs) && d.near(relative, i, remarkReach)) {
			continue // "discussed the delayed dam", "membuka laluan yang lama tertangguh"
		}
		if d.isPastPlan(i) && !d.isPlanToHold(i) {
			continue // "the talks were supposed to heal the rift"
		}
		if remark = remark || n.is(lang.Relative) && d.separated(i-1, i); remark && n.is(lang.Maybe) && d.nodes[k].is(lang.NegotiateNoun) {
			continue // "negotiations with X, which are hoped to end in May"
		}
		if n.first >= aside {
			break // "X, whose trip to Y ended, is due in Z"
		}
		if n.is(lang.And) && i+1 < len(d.nodes) && (d.nodes[i+1].any(verbs) || d.nodes[i+1].is(lang.Light)) {
			break // what follows speaks of something else
		}
		if d.isSuspended(i) && d.nodes[k].any(occasionNouns) {
			*j = judgement{cancelled, d.bytes(n.first, n.end)}
			break
		}
		carried = carried || n.is(lang.Light) && !d.near(k, i, 0)
		far := n.first-d.nodes[k].end > statusReach
		if (j.modality == planned || carried || far) && !n.is(lang.Cancel) {
			continue // "planned talks have been called off", "talks closed with a call for …"
		}
		if n.actor < 0 && d.value(i, lang.Will) != "nearly" && (d.nodes[k].forms&^lang.Gerund == 0 || d.nodes[k].is(lang.VisitNoun) || n.is(lang.Cancel)) {
			d.weigh(j, n)
		}
	}
}
