package metrics

import (
	"context"
	"errors"
	"io"
	"net"

	"github.com/segmentio/kafka-go"
)

// The reasons of publish_errors_total.
const (
	reasonTimeout   = "timeout"    // no answer in time
	reasonNetwork   = "network"    // no connection, or a broken one
	reasonLeader    = "leadership" // the broker no longer leads the partition
	reasonReplicas  = "replicas"   // too few replicas are in sync
	reasonForbidden = "forbidden"  // not authorised
	reasonBroker    = "broker"     // any other answer of a broker
	reasonOther     = "other"
)

var publishReasons = []string{
	reasonTimeout, reasonNetwork, reasonLeader, reasonReplicas, reasonForbidden, reasonBroker, reasonOther,
}

// publishReason puts an error into one of few classes, so that the label stays small.
func publishReason(err error) string {
	var code kafka.Error
	var network net.Error
	switch {
	case errors.As(err, &code):
		return codeReason(code)
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &network) && network.Timeout():
		return reasonTimeout
	case errors.As(err, &network), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return reasonNetwork
	default:
		return reasonOther
	}
}

func codeReason(code kafka.Error) string {
	switch code {
	case kafka.RequestTimedOut:
		return reasonTimeout
	case kafka.NotLeaderForPartition, kafka.LeaderNotAvailable, kafka.FencedLeaderEpoch, kafka.UnknownLeaderEpoch:
		return reasonLeader
	case kafka.NotEnoughReplicas, kafka.NotEnoughReplicasAfterAppend:
		return reasonReplicas
	case kafka.TopicAuthorizationFailed, kafka.ClusterAuthorizationFailed, kafka.SASLAuthenticationFailed:
		return reasonForbidden
	default:
		return reasonBroker
	}
}
