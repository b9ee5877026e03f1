// Package fit holds what was learnt from annotated articles: how much a feature of a
// sentence speaks for or against an event of parties that it names, and how much a
// word of an article for or against there being any. The weights are those of
// logistic regressions; "make fit" makes them anew from the development corpora.
package fit

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"github.com/dragoman-wire/dragoman/events"
)

//go:embed weights.tsv
var table string

// Types are the types of events that have weights, in the order of Weights.
var Types = [...]events.Type{events.TypeMeeting, events.TypeAgreement, events.TypeRailwayProject}

// Columns is how many weights a feature has: one for each of Types, for a sentence
// that has it, and that of column Article, for an article.
const (
	Article = len(Types)
	Columns = len(Types) + 1
)

// Weights are how much something speaks for what their columns stand for, in log
// odds. Those of what a sentence or an article has are added.
type Weights [Columns]float32

// Add has as many lines as there are columns: with others this does not compile.
var _ = [4]float32(Weights{})

// Add adds v to w, column by column without a loop: it does hardly anything but be called.
func (w *Weights) Add(v *Weights) {
	w[0] += v[0]
	w[1] += v[1]
	w[2] += v[2]
	w[3] += v[3]
}

// Model gives the weights of features by their names. A feature that it does not
// know has none.
type Model map[string]Weights

// Load reads the weights, which are built in.
func Load() (Model, error) { return read(table) }

// read reads lines of a feature's name and its weights, divided by tabs.
func read(table string) (Model, error) {
	m := Model{}
	n := 0
	for line := range strings.Lines(table) {
		n++
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(fields) != 1+Columns {
			return nil, fmt.Errorf("weights.tsv:%d: %d columns, want %d", n, len(fields), 1+Columns)
		}
		if _, twice := m[fields[0]]; twice {
			return nil, fmt.Errorf("weights.tsv:%d: %s stands there twice", n, fields[0])
		}
		var w Weights
		for i, text := range fields[1:] {
			v, err := strconv.ParseFloat(text, 32)
			if err != nil {
				return nil, fmt.Errorf("weights.tsv:%d: %w", n, err)
			}
			w[i] = float32(v)
		}
		m[fields[0]] = w
	}
	return m, nil
}
