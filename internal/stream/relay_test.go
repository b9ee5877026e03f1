package stream_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"net"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/dragoman-wire/dragoman/internal/broker"
	"github.com/dragoman-wire/dragoman/internal/kafkatest"
)

// relay stands between the clients and a broker. It can lose the connection on which
// a request comes, and give that request to the broker later: as a broker that hangs
// does with what is in its sockets.
type relay struct {
	t        *testing.T
	listener net.Listener
	broker   string

	mu     sync.Mutex
	hold   kmsg.Key // the next such request is held; none if negative
	held   []byte
	before kmsg.Key // what is held goes to the broker before the next such request
}

const (
	noKey kmsg.Key = -1
	// relayedClient is the client id of those whose requests the relay may hold.
	relayedClient = "relayed"
)

// newRelayedBench is a bench whose clients reach the broker by a relay only.
func newRelayedBench(t *testing.T) (*bench, *relay) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r := &relay{t: t, listener: l, hold: noKey, before: noKey}
	b := &bench{T: t}
	if os.Getenv("DRAGOMAN_TEST_BROKERS") == "" {
		r.broker = freeAddress(t)
		b.embed(broker.Options{Listen: r.broker, Advertise: l.Addr().String()})
	} else {
		r.broker = b.kafkaBehind(l.Addr().String())
	}
	b.cluster.Brokers = []string{l.Addr().String()}
	go r.serve()
	t.Cleanup(func() { _ = l.Close() })
	return b, r
}

// kafkaBehind starts a real Kafka that tells its clients another address.
func (b *bench) kafkaBehind(address string) string {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.Context(), 2*time.Minute)
	defer cancel()
	cluster, err := kafkatest.Start(ctx, kafkatest.Options{
		Lib: os.Getenv(kafkatest.LibVariable), Dir: b.TempDir(),
		Settings: map[string]string{"advertised.listeners": "PLAINTEXT://" + address},
	})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(cluster.Stop)
	return cluster.Brokers()[0]
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

// holdNext holds the next request of a kind.
func (r *relay) holdNext(key kmsg.Key) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.hold, r.held = key, nil
}

// releaseBefore gives what is held to the broker before the next request of a kind.
func (r *relay) releaseBefore(key kmsg.Key) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.held == nil {
		r.t.Error("no request was held")
	}
	r.before = key
}

// checkReleased fails unless the broker had what was held.
func (r *relay) checkReleased() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.held == nil || r.before != noKey {
		r.t.Error("the late copy was not delivered")
	}
}

func (r *relay) serve() {
	for {
		client, err := r.listener.Accept()
		if err != nil {
			return
		}
		go func() {
			defer func() { _ = client.Close() }()
			upstream, err := net.Dial("tcp", r.broker)
			if err != nil {
				return
			}
			go func() {
				defer func() { _ = client.Close() }()
				_, _ = io.Copy(client, upstream)
			}()
			defer func() { _ = upstream.Close() }()
			r.pass(client, upstream)
		}()
	}
}

// pass passes requests on until one is held or the connection ends.
func (r *relay) pass(client io.Reader, upstream io.Writer) {
	for {
		request, err := readFrame(client)
		if err != nil {
			return
		}
		// Size, key, version, correlation id, client id with its length.
		key := kmsg.Key(binary.BigEndian.Uint16(request[4:]))
		if bytes.HasPrefix(request[14:], []byte(relayedClient)) && !r.allow(key, request) {
			return
		}
		if _, err := upstream.Write(request); err != nil {
			return
		}
	}
}

// allow tells whether a request goes on at once.
func (r *relay) allow(key kmsg.Key, request []byte) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch key {
	case r.hold:
		r.hold, r.held = noKey, request
		return false
	case r.before:
		r.before = noKey
		if err := r.deliver(); err != nil {
			r.t.Error("delivering the late copy:", err)
		}
	}
	return true
}

// deliver gives the broker what is held, and waits until it has answered.
func (r *relay) deliver() error {
	conn, err := net.DialTimeout("tcp", r.broker, patience)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	if err := conn.SetDeadline(time.Now().Add(patience)); err != nil {
		return err
	}
	if _, err := conn.Write(r.held); err != nil {
		return err
	}
	_, err = readFrame(conn)
	return err
}

// readFrame reads a request or a response with its size.
func readFrame(r io.Reader) ([]byte, error) {
	var size [4]byte
	if _, err := io.ReadFull(r, size[:]); err != nil {
		return nil, err
	}
	frame := make([]byte, 4+binary.BigEndian.Uint32(size[:]))
	copy(frame, size[:])
	_, err := io.ReadFull(r, frame[4:])
	return frame, err
}
