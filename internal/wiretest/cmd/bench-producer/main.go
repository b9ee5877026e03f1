// Bench-producer measures what the producer makes of synthetic archives, one of each
// kind: articles and megabytes a second, the processor time that they took, and the
// most memory. Beside it stand the two speeds that it cannot exceed, measured in the
// same run: that of the decompressor alone, and that of the broker alone.
//
// It sends to an embedded broker or, where DRAGOMAN_TEST_BROKERS names one, to that.
// A producer that takes more memory than it may, or loses an article, is a failure.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/dragoman-wire/dragoman/internal/broker"
	"github.com/dragoman-wire/dragoman/internal/stream"
	"github.com/dragoman-wire/dragoman/internal/wiretest"
)

func main() {
	var b bench
	flag.IntVar(&b.articles, "articles", 20_000, "articles in each archive")
	flag.StringVar(&b.producer, "producer", "bin/producer", "the producer's program")
	flag.Int64Var(&b.maxMemory, "max-memory", 200, "most megabytes that the producer may take")
	kinds := flag.String("kinds", strings.Join(wiretest.Kinds, ","), "kinds of archives")
	flag.Parse()
	if err := b.run(strings.Split(*kinds, ",")); err != nil {
		fmt.Fprintln(os.Stderr, "bench-producer:", err)
		os.Exit(1)
	}
}

type bench struct {
	articles  int
	producer  string
	maxMemory int64 // MB
	folder    string
	brokers   string
	broken    []string // what went wrong
}

func (b *bench) run(kinds []string) (err error) {
	if b.folder, err = os.MkdirTemp("", "bench-producer-*"); err != nil {
		return err
	}
	defer os.RemoveAll(b.folder)
	if b.brokers = os.Getenv("DRAGOMAN_TEST_BROKERS"); b.brokers == "" {
		embedded, err := broker.Start(broker.Options{RetentionBytes: 16 << 20, RetentionInterval: time.Second})
		if err != nil {
			return err
		}
		defer embedded.Close()
		b.brokers = embedded.Addr()
	}
	alone, err := b.brokerAlone()
	if err != nil {
		return err
	}
	fmt.Printf("%d articles an archive; the broker alone takes %.0f articles/s\n\n", b.articles, alone)
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "archive\tarticles/s\tMB/s\tof the slower\tdecompressor MB/s\tµs of processor an article\tmost memory, MB\t")
	for _, kind := range kinds {
		if err := b.kind(w, kind, alone); err != nil {
			return fmt.Errorf("%s: %w", kind, err)
		}
		if err := w.Flush(); err != nil {
			return err
		}
	}
	if len(b.broken) > 0 {
		return fmt.Errorf("%s", strings.Join(b.broken, "; "))
	}
	return nil
}

// kind makes an archive of one kind, and measures the decompressor and the producer on it.
func (b *bench) kind(out io.Writer, kind string, broker float64) error {
	name := filepath.Join(b.folder, "archive."+kind)
	if err := write(name, kind, b.articles); err != nil {
		return err
	}
	defer os.Remove(name)
	size, unpacking, err := unpack(name)
	if err != nil {
		return err
	}
	topic, err := b.topic(kind)
	if err != nil {
		return err
	}
	command := exec.Command(b.producer, "--brokers", b.brokers, "--topic", topic, name)
	command.Stderr = os.Stderr
	began := time.Now()
	table, err := command.Output()
	took := time.Since(began)
	if err != nil {
		return fmt.Errorf("the producer: %w", err)
	}
	if sent := sentIn(table); sent != b.articles {
		b.broken = append(b.broken, fmt.Sprintf("%s: %d articles sent", kind, sent))
	}
	usage := command.ProcessState.SysUsage().(*syscall.Rusage)
	memory := usage.Maxrss / 1024 // Linux tells it in kilobytes
	if memory > b.maxMemory {
		b.broken = append(b.broken, fmt.Sprintf("%s: %d MB of memory, %d are allowed", kind, memory, b.maxMemory))
	}
	rate := float64(b.articles) / took.Seconds()
	megabytes := float64(size) / 1e6
	slower := min(broker, float64(b.articles)/unpacking.Seconds())
	processor := command.ProcessState.UserTime() + command.ProcessState.SystemTime()
	_, err = fmt.Fprintf(out, "%s\t%.0f\t%.0f\t%.0f %%\t%.0f\t%.1f\t%d\t\n", kind, rate, megabytes/took.Seconds(), 100*rate/slower,
		megabytes/unpacking.Seconds(), float64(processor.Microseconds())/float64(b.articles), memory)
	return err
}

var sentLine = regexp.MustCompile(`(?m)^sent +(\d+)`)

func sentIn(table []byte) int {
	found := sentLine.FindSubmatch(table)
	if found == nil {
		return 0
	}
	n, _ := strconv.Atoi(string(found[1])) // digits
	return n
}

func write(name, kind string, n int) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := wiretest.Write(file, kind, n); err != nil {
		return err
	}
	return file.Close()
}

// unpack reads an archive with nothing but its decompressor.
func unpack(name string) (size int64, took time.Duration, err error) {
	file, err := os.Open(name)
	if err != nil {
		return 0, 0, err
	}
	defer file.Close()
	began := time.Now()
	var unpacked io.Reader
	if strings.HasSuffix(name, ".gz") {
		unpacked, err = gzip.NewReader(file)
	} else {
		unpacked, err = zstd.NewReader(file, zstd.WithDecoderConcurrency(1))
	}
	if err != nil {
		return 0, 0, err
	}
	size, err = io.Copy(io.Discard, unpacked)
	return size, time.Since(began), err
}

// topic makes a topic of four partitions.
func (b *bench) topic(name string) (string, error) {
	name = "bench." + name
	_, err := stream.CreateTopics(context.Background(), b.cluster(), []stream.Topic{{Name: name, Partitions: 4, Config: map[string]string{"retention.bytes": "16777216"}}})
	return name, err
}

func (b *bench) cluster() stream.Cluster { return stream.Cluster{Brokers: []string{b.brokers}} }

// brokerAlone sends ready-made records in the producer's batches and returns how
// many the broker takes a second.
func (b *bench) brokerAlone() (float64, error) {
	const batch = 700 // of 3 KB: as many as the producer puts together
	topic, err := b.topic("alone")
	if err != nil {
		return 0, err
	}
	producer, err := stream.NewProducer(stream.ProducerConfig{Cluster: b.cluster()})
	if err != nil {
		return 0, err
	}
	defer producer.Close()
	outs := make([]stream.Output, batch)
	for i := range outs {
		a := wiretest.Story(i)
		value, err := a.JSON()
		if err != nil {
			return 0, err
		}
		outs[i] = stream.Output{Topic: topic, Key: []byte(a.ID), Value: value}
	}
	began, sent := time.Now(), 0
	for sent < b.articles {
		if err := producer.Produce(context.Background(), outs); err != nil {
			return 0, err
		}
		sent += batch
	}
	return float64(sent) / time.Since(began).Seconds(), nil
}
