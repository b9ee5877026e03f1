package deliver

import (
	"bytes"
	"context"
	"net/http"
	"time"

	"github.com/dragoman-wire/dragoman/events"
)

// webhook posts the alert as a CloudEvent in structured mode, signed.
type webhook struct{ *Receiver }

func (w webhook) request(ctx context.Context, m *message, now time.Time) (*http.Request, error) {
	body, err := m.Structured()
	if err != nil {
		return nil, err
	}
	req, err := w.post(ctx, w.address.Reveal(), events.StructuredContentType, body)
	if err != nil {
		return nil, err
	}
	sign(req.Header, w.keys, m.ID, now, body)
	return req, nil
}

// post makes a request with what all kinds have.
func (r *Receiver) post(ctx context.Context, address, contentType string, body []byte) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", contentType)
	req.Header.Set("User-Agent", "dragoman")
	if r.token != "" {
		req.Header.Set("Authorization", "Bearer "+r.token.Reveal())
	}
	return req, nil
}
