// Package article holds the news article that the engine reads, and the
// decoders that make one from the wire formats.
package article

import "time"

// PubStatus tells whether an item may be used.
type PubStatus string

// The publication statuses, after IPTC's pubStatus.
const (
	Usable   PubStatus = "usable"
	Withheld PubStatus = "withheld"
	Canceled PubStatus = "canceled"
)

// Article is one news item as received. Headline and Body keep their original
// bytes (markup and dirt included; always valid UTF-8): events point into them.
type Article struct {
	ID        string    // stable: the same item always has the same id
	Version   string    // of the item, as its format gives it
	Headline  string    // may be empty
	Body      string    // paragraphs separated by newlines, or HTML
	Language  string    // BCP 47, as declared; empty when not
	Source    string    // agency or site
	URL       string    // where it can be read
	Byline    string    // who wrote it
	Located   string    // dateline: where it was written
	Published time.Time // when it was published; zero when not told
	Embargoed time.Time // not to be used before this time; zero when free
	Status    PubStatus // empty counts as Usable
	Format    string    // name of the format that it was decoded from
}

// Retracted reports whether the item's publisher takes it back: such an item says
// so by its id alone and needs no text.
func (a *Article) Retracted() bool { return a.Status == Withheld || a.Status == Canceled }
