package check

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// site is an installation of the files of deploy on this machine.
type site struct {
	brokers, metrics, prometheus, alertmanager string // host:port
	pace                                       pace
	consumer                                   *process
	operators, analysts                        *receiver
	dir                                        string // of the configuration
}

// pace is how many times faster than in earnest the clocks of the rules go.
type pace int

var duration = regexp.MustCompile(`\b(\d+)(s|m|h|d)\b`)

// text makes all durations in a configuration or query shorter.
func (p pace) text(s string) string {
	return duration.ReplaceAllStringFunc(s, func(found string) string {
		parts := duration.FindStringSubmatch(found)
		n, err := strconv.Atoi(parts[1])
		if err != nil {
			return found
		}
		unit := map[string]time.Duration{"s": time.Second, "m": time.Minute, "h": time.Hour, "d": 24 * time.Hour}[parts[2]]
		return strconv.FormatInt((time.Duration(n)*unit/time.Duration(p)).Milliseconds(), 10) + "ms"
	})
}

// startSite creates the topics and starts everything, with the addresses of this
// machine in place of those of compose's services. DRAGOMAN_PACE=1 leaves the clocks
// as they are; it takes ten minutes then.
func startSite(t *testing.T, brokers string) *site {
	t.Helper()
	s := &site{brokers: brokers, pace: 60, operators: startReceiver(t), analysts: startReceiver(t), dir: t.TempDir()}
	if n, err := strconv.Atoi(os.Getenv("DRAGOMAN_PACE")); err == nil {
		s.pace = pace(n)
	}
	s.metrics, s.prometheus, s.alertmanager = address(t), address(t), address(t)
	if _, err := tool(binary("consumer"), "topics", "--apply", "--partitions=3", "--brokers", brokers); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"prometheus/prometheus.yml", "prometheus/rules.yml", "alertmanager/alertmanager.yml", "compose/receivers.yaml",
	} {
		content, err := os.ReadFile(in(root, name))
		if err != nil {
			t.Fatal(err)
		}
		here := strings.NewReplacer(
			"consumer:9464", s.metrics, "localhost:9090", s.prometheus, "alertmanager:9093", s.alertmanager,
			"http://receiver.example:8080/operators", s.operators.url, "http://receiver.example:8080/analysts", s.analysts.url,
		).Replace(s.pace.text(string(content)))
		write(t, s.config(name), here)
	}
	s.startConsumer(t)
	start(t, "prometheus-alertmanager", "--config.file="+s.config("alertmanager.yml"),
		"--storage.path="+s.config("alertmanager"), "--web.listen-address="+s.alertmanager, "--cluster.listen-address=")
	start(t, "prometheus", "--config.file="+s.config("prometheus.yml"),
		"--storage.tsdb.path="+s.config("prometheus"), "--web.listen-address="+s.prometheus)
	for _, base := range []string{s.prometheus, s.alertmanager} {
		s.until(t, base, func() error { return healthy("http://" + base + "/-/ready") })
	}
	return s
}

// config is where a file of deploy is that was made for this site.
func (s *site) config(name string) string { return filepath.Join(s.dir, filepath.Base(name)) }

func (s *site) startConsumer(t *testing.T) {
	t.Helper()
	s.consumer = start(t, binary("consumer"), "run", "--brokers", s.brokers, "--listen", s.metrics, "--receivers", s.config("receivers.yaml"))
	s.until(t, "consumer", func() error { return healthy("http://" + s.metrics + "/readyz") })
}

// replay sends the sample stories as live news, again and again until the test ends.
func (s *site) replay(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() {
		for ctx.Err() == nil {
			command := exec.CommandContext(ctx, binary("producer"), "--brokers", s.brokers, "--live", "--rate=20",
				filepath.Join(root, "processor/testdata/wires"))
			if out, err := command.CombinedOutput(); err != nil && ctx.Err() == nil {
				t.Errorf("producer: %v\n%s", err, out)
				return
			}
		}
	})
	t.Cleanup(func() {
		cancel()
		running.Wait()
	})
}

func healthy(address string) error {
	body, status, err := get(address)
	if err == nil && status != http.StatusOK {
		err = fmt.Errorf("%s: %d %s", address, status, body)
	}
	return err
}

// binary is one of Dragoman's programs.
func binary(name string) string { return filepath.Join(root, "bin", name) }

// process is a program that runs beside the test.
type process struct {
	command *exec.Cmd
	log     string
	done    chan struct{} // closed when it has ended
	err     error         // how, then
}

// start runs a program until stop or the end of the test. A failing test shows its log.
func start(t *testing.T, name string, args ...string) *process {
	t.Helper()
	log, err := os.CreateTemp(t.TempDir(), filepath.Base(name))
	if err != nil {
		t.Fatal(err)
	}
	p := &process{command: exec.Command(name, args...), log: log.Name(), done: make(chan struct{})}
	p.command.Stdout, p.command.Stderr = log, log
	if err := p.command.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		p.err = p.command.Wait()
		close(p.done)
	}()
	t.Cleanup(func() {
		_ = p.command.Process.Signal(syscall.SIGTERM) // or it has ended
		<-p.done
		_ = log.Close()
		if content, err := os.ReadFile(p.log); err == nil && t.Failed() {
			t.Logf("%s:\n%s", name, content[max(0, len(content)-2000):])
		}
	})
	return p
}

// stop ends a program as its platform would, and wants it to end well.
func (p *process) stop(t *testing.T) {
	t.Helper()
	if err := p.command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	<-p.done
	if p.err != nil {
		t.Errorf("%s: %v", p.command.Path, p.err)
	}
}

// address is a free host:port.
func address(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}
