// Package kafkatest runs real Apache Kafka brokers for tests, as processes of their
// own that can be killed, stopped and started again.
package kafkatest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// LibVariable names the environment variable with the folder of Kafka's jars, as
// deploy/kafka-test/fetch prints it. Tests that need a real Kafka skip without it.
const LibVariable = "DRAGOMAN_TEST_KAFKA"

// Options is the setting of a cluster.
type Options struct {
	Lib   string // folder of the jars
	Dir   string // for data and logs; must be empty
	Nodes int    // each is broker and controller; default 1
	// Settings are added to every node's server.properties.
	Settings map[string]string
	// Secure adds a listener with TLS, and users, to every node; nil for none.
	Secure *Secure
}

// Cluster is a running cluster. Its methods are not for concurrent use, but for
// different nodes.
type Cluster struct {
	options Options
	nodes   []*node
}

// heap is enough for tests; several brokers share a machine with what they test.
const heap = "-Xmx384m"

// Start formats the nodes' storage, starts them, and returns when all accept
// requests, or ctx ends.
func Start(ctx context.Context, o Options) (*Cluster, error) {
	o.Nodes = max(o.Nodes, 1)
	c := &Cluster{options: o}
	ports, err := freePorts(3 * o.Nodes)
	if err != nil {
		return nil, err
	}
	var voters []string
	for i := range o.Nodes {
		n := &node{id: i + 1, lib: o.Lib, dir: filepath.Join(o.Dir, fmt.Sprintf("node%d", i+1)), ports: ports[3*i : 3*i+3]}
		c.nodes = append(c.nodes, n)
		voters = append(voters, fmt.Sprintf("%d@127.0.0.1:%d", n.id, n.ports[controllerPort]))
	}
	if o.Secure != nil {
		o.Secure.dir = o.Dir
		if err := o.Secure.Renew(time.Hour); err != nil {
			return nil, err
		}
	}
	formatted := make(chan error, o.Nodes)
	for _, n := range c.nodes {
		go func() { formatted <- n.format(ctx, c.settings(n, strings.Join(voters, ",")), o.Secure) }()
	}
	for range c.nodes {
		err = errors.Join(err, <-formatted)
	}
	if err != nil {
		return nil, err
	}
	for _, n := range c.nodes {
		if err := n.start(); err != nil {
			c.Stop()
			return nil, err
		}
	}
	for i := range c.nodes {
		if err := c.Await(ctx, i); err != nil {
			c.Stop()
			return nil, err
		}
	}
	return c, nil
}

// Version is that of the jars, such as "kafka_2.13-4.4.0".
func (c *Cluster) Version() string {
	found, _ := filepath.Glob(filepath.Join(c.options.Lib, "kafka_2.13-*.jar"))
	if len(found) == 0 {
		return "unknown"
	}
	return strings.TrimSuffix(filepath.Base(found[0]), ".jar")
}

// Brokers are the addresses of the listeners without encryption.
func (c *Cluster) Brokers() []string { return c.addresses(plainPort) }

// SecureBrokers are the addresses of the listeners with TLS.
func (c *Cluster) SecureBrokers() []string { return c.addresses(securePort) }

func (c *Cluster) addresses(port int) (all []string) {
	for _, n := range c.nodes {
		all = append(all, n.address(port))
	}
	return all
}

// Kill ends a node as a power failure of its process would.
func (c *Cluster) Kill(i int) { c.nodes[i].kill() }

// Restart starts a killed node again. It does not wait for it; Await does.
func (c *Cluster) Restart(i int) error { return c.nodes[i].start() }

// Pause stops a node in its tracks, Resume lets it go on: it hangs in between.
func (c *Cluster) Pause(i int) { c.nodes[i].signal(stopSignal) }

// Resume is the end of Pause.
func (c *Cluster) Resume(i int) { c.nodes[i].signal(continueSignal) }

// Await waits until a node accepts requests.
func (c *Cluster) Await(ctx context.Context, i int) error {
	for {
		err := c.nodes[i].speaks(ctx)
		if err == nil {
			return nil
		}
		if c.nodes[i].ended() {
			return fmt.Errorf("node %d ended: %s", i+1, c.nodes[i].lastWords())
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("node %d: %w: %w: %s", i+1, ctx.Err(), err, c.nodes[i].lastWords())
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// Stop ends all nodes.
func (c *Cluster) Stop() {
	for _, n := range c.nodes {
		n.kill()
	}
}

// freePorts returns loopback ports that nothing listens on.
func freePorts(n int) ([]int, error) {
	var ports []int
	for range n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		defer func() { _ = l.Close() }()
		ports = append(ports, l.Addr().(*net.TCPAddr).Port)
	}
	return ports, nil
}

func write(path string, lines []string) error {
	return os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o600)
}
