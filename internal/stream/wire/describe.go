package wire

import (
	"encoding/binary"
	"fmt"
	"io"

	"github.com/segmentio/kafka-go/protocol"
)

// describeTransactions is an API that kafka-go has no number for. Its messages are
// written and read here, on the connection that kafka-go lends for the purpose.
const describeTransactions protocol.ApiKey = 65

// DescribeRequest asks a coordinator for the state of one transactional id
// (DescribeTransactionsRequest.json, version 0; KIP-664, Kafka 3.0).
type DescribeRequest struct {
	coordinated

	id        string
	supported bool // by the broker; told by kafka-go before the exchange
}

// DescribeTransaction asks for the state of a transactional id. It changes nothing.
func DescribeTransaction(coordinator int32, id string) *DescribeRequest {
	return &DescribeRequest{coordinated: coordinated{coordinator}, id: id}
}

// ApiKey tells kafka-go which API this is.
func (r *DescribeRequest) ApiKey() protocol.ApiKey { return describeTransactions } // kafka-go's name

// DescribeResponse is the answer (DescribeTransactionsResponse.json, version 0).
type DescribeResponse struct {
	ErrorCode int16
	State     string // "Ongoing", "PrepareCommit", "CompleteCommit" and others
}

// ApiKey tells kafka-go which API this is.
func (r *DescribeResponse) ApiKey() protocol.ApiKey { return describeTransactions } // kafka-go's name

// Committed tells whether the latest transaction is committed, or will be.
func (r *DescribeResponse) Committed() bool {
	return r.State == "PrepareCommit" || r.State == "CompleteCommit"
}

// Required tells kafka-go to leave the exchange to RawExchange.
func (r *DescribeRequest) Required(versions map[protocol.ApiKey]int16) bool {
	_, r.supported = versions[describeTransactions]
	return true
}

const (
	unsupportedVersion  = 35       // UNSUPPORTED_VERSION
	maxDescribeResponse = 16 << 20 // bytes; the answer names all partitions of a transaction
)

// RawExchange asks a broker, which has no other request on this connection.
func (r *DescribeRequest) RawExchange(broker io.ReadWriter) (protocol.Message, error) {
	if !r.supported {
		return &DescribeResponse{ErrorCode: unsupportedVersion}, nil
	}
	if _, err := broker.Write(r.encode()); err != nil {
		return nil, err
	}
	var size [4]byte
	if _, err := io.ReadFull(broker, size[:]); err != nil {
		return nil, err
	}
	n := binary.BigEndian.Uint32(size[:])
	if n > maxDescribeResponse {
		return nil, fmt.Errorf("describing transactions: a response of %d bytes, at most %d are read", n, maxDescribeResponse)
	}
	body := make([]byte, n)
	if _, err := io.ReadFull(broker, body); err != nil {
		return nil, err
	}
	return decodeDescription(body)
}

// encode writes the request with its header, which names no client.
func (r *DescribeRequest) encode() []byte {
	const noTags, one = 0, 1 + 1
	b := make([]byte, 4, 32+len(r.id))
	b = binary.BigEndian.AppendUint16(b, uint16(describeTransactions))
	b = append(b, 0, 0)               // version
	b = append(b, 0, 0, 0, 0)         // correlation id: there is one request at a time
	b = append(b, 0xff, 0xff, noTags) // no client id
	b = append(b, one)                // transactional id
	b = binary.AppendUvarint(b, uint64(len(r.id)+1))
	b = append(append(b, r.id...), noTags)
	binary.BigEndian.PutUint32(b, uint32(len(b)-4))
	return b
}

// decodeDescription reads a response up to the state of its only transactional id.
func decodeDescription(body []byte) (*DescribeResponse, error) {
	c := cursor{rest: body}
	c.bytes(4) // correlation id
	for range c.uvarint() {
		c.uvarint() // tag
		c.bytes(int64(c.uvarint()))
		if c.failed {
			break
		}
	}
	c.bytes(4) // throttle time
	if n := c.uvarint(); n != 1+1 && !c.failed {
		return nil, fmt.Errorf("describing transactions: asked for one id, the answer has %d", int64(n)-1)
	}
	code := c.bytes(2)
	c.compact() // the id
	state := c.compact()
	if c.failed {
		return nil, fmt.Errorf("describing transactions: %w", c.err())
	}
	return &DescribeResponse{ErrorCode: int16(binary.BigEndian.Uint16(code)), State: string(state)}, nil
}
