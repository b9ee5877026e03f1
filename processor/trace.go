package processor

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
