package replay

import (
	"github.com/dragoman-wire/dragoman/events"
	"github.com/dragoman-wire/dragoman/internal/stream"
	"github.com/dragoman-wire/dragoman/processor/article"
)

// item makes the record of one article: its id as key, its document's bytes
// unchanged as value, and as headers what the consumer cannot read from them. An
// article that shares its document with others is written as plain JSON.
func (r *run) item(d *document, i int) (item, error) {
	a := &d.articles[i]
	value, contentType, known := d.record.Data, d.record.ContentType, d.defaults
	if d.split() {
		var err error
		if value, err = a.JSON(); err != nil {
			return item{}, err
		}
		contentType, known = "application/json", article.Defaults{}
	}
	headers := make([]stream.Header, 0, 7)
	if contentType != "" {
		headers = append(headers, stream.Header{Key: events.HeaderContentType, Value: []byte(contentType)})
	}
	if !r.options.Live {
		headers = append(headers, stream.Header{Key: article.HeaderReplay, Value: []byte("true")})
	}
	known.ID = a.ID
	for name, value := range known.Headers {
		headers = append(headers, stream.Header{Key: name, Value: []byte(value)})
	}
	return item{
		output:    stream.Output{Topic: r.options.Topic, Key: []byte(a.ID), Value: value, Headers: headers},
		place:     d.place(i),
		format:    a.Format,
		language:  a.Language,
		status:    a.Status,
		published: a.Published,
		embargoed: a.Embargoed,
	}, nil
}
