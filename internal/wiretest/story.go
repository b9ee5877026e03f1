// Package wiretest makes synthetic news in the forms in which real archives hold it,
// for tests and benchmarks of what reads them. The same number always gives the same
// story, on every machine.
package wiretest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/dragoman-wire/dragoman/processor/article"
)

// StoryBytes is about the size of a story's body.
const StoryBytes = 2800

// begun is when the first story was published; one follows every minute.
var begun = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

// Story makes story number n: a meeting in its first sentence, then words at random,
// which pack about as well as real news does.
func Story(n int) article.Article {
	r := rand.New(rand.NewPCG(uint64(n), 20240521))
	host, guest := states[r.IntN(len(states))], states[r.IntN(len(states))]
	var body strings.Builder
	body.Grow(StoryBytes + 200)
	fmt.Fprintf(&body, "The foreign ministers of %s and %s met in the capital on Monday and discussed trade.\n", host, guest)
	for body.Len() < StoryBytes {
		for i := range 8 + r.IntN(16) {
			word := syllables[r.IntN(len(syllables))] + syllables[r.IntN(len(syllables))]
			if i == 0 {
				word = strings.ToUpper(word[:1]) + word[1:]
			} else {
				body.WriteByte(' ')
			}
			body.WriteString(word)
		}
		body.WriteByte('.')
		body.WriteByte(" \n"[r.IntN(2)])
	}
	return article.Article{
		ID:        fmt.Sprintf("https://wire.example/%d", n),
		URL:       fmt.Sprintf("https://wire.example/%d", n),
		Version:   "1",
		Headline:  fmt.Sprintf("Ministers of %s and %s meet (%d)", host, guest, n),
		Body:      strings.TrimSpace(body.String()),
		Language:  "en",
		Source:    "Example Wire",
		Published: begun.Add(time.Duration(n) * time.Minute),
	}
}

var states = strings.Fields("China Kazakhstan Indonesia Malaysia Vietnam Thailand Japan Australia Kenya Tanzania Brazil Peru Norway Poland Turkey Oman")

var syllables = strings.Fields("ma re to lin sa ver do pal ko ter in ston ba ral fe mon ce du war tel gro nis pra hol vi san ke lor ju pin " +
	"ast el un ord ich man tri sol ave ber cla dor fin gal hem")
