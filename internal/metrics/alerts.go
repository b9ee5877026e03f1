package metrics

import (
	"github.com/prometheus/client_golang/prometheus"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/alert"
	"github.com/dragoman-wire/dragoman/internal/stream"
)

// alertMetrics are those of the roles alert and deliver.
type alertMetrics struct {
	alerts, decisions *prometheus.CounterVec
	deliveries        *prometheus.CounterVec
	deliveryDuration  *prometheus.HistogramVec
	queue             *prometheus.GaugeVec
}

func newAlertMetrics(f factory) alertMetrics {
	return alertMetrics{
		alerts:           f.counter("alerts_total", "Messages of stories acknowledged by the brokers, by what they are.", "kind"),
		decisions:        f.counter("alert_decisions_total", "Decisions on reports of agreements, by their names.", "reason"),
		deliveries:       f.counter("alert_deliveries_total", "Alerts by how they ended at a receiver, and tries that failed.", "sink", "result"),
		deliveryDuration: f.histogram("alert_delivery_duration_seconds", "Time of one request to a receiver.", deliveryBuckets, "sink"),
		queue:            f.gauge("alert_queue_length", "Messages that wait for a receiver.", "sink"),
	}
}

// deliveryBuckets go from 1 ms to beyond the longest timeout that is usual.
var deliveryBuckets = prometheus.ExponentialBuckets(0.001, 3, 10) // 1 ms to 20 s

func (m *alertMetrics) startAtZero(receivers []string) {
	for _, change := range events.Changes() {
		m.alerts.WithLabelValues(string(change))
	}
	for _, decision := range alert.Decisions() {
		m.decisions.WithLabelValues(string(decision))
	}
	for _, receiver := range receivers {
		m.startReceiverAtZero(receiver)
	}
}

// Decided counts a decision.
func (m *alertMetrics) Decided(d alert.Decision) { m.decisions.WithLabelValues(string(d)).Inc() }

// Alerts observes the stream of the role alert: as the detection's, but for what
// counts articles.
type Alerts struct{ *Metrics }

var _ stream.Observer = Alerts{}

// Consumed has no metric: what is read here was counted as published.
func (a Alerts) Consumed(string, int, int, int) {}

// Published counts the messages of stories.
func (a Alerts) Published(_ *stream.Record, outs []stream.Output) {
	for _, out := range outs {
		if note, ok := out.Note.(alert.Note); ok {
			a.alerts.WithLabelValues(string(note.Alert.Change)).Inc()
		}
	}
}

// DeadLetter counts a record that was set aside.
func (a Alerts) DeadLetter(_ *stream.Record, reject *stream.Reject) {
	a.deadLetters.WithLabelValues(reject.Reason).Inc()
}

// InFlight has no metric: articles are what is counted.
func (a Alerts) InFlight(int64, int64) {}
