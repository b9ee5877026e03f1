package kafkatest

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Places in node.ports.
const (
	plainPort = iota
	controllerPort
	securePort
)

const (
	stopSignal     = syscall.SIGSTOP
	continueSignal = syscall.SIGCONT
)

// node is one process.
type node struct {
	id       int
	lib, dir string
	ports    []int

	mu      sync.Mutex
	process *exec.Cmd
	over    chan struct{} // closed when the process has ended
}

func (n *node) address(port int) string { return fmt.Sprintf("127.0.0.1:%d", n.ports[port]) }

func (n *node) properties() string { return filepath.Join(n.dir, "server.properties") }

// java runs a class of Kafka's.
func (n *node) java(class string, args ...string) *exec.Cmd {
	return exec.Command("java", append([]string{
		"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", heap, "-Dorg.apache.logging.log4j.level=WARN",
		"-cp", filepath.Join(n.lib, "*"), class,
	}, args...)...)
}

// format writes the properties and prepares the storage.
func (n *node) format(ctx context.Context, settings []string, secure *Secure) error {
	if err := os.MkdirAll(n.dir, 0o755); err != nil {
		return err
	}
	if err := write(n.properties(), settings); err != nil {
		return err
	}
	args := []string{"format", "--cluster-id", "dragoman-test-cluster1", "--config", n.properties()}
	for _, user := range secure.scram() {
		args = append(args, "--add-scram", user)
	}
	tool := n.java("kafka.tools.StorageTool", args...)
	var out bytes.Buffer
	tool.Stdout, tool.Stderr = &out, &out
	if err := tool.Start(); err != nil {
		return err
	}
	defer context.AfterFunc(ctx, func() { _ = tool.Process.Kill() })()
	if err := tool.Wait(); err != nil {
		return fmt.Errorf("formatting the storage of node %d: %w: %s", n.id, err, out.String())
	}
	return nil
}

func (n *node) start() error {
	n.mu.Lock()
	defer n.mu.Unlock()
	log, err := os.OpenFile(n.log(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { _ = log.Close() }()
	n.process = n.java("kafka.Kafka", n.properties())
	n.process.Stdout, n.process.Stderr = log, log
	// It must not outlive the test, however that ends.
	n.process.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL, Setpgid: true}
	if err := n.process.Start(); err != nil {
		return err
	}
	over := make(chan struct{})
	n.over = over
	go func(p *exec.Cmd) {
		_ = p.Wait()
		close(over)
	}(n.process)
	return nil
}

func (n *node) signal(s syscall.Signal) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.process != nil {
		_ = n.process.Process.Signal(s)
	}
}

func (n *node) kill() {
	n.signal(syscall.SIGKILL)
	n.mu.Lock()
	over := n.over
	n.mu.Unlock()
	if over != nil {
		<-over
	}
}

func (n *node) ended() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	select {
	case <-n.over:
		return true
	default:
		return false
	}
}

// speaks asks for the API versions, as every client does first.
func (n *node) speaks(ctx context.Context) error {
	dialer := net.Dialer{Timeout: time.Second}
	conn, err := dialer.DialContext(ctx, "tcp", n.address(plainPort))
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	_ = conn.SetDeadline(time.Now().Add(2 * time.Second))
	request := []byte{0, 18, 0, 0, 0, 0, 0, 1, 0xff, 0xff} // ApiVersions 0, correlation 1, no client id
	if _, err := conn.Write(append(binary.BigEndian.AppendUint32(nil, uint32(len(request))), request...)); err != nil {
		return err
	}
	_, err = io.ReadFull(conn, make([]byte, 4))
	return err
}

func (n *node) log() string { return filepath.Join(n.dir, "log") }

// lastWords is the end of the node's log.
func (n *node) lastWords() string {
	text, _ := os.ReadFile(n.log())
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	return strings.Join(lines[max(0, len(lines)-15):], "\n")
}
