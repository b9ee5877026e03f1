package stream

import (
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"

	"github.com/segmentio/kafka-go"
)

// Cluster tells how to reach a Kafka cluster.
type Cluster struct {
	Brokers  []string // host:port, one or more of the cluster's brokers; required
	ClientID string   // named in the brokers' logs and quotas; default "dragoman"
	Security Security
}

// Validate reports the first wrong setting. It opens no connection.
func (c Cluster) Validate() error {
	if len(c.Brokers) == 0 {
		return errors.New("no brokers are set")
	}
	for _, b := range c.Brokers {
		host, port, err := net.SplitHostPort(b)
		if err != nil || host == "" || port == "" {
			return fmt.Errorf("broker %q is not host:port", b)
		}
	}
	return c.Security.Validate()
}

func (c Cluster) clientID() string {
	if c.ClientID == "" {
		return "dragoman"
	}
	return c.ClientID
}

// addr is the bootstrap address that kafka-go's client and transport take.
func (c Cluster) addr() net.Addr { return kafka.TCP(slices.Clone(c.Brokers)...) }

func (c Cluster) String() string { return strings.Join(c.Brokers, ",") }

// Compression is the codec of a published batch.
type Compression = kafka.Compression

// The codecs.
const (
	CompressionNone   Compression = 0
	CompressionGzip               = kafka.Gzip
	CompressionSnappy             = kafka.Snappy
	CompressionLz4                = kafka.Lz4
	CompressionZstd               = kafka.Zstd
)
