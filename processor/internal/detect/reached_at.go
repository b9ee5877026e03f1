package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/scan"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// reachedAt supposes the talks at which, or behind which, an agreement of the sentence was reached, where
// nobody but its parties is named who could have held them: "A treaty between X and Y was signed at the
// end of two days of talks". What the text tells of a meeting of theirs elsewhere goes before. The
// candidates of the sentence begin at found.
func (d *Document) reachedAt(found int) {
	if !d.told.Any(bargaining) || slices.ContainsFunc(d.found[found:], isMeeting) {
		return
	}
	at := slices.IndexFunc(d.found[found:], isReached)
	if at < 0 {
		return
	}
	a := d.found[found+at]
	if told := d.named().Union(d.everybody()); a.Parties.Len() > mostTogether || !party.Inside(told.Minus(d.placeTold()), a.Parties) {
		return
	}
	k := slices.IndexFunc(d.nodes, func(n node) bool { return n.any(bargaining) })
	if k < 0 || d.value(k, lang.Gathering) == "summit" || d.onText(k) || !d.bringsAbout(k) || d.quoted(d.nodes[k].first) || d.isPanel(k) || d.ofNamed(k) && !d.withParty(k) || d.judge(k).modality != asserted {
		return
	}
	d.supposed = append(d.supposed, supposition{d.talksOf(&a, "reached-at", k, events.MeetingHeld), true})
}

// talksOf gives the meeting at node k at which agreement a of the sentence was reached, or is sought.
func (d *Document) talksOf(a *Candidate, frame string, k int, status events.Status) Candidate {
	return Candidate{
		Type: events.TypeMeeting, Frame: frame, Parties: a.Parties, Status: status, Channel: d.channel(lang.TalksNoun, k), Confidence: 0.55,
		Sentence: d.index, People: a.People, Level: a.Level, Place: a.Place, Evidence: a.Evidence, Trigger: d.bytes(d.nodes[k].first, d.nodes[k].end), Roles: a.Roles,
		Date: a.Date, Dated: a.Dated, DateCue: a.DateCue, Headline: a.Headline, Early: a.Early,
	}
}

// roundOn supposes the meeting at which a round of talks on a text is held, where the sentence tells of that
// only as an agreement on its way: "The 19th round of talks on the IEU-CEPA was held in X on Monday",
// "menyelesaikan pusingan pertama rundingan". The candidates of the sentence begin at found.
func (d *Document) roundOn(found int) {
	if !d.told.Any(bargaining) || slices.ContainsFunc(d.found[found:], isMeeting) {
		return
	}
	at := slices.IndexFunc(d.found[found:], isNegotiated)
	k := slices.IndexFunc(d.nodes, func(n node) bool { return n.any(bargaining) })
	if at < 0 || k < 0 || !d.isRound(k) || !d.takesPlace(k) && !d.isConcluded(k) || d.quoted(d.nodes[k].first) {
		return
	}
	status, happens := meetingStatus(d.judge(k).modality)
	if !happens || status == events.MeetingCancelled {
		return
	}
	a := &d.found[found+at]
	if status == events.MeetingHeld && a.Dated && a.Date.Time().After(d.day()) {
		status = events.MeetingPlanned // in a language without tenses
	}
	c := d.talksOf(a, "round", k, status)
	d.goOn(&c, k)
	d.supposed = append(d.supposed, supposition{c, true})
}

// isNegotiated tells whether c is an agreement of two parties or more that is being negotiated.
func isNegotiated(c Candidate) bool {
	return c.Type == events.TypeAgreement && !c.Background && c.Status == events.AgreementNegotiating && c.Parties.Len() >= 2
}

// isReached tells whether c is an agreement that has just come about.
func isReached(c Candidate) bool {
	return c.Type == events.TypeAgreement && !c.Background && !c.Plan && (c.Status == events.AgreementSigned || c.Status == events.AgreementAgreed)
}

// bringsAbout tells whether the talks at node k are told as the occasion of something, or as what it came
// behind, and not as those of many years.
func (d *Document) bringsAbout(k int) bool {
	first, end := d.nodes[k].first, d.nodes[k].end
	if k > 0 && d.nodes[k-1].is(lang.Side) && d.near(k-1, k, leadReach) {
		return false // "on the sidelines of the talks"
	}
	return (d.hasWord(first-leadReach, first, occasionLeads) || d.hasWord(first-leadReach, first, afters)) && !d.tookLong(first-leadReach, end+leadReach)
}

// tookLong tells whether one of the tokens [first, end) is a word for such times. With a capital "Minggu"
// is a Sunday.
func (d *Document) tookLong(first, end int32) bool {
	for i := max(first, d.span.First); i < end; i++ {
		if d.isWord(i, longTimes) && (i == d.span.First || !d.text.Tokens[i].Has(scan.Capital)) {
			return true
		}
	}
	return false
}

// withParty tells whether somebody of whom a state is known is named as partner right behind the talks at node k.
func (d *Document) withParty(k int) bool {
	a := d.actorAt(k + 2)
	return a != nil && !a.set.Empty()
}

// longTimes are the words for times in which many talks were held.
var longTimes = words("longTimes")

// leadReach is how many words back from the talks the word stands by which they are an occasion: "at the
// end of two days of talks".
const leadReach = 7
