package stream_test

import (
	"crypto/rand"
	"strings"
	"testing"

	"github.com/twmb/franz-go/pkg/kmsg"
)

// A request whose connection is lost may reach the broker all the same, and late: in
// the midst of the next transaction. That must neither commit it before its offset
// is in it, nor commit it with the offset of the one before.
func TestLateCopies(t *testing.T) {
	tests := map[string]struct{ late, before kmsg.Key }{
		"offset after the next offset": {kmsg.TxnOffsetCommit, kmsg.EndTxn},
		"end before the next offset":   {kmsg.EndTxn, kmsg.TxnOffsetCommit},
		"end before the next offsets":  {kmsg.EndTxn, kmsg.AddOffsetsToTxn},
		"partitions in the next":       {kmsg.AddPartitionsToTxn, kmsg.EndTxn},
		"offsets in the next":          {kmsg.AddOffsetsToTxn, kmsg.EndTxn},
		"records in the next":          {kmsg.Produce, kmsg.EndTxn},
		"producer in the next":         {kmsg.InitProducerID, kmsg.EndTxn},
	}
	relayed, relay := newRelayedBench(t)
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			b := &bench{T: t, cluster: relayed.cluster, id: strings.ToLower(rand.Text()[:8])}
			in, out, dead := b.topic("in", 1), b.topic("out", 1), b.topic("dead", 1)
			o := newRecorder(t)
			cfg := exactlyOnce(b.config(in, dead, o))
			cfg.ClientID = relayedClient
			// Each record has a transaction of its own.
			b.fillFrom(in, 1, 0, 1, 10)
			relay.holdNext(tt.late)
			r := b.start(cfg, forward(out))
			o.awaitCommitted(in, 1, 1)
			relay.releaseBefore(tt.before)
			b.fillFrom(in, 1, 1, 2, 10)
			o.awaitCommitted(in, 1, 2)
			r.stop()
			relay.checkReleased()

			r = b.start(cfg, forward(out)) // another member takes over
			b.fillFrom(in, 1, 2, 3, 10)
			o.awaitCommitted(in, 1, 3)
			r.stop()
			b.checkOnce(cfg.Group, in, out, 1, 3)
		})
	}
}
