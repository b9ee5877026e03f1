package metrics

import (
	"github.com/prometheus/client_golang/prometheus"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/deliver"
	"github.com/dragoman-wire/dragoman/internal/pipeline"
	"github.com/dragoman-wire/dragoman/internal/stream"
	"github.com/dragoman-wire/dragoman/processor"
	"github.com/dragoman-wire/dragoman/processor/article"
)

// startAtZero makes the series that are known in advance.
func (m *Metrics) startAtZero(o Options) {
	raw := o.Topics.Raw()
	for _, vec := range []*prometheus.CounterVec{m.consumed, m.consumedBytes, m.lost} {
		vec.WithLabelValues(raw)
	}
	for _, outcome := range []pipeline.Outcome{
		pipeline.OutcomeEvents, pipeline.OutcomeNoEvents, pipeline.OutcomeRejected,
		pipeline.Skipped(processor.SkipEmpty), pipeline.Skipped(processor.SkipLanguage),
		pipeline.Skipped(processor.SkipWithheld), pipeline.Skipped(processor.SkipCanceled),
	} {
		m.processed.WithLabelValues(string(outcome))
	}
	for _, typ := range events.Types() {
		m.latency.WithLabelValues(string(typ))
		for _, language := range o.Languages {
			m.published.WithLabelValues(string(typ), language)
		}
	}
	for _, topic := range outputTopics(o.Topics) {
		m.publishDuration.WithLabelValues(topic)
		for _, reason := range publishReasons {
			m.publishErrors.WithLabelValues(topic, reason)
		}
	}
	for _, reason := range deadLetterReasons {
		m.deadLetters.WithLabelValues(reason)
	}
	for _, status := range []events.Status{events.RetractionCanceled, events.RetractionWithheld} {
		m.retractions.WithLabelValues(string(status))
	}
	for _, format := range article.Formats() {
		m.decodeErrors.WithLabelValues(format)
	}
	for _, stage := range []string{pipeline.StageDecode, pipeline.StageDetect, pipeline.StageEncode} {
		m.processDuration.WithLabelValues(stage)
	}
	for _, stage := range []stream.Stage{stream.StageGroup, stream.StageFetch, stream.StageProduce, stream.StageTransaction, stream.StageLag} {
		m.retries.WithLabelValues(string(stage))
	}
	for _, kind := range []string{kindAssigned, kindRevoked} {
		m.rebalances.WithLabelValues(kind)
	}
	for _, result := range []string{resultOK, resultError} {
		m.commits.WithLabelValues(result)
	}
	for _, result := range []string{resultOK, resultDeadLetter} {
		m.replayed.WithLabelValues(result)
	}
	for _, kind := range []string{gapRetention, gapReset} {
		m.gaps.WithLabelValues(raw, kind)
	}
	m.assigned.WithLabelValues(raw)
	m.alertMetrics.startAtZero(o.Receivers)
}

// outputTopics are those that the consumer itself publishes to.
func outputTopics(topics events.Topics) []string {
	out := []string{topics.DeadLetter(), topics.Retractions(), topics.Alerts()}
	for _, typ := range events.Types() {
		out = append(out, topics.Event(typ))
	}
	return out
}

var deadLetterReasons = []string{
	string(article.ReasonEmpty), string(article.ReasonTooLarge), string(article.ReasonTooDeep),
	string(article.ReasonInvalidUTF8), string(article.ReasonCharset), string(article.ReasonUnsupported),
	string(article.ReasonMalformed), string(article.ReasonNoText),
	pipeline.ReasonBadHeader, pipeline.ReasonInvalidEvent, pipeline.ReasonEncode, pipeline.ReasonEmbargoed,
	stream.ReasonPanic, stream.ReasonError, stream.ReasonRefused, deliver.ReasonUndeliverable,
}
