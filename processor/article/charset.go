package article

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// The byte-order marks that declare a charset by themselves.
const (
	utf8Mark    = "\xef\xbb\xbf"
	utf16LEMark = "\xff\xfe"
	utf16BEMark = "\xfe\xff"
)

// toUTF8 returns data as UTF-8 without a byte-order mark; an XML declaration says
// so too. A mark is believed before the
// parameters of the content type ("charset=windows-1251"), and these before the
// document's own declaration (XML 1.0, appendix F; RFC 7303; the HTML Standard,
// 13.2.3). Where nothing declares another charset, data must be UTF-8 and is not
// copied; only an HTML page may have wrong bytes, which become U+FFFD, as a page
// with one is still a page to every reader.
func toUTF8(data []byte, mediaType, parameters string) ([]byte, error) {
	label, marked := "utf-8", false
	var err error
	if text, ok := bytes.CutPrefix(data, []byte(utf8Mark)); ok {
		data, marked = text, true
	} else if bytes.HasPrefix(data, []byte(utf16LEMark)) || bytes.HasPrefix(data, []byte(utf16BEMark)) {
		data, err = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(data)
		if err != nil {
			return nil, fail(FormatUnknown, ReasonInvalidUTF8, "UTF-16: %w", err)
		}
		marked = true
	}
	page := mediaType == "text/html" || looksLikeHTML(data)
	if !marked {
		label, err = declaredCharset(parameters)
		if page && (err != nil || !isKnown(label)) { // servers say much that is wrong
			label, err = "", nil
		}
		if err != nil {
			return nil, err
		}
		if label == "" {
			label = ownCharset(data, page)
		}
	}
	if data, err = convert(data, label); err != nil {
		return nil, err
	}
	if page {
		data = bytes.ToValidUTF8(data, []byte("\uFFFD"))
	}
	if err := checkUTF8(data); err != nil {
		return nil, err
	}
	return trueDeclaration(data), nil
}

// convert returns data, which is in the charset that label names, as UTF-8.
func convert(data []byte, label string) ([]byte, error) {
	encoding, err := htmlindex.Get(label)
	if err != nil {
		return nil, fail(FormatUnknown, ReasonCharset, "%.100q", label)
	}
	if encoding == unicode.UTF8 {
		return data, nil
	}
	text, err := encoding.NewDecoder().Bytes(data)
	if err != nil {
		return nil, fail(FormatUnknown, ReasonInvalidUTF8, "not in its charset %.100q: %w", label, err)
	}
	return text, nil
}

func isKnown(label string) bool {
	_, err := htmlindex.Get(label)
	return err == nil
}

// declaredCharset returns the charset among the parameters of a content type.
func declaredCharset(parameters string) (string, error) {
	if parameters == "" {
		return "", nil
	}
	_, values, err := mime.ParseMediaType("text/plain;" + parameters)
	if err != nil {
		return "", fail(FormatUnknown, ReasonCharset, "content type parameters %.100q: %w", parameters, err)
	}
	return values["charset"], nil
}

// ownCharset returns the charset that a document declares itself, and UTF-8 for
// one that does not.
func ownCharset(data []byte, page bool) string {
	const utf8Label = "utf-8"
	switch {
	case bytes.HasPrefix(data, []byte("<\x00?\x00")):
		return "utf-16le"
	case bytes.HasPrefix(data, []byte("\x00<\x00?")):
		return "utf-16be"
	case bytes.HasPrefix(data, []byte(xmlDeclaration)):
		label := encodingOf(data)
		if label == "" || strings.HasPrefix(strings.ToLower(label), "utf-16") { // the name could not be read if it were
			return utf8Label
		}
		return label
	case page:
		// The library guesses windows-1252 when the first 1024 bytes tell nothing:
		// text that is valid UTF-8 from end to end is that.
		if _, label, _ := charset.DetermineEncoding(data, ""); label != "windows-1252" || !utf8.Valid(data) {
			return label
		}
	}
	return utf8Label
}

const xmlDeclaration = "<?xml"

// encodingOf returns the encoding that an XML declaration names.
func encodingOf(data []byte) string {
	declaration, _, ended := bytes.Cut(data, []byte("?>"))
	if !ended {
		return ""
	}
	_, value, found := bytes.Cut(declaration, []byte("encoding"))
	value = bytes.TrimLeft(value, " \t\r\n=")
	if !found || len(value) == 0 || (value[0] != '"' && value[0] != '\'') {
		return ""
	}
	label, _, closed := bytes.Cut(value[1:], value[:1])
	if !closed {
		return ""
	}
	return string(label)
}

// trueDeclaration makes an XML declaration that names another charset than UTF-8
// one that names none.
func trueDeclaration(data []byte) []byte {
	if !bytes.HasPrefix(data, []byte(xmlDeclaration)) {
		return data
	}
	if label := encodingOf(data); label == "" || strings.EqualFold(label, "utf-8") {
		return data
	}
	_, rest, _ := bytes.Cut(data, []byte("?>"))
	return append([]byte(`<?xml version="1.0"?>`), rest...)
}

func checkUTF8(data []byte) error {
	if utf8.Valid(data) {
		return nil
	}
	offset := 0
	for {
		r, size := utf8.DecodeRune(data[offset:])
		if r == utf8.RuneError && size <= 1 {
			return fail(FormatUnknown, ReasonInvalidUTF8, "byte %d; declare the charset if it is another", offset)
		}
		offset += size
	}
}
