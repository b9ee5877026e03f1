package wire

import (
	"bytes"
	"encoding/binary"
	"io"
	"reflect"
	"strings"
	"testing"

	"github.com/segmentio/kafka-go/protocol"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// exchange is a connection whose broker has answered already.
type exchange struct {
	bytes.Buffer // what was asked
	answer       io.Reader
}

func (e *exchange) Read(p []byte) (int, error) { return e.answer.Read(p) }

// describe asks a broker, that answers with frame, as kafka-go's connection does.
func describe(frame []byte, supported bool) (*DescribeResponse, []byte, error) {
	versions := map[protocol.ApiKey]int16{}
	if supported {
		versions[describeTransactions] = 0
	}
	r := DescribeTransaction(3, "g-in-5")
	e := &exchange{answer: bytes.NewReader(frame)}
	r.Required(versions)
	res, err := r.RawExchange(e)
	if err != nil {
		return nil, e.Bytes(), err
	}
	return res.(*DescribeResponse), e.Bytes(), nil
}

// described is an answer as franz-go's generated code writes it.
func described(states ...kmsg.DescribeTransactionsResponseTransactionState) []byte {
	res := kmsg.DescribeTransactionsResponse{TransactionStates: states}
	body := res.AppendTo([]byte{0, 0, 0, 0, 0}) // correlation id, no tags
	return append(binary.BigEndian.AppendUint32(nil, uint32(len(body))), body...)
}

func state(code int16, name string) kmsg.DescribeTransactionsResponseTransactionState {
	s := kmsg.NewDescribeTransactionsResponseTransactionState()
	s.ErrorCode, s.TransactionalID, s.State, s.ProducerID = code, "g-in-5", name, 77
	topic := kmsg.NewDescribeTransactionsResponseTransactionStateTopic()
	topic.Topic, topic.Partitions = "out", []int32{1, 2}
	s.Topics = append(s.Topics, topic)
	return s
}

func TestDescribeTransaction(t *testing.T) {
	for name, want := range map[string]bool{
		"PrepareCommit": true, "CompleteCommit": true,
		"PrepareAbort": false, "CompleteAbort": false, "Ongoing": false, "Empty": false, "": false,
	} {
		res, asked, err := describe(described(state(0, name)), true)
		if err != nil || res.ErrorCode != 0 || res.State != name || res.Committed() != want {
			t.Errorf("%q: %+v, %v", name, res, err)
		}
		if n := binary.BigEndian.Uint32(asked); int(n) != len(asked)-4 {
			t.Errorf("%d bytes are sent as %d", len(asked)-4, n)
		}
		req := kmsg.NewPtrDescribeTransactionsRequest()
		const header = 4 + 2 + 2 + 4 + 2 + 1
		if err = req.ReadFrom(asked[header:]); err != nil || !reflect.DeepEqual(req.TransactionalIDs, []string{"g-in-5"}) {
			t.Errorf("asked for %v, %v", req.TransactionalIDs, err)
		}
	}
	if res, _, err := describe(described(state(105, "")), true); err != nil || res.ErrorCode != 105 {
		t.Errorf("unknown id: %+v, %v", res, err)
	}
	if res, asked, err := describe(nil, false); err != nil || res.ErrorCode != 35 || len(asked) > 0 {
		t.Errorf("an old broker: %+v, %v, was sent %d bytes", res, err, len(asked))
	}
}

func TestBadDescriptions(t *testing.T) {
	whole := described(state(0, "Ongoing"))
	for name, tt := range map[string]struct {
		frame []byte
		want  string
	}{
		"none":     {described(), "has 0"},
		"two":      {described(state(0, "Empty"), state(0, "Empty")), "has 2"},
		"cut":      {append([]byte{0, 0, 0, 12}, whole[4:16]...), "unexpected EOF"},
		"lost":     {whole[:20], "unexpected EOF"},
		"too long": {[]byte{0x7f, 0xff, 0xff, 0xff}, "at most 16777216 are read"},
	} {
		if _, _, err := describe(tt.frame, true); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", name, err, tt.want)
		}
	}
}

func FuzzDescription(f *testing.F) {
	f.Add(described(state(0, "Ongoing"))[4:])
	f.Add([]byte{0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1})
	f.Fuzz(func(t *testing.T, body []byte) {
		if res, err := decodeDescription(body); err == nil && len(res.State) > len(body) {
			t.Errorf("a state of %d bytes in %d", len(res.State), len(body))
		}
	})
}
