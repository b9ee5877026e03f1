// Package faults is the fault harness of the stream and of the alerts: "make
// test-faults". It has no code of the product; its tests run workers, which copy
// records by the stream or make alerts of agreements, on a real Apache Kafka, kill and
// stop workers and brokers at random while records flow, and then check every input
// against every output.
package faults
