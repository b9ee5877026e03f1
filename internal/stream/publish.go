package stream

import (
	"errors"

	"github.com/segmentio/kafka-go"
)

// publish publishes what the items led to, dead letters included. It ends with an
// error only if that is fatal, the time to work is over, or the session's
// transaction is void.
func (p *partition) publish(s *session, items []item) error {
	letters := make(map[int]letter)
	var outs []Output
	var owners []int // the item of each output
	for i := range items {
		it := &items[i]
		if it.reject != nil {
			it.outs = []Output{deadLetter(p.cfg.DeadLetterTopic, it, it.reject)}
			letters[i] = whole
		}
		for _, o := range it.outs {
			outs, owners = append(outs, o), append(owners, i)
		}
	}
	for attempt := 0; len(outs) > 0; {
		err := s.produce(p.working, outs, p.id)
		if err == nil {
			break
		}
		var refused *RefusedError
		if !errors.As(err, &refused) {
			return err
		}
		var again error
		if outs, owners, again = p.replace(items, letters, owners, refused); again != nil {
			wait := p.cfg.Backoff.wait(attempt)
			p.cfg.Observer.Retry(StageProduce, p.cfg.DeadLetterTopic, again, wait)
			sleep(p.working, wait)
			attempt++
		}
	}
	return nil
}

// tell tells the observer of items that are published.
func (p *partition) tell(items []item) {
	for i := range items {
		it := &items[i]
		if it.reject != nil {
			p.cfg.Observer.DeadLetter(&it.Record, it.reject)
		}
		p.cfg.Observer.Published(&it.Record, it.outs)
	}
}

// letter tells in what form an item went to the dead-letter topic.
type letter int

const (
	whole letter = iota + 1 // the record unchanged
	stub                    // only the news of it
)

// replace gives what to publish instead of refused outputs: the dead letter of the
// record; instead of a refused dead letter its stub; and if that is refused too, the
// stub again, with the reason why.
func (p *partition) replace(items []item, letters map[int]letter, owners []int, refused *RefusedError) (
	outs []Output, newOwners []int, again error,
) {
	replaced := map[int]bool{}
	for _, r := range refused.Refused {
		i := owners[r.Index]
		if replaced[i] {
			continue
		}
		replaced[i] = true
		it := &items[i]
		switch letters[i] {
		case 0:
			it.reject = &Reject{Reason: refusalReason(r.Err), Stage: "publish", Err: r.Err}
			it.outs = []Output{deadLetter(p.cfg.DeadLetterTopic, it, it.reject)}
			letters[i] = whole
		case whole:
			it.outs = []Output{deadLetterStub(p.cfg.DeadLetterTopic, it, it.reject)}
			letters[i] = stub
		case stub:
			again = r.Err
		}
		outs, newOwners = append(outs, it.outs...), append(newOwners, i)
	}
	return outs, newOwners, again
}

func refusalReason(err error) string {
	if errors.Is(err, kafka.MessageSizeTooLarge) || errors.Is(err, kafka.RecordListTooLarge) {
		return ReasonTooLarge
	}
	return ReasonRefused
}
