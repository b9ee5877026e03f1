package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/article"
)

// maxLine bounds one line of a file that this package reads, in bytes.
const maxLine = 16 << 20

// Article is one annotated article: a line of a corpus file.
type Article struct {
	ID        string    `json:"id"`
	Lang      string    `json:"lang"`      // BCP 47
	Published time.Time `json:"published"` // RFC 3339 with the offset of the newsroom
	Headline  string    `json:"headline"`
	Body      string    `json:"body"` // paragraphs separated by newlines
	Gold      []Gold    `json:"gold"`
	Kind      string    `json:"kind"`   // "positive" or "negative"
	Traits    []string  `json:"traits"` // what makes the article hard; for people
}

// Gold is one event that a coder found in an article.
type Gold struct {
	Type       events.Type     `json:"type"`
	Parties    []string        `json:"parties"`    // codes that a prediction must have
	PartiesOK  []string        `json:"parties_ok"` // codes that it may have
	Status     []events.Status `json:"status"`     // acceptable values, best first
	Background bool            `json:"background"`
	Date       []string        `json:"date"`     // acceptable values, best first; empty when the text gives none
	Optional   bool            `json:"optional"` // finding it is neither right nor wrong
	Note       string          `json:"note"`     // the words that report it
}

// required tells whether missing the event counts.
func (g Gold) required() bool { return !g.Optional && !g.Background }

// Source gives the article as the engine receives it, without its annotations.
func (a Article) Source() *article.Article {
	return &article.Article{
		ID:        a.ID,
		Language:  a.Lang,
		Published: a.Published,
		Headline:  a.Headline,
		Body:      a.Body,
	}
}

// ReadGold reads annotated articles from the named files, one JSON object a
// line, in order. An error names the file and line. An id that comes twice is an
// error, because predictions could not be told apart.
func ReadGold(paths ...string) ([]Article, error) {
	var all []Article
	seen := map[string]string{}
	for _, path := range paths {
		err := readLines(path, func(where string, line []byte) error {
			var a Article
			if err := json.Unmarshal(line, &a); err != nil {
				return err
			}
			if a.ID == "" {
				return fmt.Errorf("article has no id")
			}
			if first, ok := seen[a.ID]; ok {
				return fmt.Errorf("article %s is already at %s", a.ID, first)
			}
			seen[a.ID] = where
			all = append(all, a)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// readLines calls f for each line of the file that is not blank. Where is
// "path:line"; f's errors get it in front.
func readLines(path string, f func(where string, line []byte) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	s := bufio.NewScanner(file)
	s.Buffer(make([]byte, 0, 64<<10), maxLine)
	n := 0
	for s.Scan() {
		n++
		line := bytes.TrimSpace(s.Bytes())
		if len(line) == 0 {
			continue
		}
		where := fmt.Sprintf("%s:%d", path, n)
		if err := f(where, line); err != nil {
			return fmt.Errorf("%s: %w", where, err)
		}
	}
	if err := s.Err(); err != nil {
		return fmt.Errorf("%s:%d: %w", path, n+1, err)
	}
	return nil
}
