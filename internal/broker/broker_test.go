package broker

import (
	"context"
	"net"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/segmentio/kafka-go"
)

func start(t *testing.T, o Options) *Broker {
	t.Helper()
	b, err := Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

func client(b *Broker) *kafka.Client {
	return &kafka.Client{Addr: kafka.TCP(b.Addr()), Timeout: 10 * time.Second, Transport: &kafka.Transport{}}
}

func create(t *testing.T, b *Broker, topic string, config ...kafka.ConfigEntry) {
	t.Helper()
	res, err := client(b).CreateTopics(context.Background(), &kafka.CreateTopicsRequest{Topics: []kafka.TopicConfig{
		{Topic: topic, NumPartitions: 1, ReplicationFactor: -1, ConfigEntries: config},
	}})
	if err != nil || res.Errors[topic] != nil {
		t.Fatal(err, res)
	}
}

func write(t *testing.T, b *Broker, topic string, n, size int) {
	t.Helper()
	for range n {
		res, err := client(b).Produce(context.Background(), &kafka.ProduceRequest{
			Topic: topic, RequiredAcks: kafka.RequireAll,
			Records: kafka.NewRecordReader(kafka.Record{Value: kafka.NewBytes(make([]byte, size))}),
		})
		if err != nil || res.Error != nil {
			t.Fatal(err, res)
		}
	}
}

func offsets(t *testing.T, b *Broker, topic string) (first, last int64) {
	t.Helper()
	res, err := client(b).ListOffsets(context.Background(), &kafka.ListOffsetsRequest{Topics: map[string][]kafka.OffsetRequest{
		topic: {kafka.FirstOffsetOf(0), kafka.LastOffsetOf(0)},
	}})
	if err != nil {
		t.Fatal(err)
	}
	p := res.Topics[topic][0]
	return p.FirstOffset, p.LastOffset
}

func TestDataSurviveARestart(t *testing.T) {
	dir := t.TempDir()
	b := start(t, Options{Dir: dir})
	create(t, b, "t")
	write(t, b, "t", 3, 10)
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	b = start(t, Options{Dir: dir})
	if first, last := offsets(t, b, "t"); first != 0 || last != 3 {
		t.Fatalf("offsets after the restart are %d to %d, want 0 to 3", first, last)
	}
}

func TestSecondOpenerOfADirectoryIsRefused(t *testing.T) {
	dir := t.TempDir()
	b := start(t, Options{Dir: dir})
	_, err := Start(Options{Dir: dir})
	if err == nil || !strings.Contains(err.Error(), dir+" is in use") || strings.Contains(err.Error(), "\n") {
		t.Fatalf("second Start: %v", err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	start(t, Options{Dir: dir}) // free again
}

func TestBusyPortReleasesTheDirectory(t *testing.T) {
	dir := t.TempDir()
	busy := start(t, Options{})
	if _, err := Start(Options{Dir: dir, Listen: busy.Addr()}); err == nil {
		t.Fatal("Start on a port in use did not fail")
	}
	start(t, Options{Dir: dir})
}

func TestAdvertisedAddress(t *testing.T) {
	b := start(t, Options{Listen: "0.0.0.0:0"})
	host, port, _ := net.SplitHostPort(b.Addr())
	if host != "localhost" || port == "0" {
		t.Errorf("listening everywhere is advertised as %s", b.Addr())
	}
	b = start(t, Options{Advertise: "kafka.example:9999"})
	if b.Addr() != "kafka.example:9999" {
		t.Errorf("advertised address is %s", b.Addr())
	}
}

func TestRetentionIsApplied(t *testing.T) {
	b := start(t, Options{RetentionInterval: time.Millisecond})
	create(t, b, "t", kafka.ConfigEntry{ConfigName: "retention.bytes", ConfigValue: "5000"})
	write(t, b, "t", 20, 1000)
	for { // ends with the test's deadline if retention never happens
		if first, last := offsets(t, b, "t"); last == 20 && first > 10 {
			return
		}
	}
}

func TestTemporaryDirectoryIsRemoved(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	b := start(t, Options{})
	create(t, b, "t")
	entries, err := os.ReadDir(os.TempDir())
	if err != nil || len(entries) != 1 {
		t.Fatalf("temporary directories are %v (%v), want one", entries, err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if entries, err = os.ReadDir(os.TempDir()); err != nil || len(entries) != 0 {
		t.Errorf("%v is left (%v)", entries, err)
	}
}
