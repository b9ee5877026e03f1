package events

import "cmp"

// Meeting reports that officials of two or more parties talk, or will talk
// (PLOVER CONSULT).
type Meeting struct {
	Common
	Channel Channel `json:"channel"` // how they meet
	Level   Level   `json:"level"`   // the highest rank that is told
	Format  Format  `json:"format"`  // two parties or more
	// SidelinesOf names the larger gathering beside which the meeting took place.
	SidelinesOf string `json:"sidelines_of,omitempty"`
}

// Type returns TypeMeeting.
func (*Meeting) Type() Type { return TypeMeeting }

// The statuses of a meeting. A postponed meeting is cancelled.
const (
	MeetingHeld      Status = "held"
	MeetingOngoing   Status = "ongoing"
	MeetingPlanned   Status = "planned"
	MeetingCancelled Status = "cancelled"
)

// Channel is how the parties meet.
type Channel string

// The channels.
const (
	InPerson       Channel = "in_person"
	Call           Channel = "call"
	Video          Channel = "video"
	ChannelUnknown Channel = "unknown"
)

// Level is the rank of those who meet: the highest rank that is told.
type Level string

// The levels.
const (
	Leaders   Level = "leaders"
	Ministers Level = "ministers"
	Officials Level = "officials"
)

// Format tells two parties from more.
type Format string

// The formats.
const (
	Bilateral    Format = "bilateral"
	Multilateral Format = "multilateral"
)

var (
	meetingStatuses = []Status{MeetingHeld, MeetingOngoing, MeetingPlanned, MeetingCancelled}
	channels        = []Channel{InPerson, Call, Video, ChannelUnknown}
	levels          = []Level{Leaders, Ministers, Officials}
	formats         = []Format{Bilateral, Multilateral}
)

// Validate reports the first field that breaks the codebook, or nil.
func (m *Meeting) Validate() error {
	return cmp.Or(
		m.validate(TypeMeeting, meetingStatuses),
		oneOf("channel", m.Channel, channels),
		oneOf("level", m.Level, levels),
		oneOf("format", m.Format, formats),
		m.validateFormat(),
	)
}

// validateFormat holds the format against the number of parties. A body alone,
// or a body and one state, may stand for a larger gathering.
func (m *Meeting) validateFormat() error {
	if m.Format == Bilateral && len(m.Parties) != 2 {
		return invalid("format", "is bilateral with %d parties", len(m.Parties))
	}
	return nil
}

func (m *Meeting) classify(Clues) (PLOVER, string) {
	p := PLOVER{Root: RootConsult, Mode: m.mode()}
	switch m.Status {
	case MeetingPlanned:
		p.Contexts = []string{contextFuture}
		return p, "036" // express intent to meet or negotiate
	case MeetingCancelled:
		return p, "164" // halt negotiations
	}
	switch p.Mode {
	case ModePhone:
		return p, "041" // discuss by telephone
	case ModeVisit:
		return p, "042" // make a visit
	case ModeThirdParty:
		return p, "044" // meet at a third location
	default:
		return p, "040" // consult
	}
}

// mode tells how the parties consult. A place tells host from guest only when
// its country is known.
func (m *Meeting) mode() string {
	switch {
	case m.Channel == Call || m.Channel == Video:
		return ModePhone // "or some other remote medium"
	case m.Format == Multilateral:
		return ModeMultilateral
	case m.Channel != InPerson || m.Place == nil || m.Place.Country == "":
		return ""
	case m.hasParty(m.Place.Country):
		return ModeVisit
	default:
		return ModeThirdParty
	}
}
