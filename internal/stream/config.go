package stream

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"time"

	"github.com/segmentio/kafka-go"
)

// StartOffset tells where a group begins that has no committed offset yet.
type StartOffset int

// The start offsets.
const (
	StartFirst StartOffset = iota // the oldest record there is
	StartLast                     // the next record to come
)

// OutOfRange tells what to do when the group's offset is no longer in the topic,
// because retention was faster or the topic was made anew. Either way the gap is
// reported to the Observer.
type OutOfRange int

// The policies.
const (
	OutOfRangeFirst OutOfRange = iota // go on with the oldest record there is
	OutOfRangeLast                    // go on with the next record to come
	OutOfRangeStop                    // Run returns an error
)

// Config is the setting of Run. Zero values of optional fields mean the default.
type Config struct {
	Cluster                // Brokers, ClientID, Security
	Group           string // consumer group; required
	Topics          []string
	DeadLetterTopic string // required
	// OutputTopics are those that the handler writes to. They must exist. ExactlyOnce
	// ends in them, and in DeadLetterTopic, what a broker has left open.
	OutputTopics []string

	// Open, if set, makes a handler for each partition, and Run is given none.
	Open Opener

	// Workers is how many handlers run at once. Default: the number of CPUs.
	Workers int
	// MaxInFlightBytes is the memory for records fetched and not yet published.
	// While it is used up nothing is fetched. Beyond it, each partition may hold
	// three fetches and one record. Default: 64 MiB.
	MaxInFlightBytes int64
	// FetchBytes is asked for by one fetch of one partition. Default: 256 KiB.
	FetchBytes int32
	// FetchWait is how long a broker may hold a fetch when there is nothing to
	// read. Default: 500 ms.
	FetchWait time.Duration
	// MaxRecordBytes is the size of key and value beyond which a record is not read
	// but reported in the dead-letter topic. Default: 64 MiB.
	MaxRecordBytes int
	// Compression of what is published. Default: none.
	Compression Compression
	// BatchBytes is the largest batch produced, before compression. Default: 900 KB,
	// below a broker's default max.message.bytes.
	BatchBytes int

	// Delivery is AtLeastOnce or ExactlyOnce. Default: AtLeastOnce.
	Delivery Delivery
	// TransactionalID begins the transactional ids of ExactlyOnce; the input topic and
	// the partition's number follow. Default: Group.
	TransactionalID string
	// TransactionTimeout is after how long brokers roll an open transaction back. It
	// must not be more than their transaction.max.timeout.ms. Default: 60 s.
	TransactionTimeout time.Duration
	// TransactionInterval is the least time between two transactions of a partition,
	// unless TransactionBytes is reached. Default: 50 ms.
	TransactionInterval time.Duration
	// TransactionBytes is how much a transaction gathers, of records and of what they
	// lead to; it is committed earlier when MaxInFlightBytes is used up. Default: 4 MiB.
	TransactionBytes int64

	// SessionTimeout is how long the group waits for a heartbeat. Default: 30 s.
	SessionTimeout time.Duration
	// HeartbeatInterval defaults to a tenth of SessionTimeout.
	HeartbeatInterval time.Duration
	// RebalanceTimeout is how long the group waits for its members. Default: 60 s.
	RebalanceTimeout time.Duration
	// CommitInterval is how often offsets are committed. Default: 1 s.
	CommitInterval time.Duration
	// LagInterval is how often the lag is reported. Default: 5 s.
	LagInterval time.Duration
	// DrainTimeout is the time for a clean stop, and for giving up partitions in a
	// rebalance (there at most half of SessionTimeout). Default: 8 s.
	DrainTimeout time.Duration
	// RequestTimeout limits one request to a broker. Default: 10 s.
	RequestTimeout time.Duration
	// StartTimeout is how long Run waits for a broker and for its topics at the
	// start. Default: 60 s.
	StartTimeout time.Duration

	StartOffset StartOffset
	OutOfRange  OutOfRange
	Backoff     Backoff
	Observer    Observer // default: NopObserver
}

// withDefaults checks c and fills in what was left out.
func (c Config) withDefaults() (Config, error) {
	if err := c.Cluster.Validate(); err != nil {
		return c, err
	}
	switch {
	case c.Group == "":
		return c, errors.New("consumer group is not set")
	case len(c.Topics) == 0:
		return c, errors.New("no topics to read")
	case slices.Contains(c.Topics, ""):
		return c, errors.New("a topic to read has an empty name")
	case c.DeadLetterTopic == "":
		return c, errors.New("dead-letter topic is not set")
	case slices.Contains(c.Topics, c.DeadLetterTopic):
		return c, fmt.Errorf("dead-letter topic %s is also read from: rejected records would go round for ever", c.DeadLetterTopic)
	}
	setDefault(&c.Workers, runtime.GOMAXPROCS(0))
	setDefault(&c.MaxInFlightBytes, 64<<20)
	setDefault(&c.FetchBytes, 256<<10)
	setDefault(&c.FetchWait, 500*time.Millisecond)
	setDefault(&c.MaxRecordBytes, 64<<20)
	setDefault(&c.BatchBytes, defaultBatchBytes)
	setDefault(&c.TransactionalID, c.Group)
	setDefault(&c.TransactionTimeout, 60*time.Second)
	setDefault(&c.TransactionInterval, 50*time.Millisecond)
	setDefault(&c.TransactionBytes, 4<<20)
	setDefault(&c.SessionTimeout, 30*time.Second)
	setDefault(&c.HeartbeatInterval, c.SessionTimeout/10)
	setDefault(&c.RebalanceTimeout, 60*time.Second)
	setDefault(&c.CommitInterval, time.Second)
	setDefault(&c.LagInterval, 5*time.Second)
	setDefault(&c.DrainTimeout, 8*time.Second)
	setDefault(&c.RequestTimeout, 10*time.Second)
	setDefault(&c.StartTimeout, 60*time.Second)
	c.Backoff = c.Backoff.withDefaults()
	if c.Observer == nil {
		c.Observer = NopObserver{}
	}
	for _, d := range []struct {
		name  string
		value int64
	}{
		{"workers", int64(c.Workers)},
		{"max in-flight bytes", c.MaxInFlightBytes},
		{"fetch bytes", int64(c.FetchBytes)},
		{"fetch wait", int64(c.FetchWait)},
		{"max record bytes", int64(c.MaxRecordBytes)},
		{"batch bytes", int64(c.BatchBytes)},
		{"transaction timeout", int64(c.TransactionTimeout)},
		{"transaction interval", int64(c.TransactionInterval)},
		{"transaction bytes", c.TransactionBytes},
		{"session timeout", int64(c.SessionTimeout)},
		{"heartbeat interval", int64(c.HeartbeatInterval)},
		{"rebalance timeout", int64(c.RebalanceTimeout)},
		{"commit interval", int64(c.CommitInterval)},
		{"lag interval", int64(c.LagInterval)},
		{"drain timeout", int64(c.DrainTimeout)},
		{"request timeout", int64(c.RequestTimeout)},
		{"start timeout", int64(c.StartTimeout)},
	} {
		if d.value < 0 {
			return c, fmt.Errorf("%s is negative", d.name)
		}
	}
	switch {
	case c.HeartbeatInterval > c.SessionTimeout/3:
		return c, fmt.Errorf("heartbeat interval %v is more than a third of the session timeout %v", c.HeartbeatInterval, c.SessionTimeout)
	case c.Delivery != AtLeastOnce && c.Delivery != ExactlyOnce:
		return c, fmt.Errorf("delivery %v is neither at-least-once nor exactly-once", c.Delivery)
	case c.FetchWait >= c.RequestTimeout:
		return c, fmt.Errorf("fetch wait %v is not below the request timeout %v", c.FetchWait, c.RequestTimeout)
	}
	return c, nil
}

func setDefault[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}

// joinBackoff is how long kafka-go waits after it failed to join the group.
func (c *Config) joinBackoff() time.Duration { return min(c.Backoff.Max, time.Second) }

// startOffset is the setting in kafka-go's terms.
func (c *Config) startOffset() int64 {
	if c.StartOffset == StartLast {
		return kafka.LastOffset
	}
	return kafka.FirstOffset
}
