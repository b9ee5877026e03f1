package metrics

import (
	"time"

	"github.com/dragoman-wire/dragoman/internal/pipeline"
)

var _ pipeline.Observer = (*Metrics)(nil)

// Stage observes how long a step took.
func (m *Metrics) Stage(stage string, took time.Duration) {
	m.processDuration.WithLabelValues(stage).Observe(took.Seconds())
}

// Article counts an article that was handled.
func (m *Metrics) Article(outcome pipeline.Outcome) {
	m.processed.WithLabelValues(string(outcome)).Inc()
	m.lastArticle.Set(unix(m.now()))
}

// DecodeError counts a record that is no article.
func (m *Metrics) DecodeError(format string) { m.decodeErrors.WithLabelValues(format).Inc() }
