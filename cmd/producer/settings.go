package main

import (
	"context"
	"errors"
	"time"

	"golang.org/x/text/language"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/cli"
	"github.com/dragoman-wire/dragoman/internal/replay"
	"github.com/dragoman-wire/dragoman/internal/stream"
	"github.com/dragoman-wire/dragoman/processor/article"
)

const description = `Replay archives of news articles into the raw topic, one article a record.

An ARCHIVE is a file, a folder with files, a pattern, or "-" for standard input. Files are articles (.json, .xml, .rss, .atom, .html, .txt) or hold many (.jsonl, .tar, .zip, .warc), plain or packed (.gz, .zst, .bz2, .xz). Articles keep their bytes, but those that share a message or a feed travel alone as plain JSON; the key is the article's id, the same on every replay. Of duplicates one is sent.

Every flag is also a variable (--topic-prefix: DRAGOMAN_TOPIC_PREFIX), and every variable may name a file that holds the value (DRAGOMAN_SASL_PASSWORD_FILE). Exit status: 0 when every article was sent, 1 when some were not, 2 when a setting is wrong.`

// settings are the command's flags and arguments.
type settings struct {
	Archives []string `arg:"" name:"archive" help:"What to replay, in this order."`

	cli.Kafka   `embed:""`
	Topic       string `placeholder:"NAME" help:"Topic to send to. Default: news.raw behind the prefix." group:"Kafka:"`
	TopicPrefix string `placeholder:"PREFIX" help:"Put before the topic's standard name." group:"Kafka:"`
	Compression string `enum:"none,gzip,snappy,lz4,zstd" default:"none" help:"How batches are compressed: ${enum}." group:"Kafka:"`

	Rate   float64 `placeholder:"N" help:"Articles to send a second. Default: as many as the brokers take." group:"Pace:"`
	Speed  float64 `placeholder:"N" help:"Send at N times the original pace, by publication time." group:"Pace:"`
	Window int     `default:"10000" help:"Articles that --speed puts in order of time, where the archive is not." group:"Pace:"`

	From     moment   `placeholder:"TIME" help:"Only articles published then or later (RFC 3339, or a day)." group:"Selection:"`
	To       moment   `placeholder:"TIME" help:"Only articles published before (RFC 3339, or a day)." group:"Selection:"`
	Language []string `placeholder:"TAG" help:"Only articles that declare one of these languages (BCP 47)." group:"Selection:"`
	Limit    int      `placeholder:"N" help:"Stop after N articles." group:"Selection:"`

	Checkpoint string `placeholder:"FILE" help:"Remember in FILE how far the replay came, and go on from there. The same archives and settings must be given."`

	Lang      string    `placeholder:"TAG" help:"Language (BCP 47) of articles that declare none." group:"Articles:"`
	Published time.Time `placeholder:"TIME" help:"Publication time (RFC 3339) of articles that tell none." group:"Articles:"`
	Source    string    `placeholder:"NAME" help:"Source of articles that name none." group:"Articles:"`
	MaxBytes  int       `default:"10485760" help:"Largest article; larger ones are skipped." group:"Articles:"`

	Live   bool `help:"Send as live news: leave out the header that marks a replay, so that alerts go out, and hold embargoed articles back until their time."`
	DryRun bool `help:"Read and count everything, but send nothing and need no brokers."`
}

// Validate reports the first setting that is wrong by itself; kong calls it.
func (s *settings) Validate() error {
	switch {
	case s.Rate < 0:
		return errors.New("--rate: must not be negative")
	case s.Speed < 0:
		return errors.New("--speed: must not be negative")
	case s.Rate > 0 && s.Speed > 0:
		return errors.New("--rate and --speed: give one of them")
	case s.Limit < 0:
		return errors.New("--limit: must not be negative")
	case s.Window <= 0:
		return errors.New("--window: must be positive")
	case !s.From.IsZero() && !s.To.IsZero() && !s.From.Before(s.To.Time):
		return errors.New("--from and --to: the first must be before the second")
	case s.MaxBytes <= 0:
		return errors.New("--max-bytes: must be positive")
	case s.Topic != "" && s.TopicPrefix != "":
		return errors.New("--topic and --topic-prefix: give one of them")
	}
	for flag, tags := range map[string][]string{"--lang": {s.Lang}, "--language": s.Language} {
		for _, tag := range tags {
			if _, err := language.Parse(tag); err != nil && tag != "" {
				return errors.New(flag + ": not a language tag of BCP 47, such as id or zh-Hant")
			}
		}
	}
	if err := (events.Topics{Prefix: s.TopicPrefix}).Validate(); err != nil {
		return err
	}
	return s.Kafka.Validate()
}

func (s *settings) topic() string {
	if s.Topic != "" {
		return s.Topic
	}
	return events.Topics{Prefix: s.TopicPrefix}.Raw()
}

func (s *settings) options() replay.Options {
	o := replay.Options{
		Topic: s.topic(),
		Decoder: article.Decoder{
			Limits:   article.Limits{MaxBytes: s.MaxBytes},
			Defaults: article.Defaults{Language: s.Lang, Published: s.Published, Source: s.Source},
		},
		Filter: replay.Filter{From: s.From.Time, To: s.To.Time, Languages: s.Language},
		Window: s.Window,
		Limit:  s.Limit,
		Live:   s.Live,
	}
	if !s.DryRun {
		o.Pace = replay.Pace{Rate: s.Rate, Speed: s.Speed}
		o.Checkpoint = s.Checkpoint
	}
	return o
}

// moment is a time as people give it: in RFC 3339, or the beginning of a day in UTC.
type moment struct{ time.Time }

// UnmarshalText reads it; kong calls it.
func (m *moment) UnmarshalText(text []byte) (err error) {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if m.Time, err = time.Parse(layout, string(text)); err == nil {
			return nil
		}
	}
	return errors.New("neither a time such as 2024-05-21T03:00:00Z nor a day such as 2024-05-21")
}

// publisher connects to the brokers and checks that the topic is there. In a dry
// run it takes everything and does nothing. release ends the connection.
func (s *settings) publisher(ctx context.Context) (p replay.Publisher, release func(), err error) {
	if s.DryRun {
		return discard{}, func() {}, nil
	}
	cluster := s.Cluster()
	if err := checkTopic(ctx, cluster, s.topic()); err != nil {
		return nil, nil, err
	}
	producer, err := stream.NewProducer(stream.ProducerConfig{Cluster: cluster, Compression: compressions[s.Compression]})
	if err != nil {
		return nil, nil, err
	}
	return producer, producer.Close, nil
}

var compressions = map[string]stream.Compression{
	"none":   stream.CompressionNone,
	"gzip":   stream.CompressionGzip,
	"snappy": stream.CompressionSnappy,
	"lz4":    stream.CompressionLz4,
	"zstd":   stream.CompressionZstd,
}
