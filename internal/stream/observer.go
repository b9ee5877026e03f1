package stream

import "time"

// Observer receives the facts of a running loop, for metrics and logs. Its
// methods are called from many goroutines at once, on the hot path: they must
// not block. Embed NopObserver to implement only some of them.
type Observer interface {
	// Assigned: this member now reads these partitions. Called at the start of every generation.
	Assigned(topic string, partitions []int)
	// Revoked: this member no longer reads these partitions; their gauges should go.
	Revoked(topic string, partitions []int)
	// Consumed: records were fetched; bytes counts keys, values and headers.
	Consumed(topic string, partition, records, bytes int)
	// Published: all that r led to is acknowledged. outs is empty when it led to nothing,
	// and the dead letter when it was rejected.
	Published(r *Record, outs []Output)
	// Produced: one batch for one topic is acknowledged, took after it was first sent.
	Produced(topic string, records, bytes int, took time.Duration)
	// DeadLetter: r is now in the dead-letter topic. reject tells why.
	DeadLetter(r *Record, reject *Reject)
	// Retry: a step failed and will be tried again after wait. topic is empty where none is concerned.
	Retry(stage Stage, topic string, err error, wait time.Duration)
	// Committed: the group's offset is now offset.
	Committed(topic string, partition int, offset int64)
	// CommitFailed: an attempt to commit failed; it is repeated, or the generation ends.
	CommitFailed(err error)
	// Gap: records from offset from up to, not including, offset to are no longer in
	// the topic (retention), or the topic was cut or made anew (to <= from).
	Gap(topic string, partition int, from, to int64)
	// Lag: how far publishing is behind the end of the partition: in records, and the
	// age of the oldest record not yet published. Called periodically, without traffic too.
	Lag(topic string, partition int, records int64, age time.Duration)
	// InFlight: records fetched and not yet published, and the bytes they hold.
	InFlight(records, bytes int64)
}

// Stage names a step of the loop in Observer.Retry. It is a metric label.
type Stage string

// The stages.
const (
	StageGroup   Stage = "group"   // joining the group
	StageFetch   Stage = "fetch"   // reading records
	StageProduce Stage = "produce" // publishing records
	StageLag     Stage = "lag"     // asking for the end of the partitions
	// StageTransaction is a step of a transaction, or a transaction that is done again.
	StageTransaction Stage = "transaction"
)

// NopObserver ignores everything.
type NopObserver struct{}

var _ Observer = NopObserver{}

// Assigned ignores the fact.
func (NopObserver) Assigned(string, []int) {}

// Revoked ignores the fact.
func (NopObserver) Revoked(string, []int) {}

// Consumed ignores the fact.
func (NopObserver) Consumed(string, int, int, int) {}

// Published ignores the fact.
func (NopObserver) Published(*Record, []Output) {}

// Produced ignores the fact.
func (NopObserver) Produced(string, int, int, time.Duration) {}

// DeadLetter ignores the fact.
func (NopObserver) DeadLetter(*Record, *Reject) {}

// Retry ignores the fact.
func (NopObserver) Retry(Stage, string, error, time.Duration) {}

// Committed ignores the fact.
func (NopObserver) Committed(string, int, int64) {}

// CommitFailed ignores the fact.
func (NopObserver) CommitFailed(error) {}

// Gap ignores the fact.
func (NopObserver) Gap(string, int, int64, int64) {}

// Lag ignores the fact.
func (NopObserver) Lag(string, int, int64, time.Duration) {}

// InFlight ignores the fact.
func (NopObserver) InFlight(int64, int64) {}
