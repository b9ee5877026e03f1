package stream

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/segmentio/kafka-go"

	"github.com/dragoman-wire/dragoman/internal/stream/wire"
)

// Run reads cfg.Topics until ctx ends. It returns nil after a clean stop: it no
// longer fetches, finishes the records begun, publishes, commits and leaves the
// group, within cfg.DrainTimeout; ErrDrainTimeout if that was not enough (then
// nothing is lost, but some records will be handled again). Any other error is
// fatal and says in one line what is wrong. What may pass is retried for as long
// as ctx lives.
func Run(ctx context.Context, cfg Config, h Handler) error {
	cfg, err := cfg.withDefaults()
	if err != nil {
		return err
	}
	conn, err := cfg.connect(cfg.RequestTimeout)
	if err != nil {
		return err
	}
	defer conn.close()
	dialer, err := cfg.dialer(cfg.RequestTimeout)
	if err != nil {
		return err
	}
	running, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	l := &loop{
		cfg: cfg, conn: conn, now: time.Now, fail: func(err error) { cancel(cfg.explain(err)) },
		budget: &budget{limit: cfg.MaxInFlightBytes}, sessions: map[wire.Target]*session{},
	}
	if err := l.awaitTopics(running); err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return cfg.explain(err)
	}
	l.noteSizes(running)
	l.pool = newPool(h, cfg.Workers)
	group, err := kafka.NewConsumerGroup(kafka.ConsumerGroupConfig{
		ID: cfg.Group, Brokers: cfg.Brokers, Topics: cfg.Topics, Dialer: dialer,
		SessionTimeout: cfg.SessionTimeout, HeartbeatInterval: cfg.HeartbeatInterval,
		RebalanceTimeout: cfg.RebalanceTimeout, JoinGroupBackoff: cfg.joinBackoff(), Timeout: cfg.RequestTimeout,
		StartOffset: cfg.startOffset(),
	})
	if err != nil {
		return err
	}
	l.follow(running, group)
	clean := l.leave(group)
	if clean {
		l.pool.close()
	}
	if ctx.Err() == nil { // it was not asked to stop
		return context.Cause(running)
	}
	if !clean || l.unclean.Load() {
		return ErrDrainTimeout
	}
	return nil
}

// loop is what the partitions of one Run share.
type loop struct {
	cfg    Config
	conn   *connection
	pool   *pool
	budget *budget
	now    func() time.Time
	fail   func(error) // ends Run with a fatal error

	mu       sync.Mutex
	sessions map[wire.Target]*session // by input partition; they outlive a generation
	joining  sizes                    // of the topics, before this member last joined

	records, bytes atomic.Int64 // in flight
	active         atomic.Int32 // generations at work: 0 or 1
	unclean        atomic.Bool  // something begun was dropped in the latest generation
}

// follow takes part in the group, one generation after another, until ctx ends.
func (l *loop) follow(ctx context.Context, group *kafka.ConsumerGroup) {
	for ctx.Err() == nil {
		gen, err := group.Next(ctx)
		switch {
		case err == nil:
			l.active.Add(1)
			l.unclean.Store(false)
			gen.Start(func(ended context.Context) {
				defer l.active.Add(-1)
				l.generation(ended, gen)
			})
		case ctx.Err() != nil:
		case isFatal(err):
			l.fail(fmt.Errorf("joining group %s: %w", l.cfg.Group, err))
		default: // kafka-go waits before it tries again
			l.cfg.Observer.Retry(StageGroup, "", err, l.cfg.joinBackoff())
		}
	}
}

// leave ends the generation and leaves the group. It reports false if a generation
// is still at work when the time is over. A member that is only waiting to join
// leaves in its own time.
func (l *loop) leave(group *kafka.ConsumerGroup) (clean bool) {
	left := make(chan struct{})
	go func() {
		defer close(left)
		_ = group.Close()
	}()
	timer := time.NewTimer(l.cfg.DrainTimeout + leaveTime)
	defer timer.Stop()
	select {
	case <-left:
		return true
	case <-timer.C:
		return l.active.Load() == 0
	}
}

// leaveTime is for the last commit and for leaving, after DrainTimeout is used up.
const leaveTime = time.Second

// awaitTopics waits until a broker answers and all topics are there, at most for
// StartTimeout.
func (l *loop) awaitTopics(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, l.cfg.StartTimeout)
	defer cancel()
	var why error // of the latest attempt that ctx did not cut short
	for attempt := 0; ; attempt++ {
		err := l.checkTopics(ctx)
		if err == nil || isFatal(err) {
			return err
		}
		if why == nil || !over(ctx) {
			why = err
		}
		wait := l.cfg.Backoff.wait(attempt)
		l.cfg.Observer.Retry(StageGroup, "", err, wait)
		if !sleep(ctx, wait) {
			return why
		}
	}
}

func (l *loop) checkTopics(ctx context.Context) error {
	for _, topic := range append([]string{l.cfg.DeadLetterTopic}, l.cfg.Topics...) {
		_, err := l.conn.leaders(ctx, topic)
		if errors.Is(err, kafka.UnknownTopicOrPartition) {
			return fmt.Errorf("topic %s does not exist, or this user may not see it: %w", topic, kafka.UnknownTopicOrPartition)
		} else if err != nil {
			return err
		}
	}
	return nil
}

// sessionOf is the idempotent producer for the outputs of one input partition. It
// outlives a generation, so that a member that keeps a partition keeps it too.
func (l *loop) sessionOf(topic string, id int) *session {
	l.mu.Lock()
	defer l.mu.Unlock()
	from := wire.Target{Topic: topic, Partition: id}
	if l.sessions[from] == nil {
		l.sessions[from] = l.newSession()
	}
	return l.sessions[from]
}

func (l *loop) newSession() *session {
	return &session{
		conn: l.conn, codec: l.cfg.Compression, batchBytes: l.cfg.BatchBytes,
		backoff: l.cfg.Backoff, observer: l.cfg.Observer,
	}
}

// hold counts a batch as in flight, forget no longer.
func (l *loop) hold(b *batch) {
	l.budget.charge(b.bytes)
	l.cfg.Observer.InFlight(l.records.Add(int64(len(b.items))), l.bytes.Add(b.bytes))
}

// holdMore counts what a batch takes beside its records.
func (l *loop) holdMore(b *batch, bytes int64) {
	b.bytes += bytes
	l.budget.charge(bytes)
	l.cfg.Observer.InFlight(l.records.Load(), l.bytes.Add(bytes))
}

func (l *loop) forget(b *batch) {
	l.budget.release(b.bytes)
	l.cfg.Observer.InFlight(l.records.Add(-int64(len(b.items))), l.bytes.Add(-b.bytes))
}
