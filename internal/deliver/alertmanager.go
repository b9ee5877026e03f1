package deliver

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/present"
)

// alertmanager pushes alerts to Prometheus Alertmanager. An alert is active for a
// while, and is pushed again meanwhile, because an Alertmanager that restarts has
// forgotten it. What makes two pushes the same alert is their labels, so these are
// never changed.
type alertmanager struct {
	*Receiver
	mu     sync.Mutex
	active map[string]pushed // by story and status
}

// pushed is an alert as Alertmanager takes it.
type pushed struct {
	Labels       map[string]string `json:"labels"`
	Annotations  map[string]string `json:"annotations"`
	StartsAt     time.Time         `json:"startsAt"`
	EndsAt       time.Time         `json:"endsAt"`
	GeneratorURL string            `json:"generatorURL,omitempty"`
}

func newAlertmanager(r *Receiver) *alertmanager {
	return &alertmanager{Receiver: r, active: map[string]pushed{}}
}

func (a *alertmanager) request(ctx context.Context, m *message, now time.Time) (*http.Request, error) {
	changed := a.apply(m, now)
	if len(changed) == 0 {
		return nil, nil
	}
	return a.push(ctx, changed)
}

// apply notes what a message means for the alerts that are active, and gives those
// that have to be pushed.
func (a *alertmanager) apply(m *message, now time.Time) (changed []pushed) {
	a.mu.Lock()
	defer a.mu.Unlock()
	story := m.Alert.Story + " "
	switch m.Alert.Change {
	case events.AlertNew, events.AlertFollowUp:
		p := m.pushed(a.Keep)
		if !p.EndsAt.After(now) {
			return nil
		}
		a.active[story+string(m.Alert.Status)] = p
		return []pushed{p}
	case events.AlertRetraction:
		for key, p := range a.active {
			if strings.HasPrefix(key, story) {
				p.EndsAt = later(p.StartsAt, m.taken.UTC())
				a.active[key] = p
				changed = append(changed, p)
			}
		}
	}
	return changed
}

// later is the end of an alert that is taken back: behind its beginning.
func later(start, end time.Time) time.Time {
	if end.After(start) {
		return end
	}
	return start.Add(time.Millisecond)
}

// still gives the alerts that are active, in order. It forgets those that have ended
// so long ago that no try to say so can be under way.
func (a *alertmanager) still(now time.Time) []pushed {
	a.mu.Lock()
	defer a.mu.Unlock()
	var all []pushed
	for key, p := range a.active {
		if p.EndsAt.After(now) {
			all = append(all, p)
		} else if now.Sub(p.EndsAt) > maxWait {
			delete(a.active, key)
		}
	}
	slices.SortFunc(all, func(x, y pushed) int {
		return strings.Compare(x.Labels["story"]+x.Labels["status"], y.Labels["story"]+y.Labels["status"])
	})
	return all
}

func (a *alertmanager) push(ctx context.Context, alerts []pushed) (*http.Request, error) {
	var body bytes.Buffer
	if err := json.NewEncoder(&body).Encode(alerts); err != nil {
		return nil, err
	}
	return a.post(ctx, strings.TrimSuffix(a.address.Reveal(), "/")+"/api/v2/alerts", "application/json", body.Bytes())
}

// pushed makes the alert of a message. Its labels are what alerts are routed by.
func (m *message) pushed(keep time.Duration) pushed {
	a := m.Alert
	sectors := make([]string, len(a.Sectors))
	for i, s := range a.Sectors {
		sectors[i] = string(s)
	}
	p := pushed{
		Labels: map[string]string{
			"alertname": "DiplomaticAgreement", "severity": "info", "story": a.Story, "kind": string(a.Change),
			"parties": m.parties(), "status": string(a.Status), "instrument": string(a.Instrument),
			"sectors": strings.Join(sectors, ","),
		},
		Annotations: map[string]string{
			"summary": Title(a), "reason": string(a.Reason), "alert_id": m.ID,
			"confidence": fmt.Sprintf("%.2f", a.Confidence), "sources": fmt.Sprint(a.Sources), "languages": fmt.Sprint(a.Languages),
		},
		StartsAt: m.taken.UTC(), EndsAt: m.taken.UTC().Add(keep),
	}
	if best := a.Best; best != nil {
		p.Annotations["description"] = present.Clean(best.Text)
		p.Annotations["headline"] = present.Clean(best.Article.Headline)
		p.Annotations["article"] = best.Article.ID
		p.Annotations["language"] = best.Article.Language
		if isWebAddress(best.Article.URL) {
			p.GeneratorURL = best.Article.URL
		}
	}
	for name, value := range p.Labels {
		if value == "" { // an empty label is none
			delete(p.Labels, name)
		}
	}
	return p
}

func (m *message) parties() string {
	codes := make([]string, len(m.Alert.Parties))
	for i, p := range m.Alert.Parties {
		codes[i] = p.Code
	}
	return strings.Join(codes, "-")
}
