package wire

import (
	"bytes"
	"encoding/binary"

	"github.com/segmentio/kafka-go/protocol"
	"github.com/segmentio/kafka-go/protocol/initproducerid"
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

// InitProducerRequest asks any broker for a producer id without transactions
// (InitProducerIdRequest.json). kafka-go's own message always looks for a
// transaction coordinator first, even where there is no transactional id.
type InitProducerRequest struct {
	_ struct{} `kafka:"min=v2,max=v4,tag"`

	TransactionalID      string `kafka:"min=v0,max=v4,nullable"`
	TransactionTimeoutMS int32  `kafka:"min=v0,max=v4"`
	ProducerID           int64  `kafka:"min=v3,max=v4"`
	ProducerEpoch        int16  `kafka:"min=v3,max=v4"`
}

// InitProducerResponse is the answer to an InitProducerRequest.
type InitProducerResponse = initproducerid.Response

func init() {
	req := &InitProducerRequest{}
	protocol.RegisterOverride(req, &initproducerid.Response{}, req.TypeKey())
}

// NewInitProducer asks for a new producer id.
func NewInitProducer() *InitProducerRequest {
	return &InitProducerRequest{ProducerID: unknown, ProducerEpoch: unknown, TransactionTimeoutMS: unknown}
}

// ApiKey tells kafka-go which API this is.
func (r *InitProducerRequest) ApiKey() protocol.ApiKey { return protocol.InitProducerId } // kafka-go's name

// TypeKey tells kafka-go to encode this type in place of its own.
func (r *InitProducerRequest) TypeKey() protocol.OverrideTypeKey { return protocol.RawProduceOverride }
