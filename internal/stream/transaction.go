package stream

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/segmentio/kafka-go/protocol/addoffsetstotxn"
	"github.com/segmentio/kafka-go/protocol/addpartitionstotxn"
	"github.com/segmentio/kafka-go/protocol/endtxn"
	"github.com/segmentio/kafka-go/protocol/initproducerid"
	"github.com/segmentio/kafka-go/protocol/txnoffsetcommit"

	"github.com/dragoman-wire/dragoman/internal/stream/wire"
)

// transaction is a transactional producer: one transactional id, and at most one
// open transaction. Its steps, in order: init, then for each transaction enlist
// (by the session, before it sends), commitOffset, end.
//
// Every step repeats what passes. What the brokers do not take up again wraps
// errAborted: the transaction is void, or will be, and init begins anew.
type transaction struct {
	session *session
	id      string
	timeout time.Duration // after which the coordinator rolls an open transaction back
	member  wire.Member   // without its coordinator

	enlisted map[wire.Target]bool
	open     bool // the coordinator may know of a transaction that has not ended
}

// errAborted: the transaction cannot be committed any more. Nothing of it will be
// seen; it must be done again, by the producer that the next init makes.
var errAborted = errors.New("the transaction is rolled back")

// newTransaction makes s transactional.
func newTransaction(s *session, id string, timeout time.Duration, member wire.Member) *transaction {
	t := &transaction{session: s, id: id, timeout: timeout, member: member}
	s.transactionalID, s.enlist = id, t.enlist
	return t
}

// init takes the transactional id over. When it returns, whoever had the id before
// is fenced, and what he left open is rolled back or, if its commit had begun,
// committed. So the group's offset must be read after it, not before.
func (t *transaction) init(ctx context.Context) error {
	res, err := t.ask(ctx, func(broker int32) kafka.Request {
		return wire.NewInitProducer(broker, t.id, int32(t.timeout.Milliseconds()))
	}, func(res kafka.Response) int16 { return res.(*initproducerid.Response).ErrorCode })
	if err != nil {
		return fmt.Errorf("beginning as %s: %w", t.id, err)
	}
	r := res.(*initproducerid.Response)
	t.session.become(wire.Producer{ID: r.ProducerID, Epoch: r.ProducerEpoch})
	t.enlisted, t.open = map[wire.Target]bool{}, false
	return nil
}

// enlist takes partitions into the transaction that are not in it yet.
func (t *transaction) enlist(ctx context.Context, targets []wire.Target) error {
	var fresh []wire.Target
	for _, to := range targets {
		if !t.enlisted[to] {
			fresh = append(fresh, to)
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	t.open = true
	_, err := t.ask(ctx, func(broker int32) kafka.Request { return t.at(broker).AddPartitions(fresh) },
		func(res kafka.Response) int16 { return partitionsCode(res.(*addpartitionstotxn.Response)) })
	if err != nil {
		return fmt.Errorf("adding partitions to the transaction %s: %w", t.id, err)
	}
	for _, to := range fresh {
		t.enlisted[to] = true
	}
	return nil
}

// partitionsCode is the first error that says more than that others had one.
func partitionsCode(res *addpartitionstotxn.Response) (code int16) {
	const notAttempted = 55
	for _, topic := range res.Results {
		for _, p := range topic.Results {
			if p.ErrorCode != 0 && (code == 0 || code == notAttempted) {
				code = p.ErrorCode
			}
		}
	}
	return code
}

// commitOffset makes the group's offset of a partition part of the transaction.
func (t *transaction) commitOffset(ctx context.Context, from wire.Target, offset int64) error {
	t.open = true
	_, err := t.ask(ctx, func(broker int32) kafka.Request { return t.at(broker).AddOffsets(t.member.Group) },
		func(res kafka.Response) int16 { return res.(*addoffsetstotxn.Response).ErrorCode })
	if err != nil {
		return fmt.Errorf("adding offsets to the transaction %s: %w", t.id, err)
	}
	_, err = t.askGroup(ctx, func(m wire.Member) kafka.Request { return m.CommitOffset(t.at(0), from, offset) },
		func(res kafka.Response) int16 { return offsetsCode(res.(*txnoffsetcommit.Response)) })
	if err != nil {
		return fmt.Errorf("committing offset %d of %s/%d in the transaction %s: %w", offset, from.Topic, from.Partition, t.id, err)
	}
	return nil
}

func offsetsCode(res *txnoffsetcommit.Response) int16 {
	for _, topic := range res.Topics {
		for _, p := range topic.Partitions {
			if p.ErrorCode != 0 {
				return p.ErrorCode
			}
		}
	}
	return 0
}

// end commits the transaction or rolls it back. After an error it is open which of
// the two it will be: init settles it, and the group's offset tells.
func (t *transaction) end(ctx context.Context, commit bool) error {
	_, err := t.ask(ctx, func(broker int32) kafka.Request { return t.at(broker).End(commit) },
		func(res kafka.Response) int16 { return res.(*endtxn.Response).ErrorCode })
	if err != nil {
		return fmt.Errorf("ending the transaction %s: %w", t.id, err)
	}
	clear(t.enlisted)
	t.open = false
	return nil
}

// at is the transaction at its coordinator.
func (t *transaction) at(broker int32) wire.Transaction {
	return wire.Transaction{Coordinator: broker, ID: t.id, Producer: t.session.identity}
}

// ask asks the coordinator of the transaction until it answers for good.
func (t *transaction) ask(
	ctx context.Context, build func(broker int32) kafka.Request, code func(kafka.Response) int16,
) (res kafka.Response, err error) {
	err = t.session.retry(ctx, "", StageTransaction, func() (err error) {
		for attempt := range ending {
			res, err = t.session.conn.toCoordinator(ctx, transactions(t.id), build, code)
			if !errors.Is(err, kafka.ConcurrentTransactions) || !sleep(ctx, endingWait.wait(attempt)) {
				break
			}
		}
		return aborted(err)
	})
	return res, err
}

// A coordinator answers that transactions are concurrent for some milliseconds after
// each, while it writes the markers of its end. That is nothing to report, and to be
// waited for but briefly.
const ending = 30

var endingWait = Backoff{Min: 2 * time.Millisecond, Max: 50 * time.Millisecond}

// askGroup asks the coordinator of the group until it answers for good.
func (t *transaction) askGroup(
	ctx context.Context, build func(wire.Member) kafka.Request, code func(kafka.Response) int16,
) (res kafka.Response, err error) {
	err = t.session.retry(ctx, "", StageTransaction, func() (err error) {
		res, err = t.session.conn.toCoordinator(ctx, group(t.member.Group), func(broker int32) kafka.Request {
			m := t.member
			m.Coordinator = broker
			return build(m)
		}, code)
		return aborted(err)
	})
	return res, err
}

// aborted marks the errors after which a transaction cannot go on.
func aborted(err error) error {
	switch {
	case isMembershipLost(err):
		return fmt.Errorf("%w: %w", errOusted, err)
	case isAborting(err):
		return fmt.Errorf("%w: %w", errAborted, err)
	}
	return err
}
