// Command producer replays archives of news articles into the raw topic, one
// article a record.
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/dragoman-wire/dragoman/internal/archive"
	"github.com/dragoman-wire/dragoman/internal/cli"
	"github.com/dragoman-wire/dragoman/internal/replay"
)

func main() {
	ctx, release := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, release) // a second signal ends the process at once
	os.Exit(cli.Exit(name, run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr), os.Stderr))
}

const name = "producer"

// run is the command without the process around it.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) error {
	var s settings
	if _, err := cli.Parse(&s, name, description, args, stdout, stderr); err != nil {
		return err
	}
	publisher, release, err := s.publisher(ctx)
	if err != nil {
		return err
	}
	defer release()

	source := archive.New(s.Archives, archive.Options{MaxRecordBytes: s.MaxBytes, Stdin: stdin})
	begun := time.Now()
	report := newReporter(stderr, source, s.Limit, time.Now)
	options := s.options()
	options.Progress = report.progress
	options.Skipped = report.skipped
	summary, err := replay.Run(ctx, source.Records(), publisher, options)
	report.close(err == nil)
	printSummary(stdout, &summary, time.Since(begun), s.DryRun)
	return verdict(ctx, &summary, err)
}

// verdict is nil only when all that was asked for was sent.
func verdict(ctx context.Context, s *replay.Summary, err error) error {
	switch {
	case err != nil && ctx.Err() != nil:
		return fmt.Errorf("stopped after %d articles, the last %s: %w", s.Sent, cmp.Or(s.Last, "none"), err)
	case err != nil:
		return fmt.Errorf("failed after %d articles, the last %s: %w", s.Sent, cmp.Or(s.Last, "none"), err)
	case s.SkippedTotal() > 0:
		return fmt.Errorf("%d items were skipped, of %d read", s.SkippedTotal(), s.Read)
	case s.Read == 0:
		return errors.New("the archives hold no articles")
	}
	return nil
}
