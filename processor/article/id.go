package article

import (
	"time"

	"github.com/google/uuid"
)

// contentSpace is the UUID namespace of articles that have no id of their own:
// the UUIDv5 of the project's address in the URL namespace.
var contentSpace = uuid.NewSHA1(uuid.NameSpaceURL, []byte("https://github.com/dragoman-wire/dragoman/article"))

// identify returns the id of an article that was given none: its URL or, without
// one, a UUIDv5 of headline, body and publication time. It must never change:
// replays rely on it.
func identify(a *Article) string {
	if a.URL != "" {
		return a.URL
	}
	content := make([]byte, 0, len(a.Headline)+len(a.Body)+len(time.RFC3339Nano)+2)
	content = append(content, a.Headline...)
	content = append(content, 0)
	content = append(content, a.Body...)
	content = append(content, 0)
	if !a.Published.IsZero() {
		content = a.Published.UTC().AppendFormat(content, time.RFC3339Nano)
	}
	return uuid.NewSHA1(contentSpace, content).String()
}
