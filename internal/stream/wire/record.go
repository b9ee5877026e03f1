package wire

import (
	"encoding/binary"
	"fmt"
	"io"
	"time"
)

// placeSize is the most that the attributes, time and offset at the start of a
// record take.
const placeSize = 1 + 2*binary.MaxVarintLen64

// record reads a record's body. With cut, only its place and time are read.
func (b *Batch) record(body []byte, cut bool) (Record, error) {
	c := cursor{rest: body}
	c.bytes(1) // attributes: none are defined
	timeDelta, offsetDelta := c.varint(), c.varint()
	r := Record{Offset: b.BaseOffset + offsetDelta, Time: time.UnixMilli(b.baseTimestamp + timeDelta)}
	if b.logAppendTime {
		r.Time = time.UnixMilli(b.maxTimestamp)
	}
	if !c.failed && (r.Offset < b.BaseOffset || r.Offset > b.LastOffset) {
		return r, fmt.Errorf("its offset %d is outside of the batch", r.Offset)
	}
	if cut {
		return r, c.err()
	}
	r.Key = c.nullable()
	r.Value = c.nullable()
	if n := c.varint(); n > 0 {
		if n > int64(len(c.rest)/2) { // a header takes two bytes at least
			return r, fmt.Errorf("%d headers in %d bytes", n, len(c.rest))
		}
		r.Headers = make([]Header, n)
		for i := range r.Headers {
			r.Headers[i] = Header{Key: string(c.nullable()), Value: c.nullable()}
		}
	}
	return r, c.err()
}

// cursor reads fields off a record and remembers that one was cut short.
type cursor struct {
	rest   []byte
	failed bool
}

func (c *cursor) err() error {
	if c.failed {
		return io.ErrUnexpectedEOF
	}
	return nil
}

func (c *cursor) bytes(n int64) []byte {
	if c.failed || n < 0 || n > int64(len(c.rest)) {
		c.failed = true
		return nil
	}
	b := c.rest[:n:n]
	c.rest = c.rest[n:]
	return b
}

// varint reads a signed number, whose sign is its lowest bit.
func (c *cursor) varint() int64 {
	u := c.uvarint()
	return int64(u>>1) ^ -int64(u&1)
}

func (c *cursor) uvarint() uint64 {
	v, n := binary.Uvarint(c.rest)
	if n <= 0 {
		c.failed = true
		return 0
	}
	c.rest = c.rest[n:]
	return v
}

// compact reads a string of the protocol's flexible messages: its length is told
// plus one.
func (c *cursor) compact() []byte { return c.bytes(int64(c.uvarint()) - 1) }

func (c *cursor) nullable() []byte {
	n := c.varint()
	if n < 0 {
		return nil
	}
	return c.bytes(n)
}
