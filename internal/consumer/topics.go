package consumer

import (
	"strconv"
	"time"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/stream"
	"github.com/dragoman-wire/dragoman/processor/article"
)

// Sizes of topics, in bytes. A raw record may be as large as the largest article
// that is decoded; a dead letter is that record with a few headers more.
const (
	maxRaw        = article.DefaultMaxBytes + 64<<10
	maxDeadLetter = maxRaw + 64<<10
)

// deliveryTime is how long a message of a story stays readable though a later one has
// come: whoever delivers alerts may be so far behind.
const deliveryTime = 7 * 24 * time.Hour

// TopicPlan lists the topics that Dragoman needs, as they are best created.
// All have the same number of partitions: the alerts of an agreements partition are in
// the partition of the same number. replication 0 leaves that number to the brokers.
func TopicPlan(topics events.Topics, partitions, replication int) []stream.Topic {
	plan := []stream.Topic{sized(topics.Raw(), partitions, maxRaw)}
	for _, typ := range events.Types() {
		plan = append(plan, stream.Topic{Name: topics.Event(typ), Partitions: partitions})
	}
	plan = append(plan,
		stream.Topic{Name: topics.Retractions(), Partitions: partitions, Config: map[string]string{"cleanup.policy": "compact"}},
		stream.Topic{Name: topics.Alerts(), Partitions: partitions, Config: map[string]string{
			"cleanup.policy": "compact", "min.compaction.lag.ms": strconv.FormatInt(deliveryTime.Milliseconds(), 10),
		}},
		sized(topics.DeadLetter(), partitions, maxDeadLetter),
	)
	for i := range plan {
		plan[i].ReplicationFactor = replication
	}
	return plan
}

func sized(name string, partitions, maxBytes int) stream.Topic {
	return stream.Topic{
		Name: name, Partitions: partitions,
		Config: map[string]string{"max.message.bytes": strconv.Itoa(maxBytes)},
	}
}
