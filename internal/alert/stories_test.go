package alert

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor"
	"github.com/dragoman-wire/dragoman/processor/article"
)

// The goals that the stories are held to.
const (
	minBCubed   = 0.95
	maxRepeated = 0.01
	maxMissed   = 0.02
)

var storiesFile = flag.String("stories", "testdata/stories.jsonl", "the story corpus")

// told is a line of the story corpus: an article, and which story of which
// parties it tells; none if it is a rumour or a deal of companies.
type told struct {
	ID        string    `json:"id"`
	Language  string    `json:"language"`
	Published time.Time `json:"published"`
	Source    string    `json:"source"`
	Headline  string    `json:"headline"`
	Body      string    `json:"body"`
	Kind      string    `json:"kind"`
	Parties   string    `json:"parties"`
	Story     string    `json:"story"`
}

// found is an agreement that the engine finds in an article, and the story that it is
// of: the article's, if the parties are its own, or else none.
type found struct {
	Input
	told
	gold string
}

// detected runs the engine over the story corpus, once for all tests.
var detected = sync.OnceValues(func() ([]found, error) {
	file, err := os.Open(*storiesFile)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	engine, err := processor.New()
	if err != nil {
		return nil, err
	}
	var all []found
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var x told
		if err := json.Unmarshal(lines.Bytes(), &x); err != nil {
			return nil, err
		}
		result := engine.Process(&article.Article{
			ID: x.ID, Headline: x.Headline, Body: x.Body, Language: x.Language, Source: x.Source, Published: x.Published,
		})
		var agreements []*events.Agreement
		siblings := map[string][]string{}
		for _, e := range result.Events {
			if a, ok := e.(*events.Agreement); ok {
				agreements = append(agreements, a)
				siblings[events.Key(a)] = append(siblings[events.Key(a)], events.ID(a))
			}
		}
		for _, a := range agreements {
			f := found{told: x, Input: Input{ID: events.ID(a), Agreement: a, Siblings: siblings[events.Key(a)], Arrived: x.Published.Add(time.Minute)}}
			if f.gold = x.Story; f.gold == "" || events.Key(a) != x.Parties {
				f.gold = "none of " + x.ID
			}
			all = append(all, f)
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("no agreements are found in the stories")
	}
	return all, nil
})

// outcome is what a run made of the reports.
type outcome struct {
	clusters map[string]string // by event: the story that lists it in the end
	alerts   map[string]int    // by gold story and step: how many people got
	false    int               // alerts to what is no story
	quiet    int               // messages that replays led to
}

// run observes reports in the given order. The window is longer than the corpus: what
// a story forgets depends on the order.
func run(reports []found) outcome {
	b := NewBook(Options{Policy: DefaultPolicy(), Window: 365 * 24 * time.Hour})
	o := outcome{clusters: map[string]string{}, alerts: map[string]int{}}
	for _, f := range reports {
		for _, a := range b.Observe(f.Input).Changed {
			for _, r := range a.Reports {
				if !r.Retracted {
					o.clusters[r.Event] = a.Story
				}
			}
			switch {
			case a.Change != events.AlertNew && a.Change != events.AlertFollowUp:
			case a.Replay:
				o.quiet++
			case strings.HasPrefix(f.gold, "none"):
				o.false++
			default:
				o.alerts[f.gold+" "+string(a.Status)]++
			}
		}
	}
	return o
}

// TestStories holds the alerts of a corpus of stories, which are reported by several
// wires in three languages, to the goals.
func TestStories(t *testing.T) {
	reports, err := detected()
	if err != nil {
		t.Fatal(err)
	}
	o, policy := run(reports), DefaultPolicy()
	gold := map[string]string{}
	expected := map[string]bool{}
	byStory := map[string]bool{}
	for _, f := range reports {
		if o.clusters[f.Input.ID] == "" {
			continue // background: no part of any story
		}
		gold[f.Input.ID] = f.gold
		if !strings.HasPrefix(f.gold, "none") && policy.alerting(f.Agreement.Status) {
			expected[f.gold+" "+string(f.Agreement.Status)] = true
			byStory[f.gold] = true
		}
	}
	precision, recall := bCubed(o.clusters, gold)
	missed, repeated, total := 0, 0, 0
	for key := range expected {
		if o.alerts[key] == 0 && !coveredBy(key, o.alerts) {
			missed++
			t.Logf("missed: %s", key)
		}
	}
	for key, n := range o.alerts {
		total += n
		if n > 1 {
			repeated += n - 1
			t.Logf("repeated: %s, %d times", key, n)
		}
	}
	t.Logf("%d reports of %d stories; B-cubed precision %.3f, recall %.3f; %d alerts: %d repeated, %d of %d missed, %d to what is no story",
		len(gold), len(byStory), precision, recall, total, repeated, missed, len(expected), o.false)
	if precision < minBCubed || recall < minBCubed {
		t.Errorf("B-cubed precision %.3f and recall %.3f, want %.2f", precision, recall, minBCubed)
	}
	if float64(repeated) > maxRepeated*float64(total) {
		t.Errorf("%d of %d alerts are repeated", repeated, total)
	}
	if float64(missed) > maxMissed*float64(len(expected)) {
		t.Errorf("%d of %d alerts are missed", missed, len(expected))
	}
	if len(byStory) < 60 {
		t.Errorf("%d stories are detected, want 60", len(byStory))
	}
}

// coveredBy tells whether people were alerted to a conclusion under its other name.
func coveredBy(key string, alerts map[string]int) bool {
	story, status, _ := strings.Cut(key, " ")
	for _, other := range []events.Status{events.AgreementAgreed, events.AgreementSigned} {
		if concluding(events.Status(status)) && alerts[story+" "+string(other)] > 0 {
			return true
		}
	}
	return false
}

// bCubed gives the B-cubed precision and recall of a clustering (Bagga and Baldwin, 1998).
func bCubed(got, gold map[string]string) (precision, recall float64) {
	type both struct{ got, gold string }
	inGot, inGold, inBoth := map[string]float64{}, map[string]float64{}, map[both]float64{}
	for x, story := range gold {
		inGot[got[x]]++
		inGold[story]++
		inBoth[both{got[x], story}]++
	}
	for x, story := range gold {
		n := inBoth[both{got[x], story}]
		precision += n / inGot[got[x]]
		recall += n / inGold[story]
	}
	n := float64(len(gold))
	return precision / n, recall / n
}

// minSame is how alike the stories of any two orders are, as B-cubed figures. What is
// not the same are reports without a subject, which fit several stories.
const minSame = 0.95

// The order in which reports come hardly changes the stories, and a replay of them in
// any order pages nobody.
func TestStoriesInAnyOrder(t *testing.T) {
	reports, err := detected()
	if err != nil {
		t.Fatal(err)
	}
	ordered := run(reports)
	worst := 1.0
	for seed := range uint64(20) {
		shuffled := slices.Clone(reports)
		random := rand.New(rand.NewPCG(seed, 0))
		random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		for i := range shuffled {
			shuffled[i].Replay = true
		}
		o := run(shuffled)
		if len(o.alerts) > 0 || o.false > 0 || o.quiet == 0 {
			t.Fatalf("seed %d: a replay paged: %v", seed, o.alerts)
		}
		precision, recall := bCubed(o.clusters, ordered.clusters)
		worst = min(worst, precision, recall)
	}
	t.Logf("20 orders: B-cubed figures against the ordered run are %.4f or more", worst)
	if worst < minSame {
		t.Errorf("worst B-cubed figure %.4f, want %.2f", worst, minSame)
	}
}
