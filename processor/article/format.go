package article

import (
	"bytes"
	"slices"
	"strings"
)

// The formats, as in Article.Format and DecodeError.Format. They are metric labels.
const (
	FormatUnknown  = "unknown"
	FormatNinjs1   = "ninjs1"
	FormatNinjs2   = "ninjs2"
	FormatNinjs3   = "ninjs3"
	FormatNewsML   = "newsml_g2"
	FormatNITF     = "nitf"
	FormatRSS      = "rss" // 0.9x, 1.0 and 2.0
	FormatAtom     = "atom"
	FormatJSONFeed = "json_feed"
	FormatHTML     = "html"
	FormatJSON     = "json"
	FormatText     = "text"
	FormatMarkup   = "markup" // XML of a kind that has no decoder
)

// Formats lists all formats, FormatUnknown included.
func Formats() []string {
	return []string{
		FormatUnknown, FormatNinjs1, FormatNinjs2, FormatNinjs3, FormatNewsML, FormatNITF, FormatRSS,
		FormatAtom, FormatJSONFeed, FormatHTML, FormatJSON, FormatText, FormatMarkup,
	}
}

// format is one family of wire formats. A new one is one file and one entry in
// formats.
type format struct {
	types []string // media types, or "+suffix" for a structured syntax
	shape func(head []byte) bool
	// decode returns the good articles and what failed: together at least one.
	decode func(data []byte, limits Limits) ([]Article, failures)
}

// formats are tried in this order; the last takes what no other does.
var formats = []format{
	{[]string{"text/html", "application/xhtml+xml"}, looksLikeHTML, decodePage},
	{[]string{"application/json", "text/json", "+json"}, looksLikeJSON, decodeJSON},
	{[]string{"text/xml", "application/xml", "+xml"}, looksLikeXML, decodeXML},
	{[]string{"text/plain"}, func([]byte) bool { return true }, decodeText},
}

// formatOf chooses the format by media type or, when that says nothing, by the
// first bytes that are not white space.
func formatOf(mediaType string, head []byte) (*format, error) {
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

// xmlFormats are the kinds of XML documents, by the name of the root element in
// lower case.
var xmlFormats = map[string]func(data []byte, limits Limits) ([]Article, failures){
	"newsitem":    decodeNewsML,
	"newsmessage": decodeNewsML,
	"nitf":        decodeNITF,
	"rss":         decodeFeed,
	"feed":        decodeFeed,
	"rdf":         decodeFeed, // RSS 1.0
	"html":        decodePage,
}

// looksLikeXML tells a document by its root element or its document type. A story
// that begins with an inline tag ("<p>") is plain text with markup in it.
func looksLikeXML(head []byte) bool {
	root, doctype := rootOf(head)
	return doctype || xmlFormats[root] != nil || bytes.HasPrefix(head, []byte(xmlDeclaration))
}

// looksLikeHTML tells a page by its document type or its root element.
func looksLikeHTML(head []byte) bool {
	root, _ := rootOf(bytes.TrimLeft(head, " \t\r\n"))
	return root == "html"
}

func decodeXML(data []byte, limits Limits) ([]Article, failures) {
	root, _ := rootOf(bytes.TrimLeft(data, " \t\r\n"))
	decode := xmlFormats[root]
	if decode == nil {
		return nil, failed(fail(FormatMarkup, ReasonUnsupported, "no decoder for XML documents whose root is %.50q", root))
	}
	return decode(data, limits)
}

// rootOf returns the name of a document's root element, in lower case and without
// a prefix, as its document type or else the element itself tells; doctype
// reports which.
func rootOf(head []byte) (name string, doctype bool) {
	for {
		var end string
		switch {
		case bytes.HasPrefix(head, []byte("<!--")):
			end = "-->"
		case bytes.HasPrefix(head, []byte("<?")):
			end = "?>"
		case len(head) > len("<!doctype ") && bytes.EqualFold(head[:len("<!doctype")], []byte("<!doctype")):
			return nameAt(bytes.TrimLeft(head[len("<!doctype"):], " \t\r\n")), true
		case bytes.HasPrefix(head, []byte("<")):
			return nameAt(head[1:]), false
		default:
			return "", false
		}
		_, rest, closed := bytes.Cut(head, []byte(end))
		if !closed {
			return "", false
		}
		head = bytes.TrimLeft(rest, " \t\r\n")
	}
}

// maxName is more than the length of any element's name that is known here.
const maxName = 64

// nameAt returns the name that text begins with, in lower case, without a prefix.
func nameAt(text []byte) string {
	text = text[:min(len(text), maxName)]
	if end := bytes.IndexAny(text, " \t\r\n/><["); end >= 0 {
		text = text[:end]
	}
	_, local, prefixed := bytes.Cut(text, []byte(":"))
	if !prefixed {
		local = text
	}
	return strings.ToLower(string(local))
}
