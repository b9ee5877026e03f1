package article

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
)

// The defaults of Limits.
const (
	DefaultMaxBytes = 10 << 20
	DefaultMaxDepth = 64
)

// Limits bound what a Decoder accepts. A zero field means its default.
type Limits struct {
	MaxBytes int // size of a value, in bytes
	MaxDepth int // nesting of objects, arrays and XML elements
}

// Decoder makes articles from values in any of the wire formats. The zero
// Decoder is ready to use; it is safe for concurrent use.
type Decoder struct {
	Limits   Limits
	Defaults Defaults // for what an article does not tell itself
}

// Decode is Decoder.Decode with default limits and no defaults.
func Decode(data []byte, contentType string) (Article, error) {
	return Decoder{}.Decode(data, contentType)
}

// Decode is DecodeAll for a value that holds one article; several are an error.
func (d Decoder) Decode(data []byte, contentType string) (Article, error) {
	all, err := d.DecodeAll(data, contentType)
	switch {
	case err != nil:
		return Article{}, err
	case len(all) > 1:
		return Article{}, fail(all[0].Format, ReasonSeveral, "%d articles where one is asked for", len(all))
	}
	return all[0], nil
}

// DecodeAll makes articles from one value, which holds one, or several if it is a
// news message or a feed. contentType is a media type, with a charset where it is
// not UTF-8; when it is empty the format is told by shape. The articles share no
// memory with data.
//
// Every error is a *DecodeError. It tells of the first article that is bad; the
// good ones are returned beside it. Without an error there is at least one.
func (d Decoder) DecodeAll(data []byte, contentType string) ([]Article, error) {
	if d.Limits.MaxBytes <= 0 {
		d.Limits.MaxBytes = DefaultMaxBytes
	}
	if d.Limits.MaxDepth <= 0 {
		d.Limits.MaxDepth = DefaultMaxDepth
	}
	if len(data) > d.Limits.MaxBytes {
		return nil, fail(FormatUnknown, ReasonTooLarge, "%d bytes, the limit is %d", len(data), d.Limits.MaxBytes)
	}
	mediaType, parameters, _ := strings.Cut(contentType, ";")
	mediaType = strings.ToLower(strings.TrimSpace(mediaType))
	data, err := toUTF8(data, mediaType, parameters)
	if err != nil {
		return nil, err
	}
	head := bytes.TrimLeft(data, " \t\r\n")
	if len(head) == 0 {
		return nil, &DecodeError{Format: FormatUnknown, Reason: ReasonEmpty, Err: errors.New("no text at all")}
	}
	f, err := formatOf(mediaType, head)
	if err != nil {
		return nil, err
	}
	all, failed := f.decode(data, d.Limits)
	if len(all)+failed.count > 1 {
		d.Defaults.ID, d.Defaults.URL = "", "" // they are the document's
	}
	good := all[:0]
	for i := range all {
		a := &all[i]
		d.Defaults.apply(a)
		if err := complete(a); err != nil {
			failed.add(err)
			continue
		}
		good = append(good, *a)
	}
	return good, failed.error(len(good))
}

// complete gives an article an id if it has none, and reports what it lacks.
func complete(a *Article) error {
	switch {
	case a.Retracted() && a.ID == "" && a.URL == "":
		return fail(a.Format, ReasonMalformed, "%s, but it does not tell which article: it has no id", a.Status)
	case blank(a.Headline) && blank(a.Body) && !a.Retracted():
		return fail(a.Format, ReasonNoText, "neither headline nor body")
	}
	if a.ID == "" {
		a.ID = identify(a)
	}
	return nil
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// failures keeps the first error of a value's articles and counts them all.
type failures struct {
	cause error
	count int
}

// failed is the failure of a whole value.
func failed(err error) failures { return failures{err, 1} }

func (f *failures) add(err error) {
	if f.count++; f.count == 1 {
		f.cause = err
	}
}

// error tells of the first failure and how many there are beside good articles.
func (f *failures) error(good int) error {
	if f.count == 0 || f.count+good == 1 {
		return f.cause
	}
	cause, _ := errors.AsType[*DecodeError](f.cause) // as all errors of this package
	return &DecodeError{cause.Format, cause.Reason, fmt.Errorf("%d of %d articles, the first: %w", f.count, f.count+good, cause.Err)}
}
