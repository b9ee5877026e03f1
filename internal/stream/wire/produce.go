package wire

import (
	"bytes"
	"encoding/binary"

	"github.com/segmentio/kafka-go/protocol"
	"github.com/segmentio/kafka-go/protocol/rawproduce"
)

// Target is a partition to write to.
type Target struct {
	Topic     string
	Partition int
}

// NewProduce writes one encoded batch to each of the targets, which must have one
// leader, to be acknowledged by all in-sync replicas within timeoutMS.
func NewProduce(transactionalID string, timeoutMS int32, batches map[Target][]byte) *rawproduce.Request {
	const allReplicas = -1
	req := &rawproduce.Request{TransactionalID: transactionalID, Acks: allReplicas, Timeout: timeoutMS}
	place := map[string]int{}
	for to, batch := range batches {
		i, ok := place[to.Topic]
		if !ok {
			i = len(req.Topics)
			place[to.Topic] = i
			req.Topics = append(req.Topics, rawproduce.RequestTopic{Topic: to.Topic})
		}
		req.Topics[i].Partitions = append(req.Topics[i].Partitions, rawproduce.RequestPartition{
			Partition: int32(to.Partition),
			RecordSet: protocol.RawRecordSet{Reader: sized(batch)},
		})
	}
	return req
}

// sized puts a batch's size before it, as the protocol does with all bytes.
func sized(batch []byte) *bytes.Buffer {
	b := make([]byte, 0, 4+len(batch))
	return bytes.NewBuffer(append(binary.BigEndian.AppendUint32(b, uint32(len(batch))), batch...))
}
