// Package wire is what the stream core needs of Kafka's binary protocol beyond
// kafka-go: record batches with a producer's id and sequence numbers, batches
// read one record at a time, fetch responses whose records stay raw, and the
// messages of transactions, sent to a coordinator that is known.
//
// Sources: the record batch format, "Kafka protocol guide, Record Batch"
// (KIP-98, KIP-82 for headers); control batches, aborted transactions and the
// order of a transaction's requests, KIP-98; the member in an offset commit,
// KIP-447; the state of a transaction, KIP-664; the messages, Kafka's clients/src/main/resources/common/message/*.json.
package wire

import (
	"hash/crc32"
	"time"
)

// Header is one record header.
type Header struct {
	Key   string
	Value []byte
}

// Record is one record of a batch.
type Record struct {
	Offset  int64 // ignored when encoding
	Time    time.Time
	Key     []byte // nil when absent
	Value   []byte // nil when absent
	Headers []Header
	// Oversize is the size of a record beyond the reader's limit: its key, value
	// and headers are left out. It is 0 for a record that was read.
	Oversize int
}

// Size is the number of bytes that the record's key, value and headers hold.
func (r *Record) Size() int {
	n := len(r.Key) + len(r.Value)
	for i := range r.Headers {
		n += len(r.Headers[i].Key) + len(r.Headers[i].Value)
	}
	return n
}

// Producer identifies the writer of a batch, so that a broker can tell a batch
// sent again from a new one.
type Producer struct {
	ID       int64
	Epoch    int16
	Sequence int32 // of the batch's first record in its partition
}

// NoProducer marks a batch that is neither idempotent nor transactional.
var NoProducer = Producer{ID: -1, Epoch: -1, Sequence: -1}

// NextSequence is the sequence number n records after seq: they wrap to 0 after
// the largest int32.
func NextSequence(seq int32, n int) int32 { return int32((int64(seq) + int64(n)) & 0x7fffffff) }

// Places of the fields in a record batch (version 2).
const (
	atBaseOffset      = 0  // int64
	atLength          = 8  // int32, of what follows it
	atLeaderEpoch     = 12 // int32
	atMagic           = 16 // int8, 2
	atCRC             = 17 // uint32, CRC-32C of what follows it
	atAttributes      = 21 // int16
	atLastOffsetDelta = 23 // int32
	atBaseTimestamp   = 27 // int64, milliseconds since 1970
	atMaxTimestamp    = 35 // int64
	atProducerID      = 43 // int64
	atProducerEpoch   = 51 // int16
	atBaseSequence    = 53 // int32
	atCount           = 57 // int32
	headerSize        = 61

	beforeLength = atLength + 4 // bytes that the length does not count
	magic2       = 2
)

// Attributes of a batch.
const (
	compressionMask   = 0x07
	attrLogAppendTime = 0x08 // records have the batch's max timestamp
	attrTransactional = 0x10
	attrControl       = 0x20
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)
