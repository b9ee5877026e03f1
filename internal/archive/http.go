package archive

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http/httputil"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
)

// response takes the HTML page out of an HTTP response. Common Crawl has decoded
// the body already and says so in headers of other names; what others wrote is
// decoded here. What is no page, or tells of an error, is reported as such.
func (w *warcReader) response(block []byte) (contentType string, body []byte, err error) {
	head, body, found := bytes.Cut(block, []byte("\r\n\r\n"))
	if !found {
		if head, body, found = bytes.Cut(block, []byte("\n\n")); !found {
			return "", nil, w.corrupt("an HTTP response without an end of its header")
		}
	}
	lines := bytes.Split(head, []byte("\n"))
	fields := map[string]string{}
	for _, line := range lines[1:] {
		addField(fields, line)
	}
	contentType = fields["content-type"]
	switch status := statusOf(lines[0]); {
	case status != "200":
		return "", nil, &Error{w.place(), ReasonNotPage, fmt.Errorf("HTTP status %.20q", status)}
	case contentType != "" && !isPage(contentType):
		return "", nil, &Error{w.place(), ReasonNotPage, fmt.Errorf("a %.100q", contentType)}
	}
	if strings.EqualFold(fields["transfer-encoding"], "chunked") {
		body = w.unchunked(body)
	}
	body, err = w.decoded(body, strings.ToLower(fields["content-encoding"]))
	return contentType, body, err
}

// statusOf returns the code of a status line ("HTTP/1.1 200 OK").
func statusOf(line []byte) string {
	fields := bytes.Fields(line)
	if len(fields) < 2 || !bytes.HasPrefix(fields[0], []byte("HTTP/")) {
		return ""
	}
	return string(fields[1])
}

func isPage(contentType string) bool {
	mediaType, _, err := mime.ParseMediaType(contentType)
	if err != nil { // parameters are often broken
		mediaType, _, _ = strings.Cut(strings.ToLower(contentType), ";")
		mediaType = strings.TrimSpace(mediaType)
	}
	return mediaType == "text/html" || mediaType == "application/xhtml+xml"
}

// unchunked undoes a chunked transfer, if the body still is in chunks.
func (w *warcReader) unchunked(body []byte) []byte {
	whole, err := io.ReadAll(httputil.NewChunkedReader(bytes.NewReader(body)))
	if err != nil {
		return body
	}
	return whole
}

// decoded undoes a content encoding, if the body still is encoded.
func (w *warcReader) decoded(body []byte, encoding string) ([]byte, error) {
	var reader io.Reader
	var err error
	switch {
	case encoding == "" || encoding == "identity" || bytes.HasPrefix(bytes.TrimLeft(body, " \t\r\n\ufeff"), []byte("<")):
		return body, nil
	case encoding == "gzip" || encoding == "x-gzip":
		reader, err = gzip.NewReader(bytes.NewReader(body))
	case encoding == "deflate":
		reader = flate.NewReader(bytes.NewReader(body))
	default:
		return nil, &Error{w.place(), ReasonUnsupported, fmt.Errorf("content encoding %.50q", encoding)}
	}
	if err != nil {
		return nil, w.broken(encoding, err)
	}
	limit := w.options.MaxRecordBytes
	whole, err := io.ReadAll(io.LimitReader(&zipEntry{reader, w.budget}, int64(limit)+1))
	switch {
	case errors.Is(err, errBomb):
		return nil, failure(w.place(), err)
	case err != nil:
		return nil, w.broken(encoding, err)
	case len(whole) > limit:
		return nil, tooLarge(w.place(), "a page of more than", limit, limit)
	}
	return whole, nil
}

// broken reports a body that is not in the encoding that its header tells. The
// record around it is sound.
func (w *warcReader) broken(encoding string, err error) error {
	return &Error{w.place(), ReasonUnsupported, fmt.Errorf("not in its content encoding %s: %w", encoding, err)}
}
