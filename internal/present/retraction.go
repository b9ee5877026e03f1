package present

import (
	"fmt"
	"time"

	"github.com/dragoman-wire/dragoman/events"
)

// RetractionLine returns r as one line of plain text, without a newline, in the
// columns of Line.
func RetractionLine(r *events.Retraction) string {
	day := "undated"
	if !r.Article.Published.IsZero() {
		day = r.Article.Published.UTC().Format(time.DateOnly)
	}
	return Clean(fmt.Sprintf("%-10s  %-9s %-12s %s", day, r.Kind, words(r.Status), r.Article.ID))
}
