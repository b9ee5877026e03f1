package events

// kind is what the package knows about one event type as a whole. A further
// type is one file with its struct and its rules, and one line in kinds.
type kind struct {
	typ   Type
	topic string // last part of the topic's name
	empty func() Event
}

var kinds = []kind{
	{TypeMeeting, "meetings", func() Event { return new(Meeting) }},
	{TypeAgreement, "agreements", func() Event { return new(Agreement) }},
	{TypeRailwayProject, "railway-projects", func() Event { return new(RailwayProject) }},
}

// Types lists the event types of this version.
func Types() []Type {
	types := make([]Type, len(kinds))
	for i, k := range kinds {
		types[i] = k.typ
	}
	return types
}

// New returns an empty event of type t, or an error that wraps ErrUnknownType.
func New(t Type) (Event, error) {
	for _, k := range kinds {
		if k.typ == t {
			e := k.empty()
			e.Base().Kind = t
			return e, nil
		}
	}
	return nil, unknownType(string(t))
}
