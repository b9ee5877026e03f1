package wire

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/segmentio/kafka-go/protocol"
	kafkafetch "github.com/segmentio/kafka-go/protocol/fetch"
)

// FetchRequest and FetchResponse take the place of kafka-go's own messages for the
// Fetch API, for the whole process: kafka.Client.Fetch must not be used beside
// them. The bytes on the wire are the same; but kafka-go decodes the records at
// once and drops what a reader needs to know of their batch. Without its last
// offset a reader never gets past a batch that compaction has emptied.
func init() { protocol.Register(&FetchRequest{}, &FetchResponse{}) }

// FetchRequest asks one broker for records (FetchRequest.json, versions 4 to 11).
type FetchRequest struct {
	ReplicaID       int32          `kafka:"min=v4,max=v11"`
	MaxWaitMS       int32          `kafka:"min=v4,max=v11"`
	MinBytes        int32          `kafka:"min=v4,max=v11"`
	MaxBytes        int32          `kafka:"min=v4,max=v11"`
	IsolationLevel  int8           `kafka:"min=v4,max=v11"`
	SessionID       int32          `kafka:"min=v7,max=v11"`
	SessionEpoch    int32          `kafka:"min=v7,max=v11"`
	Topics          []fetchTopic   `kafka:"min=v4,max=v11"`
	ForgottenTopics []fetchForgets `kafka:"min=v7,max=v11"`
	RackID          string         `kafka:"min=v11,max=v11"`
}

type fetchTopic struct {
	Topic      string           `kafka:"min=v4,max=v11"`
	Partitions []fetchPartition `kafka:"min=v4,max=v11"`
}

type fetchPartition struct {
	Partition          int32 `kafka:"min=v4,max=v11"`
	CurrentLeaderEpoch int32 `kafka:"min=v9,max=v11"`
	FetchOffset        int64 `kafka:"min=v4,max=v11"`
	LogStartOffset     int64 `kafka:"min=v5,max=v11"`
	PartitionMaxBytes  int32 `kafka:"min=v4,max=v11"`
}

type fetchForgets struct {
	Topic      string  `kafka:"min=v7,max=v11"`
	Partitions []int32 `kafka:"min=v7,max=v11"`
}

const (
	isolationReadCommitted = 1
	noSession              = -1 // epoch of a fetch outside of a fetch session
	unknown                = -1
	// The limit of the whole response is far above that of the partition: kfake
	// leaves the aborted transactions out when the response is what limits.
	responseBytes = 1 << 30
)

// NewFetch asks for the records of one partition from offset on, those of open or
// aborted transactions excepted: at least one batch if there is one, else about
// maxBytes; the broker waits up to maxWaitMS for the first.
func NewFetch(topic string, partition int, offset int64, maxBytes, maxWaitMS int32) *FetchRequest {
	return &FetchRequest{
		ReplicaID: unknown, MaxWaitMS: maxWaitMS, MinBytes: 1, MaxBytes: max(responseBytes, maxBytes),
		IsolationLevel: isolationReadCommitted, SessionEpoch: noSession,
		Topics: []fetchTopic{{Topic: topic, Partitions: []fetchPartition{{
			Partition: int32(partition), CurrentLeaderEpoch: unknown, FetchOffset: offset,
			LogStartOffset: unknown, PartitionMaxBytes: maxBytes,
		}}}},
	}
}

// ApiKey tells kafka-go which API this is.
func (r *FetchRequest) ApiKey() protocol.ApiKey { return protocol.Fetch } // kafka-go's name

// Broker sends the request to the leader of its partition.
func (r *FetchRequest) Broker(c protocol.Cluster) (protocol.Broker, error) {
	topic, partition := r.Topics[0].Topic, r.Topics[0].Partitions[0].Partition
	like := &kafkafetch.Request{Topics: []kafkafetch.RequestTopic{{
		Topic: topic, Partitions: []kafkafetch.RequestPartition{{Partition: partition}},
	}}}
	return like.Broker(c)
}

// FetchResponse is a broker's answer (FetchResponse.json, versions 4 to 11).
type FetchResponse struct {
	ThrottleTimeMS int32          `kafka:"min=v4,max=v11"`
	ErrorCode      int16          `kafka:"min=v7,max=v11"`
	SessionID      int32          `kafka:"min=v7,max=v11"`
	Topics         []fetchedTopic `kafka:"min=v4,max=v11"`
}

// ApiKey tells kafka-go which API this is.
func (r *FetchResponse) ApiKey() protocol.ApiKey { return protocol.Fetch } // kafka-go's name

type fetchedTopic struct {
	Topic      string    `kafka:"min=v4,max=v11"`
	Partitions []Fetched `kafka:"min=v4,max=v11"`
}

// Fetched is what a broker says of one partition.
type Fetched struct {
	Partition        int32     `kafka:"min=v4,max=v11"`
	ErrorCode        int16     `kafka:"min=v4,max=v11"`
	HighWatermark    int64     `kafka:"min=v4,max=v11"` // offset after the last replicated record
	LastStableOffset int64     `kafka:"min=v4,max=v11"` // offset of the first record of an open transaction, or HighWatermark
	LogStartOffset   int64     `kafka:"min=v5,max=v11"`
	Aborted          []Aborted `kafka:"min=v4,max=v11"`
	PreferredReplica int32     `kafka:"min=v11,max=v11"`
	Records          []byte    `kafka:"min=v4,max=v11,nullable"`
}

// Aborted is a transaction that was rolled back.
type Aborted struct {
	ProducerID  int64 `kafka:"min=v4,max=v11"`
	FirstOffset int64 `kafka:"min=v4,max=v11"`
}

// Partition is the answer for the partition that a NewFetch asked for.
func (r *FetchResponse) Partition() (*Fetched, error) {
	if r.ErrorCode == 0 && (len(r.Topics) != 1 || len(r.Topics[0].Partitions) != 1) {
		return nil, errors.New("the fetch response is not for one partition")
	}
	if r.ErrorCode != 0 {
		return &Fetched{ErrorCode: r.ErrorCode}, nil
	}
	return &r.Topics[0].Partitions[0], nil
}

// Batches calls yield for each batch that holds committed records, until it
// returns an error, and returns the offset after the last batch passed, or from
// when there is none. Markers and the batches of aborted transactions are passed
// over. Records before from may come along: a broker sends whole batches.
func (f *Fetched) Batches(from int64, yield func(*Batch) error) (next int64, err error) {
	pending := slices.SortedFunc(slices.Values(f.Aborted), func(a, b Aborted) int {
		return cmp.Compare(a.FirstOffset, b.FirstOffset)
	})
	aborting := map[int64]bool{} // producers within a transaction that will be rolled back
	next = from
	for data := f.Records; ; {
		b, rest, err := NextBatch(data)
		if errors.Is(err, io.EOF) {
			return next, nil
		} else if err != nil {
			return next, fmt.Errorf("after offset %d: %w", next, err)
		}
		data = rest
		for len(pending) > 0 && pending[0].FirstOffset <= b.LastOffset {
			aborting[pending[0].ProducerID] = true
			pending = pending[1:]
		}
		switch {
		case b.Control:
			abort, err := b.Aborts()
			if err != nil {
				return next, err
			}
			if abort {
				delete(aborting, b.Producer.ID)
			}
		case b.Transactional && aborting[b.Producer.ID]:
		default:
			if err := yield(&b); err != nil {
				return next, err
			}
		}
		next = max(next, b.LastOffset+1)
	}
}
