package replay

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/archive"
	"github.com/dragoman-wire/dragoman/internal/stream"
	"github.com/dragoman-wire/dragoman/processor/article"
)

// item makes the record of one article: its id as key, its bytes unchanged as
// value, and as headers what the consumer cannot read from them.
func (r *run) item(record archive.Record, a *article.Article) item {
	headers := make([]stream.Header, 0, 6)
	if record.ContentType != "" {
		headers = append(headers, stream.Header{Key: events.HeaderContentType, Value: []byte(record.ContentType)})
	}
	if !r.options.Live {
		headers = append(headers, stream.Header{Key: article.HeaderReplay, Value: []byte("true")})
	}
	known := r.options.Decoder.Defaults
	known.ID = a.ID
	for name, value := range known.Headers {
		headers = append(headers, stream.Header{Key: name, Value: []byte(value)})
	}
	return item{
		output:    stream.Output{Topic: r.options.Topic, Key: []byte(a.ID), Value: record.Data, Headers: headers},
		place:     record.Name,
		format:    a.Format,
		language:  a.Language,
		published: a.Published,
	}
}
