package metrics_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/segmentio/kafka-go"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/metrics"
	"github.com/dragoman-wire/dragoman/internal/pipeline"
	"github.com/dragoman-wire/dragoman/internal/stream"
	"github.com/dragoman-wire/dragoman/processor/article"
)

var noon = time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC)

func start(t *testing.T) (*metrics.Metrics, *prometheus.Registry) {
	t.Helper()
	registry := prometheus.NewPedanticRegistry()
	return metrics.New(metrics.Options{
		Registerer: registry, Languages: []string{"en", "id"}, Version: "1.2.3", Now: func() time.Time { return noon },
	}), registry
}

// expect compares the series of the named metrics with want.
func expect(t *testing.T, registry *prometheus.Registry, want string, names ...string) {
	t.Helper()
	if err := testutil.GatherAndCompare(registry, strings.NewReader(want), names...); err != nil {
		t.Error(err)
	}
}

func TestNamesFollowTheTable(t *testing.T) {
	_, registry := start(t)
	problems, err := testutil.GatherAndLint(registry)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		if strings.HasPrefix(p.Metric, "dragoman_") {
			t.Errorf("%s: %s", p.Metric, p.Text)
		}
	}
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range families {
		if name, ours := strings.CutPrefix(f.GetName(), "dragoman_"); ours {
			names = append(names, name)
		}
	}
	want := []string{ // in order; those of partitions are there once one is assigned
		"alert_decisions_total", "alerts_total", "articles_consumed_total", "articles_processed_total", "assigned_partitions", "build_info", "commits_total",
		"consumed_bytes_total", "dead_letters_total", "decode_errors_total", "end_to_end_latency_seconds",
		"events_published_total", "inflight_articles", "last_article_timestamp_seconds", "lost_records_total",
		"offset_gaps_total", "process_duration_seconds",
		"publish_duration_seconds", "publish_errors_total", "rebalances_total", "replay_records_total",
		"retractions_published_total", "retries_total",
	}
	if !slices.Equal(names, want) {
		t.Errorf("metrics are\n%q, want\n%q", names, want)
	}
}

func TestSeriesStartAtZero(t *testing.T) {
	_, registry := start(t)
	expect(t, registry, `
# HELP dragoman_events_published_total Events acknowledged by the brokers.
# TYPE dragoman_events_published_total counter
dragoman_events_published_total{event_type="agreement",language="en"} 0
dragoman_events_published_total{event_type="agreement",language="id"} 0
dragoman_events_published_total{event_type="meeting",language="en"} 0
dragoman_events_published_total{event_type="meeting",language="id"} 0
dragoman_events_published_total{event_type="railway_project",language="en"} 0
dragoman_events_published_total{event_type="railway_project",language="id"} 0
# HELP dragoman_last_article_timestamp_seconds When the last article was handled, or the start of the process.
# TYPE dragoman_last_article_timestamp_seconds gauge
dragoman_last_article_timestamp_seconds 1.7673552e+09
`, "dragoman_events_published_total", "dragoman_last_article_timestamp_seconds")
	if n, err := testutil.GatherAndCount(registry, "dragoman_dead_letters_total"); err != nil || n < 10 {
		t.Errorf("%d reasons of dead letters are there, error %v", n, err)
	}
}

func TestLatencyLeavesOutReplays(t *testing.T) {
	m, registry := start(t)
	meeting := []stream.Output{{Note: pipeline.Note{Event: new(events.Meeting), Language: "en"}}}
	m.Published(&stream.Record{Time: noon.Add(-time.Second)}, meeting)
	replayed := &stream.Record{Time: noon.Add(-time.Hour), Headers: []stream.Header{{Key: article.HeaderReplay}}}
	m.Published(replayed, meeting)
	m.Published(replayed, nil)
	m.Published(replayed, []stream.Output{{Topic: "news.dead-letter"}})
	m.DeadLetter(replayed, &stream.Reject{Reason: "malformed"})
	expect(t, registry, `
# HELP dragoman_replay_records_total Records replayed from an archive that were finished.
# TYPE dragoman_replay_records_total counter
dragoman_replay_records_total{result="dead_letter"} 1
dragoman_replay_records_total{result="ok"} 2
`, "dragoman_replay_records_total")
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	var count uint64
	var sum float64
	for _, f := range families {
		for _, metric := range f.GetMetric() {
			if f.GetName() == "dragoman_end_to_end_latency_seconds" {
				count += metric.GetHistogram().GetSampleCount()
				sum += metric.GetHistogram().GetSampleSum()
			}
		}
	}
	if count != 1 || sum != 1 {
		t.Errorf("%d latencies with a sum of %v s, want the one of 1 s", count, sum)
	}
}

func TestRevokedPartitionsLeaveNoGauges(t *testing.T) {
	m, registry := start(t)
	m.Assigned("news.raw", []int{0, 1})
	for p := range 2 {
		m.Lag("news.raw", p, 7, 3*time.Second)
		m.Committed("news.raw", p, 40)
	}
	expect(t, registry, `
# HELP dragoman_consumer_lag_records Records between the last one published and the end of the partition.
# TYPE dragoman_consumer_lag_records gauge
dragoman_consumer_lag_records{partition="0",topic="news.raw"} 7
dragoman_consumer_lag_records{partition="1",topic="news.raw"} 7
`, "dragoman_consumer_lag_records")
	m.Revoked("news.raw", []int{0, 1})
	expect(t, registry, `
# HELP dragoman_assigned_partitions Partitions that this member reads.
# TYPE dragoman_assigned_partitions gauge
dragoman_assigned_partitions{topic="news.raw"} 0
# HELP dragoman_rebalances_total Partitions assigned to and revoked from this member, counted once a topic and generation.
# TYPE dragoman_rebalances_total counter
dragoman_rebalances_total{kind="assigned"} 1
dragoman_rebalances_total{kind="revoked"} 1
`, "dragoman_assigned_partitions", "dragoman_rebalances_total")
	for _, name := range []string{"consumer_lag_records", "consumer_lag_seconds", "consumer_committed_offset"} {
		if n, err := testutil.GatherAndCount(registry, "dragoman_"+name); err != nil || n != 0 {
			t.Errorf("%s has %d series after the revocation, error %v", name, n, err)
		}
	}
}

func TestPublishErrorsAreClassed(t *testing.T) {
	m, registry := start(t)
	for _, err := range []error{
		fmt.Errorf("produce: %w", kafka.NotLeaderForPartition), kafka.NotEnoughReplicas, kafka.RequestTimedOut,
		kafka.TopicAuthorizationFailed, kafka.InvalidRecord, context.DeadlineExceeded, io.EOF,
		&net.OpError{Op: "dial", Err: errors.New("refused")}, errors.New("odd"),
	} {
		m.Retry(stream.StageProduce, "diplomacy.meetings", err, time.Second)
	}
	m.Retry(stream.StageFetch, "news.raw", io.EOF, time.Second)
	want := map[string]float64{
		"leadership": 1, "replicas": 1, "timeout": 2, "forbidden": 1, "broker": 1, "network": 2, "other": 1,
	}
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range families {
		if f.GetName() != "dragoman_publish_errors_total" {
			continue
		}
		for _, metric := range f.GetMetric() {
			labels := map[string]string{}
			for _, l := range metric.GetLabel() {
				labels[l.GetName()] = l.GetValue()
			}
			expected := 0.0
			if labels["topic"] == "diplomacy.meetings" {
				expected = want[labels["reason"]]
			}
			if got := metric.GetCounter().GetValue(); got != expected {
				t.Errorf("%v is %v, want %v", labels, got, expected)
			}
		}
	}
}

func TestOutcomesAndDeadLetters(t *testing.T) {
	m, registry := start(t)
	m.Article(pipeline.OutcomeEvents)
	m.Article(pipeline.OutcomeEvents)
	m.Consumed("news.raw", 0, 3, 300)
	m.DeadLetter(&stream.Record{}, &stream.Reject{Reason: stream.ReasonPanic})
	expect(t, registry, `
# HELP dragoman_articles_processed_total Articles handled, by what became of them.
# TYPE dragoman_articles_processed_total counter
dragoman_articles_processed_total{result="events"} 2
dragoman_articles_processed_total{result="no_events"} 0
dragoman_articles_processed_total{result="rejected"} 0
dragoman_articles_processed_total{result="skipped_canceled"} 0
dragoman_articles_processed_total{result="skipped_empty"} 0
dragoman_articles_processed_total{result="skipped_unknown_language"} 0
dragoman_articles_processed_total{result="skipped_withheld"} 0
# HELP dragoman_consumed_bytes_total Bytes of keys, values and headers read from the raw topic.
# TYPE dragoman_consumed_bytes_total counter
dragoman_consumed_bytes_total{topic="news.raw"} 300
`, "dragoman_articles_processed_total", "dragoman_consumed_bytes_total")
}
