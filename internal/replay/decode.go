package replay

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"sync"

	"github.com/dragoman-wire/dragoman/internal/archive"
	"github.com/dragoman-wire/dragoman/processor/article"
)

// document is one record of the archive and what it holds.
type document struct {
	record   archive.Record
	defaults article.Defaults
	articles []article.Article
	err      error // of what could not be read; good articles may stand beside it
}

// place names article i of a document, by its number where there are several.
func (d *document) place(i int) string {
	if !d.split() {
		return d.record.Name
	}
	return fmt.Sprintf("%s#%d", d.record.Name, i+1)
}

// split reports whether the articles travel alone, in a form of their own.
func (d *document) split() bool { return len(d.articles) > 1 || d.err != nil }

// A chunk is handed to a decoder when it has so many records or bytes.
const (
	chunkRecords = 64
	chunkBytes   = 1 << 20
)

// chunk is some records that are decoded together.
type chunk struct {
	documents []document
	bytes     int
	decoded   chan struct{}
}

// decoding decodes records on all processors and keeps their order. A source that
// is slow is not waited for: a chunk is as large as it became while the decoders
// were busy.
type decoding struct {
	decoder article.Decoder
	ordered chan *chunk // in the order of the records
	work    chan *chunk
	quit    chan struct{}
	once    sync.Once
}

// startDecoding begins to read. stop ends it; a read that hangs, as one of standard
// input may, is left to itself.
func startDecoding(ctx context.Context, records iter.Seq2[archive.Record, error], decoder article.Decoder) *decoding {
	workers := runtime.GOMAXPROCS(0)
	d := &decoding{decoder: decoder, ordered: make(chan *chunk, 2*workers), work: make(chan *chunk), quit: make(chan struct{})}
	for range workers {
		go d.decode()
	}
	go d.read(ctx, records)
	return d
}

func (d *decoding) stop() { d.once.Do(func() { close(d.quit) }) }

// read cuts the records into chunks.
func (d *decoding) read(ctx context.Context, records iter.Seq2[archive.Record, error]) {
	defer close(d.ordered)
	defer close(d.work)
	c := new(chunk)
	for record, err := range records {
		if ctx.Err() != nil {
			return
		}
		c.documents = append(c.documents, document{record: record, err: err})
		c.bytes += len(record.Data)
		full := len(c.documents) == chunkRecords || c.bytes >= chunkBytes
		sent, more := d.hand(c, full)
		if !more {
			return
		}
		if sent {
			c = new(chunk)
		}
	}
	if len(c.documents) > 0 {
		d.hand(c, true)
	}
}

// hand gives a chunk to a decoder: at once if one is free, and in any case if it
// must. more is false when the decoding has been stopped.
func (d *decoding) hand(c *chunk, must bool) (sent, more bool) {
	c.decoded = make(chan struct{})
	if !must {
		select {
		case d.work <- c:
		case <-d.quit:
			return false, false
		default:
			return false, true
		}
	} else {
		select {
		case d.work <- c:
		case <-d.quit:
			return false, false
		}
	}
	select {
	case d.ordered <- c:
		return true, true
	case <-d.quit:
		return true, false
	}
}

func (d *decoding) decode() {
	for c := range d.work {
		for i := range c.documents {
			doc := &c.documents[i]
			if doc.err != nil {
				continue
			}
			decoder := d.decoder
			doc.defaults = doc.record.Defaults(decoder.Defaults)
			decoder.Defaults = doc.defaults
			if doc.articles, doc.err = decoder.DecodeAll(doc.record.Data, doc.record.ContentType); doc.err != nil {
				doc.err = fmt.Errorf("%s: %w", doc.record.Name, doc.err)
			}
		}
		close(c.decoded)
	}
}

// poll returns the next documents if there are any now. At the end it returns nil.
func (d *decoding) poll() (documents []document, ready bool) {
	select {
	case c, more := <-d.ordered:
		return d.wait(c, more), true
	default:
		return nil, false
	}
}

// wait returns the documents of a chunk when they are decoded.
func (d *decoding) wait(c *chunk, more bool) []document {
	if !more {
		return nil
	}
	<-c.decoded
	return c.documents
}
