package processor_test

import (
	"math/rand/v2"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/dragoman-wire/dragoman/processor/article"
	"github.com/dragoman-wire/dragoman/processor/gazetteer"
	"github.com/dragoman-wire/dragoman/processor/lang"
)

// salad makes texts of the dictionaries' own phrases in no order: they reach
// far more of the engine than any bytes do.
type salad struct {
	tag   string
	words []string
	marks []string
}

func salads(t testing.TB) []salad {
	t.Helper()
	packs, err := lang.Load()
	if err != nil {
		t.Fatal(err)
	}
	g, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	holders, err := gazetteer.LoadHolders()
	if err != nil {
		t.Fatal(err)
	}
	names := []string{"Qwortz", "Anna Brzenk", "20", "2024", "31", "9999", "20/5", "30/2/2024", "1,200", "12.24", "東京", "موسكو", "é", "&amp;", "<b>", "Ã©"}
	for _, e := range g.Entries() {
		names = append(names, e.Phrase)
	}
	for _, h := range holders {
		names = append(names, h.Name)
	}
	marks := []string{" ", " ", " ", " ", " ", " ", " ", " ", ", ", ". ", ".\n", "\n", "\n\n", " “", "” ", "\"", " - ", "-", " – ", "'s ", "; ", ": ", " (", ") ", "&nbsp;"}
	var out []salad
	for _, p := range packs {
		s := salad{tag: p.Tag, marks: marks}
		for _, e := range p.Entries {
			s.words = append(s.words, e.Phrase)
		}
		for i := 0; i < len(p.Entries); i++ { // every second word is a name
			s.words = append(s.words, names[i%len(names)], names[(i*7919)%len(names)])
		}
		out = append(out, s)
	}
	return out
}

func (s *salad) text(next func(n int) int, words int) string {
	var b strings.Builder
	for range words {
		w := s.words[next(len(s.words))]
		if next(8) == 0 && w[0] < utf8.RuneSelf {
			w = strings.ToUpper(w[:1]) + w[1:]
		}
		b.WriteString(w)
		b.WriteString(s.marks[next(len(s.marks))])
	}
	return b.String()
}

// TestSalad reads texts that mean nothing: every event of them must keep to the
// codebook all the same, and be the same twice.
func TestSalad(t *testing.T) {
	e := newEngine(t)
	found := 0
	for _, s := range salads(t) {
		r := rand.New(rand.NewPCG(1, 2))
		for range 300 {
			a := article.Article{
				ID: "salad", Language: s.tag, Headline: s.text(r.IntN, 1+r.IntN(12)), Body: s.text(r.IntN, 1+r.IntN(300)),
				Published: time.Unix(r.Int64N(1<<31), 0).UTC(),
			}
			got := e.Process(&a)
			found += len(got.Events)
			if again := e.Process(&a); !reflect.DeepEqual(got, again) {
				t.Fatalf("two results of one article: %q", a.Body)
			}
			if checkResult(t, &a, got); t.Failed() {
				t.Fatalf("headline %q\nbody %q", a.Headline, a.Body)
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d events: the texts do not reach the engine", found)
	}
}

// FuzzSalad reads texts of the dictionaries' phrases, in the order that the
// fuzzer's bytes give.
func FuzzSalad(f *testing.F) {
	e, kinds := newEngine(f), salads(f)
	f.Add([]byte("any order will do to begin with, the longer the better it is for a start"), uint8(0))
	f.Fuzz(func(t *testing.T, order []byte, kind uint8) {
		s := &kinds[int(kind)%len(kinds)]
		at := 0
		next := func(n int) int {
			v := 0
			for range 2 {
				if at < len(order) {
					v, at = v<<8|int(order[at]), at+1
				}
			}
			return v % n
		}
		a := article.Article{ID: "salad", Language: s.tag, Headline: s.text(next, next(12)), Body: s.text(next, len(order)/6), Published: time.Unix(int64(next(1<<16))<<15, 0).UTC()}
		checkResult(t, &a, e.Process(&a))
	})
}

// TestCutOff reads every case cut off behind each of its words, as wires cut stories, with the rest for
// a headline: what looks at the next word must bear that there is none.
func TestCutOff(t *testing.T) {
	e := newEngine(t)
	for _, language := range []string{"en", "id", "ms"} {
		data, err := os.ReadFile("testdata/cases/" + language + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		cases, err := readCases(string(data))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cases {
			for i := range c.text {
				if c.text[i] == ' ' {
					a := article.Article{ID: "cut", Language: language, Headline: c.text[i+1:], Body: c.text[:i], Published: c.published}
					checkResult(t, &a, e.Process(&a))
				}
			}
		}
	}
}
