package deliver

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/present"
)

// slack posts the alert as text, as the incoming webhooks of Slack, Mattermost and
// others take it.
type slack struct{ *Receiver }

func (s slack) request(ctx context.Context, m *message, _ time.Time) (*http.Request, error) {
	body, err := json.Marshal(map[string]string{"text": slackText(m.Alert)})
	if err != nil {
		return nil, err
	}
	return s.post(ctx, s.address.Reveal(), "application/json", body)
}

func slackText(a *events.Alert) string {
	text := "*" + escapeSlack(Title(a)) + "*"
	if a.Best == nil {
		return text
	}
	if a.Best.Text != "" {
		text += "\n> " + escapeSlack(present.Clean(a.Best.Text))
	}
	told := escapeSlack(present.Clean(a.Best.Article.Headline))
	if link := a.Best.Article.URL; isWebAddress(link) {
		told = "<" + escapeSlack(link) + "|" + strings.ReplaceAll(told, "|", "/") + ">"
	}
	return text + fmt.Sprintf("\n%s (%s, %s)\nsources: %d, languages: %d, confidence: %.2f",
		told, escapeSlack(a.Best.Article.Source), escapeSlack(a.Best.Article.Language), a.Sources, a.Languages, a.Confidence)
}

// isWebAddress tells what can be linked to without harm.
func isWebAddress(link string) bool {
	return (strings.HasPrefix(link, "https://") || strings.HasPrefix(link, "http://")) && !strings.ContainsAny(link, "<>| \n")
}

// escapeSlack escapes the three characters that mean something in Slack's text, so
// that an article can neither link nor call anyone.
var escapeSlack = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace

// Title says in a few words what an alert is about.
func Title(a *events.Alert) string {
	names := make([]string, len(a.Parties))
	for i, p := range a.Parties {
		names[i] = p.Name
	}
	words := func(code string) string { return strings.ReplaceAll(code, "_", " ") }
	what := words(string(a.Instrument))
	if a.Instrument == events.InstrumentOther {
		what = "agreement"
	}
	if len(a.Sectors) > 0 {
		sectors := make([]string, len(a.Sectors))
		for i, s := range a.Sectors {
			sectors[i] = string(s)
		}
		what += " on " + strings.Join(sectors, ", ")
	}
	title := strings.Join(names, " and ") + ": " + what + " " + words(string(a.Status))
	if a.Change == events.AlertRetraction {
		return "Taken back: " + title
	}
	return title
}
