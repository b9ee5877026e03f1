package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"time"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/archive"
	"github.com/dragoman-wire/dragoman/internal/present"
	"github.com/dragoman-wire/dragoman/processor"
	"github.com/dragoman-wire/dragoman/processor/article"
)

type detectCmd struct {
	Files     []string  `arg:"" optional:"" name:"file" help:"Articles: JSON lines, or one document a file, plain or packed. Default: standard input."`
	Pretty    bool      `help:"For people: the article with its evidence marked, and why each event was seen."`
	Published time.Time `placeholder:"TIME" help:"Publication time of articles that tell none (RFC 3339)."`
	Lang      string    `placeholder:"TAG" help:"Language of articles that tell none (BCP 47)."`
	ID        string    `name:"id" help:"Id of an article that tells none; for one article."`
	Source    string    `default:"${source}" help:"CloudEvents source of the events."`
}

// errSomeFailed ends detect after errors that were reported one by one.
var errSomeFailed = errors.New("some articles could not be read")

// Run writes the events of every article. An article that cannot be read is
// reported with its place, and the rest goes on.
func (c *detectCmd) Run(console *console) error {
	engine, err := processor.New()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(console.stdout)
	d := detection{
		detectCmd: c, engine: engine, out: out, stderr: console.stderr, style: console.style(),
		decoder: article.Decoder{Defaults: article.Defaults{ID: c.ID, Language: c.Lang, Published: c.Published}},
	}
	failed := false
	for record, err := range c.records(console.stdin) {
		if console.ctx.Err() != nil {
			break
		}
		if err == nil {
			err = d.record(record)
		}
		if err != nil {
			failed = true
			fmt.Fprintf(console.stderr, "%s: %v\n", name, placed(record, err))
		}
		if err := out.Flush(); err != nil {
			return fmt.Errorf("write events: %w", err)
		}
	}
	if failed {
		return errSomeFailed
	}
	return console.ctx.Err()
}

// placed says where an error belongs; the archive's own errors say so themselves.
func placed(r archive.Record, err error) error {
	if _, ok := errors.AsType[*archive.Error](err); ok {
		return err
	}
	return fmt.Errorf("%s: %w", r.Name, err)
}

func (c *detectCmd) records(stdin io.Reader) iter.Seq2[archive.Record, error] {
	if len(c.Files) == 0 {
		return archive.Read("stdin", stdin, archive.Options{})
	}
	return archive.New(c.Files, archive.Options{}).Records()
}

// detection is one run of the command.
type detection struct {
	*detectCmd
	engine  *processor.Engine
	decoder article.Decoder
	out     io.Writer
	stderr  io.Writer
	style   present.Style
}

// record writes the events of the articles of one record. The good ones are read
// even if another is bad.
func (d *detection) record(r archive.Record) error {
	decoder := d.decoder
	decoder.Defaults = r.Defaults(decoder.Defaults)
	articles, failed := decoder.DecodeAll(r.Data, r.ContentType)
	for i := range articles {
		if err := d.article(r.Name, &articles[i]); err != nil {
			return err
		}
	}
	return failed
}

// article writes the events of one article. A panic of the engine is an error of
// this article only.
func (d *detection) article(place string, a *article.Article) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	if d.Pretty {
		return present.Article(d.out, a, d.engine.Explain(a), d.style)
	}
	result := d.engine.Process(a)
	if result.Skipped != "" {
		fmt.Fprintf(d.stderr, "%s: %s: not read: %s\n", name, place, result.Skipped)
		return nil
	}
	for _, e := range result.Events {
		if err := e.Validate(); err != nil {
			return fmt.Errorf("%s %w", e.Type(), err)
		}
		line, err := events.Wrap(e, d.Source).Structured()
		if err != nil {
			return err
		}
		if _, err := d.out.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return nil
}
