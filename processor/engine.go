// Package processor is Dragoman's engine: an article goes in, typed diplomatic
// events come out. It does no I/O, reads no clock and starts no goroutines: its
// result is a function of the article and the data version only.
package processor

import (
	"strings"
	"sync"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/processor/article"
	"github.com/dragoman-wire/dragoman/processor/internal/clean"
	"github.com/dragoman-wire/dragoman/processor/internal/detect"
	"github.com/dragoman-wire/dragoman/processor/internal/merge"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
)

// Version names the engine and its data; it stands in every event.
const Version = "0.1.0"

// Engine detects events. It is immutable and safe for concurrent use.
type Engine struct {
	dict  *tag.Dictionary
	packs map[string]tag.Language
	work  sync.Pool // of *workspace
}

// workspace is the memory that one article needs; it is used again for the next.
type workspace struct {
	clean clean.Text
	text  tag.Text
	doc   detect.Document
}

// New loads the gazetteer and the language packs, which are built in. An error
// means that the built-in data is broken.
func New() (*Engine, error) {
	dict, err := tag.Load()
	if err != nil {
		return nil, err
	}
	e := &Engine{dict: dict, packs: map[string]tag.Language{}}
	for i, tagName := range dict.Packs {
		e.packs[tagName] = tag.Language(i)
	}
	e.work.New = func() any { return new(workspace) }
	return e, nil
}

// Result is what the engine made of one article.
type Result struct {
	Language string         // BCP 47 tag of the pack that read it; empty when none did
	Skipped  Skip           // why nothing was looked for; empty when the article was read
	Events   []events.Event // in order of the text
	Traces   []Trace        // one an event, if asked for with Explain
}

// Skip names a reason for not reading an article. It is a metric label.
type Skip string

// The reasons.
const (
	SkipEmpty    Skip = "empty"            // no text
	SkipLanguage Skip = "unknown_language" // no pack for its language
	SkipWithheld Skip = "withheld"         // its publisher withholds it
	SkipCanceled Skip = "canceled"         // its publisher cancelled it
)

// Process detects the events of a.
func (e *Engine) Process(a *article.Article) Result { return e.process(a, false) }

// Explain is Process with a trace for every event.
func (e *Engine) Explain(a *article.Article) Result { return e.process(a, true) }

func (e *Engine) process(a *article.Article, explain bool) Result {
	switch {
	case a.Status == article.Withheld:
		return Result{Skipped: SkipWithheld}
	case a.Status == article.Canceled:
		return Result{Skipped: SkipCanceled}
	case strings.TrimSpace(a.Body) == "" && strings.TrimSpace(a.Headline) == "":
		return Result{Skipped: SkipEmpty}
	}
	w := e.work.Get().(*workspace)
	defer e.release(w)
	w.clean.Set(a.Headline, a.Body)
	e.dict.Scan(&w.text, w.clean.Bytes)
	w.text.Headline = int32(w.clean.Headline)
	l, ok := e.language(a, &w.text)
	if !ok {
		return Result{Skipped: SkipLanguage}
	}
	e.dict.Tag(&w.text, l)
	found := w.doc.Run(e.dict, &w.text, detect.Options{Published: a.Published, Headline: int32(w.clean.Headline)})
	res := Result{Language: e.dict.Packs[l]}
	if len(found) == 0 {
		return res
	}
	b := builder{engine: e, article: a, work: w, language: res.Language}
	res.Events, res.Traces = b.build(merge.Candidates(found, w.doc.Lead, w.doc.Written()), explain)
	return res
}

// mostKept bounds the text, in bytes, whose workspace is kept for the next
// article: one enormous article must not hold its memory for ever.
const mostKept = 1 << 20

func (e *Engine) release(w *workspace) {
	if cap(w.clean.Bytes) <= mostKept {
		e.work.Put(w)
	}
}

// language finds the pack for a: by its declared language, else by its words.
func (e *Engine) language(a *article.Article, t *tag.Text) (tag.Language, bool) {
	if a.Language == "" {
		return e.dict.Identify(t)
	}
	base, _, _ := strings.Cut(strings.ToLower(a.Language), "-")
	l, ok := e.packs[base]
	return l, ok
}
