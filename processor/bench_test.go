package processor_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor"
	"github.com/dragoman-wire/dragoman/processor/article"
)

// benchSize is the size of a usual wire story, headline and body, in bytes.
const benchSize = 3 << 10

// record is one article as it comes in a record.
type record struct {
	value   []byte
	article article.Article
}

// corpus reads the annotated articles whose kind is kind, or all, and brings
// them to benchSize by telling their paragraphs again, or not to the end.
func corpus(b *testing.B, kind string) []record {
	b.Helper()
	paths, err := filepath.Glob("../internal/eval/testdata/corpus/*.jsonl")
	if err != nil || len(paths) == 0 {
		b.Fatalf("no corpora: %v", err)
	}
	var out []record
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		s := bufio.NewScanner(f)
		s.Buffer(nil, 1<<20)
		for s.Scan() {
			var x struct{ ID, Lang, Headline, Body, Kind, Published string }
			if err := json.Unmarshal(s.Bytes(), &x); err != nil {
				b.Fatal(err)
			}
			if kind != "" && kind != x.Kind {
				continue
			}
			x.Body = strings.ToValidUTF8(strings.Repeat(x.Body+"\n", benchSize/len(x.Body)+1)[:benchSize], "")
			value, err := json.Marshal(map[string]string{"id": x.ID, "language": x.Lang, "headline": x.Headline, "body": x.Body, "published": x.Published})
			if err != nil {
				b.Fatal(err)
			}
			a, err := article.Decode(value, "application/json")
			if err != nil {
				b.Fatal(err)
			}
			out = append(out, record{value, a})
		}
		f.Close()
	}
	if len(out) == 0 {
		b.Fatalf("no articles of kind %q", kind)
	}
	return out
}

// BenchmarkProcess reads the annotated articles, brought to 3 KB each: those
// with events, those without, and both from the record's bytes to the events' bytes.
func BenchmarkProcess(b *testing.B) {
	e := newEngine(b)
	for _, kind := range []string{"positive", "negative"} {
		b.Run(kind, func(b *testing.B) {
			rs := corpus(b, kind)
			run(b, func(i int) int {
				r := &rs[i%len(rs)]
				e.Process(&r.article)
				return len(r.article.Headline) + len(r.article.Body)
			})
		})
	}
	b.Run("bytes to bytes", func(b *testing.B) {
		rs := corpus(b, "")
		run(b, func(i int) int {
			r := &rs[i%len(rs)]
			a, err := article.Decode(r.value, "application/json")
			if err != nil {
				b.Fatal(err)
			}
			for _, ev := range e.Process(&a).Events {
				if _, _, err := events.Wrap(ev, "").Binary(); err != nil {
					b.Fatal(err)
				}
			}
			return len(r.value)
		})
	})
}

// BenchmarkSize reads one text of many sizes: the cost per byte must not grow.
func BenchmarkSize(b *testing.B) {
	e := newEngine(b)
	text := sample(b, "cku-railway-launch.en.ninjs1.json").Body + "\n"
	for _, size := range []int{1 << 10, 10 << 10, 100 << 10, 1 << 20, 10 << 20} {
		b.Run(fmt.Sprintf("%dKB", size>>10), func(b *testing.B) {
			a := article.Article{ID: "size", Language: "en", Body: strings.ToValidUTF8(strings.Repeat(text, size/len(text)+1)[:size], ""), Published: time.Date(2024, 5, 21, 0, 0, 0, 0, time.UTC)}
			run(b, func(int) int {
				e.Process(&a)
				return size
			})
		})
	}
}

// BenchmarkNew loads and compiles the built-in data.
func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := processor.New(); err != nil {
			b.Fatal(err)
		}
	}
}

// run calls read, which gives the bytes that it has read, and reports articles and megabytes a second.
func run(b *testing.B, read func(i int) int) {
	b.Helper()
	b.ReportAllocs()
	total := 0
	for i := 0; b.Loop(); i++ {
		total += read(i)
	}
	seconds := b.Elapsed().Seconds()
	b.ReportMetric(float64(b.N)/seconds, "articles/s")
	b.ReportMetric(float64(total)/seconds/1e6, "MB/s")
}
