package wire

import "github.com/segmentio/kafka-go/protocol"

// OffsetFetchRequest and OffsetFetchResponse take the place of kafka-go's own
// messages for the OffsetFetch API, for the whole process: kafka.Client.OffsetFetch
// must not be used beside them. kafka-go's end before version 7, the first by which
// one can ask not to be told an offset that a transaction is about to change
// (KIP-447, Kafka 2.5). Its consumer group has a message of its own.
func init() { protocol.Register(&OffsetFetchRequest{}, &OffsetFetchResponse{}) }

// OffsetFetchRequest asks for a group's offset in one partition
// (OffsetFetchRequest.json, version 7).
type OffsetFetchRequest struct {
	_ struct{} `kafka:"min=v7,max=v7,tag"`
	coordinated

	GroupID       string               `kafka:"min=v7,max=v7,compact"`
	Topics        []offsetFetchAskedOf `kafka:"min=v7,max=v7"`
	RequireStable bool                 `kafka:"min=v7,max=v7"`
}

type offsetFetchAskedOf struct {
	_ struct{} `kafka:"min=v7,max=v7,tag"`

	Name       string  `kafka:"min=v7,max=v7,compact"`
	Partitions []int32 `kafka:"min=v7,max=v7"`
}

// FetchOffset asks for the group's offset in one partition. While a transaction that
// has not ended holds another, the answer is the error UNSTABLE_OFFSET_COMMIT.
func (m Member) FetchOffset(of Target) *OffsetFetchRequest {
	return &OffsetFetchRequest{
		coordinated: coordinated{m.Coordinator}, GroupID: m.Group, RequireStable: true,
		Topics: []offsetFetchAskedOf{{Name: of.Topic, Partitions: []int32{int32(of.Partition)}}},
	}
}

// ApiKey tells kafka-go which API this is.
func (r *OffsetFetchRequest) ApiKey() protocol.ApiKey { return protocol.OffsetFetch } // kafka-go's name

// OffsetFetchResponse is the answer (OffsetFetchResponse.json, version 7).
type OffsetFetchResponse struct {
	_ struct{} `kafka:"min=v7,max=v7,tag"`

	ThrottleTimeMS int32              `kafka:"min=v7,max=v7"`
	Topics         []offsetFetchTopic `kafka:"min=v7,max=v7"`
	ErrorCode      int16              `kafka:"min=v7,max=v7"`
}

type offsetFetchTopic struct {
	_ struct{} `kafka:"min=v7,max=v7,tag"`

	Name       string                 `kafka:"min=v7,max=v7,compact"`
	Partitions []offsetFetchPartition `kafka:"min=v7,max=v7"`
}

type offsetFetchPartition struct {
	_ struct{} `kafka:"min=v7,max=v7,tag"`

	Partition   int32  `kafka:"min=v7,max=v7"`
	Offset      int64  `kafka:"min=v7,max=v7"`
	LeaderEpoch int32  `kafka:"min=v7,max=v7"`
	Metadata    string `kafka:"min=v7,max=v7,compact,nullable"`
	ErrorCode   int16  `kafka:"min=v7,max=v7"`
}

// Offset is what the answer tells of the one partition that was asked for: the
// group's offset, -1 if it has none, or the code of an error.
func (r *OffsetFetchResponse) Offset() (offset int64, code int16) {
	switch {
	case r.ErrorCode != 0:
		return unknown, r.ErrorCode
	case len(r.Topics) != 1 || len(r.Topics[0].Partitions) != 1:
		return unknown, unknownServerError
	}
	p := r.Topics[0].Partitions[0]
	return p.Offset, p.ErrorCode
}

// ApiKey tells kafka-go which API this is.
func (r *OffsetFetchResponse) ApiKey() protocol.ApiKey { return protocol.OffsetFetch } // kafka-go's name

const unknownServerError = -1 // UNKNOWN_SERVER_ERROR
