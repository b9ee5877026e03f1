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
// Every step repeats what the brokers refuse for the moment. What they do not take
// up again wraps errAborted: the transaction is void, or will be, and init begins
// anew. So it is with a request that has no answer: it may come late, and what tells
// it from one of the next transaction is the epoch alone (KIP-890).
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
	res, err := t.ask(ctx, transactions(t.id), func(broker int32) kafka.Request {
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
	err := t.step(ctx, transactions(t.id), func(broker int32) kafka.Request { return t.at(broker).AddPartitions(fresh) },
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

// addOffsets takes the group's offsets into the transaction.
func (t *transaction) addOffsets(ctx context.Context) error {
	t.open = true
	err := t.step(ctx, transactions(t.id), func(broker int32) kafka.Request { return t.at(broker).AddOffsets(t.member.Group) },
		func(res kafka.Response) int16 { return res.(*addoffsetstotxn.Response).ErrorCode })
	if err != nil {
		return fmt.Errorf("adding offsets to the transaction %s: %w", t.id, err)
	}
	return nil
}

// commitOffset makes the group's offset of a partition part of the transaction.
func (t *transaction) commitOffset(ctx context.Context, from wire.Target, offset int64) error {
	if err := t.addOffsets(ctx); err != nil {
		return err
	}
	err := t.step(ctx, group(t.member.Group), func(broker int32) kafka.Request { return t.memberAt(broker).CommitOffset(t.at(0), from, offset) },
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
	err := t.step(ctx, transactions(t.id), func(broker int32) kafka.Request { return t.at(broker).End(commit) },
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

// memberAt is the member at its group's coordinator.
func (t *transaction) memberAt(broker int32) wire.Member {
	m := t.member
	m.Coordinator = broker
	return m
}

// step asks for a part of the transaction until it is done or refused for good.
func (t *transaction) step(
	ctx context.Context, of coordinated, build func(broker int32) kafka.Request, code func(kafka.Response) int16,
) error {
	return t.session.retry(ctx, "", StageTransaction, func() error {
		_, err := t.askOnce(ctx, of, build, code)
		if errors.Is(err, errUnanswered) {
			t.session.known = false
			return fmt.Errorf("%w: %w", errAborted, err)
		}
		return err
	})
}

// ask asks a coordinator until it answers for good, also where an earlier request
// may come late: that must do no harm.
func (t *transaction) ask(
	ctx context.Context, of coordinated, build func(broker int32) kafka.Request, code func(kafka.Response) int16,
) (res kafka.Response, err error) {
	err = t.session.retry(ctx, "", StageTransaction, func() (err error) {
		res, err = t.askOnce(ctx, of, build, code)
		return err
	})
	return res, err
}

// askOnce asks a coordinator, and waits while it ends the transaction before.
func (t *transaction) askOnce(
	ctx context.Context, of coordinated, build func(broker int32) kafka.Request, code func(kafka.Response) int16,
) (res kafka.Response, err error) {
	for attempt := range ending {
		res, err = t.session.conn.toCoordinator(ctx, of, build, code)
		if !errors.Is(err, kafka.ConcurrentTransactions) || !sleep(ctx, endingWait.wait(attempt)) {
			break
		}
	}
	return res, aborted(err)
}

// A coordinator answers that transactions are concurrent for some milliseconds after
// each, while it writes the markers of its end. That is nothing to report, and to be
// waited for but briefly.
const ending = 30

var endingWait = Backoff{Min: 2 * time.Millisecond, Max: 50 * time.Millisecond}

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
