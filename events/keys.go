package events

import (
	"slices"
	"strings"
)

// Key returns the Kafka key of e: its party codes, sorted and joined by "-"
// ("CHN-KAZ"). One pair's events are therefore in order in one partition.
func Key(e Event) string {
	parties := e.Base().Parties
	codes := make([]string, len(parties))
	for i, p := range parties {
		codes[i] = p.Code
	}
	slices.Sort(codes)
	return strings.Join(codes, "-")
}
