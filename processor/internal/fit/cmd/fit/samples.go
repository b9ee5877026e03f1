package main

import (
	"slices"
	"strings"
	"unicode"

	"github.com/dragoman-wire/dragoman/internal/eval"
	"github.com/dragoman-wire/dragoman/processor/internal/clean"
	"github.com/dragoman-wire/dragoman/processor/internal/detect"
	"github.com/dragoman-wire/dragoman/processor/internal/fit"
	"github.com/dragoman-wire/dragoman/processor/internal/party"
	"github.com/dragoman-wire/dragoman/processor/internal/tag"
)

// label is what the annotation says of parties in a sentence, or of an article.
type label uint8

const (
	silent  label = iota // no such event of theirs is news of this article
	tells                // the sentence, or the article, tells of one
	unknown              // another sentence does, or it does not count
)

// samples are what weights are learnt from: the features of each and a label for each
// of several columns of weights.
type samples struct {
	features [][]string
	labels   [][]label // by column
}

func newSamples(columns int) samples { return samples{labels: make([][]label, columns)} }

func (s *samples) add(features []string, labels ...label) {
	s.features = append(s.features, features)
	for i, l := range labels {
		s.labels[i] = append(s.labels[i], l)
	}
}

// observe runs the detector over the articles and labels what it weighs: parties in a
// sentence, and articles.
func observe(annotated []eval.Article) (pairings, articles samples, err error) {
	pairings, articles = newSamples(len(fit.Types)), newSamples(1)
	dict, err := tag.Load()
	if err != nil {
		return pairings, articles, err
	}
	var text tag.Text
	var cleaned clean.Text
	var doc detect.Document
	for _, a := range annotated {
		l := slices.Index(dict.Packs, a.Lang)
		if l < 0 {
			continue
		}
		cleaned.Set(a.Headline, a.Body)
		dict.Scan(&text, cleaned.Bytes)
		text.Headline = int32(cleaned.Headline)
		dict.Tag(&text, tag.Language(l))
		doc.Run(dict, &text, detect.Options{Published: a.Published, Headline: int32(cleaned.Headline), Observe: detect.Observer{
			Article: func(features []string) { articles.add(features, news(a.Gold)) },
			Pairing: func(s detect.Sample) {
				words := wordsOf(string(cleaned.Bytes[s.Start:s.End]))
				var labels [len(fit.Types)]label
				for k := range fit.Types {
					labels[k] = judge(a.Gold, dict, &s, k, words)
				}
				pairings.add(s.Features, labels[:]...)
			},
		}})
	}
	return pairings, articles, nil
}

// news labels an article.
func news(gold []eval.Gold) label {
	result := silent
	for _, g := range gold {
		switch {
		case g.Background:
		case !g.Optional:
			return tells
		default:
			result = unknown
		}
	}
	return result
}

// judge labels s for the type of event of number kind.
func judge(gold []eval.Gold, dict *tag.Dictionary, s *detect.Sample, kind int, words map[string]bool) label {
	result := silent
	for _, g := range gold {
		if g.Type != fit.Types[kind] || g.Background {
			continue
		}
		required := dict.Parties.SetOf(g.Parties)
		if !required.Within(&s.Parties) || !party.Inside(s.Parties, required.Union(dict.Parties.SetOf(g.PartiesOK))) {
			continue
		}
		if !g.Optional && (s.Found[kind] || quotes(g.Note, words)) {
			return tells
		}
		result = unknown
	}
	return result
}

// quotes tells whether the sentence of these words has most words of a passage that
// the note quotes.
func quotes(note string, words map[string]bool) bool {
	const most = 0.6
	for passage := range strings.SplitSeq(note, "…") {
		quoted := wordsOf(passage)
		n := 0
		for w := range quoted {
			if words[w] {
				n++
			}
		}
		if len(quoted) >= 3 && float64(n) >= most*float64(len(quoted)) {
			return true
		}
	}
	return false
}

func wordsOf(text string) map[string]bool {
	words := map[string]bool{}
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }) {
		words[w] = true
	}
	return words
}
