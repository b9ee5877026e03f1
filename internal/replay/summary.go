package replay

import (
	"time"

	"github.com/dragoman-wire/dragoman/processor/article"
)

// Summary tells what a replay did.
type Summary struct {
	Read       int            // items of the archive, those included that could not be read
	Sent       int            // articles acknowledged
	Bytes      int64          // of their values
	Resumed    int            // articles that an earlier run has settled
	Skipped    map[string]int // items that should have been sent and were not, by reason
	PassedOver map[string]int // items and articles that were not wanted, by reason

	Formats   map[string]int // articles sent, by format
	Languages map[string]int // articles sent, by declared language; "" where none is
	Kinds     map[string]int // articles among them of a special kind
	Sorted    int            // articles that were put in order of time
	Late      int            // articles that came too late for that, and were sent out of order
	From, To  time.Time      // the span of publication times; zero when none is told
	Last      string         // place of the article sent last
}

// maxLanguages bounds Languages: further ones are counted as OtherLanguages.
const maxLanguages = 200

// OtherLanguages counts the languages beyond the first two hundred.
const OtherLanguages = "other"

// The kinds of articles that are counted by themselves.
const (
	KindVersion   = "new version" // of an article that was sent before
	KindWithheld  = "withheld"
	KindCanceled  = "canceled"
	KindEmbargoed = "embargoed" // its embargo ended after its publication
)

func newSummary() *Summary {
	return &Summary{
		Skipped: map[string]int{}, PassedOver: map[string]int{},
		Formats: map[string]int{}, Languages: map[string]int{}, Kinds: map[string]int{},
	}
}

// SkippedTotal is how many items should have been sent and were not.
func (s *Summary) SkippedTotal() int { return Total(s.Skipped) }

// Total adds up counts.
func Total(counts map[string]int) int {
	total := 0
	for _, n := range counts {
		total += n
	}
	return total
}

// add counts an article that was sent.
func (s *Summary) add(i *item) {
	s.Sent++
	s.Bytes += int64(len(i.output.Value))
	s.Last = i.place
	s.Formats[i.format]++
	language := i.language
	if _, known := s.Languages[language]; !known && len(s.Languages) >= maxLanguages {
		language = OtherLanguages
	}
	s.Languages[language]++
	s.addKind(i)
	if i.published.IsZero() {
		return
	}
	if s.From.IsZero() || i.published.Before(s.From) {
		s.From = i.published
	}
	if i.published.After(s.To) {
		s.To = i.published
	}
}

func (s *Summary) addKind(i *item) {
	switch {
	case i.status == article.Withheld:
		s.Kinds[KindWithheld]++
	case i.status == article.Canceled:
		s.Kinds[KindCanceled]++
	case i.embargoed.After(i.published):
		s.Kinds[KindEmbargoed]++
	}
	if i.newer {
		s.Kinds[KindVersion]++
	}
}
