package metrics

import (
	"slices"
	"strconv"
	"time"

	"github.com/dragoman-wire/dragoman/internal/pipeline"
	"github.com/dragoman-wire/dragoman/internal/stream"
	"github.com/dragoman-wire/dragoman/processor/article"
)

var _ stream.Observer = (*Metrics)(nil)

// Values of labels.
const (
	kindAssigned     = "assigned"
	kindRevoked      = "revoked"
	resultOK         = "ok"
	resultError      = "error"
	resultDeadLetter = "dead_letter"
	gapRetention     = "retention" // records were deleted before they were read
	gapReset         = "reset"     // the topic was cut or made anew
)

// Assigned counts a generation's start and the partitions that it gives.
func (m *Metrics) Assigned(topic string, partitions []int) {
	m.rebalances.WithLabelValues(kindAssigned).Inc()
	m.assigned.WithLabelValues(topic).Set(float64(len(partitions)))
}

// Revoked counts a generation's end and removes the gauges of its partitions:
// another member reports them now.
func (m *Metrics) Revoked(topic string, partitions []int) {
	m.rebalances.WithLabelValues(kindRevoked).Inc()
	m.assigned.WithLabelValues(topic).Set(0)
	for _, p := range partitions {
		partition := strconv.Itoa(p)
		m.lagRecords.DeleteLabelValues(topic, partition)
		m.lagSeconds.DeleteLabelValues(topic, partition)
		m.committedOffset.DeleteLabelValues(topic, partition)
	}
}

// Consumed counts records read.
func (m *Metrics) Consumed(topic string, _, records, bytes int) {
	m.consumed.WithLabelValues(topic).Add(float64(records))
	m.consumedBytes.WithLabelValues(topic).Add(float64(bytes))
}

// Published counts the events and retractions of r and observes how old r is now.
func (m *Metrics) Published(r *stream.Record, outs []stream.Output) {
	replay := isReplay(r)
	if replay && (len(outs) == 0 || outs[0].Note != nil) {
		m.replayed.WithLabelValues(resultOK).Inc()
	}
	for _, out := range outs {
		note, ok := out.Note.(pipeline.Note)
		if !ok { // a dead letter
			continue
		}
		if note.Retraction != nil {
			m.retractions.WithLabelValues(string(note.Retraction.Status)).Inc()
			continue
		}
		typ := string(note.Event.Type())
		m.published.WithLabelValues(typ, note.Language).Inc()
		if !replay {
			m.latency.WithLabelValues(typ).Observe(m.now().Sub(r.Time).Seconds())
		}
	}
}

func isReplay(r *stream.Record) bool {
	return slices.ContainsFunc(r.Headers, func(h stream.Header) bool { return h.Key == article.HeaderReplay })
}

// Produced observes how long a batch took.
func (m *Metrics) Produced(topic string, _, _ int, took time.Duration) {
	m.publishDuration.WithLabelValues(topic).Observe(took.Seconds())
}

// DeadLetter counts a record that was set aside.
func (m *Metrics) DeadLetter(r *stream.Record, reject *stream.Reject) {
	m.deadLetters.WithLabelValues(reject.Reason).Inc()
	if isReplay(r) {
		m.replayed.WithLabelValues(resultDeadLetter).Inc()
	}
}

// Retry counts a failed attempt.
func (m *Metrics) Retry(stage stream.Stage, topic string, err error, _ time.Duration) {
	m.retries.WithLabelValues(string(stage)).Inc()
	if stage == stream.StageProduce && topic != "" {
		m.publishErrors.WithLabelValues(topic, publishReason(err)).Inc()
	}
}

// Committed notes the group's offset.
func (m *Metrics) Committed(topic string, partition int, offset int64) {
	m.commits.WithLabelValues(resultOK).Inc()
	m.committedOffset.WithLabelValues(topic, strconv.Itoa(partition)).Set(float64(offset))
}

// CommitFailed counts a failed commit.
func (m *Metrics) CommitFailed(error) { m.commits.WithLabelValues(resultError).Inc() }

// Gap counts an offset that was no longer in its topic, and the records lost by it.
func (m *Metrics) Gap(topic string, _ int, from, to int64) {
	if to <= from {
		m.gaps.WithLabelValues(topic, gapReset).Inc()
		return
	}
	m.gaps.WithLabelValues(topic, gapRetention).Inc()
	m.lost.WithLabelValues(topic).Add(float64(to - from))
}

// Lag notes how far behind a partition is.
func (m *Metrics) Lag(topic string, partition int, records int64, age time.Duration) {
	p := strconv.Itoa(partition)
	m.lagRecords.WithLabelValues(topic, p).Set(float64(records))
	m.lagSeconds.WithLabelValues(topic, p).Set(age.Seconds())
}

// InFlight notes how many records are under way.
func (m *Metrics) InFlight(records, _ int64) { m.inFlight.Set(float64(records)) }
