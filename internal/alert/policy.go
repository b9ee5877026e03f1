package alert

import (
	"slices"

	"github.com/dragoman-wire/dragoman/events"
)

// Policy tells which agreements alert.
type Policy struct {
	// Bodies admits agreements of a state with an intergovernmental body.
	Bodies bool
	// Many admits agreements of more than two parties.
	Many bool
	// MinConfidence is the least confidence of a report that counts.
	MinConfidence float64
	// Alerting are the statuses to alert to. A story is new with the first of them that
	// it reaches; a further one is a follow-up. Stories of other statuses are followed
	// in silence.
	Alerting []events.Status
}

// DefaultPolicy alerts to agreements of two states, from their announcement on.
func DefaultPolicy() Policy {
	return Policy{
		MinConfidence: 0.5,
		Alerting: []events.Status{
			events.AgreementAgreed, events.AgreementSigned, events.AgreementRatified, events.AgreementInForce,
			events.AgreementExtended, events.AgreementSuspended, events.AgreementTerminated,
		},
	}
}

// ignores tells why an agreement makes no story, or is empty when it makes one.
func (p *Policy) ignores(a *events.Agreement) Decision {
	isBody := func(party events.Party) bool { return party.Kind != events.State }
	switch {
	case a.Background:
		return IgnoredBackground
	case len(a.Parties) < 2, len(a.Parties) > 2 && !p.Many, slices.ContainsFunc(a.Parties, isBody) && !p.Bodies:
		return IgnoredParties
	case a.Confidence < p.MinConfidence:
		return IgnoredConfidence
	}
	return ""
}

func (p *Policy) alerting(s events.Status) bool { return slices.Contains(p.Alerting, s) }
