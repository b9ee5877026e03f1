package check

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A mistake is planted in a copy of deploy: old becomes new in a file. The check must
// refuse the copy with a message that has all of want in it.
type mistake struct {
	check, file, old, new, want string
}

const (
	deployment = "k8s/base/deployment.yaml"
	rulesFile  = "prometheus/rules.yml"
	composeYML = "compose/compose.yaml"
)

var mistakes = map[string]mistake{
	"rule that does not parse":          {"rules", rulesFile, "lag_seconds:max > 300", "lag_seconds:max >> 300", "parse error"},
	"threshold ten times as high":       {"rules", rulesFile, "lag_seconds:max > 300", "lag_seconds:max > 3000", "DragomanLagHigh"},
	"alert without patience":            {"rules", rulesFile, "for: 2m", "for: 0s", "DragomanDown"},
	"never committed is not stalled":    {"rules", rulesFile, "unless\n          max by (namespace, job, topic, partition) (changes(dragoman_consumer_committed_offset[10m])) > 0", "and\n          max by (namespace, job, topic, partition) (changes(dragoman_consumer_committed_offset[10m])) == 0", "DragomanPartitionStalled"},
	"installations mixed":               {"rules", rulesFile, `sum by (namespace, job) (up{job=~"dragoman-.+"}) == 0`, `sum(up{job=~"dragoman-.+"}) == 0`, "DragomanDown"},
	"rule that is there twice":          {"rules", rulesFile, "      - record: dragoman:lag_seconds:max\n", "      - record: dragoman:lag_seconds:max\n        expr: max by (namespace, job, topic) (dragoman_consumer_lag_seconds)\n      - record: dragoman:lag_seconds:max\n", "duplicate"},
	"runbook that is not there":         {"rules", "runbooks.md", "## DragomanNoArticles", "## DragomanFewArticles", "DragomanNoArticles: has no runbook"},
	"link to another runbook":           {"rules", rulesFile, "#dragomannoarticles", "#dragomandown", "DragomanNoArticles"},
	"no severity":                       {"rules", rulesFile, "for: 5m\n        labels: {severity: critical}\n", "for: 5m\n        labels: {severity: urgent}\n", "severity"},
	"rules of the operator are older":   {"generated", rulesFile, "lag_seconds:max > 300", "lag_seconds:max > 301", "make deploy-generate"},
	"Prometheus setting misspelt":       {"prometheus", "prometheus/prometheus.yml", "scrape_timeout", "scrape_time", "scrape_time"},
	"Prometheus without rules":          {"prometheus", "prometheus/prometheus.yml", "[rules.yml]", "[rule.yml]", "rule.yml"},
	"receiver that does not exist":      {"alertmanager", "alertmanager/alertmanager.yml", "receiver: operators\n  group_by", "receiver: operator\n  group_by", "undefined receiver"},
	"critical alerts go nowhere":        {"alertmanager", "alertmanager/alertmanager.yml", "- receiver: operators\n      matchers", "- receiver: nobody\n      matchers", "nobody"},
	"matcher that does not parse":       {"alertmanager", "alertmanager/alertmanager.yml", `alertname="DragomanDown"'`, `alertname=="DragomanDown"'`, "matcher"},
	"field misspelt":                    {"kubernetes", deployment, "readinessProbe", "readynessProbe", "readynessProbe"},
	"text for a number":                 {"kubernetes", deployment, "replicas: 2", `replicas: "two"`, "replicas"},
	"pod as root":                       {"kubernetes", deployment, "runAsNonRoot: true", "runAsNonRoot: false", "runAsNonRoot"},
	"capabilities kept":                 {"kubernetes", deployment, "drop: [ALL]", "drop: [NET_RAW]", "unrestricted capabilities"},
	"root file system writable":         {"kubernetes", deployment, "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", "root file system"},
	"liveness depends on Kafka":         {"kubernetes", deployment, "livenessProbe:\n            httpGet: {path: /healthz", "livenessProbe:\n            httpGet: {path: /readyz", "liveness"},
	"killed while it drains":            {"kubernetes", deployment, "terminationGracePeriodSeconds: 60", "terminationGracePeriodSeconds: 30", "terminationGracePeriodSeconds"},
	"Go thinks it has more memory":      {"kubernetes", deployment, "460MiB", "600MiB", "GOMEMLIMIT"},
	"limit of CPU":                      {"kubernetes", deployment, "limits:\n", "limits:\n              cpu: 1\n", "limit of CPU"},
	"budget for other pods":             {"kubernetes", "k8s/base/pdb.yaml", "component: consumer", "component: consumers", "disruption budgets"},
	"image without version":             {"kubernetes", "k8s/overlays/small/kustomization.yaml", "newTag: 0.1.0", "newTag: latest", "no version"},
	"patch of nothing":                  {"kubernetes", "k8s/overlays/production/resources.yaml", "name: dragoman-consumer", "name: dragoman-reader", "dragoman-reader"},
	"old version of an API":             {"kubernetes", "k8s/components/strimzi/consumer-user.yaml", "kafka.strimzi.io/v1\n", "kafka.strimzi.io/v1beta2\n", "could not find schema for KafkaUser"},
	"right that Kafka does not know":    {"kubernetes", "k8s/components/strimzi/consumer-user.yaml", "[Read, Describe]", "[Reed, Describe]", "operations"},
	"field of an operator misspelt":     {"kubernetes", "k8s/components/keda/scaledobject.yaml", "minReplicaCount", "minReplicas", "minReplicas"},
	"rule without expression":           {"kubernetes", "k8s/components/prometheus-operator/prometheusrule.yaml", "expr: dragoman:lag_seconds:max > 300", "exp: dragoman:lag_seconds:max > 300", "exp"},
	"file mode that is no number":       {"kubernetes", "k8s/overlays/production-replay/kustomization.yaml", "defaultMode: 0440", "defaultMode: yes", "defaultMode"},
	"namespace that lets everyone in":   {"kubernetes", "k8s/overlays/small/namespace.yaml", "/enforce: restricted", "/enforce: privileged", "restricted"},
	"port open to the world":            {"compose", composeYML, "127.0.0.1:9093", "9093", "open to other machines"},
	"service that is not there":         {"compose", composeYML, "kafka: {condition: service_healthy}", "broker: {condition: service_healthy}", "broker"},
	"setting of compose misspelt":       {"compose", composeYML, "stop_grace_period", "stop_grace_time", "stop_grace_time"},
	"file of compose that is not there": {"compose", composeYML, "../prometheus/rules.yml", "../prometheus/rule.yml", "rule.yml"},
	"volume of compose not declared":    {"compose", composeYML, "- grafana:/var/lib/grafana", "- graphana:/var/lib/grafana", "graphana"},
	"newest image, whichever that is":   {"compose", composeYML, "grafana/grafana:13.1.0", "grafana/grafana:latest", "no version"},
	"two panels with one number":        {"dashboard", "grafana/dashboards/dragoman.json", `"id": 3,`, `"id": 2,`, "has the id of"},
	"panel without unit":                {"dashboard", "grafana/dashboards/dragoman.json", `"unit": "s"`, `"unit": ""`, "unit is missing"},
	"panels over one another":           {"dashboard", "grafana/dashboards/dragoman.json", `"x": 6,`, `"x": 0,`, "lies over"},
	"data source of one machine":        {"dashboard", "grafana/dashboards/dragoman.json", "${datasource}\"\n   },\n   \"fieldConfig\"", "PBFA97CFB590B2093\"\n   },\n   \"fieldConfig\"", "data source"},
}

// TestMistakesAreSeen shows that the checks can fail.
func TestMistakesAreSeen(t *testing.T) {
	for name, m := range mistakes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := plant(t, m)
			err := checks[m.check](dir)
			switch {
			case err == nil:
				t.Errorf("%s does not see it", m.check)
			case !strings.Contains(err.Error(), m.want):
				t.Errorf("%s fails, but not with %q:\n%v", m.check, m.want, err)
			}
		})
	}
}

// plant copies deploy and makes the mistake at its first place.
func plant(t *testing.T, m mistake) string {
	t.Helper()
	dir := t.TempDir()
	for _, part := range []string{"alertmanager", "compose", "docker", "grafana", "k8s", "prometheus"} {
		if err := os.CopyFS(in(dir, part), os.DirFS(in(root, part))); err != nil {
			t.Fatal(err)
		}
	}
	runbooks, err := os.ReadFile(in(root, "runbooks.md"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, in(dir, "runbooks.md"), string(runbooks))
	if err := os.MkdirAll(filepath.Join(dir, "processor/testdata/wires"), 0o755); err != nil { // compose mounts it
		t.Fatal(err)
	}
	before, err := os.ReadFile(in(dir, m.file))
	if err != nil {
		t.Fatal(err)
	}
	after := strings.Replace(string(before), m.old, m.new, 1)
	if after == string(before) {
		t.Fatalf("%s has no %q", m.file, m.old)
	}
	write(t, in(dir, m.file), after)
	return dir
}

func write(t *testing.T, file, content string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}
