package wire

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"

	"github.com/segmentio/kafka-go/compress"
)

// Batch is one record batch as fetched, its records still encoded.
type Batch struct {
	BaseOffset    int64
	LastOffset    int64 // of the batch as written; compaction may have removed that record
	Producer      Producer
	Transactional bool
	Control       bool // holds the marker that ends a transaction, no records

	codec         compress.Compression
	baseTimestamp int64
	maxTimestamp  int64
	logAppendTime bool
	count         int
	body          []byte
}

// ErrCorrupt is wrapped by the errors for bytes that are no record batch.
var ErrCorrupt = errors.New("corrupt record batch")

// NextBatch takes the first batch off data. It returns io.EOF at the end and
// where only a part of a batch follows, which a broker may send last.
func NextBatch(data []byte) (b Batch, rest []byte, err error) {
	if len(data) < headerSize {
		return Batch{}, nil, io.EOF
	}
	be := binary.BigEndian
	length := int64(int32(be.Uint32(data[atLength:]))) + beforeLength
	if length < headerSize {
		return Batch{}, nil, fmt.Errorf("%w: its length is %d", ErrCorrupt, length)
	}
	if magic := data[atMagic]; magic != magic2 {
		return Batch{}, nil, fmt.Errorf("%w: message format %d is not supported", ErrCorrupt, magic)
	}
	if length > int64(len(data)) {
		return Batch{}, nil, io.EOF
	}
	data, rest = data[:length], data[length:]
	if crc32.Checksum(data[atAttributes:], castagnoli) != be.Uint32(data[atCRC:]) {
		return Batch{}, nil, fmt.Errorf("%w: wrong checksum", ErrCorrupt)
	}
	attributes := be.Uint16(data[atAttributes:])
	b = Batch{
		BaseOffset: int64(be.Uint64(data[atBaseOffset:])),
		Producer: Producer{
			ID:       int64(be.Uint64(data[atProducerID:])),
			Epoch:    int16(be.Uint16(data[atProducerEpoch:])),
			Sequence: int32(be.Uint32(data[atBaseSequence:])),
		},
		Transactional: attributes&attrTransactional != 0,
		Control:       attributes&attrControl != 0,
		codec:         compress.Compression(attributes & compressionMask),
		baseTimestamp: int64(be.Uint64(data[atBaseTimestamp:])),
		maxTimestamp:  int64(be.Uint64(data[atMaxTimestamp:])),
		logAppendTime: attributes&attrLogAppendTime != 0,
		count:         int(int32(be.Uint32(data[atCount:]))),
		body:          data[headerSize:],
	}
	b.LastOffset = b.BaseOffset + int64(int32(be.Uint32(data[atLastOffsetDelta:])))
	if b.BaseOffset < 0 || b.LastOffset < b.BaseOffset || b.count < 0 {
		return Batch{}, nil, fmt.Errorf("%w: offsets %d to %d, %d records", ErrCorrupt, b.BaseOffset, b.LastOffset, b.count)
	}
	return b, rest, nil
}

// Records calls yield for each record until it returns false. A record whose
// encoding is longer than limit bytes is not kept in memory: it is yielded
// with its Oversize set. The records of an uncompressed batch share its memory.
func (b *Batch) Records(limit int, yield func(Record) bool) error {
	src, closeSrc, err := b.open()
	if err != nil {
		return err
	}
	defer closeSrc()
	for i := range b.count {
		length, err := binary.ReadVarint(src)
		if err != nil {
			return b.corrupt(i, err)
		}
		if length < 0 {
			return b.corrupt(i, fmt.Errorf("its length is %d", length))
		}
		oversize, keep := length > int64(limit), length
		if oversize {
			keep = min(length, placeSize)
		}
		body, err := src.take(int(keep))
		if err != nil {
			return b.corrupt(i, err)
		}
		rec, err := b.record(body, oversize)
		if err != nil {
			return b.corrupt(i, err)
		}
		if oversize {
			rec.Oversize = int(length)
			if err := src.skip(length - keep); err != nil {
				return b.corrupt(i, err)
			}
		}
		if !yield(rec) {
			return nil
		}
	}
	return nil
}

func (b *Batch) corrupt(i int, err error) error {
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return fmt.Errorf("%w at offset %d: record %d: %w", ErrCorrupt, b.BaseOffset, i, err)
}

// Aborts tells whether a control batch ends its producer's transaction by an
// abort. A marker that compaction removed ends none.
func (b *Batch) Aborts() (abort bool, err error) {
	const versionAndType, typeAbort = 4, 0 // the key of a marker: two int16
	err = b.Records(len(b.body), func(r Record) bool {
		abort = len(r.Key) >= versionAndType && binary.BigEndian.Uint16(r.Key[2:]) == typeAbort
		return false
	})
	return abort, err
}
