// Command fit learns the weights of package fit from annotated articles:
//
//	fit [-article] [-o weights.tsv] corpus.jsonl…
//
// The same corpora give the same weights, byte for byte. With -article it learns only which articles have
// no news, and keeps the weights of sentences.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"

	"github.com/dragoman-wire/dragoman/internal/eval"
	"github.com/dragoman-wire/dragoman/processor/internal/fit"
)

// A feature that fewer samples have is not learnt, and a weight that is smaller is
// not written: it would be learnt by heart.
const (
	rare  = 5
	small = 0.03
)

func main() {
	out := flag.String("o", "processor/internal/fit/weights.tsv", "write the weights to this `file`")
	article := flag.Bool("article", false, "learn only which articles have no news")
	flag.Parse()
	if err := run(flag.Args(), *out, *article); err != nil {
		fmt.Fprintln(os.Stderr, "fit:", err)
		os.Exit(1)
	}
}

func run(corpora []string, out string, article bool) error {
	if len(corpora) == 0 {
		return fmt.Errorf("no corpora named")
	}
	articles, err := eval.ReadGold(corpora...)
	if err != nil {
		return err
	}
	pairings, whole, err := observe(articles)
	if err != nil {
		return err
	}
	model := fit.Model{}
	if article {
		if model, err = withoutArticle(); err != nil {
			return err
		}
	} else {
		for k := range fit.Types {
			pairings.learnColumn(model, pairings.labels[k], k)
		}
	}
	whole.learnColumn(model, whole.labels[0], fit.Article)
	return write(out, model)
}

// withoutArticle gives the weights that are built in, but for those of articles.
func withoutArticle() (fit.Model, error) {
	model, err := fit.Load()
	for name, weights := range model {
		weights[fit.Article] = 0
		model[name] = weights
	}
	return model, err
}

// learnColumn learns one column of weights.
func (s *samples) learnColumn(model fit.Model, labels []label, column int) {
	names, rows := index(s.features)
	for i, w := range learn(rows, labels, len(names)) {
		weights := model[names[i]]
		weights[column] = float32(w)
		model[names[i]] = weights
	}
}

// index numbers the features that are not rare, in order of their names, and gives
// those of every sample.
func index(samples [][]string) (names []string, rows [][]int32) {
	count := map[string]int{}
	for _, features := range samples {
		for _, f := range slices.Compact(slices.Sorted(slices.Values(features))) {
			count[f]++
		}
	}
	for name, n := range count {
		if n >= rare {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	number := make(map[string]int32, len(names))
	for i, name := range names {
		number[name] = int32(i)
	}
	for _, features := range samples {
		var row []int32
		for _, f := range features {
			if i, ok := number[f]; ok {
				row = append(row, i)
			}
		}
		rows = append(rows, row)
	}
	return names, rows
}

func write(path string, model fit.Model) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	w := bufio.NewWriter(f)
	fmt.Fprint(w, "# Written by \"make fit\". How much a feature of a sentence speaks for an event, and one\n# of an article for there being any, in log odds.\n# feature")
	for _, t := range fit.Types {
		fmt.Fprintf(w, "\t%s", t)
	}
	fmt.Fprint(w, "\tarticle")
	for _, name := range slices.Sorted(maps.Keys(model)) {
		weights := model[name]
		if !slices.ContainsFunc(weights[:], func(v float32) bool { return v <= -small || v >= small }) {
			continue
		}
		fmt.Fprintf(w, "\n%s", name)
		for _, v := range weights {
			fmt.Fprintf(w, "\t%.2f", v)
		}
	}
	fmt.Fprintln(w)
	return w.Flush()
}
