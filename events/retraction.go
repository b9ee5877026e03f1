package events

import (
	"cmp"
	"strings"

	"github.com/google/uuid"
)

// TypeRetraction is the type of a Retraction. It is no Event, and is not among Types.
const TypeRetraction Type = "retraction"

// Retraction takes back what was published for an article: its publisher has
// killed it, or withholds it. It has a topic of its own and is keyed by the
// article's id, because it concerns every event of the article, whatever their
// types and parties.
//
// A reader drops the events whose CloudEvents subject is the article's id and whose
// time is not later than the retraction's; a retraction without a time takes back
// all of them. The rule holds in whichever order the topics are read, and a later
// version of the article, should the publisher release one, counts again.
type Retraction struct {
	// Kind is always TypeRetraction; it is the discriminator in JSON.
	Kind Type `json:"type"`
	// Status is why: the article is canceled, or withheld until further notice.
	Status Status `json:"status"`
	// Article is what is taken back. Its published time is that of the retraction.
	Article Article `json:"article"`
}

// The statuses of a retraction, after IPTC's pubStatus.
const (
	RetractionCanceled Status = "canceled"
	RetractionWithheld Status = "withheld"
)

var retractionStatuses = []Status{RetractionCanceled, RetractionWithheld}

// Validate reports the first field that breaks the contract as a *FieldError, or nil.
func (r *Retraction) Validate() error {
	var kind, id error
	if r.Kind != TypeRetraction {
		kind = invalid("type", "is %q, must be %q", r.Kind, TypeRetraction)
	}
	if r.Article.ID == "" {
		id = invalid("article.id", "is empty")
	}
	return cmp.Or(kind, oneOf("status", r.Status, retractionStatuses), id)
}

// ID returns the id of r: a version 5 UUID in Namespace of its type, status, time,
// and article id. The same kill gives the same id on every run.
func (r *Retraction) ID() string {
	name := strings.Join([]string{
		string(TypeRetraction), string(r.Status), formatTime(r.Article.Published.UTC()), r.Article.ID,
	}, "\x00")
	return uuid.NewSHA1(Namespace, []byte(name)).String()
}

// TakesBack reports whether r takes back an event that came in the envelope v.
func (r *Retraction) TakesBack(v Envelope) bool {
	return v.Subject == r.Article.ID && (r.Article.Published.IsZero() || !v.Time.After(r.Article.Published))
}

// WrapRetraction puts r into an envelope, as Wrap does an event. Its partition key
// is the article's id.
func WrapRetraction(r *Retraction, source string) Envelope {
	return Envelope{
		ID:           r.ID(),
		Source:       cmp.Or(source, DefaultSource),
		Type:         CloudEventType(TypeRetraction),
		Subject:      r.Article.ID,
		Time:         r.Article.Published.UTC(),
		DataSchema:   schemaOf(TypeRetraction),
		PartitionKey: r.Article.ID,
		Retraction:   r,
	}
}
