package kafkatest

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
)

// settings are a node's server.properties: a small cluster in KRaft mode that is
// quick to elect, and on three nodes keeps two copies of what it acknowledges.
func (c *Cluster) settings(n *node, voters string) []string {
	replicas := min(3, c.options.Nodes)
	all := map[string]string{
		"process.roles":                                    "broker,controller",
		"node.id":                                          fmt.Sprint(n.id),
		"listeners":                                        fmt.Sprintf("PLAINTEXT://%s,CONTROLLER://%s", n.address(plainPort), n.address(controllerPort)),
		"advertised.listeners":                             "PLAINTEXT://" + n.address(plainPort),
		"listener.security.protocol.map":                   "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
		"inter.broker.listener.name":                       "PLAINTEXT",
		"controller.listener.names":                        "CONTROLLER",
		"controller.quorum.voters":                         voters,
		"log.dirs":                                         filepath.Join(n.dir, "data"),
		"auto.create.topics.enable":                        "false",
		"default.replication.factor":                       fmt.Sprint(replicas),
		"min.insync.replicas":                              fmt.Sprint((replicas + 1) / 2),
		"num.recovery.threads.per.data.dir":                "2",
		"group.initial.rebalance.delay.ms":                 "0",
		"group.min.session.timeout.ms":                     "500",
		"offsets.topic.num.partitions":                     "3",
		"offsets.topic.replication.factor":                 fmt.Sprint(replicas),
		"transaction.state.log.num.partitions":             "3",
		"transaction.state.log.replication.factor":         fmt.Sprint(replicas),
		"transaction.state.log.min.isr":                    fmt.Sprint((replicas + 1) / 2),
		"share.coordinator.state.topic.replication.factor": fmt.Sprint(replicas),
		"share.coordinator.state.topic.min.isr":            fmt.Sprint((replicas + 1) / 2),
		"broker.session.timeout.ms":                        "4000",
		"broker.heartbeat.interval.ms":                     "500",
		"replica.lag.time.max.ms":                          "4000",
	}
	if c.options.Secure != nil {
		maps.Copy(all, c.options.Secure.settings(n))
	}
	maps.Copy(all, c.options.Settings)
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(all)) {
		lines = append(lines, name+"="+all[name])
	}
	return lines
}
