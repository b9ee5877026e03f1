package consumer

import (
	"fmt"
	"io"
	"sync"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/alert"
	"github.com/dragoman-wire/dragoman/internal/pipeline"
	"github.com/dragoman-wire/dragoman/internal/present"
	"github.com/dragoman-wire/dragoman/internal/stream"
)

// Printer writes every published event and retraction as one readable line, and every
// message of a story that is for people. It is for people
// who watch: a slow terminal slows the stream down.
type Printer struct {
	stream.NopObserver
	mu  sync.Mutex
	out io.Writer
}

// NewPrinter returns a Printer that writes to out.
func NewPrinter(out io.Writer) *Printer { return &Printer{out: out} }

// Published writes the events and alerts among outs. A writer that fails loses lines, not events.
func (p *Printer) Published(_ *stream.Record, outs []stream.Output) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, out := range outs {
		switch note := out.Note.(type) {
		case pipeline.Note:
			if note.Retraction != nil {
				fmt.Fprintln(p.out, present.RetractionLine(note.Retraction))
			} else {
				fmt.Fprintln(p.out, present.Line(note.Event))
			}
		case alert.Note:
			if note.Alert.Change != events.AlertUpdate {
				fmt.Fprintln(p.out, present.Alert(note.Alert))
			}
		}
	}
}
