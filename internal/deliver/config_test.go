package deliver

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-wire/dragoman/events"
)

// write makes a folder with a configuration and the files that it names as DIR/….
func write(t *testing.T, config string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"key": testKey, "short": "whsec_AAECAw==", "empty": "\n", "url": "https://hooks.example.org/T0\n", "token": "t0\n",
		"receivers.yaml": strings.ReplaceAll(config, "DIR", dir),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "receivers.yaml")
}

func TestReadConfig(t *testing.T) {
	cfg, err := ReadConfig(write(t, `
receivers:
  - name: desk
    kind: webhook
    url: https://example.org/hook
    secret_files: [DIR/key]
    countries: [CHN, KAZ]
    sectors: [energy]
    statuses: [signed]
    min_confidence: 0.7
    timeout: 5s
  - name: chat
    kind: slack
    url_file: DIR/url
  - name: ops
    kind: alertmanager
    url: http://alertmanager:9093
    token_file: DIR/token
    allow_http: true
    allow_private: true
    keep: 1h
`))
	if err != nil {
		t.Fatal(err)
	}
	desk, chat, ops := cfg.Receivers[0], cfg.Receivers[1], cfg.Receivers[2]
	if desk.Timeout != 5*time.Second || desk.MinConfidence != 0.7 || desk.Sectors[0] != events.Energy || len(desk.keys) != 1 {
		t.Errorf("desk is %+v", desk)
	}
	if chat.address.Reveal() != "https://hooks.example.org/T0" || chat.Tries != 10 || len(chat.Kinds) != 3 {
		t.Errorf("chat is %+v", chat)
	}
	if ops.Keep != time.Hour || ops.token.Reveal() != "t0" {
		t.Errorf("ops is %+v", ops)
	}
}

// A wrong setting is one line that says where.
func TestReadConfigRefuses(t *testing.T) {
	const desk = "receivers:\n  - {name: desk, kind: webhook, url: 'https://example.org', secret_files: [DIR/key]"
	for config, want := range map[string]string{
		"":                            "EOF",
		"receivers: []":               "no receivers",
		"receivers: [":                "yaml",
		desk + ", colour: red}":       "colour",
		desk + ", timeout: soon}":     "soon",
		desk + ", kinds: [loud]}":     "loud",
		desk + ", min_confidence: 2}": "min_confidence",
		desk + ", tries: -1}":         "negative",
		desk + "}\n  - {name: desk, kind: slack, url: 'https://example.org'}":                          "taken",
		"receivers: [{name: De sk, kind: slack, url: 'https://example.org'}]":                          "name",
		"receivers: [{name: a, kind: pigeon, url: 'https://example.org'}]":                             "pigeon",
		"receivers: [{name: a, kind: slack}]":                                                          "url",
		"receivers: [{name: a, kind: slack, url: 'https://example.org', url_file: DIR/url}]":           "url",
		"receivers: [{name: a, kind: slack, url: 'http://example.org'}]":                               "https",
		"receivers: [{name: a, kind: slack, url: 'ftp://example.org'}]":                                "address",
		"receivers: [{name: a, kind: slack, url_file: DIR/none}]":                                      "none",
		"receivers: [{name: a, kind: slack, url_file: DIR/empty}]":                                     "empty",
		"receivers: [{name: a, kind: webhook, url: 'https://example.org'}]":                            "secret_files",
		"receivers: [{name: a, kind: webhook, url: 'https://example.org', secret_files: [DIR/url]}]":   "whsec_",
		"receivers: [{name: a, kind: webhook, url: 'https://example.org', secret_files: [DIR/short]}]": "24",
		"receivers: [{name: a, kind: slack, url: 'https://example.org', secret_files: [DIR/key]}]":     "secret_files",
	} {
		_, err := ReadConfig(write(t, config))
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s\nerror is %v, want one line that says %q", config, err, want)
		}
	}
}
