package faults

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/dragoman-wire/dragoman/internal/stream"
)

// workVariable holds a job as JSON, in the environment of a worker.
const workVariable = "DRAGOMAN_FAULTS_WORK"

// job is what a worker does.
type job struct {
	Kind     kind
	Brokers  []string
	Group    string
	Delivery stream.Delivery
}

// kind is a kind of work.
type kind string

const (
	copying kind = "copying" // every record of one topic goes to two others; some are rejected
	// naive plants a bug: copying as one would write it with kafka-go's Reader and
	// Writer, and commit before writing.
	naive    kind = "naive"
	alerting kind = "alerting" // the consumer's role alert
)

const (
	sessionTimeout = 3 * time.Second
	heartbeat      = 300 * time.Millisecond
	// requestTimeout is shorter than most pauses of a broker: it answers then what
	// its clients have given up.
	requestTimeout = 3 * time.Second
)

func work(text string) error {
	var j job
	if err := json.Unmarshal([]byte(text), &j); err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	cfg := stream.Config{
		Cluster: stream.Cluster{Brokers: j.Brokers}, Group: j.Group,
		Delivery: j.Delivery, TransactionTimeout: 10 * time.Second,
		FetchBytes: 32 << 10, FetchWait: 200 * time.Millisecond, TransactionBytes: 64 << 10,
		SessionTimeout: sessionTimeout, HeartbeatInterval: heartbeat, RebalanceTimeout: 2 * sessionTimeout,
		CommitInterval: 200 * time.Millisecond, DrainTimeout: 2 * time.Second,
		RequestTimeout: requestTimeout, StartTimeout: 5 * time.Minute,
		Backoff: stream.Backoff{Max: time.Second},
	}
	var err error
	switch j.Kind {
	case copying:
		err = copyRecords(ctx, cfg)
	case naive:
		err = copyNaively(ctx, cfg)
	case alerting:
		err = makeAlerts(ctx, cfg)
	}
	if errors.Is(err, stream.ErrDrainTimeout) { // a broker was down when it was told to stop
		return nil
	}
	return err
}

// complaints writes what a worker should not meet: it is looked at by hand.
type complaints struct{ stream.NopObserver }

func (complaints) Gap(topic string, partition int, from, to int64) {
	fmt.Fprintf(os.Stderr, "worker: gap in %s/%d: %d to %d\n", topic, partition, from, to)
}
