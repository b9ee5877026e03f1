package consumer

import (
	"strconv"

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

// TopicPlan lists the topics that Dragoman needs, as they are best created.
// partitions is for all but the alerts, which are few and whose order matters;
// replication 0 leaves that number to the brokers.
func TopicPlan(topics events.Topics, partitions, replication int) []stream.Topic {
	plan := []stream.Topic{sized(topics.Raw(), partitions, maxRaw)}
	for _, typ := range events.Types() {
		plan = append(plan, stream.Topic{Name: topics.Event(typ), Partitions: partitions})
	}
	plan = append(plan,
		stream.Topic{Name: topics.Retractions(), Partitions: partitions, Config: map[string]string{"cleanup.policy": "compact"}},
		stream.Topic{Name: topics.Alerts(), Partitions: 1, Config: map[string]string{"cleanup.policy": "compact"}},
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
