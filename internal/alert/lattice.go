package alert

import "github.com/dragoman-wire/dragoman/events"

// ranks order the statuses of an agreement by how far it has come. A refusal ends
// what was proposed or negotiated, and says nothing of what was signed.
var ranks = map[events.Status]int{
	events.AgreementProposed:    1,
	events.AgreementNegotiating: 2,
	events.AgreementRejected:    3,
	events.AgreementAgreed:      4,
	events.AgreementSigned:      5,
	events.AgreementRatified:    6,
	events.AgreementInForce:     7,
	events.AgreementExtended:    8,
	events.AgreementSuspended:   8,
	events.AgreementTerminated:  9,
}

// concluding tells the two statuses that one occasion has: what a wire calls agreed,
// another calls signed.
func concluding(s events.Status) bool {
	return s == events.AgreementAgreed || s == events.AgreementSigned
}

// afterwards tells the statuses that an agreement has after it was concluded: they
// presuppose it.
func afterwards(s events.Status) bool { return ranks[s] >= ranks[events.AgreementRatified] }

// oneOccasion tells whether two reports of these statuses may be of the same moment.
func oneOccasion(a, b events.Status) bool { return a == b || concluding(a) && concluding(b) }
