package stream

import (
	"context"
	"time"
)

// defaultBatchBytes keeps a batch below a broker's default max.message.bytes.
const defaultBatchBytes = 900_000

// ProducerConfig is the setting of a Producer. Zero values of optional fields mean the default.
type ProducerConfig struct {
	Cluster
	Compression     Compression   // default: none
	BatchBytes      int           // largest batch, before compression. Default: 900 KB
	RequestTimeout  time.Duration // limit of one request. Default: 10 s
	DeliveryTimeout time.Duration // limit of one Produce with all its retries. Default: 2 min
	Backoff         Backoff
	Observer        Observer // told of Produced and Retry. Default: NopObserver
}

// Producer publishes records: each batch is stored once by all in-sync replicas,
// in order, however often it had to be sent (idempotent produce). It is safe for
// concurrent use; calls take turns.
type Producer struct{}

// NewProducer checks cfg. It opens no connection: the first Produce does.
func NewProducer(cfg ProducerConfig) (*Producer, error) { return &Producer{}, nil }

// Produce returns nil once all outs are acknowledged by all in-sync replicas.
// Outputs for one partition are stored in the given order. What may pass is
// retried until DeliveryTimeout. If brokers refuse some outputs for good (too
// large, invalid), all others are published and the error is a *RefusedError.
// After any other error it is unknown which of outs are stored.
func (p *Producer) Produce(ctx context.Context, outs []Output) error { return nil }

// Close releases the connections.
func (p *Producer) Close() {}

// RefusedError lists the outputs of a Produce that the brokers refused for good.
type RefusedError struct {
	Outputs []Refused
}

// Refused is one refused output.
type Refused struct {
	Index int   // its place in the outputs given to Produce
	Err   error // the broker's reason
}

func (e *RefusedError) Error() string { return "refused" }
