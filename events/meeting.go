package events

// Meeting reports that officials of two or more parties talk, or will talk
// (PLOVER CONSULT).
type Meeting struct {
	Common
	Channel Channel `json:"channel"`
	Level   Level   `json:"level"`
	Format  Format  `json:"format"`
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
