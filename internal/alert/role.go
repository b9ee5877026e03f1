package alert

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"

	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/stream"
	"github.com/dragoman-wire/dragoman/processor/article"
)

// Role reads the agreements and writes their stories. The stories of an agreements
// partition are written to the alerts partition of the same number, which is also
// where they are read from when the partition is assigned: no other state is kept. So
// both topics must have the same number of partitions.
type Role struct {
	Cluster stream.Cluster
	Topics  events.Topics
	Source  string // CloudEvents source; empty for events.DefaultSource
	Options Options
	// Decided is called with every decision as it is taken; may be nil. It must not block.
	Decided func(Decision)
	Logger  *slog.Logger
}

// Note is what the role tells the stream's observer about each message.
type Note struct {
	Alert *events.Alert
}

// The stage and the reasons of the role's dead letters.
const (
	Stage           = "alert"
	ReasonMalformed = "malformed" // the record is no CloudEvent
	ReasonEncode    = "encode"    // a message cannot be written as JSON
)

// Inputs are the topics that the role reads.
func (r *Role) Inputs() []string { return []string{r.agreements(), r.Topics.Retractions()} }

// Outputs are the topics that the role writes to, beside the dead letters: it hands
// retractions on to the agreements.
func (r *Role) Outputs() []string { return []string{r.Topics.Alerts(), r.agreements()} }

func (r *Role) agreements() string { return r.Topics.Event(events.TypeAgreement) }

// check reports topics that do not go together.
func (r *Role) check(ctx context.Context) error {
	in, out := r.agreements(), r.Topics.Alerts()
	found, err := stream.AwaitTopics(ctx, r.Cluster, in, out)
	if err != nil {
		return err
	}
	sizes := map[string]int{}
	for _, t := range found {
		sizes[t.Name] = t.Partitions
	}
	switch {
	case sizes[in] == 0 || sizes[out] == 0:
		r.Logger.Warn("a topic is missing: waiting for it; \"consumer topics --apply\" creates it", "topics", []string{in, out})
	case sizes[in] != sizes[out]:
		return fmt.Errorf("topic %s has %d partitions and %s has %d: they must have the same number; add partitions to the smaller one",
			in, sizes[in], out, sizes[out])
	}
	return nil
}

// Open is a stream.Opener for the partitions of the role's inputs.
func (r *Role) Open(ctx context.Context, topic string, partition int) (stream.Handler, error) {
	if topic == r.Topics.Retractions() {
		return r.spread(ctx)
	}
	if err := r.check(ctx); err != nil {
		return nil, err
	}
	p := &part{Role: r, partition: partition, book: NewBook(r.Options)}
	if err := p.restore(ctx); err != nil {
		return nil, err
	}
	r.Logger.Info("stories restored", "partition", partition, "stories", p.book.Stories())
	return p.handle, nil
}

// part is the role's work on one partition.
type part struct {
	*Role
	partition int
	book      *Book
}

// restore fills the book from the alerts topic.
func (p *part) restore(ctx context.Context) error {
	stories, err := lastOf(ctx, p.Cluster, p.Topics.Alerts(), p.partition)
	if err != nil {
		return fmt.Errorf("restoring stories: %w", err)
	}
	for _, v := range stories {
		p.book.Restore(v.Alert)
	}
	p.book.Settle()
	return nil
}

// handle turns one agreement into the messages of the stories that it changes.
func (p *part) handle(_ context.Context, r *stream.Record) ([]stream.Output, error) {
	v, err := Decode(r)
	if errors.Is(err, events.ErrUnknownType) {
		return nil, nil // of a later version
	} else if err != nil {
		return nil, &stream.Reject{Reason: ReasonMalformed, Stage: Stage, Err: err}
	}
	in := Input{ID: v.ID, Arrived: r.Time}
	for _, h := range r.Headers {
		switch h.Key {
		case article.HeaderReplay:
			in.Replay = true
		case events.HeaderSiblings:
			in.Siblings = strings.Split(string(h.Value), ",")
		}
	}
	switch {
	case v.Retraction != nil:
		return p.publish(p.book.Retract(v.Retraction.Article.ID, v.Retraction.Article.Published, in.Replay), in.Replay)
	case v.Event != nil && v.Event.Type() == events.TypeAgreement:
		in.Agreement = v.Event.(*events.Agreement)
		return p.publish(p.book.Observe(in), in.Replay)
	}
	return nil, nil
}

// publish makes the records of a result, and tells of it.
func (p *part) publish(res Result, replay bool) ([]stream.Output, error) {
	if p.Decided != nil {
		p.Decided(res.Decision)
	}
	var outs []stream.Output
	for _, id := range res.Forgotten {
		outs = append(outs, stream.Output{Topic: p.Topics.Alerts(), Key: []byte(id), Partition: &p.partition})
	}
	for _, a := range res.Changed {
		envelope := events.WrapAlert(a, p.Source)
		headers, value, err := envelope.Binary()
		if err != nil {
			return nil, &stream.Reject{Reason: ReasonEncode, Stage: Stage, Err: err}
		}
		if replay {
			headers = append(headers, events.Header{Key: article.HeaderReplay, Value: []byte("true")})
		}
		outs = append(outs, stream.Output{
			Topic: p.Topics.Alerts(), Key: []byte(envelope.PartitionKey), Value: value, Headers: toStream(headers),
			Partition: &p.partition, Note: Note{Alert: a},
		})
		p.log(a)
	}
	return outs, nil
}

func (p *part) log(a *events.Alert) {
	level := slog.LevelInfo
	if a.Change == events.AlertUpdate || a.Replay {
		level = slog.LevelDebug
	}
	p.Logger.Log(context.Background(), level, "story", "kind", string(a.Change), "reason", string(a.Reason), "story", a.Story,
		"parties", partiesKey(a.Parties), "status", string(a.Status), "reports", a.ReportCount)
}

// Decode reads a record in CloudEvents' binary mode.
func Decode(r *stream.Record) (events.Envelope, error) {
	headers := make([]events.Header, len(r.Headers))
	for i, h := range r.Headers {
		headers[i] = events.Header(h)
	}
	return events.DecodeBinary(headers, r.Value)
}

func toStream(headers []events.Header) []stream.Header {
	out := make([]stream.Header, len(headers))
	for i, h := range headers {
		out[i] = stream.Header(h)
	}
	return out
}
