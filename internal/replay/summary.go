package replay

import "time"

// Summary tells what a replay did.
type Summary struct {
	Read    int            // items of the archive, those included that could not be read
	Sent    int            // articles acknowledged
	Bytes   int64          // of their values
	Skipped map[string]int // items not sent, by reason

	Formats   map[string]int // articles sent, by format
	Languages map[string]int // articles sent, by declared language; "" where none is
	From, To  time.Time      // the span of publication times; zero when none is told
	Last      string         // place of the article sent last
}

// maxLanguages bounds Languages: further ones are counted as OtherLanguages.
const maxLanguages = 200

// OtherLanguages counts the languages beyond the first two hundred.
const OtherLanguages = "other"

func newSummary() *Summary {
	return &Summary{Skipped: map[string]int{}, Formats: map[string]int{}, Languages: map[string]int{}}
}

// SkippedTotal is how many items were not sent.
func (s *Summary) SkippedTotal() int {
	total := 0
	for _, n := range s.Skipped {
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
