package events

import (
	"fmt"
	"regexp"
)

// Topics names the Kafka topics. The zero value gives the standard names;
// Prefix comes before each, so that several installations can share a cluster. The name
// "diplomacy.relations" is reserved for a later type of event.
type Topics struct {
	Prefix string // such as "test."; letters, digits, ".", "_" and "-"
}

// maxTopicLength is Kafka's own limit for a topic's name.
const maxTopicLength = 249

var topicPrefix = regexp.MustCompile(`^[A-Za-z0-9._-]*$`)

// Validate reports a prefix that Kafka would not take.
func (t Topics) Validate() error {
	if !topicPrefix.MatchString(t.Prefix) {
		return fmt.Errorf("topic prefix %q: only letters, digits, '.', '_' and '-' may be used", t.Prefix)
	}
	for _, name := range t.All() {
		if len(name) > maxTopicLength {
			return fmt.Errorf("topic prefix %q: topic %q would be longer than %d characters", t.Prefix, name, maxTopicLength)
		}
	}
	return nil
}

// Raw is where articles come in.
func (t Topics) Raw() string { return t.Prefix + "news.raw" }

// DeadLetter is where records go that cannot be processed.
func (t Topics) DeadLetter() string { return t.Prefix + "news.dead-letter" }

// Alerts is the compacted topic of alerts.
func (t Topics) Alerts() string { return t.Prefix + "diplomacy.alerts" }

// Retractions is the compacted topic of what publishers have taken back, keyed by
// the article's id.
func (t Topics) Retractions() string { return t.Prefix + "diplomacy.retractions" }

// Event is where events of type typ are published; empty for an unknown type.
func (t Topics) Event(typ Type) string {
	for _, k := range kinds {
		if k.typ == typ {
			return t.Prefix + "diplomacy." + k.topic
		}
	}
	return ""
}

// All lists every topic, the incoming one first.
func (t Topics) All() []string {
	all := []string{t.Raw()}
	for _, k := range kinds {
		all = append(all, t.Event(k.typ))
	}
	return append(all, t.Retractions(), t.Alerts(), t.DeadLetter())
}
