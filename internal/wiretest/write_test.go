package wiretest_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-wire/dragoman/internal/archive"
	"github.com/dragoman-wire/dragoman/internal/wiretest"
	"github.com/dragoman-wire/dragoman/processor/article"
)

// TestArchivesHoldTheStories reads every kind of archive back: the stories that it
// was made of come out, with their ids, times and texts, as far as the format tells.
func TestArchivesHoldTheStories(t *testing.T) {
	const n = 45
	for _, kind := range wiretest.Kinds {
		t.Run(kind, func(t *testing.T) {
			var file bytes.Buffer
			if err := wiretest.Write(&file, kind, n); err != nil {
				t.Fatal(err)
			}
			read := 0
			for r, err := range archive.Read("a."+kind, &file, archive.Options{}) {
				if err != nil {
					t.Fatal(err)
				}
				all, err := article.Decoder{Defaults: r.Defaults(article.Defaults{})}.DecodeAll(r.Data, r.ContentType)
				if err != nil {
					t.Fatalf("%s: %v", r.Name, err)
				}
				for _, a := range all {
					want := wiretest.Story(read)
					if a.Headline != want.Headline || words(a.Body) != words(want.Body) {
						t.Fatalf("%s: story %d is\n%+v\nwant\n%+v", r.Name, read, a, want)
					}
					if a.Format != article.FormatText && (a.ID != want.ID || !a.Published.Equal(want.Published.Truncate(time.Second))) {
						t.Fatalf("%s: story %d has id %s and time %s", r.Name, read, a.ID, a.Published)
					}
					read++
				}
			}
			if read != n {
				t.Errorf("%d stories, want %d", read, n)
			}
		})
	}
}

func words(text string) string { return strings.Join(strings.Fields(text), " ") }
