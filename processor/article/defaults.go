package article

import (
	"fmt"
	"time"
)

// Defaults are what is known of an article from beside its bytes: flags of a
// command, headers of a record. They fill what the article does not tell itself.
type Defaults struct {
	ID        string
	Language  string // BCP 47
	Source    string
	URL       string
	Published time.Time
}

func (d *Defaults) apply(a *Article) {
	if a.ID == "" {
		a.ID = d.ID
	}
	if a.Language == "" {
		a.Language = d.Language
	}
	if a.Source == "" {
		a.Source = d.Source
	}
	if a.URL == "" {
		a.URL = d.URL
	}
	if a.Published.IsZero() {
		a.Published = d.Published
	}
}

// The names under which Defaults travel beside a value, as headers of a record.
const (
	HeaderID        = "dragoman-id"
	HeaderLanguage  = "dragoman-language"
	HeaderSource    = "dragoman-source"
	HeaderURL       = "dragoman-url"
	HeaderPublished = "dragoman-published" // RFC 3339
)

// HeaderReplay marks a record whose article is replayed from an archive: its age
// is no delay, and it must not page anyone. Its value is "true".
const HeaderReplay = "dragoman-replay"

// Headers calls yield for every default that is set, with its header.
func (d Defaults) Headers(yield func(name, value string) bool) {
	published := ""
	if !d.Published.IsZero() {
		published = d.Published.Format(time.RFC3339Nano)
	}
	for _, h := range [...][2]string{
		{HeaderID, d.ID},
		{HeaderLanguage, d.Language},
		{HeaderSource, d.Source},
		{HeaderURL, d.URL},
		{HeaderPublished, published},
	} {
		if h[1] != "" && !yield(h[0], h[1]) {
			return
		}
	}
}

// SetHeader takes a default from its header. Headers of other names are
// ignored; the only error is a publication time that is not RFC 3339.
func (d *Defaults) SetHeader(name string, value []byte) error {
	switch name {
	case HeaderID:
		d.ID = string(value)
	case HeaderLanguage:
		d.Language = string(value)
	case HeaderSource:
		d.Source = string(value)
	case HeaderURL:
		d.URL = string(value)
	case HeaderPublished:
		if err := d.Published.UnmarshalText(value); err != nil {
			return fmt.Errorf("header %s: %w", name, err)
		}
	}
	return nil
}
