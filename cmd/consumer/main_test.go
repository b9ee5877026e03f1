package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/dragoman-wire/dragoman/internal/broker"
	"github.com/dragoman-wire/dragoman/internal/cli"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){name: main})
}

// TestScripts runs the command itself. A script finds the address of a broker of
// its own in $BROKERS, and the producer's program in $PRODUCER.
func TestScripts(t *testing.T) {
	producer := buildProducer(t)
	testscript.Run(t, testscript.Params{
		Dir: "testdata/scripts",
		Setup: func(env *testscript.Env) error {
			b, err := broker.Start(broker.Options{})
			if err != nil {
				return err
			}
			env.Defer(func() { _ = b.Close() })
			env.Setenv("BROKERS", b.Addr())
			env.Setenv("PRODUCER", producer)
			return nil
		},
	})
}

func buildProducer(t *testing.T) string {
	t.Helper()
	producer := filepath.Join(t.TempDir(), "producer")
	build := exec.Command("go", "build", "-o", producer, "../producer")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build the producer: %v\n%s", err, out)
	}
	return producer
}

// What the README says that the demo prints, it prints, but for its speed.
func TestReadmeShowsTheDemo(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.SplitN(string(readme), "```\n", 3)
	if len(parts) < 3 {
		t.Fatal("README.md has no block of the demo")
	}
	demo := exec.CommandContext(t.Context(), name, "demo", "--producer", buildProducer(t), "../../processor/testdata/wires")
	out, err := demo.Output()
	if err != nil {
		t.Fatalf("the demo ended with %v", err)
	}
	printed := strings.Split(string(out), "\n")
	for line := range strings.Lines(parts[1]) {
		line = strings.TrimSuffix(line, "\n")
		if !strings.Contains(line, "articles/s") && !slices.Contains(printed, line) {
			t.Errorf("README.md shows a line that the demo does not print:\n%s", line)
		}
	}
}

// A wrong setting is one line that names it, and exit status 2.
func TestBadSettings(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		args, env, want string
	}{
		{"", "", "run"},
		{"fly", "", "fly"},
		{"run --nonsense", "", "--nonsense"},
		{"run --group=", "", "--group"},
		{"run --workers=-1", "", "--workers"},
		{"run --workers=many", "", "--workers"},
		{"run --in-flight-bytes=0", "", "--in-flight-bytes"},
		{"run --drain-timeout=0s", "", "--drain-timeout"},
		{"run --drain-timeout=soon", "", "--drain-timeout"},
		{"run --start-from=middle", "", "--start-from"},
		{"run --log-format=xml", "", "--log-format"},
		{"run --log-level=loud", "", "--log-level"},
		{"run --brokers=nowhere", "", "nowhere"},
		{"run --topic-prefix=a/b", "", "--topic-prefix"},
		{"run --data-dir=" + file, "", "--data-dir"},
		{"run --sasl-mechanism=PLAIN --sasl-username=u", "", "SASL"},
		{"run", "DRAGOMAN_WORKERS=-2", "--workers"},
		{"run", "DRAGOMAN_GROUP_FILE=/does/not/exist", "DRAGOMAN_GROUP_FILE"},
		{"topics --partitions=0", "", "--partitions"},
		{"topics --replication=-1", "", "--replication"},
		{"topics --timeout=-1s", "", "--timeout"},
		{"detect --published=noon", "", "--published"},
		{"demo", "", "archive"},
	}
	for _, c := range cases {
		t.Run(c.args+" "+c.env, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second) // should it start after all
			defer cancel()
			command := exec.CommandContext(ctx, name, strings.Fields(c.args)...)
			command.Env = append(os.Environ(), c.env)
			var stderr strings.Builder
			command.Stderr = &stderr
			var exit *exec.ExitError
			if err := command.Run(); !errors.As(err, &exit) || exit.ExitCode() != cli.ExitUsage {
				t.Errorf("ended with %v, want status %d", err, cli.ExitUsage)
			}
			got := stderr.String()
			if !strings.HasPrefix(got, name+": ") || strings.Count(got, "\n") != 1 || !strings.Contains(got, c.want) {
				t.Errorf("said %q, want one line that names %q", got, c.want)
			}
		})
	}
}
