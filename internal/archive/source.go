package archive

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
)

// source is one stream of bytes: a file, standard input, or an entry of a
// container, whatever it is packed in.
type source struct {
	name        string
	entry       bool // of a container: its kind must be known
	depth       int  // of compressions and containers around it
	contentType string
	reader      io.Reader
	file        *os.File // of a file that is not packed; zip reads it at any place
	options     Options
	budget      *budget
}

// maxNesting is how many compressions and containers may be within one another: a
// zip of tars of packed lines is three.
const maxNesting = 4

// read yields the records of the stream. It returns false when yield did.
func (s *source) read(yield func(Record, error) bool) bool {
	counted := s.reader
	if s.depth == 0 {
		counted = &countingReader{s.reader, s.budget}
	}
	buffered := bufio.NewReaderSize(counted, 64<<10)
	head, err := buffered.Peek(longestMagic)
	if err != nil && !errors.Is(err, io.EOF) {
		return yield(Record{}, failure(s.name, err))
	}
	if s.depth > maxNesting {
		return yield(Record{}, &Error{s.name, ReasonTooDeep, fmt.Errorf("packed more than %d times; unpack it first", maxNesting)})
	}
	if c := compressionOf(head); c != nil {
		return s.unpack(c, buffered, yield)
	}
	c, known := containerOf(s.name, buffered)
	if !known && s.entry {
		return yield(Record{}, unknownType(s.name))
	}
	s.contentType, s.reader = c.contentType, buffered
	return c.read(s, yield)
}

// unpack reads the stream within a compression.
func (s *source) unpack(c *compression, packed *bufio.Reader, yield func(Record, error) bool) bool {
	watched := &watchedReader{Reader: packed}
	unpacked, err := c.open(bufio.NewReaderSize(watched, 64<<10))
	if err != nil {
		return yield(Record{}, failure(s.name, watched.explain(err)))
	}
	defer unpacked.Close()
	within := *s
	within.depth++
	within.file = nil
	within.reader = &guard{Reader: unpacked, packed: watched, budget: s.budget}
	return within.read(yield)
}

// open returns the source of an entry of a container.
func (s *source) open(entry string, r io.Reader) *source {
	return &source{name: s.name + "/" + entry, entry: true, depth: s.depth + 1, reader: r, options: s.options, budget: s.budget}
}
