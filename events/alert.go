package events

import "time"

// TypeAlert is the type of an Alert. It is no Event, and is not among Types.
const TypeAlert Type = "alert"

// Alert is the state of one story: an agreement as all the articles that report it
// tell it together, whatever their languages. The alerts topic is compacted and keyed
// by the story's id, so the last message of a key is what is known of the story; a
// record without a value tells that the story is over and forgotten.
//
// Change tells whom a message concerns: AlertNew and AlertFollowUp are for people,
// at most one for each status of a story; AlertUpdate is for machines.
type Alert struct {
	// Kind is always TypeAlert; it is the discriminator in JSON.
	Kind Type `json:"type"`
	// Story is the story's id, a UUID that stays the same over all its messages.
	Story string `json:"story"`
	// Revision counts the story's messages, from 1.
	Revision int `json:"revision"`
	// Change is what this message is, compared with the one before.
	Change Change `json:"kind"`
	// Reason is the decision that led to the message, by its name.
	Reason Reason `json:"reason"`
	// Replay is true when an article replayed from an archive led to the message: it
	// shall page nobody unless asked for.
	Replay bool `json:"replay,omitempty"`
	// Parties are the agreement's, sorted by code.
	Parties []Party `json:"parties"`
	// Status is how far the agreement has come, by the reports that stand.
	Status Status `json:"status"`
	// History has the statuses in order of what happened, each as first reported.
	History []Step `json:"history"`
	// Alerted are the statuses that people were alerted to, in that order.
	Alerted []Status `json:"alerted,omitempty"`
	// Instrument is the agreement's legal form, as most reports have it.
	Instrument Instrument `json:"instrument"`
	// Sectors are what the agreement is about by any report, sorted.
	Sectors []Sector `json:"sectors,omitempty"`
	// Place is where it was concluded, if a report tells.
	Place *Place `json:"place,omitempty"`
	// Date is when it reached its status; the zero Date when no report tells.
	Date Date `json:"date,omitzero"`
	// FirstSeen is when the earliest of the reports was published.
	FirstSeen time.Time `json:"first_seen,omitzero"`
	// LastSeen is when the latest of the reports was published.
	LastSeen time.Time `json:"last_seen,omitzero"`
	// Best is the report that tells the present status with the greatest confidence.
	// It is absent once no report stands.
	Best *Evidence `json:"evidence,omitempty"`
	// Reports are the reports, in order of publication; at most MaxReports.
	Reports []Report `json:"reports"`
	// ReportCount is how many reports there are, those beyond MaxReports included.
	ReportCount int `json:"report_count"`
	// Sources is how many independent sources report it: copies of one text are one.
	Sources int `json:"sources"`
	// Languages is how many languages it is reported in.
	Languages int `json:"languages"`
	// Confidence is between 0 and 1; it rises with independent sources.
	Confidence float64 `json:"confidence"`
	// MergedInto is the id of the story that this one turned out to belong to.
	MergedInto string `json:"merged_into,omitempty"`
}

// MaxReports bounds the reports that an Alert lists.
const MaxReports = 64

// Change tells what an alert message is, compared with the story's message before.
type Change string

// The changes.
const (
	AlertNew        Change = "new"        // the first alert of the story
	AlertFollowUp   Change = "follow_up"  // the agreement has come to a further status
	AlertUpdate     Change = "update"     // more evidence, a correction, or a story not yet worth an alert
	AlertRetraction Change = "retraction" // nothing supports the story any more, or it is part of another
)

// Reason names a decision. It is a metric label and a log field.
type Reason string

// The reasons of messages.
const (
	ReasonFirstReport    Reason = "first_report"    // no story is like it
	ReasonOtherDeal      Reason = "other_deal"      // the pair has stories, and it is none of them
	ReasonStatusAdvanced Reason = "status_advanced" // a known story has come further
	ReasonMoreEvidence   Reason = "more_evidence"   // a further report of what is known
	ReasonEarlierStage   Reason = "earlier_stage"   // a late report of a status that is past
	ReasonCorrection     Reason = "correction"      // a new version of an article that reported it
	ReasonNotAlerting    Reason = "not_alerting"    // a story whose status is not one to alert to
	ReasonSameOccasion   Reason = "same_occasion"   // called signed by one wire and agreed by another
	ReasonOldNews        Reason = "old_news"        // told as news, but over 30 days after its date
	ReasonKilled         Reason = "killed"          // an article was taken back by its publisher
	ReasonNoLongerTold   Reason = "no_longer_told"  // an article's new version does not tell it
	ReasonMerged         Reason = "merged"          // a report shows two stories to be one
)

// Step is one status in a story's history.
type Step struct {
	Status   Status    `json:"status"`            // the status reached
	Date     Date      `json:"date,omitzero"`     // when, as its first report tells
	Reported time.Time `json:"reported,omitzero"` // when that report was published
	Event    string    `json:"event"`             // the id of the event in that report
}

// Evidence is the report that shows a story best.
type Evidence struct {
	Event   string  `json:"event"`          // the id of its event
	Text    string  `json:"text,omitempty"` // the passage that tells it
	Article Article `json:"article"`        // with its language
}

// Report is one article's telling of a story.
type Report struct {
	Event      string     `json:"event"`               // the id of its event
	Article    Article    `json:"article"`             // where it stands
	Status     Status     `json:"status"`              // as this article has it
	Date       Date       `json:"date,omitzero"`       // as this article has it
	Instrument Instrument `json:"instrument"`          // as this article has it
	Sectors    []Sector   `json:"sectors,omitempty"`   // as this article has them
	Place      *Place     `json:"place,omitempty"`     // as this article has it
	Confidence float64    `json:"confidence"`          // of the detection, between 0 and 1
	Text       string     `json:"text,omitempty"`      // the passage that tells it, shortened
	Replay     bool       `json:"replay,omitempty"`    // the article came from an archive
	Retracted  bool       `json:"retracted,omitempty"` // it counts no longer
}
