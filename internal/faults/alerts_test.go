package faults

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/alert"
	"github.com/dragoman-wire/dragoman/internal/consumer"
	"github.com/dragoman-wire/dragoman/internal/stream"
)

var (
	names      = events.Topics{}
	agreements = names.Event(events.TypeAgreement)
	alertPlan  = map[string]int{agreements: 6, names.Retractions(): 2, names.Alerts(): 6, names.DeadLetter(): 2}
)

// makeAlerts is a process that was started with "consumer run --roles alert".
func makeAlerts(ctx context.Context, cfg stream.Config) error {
	return consumer.Run(ctx, consumer.Config{
		Stream: cfg, Roles: []consumer.Role{consumer.Alert}, Alerts: alert.Options{Policy: alert.DefaultPolicy()},
		AlertObservers: []stream.Observer{complaints{}},
		Logger:         slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})),
	})
}

// Every pair of states of the scene has one story, which is told in so many steps. So
// many stories are told at once.
const (
	told   = 5
	atOnce = 200
)

// The steps of a story: a wire tells a signing, so does another, the first corrects
// itself, a third tells it and is killed, and at last the agreement is ratified.
const (
	first = iota
	second
	corrected
	killed
	ratified
)

// alertTrial has stories made of agreements.
func alertTrial() trial {
	return trial{
		kind: alerting, group: "faults-alerts",
		inputs: []string{agreements, names.Retractions()}, outputs: []string{names.Alerts(), names.DeadLetter()},
		step: tell,
		judge: func(_ map[string]offsets, outputs []record) verdict {
			return judgeAlerts(size(alertsShort, alertsLong)/told, outputs)
		},
	}
}

// How many steps are told in the short and the long version, and how many a second.
const (
	alertsShort = 6_000
	alertsLong  = 40_000
	alertRate   = 400
)

// tell is what is fed in step i.
func tell(i int) []*kgo.Record {
	story, step := place(i)
	a := telling(story, step)
	partition := int32(story % alertPlan[agreements])
	records := []*kgo.Record{message(agreements, partition, events.Wrap(a, ""))}
	if step == killed {
		kill := &events.Retraction{Kind: events.TypeRetraction, Status: events.RetractionCanceled, Article: a.Article}
		records = append(records, message(names.Retractions(), int32(story%alertPlan[names.Retractions()]), events.WrapRetraction(kill, "")))
	}
	return records
}

// place is the story and its step that are told in step i of the scene.
func place(i int) (story, step int) {
	return i/(told*atOnce)*atOnce + i%atOnce, i / atOnce % told
}

// telling is a step of a story. Stories begin a minute after one another.
func telling(story, step int) *events.Agreement {
	began := time.Date(2024, 5, 20, 12, 0, 0, 0, time.UTC).Add(time.Duration(story) * time.Minute)
	at := began.Add(time.Duration(step) * time.Second)
	a := &events.Agreement{
		Common: events.Common{
			Kind: events.TypeAgreement, Status: events.AgreementSigned,
			Date: events.Date{Value: began.Format(time.DateOnly), Precision: events.Day}, Confidence: 0.8,
			Article:  events.Article{ID: articleOf(story, step), Source: fmt.Sprint("wire ", step), Language: "en", Published: at},
			Evidence: []events.Span{{End: 10, Text: fmt.Sprint("They signed it, said ", articleOf(story, step))}},
			Detector: events.Detector{Version: "test"},
		},
		Instrument: events.InstrumentAgreement, Sectors: []events.Sector{events.Energy},
	}
	for _, code := range parties(story) {
		a.Parties = append(a.Parties, events.Party{Code: code, Name: code, Kind: events.State, Role: events.RoleParty})
	}
	switch step {
	case corrected:
		a.Place = &events.Place{Name: "Astana", Country: "KAZ"}
	case ratified:
		a.Status = events.AgreementRatified
	}
	return a
}

// articleOf names the article of a step: that of the correction is the first.
func articleOf(story, step int) string {
	if step == corrected {
		step = first
	}
	return fmt.Sprintf("urn:story:%d:%d", story, step)
}

// parties are two codes that only this story has, in order.
func parties(story int) [2]string {
	const letters = 26
	code := string([]byte{byte('A' + story/letters/letters%letters), byte('A' + story/letters%letters), byte('A' + story%letters)})
	return [2]string{code, "ZZZ"}
}

// message is the record of an envelope.
func message(topic string, partition int32, v events.Envelope) *kgo.Record {
	headers, value, err := v.Binary()
	if err != nil {
		panic(err) // it is the test's own
	}
	r := &kgo.Record{Topic: topic, Partition: partition, Key: []byte(v.PartitionKey), Value: value}
	for _, h := range headers {
		r.Headers = append(r.Headers, kgo.RecordHeader(h))
	}
	return r
}

func TestAlertFaults(t *testing.T) {
	inScenes(t, alertTrial(), alertPlan, size(alertsShort, alertsLong), alertRate)
}
