package events_test

import (
	"testing"

	"github.com/google/uuid"

	"github.com/dragoman-wire/dragoman/events"
)

func TestNamespaceIsWhatItsCommentSays(t *testing.T) {
	want := uuid.NewSHA1(uuid.NameSpaceURL, []byte("https://github.com/dragoman-wire/dragoman/events"))
	if events.Namespace != want {
		t.Errorf("namespace is %s, want %s", events.Namespace, want)
	}
}

// An id that was ever published is made again for ever.
func TestIDIsFixed(t *testing.T) {
	if got, want := events.ID(meeting()), "4328fc21-93c2-5378-a744-2b3d7e17a5b7"; got != want {
		t.Errorf("id is %s, want %s", got, want)
	}
}

func TestIDTellsEventsApart(t *testing.T) {
	base := events.ID(meeting())
	changes := map[string]struct {
		change func(*events.Meeting)
		same   bool
	}{
		"article":    {func(m *events.Meeting) { m.Article.ID += "x" }, false},
		"party":      {func(m *events.Meeting) { m.Parties[0].Code = "ARM" }, false},
		"background": {func(m *events.Meeting) { m.Background = true }, false},
		"date":       {func(m *events.Meeting) { m.Date.Value = "2024-05-21" }, false},
		"ordinal":    {func(m *events.Meeting) { m.Ordinal = 1 }, false},
		"order of parties": {func(m *events.Meeting) {
			m.Parties[0], m.Parties[1] = m.Parties[1], m.Parties[0]
		}, true},
		"status":     {func(m *events.Meeting) { m.Status = events.MeetingPlanned }, true},
		"confidence": {func(m *events.Meeting) { m.Confidence = 0.1 }, true},
		"headline":   {func(m *events.Meeting) { m.Article.Headline = "x" }, true},
	}
	for name, c := range changes {
		m := meeting()
		c.change(m)
		if same := events.ID(m) == base; same != c.same {
			t.Errorf("change of %s: same id is %t, want %t", name, same, c.same)
		}
	}
	if events.ID(agreement()) == base {
		t.Error("a meeting and an agreement have the same id")
	}
}

func TestKey(t *testing.T) {
	m := meeting()
	m.Parties[0], m.Parties[1] = m.Parties[1], m.Parties[0]
	if got := events.Key(m); got != "CHN-KAZ" {
		t.Errorf("key is %q", got)
	}
	if m.Parties[0].Code != "KAZ" {
		t.Error("Key changed the order of the event's own parties")
	}
}
