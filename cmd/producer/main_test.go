package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/dragoman-wire/dragoman/internal/broker"
	"github.com/dragoman-wire/dragoman/internal/stream"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){name: main})
}

// TestScripts runs the command itself, as a process, against an embedded broker.
// The scripts find its address in $DRAGOMAN_BROKERS and have these commands more:
//
//	topic NAME             creates a topic of one partition
//	dump NAME N FILE       waits until the topic has N records and writes them to a file
//	exits STATUS CMD ARG…  runs a command that must exit with this status
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/scripts",
		Setup: func(env *testscript.Env) error {
			b, err := broker.Start(broker.Options{})
			if err != nil {
				return err
			}
			env.Defer(func() { _ = b.Close() })
			env.Setenv("DRAGOMAN_BROKERS", b.Addr())
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"topic": func(ts *testscript.TestScript, _ bool, args []string) { ts.Check(makeTopic(ts, args[0])) },
			"dump": func(ts *testscript.TestScript, _ bool, args []string) {
				n, err := strconv.Atoi(args[1])
				ts.Check(err)
				records, err := fetch(ts, args[0], n)
				ts.Check(err)
				ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(records), 0o644))
			},
			"exits": func(ts *testscript.TestScript, _ bool, args []string) {
				status := 0
				var exit *exec.ExitError
				if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
					status = exit.ExitCode()
				} else if err != nil {
					ts.Fatalf("%v", err)
				}
				if strconv.Itoa(status) != args[0] {
					ts.Fatalf("exit status %d, want %s", status, args[0])
				}
			},
		},
	})
}

func makeTopic(ts *testscript.TestScript, topic string) error {
	cluster := stream.Cluster{Brokers: []string{ts.Getenv("DRAGOMAN_BROKERS")}}
	_, err := stream.CreateTopics(context.Background(), cluster, []stream.Topic{{Name: topic, Partitions: 1}})
	return err
}

// fetch waits until the topic has n records and renders each as its key, its
// headers and its value. It fails when there are more.
func fetch(ts *testscript.TestScript, topic string, n int) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	client, err := kgo.NewClient(
		kgo.SeedBrokers(ts.Getenv("DRAGOMAN_BROKERS")),
		kgo.ConsumePartitions(map[string]map[int32]kgo.Offset{topic: {0: kgo.NewOffset().AtStart()}}),
	)
	if err != nil {
		return "", err
	}
	defer client.Close()
	var out strings.Builder
	for read := 0; read < n; {
		fetches := client.PollFetches(ctx)
		if err := fetches.Err(); err != nil {
			return "", err
		}
		for record := range fetches.RecordsAll() {
			read++
			fmt.Fprintf(&out, "key: %s\n", record.Key)
			for _, h := range record.Headers {
				fmt.Fprintf(&out, "%s: %s\n", h.Key, h.Value)
			}
			fmt.Fprintf(&out, "%s\n", strings.TrimSuffix(string(record.Value), "\n"))
		}
		if read > n {
			return "", fmt.Errorf("topic %s has %d records, want %d", topic, read, n)
		}
	}
	return out.String(), nil
}
