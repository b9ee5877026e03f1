package archive

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// compression is one way to pack a file. It is told by the bytes that packed
// data begins with; the extension serves to find the container's own.
type compression struct {
	extension string
	magic     string
	open      func(io.Reader) (io.ReadCloser, error)
}

var compressions = []compression{
	{".gz", "\x1f\x8b", openGzip},
	{".zst", "\x28\xb5\x2f\xfd", openZstd},
}

// longestMagic is how many bytes of a file must be seen to tell its compression.
const longestMagic = 4

// openGzip unpacks gzip, of several members too.
func openGzip(r io.Reader) (io.ReadCloser, error) { return gzip.NewReader(r) }

// maxWindow is the memory that a Zstandard file may ask for: that of its
// strongest common setting ("--ultra", "--long=27").
const maxWindow = 128 << 20

func openZstd(r io.Reader) (io.ReadCloser, error) {
	d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return nil, err
	}
	return d.IOReadCloser(), nil
}

// withoutCompression cuts the extension of a compression from a file's name.
func withoutCompression(name string) string {
	for _, c := range compressions {
		if n := len(name) - len(c.extension); n > 0 && strings.EqualFold(name[n:], c.extension) {
			return name[:n]
		}
	}
	return name
}

// unpack returns a reader of r's content, unpacked if it is packed.
func unpack(r io.Reader) (io.ReadCloser, error) {
	packed := &packedReader{Reader: r}
	buffered := bufio.NewReaderSize(packed, 64<<10)
	head, err := buffered.Peek(longestMagic)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	for _, c := range compressions {
		if bytes.HasPrefix(head, []byte(c.magic)) {
			unpacked, err := c.open(buffered)
			if err != nil {
				return nil, packed.explain(err)
			}
			return &guard{ReadCloser: unpacked, packed: packed}, nil
		}
	}
	return io.NopCloser(buffered), nil
}

// A file is a bomb when it unpacks to more than bombBytes and to more than
// bombRatio times its size. News packs to a tenth, a twentieth at best.
const (
	bombBytes = 64 << 20
	bombRatio = 200
)

var (
	errBomb    = errors.New("decompression bomb")
	errCorrupt = errors.New("broken packed data")
)

// guard reads unpacked data. It ends at a bomb, and tells what failed: the
// reading of the packed data or their unpacking.
type guard struct {
	io.ReadCloser
	packed   *packedReader
	unpacked int64
}

func (g *guard) Read(p []byte) (int, error) {
	n, err := g.ReadCloser.Read(p)
	g.unpacked += int64(n)
	if g.unpacked > bombBytes && g.unpacked > bombRatio*g.packed.read {
		return 0, fmt.Errorf("%w: %d bytes from %d", errBomb, g.unpacked, g.packed.read)
	}
	return n, g.packed.explain(err)
}

// packedReader counts the packed bytes and remembers that reading them failed.
type packedReader struct {
	io.Reader
	read   int64
	failed bool
}

func (r *packedReader) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	r.read += int64(n)
	r.failed = err != nil && !errors.Is(err, io.EOF)
	return n, err
}

// explain marks an error as one of the packed data themselves, if it is.
func (r *packedReader) explain(err error) error {
	if err == nil || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || r.failed {
		return err
	}
	return fmt.Errorf("%w: %w", errCorrupt, err)
}
