// Package broker is an embedded Kafka broker for one process: kfake behind a
// real TCP port. It serves `--embedded` and the tests; it is no replacement for
// a Kafka cluster.
package broker

import (
	"cmp"
	"fmt"
	"log/slog"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kfake"
)

// Options is the setting of Start. The zero value is a broker for tests.
type Options struct {
	Dir       string // data directory, made if absent; empty: a temporary one, removed by Close
	Listen    string // host:port to listen on; default 127.0.0.1:0, a free port
	Advertise string // host:port told to clients; default: where it listens

	// RetentionBytes and RetentionTime limit what a partition keeps, unless its
	// topic says otherwise. They are small by default (64 MiB, a day), because
	// all of it is read at the next start.
	RetentionBytes int64
	RetentionTime  time.Duration
	// RetentionInterval is how often the limits are applied. Default: 10 s.
	RetentionInterval time.Duration

	// SyncWrites makes every write survive a power failure, not only a crash of
	// the process. It is slow.
	SyncWrites bool

	Logger *slog.Logger // for warnings and errors; default: none
	// Kfake is for tests that need more: several brokers, TLS, SASL, ACLs.
	Kfake []kfake.Opt
}

// partitionsByDefault is for topics made without a number of partitions.
const partitionsByDefault = 12

// Broker is a running broker.
type Broker struct {
	cluster *kfake.Cluster
	addr    string
	free    func() error // gives the data directory up

	stop    chan struct{} // ends the retention loop
	stopped sync.WaitGroup
	closing sync.Once
	err     error // of Close
}

// Start starts a broker and returns when it accepts connections. A data
// directory can be open in one process at a time.
func Start(o Options) (*Broker, error) {
	b := &Broker{stop: make(chan struct{})}
	opts := []kfake.Opt{
		kfake.NumBrokers(1),
		kfake.ClusterID("embedded"),
		kfake.DefaultNumPartitions(partitionsByDefault),
		kfake.GroupMinSessionTimeout(100 * time.Millisecond),
		kfake.ListenFn(listener(o.Listen, o.Advertise)),
		kfake.WithLogger(logger{o.Logger}),
		kfake.BrokerConfigs(map[string]string{
			"log.retention.bytes": strconv.FormatInt(cmp.Or(o.RetentionBytes, 64<<20), 10),
			"log.retention.ms":    strconv.FormatInt(cmp.Or(o.RetentionTime, 24*time.Hour).Milliseconds(), 10),
		}),
	}
	dir, free, err := open(o.Dir)
	if err != nil {
		return nil, fmt.Errorf("embedded broker: %w", err)
	}
	b.free = free
	opts = append(opts, kfake.DataDir(filepath.Join(dir, "data")))
	if o.SyncWrites {
		opts = append(opts, kfake.SyncWrites())
	}
	cluster, err := kfake.NewCluster(append(opts, o.Kfake...)...)
	if err != nil {
		_ = b.free()
		return nil, fmt.Errorf("embedded broker: %w", err)
	}
	b.cluster = cluster
	b.addr = cluster.ListenAddrs()[0]
	b.stopped.Go(func() { b.applyRetention(cmp.Or(o.RetentionInterval, 10*time.Second)) })
	return b, nil
}

// Addr is the host:port that clients connect to.
func (b *Broker) Addr() string { return b.addr }

// Cluster is the fake behind the broker, by which tests inject faults.
func (b *Broker) Cluster() *kfake.Cluster { return b.cluster }

// Close stops the broker. With a data directory, all that was acknowledged is
// there at the next Start. Closing twice is harmless.
func (b *Broker) Close() error {
	b.closing.Do(func() {
		close(b.stop)
		b.stopped.Wait()
		b.cluster.Close()
		b.err = b.free()
	})
	return b.err
}

// applyRetention does what kfake leaves to its user: without it, nothing is ever deleted.
func (b *Broker) applyRetention(every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			b.cluster.ApplyRetention()
		case <-b.stop:
			return
		}
	}
}
