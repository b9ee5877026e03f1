package detect

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/internal/dates"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
)

// Candidate is an event found in one place, before it is merged with the others.
type Candidate struct {
	Type    events.Type
	Frame   string
	Parties party.Set
	Guests  party.Set // of a meeting to which somebody came, or with each of a pair: the parties without him or the host
	Venue   party.Set // of a journey of which only the place is told: the state of that
	Body    bool      // the parties are the members of a body's gathering
	Seats   party.Set // those of them of whom the text tells that they take part
	Joint   bool      // a meeting of all, as the text says, "the three", "trilateral", or lists them: "A, B and C met"
	Status  events.Status
	// Background tells that the text tells it as history.
	Background bool
	Date       dates.Date
	Plan       bool    // the clause tells what is to come
	Open       bool    // told as going on when the story was written: "is building", "sedang dirundingkan"
	Earlier    bool    // told of an earlier stop of the journey on which the news is
	Month      bool    // Date was told as a month, not as a week of it
	Ahead      bool    // Date lies behind the day of publication
	Dated      bool    // Date was told with the event, not taken from the article
	Aside      bool    // only told besides: whom one of those of the story met otherwise
	Sat        bool    // Date is that of talks, which a journey has led to
	Again      bool    // a plan for another occasion: "the next round", "agreed to meet", "will meet again"
	Talked     bool    // a journey whose talks were told to have been held
	People     []int32 // indexes of the document's people
	Place      Place
	Channel    events.Channel
	Level      rank
	SidelineOf Cue
	Instrument events.Instrument
	Same       bool // an agreement told by a word that points at one told before: "the pact"
	Initialled bool // the text was initialled, and so is another than one that was signed
	Sectors    []events.Sector
	Name       Cue
	Endpoints  []string
	Length     float64
	Cost       Cue
	Line       int8 // of a railway: its number among the lines that the same parties have in the article
	Confidence float64
	Sentence   int32
	Early      bool // in one of the first sentences, which tell when the story happened
	Headline   bool
	Guessed    bool // the state of one of them was inferred
	Evidence   []Cue
	Trigger    Cue
	Roles      []Cue
	StatusCue  Cue
	DateCue    Cue
}

// Journey tells whether c is told as one going to see the other.
func (c *Candidate) Journey() bool { return c.Frame == "visit" || c.Frame == "visit-noun" }

// TakeDate gives c the date of b.
func (c *Candidate) TakeDate(b *Candidate) {
	c.Date, c.Dated, c.Ahead, c.DateCue = b.Date, b.Dated, b.Ahead, b.DateCue
}

// forgetDate makes c one with which no date was told.
func (c *Candidate) forgetDate() {
	c.Date, c.Dated, c.Ahead, c.DateCue = dates.Date{}, false, false, Cue{}
}

// Cue is bytes [Start, End) of the text that decided something; empty when Start == End.
type Cue struct {
	Start, End int32
	Party      party.ID // of a role
}

// Empty tells whether c is no passage.
func (c Cue) Empty() bool { return c.Start == c.End }

// Place is where an event happened.
type Place struct {
	Cue     // the place's name in the text
	Country party.Set
}

// mostCandidates bounds the candidates of an article, and with it the work to
// merge them: after so many no more sentences are read.
const mostCandidates = 256

// emit keeps c, if its parties are enough for an event: two, or one body's members.
func (d *Document) emit(c Candidate) {
	n := c.Parties.Len()
	if n == 0 || n == 1 && !c.Parties.Within(&d.dict.Parties.Bodies) || len(d.found) >= mostCandidates {
		return
	}
	if !c.Background && c.Parties.Meets(&d.denier) {
		return // what the headline denies
	}
	d.found = append(d.found, c)
	if c.Body {
		d.assemble()
	}
	if c.Background {
		d.history, d.past = d.index, c.Date
	} else if c.Dated && c.Date.Day > 0 && c.Ahead {
		d.plan, d.planAt = c.Date, d.index
	} else if c.Dated && c.Date.Day > 0 {
		d.now, d.nowAt = c.Date, d.index
	}
}
