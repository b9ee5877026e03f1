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

	"github.com/dragoman-wire/dragoman/internal/stream/wire"
)

// franz reads all outputs with franz-go, committed ones or all.
func (s *scene) franz(ctx context.Context, isolation kgo.IsolationLevel) (findings, error) {
	all := findings{}
	err := s.records(ctx, isolation, func(r *kgo.Record) {
		if r.Attrs.IsControl() {
			return
		}
		headers := map[string]string{}
		for _, h := range r.Headers {
			headers[h.Key] = string(h.Value)
		}
		f := newFound(r.Partition, r.Offset, headers, string(r.Key)+string(r.Value))
		f.by = writtenBy(r)
		all[r.Topic] = append(all[r.Topic], f)
	}, s.topics.A, s.topics.B, s.topics.Dead)
	return all, err
}

// records reads topics to their present ends with franz-go, control records too.
func (s *scene) records(ctx context.Context, isolation kgo.IsolationLevel, each func(*kgo.Record), names ...string) error {
	left := map[string]map[int32]int64{}
	for _, topic := range names {
		ends, err := s.ends(ctx, topic)
		if err != nil {
			return err
		}
		for p, end := range ends {
			if end > 0 {
				if left[topic] == nil {
					left[topic] = map[int32]int64{}
				}
				left[topic][int32(p)] = end
			}
		}
	}
	client, err := kgo.NewClient(kgo.SeedBrokers(s.cluster.Brokers()...), kgo.ConsumeTopics(names...),
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
			each(r)
			if r.Offset+1 >= left[r.Topic][r.Partition] {
				if delete(left[r.Topic], r.Partition); len(left[r.Topic]) == 0 {
					delete(left, r.Topic)
				}
			}
		})
	}
	return nil
}

func writtenBy(r *kgo.Record) writer { return writer{r.ProducerID, r.ProducerEpoch, r.Timestamp} }

// newFound knows where an output or a dead letter comes from.
func newFound(partition int32, offset int64, headers map[string]string, content string) found {
	from := headers["origin"]
	if p, dead := headers["dragoman-source-partition"]; dead {
		from = p + ":" + headers["dragoman-source-offset"]
	}
	return found{partition: partition, offset: offset, origin: from, content: content}
}

// second reads all committed outputs independently of franz-go: with kcat, which is
// librdkafka, or where that is not installed with the stream's own reader.
func (s *scene) second(ctx context.Context) (name string, all findings, err error) {
	if path, err := exec.LookPath("kcat"); err == nil {
		all, err = s.kcat(ctx, path)
		return "kcat", all, err
	}
	all, err = s.own(ctx)
	return "own reader", all, err
}

func (s *scene) kcat(ctx context.Context, path string) (findings, error) {
	all := findings{}
	for _, topic := range []string{s.topics.A, s.topics.B, s.topics.Dead} {
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
			partition, err := strconv.ParseInt(fields[0], 10, 32)
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
			all[topic] = append(all[topic], newFound(int32(partition), offset, headers, fields[3]+fields[4]))
		}
	}
	return all, nil
}

func (s *scene) own(ctx context.Context) (findings, error) {
	transport := &kafka.Transport{}
	defer transport.CloseIdleConnections()
	all := findings{}
	for _, topic := range []string{s.topics.A, s.topics.B, s.topics.Dead} {
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
							all[topic] = append(all[topic], newFound(int32(partition), r.Offset, headers, string(r.Key)+string(r.Value)))
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
func (s *scene) ends(ctx context.Context, topic string) (map[int]int64, error) {
	var requests []kafka.OffsetRequest
	for p := range s.partitions[topic] {
		requests = append(requests, kafka.LastOffsetOf(p))
	}
	res, err := s.client().ListOffsets(ctx, &kafka.ListOffsetsRequest{Topics: map[string][]kafka.OffsetRequest{topic: requests}})
	if err != nil {
		return nil, err
	}
	ends := map[int]int64{}
	for _, p := range res.Topics[topic] {
		if p.Error != nil {
			return nil, p.Error
		}
		ends[p.Partition] = p.LastOffset
	}
	return ends, nil
}

// committed are the group's offsets, -1 where there is none.
func (s *scene) committed(ctx context.Context) (map[int]int64, error) {
	var ids []int
	for p := range s.partitions[s.topics.In] {
		ids = append(ids, p)
	}
	res, err := s.client().OffsetFetch(ctx, &kafka.OffsetFetchRequest{GroupID: group, Topics: map[string][]int{s.topics.In: ids}})
	if err != nil {
		return nil, err
	}
	if res.Error != nil {
		return nil, res.Error
	}
	offsets := map[int]int64{}
	for _, p := range res.Topics[s.topics.In] {
		if p.Error != nil {
			return nil, p.Error
		}
		offsets[p.Partition] = p.CommittedOffset
	}
	return offsets, nil
}

func (s *scene) client() *kafka.Client {
	return &kafka.Client{Addr: kafka.TCP(s.cluster.Brokers()...), Timeout: 10 * time.Second, Transport: s.transport}
}
