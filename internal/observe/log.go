package observe

import (
	"log/slog"
	"time"

	"github.com/dragoman-wire/dragoman/internal/stream"
)

// Log writes one line for every fact that an operator should know of. It never
// writes an article's text; errors and reasons do not hold any.
type Log struct {
	stream.NopObserver
	Logger *slog.Logger
}

// Assigned logs the partitions of a new generation.
func (l Log) Assigned(topic string, partitions []int) {
	l.Logger.Info("partitions assigned", "topic", topic, "partitions", partitions)
}

// Revoked logs the partitions that are given up.
func (l Log) Revoked(topic string, partitions []int) {
	l.Logger.Info("partitions revoked", "topic", topic, "partitions", partitions)
}

// DeadLetter logs where the record stood and why it was set aside.
func (l Log) DeadLetter(r *stream.Record, reject *stream.Reject) {
	l.Logger.Warn("record set aside in the dead-letter topic",
		"topic", r.Topic, "partition", r.Partition, "offset", r.Offset, "bytes", len(r.Value),
		"reason", reject.Reason, "stage", reject.Stage, "error", reject.Err)
}

// Retry logs a failed attempt.
func (l Log) Retry(stage stream.Stage, topic string, err error, wait time.Duration) {
	l.Logger.Warn("attempt failed, trying again", "stage", string(stage), "topic", topic, "error", err, "wait", wait.String())
}

// CommitFailed logs a failed commit.
func (l Log) CommitFailed(err error) {
	l.Logger.Warn("offsets not committed, trying again or leaving the generation", "error", err)
}

// Gap logs records that were lost to retention before they were read.
func (l Log) Gap(topic string, partition int, from, to int64) {
	if to <= from {
		l.Logger.Error("topic was cut or made anew", "topic", topic, "partition", partition, "expected", from, "found", to)
		return
	}
	l.Logger.Error("records deleted by retention before they were read",
		"topic", topic, "partition", partition, "from", from, "to", to, "records", to-from)
}
