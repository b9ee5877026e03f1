package stream

import (
	"context"
	"errors"
	"maps"

	"github.com/segmentio/kafka-go"
)

// sizes are the numbers of partitions of the topics that are read.
type sizes map[string]int

// sizes asks for them; a topic that does not exist has none. It is answered from
// memory that is metadataTTL old at most.
func (l *loop) sizes(ctx context.Context) (sizes, error) {
	s := sizes{}
	for _, topic := range l.cfg.Topics {
		leaders, err := l.conn.leaders(ctx, topic)
		if err != nil && !errors.Is(err, kafka.UnknownTopicOrPartition) {
			return nil, err
		}
		s[topic] = len(leaders)
	}
	return s, nil
}

// resized tells whether topics have other sizes than before this member last
// joined, so that the group must deal its partitions out anew.
//
// kafka-go's own watch compares with what it finds after it has joined, and so
// never sees a partition that was added in between.
func (l *loop) resized(ctx context.Context) bool {
	now, err := l.sizes(ctx)
	return err == nil && !maps.Equal(now, l.joining)
}

// noteSizes remembers the sizes before the member joins again.
func (l *loop) noteSizes(ctx context.Context) {
	if now, err := l.sizes(ctx); err == nil {
		l.joining = now
	}
}
