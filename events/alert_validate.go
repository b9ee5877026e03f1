package events

import (
	"cmp"
	"slices"

	"github.com/google/uuid"
)

var (
	changes = []Change{AlertNew, AlertFollowUp, AlertUpdate, AlertRetraction}
	reasons = []Reason{
		ReasonFirstReport, ReasonOtherDeal, ReasonStatusAdvanced, ReasonMoreEvidence, ReasonEarlierStage, ReasonCorrection,
		ReasonNotAlerting, ReasonSameOccasion, ReasonOldNews, ReasonKilled, ReasonNoLongerTold, ReasonMerged,
	}
)

// Changes lists what an alert message can be.
func Changes() []Change { return slices.Clone(changes) }

// Reasons lists the reasons of alert messages.
func Reasons() []Reason { return slices.Clone(reasons) }

// Validate reports the first field that breaks the contract as a *FieldError, or nil.
func (a *Alert) Validate() error {
	if a.Kind != TypeAlert {
		return invalid("type", "is %q, must be %q", a.Kind, TypeAlert)
	}
	if uuid.Validate(a.Story) != nil {
		return invalid("story", "%q is no UUID", a.Story)
	}
	if a.Revision < 1 {
		return invalid("revision", "%d is not 1 or more", a.Revision)
	}
	if a.MergedInto != "" && a.Change != AlertRetraction {
		return invalid("merged_into", "is set, but kind is %q", a.Change)
	}
	if len(a.Reports) == 0 || len(a.Reports) > MaxReports {
		return invalid("reports", "%d listed, must be 1 to %d", len(a.Reports), MaxReports)
	}
	if a.Best == nil && a.Change != AlertRetraction {
		return invalid("evidence", "is missing")
	}
	return cmp.Or(
		oneOf("kind", a.Change, changes),
		oneOf("reason", a.Reason, reasons),
		oneOf("status", a.Status, agreementStatuses),
		oneOf("instrument", a.Instrument, instruments),
		validateParties(a.Parties),
		a.Place.validate(),
		a.Date.validate(),
		validateShare("confidence", a.Confidence),
		a.validateReports(),
	)
}

func (a *Alert) validateReports() error {
	for i := range a.Reports {
		r := &a.Reports[i]
		err := cmp.Or(
			oneOf(item("reports", i, ".status"), r.Status, agreementStatuses),
			oneOf(item("reports", i, ".instrument"), r.Instrument, instruments),
			validateShare(item("reports", i, ".confidence"), r.Confidence),
		)
		switch {
		case err != nil:
			return err
		case r.Event == "":
			return invalid(item("reports", i, ".event"), "is empty")
		case r.Article.ID == "":
			return invalid(item("reports", i, ".article.id"), "is empty")
		}
	}
	return nil
}

// validateShare checks a number between 0 and 1; NaN fails too.
func validateShare(field string, v float64) error {
	if v >= 0 && v <= 1 {
		return nil
	}
	return invalid(field, "%v is not between 0 and 1", v)
}
