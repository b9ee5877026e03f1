// Package alert tells a new agreement from one that is known. It groups the reports
// of agreements, whatever their languages, into stories, and says of each report
// what it changes: a new story, a step forward of a known one, more evidence, or
// nothing.
//
// The core, a Book, does no I/O and reads no clock: time is the time of publication.
// A Role is a Book for each partition of the agreements topic, whose state is kept in
// the same partition of the alerts topic.
package alert

import (
	"time"

	"github.com/dragoman-wire/dragoman/events"
)

// Input is one report of an agreement.
type Input struct {
	ID        string // of the event
	Agreement *events.Agreement
	// Siblings are the ids of all agreements of these parties that the same version of
	// the article tells; nil for this one only.
	Siblings []string
	Replay   bool      // the article comes from an archive
	Arrived  time.Time // when the article came in; bounds what its own time may claim
}

// Result is what an input led to.
type Result struct {
	Decision Decision
	// Changed are the stories as they are now. They are the caller's to keep.
	Changed []*events.Alert
	// Forgotten are the ids of stories that have left the window.
	Forgotten []string
}

// Decision names what was decided of an input. It is a log field and a metric label:
// one of the Ignored decisions, or the reason of the first message that it led to.
type Decision string

// The decisions that change no story.
const (
	IgnoredBackground Decision = "background"         // told as history
	IgnoredParties    Decision = "other_parties"      // not between parties that alert; see Policy
	IgnoredConfidence Decision = "low_confidence"     // below Policy.MinConfidence
	IgnoredRepeated   Decision = "repeated"           // this very report is known
	IgnoredOlder      Decision = "older_version"      // a newer version of the article is known
	IgnoredFull       Decision = "reports_full"       // the story lists as many reports as it may
	IgnoredNothing    Decision = "nothing_to_retract" // no story rests on the article
)

// Decisions lists all decisions.
func Decisions() []Decision {
	all := []Decision{
		IgnoredBackground, IgnoredParties, IgnoredConfidence, IgnoredRepeated, IgnoredOlder, IgnoredFull, IgnoredNothing,
	}
	for _, r := range events.Reasons() {
		all = append(all, Decision(r))
	}
	return all
}
