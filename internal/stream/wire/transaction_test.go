package wire

import (
	"bytes"
	"encoding/binary"
	"reflect"
	"testing"

	"github.com/segmentio/kafka-go/protocol"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// decode reads a request as franz-go's generated code does: another reader of the
// same protocol.
func decode(t *testing.T, m protocol.Message, version int16) kmsg.Request {
	t.Helper()
	var b bytes.Buffer
	if err := protocol.WriteRequest(&b, version, 7, "client", m); err != nil {
		t.Fatal(err)
	}
	req := kmsg.RequestForKey(int16(m.ApiKey()))
	req.SetVersion(version)
	// Size, key, version, correlation id; the client id is "client" with its length.
	body := b.Bytes()[4+2+2+4+2+len("client"):]
	if req.IsFlexible() {
		body = body[1:] // no tags
	}
	if err := req.ReadFrom(body); err != nil {
		t.Fatal(err)
	}
	return req
}

func TestTransactionMessages(t *testing.T) {
	tx := Transaction{Coordinator: 3, ID: "g-in-5", Producer: Producer{ID: 77, Epoch: 4}}
	member := Member{Coordinator: 2, Group: "g", ID: "m-1", Generation: 9}
	from := Target{"in", 5}

	for version := range int16(5) {
		init := decode(t, NewInitProducer(3, "g-in-5", 10_000), version).(*kmsg.InitProducerIDRequest)
		if *init.TransactionalID != "g-in-5" || init.TransactionTimeoutMillis != 10_000 || init.ProducerID != -1 || init.ProducerEpoch != -1 {
			t.Errorf("version %d: %+v", version, init)
		}
	}
	if init := decode(t, NewInitProducer(AnyBroker, "", -1), 4).(*kmsg.InitProducerIDRequest); init.TransactionalID != nil {
		t.Errorf("no transactional id is sent as %q", *init.TransactionalID)
	}
	for version := range int16(4) {
		add := decode(t, tx.AddPartitions([]Target{{"a", 1}, {"b", 0}, {"a", 2}}), version).(*kmsg.AddPartitionsToTxnRequest)
		if add.TransactionalID != "g-in-5" || add.ProducerID != 77 || add.ProducerEpoch != 4 || len(add.Topics) != 2 ||
			add.Topics[0].Topic != "a" || !reflect.DeepEqual(add.Topics[0].Partitions, []int32{1, 2}) || add.Topics[1].Topic != "b" {
			t.Errorf("version %d: %+v", version, add)
		}
		offsets := decode(t, tx.AddOffsets("g"), version).(*kmsg.AddOffsetsToTxnRequest)
		if offsets.TransactionalID != "g-in-5" || offsets.ProducerID != 77 || offsets.ProducerEpoch != 4 || offsets.Group != "g" {
			t.Errorf("version %d: %+v", version, offsets)
		}
		end := decode(t, tx.End(true), version).(*kmsg.EndTxnRequest)
		if end.TransactionalID != "g-in-5" || end.ProducerID != 77 || end.ProducerEpoch != 4 || !end.Commit {
			t.Errorf("version %d: %+v", version, end)
		}
	}
	commit := decode(t, member.CommitOffset(tx, from, 42), 3).(*kmsg.TxnOffsetCommitRequest)
	if p := commit.Topics[0].Partitions[0]; commit.TransactionalID != "g-in-5" || commit.ProducerID != 77 || commit.ProducerEpoch != 4 ||
		commit.Group != "g" || commit.MemberID != "m-1" || commit.Generation != 9 || commit.InstanceID != nil ||
		commit.Topics[0].Topic != "in" || p.Partition != 5 || p.Offset != 42 || p.LeaderEpoch != -1 {
		t.Errorf("%+v", commit)
	}
	fetch := decode(t, member.FetchOffset(from), 7).(*kmsg.OffsetFetchRequest)
	if fetch.Group != "g" || fetch.Topics[0].Topic != "in" || !reflect.DeepEqual(fetch.Topics[0].Partitions, []int32{5}) || !fetch.RequireStable {
		t.Errorf("%+v", fetch)
	}
	for version := range int16(5) {
		beat := decode(t, member.Heartbeat(), version).(*kmsg.HeartbeatRequest)
		if beat.Group != "g" || beat.MemberID != "m-1" || beat.Generation != 9 || beat.InstanceID != nil {
			t.Errorf("version %d: %+v", version, beat)
		}
	}
}

func TestMessagesGoToTheirCoordinator(t *testing.T) {
	tx, member := Transaction{Coordinator: 3}, Member{Coordinator: 2}
	for want, messages := range map[int32][]protocol.BrokerMessage{
		3:         {NewInitProducer(3, "x", 1), DescribeTransaction(3, "x"), tx.AddPartitions(nil), tx.AddOffsets("g"), tx.End(false)},
		2:         {member.CommitOffset(tx, Target{}, 0), member.FetchOffset(Target{}), member.Heartbeat()},
		AnyBroker: {NewInitProducer(AnyBroker, "", -1)},
	} {
		for _, m := range messages {
			if b, err := m.Broker(protocol.Cluster{}); err != nil || b.ID != want {
				t.Errorf("%T goes to broker %d (%v), want %d", m, b.ID, err, want)
			}
		}
	}
}

// The answer is written by franz-go's generated code: another writer of the same protocol.
func TestOffsetFetchResponse(t *testing.T) {
	answer := func(topics ...kmsg.OffsetFetchResponseTopic) *kmsg.OffsetFetchResponse {
		return &kmsg.OffsetFetchResponse{Version: 7, Topics: topics}
	}
	partition := func(offset int64, code int16) kmsg.OffsetFetchResponseTopic {
		p := kmsg.OffsetFetchResponseTopicPartition{Partition: 5, Offset: offset, LeaderEpoch: 3, ErrorCode: code}
		return kmsg.OffsetFetchResponseTopic{Topic: "in", Partitions: []kmsg.OffsetFetchResponseTopicPartition{p}}
	}
	refused := answer()
	refused.ErrorCode = 16
	for name, tt := range map[string]struct {
		res    *kmsg.OffsetFetchResponse
		offset int64
		code   int16
	}{
		"offset":   {answer(partition(42, 0)), 42, 0},
		"none":     {answer(partition(-1, 0)), -1, 0},
		"unstable": {answer(partition(-1, 88)), -1, 88},
		"refused":  {refused, -1, 16},
		"empty":    {answer(), -1, -1},
	} {
		body := tt.res.AppendTo([]byte{0, 0, 0, 7, 0}) // correlation id, no tags
		frame := append(binary.BigEndian.AppendUint32(nil, uint32(len(body))), body...)
		_, res, err := protocol.ReadResponse(bytes.NewReader(frame), protocol.OffsetFetch, 7)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if offset, code := res.(*OffsetFetchResponse).Offset(); offset != tt.offset || code != tt.code {
			t.Errorf("%s: offset %d, code %d; want %d, %d", name, offset, code, tt.offset, tt.code)
		}
	}
}
