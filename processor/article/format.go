package article

import (
	"bytes"
	"slices"
	"strings"
)

// The formats, as in Article.Format and DecodeError.Format. They are metric labels.
const (
	FormatUnknown = "unknown"
	FormatNinjs1  = "ninjs1"
	FormatNinjs2  = "ninjs2"
	FormatNinjs3  = "ninjs3"
	FormatJSON    = "json"
	FormatText    = "text"
	FormatMarkup  = "markup" // XML or HTML, which have no decoder yet
)

// format is one family of wire formats. A new one is one file and one entry in
// formats.
type format struct {
	types  []string // media types, or "+suffix" for a structured syntax
	shape  func(head []byte) bool
	decode func(data []byte, limits Limits) (Article, error)
}

// formats are tried in this order when the media type does not tell; the last
// takes what no other does.
var formats = []format{
	{[]string{"application/json", "text/json", "+json"}, looksLikeJSON, decodeJSON},
	{[]string{"text/html", "text/xml", "application/xml", "+xml"}, looksLikeMarkup, refuseMarkup},
	{[]string{"text/plain"}, func([]byte) bool { return true }, decodeText},
}

// formatOf chooses the format by media type or, when that says nothing, by the
// first bytes that are not white space.
func formatOf(mediaType string, head []byte) (*format, error) {
	mediaType = strings.ToLower(strings.TrimSpace(mediaType))
	byShape := mediaType == "" || strings.HasSuffix(mediaType, "/octet-stream")
	_, suffix, structured := strings.Cut(mediaType, "+")
	for i := range formats {
		f := &formats[i]
		switch {
		case byShape:
			if f.shape(head) {
				return f, nil
			}
		case slices.Contains(f.types, mediaType), structured && slices.Contains(f.types, "+"+suffix):
			return f, nil
		}
	}
	return nil, fail(FormatUnknown, ReasonUnsupported, "content type %.100q", mediaType)
}

// markupStarts begin documents in XML and HTML. A story that begins with an
// inline tag ("<p>") is plain text with markup in it.
var markupStarts = []string{"<?xml", "<!doctype", "<html", "<nitf", "<newsitem", "<newsmessage", "<rss", "<feed"}

func looksLikeMarkup(head []byte) bool {
	return slices.ContainsFunc(markupStarts, func(start string) bool {
		return len(head) >= len(start) && bytes.EqualFold(head[:len(start)], []byte(start))
	})
}

func refuseMarkup([]byte, Limits) (Article, error) {
	return Article{}, fail(FormatMarkup, ReasonUnsupported, "no decoder for XML and HTML documents")
}
