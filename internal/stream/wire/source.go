package wire

import (
	"bufio"
	"bytes"
	"fmt"
	"io"

	"github.com/segmentio/kafka-go/compress"
)

// source is the sequence of a batch's encoded records.
type source interface {
	io.ByteReader
	take(n int) ([]byte, error)
	skip(n int64) error
}

func (b *Batch) open() (source, func(), error) {
	if b.codec == compress.None {
		return &plain{b.body}, func() {}, nil
	}
	codec := b.codec.Codec()
	if codec == nil {
		return nil, nil, fmt.Errorf("%w at offset %d: unknown compression %d", ErrCorrupt, b.BaseOffset, b.codec)
	}
	r := codec.NewReader(bytes.NewReader(b.body))
	return &inflated{Reader: bufio.NewReaderSize(r, inflateBuffer)}, func() { _ = r.Close() }, nil
}

// plain is an uncompressed batch; what is taken shares its memory.
type plain struct{ rest []byte }

func (p *plain) ReadByte() (byte, error) {
	if len(p.rest) == 0 {
		return 0, io.EOF
	}
	c := p.rest[0]
	p.rest = p.rest[1:]
	return c, nil
}

func (p *plain) take(n int) ([]byte, error) {
	if n > len(p.rest) {
		return nil, io.ErrUnexpectedEOF
	}
	b := p.rest[:n:n]
	p.rest = p.rest[n:]
	return b, nil
}

func (p *plain) skip(n int64) error {
	_, err := p.take(int(min(n, int64(len(p.rest))+1)))
	return err
}

// inflated is a compressed batch, read as it is decompressed: a small batch that
// inflates to gigabytes takes no more memory than its largest record.
type inflated struct {
	*bufio.Reader
	free []byte // memory for the next records: one piece for many of them
}

const inflateBuffer = 16 << 10

func (r *inflated) take(n int) ([]byte, error) {
	if n <= inflateBuffer {
		if n > len(r.free) {
			r.free = make([]byte, 2*inflateBuffer)
		}
		b := r.free[:n:n]
		r.free = r.free[n:]
		_, err := io.ReadFull(r, b)
		return b, err
	}
	// The length is not to be trusted: memory grows with what is really there.
	var b bytes.Buffer
	if _, err := io.CopyN(&b, r, int64(n)); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func (r *inflated) skip(n int64) error {
	_, err := io.CopyN(io.Discard, r, n)
	return err
}
