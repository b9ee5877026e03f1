package stream

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
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
type Producer struct {
	cfg  ProducerConfig
	conn *connection

	mu      sync.Mutex
	session *session
	turn    int // spreads records without a key
}

// NewProducer checks cfg. It opens no connection: the first Produce does.
func NewProducer(cfg ProducerConfig) (*Producer, error) {
	if err := cfg.Cluster.Validate(); err != nil {
		return nil, err
	}
	setDefault(&cfg.BatchBytes, defaultBatchBytes)
	setDefault(&cfg.RequestTimeout, 10*time.Second)
	setDefault(&cfg.DeliveryTimeout, 2*time.Minute)
	cfg.Backoff = cfg.Backoff.withDefaults()
	if cfg.Observer == nil {
		cfg.Observer = NopObserver{}
	}
	conn, err := cfg.connect(cfg.RequestTimeout)
	if err != nil {
		return nil, err
	}
	return &Producer{cfg: cfg, conn: conn, session: &session{
		conn: conn, codec: cfg.Compression, batchBytes: cfg.BatchBytes, backoff: cfg.Backoff, observer: cfg.Observer,
	}}, nil
}

// Produce returns nil once all outs are acknowledged by all in-sync replicas.
// Outputs for one partition are stored in the given order; those without a key
// all go to one partition, another with each call. What may pass is retried until
// DeliveryTimeout. If brokers refuse some outputs for good (too large, invalid),
// all others are published and the error is a *RefusedError. After any other
// error it is unknown which of outs are stored.
func (p *Producer) Produce(ctx context.Context, outs []Output) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	ctx, cancel := context.WithTimeoutCause(ctx, p.cfg.DeliveryTimeout,
		fmt.Errorf("not delivered within %v", p.cfg.DeliveryTimeout))
	defer cancel()
	p.turn++
	err := p.session.produce(ctx, outs, p.turn)
	if refused := (*RefusedError)(nil); err == nil || errors.As(err, &refused) {
		return err
	}
	return p.cfg.explain(err)
}

// Close releases the connections.
func (p *Producer) Close() { p.conn.close() }

// RefusedError lists the outputs that the brokers refused for good.
type RefusedError struct {
	Refused []Refused
}

// Refused is one refused output.
type Refused struct {
	Index int    // its place in the outputs given to Produce
	Topic string // where it should have gone
	Err   error  // the broker's reason
}

func (e *RefusedError) Error() string {
	var reasons []string
	for _, r := range e.Refused {
		if text := fmt.Sprintf("%s: %v", r.Topic, r.Err); !slices.Contains(reasons, text) {
			reasons = append(reasons, text)
		}
	}
	return fmt.Sprintf("%d records refused: %s", len(e.Refused), strings.Join(reasons, "; "))
}
