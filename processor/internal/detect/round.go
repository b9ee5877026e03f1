package detect

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
)

// roundOn supposes the meeting at which a round of talks on a text is held, where the sentence tells of that
// only as an agreement on its way: "The 19th round of talks on the IEU-CEPA was held in X on Monday". The
// candidates of the sentence begin at found.
func (d *Document) roundOn(found int) {
	if !d.told.Any(bargaining) || slices.ContainsFunc(d.found[found:], isMeeting) {
		return
	}
	at := slices.IndexFunc(d.found[found:], isNegotiated)
	k := slices.IndexFunc(d.nodes, func(n node) bool { return n.any(bargaining) })
	if at < 0 || k < 0 || !d.isRound(k) || !d.takesPlace(k) || d.quoted(d.nodes[k].first) {
		return
	}
	status := events.MeetingHeld
	switch a := &d.found[found+at]; d.judge(k).modality {
	case asserted:
		if a.Dated && a.Date.Time().After(d.day()) {
			status = events.MeetingPlanned // in a language without tenses
		}
	case planned:
		status = events.MeetingPlanned
	case ongoing:
		status = events.MeetingOngoing
	default:
		return
	}
	d.supposed = append(d.supposed, supposition{d.talksOf(&d.found[found+at], "round", k, status), true})
}

// isNegotiated tells whether c is an agreement of two parties or more that is being negotiated.
func isNegotiated(c Candidate) bool {
	return c.Type == events.TypeAgreement && !c.Background && c.Status == events.AgreementNegotiating && c.Parties.Len() >= 2
}
