// Command eval scores the engine against annotated articles.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/dragoman-wire/dragoman/internal/eval"
	"github.com/dragoman-wire/dragoman/processor"
)

// defaultCorpora are scored when no file is named; the path is relative to the
// root of the repository.
const defaultCorpora = "internal/eval/testdata/corpus/*.jsonl"

type options struct {
	Gold   []string `arg:"" optional:"" help:"Files of annotated articles, one JSON object a line, also joined by commas (default: ${corpora})."`
	Errors bool     `help:"Print every strict error: FP with its evidence, FN with the coder's note."`
	Min    string   `placeholder:"FILE" help:"Fail if a figure is below its value in FILE."`
	Dump   string   `placeholder:"FILE" help:"Write the predictions to FILE, one JSON object a line."`
	Pred   string   `placeholder:"FILE" help:"Score the predictions in FILE and do not run the engine."`
}

func main() {
	var o options
	kong.Parse(&o, kong.Name("eval"), kong.Vars{"corpora": defaultCorpora},
		kong.Description("Score the engine against annotated articles."))
	if err := o.run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "eval:", err)
		os.Exit(1)
	}
}

func (o *options) run(w io.Writer) error {
	var paths []string
	for _, arg := range o.Gold {
		paths = append(paths, strings.Split(arg, ",")...)
	}
	if len(paths) == 0 {
		paths, _ = filepath.Glob(defaultCorpora)
	}
	if len(paths) == 0 {
		return fmt.Errorf("no corpus: %s matches nothing; run in the root of the repository or name a file", defaultCorpora)
	}
	articles, err := eval.ReadGold(paths...)
	if err != nil {
		return err
	}
	predictions, err := o.predict(articles)
	if err != nil {
		return err
	}
	if err := o.dump(predictions); err != nil {
		return err
	}
	report := eval.Score(articles, predictions)
	if o.Errors {
		if err := report.WriteErrors(w); err != nil {
			return err
		}
	}
	if err := report.WriteTable(w); err != nil {
		return err
	}
	reports, err := perCorpus(paths, predictions)
	if err != nil {
		return err
	}
	if len(reports) > 1 {
		fmt.Fprintln(w)
		if err := eval.WriteSummary(w, reports); err != nil {
			return err
		}
	}
	return o.check(w, append(reports, eval.Named{Name: "all", Report: report}))
}

func (o *options) predict(articles []eval.Article) ([]eval.Prediction, error) {
	if o.Pred != "" {
		return eval.ReadPredictions(o.Pred)
	}
	engine, err := processor.New()
	if err != nil {
		return nil, err
	}
	return eval.Predict(engine, articles), nil
}

func (o *options) dump(predictions []eval.Prediction) error {
	if o.Dump == "" {
		return nil
	}
	f, err := os.Create(o.Dump)
	if err != nil {
		return err
	}
	return errors.Join(eval.WritePredictions(f, predictions), f.Close())
}

// perCorpus scores each file alone, under its name without the extension.
func perCorpus(paths []string, predictions []eval.Prediction) ([]eval.Named, error) {
	var reports []eval.Named
	for _, path := range paths {
		articles, err := eval.ReadGold(path)
		if err != nil {
			return nil, err
		}
		name := strings.TrimSuffix(filepath.Base(path), ".jsonl")
		reports = append(reports, eval.Named{Name: name, Report: eval.Score(articles, predictions)})
	}
	return reports, nil
}

func (o *options) check(w io.Writer, reports []eval.Named) error {
	if o.Min == "" {
		return nil
	}
	floors, err := eval.ReadFloors(o.Min)
	if err != nil {
		return err
	}
	fallen := eval.Fallen(floors, reports)
	for _, line := range fallen {
		fmt.Fprintln(w, line)
	}
	if len(fallen) > 0 {
		return fmt.Errorf("%d of %d figures are not up to %s", len(fallen), len(floors), o.Min)
	}
	fmt.Fprintf(w, "all %d figures reach %s\n", len(floors), o.Min)
	return nil
}
