package check

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
)

// rule is an alert or a recorded series of rules.yml.
type rule struct {
	Alert, Record, Expr string
	Labels, Annotations map[string]string
}

func rules(dir string) ([]rule, error) {
	var file struct {
		Groups []struct{ Rules []rule }
	}
	if err := readYAML(dir, "prometheus/rules.yml", &file); err != nil {
		return nil, err
	}
	var all []rule
	for _, g := range file.Groups {
		all = append(all, g.Rules...)
	}
	if len(all) == 0 {
		return nil, errors.New("rules.yml: there are no rules")
	}
	return all, nil
}

// checkRules wants rules that Prometheus takes, that do what their tests say, and of
// which each alert has a severity, a test and a runbook.
func checkRules(dir string) error {
	if _, err := tool("promtool", "check", "rules", "--lint=all", "--lint-fatal", in(dir, "prometheus/rules.yml")); err != nil {
		return err
	}
	if _, err := tool("promtool", "test", "rules", in(dir, "prometheus/rules_test.yml")); err != nil {
		return err
	}
	all, err := rules(dir)
	if err != nil {
		return err
	}
	tests, err := os.ReadFile(in(dir, "prometheus/rules_test.yml"))
	if err != nil {
		return err
	}
	runbooks, err := os.ReadFile(in(dir, "runbooks.md"))
	if err != nil {
		return err
	}
	var problems []error
	alerts := map[string]bool{}
	for _, r := range all {
		if r.Alert == "" {
			continue
		}
		alerts[r.Alert] = true
		if s := r.Labels["severity"]; s != "critical" && s != "warning" {
			problems = append(problems, fmt.Errorf("%s: severity %q", r.Alert, s))
		}
		if want := "deploy/runbooks.md#" + strings.ToLower(r.Alert); !strings.HasSuffix(r.Annotations["runbook_url"], want) {
			problems = append(problems, fmt.Errorf("%s: runbook_url does not end in %s", r.Alert, want))
		}
		raised := regexp.MustCompile(`alertname: ` + r.Alert + `\n\s+exp_alerts:\n`)
		if !raised.Match(tests) {
			problems = append(problems, fmt.Errorf("%s: no test raises it", r.Alert))
		}
		if !bytes.Contains(runbooks, []byte("\n## "+r.Alert+"\n")) {
			problems = append(problems, fmt.Errorf("%s: has no runbook", r.Alert))
		}
	}
	for _, heading := range regexp.MustCompile(`(?m)^## (Dragoman\w+)$`).FindAllSubmatch(runbooks, -1) {
		if !alerts[string(heading[1])] {
			problems = append(problems, fmt.Errorf("runbooks.md: %s is no alert", heading[1]))
		}
	}
	return errors.Join(problems...)
}

// checkGenerated wants the PrometheusRule to have the rules of rules.yml.
func checkGenerated(dir string) error {
	const name = "k8s/components/prometheus-operator/prometheusrule.yaml"
	var file, resource struct{ Groups []map[string]any }
	if err := readYAML(dir, "prometheus/rules.yml", &file); err != nil {
		return err
	}
	if err := readYAML(dir, name, &struct{ Spec any }{&resource}); err != nil {
		return err
	}
	if fmt.Sprint(file) != fmt.Sprint(resource) {
		return fmt.Errorf("%s is not what rules.yml says: make deploy-generate", name)
	}
	return nil
}

func checkPrometheus(dir string) error {
	_, err := tool("promtool", "check", "config", in(dir, "prometheus/prometheus.yml"))
	return err
}

// checkAlertmanager wants a configuration that Alertmanager takes and that tells
// the right people.
func checkAlertmanager(dir string) error {
	file := in(dir, "alertmanager/alertmanager.yml")
	if _, err := tool("amtool", "check-config", file); err != nil {
		return err
	}
	for label, receiver := range map[string]string{
		"severity=critical":             "operators",
		"severity=warning":              "operators",
		"alertname=DiplomaticAgreement": "analysts",
	} {
		if _, err := tool("amtool", "config", "routes", "test", "--config.file="+file, "--verify.receivers="+receiver, label); err != nil {
			return err
		}
	}
	return nil
}
