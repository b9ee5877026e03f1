// Package metrics counts what the consumer does, for Prometheus. Its collectors
// observe the stream and the pipeline; nothing else in the program knows them.
//
// Labels have few values, all known in advance or bounded by the topics of the
// installation; never an article's id, address, text or pair of countries. The
// combinations that are known in advance are there from the start, at 0, because
// a rate cannot see a series that is born at 1.
package metrics

import (
	"runtime"
	"runtime/debug"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"github.com/dragoman-wire/dragoman/events"
)

const namespace = "dragoman"

// Options tell what is known before the first record.
type Options struct {
	Registerer prometheus.Registerer
	Topics     events.Topics
	Languages  []string // of the language packs
	Receivers  []string // of alerts
	Version    string   // of Dragoman
	Now        func() time.Time
}

// Metrics are the consumer's metrics. It implements stream.Observer and
// pipeline.Observer.
type Metrics struct {
	now func() time.Time

	consumed, consumedBytes  *prometheus.CounterVec
	processed                *prometheus.CounterVec
	published, publishErrors *prometheus.CounterVec
	retractions              *prometheus.CounterVec
	deadLetters              *prometheus.CounterVec
	decodeErrors             *prometheus.CounterVec
	retries                  *prometheus.CounterVec
	rebalances, commits      *prometheus.CounterVec
	replayed                 *prometheus.CounterVec
	gaps, lost               *prometheus.CounterVec

	processDuration, publishDuration *prometheus.HistogramVec
	latency                          *prometheus.HistogramVec

	lagRecords, lagSeconds, committedOffset *prometheus.GaugeVec
	assigned                                *prometheus.GaugeVec
	lastArticle, inFlight                   prometheus.Gauge

	alertMetrics
}

// New makes the metrics and registers them, with those of the process and of
// Go's runtime. It panics if they are registered already.
func New(o Options) *Metrics {
	f := factory{o.Registerer}
	m := &Metrics{
		now: o.Now,

		consumed:      f.counter("articles_consumed_total", "Records read from the raw topic.", "topic"),
		consumedBytes: f.counter("consumed_bytes_total", "Bytes of keys, values and headers read from the raw topic.", "topic"),
		processed:     f.counter("articles_processed_total", "Articles handled, by what became of them.", "result"),
		published:     f.counter("events_published_total", "Events acknowledged by the brokers.", "event_type", "language"),
		retractions:   f.counter("retractions_published_total", "Retractions acknowledged by the brokers.", "status"),
		publishErrors: f.counter("publish_errors_total", "Attempts to publish that failed.", "topic", "reason"),
		deadLetters:   f.counter("dead_letters_total", "Records written to the dead-letter topic.", "reason"),
		decodeErrors:  f.counter("decode_errors_total", "Records that are no article, by the format that they seemed to be in.", "format"),
		retries:       f.counter("retries_total", "Attempts that failed and were repeated.", "stage"),
		rebalances:    f.counter("rebalances_total", "Partitions assigned to and revoked from this member, counted once a topic and generation.", "kind"),
		commits:       f.counter("commits_total", "Commits of offsets.", "result"),
		replayed:      f.counter("replay_records_total", "Records replayed from an archive that were finished.", "result"),
		gaps:          f.counter("offset_gaps_total", "Offsets that were no longer in their topic, by why: retention, or reset where the topic was cut or made anew.", "topic", "kind"),
		lost:          f.counter("lost_records_total", "Records that retention deleted before they were read, or that were passed over with them.", "topic"),

		processDuration: f.histogram("process_duration_seconds", "Time to handle one article, by step.", stepBuckets, "stage"),
		publishDuration: f.histogram("publish_duration_seconds", "Time from the first sending of a batch to its acknowledgement.", networkBuckets, "topic"),
		latency:         f.histogram("end_to_end_latency_seconds", "Time from the raw record's timestamp to the acknowledgement of its event; without replayed records.", latencyBuckets, "event_type"),

		lagRecords:      f.gauge("consumer_lag_records", "Records between the last one published and the end of the partition.", "topic", "partition"),
		lagSeconds:      f.gauge("consumer_lag_seconds", "Age of the oldest record that is not yet published.", "topic", "partition"),
		committedOffset: f.gauge("consumer_committed_offset", "Offset that the group has committed.", "topic", "partition"),
		assigned:        f.gauge("assigned_partitions", "Partitions that this member reads.", "topic"),
		lastArticle:     f.gauge("last_article_timestamp_seconds", "When the last article was handled, or the start of the process.").WithLabelValues(),
		inFlight:        f.gauge("inflight_articles", "Records fetched and not yet published.").WithLabelValues(),

		alertMetrics: newAlertMetrics(f),
	}
	m.lastArticle.Set(unix(o.Now()))
	f.gauge("build_info", "Version of this program; always 1.", "version", "revision", "goversion").
		WithLabelValues(o.Version, revision(), runtime.Version()).Set(1)
	o.Registerer.MustRegister(
		collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	)
	m.startAtZero(o)
	return m
}

// Buckets, in seconds. A step of the pipeline takes microseconds, a request to a
// broker milliseconds, and the whole way up to minutes when there is lag.
var (
	stepBuckets    = prometheus.ExponentialBuckets(5e-6, 4, 10)    // 5 µs to 1.3 s
	networkBuckets = prometheus.ExponentialBuckets(0.001, 2.5, 10) // 1 ms to 3.8 s
	latencyBuckets = prometheus.ExponentialBuckets(0.002, 2.5, 13) // 2 ms to 119 s
)

// factory makes and registers collectors.
type factory struct{ registerer prometheus.Registerer }

func (f factory) counter(name, help string, labels ...string) *prometheus.CounterVec {
	return register(f, prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: namespace, Name: name, Help: help}, labels))
}

func (f factory) gauge(name, help string, labels ...string) *prometheus.GaugeVec {
	return register(f, prometheus.NewGaugeVec(prometheus.GaugeOpts{Namespace: namespace, Name: name, Help: help}, labels))
}

func (f factory) histogram(name, help string, buckets []float64, labels ...string) *prometheus.HistogramVec {
	return register(f, prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Namespace: namespace, Name: name, Help: help, Buckets: buckets,
	}, labels))
}

func register[C prometheus.Collector](f factory, c C) C {
	f.registerer.MustRegister(c)
	return c
}

func unix(t time.Time) float64 { return float64(t.UnixMilli()) / 1000 }

// revision is the commit that the program was built from.
func revision() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				return s.Value
			}
		}
	}
	return "unknown"
}
