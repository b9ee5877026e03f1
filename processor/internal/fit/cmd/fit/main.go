// Command fit learns the weights of package fit from annotated articles:
//
//	fit [-o weights.tsv] corpus.jsonl…
//
// The same corpora give the same weights, byte for byte.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"math"
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
	flag.Parse()
	if err := run(flag.Args(), *out); err != nil {
		fmt.Fprintln(os.Stderr, "fit:", err)
		os.Exit(1)
	}
}

func run(corpora []string, out string) error {
	if len(corpora) == 0 {
		return fmt.Errorf("no corpora named")
	}
	articles, err := eval.ReadGold(corpora...)
	if err != nil {
		return err
	}
	samples, err := observe(articles)
	if err != nil {
		return err
	}
	names, rows := index(samples)
	var weights [len(fit.Types)][]float64
	for k := range fit.Types {
		weights[k] = learn(rows, samples, k, len(names))
	}
	return write(out, names, weights)
}

// index numbers the features that are not rare, in order of their names, and gives
// those of every sample.
func index(samples []sample) (names []string, rows [][]int32) {
	count := map[string]int{}
	for _, s := range samples {
		for _, f := range s.features {
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
	for _, s := range samples {
		var row []int32
		for _, f := range s.features {
			if i, ok := number[f]; ok {
				row = append(row, i)
			}
		}
		rows = append(rows, row)
	}
	return names, rows
}

func write(path string, names []string, weights [len(fit.Types)][]float64) (err error) {
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
	fmt.Fprint(w, "# Written by \"make fit\". How much a feature of a sentence speaks for an event, in log odds.\n# feature")
	for _, t := range fit.Types {
		fmt.Fprintf(w, "\t%s", t)
	}
	for i, name := range names {
		most := 0.0
		for k := range weights {
			most = max(most, math.Abs(weights[k][i]))
		}
		if most < small {
			continue
		}
		fmt.Fprintf(w, "\n%s", name)
		for k := range weights {
			fmt.Fprintf(w, "\t%.2f", weights[k][i])
		}
	}
	fmt.Fprintln(w)
	return w.Flush()
}
