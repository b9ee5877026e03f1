package article

import (
	"bytes"
	"errors"
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
	MaxDepth int // nesting of objects and arrays
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

// Decode makes an article from one value. contentType is a media type, with a
// charset where it is not UTF-8; when it is empty the format is told by shape.
// The article shares no memory with data. Every error is a *DecodeError.
func (d Decoder) Decode(data []byte, contentType string) (Article, error) {
	if d.Limits.MaxBytes <= 0 {
		d.Limits.MaxBytes = DefaultMaxBytes
	}
	if d.Limits.MaxDepth <= 0 {
		d.Limits.MaxDepth = DefaultMaxDepth
	}
	if len(data) > d.Limits.MaxBytes {
		return Article{}, fail(FormatUnknown, ReasonTooLarge, "%d bytes, the limit is %d", len(data), d.Limits.MaxBytes)
	}
	mediaType, charset, _ := strings.Cut(contentType, ";")
	data, err := toUTF8(data, charset)
	if err != nil {
		return Article{}, err
	}
	head := bytes.TrimLeft(data, " \t\r\n")
	if len(head) == 0 {
		return Article{}, &DecodeError{Format: FormatUnknown, Reason: ReasonEmpty, Err: errors.New("no text at all")}
	}
	f, err := formatOf(mediaType, head)
	if err != nil {
		return Article{}, err
	}
	a, err := f.decode(data, d.Limits)
	if err != nil {
		return Article{}, err
	}
	d.Defaults.apply(&a)
	if blank(a.Headline) && blank(a.Body) && !a.retracted() {
		return Article{}, fail(a.Format, ReasonNoText, "neither headline nor body")
	}
	if a.ID == "" {
		a.ID = identify(&a)
	}
	return a, nil
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// retracted reports whether the item's publisher takes it back: such an item
// says so by its id alone and needs no text.
func (a *Article) retracted() bool { return a.Status == Withheld || a.Status == Canceled }
