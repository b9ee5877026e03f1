package archive

import (
	"errors"
	"fmt"
	"io"
	"sync/atomic"
)

// A file is a bomb when it unpacks to more than bombBytes and to more than
// bombRatio times its size, all that is packed in it counted. News packs to a
// tenth, a twentieth at best.
const (
	bombBytes = 64 << 20
	bombRatio = 200
)

var (
	errBomb    = errors.New("decompression bomb")
	errCorrupt = errors.New("broken packed data")
)

// budget adds up what is read from one file, and what that unpacked to.
type budget struct {
	packed   int64
	unpacked int64
	total    *atomic.Int64 // of all files of an archive; may be nil
}

// take counts unpacked bytes and reports a bomb.
func (b *budget) take(n int) error {
	b.unpacked += int64(n)
	if b.unpacked > bombBytes && b.unpacked > bombRatio*b.packed {
		return fmt.Errorf("%w: %d bytes from %d", errBomb, b.unpacked, b.packed)
	}
	return nil
}

// count counts bytes that were read from the file.
func (b *budget) count(n int) {
	b.packed += int64(n)
	if b.total != nil {
		b.total.Add(int64(n))
	}
}

// countingReader counts what is read from a file.
type countingReader struct {
	io.Reader
	budget *budget
}

func (r *countingReader) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	r.budget.count(n)
	return n, err
}

// guard reads unpacked data. It ends at a bomb, and tells what failed: the
// reading of the packed data or their unpacking.
type guard struct {
	io.Reader
	packed *watchedReader
	budget *budget
}

func (g *guard) Read(p []byte) (int, error) {
	n, err := g.Reader.Read(p)
	if bomb := g.budget.take(n); bomb != nil {
		return 0, bomb
	}
	return n, g.packed.explain(err)
}

// watchedReader remembers that reading packed data failed.
type watchedReader struct {
	io.Reader
	failed bool
}

func (r *watchedReader) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	r.failed = err != nil && !errors.Is(err, io.EOF)
	return n, err
}

// explain marks an error as one of the packed data themselves, if it is.
func (r *watchedReader) explain(err error) error {
	if err == nil || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || r.failed {
		return err
	}
	return fmt.Errorf("%w: %w", errCorrupt, err)
}
