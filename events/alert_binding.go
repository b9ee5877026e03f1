package events

import (
	"cmp"
	"strconv"

	"github.com/google/uuid"
)

// ID returns the id of this message of the story: a version 5 UUID in Namespace of
// story and revision. However often a message is delivered, its id is the same.
func (a *Alert) ID() string {
	name := string(TypeAlert) + "\x00" + a.Story + "\x00" + strconv.Itoa(a.Revision)
	return uuid.NewSHA1(Namespace, []byte(name)).String()
}

// StoryID returns the id of the story that begins with an event: a version 5 UUID in
// Namespace of the event's id.
func StoryID(event string) string {
	return uuid.NewSHA1(Namespace, []byte("story\x00"+event)).String()
}

// WrapAlert puts a into an envelope, as Wrap does an event. Subject and partition key
// are the story's id; the time is that of the latest report.
func WrapAlert(a *Alert, source string) Envelope {
	return Envelope{
		ID:           a.ID(),
		Source:       cmp.Or(source, DefaultSource),
		Type:         CloudEventType(TypeAlert),
		Subject:      a.Story,
		Time:         a.LastSeen.UTC(),
		DataSchema:   schemaOf(TypeAlert),
		PartitionKey: a.Story,
		Alert:        a,
	}
}
