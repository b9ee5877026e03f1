package check

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// window stands for Grafana's $__rate_interval; scaled as everything else.
const window = "[5m]"

// TestLive runs Kafka, consumer, producer, Prometheus and Alertmanager as processes,
// from the files of deploy. Every query of the dashboard and of the rules must have an
// answer, and an agreement must reach the analysts. Then the consumer stops, and the
// alert must reach the operators; it starts, and the alert must be resolved.
func TestLive(t *testing.T) {
	brokers := os.Getenv("DRAGOMAN_TEST_BROKERS")
	if brokers == "" {
		t.Skip("DRAGOMAN_TEST_BROKERS is not set: run make deploy-check")
	}
	s := startSite(t, brokers)

	t.Run("topics", func(t *testing.T) { s.checkTopics(t) })
	s.replay(t)
	t.Run("queries", func(t *testing.T) { s.checkQueries(t) })
	t.Run("agreement", func(t *testing.T) { s.analysts.wait(t, "DiplomaticAgreement", "firing") })
	t.Run("mistakes", func(t *testing.T) { s.checkMistakes(t) })
	t.Run("alert", func(t *testing.T) {
		s.consumer.stop(t)
		s.operators.wait(t, "DragomanDown", "firing")
		s.startConsumer(t)
		s.operators.wait(t, "DragomanDown", "resolved")
		if others := s.operators.others("DragomanDown"); len(others) > 0 {
			t.Errorf("also raised: %v", others)
		}
	})
}

// checkTopics compares what the consumer creates with the resources for Strimzi.
func (s *site) checkTopics(t *testing.T) {
	out, err := tool(binary("consumer"), "topics", "--brokers", s.brokers)
	if err != nil {
		t.Fatal(err)
	}
	var have []string
	for _, line := range strings.Split(string(out), "\n")[1:] {
		if name, _, ok := strings.Cut(line, " "); ok {
			have = append(have, name)
		}
	}
	data, err := os.ReadFile(in(root, "k8s/components/strimzi/topics.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var strimzi []string
	for _, match := range regexp.MustCompile(`topicName: (\S+)`).FindAllSubmatch(data, -1) {
		strimzi = append(strimzi, string(match[1]))
	}
	slices.Sort(have)
	slices.Sort(strimzi)
	if !slices.Equal(have, strimzi) {
		t.Errorf("consumer topics: %v\nStrimzi's topics: %v", have, strimzi)
	}
}

// checkQueries asks every query until it has an answer, while articles come.
func (s *site) checkQueries(t *testing.T) {
	queries := map[string]string{}
	all, err := panels(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		for _, target := range p.Targets {
			queries[p.Title+", "+target.LegendFormat] = target.Expr
		}
	}
	recorded, err := rules(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range recorded {
		if r.Record != "" {
			queries[r.Record] = r.Record
		}
		// What an alert is about must exist, whether it is raised or not.
		for _, metric := range regexp.MustCompile(`dragoman_\w+`).FindAllString(r.Expr, -1) {
			queries[r.Alert+r.Record+", "+metric] = metric
		}
	}
	for name, query := range queries {
		s.until(t, name, func() error { return s.query(query) })
	}
	t.Logf("%d queries have answers", len(queries))
}

// checkMistakes shows that a query with a mistake has no answer.
func (s *site) checkMistakes(t *testing.T) {
	for name, query := range map[string]string{
		"metric misspelt":  `sum(rate(dragoman_article_consumed_total[$__rate_interval]))`,
		"label misspelt":   `sum(rate(dragoman_articles_processed_total{outcome="events"}[$__rate_interval]))`,
		"value misspelt":   `rate(dragoman_commits_total{result="okay"}[$__rate_interval])`,
		"does not parse":   `sum(rate(dragoman_commits_total[$__rate_interval])`,
		"matches no label": `dragoman_consumer_lag_seconds / on (event_type) dragoman_consumer_lag_records`,
		"not a number":     `sum(rate(dragoman_commits_total{result="error"}[$__rate_interval])) / sum(rate(dragoman_rebalances_total{kind="revoked"}[$__rate_interval]))`,
	} {
		if err := s.query(query); err == nil {
			t.Errorf("%s: has an answer", name)
		}
	}
}

// query wants at least one answer that is a number.
func (s *site) query(expr string) error {
	expr = strings.NewReplacer("[$__rate_interval]", window, "$namespace", ".*", "$job", ".*").Replace(expr)
	body, _, err := get("http://" + s.prometheus + "/api/v1/query?" + url.Values{"query": {s.pace.text(expr)}}.Encode())
	var answer struct {
		Error string
		Data  struct{ Result []struct{ Value [2]any } }
	}
	if decodeErr := json.Unmarshal(body, &answer); err != nil || decodeErr != nil || answer.Error != "" {
		return fmt.Errorf("%s: %w %s", expr, errors.Join(err, decodeErr), answer.Error)
	}
	for _, r := range answer.Data.Result {
		if number, ok := r.Value[1].(string); ok {
			if v, err := strconv.ParseFloat(number, 64); err == nil && !math.IsNaN(v) {
				return nil
			}
		}
	}
	return fmt.Errorf("%s: %d answers, and no number among them", expr, len(answer.Data.Result))
}

// patience is how long the test waits for what must come. Only a failure waits it out.
const patience = 3 * time.Minute

// until asks again and again until there is no error.
func (s *site) until(t *testing.T, what string, try func() error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	again := time.NewTicker(100 * time.Millisecond)
	defer again.Stop()
	for {
		err := try()
		if err == nil {
			return
		}
		select {
		case <-again.C:
		case <-ctx.Done():
			t.Fatalf("%s: %v", what, err)
		}
	}
}

func get(address string) (body []byte, status int, err error) {
	response, err := http.Get(address)
	if err != nil {
		return nil, 0, err
	}
	defer response.Body.Close()
	body, err = io.ReadAll(response.Body)
	return body, response.StatusCode, err
}
