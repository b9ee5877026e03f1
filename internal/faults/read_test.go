package faults

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/dragoman-wire/dragoman/internal/kafkatest"
	"github.com/dragoman-wire/dragoman/internal/stream/wire"
)

// record is a record as a reader sees it.
type record struct {
	topic      string
	partition  int
	offset     int64
	headers    map[string]string
	key, value string
	by         writer // where the reader tells
}

// writer is who wrote a record, and when.
type writer struct {
	producer int64
	epoch    int16
	time     time.Time
}

func (w writer) String() string {
	return fmt.Sprintf("by producer %d, epoch %d, at %s", w.producer, w.epoch, clock(w.time))
}

func writtenBy(r *kgo.Record) writer { return writer{r.ProducerID, r.ProducerEpoch, r.Timestamp} }

// offsets are one for each partition of a topic.
type offsets map[int]int64

// franz reads all of some topics with franz-go, what is committed or all.
func (s *scene) franz(ctx context.Context, isolation kgo.IsolationLevel, topics []string) (all []record, err error) {
	err = s.each(ctx, isolation, topics, func(r *kgo.Record) {
		if r.Attrs.IsControl() {
			return
		}
		headers := map[string]string{}
		for _, h := range r.Headers {
			headers[h.Key] = string(h.Value)
		}
		all = append(all, record{r.Topic, int(r.Partition), r.Offset, headers, string(r.Key), string(r.Value), writtenBy(r)})
	})
	return all, err
}

// each reads topics to their present ends with franz-go, control records too.
func (s *scene) each(ctx context.Context, isolation kgo.IsolationLevel, topics []string, see func(*kgo.Record)) error {
	type place struct {
		topic     string
		partition int32
	}
	left := map[place]int64{}
	for _, topic := range topics {
		ends, err := s.ends(ctx, topic)
		if err != nil {
			return err
		}
		for p, end := range ends {
			if end > 0 {
				left[place{topic, int32(p)}] = end
			}
		}
	}
	client, err := kgo.NewClient(kgo.SeedBrokers(s.cluster.Brokers()...), kgo.ConsumeTopics(topics...),
		kgo.FetchIsolationLevel(isolation), kgo.KeepControlRecords(), kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()))
	if err != nil {
		return err
	}
	defer client.Close()
	for len(left) > 0 {
		fetches := client.PollFetches(ctx)
		if err := fetches.Err0(); err != nil {
			return fmt.Errorf("franz-go: %w; %v not reached", err, left)
		}
		fetches.EachRecord(func(r *kgo.Record) {
			if at := (place{r.Topic, r.Partition}); r.Offset+1 >= left[at] {
				delete(left, at)
			}
			see(r)
		})
	}
	return nil
}

// second reads what is committed independently of franz-go: with kcat, which is
// librdkafka, or where that is not installed with the stream's own reader.
func (s *scene) second(ctx context.Context, topics []string) (name string, all []record, err error) {
	if path, err := exec.LookPath("kcat"); err == nil {
		all, err = s.kcat(ctx, path, topics)
		return "kcat", all, err
	}
	all, err = s.own(ctx, topics)
	return "own reader", all, err
}

func (s *scene) kcat(ctx context.Context, path string, topics []string) (all []record, err error) {
	for _, topic := range topics {
		var complaints bytes.Buffer
		cmd := exec.CommandContext(ctx, path, "-q", "-C", "-b", strings.Join(s.cluster.Brokers(), ","), "-t", topic,
			"-o", "beginning", "-e", "-X", "isolation.level=read_committed", "-f", "%p\t%o\t%h\t%k\t%s\n")
		cmd.Stderr = &complaints
		out, err := cmd.Output()
		if err != nil {
			return nil, fmt.Errorf("kcat: %w: %s", err, complaints.String())
		}
		for line := range strings.Lines(string(out)) {
			fields := strings.SplitN(strings.TrimSuffix(line, "\n"), "\t", 5)
			if len(fields) != 5 {
				return nil, fmt.Errorf("kcat wrote %.100q", line)
			}
			partition, err := strconv.Atoi(fields[0])
			if err != nil {
				return nil, err
			}
			offset, err := strconv.ParseInt(fields[1], 10, 64)
			if err != nil {
				return nil, err
			}
			headers := map[string]string{}
			for h := range strings.SplitSeq(fields[2], ",") {
				key, value, _ := strings.Cut(h, "=")
				headers[key] = value
			}
			all = append(all, record{topic, partition, offset, headers, fields[3], fields[4], writer{}})
		}
	}
	return all, nil
}

func (s *scene) own(ctx context.Context, topics []string) (all []record, err error) {
	transport := &kafka.Transport{}
	defer transport.CloseIdleConnections()
	for _, topic := range topics {
		ends, err := s.ends(ctx, topic)
		if err != nil {
			return nil, err
		}
		for partition, end := range ends {
			for at := int64(0); at < end; {
				res, err := transport.RoundTrip(ctx, kafka.TCP(s.cluster.Brokers()...), wire.NewFetch(topic, partition, at, 1<<20, 500))
				if err != nil {
					return nil, err
				}
				f, err := res.(*wire.FetchResponse).Partition()
				if err != nil {
					return nil, err
				}
				from := at
				at, err = f.Batches(at, func(b *wire.Batch) error {
					return b.Records(1<<30, func(r wire.Record) bool {
						if r.Offset >= from {
							headers := map[string]string{}
							for _, h := range r.Headers {
								headers[h.Key] = string(h.Value)
							}
							all = append(all, record{topic, partition, r.Offset, headers, string(r.Key), string(r.Value), writer{}})
						}
						return true
					})
				})
				if err != nil {
					return nil, err
				}
			}
		}
	}
	return all, nil
}

// ends are the end offsets of a topic's partitions.
func (s *scene) ends(ctx context.Context, topic string) (offsets, error) {
	var requests []kafka.OffsetRequest
	for p := range s.partitions[topic] {
		requests = append(requests, kafka.LastOffsetOf(p))
	}
	res, err := s.client().ListOffsets(ctx, &kafka.ListOffsetsRequest{Topics: map[string][]kafka.OffsetRequest{topic: requests}})
	if err != nil {
		return nil, err
	}
	ends := offsets{}
	for _, p := range res.Topics[topic] {
		if p.Error != nil {
			return nil, p.Error
		}
		ends[p.Partition] = p.LastOffset
	}
	return ends, nil
}

// committed are a group's offsets of topics, 0 where there is none.
func (s *scene) committed(ctx context.Context, group string, topics []string) (map[string]offsets, error) {
	asked := map[string]int{}
	for _, topic := range topics {
		asked[topic] = s.partitions[topic]
	}
	known, err := kafkatest.GroupOffsets(ctx, s.cluster.Brokers(), group, asked)
	if err != nil {
		return nil, err
	}
	all := map[string]offsets{}
	for _, topic := range topics {
		all[topic] = offsets{}
		for p := range s.partitions[topic] {
			all[topic][p] = known[topic][p]
		}
	}
	return all, nil
}

func (s *scene) client() *kafka.Client {
	return &kafka.Client{Addr: kafka.TCP(s.cluster.Brokers()...), Timeout: 10 * time.Second, Transport: s.transport}
}
