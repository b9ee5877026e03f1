// Command streambench measures the stream against other ways to do the same, on
// one broker and in one run ("make bench-stream"): kafka-go's Reader and Writer,
// franz-go plain and transactional, and the stream in both deliveries; copying
// records, and with the detector. It prints a table of throughput, of the client's
// processor time for each record, and of latency.
//
// Each contestant is a process of its own, so that its processor time is its own.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/dragoman-wire/dragoman/internal/stream"
)

// task is what a contestant does, as JSON in its environment.
type task struct {
	Brokers    []string
	Contestant string
	Detect     bool   // else copy
	In, Out    string // topics; with the detector Out is their prefix
	Records    int    // to read, from the start of In
}

// outcome is what a contestant measured of itself.
type outcome struct {
	Seconds float64 // from the first record to the last acknowledgement
	CPU     float64 // seconds of processor time, of the system too
}

const taskVariable = "DRAGOMAN_BENCH_TASK"

const partitions = 12

func main() {
	var err error
	if text := os.Getenv(taskVariable); text != "" {
		err = compete(text)
	} else {
		err = run()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "streambench:", err)
		os.Exit(1)
	}
}

func run() error {
	records := flag.Int("records", 60_000, "records to copy")
	detected := flag.Int("detect", 10_000, "records to detect in")
	rate := flag.Int("rate", 100, "records a second while latency is measured")
	samples := flag.Int("latency", 1500, "records of each measurement of latency")
	flag.Parse()
	brokers := strings.Split(os.Getenv("DRAGOMAN_TEST_BROKERS"), ",")
	if brokers[0] == "" || flag.NArg() == 0 {
		return errors.New("usage: with-kafka streambench [FLAGS] ARCHIVE")
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	b := bench{brokers: brokers}
	var err error
	if b.articles, err = load(flag.Args()); err != nil {
		return err
	}
	if err := b.create(ctx, "in"); err != nil {
		return err
	}
	if err := b.fill(ctx, "in", max(*records, *detected)); err != nil {
		return err
	}
	alone, err := detectAlone(b.articles, *detected)
	if err != nil {
		return err
	}
	fmt.Printf("%d articles of %d bytes on average, %d partitions; detector alone: %s\n\n", len(b.articles), b.mean(), partitions, describe(alone, *detected))
	fmt.Println("| | copy: records/s | µs of CPU a record | p50 / p99 at", *rate, "/s | detect: records/s | µs of CPU a record |")
	fmt.Println("|---|---|---|---|---|---|")
	for _, c := range contestants {
		copied, err := b.measure(ctx, task{Contestant: c.name, In: "in", Records: *records})
		if err != nil {
			return err
		}
		p50, p99, err := b.latency(ctx, c.name, *samples, *rate)
		if err != nil {
			return err
		}
		found, err := b.measure(ctx, task{Contestant: c.name, In: "in", Records: *detected, Detect: true})
		if err != nil {
			return err
		}
		fmt.Printf("| %s | %.0f | %.1f | %.1f / %.1f ms | %.0f | %.1f |\n", c.title,
			float64(*records)/copied.Seconds, copied.CPU*1e6/float64(*records), p50, p99,
			float64(*detected)/found.Seconds, found.CPU*1e6/float64(*detected))
	}
	return nil
}

func describe(o outcome, n int) string {
	return fmt.Sprintf("%.0f articles/s, %.0f µs of CPU each", float64(n)/o.Seconds, o.CPU*1e6/float64(n))
}

// measure lets a contestant do a task on topics of its own.
func (b *bench) measure(ctx context.Context, t task) (outcome, error) {
	t.Out = fmt.Sprintf("%s.%t", t.Contestant, t.Detect)
	if err := b.create(ctx, t.outputs()...); err != nil {
		return outcome{}, err
	}
	cmd, out, err := b.start(ctx, t)
	if err != nil {
		return outcome{}, err
	}
	var o outcome
	err = json.NewDecoder(out).Decode(&o)
	if ended := cmd.Wait(); err != nil || ended != nil {
		return o, fmt.Errorf("%s: %w", t.Contestant, errors.Join(err, ended))
	}
	return o, b.remove(ctx, t.outputs()...)
}

// start starts a contestant.
func (b *bench) start(ctx context.Context, t task) (*exec.Cmd, *os.File, error) {
	t.Brokers = b.brokers
	text, err := json.Marshal(t)
	if err != nil {
		return nil, nil, err
	}
	r, w, err := os.Pipe()
	if err != nil {
		return nil, nil, err
	}
	cmd := exec.CommandContext(ctx, os.Args[0])
	cmd.Env = append(os.Environ(), taskVariable+"="+string(text))
	cmd.Stdout, cmd.Stderr = w, os.Stderr
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	err = cmd.Start()
	return cmd, r, errors.Join(err, w.Close())
}

// meter measures a process from the first record on.
type meter struct {
	began time.Time
	cpu   float64
}

func newMeter() *meter { return &meter{began: time.Now(), cpu: cpuTime()} }

func (m *meter) read() outcome {
	return outcome{Seconds: time.Since(m.began).Seconds(), CPU: cpuTime() - m.cpu}
}

func cpuTime() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err) // it cannot fail for the process itself
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()).Seconds()
}

func cluster(brokers []string) stream.Cluster { return stream.Cluster{Brokers: brokers} }
