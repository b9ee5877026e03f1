package article

import (
	"bytes"
	"encoding/json"
	"time"
)

// JSON returns the article as plain JSON, which Decode reads back as the same
// article but for its format. An article that came in a message or a feed with
// others travels alone in this form.
func (a *Article) JSON() ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false) // text is data here, never part of a page
	err := encoder.Encode(struct {
		ID        string    `json:"id"`
		Version   string    `json:"version,omitempty"`
		Published string    `json:"published,omitempty"`
		Embargoed string    `json:"embargoed,omitempty"`
		Status    PubStatus `json:"pubstatus,omitempty"`
		Language  string    `json:"language,omitempty"`
		Source    string    `json:"source,omitempty"`
		URL       string    `json:"url,omitempty"`
		Byline    string    `json:"byline,omitempty"`
		Located   string    `json:"located,omitempty"`
		Headline  string    `json:"headline,omitempty"`
		Body      string    `json:"body,omitempty"`
	}{
		a.ID, a.Version, formatTime(a.Published), formatTime(a.Embargoed), a.Status,
		a.Language, a.Source, a.URL, a.Byline, a.Located, a.Headline, a.Body,
	})
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), err
}

func formatTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339Nano)
}
