package wire

import (
	"github.com/segmentio/kafka-go/protocol"
	"github.com/segmentio/kafka-go/protocol/txnoffsetcommit"
)

// Member is a member of a consumer group in one generation, at the group's coordinator.
type Member struct {
	Coordinator int32 // number of the broker
	Group, ID   string
	Generation  int32
}

// TxnOffsetCommitRequest commits offsets within a transaction (TxnOffsetCommitRequest.json).
// The coordinator refuses it when the member or its generation is not the group's.
type TxnOffsetCommitRequest struct {
	_ struct{} `kafka:"min=v3,max=v3,tag"`
	coordinated

	TransactionalID string                         `kafka:"min=v0,max=v2|min=v3,max=v3,compact"`
	GroupID         string                         `kafka:"min=v0,max=v2|min=v3,max=v3,compact"`
	ProducerID      int64                          `kafka:"min=v0,max=v3"`
	ProducerEpoch   int16                          `kafka:"min=v0,max=v3"`
	GenerationID    int32                          `kafka:"min=v3,max=v3"`
	MemberID        string                         `kafka:"min=v3,max=v3,compact"`
	GroupInstanceID string                         `kafka:"min=v3,max=v3,compact,nullable"`
	Topics          []txnoffsetcommit.RequestTopic `kafka:"min=v0,max=v3"`
}

// CommitOffset commits the offset of one partition within a transaction.
func (m Member) CommitOffset(t Transaction, from Target, offset int64) *TxnOffsetCommitRequest {
	return &TxnOffsetCommitRequest{
		coordinated: coordinated{m.Coordinator}, TransactionalID: t.ID, ProducerID: t.Producer.ID, ProducerEpoch: t.Epoch,
		GroupID: m.Group, GenerationID: m.Generation, MemberID: m.ID,
		Topics: []txnoffsetcommit.RequestTopic{{Name: from.Topic, Partitions: []txnoffsetcommit.RequestPartition{{
			Partition: int32(from.Partition), CommittedOffset: offset, CommittedLeaderEpoch: unknown,
		}}}},
	}
}

// ApiKey tells kafka-go which API this is.
func (r *TxnOffsetCommitRequest) ApiKey() protocol.ApiKey { return protocol.TxnOffsetCommit } // kafka-go's name

// HeartbeatRequest asks whether the member is in the group still (HeartbeatRequest.json).
type HeartbeatRequest struct {
	_ struct{} `kafka:"min=v4,max=v4,tag"`
	coordinated

	GroupID         string `kafka:"min=v0,max=v4"`
	GenerationID    int32  `kafka:"min=v0,max=v4"`
	MemberID        string `kafka:"min=v0,max=v4"`
	GroupInstanceID string `kafka:"min=v3,max=v4,nullable"`
}

// Heartbeat asks whether m is in the group still.
func (m Member) Heartbeat() *HeartbeatRequest {
	return &HeartbeatRequest{
		coordinated: coordinated{m.Coordinator}, GroupID: m.Group, GenerationID: m.Generation, MemberID: m.ID,
	}
}

// ApiKey tells kafka-go which API this is.
func (r *HeartbeatRequest) ApiKey() protocol.ApiKey { return protocol.Heartbeat } // kafka-go's name
