package eval_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/dragoman-wire/dragoman/internal/eval"
	"github.com/dragoman-wire/dragoman/processor"
)

// everyNth article of the development corpora is damaged.
const everyNth = 20

// mostLost bounds what a lost letter may cost of the F1.
const mostLost = 0.08

// TestLostLetters takes a letter out of whole articles, as wires do.
func TestLostLetters(t *testing.T) {
	paths, err := filepath.Glob("testdata/corpus/*-dev.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	all, err := eval.ReadGold(paths...)
	if err != nil {
		t.Fatal(err)
	}
	engine, err := processor.New()
	if err != nil {
		t.Fatal(err)
	}
	var articles []eval.Article
	for i := 0; i < len(all); i += everyNth {
		articles = append(articles, all[i])
	}
	whole := f1(engine, articles, "")
	for _, letter := range []string{"h", "k", "r", "v", "z"} {
		damaged := f1(engine, articles, letter)
		t.Logf("without %s %.3f, whole %.3f", letter, damaged, whole)
		if damaged < whole-mostLost {
			t.Errorf("without %s F1 is %.3f, and %.3f with it", letter, damaged, whole)
		}
	}
}

// f1 gives the strict F1 of articles that have lost a letter.
func f1(engine *processor.Engine, articles []eval.Article, letter string) float64 {
	damaged := make([]eval.Article, len(articles))
	for i, a := range articles {
		if letter != "" {
			lose := strings.NewReplacer(letter, "", strings.ToUpper(letter), "")
			a.Headline, a.Body = lose.Replace(a.Headline), lose.Replace(a.Body)
		}
		damaged[i] = a
	}
	return eval.Score(damaged, eval.Predict(engine, damaged)).Rows["all"].Strict.F1()
}
