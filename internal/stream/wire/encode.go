package wire

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"time"

	"github.com/segmentio/kafka-go/compress"
)

// Encode writes records as one batch, compressed by codec.
func Encode(records []Record, codec compress.Compression, p Producer, transactional bool) ([]byte, error) {
	if len(records) == 0 {
		return nil, errors.New("a batch needs a record")
	}
	size := headerSize
	for i := range records {
		size += records[i].Size() + recordOverhead + headerOverhead*len(records[i].Headers)
	}
	b := make([]byte, headerSize, size)
	base, latest := millis(records[0].Time), int64(0)
	for i := range records {
		t := millis(records[i].Time)
		latest = max(latest, t)
		b = appendRecord(b, &records[i], t-base, int64(i))
	}
	attributes := uint16(codec) & compressionMask
	if transactional {
		attributes |= attrTransactional
	}
	if codec != compress.None {
		var err error
		if b, err = deflate(b, codec); err != nil {
			return nil, err
		}
	}
	be := binary.BigEndian
	be.PutUint64(b[atBaseOffset:], 0)
	be.PutUint32(b[atLength:], uint32(len(b)-beforeLength))
	be.PutUint32(b[atLeaderEpoch:], ^uint32(0))
	b[atMagic] = magic2
	be.PutUint16(b[atAttributes:], attributes)
	be.PutUint32(b[atLastOffsetDelta:], uint32(len(records)-1))
	be.PutUint64(b[atBaseTimestamp:], uint64(base))
	be.PutUint64(b[atMaxTimestamp:], uint64(latest))
	be.PutUint64(b[atProducerID:], uint64(p.ID))
	be.PutUint16(b[atProducerEpoch:], uint16(p.Epoch))
	be.PutUint32(b[atBaseSequence:], uint32(p.Sequence))
	be.PutUint32(b[atCount:], uint32(len(records)))
	be.PutUint32(b[atCRC:], crc32.Checksum(b[atAttributes:], castagnoli))
	return b, nil
}

// What a record and a header may take beside their bytes: the variable-length
// numbers that frame them, at their usual length at most.
const (
	recordOverhead = 32
	headerOverhead = 6
)

// EncodedSize is at most how many bytes the record takes in a batch, uncompressed,
// for records below 16 MiB.
func EncodedSize(r *Record) int { return r.Size() + recordOverhead + headerOverhead*len(r.Headers) }

// BatchOverhead is what a batch takes beside its records.
const BatchOverhead = headerSize

func appendRecord(b []byte, r *Record, timeDelta, offsetDelta int64) []byte {
	length := 1 + sizeVarint(timeDelta) + sizeVarint(offsetDelta) + sizeBytes(r.Key) + sizeBytes(r.Value) +
		sizeVarint(int64(len(r.Headers)))
	for i := range r.Headers {
		h := &r.Headers[i]
		length += sizeVarint(int64(len(h.Key))) + len(h.Key) + sizeBytes(h.Value)
	}
	b = binary.AppendVarint(b, int64(length))
	b = append(b, 0) // attributes: none are defined
	b = binary.AppendVarint(b, timeDelta)
	b = binary.AppendVarint(b, offsetDelta)
	b = appendBytes(b, r.Key)
	b = appendBytes(b, r.Value)
	b = binary.AppendVarint(b, int64(len(r.Headers)))
	for i := range r.Headers {
		h := &r.Headers[i]
		b = binary.AppendVarint(b, int64(len(h.Key)))
		b = append(b, h.Key...)
		b = appendBytes(b, h.Value)
	}
	return b
}

// appendBytes writes p with its length before it; nil has the length -1.
func appendBytes(b, p []byte) []byte {
	if p == nil {
		return binary.AppendVarint(b, -1)
	}
	return append(binary.AppendVarint(b, int64(len(p))), p...)
}

func sizeBytes(p []byte) int {
	if p == nil {
		return 1
	}
	return sizeVarint(int64(len(p))) + len(p)
}

func sizeVarint(v int64) int {
	n := 1
	for u := uint64(v<<1) ^ uint64(v>>63); u >= 0x80; u >>= 7 {
		n++
	}
	return n
}

// deflate compresses what follows the batch's header.
func deflate(batch []byte, codec compress.Compression) ([]byte, error) {
	c := codec.Codec()
	if c == nil {
		return nil, fmt.Errorf("unknown compression %d", codec)
	}
	var out bytes.Buffer
	out.Write(batch[:headerSize])
	w := c.NewWriter(&out)
	_, err := w.Write(batch[headerSize:])
	if err = errors.Join(err, w.Close()); err != nil {
		return nil, fmt.Errorf("compressing a batch (%s): %w", codec, err)
	}
	return out.Bytes(), nil
}

// millis is t as Kafka has it; the zero time means now.
func millis(t time.Time) int64 {
	if t.IsZero() {
		t = time.Now()
	}
	return t.UnixMilli()
}
