package pipeline

import (
	"time"

	"github.com/dragoman-wire/dragoman/processor"
)

// Outcome names what became of an article. It is a metric label and a log field.
type Outcome string

// The outcomes. An article that was not read has the processor.Skip reason,
// after "skipped_", as its outcome.
const (
	OutcomeEvents   Outcome = "events"    // events were found
	OutcomeNoEvents Outcome = "no_events" // it was read, and there are none
	OutcomeRejected Outcome = "rejected"  // it goes to the dead-letter topic
)

// OutcomeOf names what became of an article that the engine took.
func OutcomeOf(result processor.Result) Outcome {
	switch {
	case result.Skipped != "":
		return Skipped(result.Skipped)
	case len(result.Events) == 0:
		return OutcomeNoEvents
	default:
		return OutcomeEvents
	}
}

// Skipped is the outcome of an article that was not read for this reason.
func Skipped(reason processor.Skip) Outcome { return "skipped_" + Outcome(reason) }

// Observer is told what happens to articles. Its methods are called from many
// goroutines at once and must not block.
type Observer interface {
	// Stage: a step of the handling of one article took so long.
	Stage(stage string, took time.Duration)
	// Article: an article was handled, with this outcome.
	Article(outcome Outcome)
	// DecodeError: a record of this format (article.FormatUnknown if it was not
	// recognised) could not be decoded.
	DecodeError(format string)
}
