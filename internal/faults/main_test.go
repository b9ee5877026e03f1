package faults

import (
	"flag"
	"fmt"
	"os"
	"testing"
)

var (
	long    = flag.Bool("long", false, "run the long version: 200,000 records, one and three brokers")
	records = flag.Int("records", 0, "records of each scene, in place of the version's own number")
)

// TestMain is also the entry of the workers, which are this program again.
func TestMain(m *testing.M) {
	if text := os.Getenv(workVariable); text != "" {
		if err := work(text); err != nil {
			fmt.Fprintln(os.Stderr, "worker:", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	flag.Parse()
	os.Exit(m.Run())
}
