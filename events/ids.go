package events

import (
	"strconv"

	"github.com/google/uuid"
)

// Namespace is the UUID namespace of event ids. It is the version 5 UUID of the
// name "https://github.com/dragoman-wire/dragoman/events" in the URL namespace
// of RFC 9562, and never changes: ids made yesterday must be made again today.
var Namespace = uuid.MustParse("12998e39-47c8-56f1-be2a-7226b8b49710")

// ID returns the id of e: a version 5 UUID in Namespace of the event's type,
// key, background flag, date value, ordinal and article id. The same article
// gives the same ids on every run and machine, so that a consumer can drop
// repeated deliveries by id alone. Status is no part of it: a meeting that was
// planned in one version of an article and held in the next keeps its id.
func ID(e Event) string {
	b := e.Base()
	name := make([]byte, 0, 128)
	// The article id comes last because it alone may hold any byte: the fields
	// before it have no NUL, so two different events never give the same name.
	for _, field := range [...]string{
		string(e.Type()), Key(e), strconv.FormatBool(b.Background), b.Date.Value, strconv.Itoa(b.Ordinal),
	} {
		name = append(name, field...)
		name = append(name, 0)
	}
	name = append(name, b.Article.ID...)
	return uuid.NewSHA1(Namespace, name).String()
}
