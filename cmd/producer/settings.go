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

An ARCHIVE is a file or a folder with files: .txt, .json (ninjs or plain) or .jsonl/.ndjson, plain or packed (.gz, .zst). Articles keep their bytes; the key is the article's id, the same on every replay.

Every flag is also a variable (--topic-prefix: DRAGOMAN_TOPIC_PREFIX), and every variable may name a file that holds the value (DRAGOMAN_SASL_PASSWORD_FILE). Exit status: 0 when every article was sent, 1 when some were not, 2 when a setting is wrong.`

// settings are the command's flags and arguments.
type settings struct {
	Archives []string `arg:"" name:"archive" help:"Files and folders to replay, in this order."`

	cli.Kafka   `embed:""`
	Topic       string `placeholder:"NAME" help:"Topic to send to. Default: news.raw behind the prefix." group:"Kafka:"`
	TopicPrefix string `placeholder:"PREFIX" help:"Put before the topic's standard name." group:"Kafka:"`
	Compression string `enum:"none,gzip,snappy,lz4,zstd" default:"none" help:"How batches are compressed: ${enum}." group:"Kafka:"`

	Rate  float64 `placeholder:"N" help:"Articles to send a second. Default: as many as the brokers take." group:"Pace:"`
	Speed float64 `placeholder:"N" help:"Send at N times the original pace, by publication time." group:"Pace:"`
	Limit int     `placeholder:"N" help:"Stop after N articles." group:"Pace:"`

	Lang      string    `placeholder:"TAG" help:"Language (BCP 47) of articles that declare none." group:"Articles:"`
	Published time.Time `placeholder:"TIME" help:"Publication time (RFC 3339) of articles that tell none." group:"Articles:"`
	Source    string    `placeholder:"NAME" help:"Source of articles that name none." group:"Articles:"`
	MaxBytes  int       `default:"10485760" help:"Largest article; larger ones are skipped." group:"Articles:"`

	Live   bool `help:"Send as live news: leave out the header that marks a replay, so that alerts go out."`
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
	case s.MaxBytes <= 0:
		return errors.New("--max-bytes: must be positive")
	case s.Topic != "" && s.TopicPrefix != "":
		return errors.New("--topic and --topic-prefix: give one of them")
	}
	if s.Lang != "" {
		if _, err := language.Parse(s.Lang); err != nil {
			return errors.New("--lang: not a language tag of BCP 47, such as id or zh-Hant")
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
		Limit: s.Limit,
		Live:  s.Live,
	}
	if !s.DryRun {
		o.Pace = replay.Pace{Rate: s.Rate, Speed: s.Speed}
	}
	return o
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
