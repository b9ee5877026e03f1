package metrics

import (
	"sync"
	"time"

	"github.com/dragoman-wire/dragoman/internal/deliver"
	"github.com/dragoman-wire/dragoman/internal/stream"
)

var _ deliver.Observer = (*Metrics)(nil)

func (m *alertMetrics) startReceiverAtZero(receiver string) {
	for _, result := range deliver.Results() {
		m.deliveries.WithLabelValues(receiver, string(result))
	}
	m.deliveryDuration.WithLabelValues(receiver)
	m.queue.WithLabelValues(receiver)
}

// Try observes a request to a receiver.
func (m *alertMetrics) Try(receiver string, took time.Duration) {
	m.deliveryDuration.WithLabelValues(receiver).Observe(took.Seconds())
}

// Delivery counts how an alert, or a try, ended.
func (m *alertMetrics) Delivery(receiver string, result deliver.Result) {
	m.deliveries.WithLabelValues(receiver, string(result)).Inc()
}

// Deliveries observes the stream of one receiver. The series of topics and partitions
// are not told: there is one such stream a receiver, all of the same topic.
type Deliveries struct {
	stream.NopObserver
	metrics  *Metrics
	receiver string

	mu      sync.Mutex
	waiting map[int]int64 // by partition
}

// NewDeliveries makes the observer of a receiver's stream.
func (m *Metrics) NewDeliveries(receiver string) *Deliveries {
	return &Deliveries{metrics: m, receiver: receiver, waiting: map[int]int64{}}
}

// Revoked leaves the queue of partitions to whoever has them now.
func (d *Deliveries) Revoked(_ string, partitions []int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, p := range partitions {
		delete(d.waiting, p)
	}
	d.setQueue()
}

// Lag notes the queue.
func (d *Deliveries) Lag(_ string, partition int, records int64, _ time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.waiting[partition] = records
	d.setQueue()
}

func (d *Deliveries) setQueue() {
	sum := int64(0)
	for _, n := range d.waiting {
		sum += n
	}
	d.metrics.queue.WithLabelValues(d.receiver).Set(float64(sum))
}

// DeadLetter counts a record that was set aside.
func (d *Deliveries) DeadLetter(_ *stream.Record, reject *stream.Reject) {
	d.metrics.deadLetters.WithLabelValues(reject.Reason).Inc()
}

// Retry counts a failed attempt.
func (d *Deliveries) Retry(stage stream.Stage, topic string, err error, wait time.Duration) {
	d.metrics.Retry(stage, topic, err, wait)
}

// CommitFailed counts a failed commit.
func (d *Deliveries) CommitFailed(err error) { d.metrics.CommitFailed(err) }

// Gap counts an offset that was no longer in its topic.
func (d *Deliveries) Gap(topic string, partition int, from, to int64) {
	d.metrics.Gap(topic, partition, from, to)
}
