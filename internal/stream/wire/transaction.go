package wire

import (
	"github.com/segmentio/kafka-go/protocol"
	"github.com/segmentio/kafka-go/protocol/addoffsetstotxn"
	"github.com/segmentio/kafka-go/protocol/addpartitionstotxn"
	"github.com/segmentio/kafka-go/protocol/endtxn"
	"github.com/segmentio/kafka-go/protocol/heartbeat"
	"github.com/segmentio/kafka-go/protocol/initproducerid"
	"github.com/segmentio/kafka-go/protocol/txnoffsetcommit"
)

// The messages of this file are kafka-go's, but for their way: kafka-go asks who
// the coordinator is before each of them, which would double the round trips of a
// transaction, and passes over the reason when there is none. These name the
// broker that they go to. The last offsets' leader epoch is left unknown (-1),
// where kafka-go's client sends 0.

// AnyBroker is the coordinator of a request that any broker answers.
const AnyBroker = -1

// coordinated is a request to one broker by its number.
type coordinated struct{ broker int32 }

// Broker tells kafka-go where to send the request. A number that it does not know
// is its error kafka.BrokerNotAvailable.
func (c coordinated) Broker(protocol.Cluster) (protocol.Broker, error) {
	return protocol.Broker{ID: c.broker}, nil
}

// TypeKey tells kafka-go to encode this type in place of its own.
func (coordinated) TypeKey() protocol.OverrideTypeKey { return protocol.RawProduceOverride }

func init() {
	for _, m := range []struct{ req, res protocol.Message }{
		{&InitProducerRequest{}, &initproducerid.Response{}},
		{&AddPartitionsRequest{}, &addpartitionstotxn.Response{}},
		{&AddOffsetsRequest{}, &addoffsetstotxn.Response{}},
		{&TxnOffsetCommitRequest{}, &txnoffsetcommit.Response{}},
		{&EndTxnRequest{}, &endtxn.Response{}},
		{&OffsetFetchRequest{}, &OffsetFetchResponse{}},
		{&HeartbeatRequest{}, &heartbeat.Response{}},
	} {
		protocol.RegisterOverride(m.req, m.res, protocol.RawProduceOverride)
	}
}

// InitProducerRequest asks for a producer id (InitProducerIdRequest.json). With a
// transactional id it also fences those who had that id before, and rolls back
// what they left open.
type InitProducerRequest struct {
	_ struct{} `kafka:"min=v2,max=v4,tag"`
	coordinated

	TransactionalID      string `kafka:"min=v0,max=v4,nullable"`
	TransactionTimeoutMS int32  `kafka:"min=v0,max=v4"`
	ProducerID           int64  `kafka:"min=v3,max=v4"`
	ProducerEpoch        int16  `kafka:"min=v3,max=v4"`
}

// NewInitProducer asks for a new producer id; transactionalID may be empty.
func NewInitProducer(coordinator int32, transactionalID string, timeoutMS int32) *InitProducerRequest {
	return &InitProducerRequest{
		coordinated: coordinated{coordinator}, TransactionalID: transactionalID, TransactionTimeoutMS: timeoutMS,
		ProducerID: unknown, ProducerEpoch: unknown,
	}
}

// ApiKey tells kafka-go which API this is.
func (r *InitProducerRequest) ApiKey() protocol.ApiKey { return protocol.InitProducerId } // kafka-go's name

// Transaction is one producer's, at its coordinator.
type Transaction struct {
	Coordinator int32 // number of the broker
	ID          string
	Producer
}

// AddPartitionsRequest takes partitions into a transaction (AddPartitionsToTxnRequest.json).
type AddPartitionsRequest struct {
	_ struct{} `kafka:"min=v3,max=v3,tag"`
	coordinated

	TransactionalID string                            `kafka:"min=v0,max=v2|min=v3,max=v3,compact"`
	ProducerID      int64                             `kafka:"min=v0,max=v3"`
	ProducerEpoch   int16                             `kafka:"min=v0,max=v3"`
	Topics          []addpartitionstotxn.RequestTopic `kafka:"min=v0,max=v3"`
}

// AddPartitions takes partitions into t, so that batches for them are accepted.
func (t Transaction) AddPartitions(targets []Target) *AddPartitionsRequest {
	req := &AddPartitionsRequest{
		coordinated: coordinated{t.Coordinator}, TransactionalID: t.ID, ProducerID: t.Producer.ID, ProducerEpoch: t.Epoch,
	}
	place := map[string]int{}
	for _, to := range targets {
		i, ok := place[to.Topic]
		if !ok {
			i = len(req.Topics)
			place[to.Topic] = i
			req.Topics = append(req.Topics, addpartitionstotxn.RequestTopic{Name: to.Topic})
		}
		req.Topics[i].Partitions = append(req.Topics[i].Partitions, int32(to.Partition))
	}
	return req
}

// ApiKey tells kafka-go which API this is.
func (r *AddPartitionsRequest) ApiKey() protocol.ApiKey { return protocol.AddPartitionsToTxn } // kafka-go's name

// AddOffsetsRequest takes a group's offsets into a transaction (AddOffsetsToTxnRequest.json).
type AddOffsetsRequest struct {
	_ struct{} `kafka:"min=v3,max=v3,tag"`
	coordinated

	TransactionalID string `kafka:"min=v0,max=v2|min=v3,max=v3,compact"`
	ProducerID      int64  `kafka:"min=v0,max=v3"`
	ProducerEpoch   int16  `kafka:"min=v0,max=v3"`
	GroupID         string `kafka:"min=v0,max=v3|min=v3,max=v3,compact"`
}

// AddOffsets takes the offsets of a group into t.
func (t Transaction) AddOffsets(group string) *AddOffsetsRequest {
	return &AddOffsetsRequest{
		coordinated: coordinated{t.Coordinator}, TransactionalID: t.ID, ProducerID: t.Producer.ID, ProducerEpoch: t.Epoch,
		GroupID: group,
	}
}

// ApiKey tells kafka-go which API this is.
func (r *AddOffsetsRequest) ApiKey() protocol.ApiKey { return protocol.AddOffsetsToTxn } // kafka-go's name

// EndTxnRequest ends a transaction (EndTxnRequest.json).
type EndTxnRequest struct {
	_ struct{} `kafka:"min=v3,max=v3,tag"`
	coordinated

	TransactionalID string `kafka:"min=v0,max=v2|min=v3,max=v3,compact"`
	ProducerID      int64  `kafka:"min=v0,max=v3"`
	ProducerEpoch   int16  `kafka:"min=v0,max=v3"`
	Committed       bool   `kafka:"min=v0,max=v3"`
}

// End commits t or rolls it back.
func (t Transaction) End(commit bool) *EndTxnRequest {
	return &EndTxnRequest{
		coordinated: coordinated{t.Coordinator}, TransactionalID: t.ID, ProducerID: t.Producer.ID, ProducerEpoch: t.Epoch,
		Committed: commit,
	}
}

// ApiKey tells kafka-go which API this is.
func (r *EndTxnRequest) ApiKey() protocol.ApiKey { return protocol.EndTxn } // kafka-go's name
