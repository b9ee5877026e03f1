// Package processor is Dragoman's engine: an article goes in, typed diplomatic
// events come out. It does no I/O, reads no clock and starts no goroutines: its
// result is a function of the article and the data version only.
package processor

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/article"
)

// Version names the engine and its data; it stands in every event.
const Version = "0.1.0"

// Engine detects events. It is immutable and safe for concurrent use.
type Engine struct{}

// New loads the gazetteer and the language packs, which are built in. An error
// means that the built-in data is broken.
func New() (*Engine, error) { return &Engine{}, nil }

// Result is what the engine made of one article.
type Result struct {
	Language string         // BCP 47 tag of the pack that read it; empty when none did
	Skipped  Skip           // why nothing was looked for; empty when the article was read
	Events   []events.Event // in order of the text
	Traces   []Trace        // one an event, if asked for with Explain
}

// Skip names a reason for not reading an article. It is a metric label.
type Skip string

// The reasons.
const (
	SkipEmpty    Skip = "empty"            // no text
	SkipLanguage Skip = "unknown_language" // no pack for its language
	SkipWithheld Skip = "withheld"         // its publisher withholds it
	SkipCanceled Skip = "canceled"         // its publisher cancelled it
)

// Trace tells what bound an event.
type Trace struct {
	Frame   string // name of the frame that fired
	Trigger Cue    // the words that fired it
	Roles   []Cue  // the words that gave each party; Label is the party's code
	Status  Cue    // the words that decided the status, if any
	Date    Cue    // the words that gave the date, if any
}

// Cue is a passage that decided something. Start and End are byte offsets into
// the field ("headline", or empty for the body).
type Cue struct {
	Label      string
	Field      string
	Start, End int
	Text       string
}

// Process detects the events of a.
func (e *Engine) Process(a *article.Article) Result { return Result{Skipped: SkipEmpty} }

// Explain is Process with a trace for every event.
func (e *Engine) Explain(a *article.Article) Result { return e.Process(a) }
