package replay

import (
	"strings"
	"time"

	"github.com/dragoman-wire/dragoman/processor/article"
)

// Filter tells which articles to send. Its zero value takes all.
type Filter struct {
	From, To  time.Time // publication time: From and later, before To; zero: no bound
	Languages []string  // BCP 47; "zh" takes "zh-Hant" too
}

// The reasons for passing an article over. They count, and are no failure.
const (
	ReasonDuplicate  = "duplicate"      // the same article was sent before
	ReasonSuperseded = "superseded"     // a newer version was sent before
	ReasonTime       = "other_time"     // published before From, or not before To
	ReasonUndated    = "undated"        // no publication time, where one is asked for
	ReasonLanguage   = "other_language" // declares another language, or none
	ReasonEmbargoed  = "embargoed"      // its embargo is not over
)

// reason returns why an article is not wanted; "" if it is. What a publisher takes
// back declares no language, and is always wanted in any.
func (f *Filter) reason(a *article.Article) string {
	if !f.From.IsZero() || !f.To.IsZero() {
		switch {
		case a.Published.IsZero():
			return ReasonUndated
		case a.Published.Before(f.From), !f.To.IsZero() && !a.Published.Before(f.To):
			return ReasonTime
		}
	}
	if len(f.Languages) == 0 || a.Language == "" && a.Retracted() {
		return ""
	}
	for _, tag := range f.Languages {
		if rest, found := cutPrefixFold(a.Language, tag); found && (rest == "" || rest[0] == '-' || rest[0] == '_') {
			return ""
		}
	}
	return ReasonLanguage
}

func cutPrefixFold(s, prefix string) (rest string, found bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}
