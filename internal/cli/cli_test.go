package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

type grammar struct {
	Kafka `embed:""`
	Limit int `help:"Stop after so many."`
}

func parse(t *testing.T, args ...string) (grammar, error) {
	t.Helper()
	var g grammar
	_, err := Parse(&g, "test", "A test.", args, io.Discard, io.Discard)
	return g, err
}

func TestParseRefusesContradictions(t *testing.T) {
	for _, c := range []struct{ args, want string }{
		{"--brokers=", "brokers"},
		{"--brokers=localhost", "host:port"},
		{"--limit=many", "--limit"},
		{"--tls-cert=a.pem", "key"},
		{"--tls-ca=missing.pem", "missing.pem"},
		{"--sasl-username=u", "mechanism"},
		{"--sasl-mechanism=PLAIN --sasl-username=u", "password"},
		{"--sasl-mechanism=MD5", "--sasl-mechanism"},
		{"--sasl-mechanism=PLAIN --sasl-username=u --sasl-password=p", "PLAIN without TLS"},
		{"--nonsense", "--nonsense"},
	} {
		_, err := parse(t, strings.Fields(c.args)...)
		if _, ok := errors.AsType[*UsageError](err); !ok {
			t.Errorf("%s: error %v, want a UsageError", c.args, err)
			continue
		}
		if !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: message %q, want one line that names %q", c.args, err, c.want)
		}
	}
}

func TestParseTakesVariablesAndFiles(t *testing.T) {
	file := filepath.Join(t.TempDir(), "password")
	if err := os.WriteFile(file, []byte("hunter2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("DRAGOMAN_BROKERS", "a:1,b:2")
	t.Setenv("DRAGOMAN_SASL_PASSWORD_FILE", file)
	g, err := parse(t, "--sasl-mechanism=SCRAM-SHA-512", "--sasl-username=u", "--limit=3")
	if err != nil {
		t.Fatal(err)
	}
	if len(g.Brokers) != 2 || g.Brokers[1] != "b:2" || g.SASLPassword.Reveal() != "hunter2" || g.Limit != 3 {
		t.Errorf("settings %+v", g)
	}
	if s := g.Cluster().Security; s.SASLMechanism != "SCRAM-SHA-512" || s.Username != "u" || s.Password != "hunter2" {
		t.Errorf("security %v", s)
	}

	t.Setenv("DRAGOMAN_SASL_PASSWORD", "other")
	if _, err := parse(t); err == nil || !strings.Contains(err.Error(), "keep one") {
		t.Errorf("a variable and its file together: error %v", err)
	}
}

func TestExit(t *testing.T) {
	var out bytes.Buffer
	for _, c := range []struct {
		err  error
		want int
	}{{nil, ExitOK}, {errors.New("broken"), ExitFailure}, {fmt.Errorf("start: %w", Usagef("--x: bad")), ExitUsage}} {
		if got := Exit("test", c.err, &out); got != c.want {
			t.Errorf("Exit(%v) = %d, want %d", c.err, got, c.want)
		}
	}
	if want := "test: broken\ntest: start: --x: bad\n"; out.String() != want {
		t.Errorf("printed %q, want %q", out.String(), want)
	}
}
